"""PROGRESS: how many of the first skills somebody has been seen to do by themselves, and what they can do next."""

from sms.flows.parts import Event, State, Step, ended, say, to_a_person


def step(state: State, event: Event) -> Step:
    """The only step of PROGRESS. `done` of `total` tasks."""
    if (state.node, event.kind) != ("start", "began"):
        return ended() if event.kind == "silence" else to_a_person()
    done, total = event.facts.get("done", 0), event.facts.get("total", 0)
    if not total:
        return to_a_person()
    if done >= total:
        return ended(say("progress_all", total=total))
    return ended(say("progress" if done else "progress_none", done=done, total=total))
