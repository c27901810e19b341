"""How a demonstration is marked, so that nobody takes it for the truth."""

from collections.abc import Collection

# Shaped like an ONS code for a metropolitan district, in a number the ONS has never issued.
ASHMERE_CODE = "E08999001"
ASHMERE_MARK = "Ashmere is not a real place,"


def what_is_made_up(councils: Collection[tuple[str, str]]) -> str:
    """What does not exist, as the start of a sentence that ends "and the people here do not exist".

    `councils` are the demonstration ones, each as its code and name. A real council's wards are real; what is said
    to have happened in them is not.
    """
    real = sorted(name for code, name in councils if code != ASHMERE_CODE)
    return f"The programme shown for {' and '.join(real)}" if real else ASHMERE_MARK
