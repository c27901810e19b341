"""A certificate goes with the person it names."""

import pytest

from inclusion.actions.erasure import forget_learner
from reports.models import Certificate
from tests.factories import UserFactory
from tests.reports.factories import certificate_for

pytestmark = pytest.mark.django_db


def test_no_certificate_names_somebody_who_was_rubbed_out():
    certificate = certificate_for()
    certificate_for()

    forget_learner(learner=certificate.learner, by=UserFactory())

    assert [c.pk == certificate.pk for c in Certificate.objects.all()] == [False]
