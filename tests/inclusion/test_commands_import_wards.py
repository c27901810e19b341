"""Bringing in a council's wards from the files official bodies publish."""

import datetime as dt
import zipfile

import geopandas
import numpy as np
import pyarrow as pa
import pyarrow.parquet
import pytest
import shapely
from django.core.management import CommandError, call_command

from inclusion.models import BoundarySet, Council, PostcodeWard, Ward
from inclusion.rules.ward_changes import listed
from tests.factories import PostcodeFactory

pytestmark = pytest.mark.django_db
COUNCIL = "E08000021"
NAME = f"--name=Tyne --council={COUNCIL} --from=2018-05-03 --resolution=20".split()


def square(column, row=0):
    """A kilometre square in the middle of Newcastle's part of the British grid."""
    return shapely.box(
        420_000 + column * 1000, 560_000 + row * 1000, 421_000 + column * 1000, 561_000 + row * 1000
    )


def two_wards(**columns):
    """Two wards side by side, with the columns of an ONS file unless told otherwise."""
    return geopandas.GeoDataFrame(
        {"WD23CD": ["E05000001", "E05000002"], "WD23NM": ["Millrace", "Weavers"], **columns},
        geometry=[square(0), square(1)],
        crs=27700,
    )


def geojson(tmp_path, frame, name="wards.geojson"):
    path = tmp_path / name
    frame.to_crs(4326).to_file(path, driver="GeoJSON")
    return path


def refusal(path, *more):
    """The one sentence, and proof that nothing changed."""
    before = (Council.objects.count(), BoundarySet.objects.count(), Ward.objects.count())
    with pytest.raises(CommandError) as problem:
        call_command("import_wards", path, *NAME, *more)
    assert (Council.objects.count(), BoundarySet.objects.count(), Ward.objects.count()) == before
    return str(problem.value)


@pytest.mark.parametrize("name", ["w.geojson", "w.gpkg", "w.shp", "w.parquet"])
def test_every_kind_of_file_gives_the_same_wards(tmp_path, name):
    path = tmp_path / name
    frame = two_wards()
    frame.to_parquet(path) if name.endswith("parquet") else frame.to_file(path)

    call_command("import_wards", path, *NAME)

    wards = Ward.objects.order_by("code")
    assert list(wards.values_list("code", "name")) == [
        ("E05000001", "Millrace"),
        ("E05000002", "Weavers"),
    ]
    assert shapely.from_wkb(bytes(wards[0].outline)).centroid.distance(square(0).centroid) < 5


def test_a_shapefile_may_stay_in_its_zip(tmp_path):
    two_wards().to_file(tmp_path / "w.shp")
    with zipfile.ZipFile(tmp_path / "w.zip", "w") as archive:
        for part in tmp_path.glob("w.[sdpc]*"):
            archive.write(part, f"Wards/{part.name}")

    call_command("import_wards", tmp_path / "w.zip", *NAME)

    assert Ward.objects.count() == 2


def test_parquet_with_a_plain_column_of_outlines_needs_to_be_told_where_it_is(tmp_path):
    path = tmp_path / "w.parquet"
    wkb = [shapely.to_wkb(square(0))]
    pyarrow.parquet.write_table(
        pa.table({"WD23CD": ["E05000001"], "WD23NM": ["Millrace"], "wkb": wkb}), path
    )

    assert "it does not say which coordinate system it is in" in refusal(path)
    call_command("import_wards", path, *NAME, "--crs=27700")
    assert Ward.objects.get().outline is not None


def test_a_national_file_gives_only_the_councils_wards(tmp_path):
    frame = two_wards(LAD23CD=[COUNCIL, "E08000012"], LAD23NM=["Newcastle upon Tyne", "Liverpool"])

    call_command(
        "import_wards", geojson(tmp_path, frame), f"--council={COUNCIL}", "--from=2018-05-03"
    )

    assert list(Ward.objects.values_list("name", flat=True)) == ["Millrace"]
    assert Council.objects.get(code=COUNCIL).name == "Newcastle upon Tyne"


def test_the_same_file_again_keeps_the_same_rows(tmp_path):
    path = geojson(tmp_path, two_wards())
    call_command("import_wards", path, *NAME)
    first = set(Ward.objects.values_list("pk", flat=True))

    call_command("import_wards", path, *NAME, "--to=2026-05-07")

    assert set(Ward.objects.values_list("pk", flat=True)) == first
    assert BoundarySet.objects.get().in_force_to == dt.date(2026, 5, 7)


def test_a_preview_changes_nothing(tmp_path, capsys):
    call_command("import_wards", geojson(tmp_path, two_wards()), *NAME, "--dry-run")

    assert not Council.objects.exists()
    assert "That was a preview. Nothing was changed." in capsys.readouterr().out


def test_postcodes_we_hold_get_their_ward(tmp_path):
    inside = PostcodeFactory(easting=420_500, northing=560_500)
    ours = PostcodeFactory(easting=420_500, northing=559_900, council_code=COUNCIL)
    PostcodeFactory(easting=420_500, northing=559_900, council_code="E08000037")

    call_command("import_wards", geojson(tmp_path, two_wards()), *NAME)

    assert list(
        PostcodeWard.objects.order_by("postcode").values_list("postcode", "ward__name", "placed")
    ) == sorted([(inside.pk, "Millrace", "within"), (ours.pk, "Millrace", "nearest")])


def test_coarse_lines_warn_and_place_nobody(tmp_path, capsys):
    PostcodeFactory(easting=420_500, northing=560_500)

    call_command("import_wards", geojson(tmp_path, two_wards()), *NAME[:-1], "--resolution=200")

    assert Ward.objects.count() == 2
    assert not PostcodeWard.objects.exists()
    assert "WARNING: lines to 200 m" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("name", "metres"), [("WD_DEC_23_UK_BSC.geojson", 200), ("wards-bgc.geojson", 20)]
)
def test_the_files_name_says_how_detailed_it_is(tmp_path, name, metres):
    call_command("import_wards", geojson(tmp_path, two_wards(), name), *NAME[:-1])

    assert BoundarySet.objects.get().resolution_m == metres


def test_where_the_name_does_not_say_the_detail_is_an_estimate_and_says_so(tmp_path, capsys):
    call_command("import_wards", geojson(tmp_path, two_wards()), *NAME[:-1])

    assert BoundarySet.objects.get().resolution_m == 200
    assert "so that is an estimate" in capsys.readouterr().out


def test_two_sets_in_force_on_one_day_are_refused(tmp_path):
    path = geojson(tmp_path, two_wards())
    call_command("import_wards", path, *NAME)

    assert refusal(path, "--from=2023-05-04") == (
        "wards.geojson: Tyne wards from 3 May 2018 are still in force on 4 May 2023; "
        "bring those in again with --from 2018-05-03 --to 2023-05-04, then these."
    )


NEXT = f"--council={COUNCIL} --from=2026-05-07 --resolution=20".split()


def warnings_after(tmp_path, capsys, before, after):
    """What the second import warns of, the first having ended when it begins."""
    call_command("import_wards", geojson(tmp_path, before), *NAME, "--to=2026-05-07")
    capsys.readouterr()
    call_command("import_wards", geojson(tmp_path, after), *NEXT)
    lines = capsys.readouterr().out.splitlines()
    return [line.removeprefix("WARNING: ") for line in lines if line.startswith("WARNING: ")]


def moved(metres):
    """The two wards with the line between them moved east."""
    middle = 421_000 + metres
    return two_wards().set_geometry(
        [
            shapely.box(420_000, 560_000, middle, 561_000),
            shapely.box(middle, 560_000, 422_000, 561_000),
        ],
        crs=27700,
    )


def test_the_same_wards_again_from_a_later_day_warn_of_nothing(tmp_path, capsys):
    assert warnings_after(tmp_path, capsys, two_wards(), two_wards()) == []


def test_a_line_moved_by_a_street_warns_that_a_sliver_would_give_its_homes_away(tmp_path, capsys):
    assert warnings_after(tmp_path, capsys, two_wards(), moved(12)) == [
        (
            "1 sliver with a few homes each lies between these wards and Tyne wards from 3 May 2018. "
            "Never publish the same count on both: the one taken from the other would tell of those homes. "
            "Our own pages begin a new count."
        )
    ]


def test_a_code_that_comes_back_with_other_lines_warns(tmp_path, capsys):
    assert warnings_after(tmp_path, capsys, two_wards(), moved(300)) == [
        (
            "E05000001, E05000002 had other lines in Tyne wards from 3 May 2018. "
            "Never join figures by code alone: use the code and the day."
        )
    ]


def test_a_code_replaced_on_the_same_ground_warns(tmp_path, capsys):
    renamed = two_wards(WD23CD=["E05000001", "E05000009"])
    assert warnings_after(tmp_path, capsys, two_wards(), renamed) == [
        (
            "E05000002 is now E05000009, on the same ground as in Tyne wards from 3 May 2018. "
            "Figures kept elsewhere under the old code need the new one."
        )
    ]


@pytest.mark.parametrize(
    ("words", "said"), [(list("ab"), "a, b"), (list("abcdef"), "a, b, c, d and 2 more")]
)
def test_a_long_list_of_codes_is_cut_short(words, said):
    assert listed(words) == said


def test_an_older_set_must_end_when_the_next_begins(tmp_path):
    path = geojson(tmp_path, two_wards())
    call_command("import_wards", path, *NAME)

    assert refusal(path, "--from=2004-06-10") == (
        "wards.geojson: Tyne wards from 3 May 2018 come into force before these end; "
        "give --to 2018-05-03 or an earlier day."
    )


def test_a_ward_twice_names_its_row(tmp_path):
    path = geojson(tmp_path, two_wards(WD23CD=["E05000001", "E05000001"]))

    assert refusal(path) == (
        "wards.geojson, row 2: the ward E05000001 is there twice; take one of them out."
    )


def test_a_shape_that_crosses_itself_names_its_row(tmp_path):
    frame = two_wards()
    bow_tie = shapely.Polygon([(0, 0), (1000, 1000), (1000, 0), (0, 1000)])
    frame.loc[1, "geometry"] = shapely.transform(
        bow_tie, lambda at: at + np.array([420_000, 560_000])
    )
    frame.to_file(tmp_path / "wards.gpkg")

    sentence = refusal(tmp_path / "wards.gpkg")

    assert sentence.startswith("wards.gpkg, row 2: the outline of E05000002 is not a valid shape")
    assert sentence.endswith('mend it with "Fix geometries" in QGIS, or download the file again.')


def test_points_instead_of_areas_are_refused(tmp_path):
    frame = two_wards()
    frame.geometry = frame.centroid

    assert refusal(geojson(tmp_path, frame)) == (
        "wards.geojson, row 1: the ward E05000001 is a Point, not an area; "
        "use the file of boundaries, not of centre points."
    )


def test_wrong_columns_are_named(tmp_path):
    frame = two_wards().rename(columns={"WD23CD": "LSOA21CD", "WD23NM": "LSOA21NM"})

    assert refusal(geojson(tmp_path, frame)) == (
        "wards.geojson: it has no column for the ward's code (its columns: LSOA21CD, LSOA21NM, "
        "geometry); use a file with one named like WD23CD or ward_code."
    )


def test_a_code_that_is_none_names_its_row(tmp_path):
    assert refusal(geojson(tmp_path, two_wards(WD23CD=["E05000001", "Weavers"]))) == (
        'wards.geojson, row 2: the ward code "Weavers" is not like E05011436; correct it.'
    )


def test_another_councils_wards_are_refused(tmp_path):
    frame = two_wards(LAD23CD=["E08000012", "E08000012"])

    assert refusal(geojson(tmp_path, frame)) == (
        "wards.geojson: its wards are in E08000012, not E08000021; "
        "check the code you gave after --council."
    )


def test_a_national_file_that_does_not_say_whose_is_whose_is_refused(tmp_path):
    frame = geopandas.GeoDataFrame(
        {"WD20CD": [f"E05{n:06}" for n in range(151)], "WD20NM": "Millrace"},
        geometry=[square(n % 20, n // 20) for n in range(151)],
        crs=27700,
    )

    assert refusal(geojson(tmp_path, frame)) == (
        "wards.geojson: it has 151 wards and no column to say which are E08000021's; "
        "use a file with a column like LAD23CD, or one that holds that council only."
    )


def test_another_coordinate_system_is_refused(tmp_path):
    two_wards().to_crs(3857).to_file(tmp_path / "wards.gpkg")

    assert refusal(tmp_path / "wards.gpkg") == (
        'wards.gpkg: its coordinate system is "WGS 84 / Pseudo-Mercator"; '
        "download it in WGS84 (EPSG:4326) or British National Grid (EPSG:27700)."
    )


def test_a_shapefile_without_its_prj_is_refused(tmp_path):
    two_wards().to_file(tmp_path / "wards.shp")
    (tmp_path / "wards.prj").unlink()

    assert refusal(tmp_path / "wards.shp") == (
        "wards.shp: it does not say which coordinate system it is in (a shapefile says so in its .prj); "
        "download it in WGS84 (EPSG:4326) or British National Grid (EPSG:27700), or if you know, "
        "say so after --crs."
    )


def test_metres_called_degrees_are_caught(tmp_path):
    two_wards().set_crs(4326, allow_override=True).to_parquet(tmp_path / "wards.parquet")

    assert refusal(tmp_path / "wards.parquet") == (
        "wards.parquet, row 1: it says it is in EPSG:4326, but 420000, 560000 in degrees is not in "
        "the United Kingdom; download it again in the coordinate system it declares."
    )


def test_a_zip_cut_short_is_refused(tmp_path):
    path = tmp_path / "wards.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("wards.shp", "x" * 5000)
    path.write_bytes(path.read_bytes()[:3000])

    assert refusal(path) == "wards.zip: the zip is cut short or broken; download it again."


@pytest.mark.parametrize("name", ["w.geojson", "w.gpkg", "w.parquet"])
def test_any_file_cut_short_is_refused(tmp_path, name):
    path = tmp_path / name
    frame = two_wards()
    frame.to_parquet(path) if name.endswith("parquet") else frame.to_file(path)
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 3])

    sentence = refusal(path)

    assert sentence.startswith(f"{name}: it is cut short or ")
    assert sentence.endswith("download it again.")


def test_a_file_that_is_not_utf_8_names_its_row(tmp_path):
    path = geojson(tmp_path, two_wards(WD23NM=["Millrace", "Caf Corner"]))
    path.write_bytes(path.read_bytes().replace(b"Caf", b"Caf\xe9"))

    sentence = refusal(path)

    assert sentence.startswith("wards.geojson, row ")
    assert sentence.endswith('it is not UTF-8 text; save it again and choose "CSV UTF-8" or UTF-8.')


def test_an_empty_file_is_refused(tmp_path):
    (tmp_path / "wards.geojson").touch()

    assert refusal(tmp_path / "wards.geojson") == ("wards.geojson: it is empty; download it again.")


def test_a_file_with_no_wards_is_refused(tmp_path):
    path = tmp_path / "wards.parquet"
    two_wards().iloc[:0].to_parquet(path)

    assert refusal(path) == "wards.parquet: it has no wards in it; download it again."


def test_a_new_council_needs_a_name(tmp_path):
    with pytest.raises(CommandError) as problem:
        call_command(
            "import_wards",
            geojson(tmp_path, two_wards()),
            f"--council={COUNCIL}",
            "--from=2018-05-03",
        )

    assert str(problem.value) == (
        "wards.geojson: it does not name the council E08000021; give its name after --name."
    )


def test_wards_that_end_before_they_start_are_refused(tmp_path):
    assert refusal(geojson(tmp_path, two_wards()), "--to=2018-05-03") == (
        "wards.geojson: its wards would end before they start; give a later date after --to."
    )


def test_a_date_that_is_none_is_said_plainly(tmp_path):
    with pytest.raises(CommandError, match="is not a date like 2018-05-03"):
        call_command("import_wards", tmp_path / "w", f"--council={COUNCIL}", "--from=3/5/2018")
