"""Conversations as pure functions: whatever is said, in whatever order, they end or ask, and never fail."""

from hypothesis import given
from hypothesis import strategies as st

from sms.flows import FLOWS
from sms.flows.parts import MOST_MISSES, Effect, Event, State
from sms.texts import LANGUAGES

OPTIONS = [{"session": str(n), "at": "2026-11-25T12:00:00+00:00", "place": "Hall"} for n in "123"]
EVENTS = st.one_of(
    st.builds(lambda n: Event("found", {"options": OPTIONS[:n]}), st.integers(0, 3)),
    st.builds(
        lambda n, words, yes, no: Event("said", {"number": n, "words": words, "yes": yes, "no": no}),
        st.none() | st.integers(0, 9),
        st.integers(0, 9),
        st.booleans(),
        st.booleans(),
    ),
    st.builds(
        lambda heads: Event("began", {"heads": heads, "said_in": "x"}), st.none() | st.integers(0, 500)
    ),
    st.just(Event("began", OPTIONS[0])),
    st.builds(lambda left: Event("began", {"reached": not left, "left": left}), st.integers(0, 9)),
    st.builds(
        lambda done, total: Event("began", {"done": done, "total": total}), st.integers(0, 9), st.integers(0, 9)
    ),
    st.sampled_from([Event("found_session", {"session": one}) for one in (None, OPTIONS[0])]),
    st.sampled_from([Event(kind) for kind in ("began", "kept", "full", "introduced", "silence", "nowhere", "shared", "will_forget", "saved", "had_register")]),
)  # fmt: skip


@given(st.sampled_from(sorted(FLOWS)), st.lists(EVENTS, max_size=12))
def test_any_events_in_any_order_leave_a_state_and_known_sentences(flow, events):
    state = State()
    for event in events:
        state, effects = FLOWS[flow](state, event)
        said = [effect for effect in effects if effect.kind in ("say", "ask")]
        assert len(said) <= 1
        assert {effect.facts["key"] for effect in said} <= set(LANGUAGES["en"].SENTENCES)
        assert not (state.is_over and any(effect.kind == "ask" for effect in effects))


@given(st.sampled_from(("join", "missed", "next")), st.integers(1, 3))
def test_a_digit_takes_what_was_offered_under_it(flow, digit):
    state, _ = FLOWS[flow](State(), Event("began"))
    state, _ = FLOWS[flow](state, Event("found", {"options": OPTIONS}))
    state, [effect] = FLOWS[flow](state, Event("said", {"number": digit, "words": 1}))
    assert (effect.kind in ("keep", "join"), effect.facts["session"]) == (True, str(digit))


def test_after_two_misses_it_is_a_persons():
    state, _ = FLOWS["next"](State(), Event("began"))
    state, _ = FLOWS["next"](state, Event("found", {"options": OPTIONS}))
    for _ in range(MOST_MISSES):
        state, _ = FLOWS["next"](state, Event("said", {"number": 9, "words": 1}))
    state, effects = FLOWS["next"](state, Event("said", {"number": None, "words": 1}))
    assert (state.is_over, effects[0]) == (True, Effect("hand_over"))
