"""The exact words people agree to. Change the words and the version goes up: old agreements keep theirs."""

from dataclasses import dataclass

from inclusion.choices import ConsentPurpose


@dataclass(frozen=True)
class Wording:
    """What is read out or shown, and its version."""

    version: str
    words: str


WORDINGS = {
    ConsentPurpose.RECORD: Wording(
        "2026-11",
        "We keep your first name, your initial and what you learn, so the next helper knows where you got to. "
        "You can see it, change it or have it rubbed out whenever you ask.",
    ),
    ConsentPurpose.TEXTS: Wording(
        "2026-11",
        "We may text you about your sessions and your certificate. We never sell or share your number. "
        "Text STOP to end it.",
    ),
    ConsentPurpose.CALLS: Wording(
        "2026-11",
        "A recorded voice may ring you about your sessions, in the day, instead of a text. "
        "You press a number to answer. Press 9 to end it.",
    ),
    ConsentPurpose.PHOTO: Wording(
        "2026-11", "We may use a photo of you. Tell us and we take it down."
    ),
    ConsentPurpose.SHARE: Wording(
        "2026-11", "We may tell the one organisation you named the one thing you chose."
    ),
}
