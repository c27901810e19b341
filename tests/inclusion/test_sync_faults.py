"""A bad network, dying phones and a dying server lose nothing and make nothing twice. The whole of it: tests/faults.py."""

import logging

import pytest

from tests import faults

pytestmark = pytest.mark.django_db
SEED, STORIES = 2015, 100


def test_many_stories_in_which_everything_goes_wrong_end_well():
    logging.disable(logging.CRITICAL)
    world = faults.make_world()
    try:
        for number in range(STORIES):
            faults.tell(world, SEED, number)
    finally:
        logging.disable(logging.NOTSET)
