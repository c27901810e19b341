"""A council's own survey: what may move an estimate, and what never does."""

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction

from reports.choices import Sampling
from reports.models import Estimate, Survey, SurveyAnswers
from tests.reports.test_commands_estimate import ashmere, brought_in, saved, squares  # noqa: F401

pytestmark = pytest.mark.django_db
HEADINGS = "ward_code,sampling,definition,level,year,asked,without\n"
ROW = "E05000001,random,EDS Foundation,8 tasks,2026,90,60\n"


def bring_in(tmp_path, *rows, headings=HEADINGS, **options):
    path = saved(tmp_path, "survey.csv", headings + "".join(rows))
    call_command("import_survey", path, council="E08999999", **options)


def shares(boundary_set):
    wards = Estimate.objects.current(boundary_set).wards.order_by("ward__code")
    return [(one.share, one.low, one.high) for one in wards]


def test_a_random_survey_moves_its_own_ward_and_makes_its_own_series(ashmere, brought_in, tmp_path):  # noqa: F811
    squares(tmp_path)
    call_command("estimate", "--all")
    (market, quarry), before = shares(ashmere), Estimate.objects.get()
    bring_in(tmp_path, ROW, release="Household survey 2026")
    call_command("estimate", "--all")
    after, unasked = shares(ashmere)
    assert market[0] < after[0] < 60 / 90
    assert after[1] <= after[0] <= after[2]
    assert unasked[0] == quarry[0]
    assert sorted(str(one.survey) for one in Estimate.objects.all()) == [
        "Household survey 2026",
        "None",
    ]
    before.refresh_from_db()  # what was said before the survey still stands, as another series
    assert before.wards.get(ward__code="E05000001").share == market[0]


def test_a_survey_of_other_skills_moves_nothing_and_says_so(ashmere, brought_in, tmp_path, capsys):  # noqa: F811
    squares(tmp_path)
    call_command("estimate", "--all")
    before = shares(ashmere)
    bring_in(tmp_path, ROW.replace("EDS Foundation", "Never online"))
    assert "Those never join, so it moves nothing." in capsys.readouterr().out
    call_command("estimate", "--all")
    assert (shares(ashmere), Estimate.objects.count()) == (before, 1)


@pytest.mark.parametrize("sampling", ["programme", "referral", "drop_in", "Drop-in", "self"])
def test_people_who_came_to_us_are_refused_by_type(ashmere, tmp_path, sampling):  # noqa: F811
    with pytest.raises(CommandError, match=r"row 2: .* do not stand for everybody in the ward"):
        bring_in(tmp_path, ROW.replace("random", sampling))
    assert not Survey.objects.exists()


def test_a_survey_that_does_not_say_how_people_were_picked_is_refused(ashmere, tmp_path):  # noqa: F811
    words = "row 3: it does not say how these people were picked; write random or quota"
    with pytest.raises(CommandError, match=words):
        bring_in(tmp_path, ROW, ROW.replace("01,random", "02,"))
    assert not Survey.objects.exists()


def test_a_survey_with_no_column_for_sampling_is_refused(ashmere, tmp_path):  # noqa: F811
    with pytest.raises(CommandError, match="no column for the sampling"):
        bring_in(tmp_path, ROW.replace("random,", ""), headings=HEADINGS.replace("sampling,", ""))


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (ROW.replace("90,60", "60,90"), "row 2: 90 of 60 is not a number of people"),
        (ROW.replace("90", "many"), 'row 2: "many" in column "asked" is not a number'),
        (ROW.replace("2026", "soon"), 'row 2: "soon" is not a year like 2026'),
        (ROW.replace("EDS Foundation", ""), 'row 2: "definition" is empty'),
        (ROW.replace("random", "chance"), 'row 2: the sampling "chance" is none of random'),
        (ROW.replace("00001", "00009"), "row 2: E05000009 is not a ward of Ashmere"),
        (ROW + ROW, "row 3: E05000001 is there twice"),
        (
            ROW + ROW.replace("0001,", "0002,").replace("2026", "2025"),
            'row 3: its year is "2025" and that of row 2 is "2026"',
        ),
        ("", "it has no wards in it"),
    ],
)
def test_a_survey_that_cannot_be_right_names_its_row(ashmere, tmp_path, row, words):  # noqa: F811
    with pytest.raises(CommandError, match=words):
        bring_in(tmp_path, row)
    assert not Survey.objects.exists()


def test_a_survey_too_sure_of_itself_is_refused(ashmere, tmp_path):  # noqa: F811
    headings = HEADINGS.replace("without", "without,design_effect")
    with pytest.raises(CommandError, match=r"row 2: .*too sure.*[Uu]se 1.5 or more"):
        bring_in(tmp_path, ROW.replace("60\n", "60,1\n"), headings=headings)


def test_a_preview_keeps_nothing_and_the_same_again_keeps_one(ashmere, tmp_path):  # noqa: F811
    bring_in(tmp_path, ROW, dry_run=True)
    assert not Survey.objects.exists()
    for _ in range(2):
        bring_in(tmp_path, ROW)
    assert (Survey.objects.count(), SurveyAnswers.objects.count()) == (1, 1)


def test_the_database_itself_holds_no_survey_that_is_not_a_sample(ashmere):  # noqa: F811
    with pytest.raises(IntegrityError), transaction.atomic():
        Survey.objects.create(
            boundary_set=ashmere, name="Our learners", year=2026, sampling=Sampling.PROGRAMME
        )


def test_a_survey_of_a_council_with_no_wards_is_told_what_to_do(tmp_path):
    with pytest.raises(CommandError, match="we have no wards of E08999999 in force"):
        bring_in(tmp_path, ROW)
