"""Bringing in an organisation's list of learners."""

import pytest
from django.core.management import CommandError, call_command

from inclusion.models import Consent, Learner
from tests.factories import OrganisationFactory, PostcodeFactory

pytestmark = pytest.mark.django_db
HEADINGS = "first_name,initial,postcode,age_band,phone,language,agreed_to_texts\n"
JEAN = "Jean,m,ne14st,65 to 74,07700 900123,cy,yes\n"


@pytest.fixture
def library():
    PostcodeFactory(code="NE1 4ST")
    return OrganisationFactory(slug="libraries")


def send(tmp_path, text, *more, organisation="libraries"):
    path = tmp_path / "learners.csv"
    path.write_text(text)
    call_command("import_learners", path, f"--organisation={organisation}", *more)


def refusal(tmp_path, text, **more):
    """What was said, and proof that nobody was added."""
    with pytest.raises(CommandError) as problem:
        send(tmp_path, text, **more)
    assert not Learner.objects.exists()
    return str(problem.value)


def test_a_row_becomes_a_learner(tmp_path, library):
    send(tmp_path, HEADINGS + JEAN)

    jean = Learner.objects.get()
    assert (jean.organisation, jean.first_name, jean.initial) == (library, "Jean", "M")
    assert (jean.postcode_id, jean.age_band) == ("NE1 4ST", "65-74")
    assert (jean.phone, jean.language) == ("+447700900123", "cy")
    assert list(jean.consents.values_list("purpose", "channel")) == [("texts", "paper")]


def test_a_first_name_is_enough_and_nothing_is_agreed_for_them(tmp_path, library):
    send(tmp_path, "first_name\nJean\n")

    assert Learner.objects.get().language == "en"
    assert not Consent.objects.exists()


def test_a_list_sent_twice_adds_nobody_twice(tmp_path, library, capsys):
    send(tmp_path, HEADINGS + JEAN)
    send(tmp_path, HEADINGS + JEAN + "Ali,,,,,,\n")

    assert sorted(Learner.objects.values_list("first_name", flat=True)) == ["Ali", "Jean"]
    assert "2 rows, 1 new learners, 1 we had already." in capsys.readouterr().out


def test_two_people_alike_are_two_with_a_reference_each(tmp_path, library):
    send(tmp_path, "reference,first_name\nA1,Jean\nA2,Jean\n")

    assert Learner.objects.count() == 2


def test_the_same_row_for_two_organisations_is_two_learners(tmp_path, library):
    OrganisationFactory(slug="charity")
    send(tmp_path, HEADINGS + JEAN)
    send(tmp_path, HEADINGS + JEAN, organisation="charity")

    assert Learner.objects.count() == 2


def test_a_preview_adds_nobody(tmp_path, library):
    send(tmp_path, HEADINGS + JEAN, "--dry-run")

    assert not Learner.objects.exists()


def test_every_bad_row_is_named_and_none_is_added(tmp_path, library):
    bad = [
        ",m,,,,,",
        "Jean,Miller,,,,,",
        "Jean,,NEWCASTLE,,,,",
        "Jean,,NE1 5ST,,,,",
        "Jean,,,old,,,",
        "Jean,,,,0191 498 0123,,",
        "Jean,,,,,Klingon,",
        "Jean,,,,,,yes",
        "Jean,,,,,,perhaps",
    ]

    assert refusal(tmp_path, HEADINGS + JEAN + "\n".join(bad)).splitlines() == [
        "learners.csv: 9 of 10 rows cannot be used, so none was added.",
        "  row 3: There is no first name.",
        "  row 4: The initial is the first letter of the last name, not the whole name.",
        "  row 5: The postcode is not like NE1 4ST.",
        "  row 6: We do not know the postcode. Check it, bring in newer postcodes, or leave it empty.",
        "  row 7: We do not know the age band. Write it like 65-74.",
        "  row 8: That is a landline, and landlines can't get texts. Leave it empty if there is no mobile.",
        "  row 9: We do not know the language. Write it like en or cy.",
        "  row 10: They agreed to texts, but there is no phone. Add one, or say no.",
        "  row 11: For agreed to texts we need yes or no.",
    ]


def test_a_heading_we_do_not_know_is_refused_not_lost(tmp_path, library):
    assert "it has a column we do not know, mobile; call it one of first_name" in refusal(
        tmp_path, "first_name,mobile\nJean,07700 900123\n"
    )


def test_an_organisation_we_do_not_know_is_said(tmp_path, library):
    assert refusal(tmp_path, HEADINGS + JEAN, organisation="library") == (
        "We have no such organisation. There are: libraries."
    )


def test_a_list_with_no_rows_is_said(tmp_path, library):
    assert refusal(tmp_path, HEADINGS) == (
        "learners.csv: it has no learners in it; add one row for each."
    )
