"""A register in few taps, and two registers made one."""

from hypothesis import given
from hypothesis import strategies as st

from inclusion.choices import HelpGiven
from inclusion.rules.registers import gather, merge, spread

SHOWN, HELPED, ALONE = HelpGiven.SHOWN, HelpGiven.HELPED, HelpGiven.ALONE
people = st.sets(st.integers(0, 6))
skills = st.dictionaries(st.sampled_from(["wifi", "apps", "search"]), st.sampled_from(HelpGiven))


def test_the_group_did_one_thing_and_one_person_another():
    seen = spread({"wifi": HELPED}, {"Mo": {"wifi": None, "apps": ALONE}}, ["Jean", "Mo"])

    assert seen == {"Jean": {"wifi": HELPED}, "Mo": {"apps": ALONE}}


def test_what_is_said_of_somebody_not_here_is_left_out():
    assert spread({}, {"Mo": {"wifi": ALONE}}, ["Jean"]) == {"Jean": {}}


def test_a_saved_register_reads_as_the_group_and_who_differed():
    seen = {"Jean": {"wifi": SHOWN}, "Aisha": {"wifi": SHOWN}, "Mo": {"wifi": ALONE}}

    assert gather(seen, seen) == ({"wifi": SHOWN}, {"Mo": {"wifi": ALONE}})


@given(st.dictionaries(st.integers(0, 6), skills), people)
def test_reading_a_register_back_loses_nothing(seen, present):
    group, differences = gather(seen, present)

    assert spread(group, differences, present) == {who: seen.get(who, {}) for who in present}


@given(people, people)
def test_with_no_other_change_mine_stands(opened, mine):
    assert merge(opened, mine, opened) == mine


@given(people, people)
def test_with_no_change_of_mine_theirs_stands(opened, theirs):
    assert merge(opened, opened, theirs) == theirs


@given(people, people, people)
def test_what_either_added_is_kept_and_what_either_took_away_is_gone(opened, mine, theirs):
    merged = merge(opened, mine, theirs)

    assert (mine | theirs) - opened <= merged
    assert merged & (opened - (mine & theirs)) == set()
