"""Our count of parts beside the one Twilio publishes, on thousands of texts."""

import json
import random

from sms.segments import BASIC, ESCAPED, measure
from tests.node import needs, node

COUNT = """
const { SegmentedMessage } = require("sms-segments-calculator");
const texts = JSON.parse(require("fs").readFileSync(0, "utf8"));
console.log(JSON.stringify(texts.map((text) => {
  const measured = new SegmentedMessage(text);
  return [measured.encodingName, measured.segmentsCount];
})));
"""
MANY = 6000
EMOJI = ["😀", "👍🏽", "👩\u200d👩\u200d👧\u200d👦", "🇬🇧", "❤\ufe0f", "2\ufe0f\u20e3"]
ALPHABETS = [
    sorted(BASIC | ESCAPED),
    ["a", "€", "[", "\n", " "],
    ["a", "ŵ", "ŷ", "â", "ô", "\u2019"],
    ["ą", "ł", "ż", "o", " "],
    ["ب", "د", "ر", "\u064e", " ", "؟"],
    ["ٹ", "ے", "ں", "۴", " "],
    ["e\u0301", "b", "é"],
    [*EMOJI, "a", "ب"],
]


def texts():
    """Texts in every alphabet we write, around the lengths where a part ends."""
    chance = random.Random(2026)
    for _ in range(MANY):
        letters = chance.choice(ALPHABETS)
        length = chance.choice(
            [
                chance.randint(1, 500),
                *(n + chance.randint(-3, 3) for n in (67, 70, 134, 153, 160, 306)),
            ]
        )
        yield "".join(chance.choices(letters, k=length))


@needs("sms-segments-calculator")
def test_thousands_of_texts_cost_what_twilio_says_they_cost():
    asked = list(texts())
    theirs = json.loads(node(COUNT, json.dumps(asked)))
    ours = [[measure(text).encoding, measure(text).count] for text in asked]
    differ = [text for text, a, b in zip(asked, ours, theirs, strict=True) if a != b]
    assert differ == []
