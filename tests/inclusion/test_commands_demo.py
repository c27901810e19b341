"""`manage.py demo`: the same made-up programme every time, and never beside a real one."""

from io import StringIO

import pytest
import shapely
import time_machine
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import models, transaction
from django.db.models import Count, F, Q
from django.utils import timezone

from inclusion.actions.progress import current_framework, progress_of
from inclusion.choices import BookingState, ConsentPurpose, Placement, Role, SessionKind
from inclusion.management.demo.drawing import draw_wards
from inclusion.models import (
    Attendance,
    Centre,
    Cohort,
    Council,
    Event,
    Evidence,
    Learner,
    Membership,
    Organisation,
    Postcode,
    PostcodeWard,
    Session,
    User,
)
from inclusion.rules.contact import mobile_number
from inclusion.rules.postcodes import tidy_postcode
from tests import factories

pytestmark = pytest.mark.django_db
SUNDAY_NOON = "2026-11-22T12:00:00Z"
ROWS_COUNTED_BY_THE_DATABASE = {"actor_id", "organisation_id"}


@pytest.fixture(autouse=True)
def _only_the_core(settings):
    """The other packages test their own parts of the demo."""
    settings.DEMO_PARTS = ["inclusion.management.demo.programme.dress"]


def demo(*words, scale=0.03):
    out = StringIO()
    call_command("demo", *words, scale=scale, stdout=out)
    return out.getvalue()


def told(model):
    """What a model's rows say, without the numbers the database gave them."""
    fields = [
        field.attname
        for field in model._meta.concrete_fields
        if not isinstance(field, models.AutoField)
        and not (field.is_relation and isinstance(field.target_field, models.AutoField))
        and field.attname not in ROWS_COUNTED_BY_THE_DATABASE
    ]
    return sorted(map(repr, model.objects.values_list(*fields)))


def everything_told():
    return {model.__name__: told(model) for model in apps.get_app_config("inclusion").get_models()}


def told_by_a_demo(*words):
    """What the demo says, and then it is gone again."""
    mark = transaction.savepoint()
    demo(*words)
    said = everything_told()
    transaction.savepoint_rollback(mark)
    return said


@time_machine.travel(SUNDAY_NOON)
def test_the_same_seed_and_day_make_the_same_demo_to_the_last_row():
    with time_machine.travel("2026-11-22T07:15:00Z"):
        early = told_by_a_demo()
    assert told_by_a_demo() == early


@time_machine.travel(SUNDAY_NOON)
def test_another_seed_makes_other_people_in_the_same_place():
    one, other = told_by_a_demo("--seed", "1"), told_by_a_demo("--seed", "2")
    assert one["Learner"] != other["Learner"]
    assert one["Ward"] == other["Ward"]
    assert one["Postcode"] == other["Postcode"]


def test_the_second_time_changes_nothing():
    demo()
    before = everything_told()
    assert (
        demo("--seed", "9") == "The demonstration in Ashmere is already there. Nothing changed.\n"
    )
    assert everything_told() == before


def test_a_database_with_a_real_council_is_left_alone_unless_it_is_named():
    factories.CouncilFactory(code="E08000021", name="Newcastle upon Tyne")
    with pytest.raises(CommandError, match=r"real place.*--council E08000021"):
        demo()
    assert Learner.objects.count() == 0


def test_made_up_people_never_join_a_real_programme():
    organisation = factories.OrganisationFactory(council__name="Newcastle upon Tyne")
    with pytest.raises(CommandError, match=r"Newcastle upon Tyne has a real programme"):
        demo("--council", organisation.council.code)
    assert Council.objects.get().is_demonstration is False
    assert Organisation.objects.count() == 1


def test_a_council_that_is_not_there_is_named():
    with pytest.raises(CommandError, match="no council E08000021"):
        demo("--council", "E08000021")


def test_a_council_with_no_postcodes_is_told_what_to_do():
    council = factories.WardFactory().boundary_set.council
    with pytest.raises(CommandError, match="import_postcodes"):
        demo("--council", council.code)
    assert Council.objects.get().is_demonstration is False


def test_a_real_council_gets_made_up_centres_that_nobody_could_take_for_real():
    ward = factories.WardFactory(name="Byker")
    council = ward.boundary_set.council
    factories.PostcodeFactory(ward=ward)
    demo("--council", council.code)
    assert Council.objects.get().is_demonstration is True
    assert min(Centre.objects.values_list("name", flat=True)) == ("Demonstration centre 1 (Byker)")
    assert set(Centre.objects.values_list("address", flat=True)) == {
        "Made up for the demonstration"
    }
    assert {name.split()[0] for name in Organisation.objects.values_list("name", flat=True)} == {
        "Demonstration"
    }


def test_the_volunteer_has_work_today_and_a_register_left_from_yesterday():
    demo()
    volunteer = User.objects.order_by("pk").first()
    theirs, now = Session.objects.filter(team=volunteer), timezone.now()
    today = theirs.on(timezone.localdate())
    starts = [timezone.localtime(session.starts_at).hour for session in today.order_by("starts_at")]
    late_tonight = timezone.localtime(now).replace(hour=23)
    assert starts == [8, 10, 14, 16]
    assert theirs.waiting_for_a_register(late_tonight).count() == 5
    assert today.filter(kind=SessionKind.CODE_CLUB).count() == 1


def test_one_task_of_one_learner_on_todays_register_is_all_that_the_whole_road_needs():
    demo()
    jean = Learner.objects.get(first_name="Jean", phone="+447700900123")
    progress = progress_of(jean, current_framework())
    assert (progress.done, progress.next_task) == (7, progress.tasks[-1].task)
    assert Learner.objects.who_agreed_to(ConsentPurpose.TEXTS).filter(pk=jean.pk).exists()
    assert [place.session.team.contains(jean.added_by) for place in jean.bookings.all()] == [
        True
    ] * 3


def test_there_is_somebody_to_be_in_every_role_and_a_second_organisation():
    demo()
    assert set(Membership.objects.values_list("role", flat=True)) == set(Role.values)
    coordinators = Membership.objects.filter(role=Role.COORDINATOR)
    assert coordinators.values("organisation").distinct().count() == 4
    marta = coordinators[1].user
    assert 0 < Learner.objects.visible_to(marta).count() < Learner.objects.count()


def test_the_volunteer_can_start_the_same_as_last_time(client):
    demo()
    client.force_login(User.objects.get(first_name="Priya", last_name="Nair"))
    page = client.get("/field/")
    assert "Same as last time" in page.content.decode()
    assert page.context["last"].starts_at <= timezone.now()


def test_the_editor_may_open_the_website_and_nobody_else_may():
    demo()
    editors = User.objects.filter(groups__name="Editors")
    assert [person.known_as for person in editors] == ["Dafydd P"]
    assert editors.get().has_perm("wagtailadmin.access_admin")


def test_two_clubs_of_fifteen_children_one_finished_and_one_running():
    demo()
    today = timezone.localdate()
    children = Cohort.objects.annotate(children=Count("enrolments"))
    assert list(children.values_list("children", flat=True)) == [15, 15]
    assert Cohort.objects.filter(ends_on__lt=today).count() == 1
    assert Cohort.objects.filter(starts_on__lt=today, ends_on__gt=today).count() == 1


def test_no_session_promises_more_places_than_it_has():
    demo()
    overfull = Session.objects.annotate(
        standing=Count("bookings", filter=~Q(bookings__state=BookingState.GIVEN_UP))
    ).filter(standing__gt=F("places"))
    assert list(overfull) == []


def test_nothing_happened_later_than_this_morning():
    demo()
    midnight = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    assert Attendance.objects.filter(recorded_at__gt=midnight).count() == 0
    assert Evidence.objects.filter(recorded_at__gt=midnight).count() == 0
    assert Learner.objects.filter(added_at__gt=midnight).count() == 0
    assert Event.objects.filter(at__gt=midnight).count() == 0


def test_nobody_is_at_a_session_before_they_were_added():
    demo()
    early = Attendance.objects.filter(session__ends_at__lt=F("learner__added_at"))
    assert early.count() == 0


def test_every_number_is_one_kept_for_drama_and_every_address_reaches_nobody():
    demo()
    numbers = set(Learner.objects.exclude(phone="").values_list("phone", flat=True))
    assert {mobile_number(number) for number in numbers} == numbers
    assert {number[:10] for number in numbers} == {"+447700900"}
    assert {email.rpartition("@")[2] for email in User.objects.values_list("email", flat=True)} == {
        "ashmere.example.org"
    }


def test_wards_fit_edge_to_edge():
    shapes = [shape for _, shape in draw_wards()]
    assert shapely.coverage_is_valid(shapes)
    assert {shape.geom_type for shape in shapes} == {"Polygon"}
    assert len(shapes) == 26


def test_every_postcode_is_well_written_and_has_a_ward_even_those_of_boats():
    demo()
    codes = list(Postcode.objects.values_list("code", flat=True))
    afloat = PostcodeWard.objects.filter(placed=Placement.NEAREST).values_list(
        "postcode", flat=True
    )
    assert [tidy_postcode(code) for code in codes] == codes
    assert PostcodeWard.objects.count() == len(codes)
    assert sorted(afloat) == ["AS9 1AA", "AS9 1AB", "AS9 1AD"]
