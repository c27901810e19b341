"""What a text says, when it says one of the few things a machine may act on. Words in, a Meaning out.

Stopping comes first, in every language we offer, and only as the bare word: "stop texting me about Tuesday" is for a
person to read. "OK thanks" never turns texts back on, and never books a place.
"""

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from sms.choices import Meaning
from sms.words import LANGUAGES

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
PROVIDERS = {"stop": PROVIDER_STOP, "start": PROVIDER_START, "help": PROVIDER_HELP}
# Words that start a conversation, and those of them that may be followed by more: the name of a place.
STARTS = ("join", "next", "check", "progress", "certificate", "mydata", "forget", "log")
TAKES_MORE = ("join", "log")
# Words that count only by themselves: "forget it" asks for nothing.
ALONE = ("check", "progress", "certificate", "mydata", "forget")
MOST_DIGITS = 3


@dataclass(frozen=True)
class Lexicon:
    """Every word we understand, of all languages together: somebody may use any, whatever we write to them in."""

    families: Mapping[str, frozenset[str]]
    numbers: tuple[frozenset[str], ...]
    languages: Mapping[str, frozenset[str]]

    def means(self, family: str, said: str) -> bool:
        return said in self.families[family]


@cache
def lexicon() -> Lexicon:
    """Put together once from the files of `sms/words`."""
    names = {name for language in LANGUAGES.values() for name in language.KEYWORDS}
    families = {
        name: PROVIDERS.get(name, frozenset()).union(
            *(_words(*language.KEYWORDS.get(name, ())) for language in LANGUAGES.values())
        )
        for name in names
    }
    numbers = tuple(
        _words(str(n)).union(*(_words(*language.NUMBERS[n]) for language in LANGUAGES.values()))
        for n in range(len(LANGUAGES["en"].NUMBERS))
    )
    families["coming"] |= numbers[1]
    families["not_coming"] |= numbers[2]
    languages = {
        code: _words(*language.KEYWORDS["this_language"]) for code, language in LANGUAGES.items()
    }
    return Lexicon(families, numbers, languages)


def language_in(text: str) -> str | None:
    """The language asked for by its name alone; empty for the word "language"; None if it is neither."""
    said = normalise(text)
    if lexicon().means("language", said):
        return ""
    return next((code for code, words in lexicon().languages.items() if said in words), None)


def number_in(text: str) -> int | None:
    """The number somebody chose: 2, "2.", ٢, "two please", "number 2". None if it is not just a number."""
    said = normalise(text).split()
    around = lexicon().families["around"] | lexicon().families["number"]
    chosen = [word for word in said if word not in around] if len(said) < 5 else said
    if len(chosen) != 1:
        return None
    word = chosen[0]
    if word.isdigit() and len(word) <= MOST_DIGITS:
        return int(word)
    return next((number for number, words in enumerate(lexicon().numbers) if word in words), None)


def keyword_in(text: str) -> tuple[str, str] | None:
    """A conversation asked for by its word, and what was said after it, if the text begins with it.

    Only JOIN takes words after it. "Next week I am away" asks for nothing.
    """
    said = normalise(text)
    first, _, rest = said.partition(" ")
    for name in STARTS:
        if lexicon().means(name, said):
            return name, ""
        if name not in ALONE and lexicon().means(name, first):
            is_all = name in TAKES_MORE or not set(rest.split()) - lexicon().families["around"]
            return (name, rest) if is_all else None
    return None


def is_yes(text: str) -> bool:
    """A plain yes and nothing else, for what cannot be undone: no digit will do."""
    return lexicon().means("yes", normalise(text))


def is_no(text: str) -> bool:
    """A plain no, perhaps with thanks."""
    known = lexicon().families
    said = set(normalise(text).split()) - known["around"]
    return bool(said) and said <= known["not_coming"] and number_in(text) is None


def meaning_of(text: str) -> Meaning:
    """What a text says. Stopping, starting and help count only as the whole text."""
    words = normalise(text)
    for meaning in (Meaning.STOP, Meaning.START, Meaning.HELP):
        if lexicon().means(meaning, words):
            return meaning
    return _answer(words.split())


def _answer(words: Iterable[str]) -> Meaning:
    """Yes or no to a reminder, if that is all that was said."""
    known = lexicon().families
    coming, not_coming = known["coming"], known["not_coming"]
    said = {word for word in words if word not in known["around"]}
    if not said or not said <= coming | not_coming:
        return Meaning.OTHER
    if "1" in said and "2" in said:
        return Meaning.OTHER
    if said <= coming:
        return Meaning.COMING
    # "not coming" says both, and means the second; "yes 2" is anybody's guess.
    return Meaning.NOT_COMING if said <= not_coming | {"coming"} else Meaning.OTHER


def handled_by_provider(text: str) -> bool:
    """Whether the provider answers this word itself, so that a text from us would be a second one or be refused."""
    return normalise(text) in PROVIDER_STOP | PROVIDER_START | PROVIDER_HELP
