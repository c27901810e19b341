"""Bringing in small areas, and working out an estimate from what has been brought in."""

import pytest
import shapely
from django.core.management import CommandError, call_command

from reports.choices import Comparison, Splitting
from reports.models import Estimate, NeedEstimate, Release, SmallArea
from tests.factories import BoundarySetFactory, CouncilFactory, PostcodeFactory, WardFactory
from tests.realdata import needs_real_data, real

pytestmark = pytest.mark.django_db
AGES = "a0_15,a16_24,a25_34,a35_49,a50_64,a65_74,a75plus"
POPULATION = f"lsoa21_code,{AGES}\nE01000001,125,110,291,336,245,220,150\nE01000002,86,123,300,301,297,143,134\n"
SKILLS = "adult_skills_and_english_language_proficiency_indicator"
DEPRIVATION = (
    f"lsoa21_code,IMD_rank,IMD_decile,{SKILLS}\nE01000001,26525,8,0.03\nE01000002,203,1,0.4\n"
)
RATES = (
    "year,definition,level_measured,group_type,group,value_pct,direction,people_millions,source\n"
    "2022,EDS Foundation,8 tasks,all,UK,80,with,10.2,HL 219\n"
    "2022,EDS Foundation,8 tasks,age,65-74,30,without,,Age UK\n"
    "2022,EDS Foundation,8 tasks,age,75+,69,without,,Age UK\n"
)
BEST_FIT = "lsoa21_code,ward24_code\nE01000001,E05000001\nE01000002,E05000002\n"


def saved(tmp_path, name, text):
    path = tmp_path / name
    path.write_text(text)
    return path


@pytest.fixture
def ashmere():
    """Market (west) and Quarry (east), each a kilometre square with five postcodes."""
    wards = BoundarySetFactory(council=CouncilFactory(code="E08999999", name="Ashmere"))
    for number, name in enumerate(["Market", "Quarry"]):
        square = shapely.to_wkb(shapely.box(number * 1000, 0, (number + 1) * 1000, 1000))
        ward = WardFactory(
            boundary_set=wards, name=name, code=f"E0500000{number + 1}", outline=square
        )
        for metre in range(5):
            PostcodeFactory(ward=ward, easting=number * 1000 + 300 + metre, northing=500)
    return wards


@pytest.fixture
def brought_in(tmp_path):
    call_command("import_population", saved(tmp_path, "p.csv", POPULATION), "--release=Census 2021")
    call_command("import_deprivation", saved(tmp_path, "d.csv", DEPRIVATION), "--release=IoD 2025")
    call_command("import_rates", saved(tmp_path, "r.csv", RATES), "--release=Rates")


def outlines(tmp_path, *boxes, name="areas.geojson"):
    """A map file of small areas E01000001 and on, in metres."""
    features = ",".join(
        f'{{"type":"Feature","properties":{{"lsoa21_code":"E0100000{number}"}},'
        f'"geometry":{shapely.to_geojson(shapely.box(*box))}}}'
        for number, box in enumerate(boxes, 1)
    )
    crs = '"crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::27700"}}'
    return saved(tmp_path, name, f'{{"type":"FeatureCollection",{crs},"features":[{features}]}}')


def squares(tmp_path):
    call_command("import_areas", outlines(tmp_path, (0, 0, 1000, 1000), (1000, 0, 2000, 1000)))


def test_each_ward_gets_the_people_of_its_small_area(ashmere, brought_in, tmp_path):
    squares(tmp_path)
    call_command("estimate", "--council=E08999999")
    estimate = Estimate.objects.get()
    market, quarry = estimate.wards.order_by("ward__name")
    assert (estimate.definition, estimate.level, estimate.year) == (
        "EDS Foundation",
        "8 tasks",
        2022,
    )
    assert estimate.splitting == Splitting.POSTCODES
    assert (market.adults, quarry.adults, estimate.adults) == (1352, 1298, 2650)
    assert market.share < estimate.share < quarry.share
    assert round(estimate.share, 3) == 0.2  # this council is the whole country here


def test_an_area_across_two_wards_is_split_by_its_postcodes(ashmere, brought_in, tmp_path):
    call_command("import_areas", outlines(tmp_path, (0, 0, 1301.5, 1000), (1301.5, 0, 2000, 1000)))
    call_command("estimate", "--council=E08999999")
    market, quarry = NeedEstimate.objects.order_by("ward__name")
    assert market.adults == round(1352 * 5 / 7)
    assert quarry.adults == round(1352 * 2 / 7) + 1298


def test_a_look_up_stands_in_for_outlines_and_is_marked(ashmere, brought_in, tmp_path, capsys):
    call_command("import_areas", saved(tmp_path, "lookup.csv", BEST_FIT))
    call_command("estimate", "--all")
    assert Estimate.objects.get().splitting == Splitting.BEST_FIT
    assert "WARNING: best fit misses" in capsys.readouterr().out


def test_the_same_again_changes_nothing_and_adds_nothing(ashmere, brought_in, tmp_path):
    squares(tmp_path)
    kept = []
    for _ in range(2):
        call_command("estimate", "--all")
        kept.append(list(NeedEstimate.objects.order_by("ward").values_list("share", "low", "high")))
    assert kept[0] == kept[1]
    assert Estimate.objects.count() == 1


def test_another_release_of_rates_makes_another_series(ashmere, brought_in, tmp_path):
    squares(tmp_path)
    call_command("estimate", "--all")
    newer = saved(tmp_path, "r2.csv", RATES.replace("2022", "2026").replace(",69,", ",60,"))
    call_command("import_rates", newer, "--release=Rates 2026", "--year=2026")
    call_command("estimate", "--all")
    assert sorted(Estimate.objects.values_list("year", flat=True)) == [2022, 2026]
    assert Estimate.objects.current(ashmere).year == 2026


def test_words_are_for_what_we_are_sure_of(ashmere, brought_in, tmp_path):
    squares(tmp_path)
    call_command("estimate", "--all", "--slope=3")
    market, quarry = NeedEstimate.objects.order_by("ward__name")
    assert (market.comparison, quarry.comparison) == (Comparison.LOWER, Comparison.HIGHER)


def test_tables_for_other_areas_are_refused_with_the_remedy(ashmere, brought_in, tmp_path):
    call_command("import_areas", outlines(tmp_path, (0, 0, 200, 1000)))
    with pytest.raises(CommandError, match="Ashmere has no estimate: only 50% of the postcodes"):
        call_command("estimate", "--council=E08999999")


def test_nothing_brought_in_is_said_with_the_command_that_helps(ashmere):
    with pytest.raises(CommandError, match="bring some in with import_rates"):
        call_command("estimate", "--all")


def test_a_council_with_no_small_areas_is_told_and_the_rest_go_on(
    ashmere, brought_in, tmp_path, capsys
):
    squares(tmp_path)
    CouncilFactory(name="Aldwick")
    call_command("estimate", "--all")
    assert "Aldwick has no estimate: Aldwick has no wards in force today" in capsys.readouterr().err
    assert Estimate.objects.count() == 1


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("lsoa21_code,ward24_code\nE01000001,here\n", 'row 2: "here" is not a ward code'),
        ("lsoa21_code,ward24_code\nE01000001,E05000001\nE01000001,E05000001\n", "is there twice"),
        ("lsoa21_code,name\nE01000001,Here\n", "no column for the ward's code"),
    ],
)
def test_a_look_up_that_cannot_be_right_is_refused(tmp_path, text, words):
    with pytest.raises(CommandError, match=words):
        call_command("import_areas", saved(tmp_path, "lookup.csv", text))
    assert not Release.objects.exists()


def test_outlines_with_a_code_twice_are_refused(tmp_path):
    path = outlines(tmp_path, (0, 0, 1, 1), (1, 0, 2, 1))
    path.write_text(path.read_text().replace("E01000002", "E01000001"))
    with pytest.raises(CommandError, match="row 2: E01000001 is there twice"):
        call_command("import_areas", path)
    assert not SmallArea.objects.exists()


@pytest.mark.realdata
@needs_real_data
def test_newcastles_estimate_is_about_a_fifth_from_8_to_35_per_cent():
    """The note measured 19.6 %, 8 % (North Jesmond) to 35 % (Elswick), 48,800 of 248,500; ten wards differ."""
    call_command(
        "import_wards", real("newcastle_wards_2020-12_bgc.geojson"),
        "--council=E08000021", "--name=Newcastle upon Tyne", "--from=2018-05-03",
    )  # fmt: skip
    call_command(
        "import_postcodes", real("newcastle_postcodes_2025-10.csv.gz"), "--council=E08000021"
    )
    call_command("import_areas", real("newcastle_lsoa21_bsc.geojson"))
    call_command("import_population", real("census2021_age_bands_lsoa21_ew.csv.gz"))
    call_command("import_deprivation", real("imd2025_england_lsoa21.csv.gz"))
    call_command("import_rates", real("digital_skills_rates.csv"))
    call_command("estimate", "--council=E08000021")
    estimate = Estimate.objects.get()
    wards = list(estimate.wards.order_by("share").select_related("ward"))
    assert round(100 * estimate.share, 1) == 19.6
    assert abs(estimate.adults - 248_500) < 500
    assert (wards[0].ward.name, round(wards[0].share, 2)) == ("North Jesmond", 0.08)
    assert (wards[-1].ward.name, round(wards[-1].share, 2)) == ("Elswick", 0.35)
    assert 8 <= sum(ward.comparison != Comparison.SIMILAR for ward in wards) <= 12
