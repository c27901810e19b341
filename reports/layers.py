"""What the map can show, one layer at a time: its classes, and what the table says beside. Rows in, words out."""

from collections.abc import Callable
from dataclasses import dataclass

from reports.choices import Comparison
from reports.disclosure import THRESHOLD, Cell
from reports.need import Need
from reports.open_places import NOWHERE_TO_COME, InWard

FEW = "few"
NO_ESTIMATE = "no estimate"
FIRST, WITHOUT_AN_ESTIMATE, PLACES = "compared", "helped", "places"
# The least value of each class and its words. Fixed, so that a darker ward next year means more and not other classes.
Classes = tuple[tuple[str, float, str], ...]
HELPED: Classes = (
    ("n1", THRESHOLD, "10 to 20"),
    ("n2", 25, "25 to 45"),
    ("n3", 50, "50 to 95"),
    ("n4", 100, "100 to 195"),
    ("n5", 200, "200 or more"),
)
SHARE: Classes = (
    ("n1", 0, "under 10%"),
    ("n2", 0.10, "10 to 15%"),
    ("n3", 0.15, "15 to 20%"),
    ("n4", 0.20, "20 to 25%"),
    ("n5", 0.25, "25% and over"),
)
REACH: Classes = (
    ("n1", 0, "under 1%"),
    ("n2", 0.01, "1 to 2%"),
    ("n3", 0.02, "2 to 5%"),
    ("n4", 0.05, "5 to 10%"),
    ("n5", 0.10, "10% and over"),
)
LEFT: Classes = (
    ("n1", 0, "under 500"),
    ("n2", 500, "500 to 950"),
    ("n3", 1000, "1,000 to 1,450"),
    ("n4", 1500, "1,500 to 1,950"),
    ("n5", 2000, "2,000 or more"),
)
COMING: Classes = (
    ("n1", 1, "1 to 4"),
    ("n2", 5, "5 to 9"),
    ("n3", 10, "10 to 19"),
    ("n4", 20, "20 to 39"),
    ("n5", 40, "40 or more"),
)
COMPARED: Classes = (
    ("n1", -1, Comparison.LOWER.label),
    ("n3", 0, Comparison.SIMILAR.label),
    ("n5", 1, Comparison.HIGHER.label),
)
STANDING = {Comparison.LOWER: -1.0, Comparison.SIMILAR: 0.0, Comparison.HIGHER: 1.0}


@dataclass(frozen=True)
class Facts:
    """What is known of one ward, or of a council: its need where there is an estimate, and counts as they may be shown."""

    need: Need | None
    helped: Cell
    there: InWard = NOWHERE_TO_COME


@dataclass(frozen=True)
class Layer:
    """One way to look at the wards. `value` is what the class goes by; `cells` are the table's words for `headings`."""

    name: str
    label: str
    says: str
    classes: Classes
    nothing: str
    headings: tuple[str, ...]
    value: Callable[[Facts], float | None]
    cells: Callable[[Need], tuple[str, ...]] = lambda need: ()
    needs_estimate: bool = True

    def shade(self, facts: Facts) -> str:
        """The highest class whose least value this ward reaches."""
        return self.class_of(self.value(facts))

    def class_of(self, value: float | None) -> str:
        if value is None:
            return FEW
        return next((name for name, least, _ in reversed(self.classes) if value >= least), FEW)

    def words(self, facts: Facts) -> tuple[str, ...]:
        """A ward with no estimate says so in each cell."""
        if not self.needs_estimate:
            return (f"{facts.there.places:,}", f"{facts.there.coming:,}")[: len(self.headings)]
        return self.cells(facts.need) if facts.need else (NO_ESTIMATE,) * len(self.headings)


LAYERS = {
    layer.name: layer
    for layer in (
        Layer(
            "compared",
            "Compared with the whole council",
            "Where more adults lack the skills than in the council as a whole. We say higher or lower only when we are fairly sure.",
            COMPARED,
            NO_ESTIMATE,
            ("Beside the whole council", "In the fifth with most"),
            lambda facts: STANDING[facts.need.comparison] if facts.need else None,
            lambda need: (need.comparison.label, need.worst_fifth),
        ),
        Layer(
            "estimate",
            "Adults without the skills",
            "The share of adults we think lack the skills. Look at the likely range as well: two wards whose ranges cross may be the same.",
            SHARE,
            NO_ESTIMATE,
            ("Share of adults", "Likely range", "How many"),
            lambda facts: facts.need.share if facts.need else None,
            lambda need: (need.about, need.range, f"about {need.people:,}"),
        ),
        Layer(
            "helped",
            "People helped",
            "The stronger the colour, the more people.",
            HELPED,
            f"fewer than {THRESHOLD}",
            (),
            lambda facts: facts.helped.value,
            needs_estimate=False,
        ),
        Layer(
            "reach",
            "How far we have reached",
            "People helped, out of the adults we think lack the skills. Some people we help already had them.",
            REACH,
            "not known",
            ("Helped, of those without", "Likely range"),
            lambda facts: facts.need.reach if facts.need else None,
            lambda need: (need.reach_words, need.reach_range),
        ),
        Layer(
            "left",
            "Left to do",
            "Adults we think lack the skills, less those who have reached the level with us.",
            LEFT,
            NO_ESTIMATE,
            ("Adults left to help", "Likely to lack the skills"),
            lambda facts: facts.need.left if facts.need else None,
            lambda need: (f"about {need.left:,}", need.people_range),
        ),
        Layer(
            PLACES,
            "Places and sessions",
            "Each dot is a place to come to, full where something is planned. The stronger a ward's colour, the more sessions are still to come in it.",
            COMING,
            "none planned",
            ("Places to come to", "Sessions to come"),
            lambda facts: facts.there.coming or None,
            needs_estimate=False,
        ),
    )
}
