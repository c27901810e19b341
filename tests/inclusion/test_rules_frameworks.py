"""What makes a list of skills usable."""

import json

import pytest

from inclusion.rules.files import BadFile
from inclusion.rules.frameworks import read_framework, shipped_frameworks

TASK = {"code": "wifi", "short_name": "Join Wi-Fi", "words": "Set up a connection to Wi-Fi."}
FACTS = {
    "slug": "knitting-2026",
    "kind": "adult_skills",
    "name": "Knitting online",
    "edition": "2026",
    "source": "Written for a test",
    "tasks_for_the_level": 1,
    "tasks": [TASK],
}


def sentence_for(**changes):
    with pytest.raises(BadFile) as problem:
        read_framework(json.dumps({**FACTS, **changes}))
    return problem.value.sentence("knitting.json")


def test_the_house_ships_the_four_editions_we_promise():
    shipped = {
        words.slug: (len(words.tasks), words.tasks_for_the_level) for words in shipped_frameworks()
    }

    assert shipped == {
        "eds-foundation-2022": (8, 8),
        "eds-foundation-2018": (9, 9),
        "basic-digital-skills-2015": (5, 5),
        "code-club-2026": (8, 4),
    }


def test_the_2022_edition_keeps_the_published_words():
    words = {words.slug: words for words in shipped_frameworks()}["eds-foundation-2022"]

    assert [task.words for task in words.tasks][4:6] == [
        "Set up a connection to a Wi-Fi network (home, work, public, visiting).",
        "Open an internet browser to find and use websites (Safari, Chrome, Firefox, Edge).",
    ]


def test_a_task_with_no_words_is_named_by_its_row():
    assert sentence_for(tasks=[TASK, {**TASK, "code": "other", "words": ""}]) == (
        'knitting.json, row 2: it has no "words"; add it and try again.'
    )


def test_a_code_twice_is_named_by_its_row():
    assert sentence_for(tasks=[TASK, TASK]) == (
        'knitting.json, row 2: the code "wifi" is there twice; give one another code.'
    )


def test_a_short_name_too_long_for_a_phone_is_refused():
    assert sentence_for(tasks=[{**TASK, "short_name": "Join the Wi-Fi at home and in town"}]) == (
        'knitting.json, row 1: "short_name" is longer than 30 letters; make it shorter.'
    )


def test_a_level_nobody_could_reach_is_refused():
    assert sentence_for(tasks_for_the_level=2) == (
        'knitting.json: "tasks_for_the_level" is not a number from 1 to 1, its number of tasks; '
        "change it and try again."
    )


def test_a_kind_we_do_not_know_is_refused():
    assert sentence_for(kind="cookery") == (
        'knitting.json: "kind" is none of adult_skills, code_club; change it and try again.'
    )


def test_a_date_that_is_not_one_is_refused():
    assert sentence_for(retired_on="last year") == (
        'knitting.json: "retired_on" is "last year"; use a date like 2022-01-01.'
    )


def test_broken_json_is_named_by_its_line():
    with pytest.raises(BadFile) as problem:
        read_framework('{\n"slug": }')

    assert problem.value.sentence("knitting.json") == (
        "knitting.json, row 2: it is not JSON (Expecting value); mend that line and try again."
    )
