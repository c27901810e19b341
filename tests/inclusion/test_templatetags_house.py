"""The few things every page writes the same way."""

import pytest

from inclusion.templatetags.house import beside, sentence, thousands


def test_a_long_number_has_commas():
    assert [thousands(count) for count in (0, 999, 1713, 1_000_000)] == [
        "0",
        "999",
        "1,713",
        "1,000,000",
    ]


@pytest.mark.parametrize("written", ["Not a real place", "Not a real place.", "Not a real place. "])
def test_words_from_elsewhere_end_with_one_full_stop(written):
    assert sentence(written) == "Not a real place."
    assert sentence("") == ""


def test_each_heading_stands_with_its_own_figure_and_none_is_dropped():
    assert list(beside(["Ward", "Helped"], ["Market", 30])) == [("Ward", "Market"), ("Helped", 30)]
    with pytest.raises(ValueError, match="longer"):
        list(beside(["Ward"], ["Market", 30]))
