"""Every closed list of values in the core, in one place."""

from django.db import models


class Role(models.TextChoices):
    """What someone may do. Volunteers and coordinators belong to an organisation, the rest to a council."""

    VOLUNTEER = "volunteer", "Volunteer"
    COORDINATOR = "coordinator", "Coordinator"
    LEAD = "lead", "Council lead"
    EDITOR = "editor", "Editor"
    ADMINISTRATOR = "administrator", "Administrator"


ORGANISATION_ROLES = (Role.VOLUNTEER, Role.COORDINATOR)
COUNCIL_ROLES = (Role.LEAD, Role.EDITOR, Role.ADMINISTRATOR)


class OrganisationKind(models.TextChoices):
    """Who pays for the organisation, as in the three-way split of the 2014 costing."""

    PUBLIC = "public", "Public body"
    VOLUNTARY = "voluntary", "Charity or community group"
    PRIVATE = "private", "Business"


class SessionKind(models.TextChoices):
    DROP_IN = "drop_in", "Drop-in"
    CLASS = "class", "Class"
    CODE_CLUB = "code_club", "Code Club"


class SessionState(models.TextChoices):
    PLANNED = "planned", "Planned"
    HELD = "held", "Held"
    CANCELLED = "cancelled", "Cancelled"


class Audience(models.TextChoices):
    EVERYONE = "everyone", "Everyone"
    WOMEN = "women", "Women only"
    CHILDREN = "children", "Children aged 9 to 13"


class BookingState(models.TextChoices):
    HELD = "held", "Place kept"
    CONFIRMED = "confirmed", "Said they will come"
    GIVEN_UP = "given_up", "Can't come"


class Channel(models.TextChoices):
    """How a word reached us: a booking, a consent, a piece of evidence."""

    TEXT = "text", "By text"
    SPOKEN = "spoken", "Spoken"
    PAPER = "paper", "On paper"
    ONLINE = "online", "Online"


class HelpGiven(models.TextChoices):
    """How much help someone had with a task, least able first."""

    SHOWN = "shown", "Was shown how"
    HELPED = "helped", "Did it with help"
    ALONE = "alone", "Did it alone"


class OwnWord(models.TextChoices):
    """What somebody says of themselves, one task at a time. Nobody else may say "not yet" of them."""

    ALONE = "alone", "Can do it alone"
    HELPED = "helped", "Can do it with help"
    NOT_YET = "not_yet", "Not yet"


class Rater(models.TextChoices):
    """Who says so. A learner's own word is kept, and never earns a certificate alone."""

    SELF = "self", "Said so themselves"
    OBSERVED = "observed", "Seen by a volunteer"
    TESTED = "tested", "Passed a test"


class FrameworkKind(models.TextChoices):
    ADULT_SKILLS = "adult_skills", "Digital skills"
    CODE_CLUB = "code_club", "Code Club projects"


class AgeBand(models.TextChoices):
    """The bands of the 2022 Essential Digital Skills survey, so results can be set beside it."""

    A16_24 = "16-24", "16 to 24"
    A25_34 = "25-34", "25 to 34"
    A35_49 = "35-49", "35 to 49"
    A50_64 = "50-64", "50 to 64"
    A65_74 = "65-74", "65 to 74"
    A75_OVER = "75+", "75 or over"


class Language(models.TextChoices):
    ENGLISH = "en", "English"
    WELSH = "cy", "Cymraeg"
    POLISH = "pl", "Polski"
    URDU = "ur", "اردو"
    ARABIC = "ar", "العربية"


class ConsentPurpose(models.TextChoices):
    RECORD = "record", "Keep a record of what they learn"
    TEXTS = "texts", "Send them text messages"
    CALLS = "calls", "Ring them instead of texting"
    PHOTO = "photo", "Use a photo of them"
    SHARE = "share", "Tell one other organisation one thing"


# What somebody agrees to for one number: a new number means asking again.
ABOUT_A_NUMBER = (ConsentPurpose.TEXTS, ConsentPurpose.CALLS)


class NoticeKind(models.TextChoices):
    """What we owe a person. A new kind needs a text in `sms` in every language."""

    SESSION_REMINDER = "session_reminder", "Reminder of a session"
    BOOKING_MADE = "booking_made", "Place booked"
    SESSION_CANCELLED = "session_cancelled", "Session cancelled"
    SESSION_MOVED = "session_moved", "Session moved"
    CERTIFICATE_READY = "certificate_ready", "Certificate ready"
    MISSED_YOU = "missed_you", "We missed you"
    HOW_WAS_IT = "how_was_it", "How was it?"
    CHECK_AGAIN = "check_again", "How far are you now?"


class NoticeState(models.TextChoices):
    OWED = "owed", "Owed"
    SETTLED = "settled", "Told"
    DROPPED = "dropped", "No longer needed"


class Placement(models.TextChoices):
    """How a postcode got its ward."""

    WITHIN = "within", "Its point is inside the ward"
    NEAREST = "nearest", "Its point is just outside the line, so it has the nearest ward"


class OperationStatus(models.TextChoices):
    """What became of one thing a phone sent."""

    ACCEPTED = "accepted", "Accepted"
    DUPLICATE = "duplicate", "We had it already"
    CONFLICT = "conflict", "Someone else changed the same thing"
    REJECTED = "rejected", "Needs you to look again"
    GONE = "gone", "The record was erased"
    QUARANTINED = "quarantined", "Waiting for a coordinator"
    RETRY = "retry", "Send it again"


class ConflictState(models.TextChoices):
    """Where two people's words about one thing have got to."""

    OPEN = "open", "Waiting for a coordinator"
    KEPT = "kept", "What stood was kept"
    TAKEN = "taken", "What was offered was taken"
    MERGED = "merged", "Put together without asking"


class QuarantineState(models.TextChoices):
    """Where work held back for a coordinator has got to."""

    WAITING = "waiting", "Waiting for a coordinator"
    ACCEPTED = "accepted", "Accepted"
    SET_ASIDE = "set_aside", "Set aside"
