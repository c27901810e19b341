"""Bringing in people by age, deprivation and published rates."""

import gzip

import pytest
from django.core.management import CommandError, call_command

from reports.models import Deprivation, Population, Rate, Release
from tests.realdata import needs_real_data, real

pytestmark = pytest.mark.django_db
AGES = "a0_15,a16_24,a25_34,a35_49,a50_64,a65_74,a75plus"
POPULATION = f"lsoa21_code,{AGES}\nE01000001,125,110,291,336,245,220,150\n"
DEPRIVATION = (
    "lsoa21_code,IMD_rank,IMD_decile,adult_skills_and_english_language_proficiency_indicator\n"
    "E01000001,26525.0,8.0,0.03\nE01000002,31203,10,\n"
)
RATES = (
    "year,definition,level_measured,group_type,group,value_pct,direction,people_millions,source\n"
    "2022,EDS Foundation,8 tasks,all,UK,20,without,10.2,HL 219\n"
    "2022,EDS Foundation,8 tasks,age,75+,69,without,,Age UK\n"
    "2022,EDS Foundation,8 tasks,age,16-64 DERIVED,11.7,without,,Ours\n"
)


def saved(tmp_path, name, text):
    path = tmp_path / name
    path.write_text(text)
    return path


def refusal(command, path, *more):
    """The one sentence, and proof that nothing was kept."""
    with pytest.raises(CommandError) as problem:
        call_command(command, path, *more)
    assert not Release.objects.exists()
    return str(problem.value)


def test_people_by_age_are_kept_with_their_release(tmp_path):
    call_command("import_population", saved(tmp_path, "p.csv", POPULATION), "--release=Census 2021")

    kept = Population.objects.get()
    assert (kept.area, kept.under_16, kept.a65_74, kept.a75_over) == ("E01000001", 125, 220, 150)
    assert (kept.release.name, kept.release.year, kept.release.areas) == (
        "Census 2021",
        2021,
        "LSOA 2021",
    )


def test_a_wide_table_from_nomis_is_added_up_by_age(tmp_path):
    years = ["Aged under 1 year", *(f"Aged {n} years" for n in range(1, 90))]
    headings = ["area", "mnemonic", "Total", *years, "Aged 90 years and over"]
    text = (
        '"Age by single year"\n"Source: Nomis"\n\n'
        + ",".join(headings)
        + "\nHere,E01000001,91"
        + ",1" * 91
        + '\n\n"In order to protect against disclosure, counts are changed."\n'
    )

    call_command("import_population", saved(tmp_path, "TS007.csv", text))

    kept = Population.objects.get()
    assert (kept.under_16, kept.a16_24, kept.a65_74, kept.a75_over) == (16, 9, 10, 16)


def test_the_same_release_again_takes_the_place_of_the_first(tmp_path):
    call_command("import_population", saved(tmp_path, "p.csv", POPULATION))
    release = Release.objects.get()

    call_command("import_population", saved(tmp_path, "p.csv", POPULATION.replace("125", "126")))

    assert Release.objects.get() == release
    assert Population.objects.get().under_16 == 126


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (
            POPULATION.replace("291", "many"),
            (
                'p.csv, row 2: "many" in column "a25_34" is not a number of people; '
                "correct it or download the table again."
            ),
        ),
        (
            POPULATION + POPULATION.splitlines()[1],
            "p.csv, row 3: E01000001 is there twice; take out row 2 or this one.",
        ),
        (
            POPULATION.replace("E01000001", "Newcastle"),
            'p.csv, row 2: "Newcastle" is not an area code like E01000001; correct it.',
        ),
        (
            POPULATION.replace("lsoa21_code", "place"),
            (
                "p.csv: it has no column for the small area's code (its columns: place, a0_15, a16_24, a25_34, "
                "a35_49, a50_64, a65_74, a75plus); use a file with one named like LSOA21CD."
            ),
        ),
        (
            POPULATION.replace("a16_24", "a15_24"),
            (
                'p.csv: the ages in its column "a15_24" are in another column too; '
                "use a table with each age once."
            ),
        ),
        (
            POPULATION.replace("a25_34", "notes"),
            "p.csv: it has no column for ages 25 to 34; use a table with every age from 0.",
        ),
        (
            POPULATION.replace("a0_15,a16_24", "a0_14,a15_24"),
            (
                'p.csv: its column "a15_24" is in two of our age bands; '
                "use a table of single years, or of bands that start at 16, 25, 35, 50, 65 and 75."
            ),
        ),
        ("", "p.csv: it is empty; download or save it again."),
        (
            f"lsoa21_code,{AGES}\nE01000001,,,,,,,\n",
            "p.csv: it has no people in it; download it again.",
        ),
    ],
)
def test_a_bad_table_of_people_is_refused(tmp_path, text, sentence):
    assert refusal("import_population", saved(tmp_path, "p.csv", text)) == sentence


AREAS = "LSOA21CD,WD24CD\nE01000001,E05000001\n"


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        (
            "E01000001",
            "E01000002",
            (
                "p.csv, row 2: neither E01000002 nor any other area in it is one we know, such as E01000001; "
                "use a table that has ours, or bring in where its own areas are first, with import_areas."
            ),
        ),
        (
            "lsoa21_code",
            "lsoa11_code",
            (
                "p.csv, row 2: it is for LSOA 2011 and we know where LSOA 2021 are; use a table for those, "
                "or bring in where its own areas are first, with import_areas."
            ),
        ),
    ],
)
def test_a_census_of_other_areas_is_refused_and_what_was_there_stays(tmp_path, old, new, sentence):
    call_command("import_areas", saved(tmp_path, "areas.csv", AREAS))
    call_command("import_population", saved(tmp_path, "p.csv", POPULATION))
    path = saved(tmp_path, "p.csv", POPULATION.replace(old, new).replace("125", "999"))

    with pytest.raises(CommandError) as problem:
        call_command("import_population", path)

    assert str(problem.value) == sentence
    assert list(Population.objects.values_list("area", "under_16")) == [("E01000001", 125)]


@pytest.mark.parametrize(
    ("code", "what"),
    [
        ("E02000001", "a middle-sized area (MSOA)"),
        ("E05000001", "a ward"),
        ("W06000001", "a council"),
    ],
)
def test_a_census_of_larger_areas_is_refused(tmp_path, code, what):
    path = saved(tmp_path, "p.csv", POPULATION.replace("E01000001", code))

    assert refusal("import_population", path) == (
        f"p.csv, row 2: {code} is {what} and not a small area; use the table for LSOAs."
    )


def test_deprivation_is_kept_with_its_year(tmp_path):
    call_command("import_deprivation", saved(tmp_path, "imd2025.csv", DEPRIVATION))

    assert list(Deprivation.objects.values_list("rank", "decile", "adult_skills")) == [
        (26525, 8, 0.03),
        (31203, 10, None),
    ]
    assert Release.objects.get().year == 2025


def test_deprivation_of_no_year_is_refused(tmp_path):
    assert refusal("import_deprivation", saved(tmp_path, "imd.csv", DEPRIVATION)) == (
        "imd.csv: it does not say which year it is for; give it as --year 2025."
    )


def test_an_eleventh_tenth_is_refused(tmp_path):
    path = saved(tmp_path, "imd2025.csv", DEPRIVATION.replace(",10,", ",11,"))

    assert refusal("import_deprivation", path) == (
        'imd2025.csv, row 3: "11" in column "IMD_decile" is not from 1 to 10; '
        "correct it or download the table again."
    )


def test_rates_are_kept_with_their_ages_and_direction(tmp_path):
    call_command("import_rates", saved(tmp_path, "rates.csv", RATES))

    assert list(Rate.objects.by_age().values_list("age_lower", "age_upper", "share")) == [
        (16, 64, 0.117),
        (75, None, 0.69),
    ]
    assert Rate.objects.get(group_type="all").direction == "without"


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        (",69,", ",169,", "rates.csv, row 3: 169 is more than 100 per cent; correct it."),
        (",69,", ",-1,", "rates.csv, row 3: -1 is less than 0 per cent; correct it."),
        (
            "69,without",
            "69,lacking",
            'rates.csv, row 3: the direction "lacking" is none of with, without, zero, low; correct it.',
        ),
        (
            "75+",
            "old",
            'rates.csv, row 3: the age group "old" is not like 65-74 or 75+; correct it.',
        ),
        (",HL 219", ",", 'rates.csv, row 2: "source" is empty; correct it.'),
        (
            "direction",
            "way",
            (
                "rates.csv: it has no column for the direction (its columns: year, definition, level_measured, "
                "group_type, group, value_pct, way, people_millions and more); use a file with one named like "
                "direction."
            ),
        ),
    ],
)
def test_a_bad_table_of_rates_is_refused(tmp_path, old, new, sentence):
    path = saved(tmp_path, "rates.csv", RATES.replace(old, new))

    assert refusal("import_rates", path) == sentence


def test_a_figure_twice_is_refused(tmp_path):
    path = saved(tmp_path, "rates.csv", RATES + RATES.splitlines()[1])

    assert refusal("import_rates", path) == (
        "rates.csv, row 5: it says the same as row 2; take one of them out."
    )


def test_a_preview_keeps_nothing(tmp_path):
    call_command("import_rates", saved(tmp_path, "rates.csv", RATES), "--dry-run")

    assert not Release.objects.exists()


def test_text_that_is_not_utf_8_names_its_row(tmp_path):
    path = tmp_path / "rates.csv"
    path.write_bytes(RATES.encode().replace(b"Age UK", b"\xa3"))

    assert refusal("import_rates", path) == (
        'rates.csv, row 3: it is not UTF-8 text; save it again and choose "CSV UTF-8" or UTF-8.'
    )


def test_a_file_cut_short_is_refused(tmp_path):
    path = tmp_path / "p.csv.gz"
    path.write_bytes(gzip.compress(POPULATION.encode())[:40])

    assert refusal("import_population", path) == (
        "p.csv.gz: it is cut short or broken; download it again."
    )


@pytest.mark.realdata
@needs_real_data
@pytest.mark.parametrize(
    ("command", "name", "model", "rows"),
    [
        ("import_population", "census2021_age_bands_lsoa21_ew.csv.gz", Population, 35_672),
        ("import_deprivation", "imd2025_england_lsoa21.csv.gz", Deprivation, 33_755),
        ("import_rates", "digital_skills_rates.csv", Rate, 60),
    ],
)
def test_the_official_tables_come_in_whole(command, name, model, rows):
    call_command(command, real(name))

    assert model.objects.count() == rows
