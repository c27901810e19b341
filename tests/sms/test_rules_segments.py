"""How many parts a text takes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sms.segments import BASIC, ESCAPED, clusters, measure

FAMILY = "👩\u200d👩\u200d👧\u200d👦"
WALES = "\U0001f3f4\U000e0067\U000e0062\U000e0077\U000e006c\U000e0073\U000e007f"
gsm_text = st.text(alphabet=st.sampled_from(sorted(BASIC | ESCAPED)), max_size=500)


@pytest.mark.parametrize(
    ("text", "encoding", "count"),
    [
        ("", "GSM-7", 1),
        ("a" * 160, "GSM-7", 1),
        ("a" * 161, "GSM-7", 2),
        ("a" * 306, "GSM-7", 2),
        ("a" * 307, "GSM-7", 3),
        ("€" * 80, "GSM-7", 1),
        ("€" * 81, "GSM-7", 2),
        ("a" * 152 + "€" + "a" * 152, "GSM-7", 3),
        ("\r\n" * 80, "GSM-7", 1),
        ("Ç", "GSM-7", 1),
        ("ç", "UCS-2", 1),
        ("`", "UCS-2", 1),
        ("\t", "UCS-2", 1),
        ("\u00a0", "UCS-2", 1),
        ("\u2019", "UCS-2", 1),
        ("ŵ" + "a" * 69, "UCS-2", 1),
        ("ŵ" + "a" * 70, "UCS-2", 2),
        ("ب" * 134, "UCS-2", 2),
        ("ب" * 135, "UCS-2", 3),
        ("😀" * 35, "UCS-2", 1),
        ("😀" * 36, "UCS-2", 2),
        ("ب" * 66 + "😀" + "ب" * 66, "UCS-2", 3),
        ("ب" * 66 + "e\u0301" + "ب" * 66, "UCS-2", 3),
        ("ب" * 60 + FAMILY + "ب" * 60, "UCS-2", 3),
        ("ب" * 66 + "🇬🇧" + "ب" * 60, "UCS-2", 2),
    ],
)  # fmt: skip
def test_a_text_is_measured_as_the_networks_measure_it(text, encoding, count):
    measured = measure(text)
    assert (measured.encoding, measured.count) == (encoding, count)


@pytest.mark.parametrize(
    "one", [FAMILY, WALES, "🇬🇧", "👍🏽", "e\u0301", "2\ufe0f\u20e3", "❤\ufe0f", "मी"]
)
def test_what_people_see_as_one_letter_is_kept_whole(one):
    assert list(clusters("a" + one + "b")) == ["a", one, "b"]


def test_two_flags_are_two_letters():
    assert list(clusters("🇬🇧🇵🇱")) == ["🇬🇧", "🇵🇱"]


@given(st.text(max_size=300))
def test_nothing_is_lost_or_added_by_keeping_letters_whole(text):
    assert "".join(clusters(text)) == text


@given(gsm_text)
def test_plain_letters_stay_in_the_cheap_alphabet(text):
    assert measure(text).encoding == "GSM-7"


@given(st.text(max_size=400))
def test_parts_are_never_fewer_than_the_letters_need(text):
    measured = measure(text)
    room = 153 if measured.encoding == "GSM-7" else 67
    assert measured.count == 1 or (measured.count - 1) * room < measured.units + measured.count * 40
    assert measured.count * (160 if measured.encoding == "GSM-7" else 70) >= measured.units


@given(gsm_text, st.sampled_from(sorted(BASIC)))
def test_a_longer_text_never_costs_less(text, letter):
    assert measure(text + letter).count >= measure(text).count
