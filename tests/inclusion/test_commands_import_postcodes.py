"""Bringing in the nation's postcodes from the files official bodies publish."""

import gzip
import zipfile

import pytest
import shapely
from django.core.management import CommandError, call_command

from inclusion.models import Postcode, PostcodeWard
from tests.factories import BoundarySetFactory, PostcodeFactory, WardFactory

pytestmark = pytest.mark.django_db
HEADINGS = (
    "PC,PQ,EA,NO,CY,RH,LH,CC,DC,WC\nPostcode,Positional_quality_indicator,Eastings,Northings\n"
)
AREA = (
    '"NE1 4ST",10,424722,563716,"E92000001","","","","E08000021","E05011453"\n'
    '"NE1 5ST",90,0,0,"E92000001","","","","E08000021","E05011453"\n'
)
ONSPD = (
    "pcd,pcd2,pcds,doterm,oslaua,oseast1m,osnrth1m,osgrdind\n"
    '"NE1 4ST","NE1  4ST","NE1 4ST","","E08000021","424722","563716","1"\n'
    '"NE1 9ZZ","NE1  9ZZ","NE1 9ZZ","201001","E08000021","424800","563800","1"\n'
    '"BT1 1AA","BT1  1AA","BT1 1AA","","N09000003","333000","374000","1"\n'
    '"GY1 1AA","GY1  1AA","GY1 1AA","","L99999999","","","9"\n'
)


def held():
    return list(
        Postcode.objects.values_list("code", "easting", "northing", "council_code", "edition")
    )


def saved(tmp_path, name, text):
    path = tmp_path / name
    path.write_text(text)
    return path


def refusal(path, *more):
    """The one sentence, and proof that nothing changed."""
    before = held()
    with pytest.raises(CommandError) as problem:
        call_command("import_postcodes", path, *more)
    assert held() == before
    return str(problem.value)


@pytest.fixture
def code_point_open(tmp_path):
    """The Ordnance Survey's zip: an area to a file, headings in a folder of their own."""
    path = tmp_path / "codepo_gb.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("Data/CSV/ne.csv", AREA)
        archive.writestr("Data/CSV/l.csv", '"L1 0AA",10,334864,389326,"","","","","E08000012",""\n')
        archive.writestr("Doc/Code-Point_Open_Column_Headers.csv", HEADINGS)
        archive.writestr("Doc/metadata.txt", "COPYRIGHT DATE: 20251020\n")
    return path


def test_code_point_open_comes_in_as_it_is_published(code_point_open, capsys):
    call_command("import_postcodes", code_point_open)

    assert held() == [
        ("L1 0AA", 334864, 389326, "E08000012", "2025-10"),
        ("NE1 4ST", 424722, 563716, "E08000021", "2025-10"),
    ]
    assert "1 have no point on the British grid and were left out." in capsys.readouterr().out


def test_one_area_of_it_comes_in_alone(tmp_path):
    call_command("import_postcodes", saved(tmp_path, "ne.csv", AREA), "--edition=2025-10")

    assert held() == [("NE1 4ST", 424722, 563716, "E08000021", "2025-10")]


def test_the_statistics_offices_directory_keeps_ended_postcodes(tmp_path, capsys):
    call_command("import_postcodes", saved(tmp_path, "ONSPD_AUG_2025_UK.csv", ONSPD))

    assert held() == [
        ("NE1 4ST", 424722, 563716, "E08000021", "2025-08"),
        ("NE1 9ZZ", 424800, 563800, "E08000021", "2025-08"),
    ]
    assert "2 have no point on the British grid" in capsys.readouterr().out


def test_only_the_council_asked_for_comes_in(code_point_open):
    call_command("import_postcodes", code_point_open, "--council=E08000012")

    assert [code for code, *_ in held()] == ["L1 0AA"]


def test_a_newer_edition_moves_a_point_and_an_older_one_never_does(tmp_path):
    call_command("import_postcodes", saved(tmp_path, "p_2025-10.csv", ONSPD))
    moved = ONSPD.replace("424722", "424999")
    call_command("import_postcodes", saved(tmp_path, "p_2014-07.csv", moved))
    assert Postcode.objects.get(pk="NE1 4ST").easting == 424722

    call_command("import_postcodes", saved(tmp_path, "p_2026-02.csv", moved))

    assert Postcode.objects.get(pk="NE1 4ST").easting == 424999


def test_postcodes_a_new_edition_leaves_out_stay(tmp_path):
    PostcodeFactory(code="NE1 1ZZ", edition="2014-07")

    call_command("import_postcodes", saved(tmp_path, "p_2025-10.csv", ONSPD))

    assert Postcode.objects.get(pk="NE1 1ZZ").edition == "2014-07"


def test_a_point_that_moved_moves_ward(tmp_path):
    boundary_set = BoundarySetFactory()
    old = WardFactory(boundary_set=boundary_set, outline=shapely.to_wkb(shapely.box(0, 0, 9, 9)))
    new = WardFactory(
        boundary_set=boundary_set,
        outline=shapely.to_wkb(shapely.box(424_000, 563_000, 425_000, 564_000)),
    )
    PostcodeFactory(code="NE1 4ST", easting=5, northing=5, edition="2014-07", ward=old)

    call_command("import_postcodes", saved(tmp_path, "p_2025-10.csv", ONSPD))

    assert [placed.ward for placed in PostcodeWard.objects.filter(postcode="NE1 4ST")] == [new]


def test_a_preview_changes_nothing(code_point_open):
    call_command("import_postcodes", code_point_open, "--dry-run")

    assert held() == []


def test_wrong_columns_are_named(tmp_path):
    path = saved(tmp_path, "p_2025-10.csv", "postcode,lat,long\nNE1 4ST,54.97,-1.61\n")

    assert refusal(path) == (
        "p_2025-10.csv: it has no column for the easting (its columns: postcode, lat, long); "
        "use a file with one named like oseast1m or Easting."
    )


def test_a_row_cut_short_is_named(tmp_path):
    path = saved(tmp_path, "p_2025-10.csv", ONSPD + '"NE1 5ST","NE1"\n')

    assert refusal(path) == (
        "p_2025-10.csv, row 6: this row has 2 columns where the others have 8; "
        "correct the row or download the file again."
    )


def test_a_bad_row_is_named(tmp_path):
    path = saved(tmp_path, "p_2025-10.csv", ONSPD.replace("NE1 9ZZ", "NEWCASTLE"))

    assert refusal(path) == 'p_2025-10.csv, row 3: "NEWCASTLE" is not a postcode; correct it.'


def test_a_zip_cut_short_is_refused(code_point_open):
    code_point_open.write_bytes(code_point_open.read_bytes()[:300])

    assert refusal(code_point_open, "--edition=2025-10") == (
        "codepo_gb.zip: it is cut short or broken; download it again."
    )


def test_a_gzip_cut_short_is_refused(tmp_path):
    path = tmp_path / "p_2025-10.csv.gz"
    path.write_bytes(gzip.compress(ONSPD.encode())[:60])

    assert refusal(path) == "p_2025-10.csv.gz: it is cut short or broken; download it again."


def test_a_zip_of_something_else_is_refused(tmp_path):
    path = tmp_path / "photos_2025-10.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("cat.jpg", b"cat")

    assert refusal(path) == (
        "photos_2025-10.zip: there is no Code-Point Open or ONSPD table in the zip; download it again."
    )


def test_text_that_is_not_utf_8_names_its_row(tmp_path):
    path = tmp_path / "p_2025-10.csv"
    path.write_bytes(
        ONSPD.replace('"E08000021","424800"', '"Caf?","424800"').encode().replace(b"?", b"\xe9")
    )

    assert refusal(path) == (
        'p_2025-10.csv, row 3: it is not UTF-8 text; save it again and choose "CSV UTF-8" or UTF-8.'
    )


def test_an_empty_file_is_refused(tmp_path):
    assert refusal(saved(tmp_path, "p_2025-10.csv", "")) == (
        "p_2025-10.csv: it is empty; download it again."
    )


def test_a_file_that_does_not_say_its_month_is_refused(tmp_path):
    assert refusal(saved(tmp_path, "postcodes.csv", ONSPD)) == (
        "postcodes.csv: it does not say which month it is from; give it as --edition 2025-10."
    )
