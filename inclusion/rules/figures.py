"""Putting a number beside the one before it, and a place beside the one next to it, in words."""


def compared(now: int, before: int) -> str:
    """12 more than the 28 days before."""
    if now == before:
        return "The same as the 28 days before"
    gap = f"{abs(now - before):,} {'more' if now > before else 'fewer'}"
    return f"{gap} than the 28 days before"


def places_left(places: int, taken: int) -> str:
    """6 places left, 1 place left, Full."""
    left = max(places - taken, 0)
    if left == 0:
        return "Full"
    return f"{left} {'place' if left == 1 else 'places'} left"
