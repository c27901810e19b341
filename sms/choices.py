"""Every closed list of values in the text channel, in one place."""

from django.db import models

from inclusion.choices import NoticeKind


class Encoding(models.TextChoices):
    """How the letters of a text travel. GSM-7 carries 160 of them in one part, UCS-2 only 70."""

    GSM_7 = "GSM-7", "Plain letters"
    UCS_2 = "UCS-2", "Every script"


class Priority(models.IntegerChoices):
    """Who waits for whom. Somebody who has just texted us never waits behind a mailing."""

    BULK = 0, "Bulk"
    REMINDER = 1, "Reminder"
    CONFIRMATION = 2, "Confirmation"
    REPLY = 3, "Reply"


class TextKind(models.TextChoices):
    """Why we send it. It decides what is checked again at the moment of sending."""

    NOTICE = "notice", "Something we owed them"
    ANSWER = "answer", "An answer the machine gave"
    PERSON = "person", "Written by a person"
    FAREWELL = "farewell", "Says that texts have ended"
    CODE = "code", "Proves whose number it is"
    NUDGE = "nudge", "Asks a volunteer for a register"
    GROUP = "group", "Sent to a group"
    TRIAL = "trial", "Tried out by its writer"


class MessageState(models.TextChoices):
    """Where a text has got to. `unknown` is honest: we asked for it to be sent and never heard whether it was."""

    QUEUED = "queued", "Waiting"
    PAUSED = "paused", "Paused"
    SENDING = "sending", "Being sent"
    UNKNOWN = "unknown", "Not sure yet"
    ACCEPTED = "accepted", "On its way"
    SENT = "sent", "Sent"
    CANCELLED = "cancelled", "Called back"
    FAILED = "failed", "Could not be sent"
    UNDELIVERED = "undelivered", "Did not arrive"
    DELIVERED = "delivered", "Arrived"
    SUPPRESSED = "suppressed", "Not sent"


IN_FLIGHT = (MessageState.SENDING, MessageState.UNKNOWN)
OUT_OF_OUR_HANDS = (MessageState.ACCEPTED, MessageState.SENT, MessageState.DELIVERED)


class CampaignState(models.TextChoices):
    """Where a text to a group stands. That all of it has gone is counted from its texts."""

    DRAFT = "draft", "Not sent"
    GOING = "going", "Sending"
    PAUSED = "paused", "Paused"
    STOPPED = "stopped", "Stopped"


class Trouble(models.TextChoices):
    """What the built-in phone network can be asked to do with the next text to or from a phone."""

    LOSE = "lose", "Lose the next text"
    LATE = "late", "Bring the next text a minute late"
    TWICE = "twice", "Bring the next text twice"
    MUDDLED = "muddled", "Say it arrived, and only then that it was sent"


class Meaning(models.TextChoices):
    """What we took an incoming text to say."""

    STOP = "stop", "No more texts"
    START = "start", "Texts again"
    HELP = "help", "Help"
    COMING = "coming", "Will come"
    NOT_COMING = "not_coming", "Can't come"
    RING_BACK = "ring_back", "Ring them"
    STOP_CALLS = "stop_calls", "No more calls"
    TALK = "talk", "Part of a conversation"
    OTHER = "other", "In their own words"


class ConversationStatus(models.TextChoices):
    """Whether a conversation still waits for an answer, and if not, how it came to an end."""

    WAITING = "waiting", "Waiting for an answer"
    DONE = "done", "Done"
    EXPIRED = "expired", "Nobody answered"
    INTERRUPTED = "interrupted", "Something else was asked"


class Medium(models.TextChoices):
    """How word reaches somebody, and what an opt-out covers. Stopping texts says nothing of calls, nor calls of texts."""

    SMS = "sms", "Texts"
    CALL = "call", "Calls"


# Debts that we pay with a call, to somebody who wants calls instead of texts.
CALLED = (NoticeKind.SESSION_REMINDER, NoticeKind.SESSION_MOVED, NoticeKind.SESSION_CANCELLED)
# Debts that we pay by starting a conversation, and which one. Any other is one text.
OPENS = {
    NoticeKind.MISSED_YOU: "missed",
    NoticeKind.HOW_WAS_IT: "feedback",
    NoticeKind.CHECK_AGAIN: "check",
}
