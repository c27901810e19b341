"""What a text says, when it says one of the few things a machine may act on. Words in, a Meaning out.

Stopping comes first, in every language we offer, and only as the bare word: "stop texting me about Tuesday" is for a
person to read. "OK thanks" never turns texts back on, and never books a place.
"""

import unicodedata
from collections.abc import Iterable

from sms.choices import Meaning

# Letters that Arabic and Urdu keyboards spell differently, and one Polish letter that has no parts to take off.
ONE_SPELLING = str.maketrans({"ی": "ي", "ى": "ي", "ک": "ك", "ہ": "ه", "ة": "ه", "ł": "l"})  # noqa: RUF001
APOSTROPHES = "'\u2019\u2018\u02bc`"


def normalise(text: str) -> str:
    """Small letters with no accents, digits as 0 to 9, one space between words, nothing unseen."""
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text).casefold())
    return " ".join("".join(map(_simplest, plain)).translate(ONE_SPELLING).split())


def _simplest(c: str) -> str:
    """One character, simplified: a digit of any script, a letter, a space, or nothing."""
    digit = unicodedata.digit(c, None)
    if digit is not None:
        return str(digit)
    category = unicodedata.category(c)
    if category[0] == "M" or category == "Cf" or c in APOSTROPHES:
        return ""
    return c if category[0] == "L" else " "


def _words(*spellings: str) -> frozenset[str]:
    return frozenset(map(normalise, spellings))


# What Twilio itself treats as stopping on an ordinary number. It has blocked the number before we hear of it.
PROVIDER_STOP = _words(
    "STOP", "STOPALL", "UNSUBSCRIBE", "END", "QUIT", "REVOKE", "OPTOUT", "CANCEL"
)
PROVIDER_START = _words("START", "UNSTOP")
PROVIDER_HELP = _words("HELP", "INFO")

STOP = PROVIDER_STOP | _words(
    "STOP ALL", "OPT OUT", "NO MORE TEXTS",
    "STOPIO", "STOPIWCH",  # Welsh
    "PRZESTAŃ", "PRZESTAŃCIE", "WYPISZ", "KONIEC",  # Polish
    "بند", "بند کرو", "بند کریں", "روکیں", "روکو",  # Urdu
    "توقف", "إيقاف", "أوقف", "قف",  # Arabic
)  # fmt: skip
START = PROVIDER_START | _words("DECHRAU", "CYCHWYN", "ZACZNIJ", "شروع", "شروع کریں", "ابدأ", "بدء")
HELP = PROVIDER_HELP | _words("CYMORTH", "HELPWCH", "POMOC", "مدد", "مساعدة")

COMING = _words(
    "1", "one", "yes", "y", "yeah", "yep", "yup", "coming", "un", "ydw", "ie", "jeden", "tak", "ایک", "ہاں", "واحد", "نعم"
)  # fmt: skip
NOT_COMING = _words(
    "2", "two", "no", "n", "nope", "not", "cant", "cannot", "wont", "dau", "na", "nage", "dwa", "nie", "دو", "نہیں", "اثنان", "لا"
)  # fmt: skip
# Said around an answer, and never an answer alone.
AROUND = _words(
    "please", "thanks", "thank", "you", "i", "ill", "im", "we", "will", "can", "come", "be", "there",
    "make", "it", "sorry", "answer", "option", "number", "diolch", "dziekuje", "shukria", "شکریہ", "شكرا",
)  # fmt: skip


NUMBERS = (
    _words("0", "zero", "nought", "dim", "sero", "صفر"),
    _words("1", "one", "un", "jeden", "ایک", "واحد"),
    _words("2", "two", "dau", "dwa", "دو", "اثنان"),
    _words("3", "three", "tri", "trzy", "تین", "ثلاثه"),
    _words("4", "four", "pedwar", "cztery", "چار", "اربعه"),
    _words("5", "five", "pump", "piec", "پانچ", "خمسه"),
)
# "no 2" is number 2, when a number was asked for.
BEFORE_A_NUMBER = AROUND | _words("no", "nr", "number", "rhif", "numer", "نمبر", "رقم")
KEYWORDS = {
    "join": _words("JOIN", "YMUNO", "DOŁĄCZ", "شامل", "انضم"),
    "next": _words("NEXT", "NESAF", "NASTĘPNE", "اگلا", "التالي"),
}


LANGUAGE_WORDS = {
    "en": _words("ENGLISH", "SAESNEG", "ANGIELSKI"),
    "cy": _words("CYMRAEG", "WELSH"),
    "pl": _words("POLSKI", "POLISH"),
    "ur": _words("اردو", "URDU"),
    "ar": _words("العربية", "عربي", "ARABIC"),
}
WHICH_LANGUAGE = _words("LANGUAGE", "LANGUAGES", "IAITH", "JĘZYK", "زبان", "لغة")


def language_in(text: str) -> str | None:
    """The language asked for by its name alone; empty for the word "language"; None if it is neither."""
    said = normalise(text)
    if said in WHICH_LANGUAGE:
        return ""
    return next((code for code, words in LANGUAGE_WORDS.items() if said in words), None)


def number_in(text: str) -> int | None:
    """The number somebody chose: 2, "2.", ٢, "two please", "number 2". None if it is not just a number."""
    said = normalise(text).split()
    chosen = [word for word in said if word not in BEFORE_A_NUMBER] if len(said) < 5 else said
    if len(chosen) != 1:
        return None
    return next((number for number, words in enumerate(NUMBERS) if chosen[0] in words), None)


def keyword_in(text: str) -> tuple[str, str] | None:
    """A conversation asked for by its word, and what was said after it, if the text begins with it.

    Only JOIN takes words after it, the name of a place. "Next week I am away" asks for nothing.
    """
    first, _, rest = normalise(text).partition(" ")
    flow = next((name for name, words in KEYWORDS.items() if first in words), None)
    if flow is None or (flow != "join" and set(rest.split()) - AROUND):
        return None
    return flow, rest


def meaning_of(text: str) -> Meaning:
    """What a text says. Stopping, starting and help count only as the whole text."""
    words = normalise(text)
    for meaning, spellings in (
        (Meaning.STOP, STOP),
        (Meaning.START, START),
        (Meaning.HELP, HELP),
    ):
        if words in spellings:
            return meaning
    return _answer(words.split())


def _answer(words: Iterable[str]) -> Meaning:
    """Yes or no to a reminder, if that is all that was said."""
    said = {word for word in words if word not in AROUND}
    if not said or not said <= COMING | NOT_COMING:
        return Meaning.OTHER
    if "1" in said and "2" in said:
        return Meaning.OTHER
    if said <= COMING:
        return Meaning.COMING
    # "not coming" says both, and means the second; "yes 2" is anybody's guess.
    return Meaning.NOT_COMING if said <= NOT_COMING | {"coming"} else Meaning.OTHER


def handled_by_provider(text: str) -> bool:
    """Whether the provider answers this word itself, so that a text from us would be a second one or be refused."""
    return normalise(text) in PROVIDER_STOP | PROVIDER_START | PROVIDER_HELP
