"""The conversations, one a file. Each is a pure function: `step(state, event)` gives the next state and what to do.

A flow never asks the time, the database or the settings. What it needs to know it asks for with an Effect, and is told
in the next Event; so the list of events of a conversation is all there is to know of it, and can be played again.
"""

from sms.flows import (
    certificate,
    check,
    feedback,
    forget,
    join,
    log,
    missed,
    mydata,
    next_dates,
    progress,
)
from sms.flows.parts import Flow

FLOWS: dict[str, Flow] = {
    "certificate": certificate.step,
    "check": check.step,
    "feedback": feedback.step,
    "forget": forget.step,
    "join": join.step,
    "log": log.step,
    "missed": missed.step,
    "mydata": mydata.step,
    "next": next_dates.step,
    "progress": progress.step,
}
