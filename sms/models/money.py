"""What a council lets its texts cost."""

from typing import Self

from django.db import models

from inclusion.choices import Role
from inclusion.models import Council, Organisation, User

KEEPERS = (Role.LEAD, Role.ADMINISTRATOR)


class PurseQuerySet(models.QuerySet["Purse"]):
    def visible_to(self, user: User) -> Self:
        """Of every council somebody works in or for: it holds a sum of money and nothing of anybody's."""
        return self.filter(council__in=user.reach.all_councils)

    def held(self, organisations: models.QuerySet[Organisation]) -> list["Purse"]:
        """The purses these organisations spend from, ours until the transaction ends."""
        theirs = self.filter(council__in=organisations.order_by().values("council"))
        return list(theirs.select_for_update().order_by("pk"))


class Purse(models.Model):
    """The most a council's texts may cost in a month. A council without one has no limit."""

    council = models.OneToOneField(Council, on_delete=models.CASCADE, primary_key=True)
    pounds = models.PositiveIntegerField("pounds a month")

    objects = PurseQuerySet.as_manager()

    def __str__(self) -> str:
        return f"Purse {self.pk}"


def councils_kept_by(user: User) -> models.QuerySet[Council]:
    """Councils whose purse somebody may set: those they lead or administer."""
    keeps = user.memberships.live().filter(role__in=KEEPERS)
    return Council.objects.filter(pk__in=keeps.values("council"))
