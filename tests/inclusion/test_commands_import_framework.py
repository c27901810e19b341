"""Bringing in an edition of a skills framework."""

import json

import pytest
from django.core.management import CommandError, call_command

from inclusion.models import Framework, Task
from inclusion.rules.frameworks import SHIPPED
from tests.factories import EvidenceFactory

pytestmark = pytest.mark.django_db
FILE = "code-club-2026.json"


@pytest.fixture
def facts():
    """Our Code Club set, under another name, free to be changed."""
    return {
        **json.loads((SHIPPED / FILE).read_text()),
        "slug": "autumn-set",
        "name": "Autumn projects",
    }


def save(tmp_path, facts):
    path = tmp_path / "autumn.json"
    path.write_text(json.dumps(facts))
    return path


def test_the_shipped_editions_are_there_from_the_first_migration():
    assert list(Framework.objects.for_adults().in_use().values_list("slug", flat=True)) == [
        "eds-foundation-2022"
    ]
    assert Task.objects.filter(framework__slug="eds-foundation-2018").count() == 9


def test_an_edition_comes_in_once_however_often_it_is_sent(tmp_path, facts, capsys):
    path = save(tmp_path, facts)

    call_command("import_framework", path)
    call_command("import_framework", path)

    edition = Framework.objects.get(slug="autumn-set")
    assert list(edition.tasks.values_list("number", "short_name"))[:2] == [
        (1, "A cat that dances"),
        (2, "A bus stop that talks"),
    ]
    assert edition.tasks.count() == 8
    assert "Autumn projects 2026: 8 tasks, 4 of them for the level." in capsys.readouterr().out


def test_a_preview_changes_nothing(tmp_path, facts, capsys):
    call_command("import_framework", save(tmp_path, facts), "--dry-run")

    assert not Framework.objects.filter(slug="autumn-set").exists()
    assert "That was a preview. Nothing was changed." in capsys.readouterr().out


def test_words_may_change_until_somebody_is_observed(tmp_path, facts):
    call_command("import_framework", save(tmp_path, facts))
    facts["tasks"][0]["words"] = "A cat that sings."
    call_command("import_framework", save(tmp_path, facts))

    assert Task.objects.get(framework__slug="autumn-set", number=1).words == "A cat that sings."


def test_words_somebody_was_observed_against_stay(tmp_path, facts):
    call_command("import_framework", save(tmp_path, facts))
    cat = Task.objects.get(framework__slug="autumn-set", number=1)
    EvidenceFactory(task=cat)
    facts["tasks"][0]["words"] = "A cat that sings."

    with pytest.raises(CommandError) as problem:
        call_command("import_framework", save(tmp_path, facts))

    assert str(problem.value) == (
        "autumn.json: people have been observed against Autumn projects 2026, and this would "
        "change its words; give the new words a new slug and edition."
    )
    assert Task.objects.get(pk=cat.pk).words == cat.words


def test_an_edition_in_use_may_still_be_retired(tmp_path, facts):
    call_command("import_framework", save(tmp_path, facts))
    EvidenceFactory(task=Task.objects.get(framework__slug="autumn-set", number=1))

    call_command("import_framework", save(tmp_path, {**facts, "retired_on": "2027-09-01"}))

    assert Framework.objects.in_use().filter(slug="autumn-set").count() == 0


def test_a_file_that_is_not_utf_8_names_its_row(tmp_path):
    path = tmp_path / "autumn.json"
    path.write_bytes(b'{\n"slug": "caf\xe9"}')

    with pytest.raises(CommandError) as problem:
        call_command("import_framework", path)

    assert str(problem.value) == (
        'autumn.json, row 2: it is not UTF-8 text; save it again and choose "CSV UTF-8" or UTF-8.'
    )


def test_a_file_that_is_not_there_is_named(tmp_path):
    with pytest.raises(CommandError, match="there is no such file"):
        call_command("import_framework", tmp_path / "nowhere.json")
