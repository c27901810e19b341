"""What goes when somebody asks to be rubbed out: their certificates, which carry their name inside."""

from collections.abc import Collection

from inclusion.models import Learner
from reports.models import Certificate


def forget(learners: Collection[Learner]) -> None:
    """Delete the certificates of these people. A printed one stays theirs, and can no longer be looked up."""
    Certificate.objects.filter(learner__in=learners).delete()
