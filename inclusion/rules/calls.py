"""When a recorded voice may ring somebody, and in which languages there is one. Times in, times out."""

import datetime as dt

from inclusion.choices import Language
from inclusion.rules.reminders import LONDON

# A ringing phone wakes people whom a text would not.
CALLS_FROM, CALLS_UNTIL = dt.time(9), dt.time(19)
# Twilio speaks with the voices of Amazon and Google, and neither has one for Urdu (twilio.com/docs/voice/twiml/say).
WITHOUT_A_VOICE = (Language.URDU,)


def has_voice(language: str) -> bool:
    """Whether a call can be in this language."""
    return language not in WITHOUT_A_VOICE


def next_calling_moment(now: dt.datetime) -> dt.datetime:
    """Now, or the next time in the morning that calls may start."""
    local = now.astimezone(LONDON)
    if CALLS_FROM <= local.time() < CALLS_UNTIL:
        return now
    mornings = (
        dt.datetime.combine(local.date() + dt.timedelta(days=n), CALLS_FROM, LONDON)
        for n in range(2)
    )
    return next(morning for morning in mornings if morning > now)
