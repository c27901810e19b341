"""In whatever order words come, and however often, the same is left in view."""

from hypothesis import given
from hypothesis import strategies as st

from inclusion.choices import HelpGiven
from inclusion.rules.merging import Field, Offer, Sight, Verdict, best_sight, weigh

AMY, BOB = 1, 2


def said(by, value, operation, base=1):
    return Offer(value=value, base=base, by=by, operation=operation)


def after(*offers):
    """A field last changed before anybody's phone left, with these words come in this order."""
    field = Field(value="as it was")
    for number, offer in enumerate(offers):
        field, _ = weigh(field, offer, version=2 + number)
    return field


def test_a_value_offered_on_top_of_the_last_change_stands():
    field, verdict = weigh(Field("old", version=3), said(AMY, "new", "a", base=3), version=4)

    assert (field.value, field.version, verdict) == ("new", 4, Verdict.STANDS)


def test_two_peoples_different_values_both_stay_in_view_and_the_first_stands():
    field = after(said(AMY, "six", "a"), said(BOB, "seven", "b"))

    assert (field.value, field.offers) == ("six", {BOB: "seven"})


def test_ones_own_later_word_takes_the_place_of_ones_earlier():
    assert after(said(AMY, "six", "a"), said(AMY, "seven", "b")).candidates == ["'seven'"]
    assert after(said(AMY, "seven", "b"), said(AMY, "six", "a")).candidates == ["'seven'"]


def test_the_same_value_twice_is_no_dispute():
    assert after(said(AMY, "six", "a"), said(BOB, "six", "b")).offers == {}


offers = st.builds(
    Offer,
    value=st.sampled_from(["five", "six", "seven"]),
    base=st.just(1),
    by=st.sampled_from([1, 2, 3]),
    operation=st.integers(0, 10**6).map(lambda n: f"{n:08}"),
)
several = st.lists(offers, min_size=1, max_size=7, unique_by=lambda offer: offer.operation)


@given(several, st.data())
def test_any_order_and_any_repeats_leave_the_same_values_in_view(words, data):
    once = data.draw(st.permutations(words))
    with_repeats = data.draw(
        st.permutations([*words, *data.draw(st.lists(st.sampled_from(words)))])
    )

    assert after(*words).candidates == after(*once).candidates == after(*with_repeats).candidates


@given(several)
def test_what_is_in_view_is_everybodys_latest_word_and_nothing_else(words):
    latest = {offer.by: offer.value for offer in sorted(words, key=lambda offer: offer.operation)}

    assert after(*words).candidates == sorted({repr(value) for value in latest.values()})


sights = st.lists(
    st.builds(Sight, id=st.uuids().map(str), help_given=st.sampled_from(HelpGiven)), max_size=6
)


@given(sights, st.data())
def test_the_most_able_sight_stands_whatever_order_they_came_in(seen, data):
    again = data.draw(st.permutations(seen))

    assert best_sight(seen) == best_sight(again)
    assert not seen or best_sight(seen).help_given == max(
        (one.help_given for one in seen), key=[*HelpGiven].index
    )
