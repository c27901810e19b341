"""How the estimates are worked out, in plain words, with the numbers we chose and what other numbers would give."""

import math
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from reports.estimate.settings import METHOD_VERSION, Settings
from reports.models import Estimate
from reports.sentences import credited
from reports.views.openly import openly


@dataclass(frozen=True)
class Example:
    """What the numbers we chose do, worked through for somebody who would rather see it than read it."""

    settings: Settings
    in_100_before = 20

    @property
    def times(self) -> str:
        """How much one standard deviation multiplies the odds."""
        return f"{math.exp(self.settings.slope):.2f}"

    @property
    def odds(self) -> str:
        return f"{self._odds:.2f}"

    @property
    def in_100(self) -> int:
        return round(100 * self._odds / (1 + self._odds))

    @property
    def worth(self) -> int:
        """How many adults found by chance the survey is worth, roughly."""
        return 100 * round(self.settings.asked / self.settings.design_effect / 100)

    @property
    def _odds(self) -> float:
        before = self.in_100_before / (100 - self.in_100_before)
        return before * math.exp(self.settings.slope)


@openly
def method(request: HttpRequest) -> HttpResponse:
    """The method page."""
    estimates = Estimate.objects.filter(method=METHOD_VERSION).select_related(
        "boundary_set__council", "rates", "population", "deprivation", "survey"
    )
    in_order = list(estimates.order_by("boundary_set__council__name", "-year"))
    settings = Settings()
    return render(
        request,
        "reports/method.html",
        {
            "settings": settings,
            "example": Example(settings),
            "ours": f"{settings.slope:g}",
            "estimates": in_order,
            "sources": credited(
                release
                for one in in_order
                for release in (one.rates, one.population, one.deprivation)
            ),
            "messages": (),
        },
    )
