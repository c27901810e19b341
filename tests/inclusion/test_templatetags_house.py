"""The few things every page writes the same way."""

import pytest

from inclusion.templatetags.house import sentence, thousands


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
