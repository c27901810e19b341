"""Puts back what the migrations made, after a test that empties every table.

Tests with real transactions, or a live server, end by emptying the database. The skills frameworks and the first
pages come from migrations, so the tests after them would miss them.
"""

import pytest
from django.apps import apps
from django.core.management import call_command
from django.core.management.color import no_style
from django.db import connection
from pytest_django.plugin import blocking_manager_key

SNAPSHOT = pytest.StashKey[str]()


def empties_tables(item):
    marker = item.get_closest_marker("django_db")
    return bool(marker and marker.kwargs.get("transaction")) or bool(
        {"live_server", "transactional_db"} & set(getattr(item, "fixturenames", ()))
    )


@pytest.fixture(autouse=True)
def _remember_what_the_migrations_made(request, _django_db_helper):
    """Once a session, before the first test that will empty the tables."""
    if empties_tables(request.node) and SNAPSHOT not in request.config.stash:
        request.config.stash[SNAPSHOT] = connection.creation.serialize_db_to_string()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item, nextitem):
    result = yield
    if nextitem and empties_tables(item) and SNAPSHOT in item.config.stash:
        with item.config.stash[blocking_manager_key].unblock():
            put_back(item.config.stash[SNAPSHOT])
    return result


def put_back(snapshot):
    """Emptied once more first: Django has made its own content types again, under other ids."""
    call_command("flush", interactive=False, verbosity=0, inhibit_post_migrate=True)
    apps.get_model("contenttypes.ContentType").objects.clear_cache()
    connection.creation.deserialize_db_from_string(snapshot)
    with connection.cursor() as cursor:
        # Rows put back with their own ids do not move PostgreSQL's counters on.
        for statement in connection.ops.sequence_reset_sql(no_style(), apps.get_models()):
            cursor.execute(statement)
