"""The same words in the letters that cost least: GSM-7, 160 to a part instead of 70. Pure.

Nothing is ever turned into "?". Curly quotes, dashes and dots become plain ones, letters lose accents the tables lack, and an
emoji is named. What cannot be written so, such as Arabic, or would take more parts than it did, is left as it was typed.
"""

import unicodedata
from collections.abc import Iterator

from sms.segments import BASIC, ESCAPED, clusters, is_plain, measure

# One or more letters, and what each becomes. Most accents need no line here: Unicode takes them apart.
BECOMES = {
    "\u2018\u2019\u201a\u201b\u2032\u2039\u203a`\u00b4\u02bc": "'",
    "\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb": '"',
    "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u2022\u00b7\u25cf": "-",
    "\u2026": "...",
    "\t\u2028\u2029": " ",
    "\u2044": "/",
    "\u00b0": " deg ",
    "\u2192": "->",
    "\u2190": "<-",
    "\u2264": "<=",
    "\u2265": ">=",
    "\u00d7": "x",
    "\u00f7": "/",
    "\u00a9": "(c)",
    "\u00ae": "(r)",
    "łŁ": "lL",
    "đĐ": "dD",
    "ðÐ": "dD",
    "ħĦ": "hH",
    "ŧŦ": "tT",
    "\u0131": "i",
    "œ": "oe",
    "Œ": "OE",
    "þ": "th",
    "Þ": "Th",
    "ẞ": "SS",
}
LETTERS = {
    letter: (becomes[place] if len(letters) == len(becomes) else becomes)
    for letters, becomes in BECOMES.items()
    for place, letter in enumerate(letters)
}
SKIN_TONES = "\U0001f3fb\U0001f3fc\U0001f3fd\U0001f3fe\U0001f3ff"
UNSEEN = ("Cf", "Cc", "Mn", "Me")


def rewrite(text: str) -> str:
    """The text in plain letters if they take no more parts than it did, and otherwise the text.

    An emoji is named where there is room for its name, and else left out.
    """
    if is_plain(text):
        return text
    most = measure(text).count
    for is_named in (True, False):
        simple = "".join(plain_cluster(cluster, is_named) for cluster in together(text))
        if simple.strip() and is_plain(simple) and measure(simple).count <= most:
            return simple
    return text


def dear_letters(text: str) -> list[str]:
    """What people see as single letters that the plain tables lack, each once, in the order they come."""
    return list(dict.fromkeys(one for one in together(text) if not is_plain(one)))


def together(text: str) -> Iterator[str]:
    """Letters with their accents in one piece, however they were typed."""
    return clusters(unicodedata.normalize("NFC", text))


def plain_cluster(cluster: str, is_named: bool) -> str:
    """One letter as people see it, in plain letters as far as they go. An emoji may be joined to it."""
    letters = "".join(plain_letter(c) for c in cluster if not is_picture(c))
    pictures = "".join(filter(is_picture, cluster))
    return f"{letters}({name_of(pictures)})" if pictures and is_named else letters


def plain_letter(c: str) -> str:
    """A letter without what the tables lack. One that has no plain likeness stays itself."""
    if c in BASIC or c in ESCAPED:
        return c
    if c in LETTERS:
        return LETTERS[c]
    if unicodedata.category(c) in UNSEEN or c in SKIN_TONES:
        return ""
    parts = unicodedata.normalize("NFKD", c)
    bare = "".join(LETTERS.get(part, part) for part in parts if not unicodedata.combining(part))
    return bare or c


def is_picture(c: str) -> bool:
    """An emoji, or half a flag. Not a sign such as © that has a likeness in letters."""
    return unicodedata.category(c) == "So" and not is_plain(plain_letter(c))


def name_of(pictures: str) -> str:
    """What they show, in Unicode's own words: thumbs up sign. Several joined ones are named one after another."""
    if "\U0001f1e6" <= pictures[0] <= "\U0001f1ff":
        return "flag " + "".join(chr(ord(c) - 0x1F1E6 + ord("A")) for c in pictures)
    names = [unicodedata.name(c, "picture").lower() for c in pictures]
    return ", ".join(dict.fromkeys(names))
