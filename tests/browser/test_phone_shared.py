"""A phone that several people use: how long it keeps what about whom, and what it never lets go."""

import pytest
from playwright.sync_api import expect

from tests.browser.air import SENT
from tests.browser.hall import log_the_class, press, until
from tests.factories import volunteer

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

HELD = """async (person) => {
  const { storeOf } = await import("/static/field/store.js");
  const store = storeOf(person);
  const drafts = (await store.all("drafts")).map((each) => each.key.split(":")[0]);
  const ops = (await store.all("ops")).map((each) => each.state);
  const names = Boolean(await store.get("kept", "roster"));
  store.close();
  return { drafts, ops, names };
}"""
AGE = """async ([person, days]) => {
  const { storeOf } = await import("/static/field/store.js");
  const store = storeOf(person);
  const roster = await store.get("kept", "roster");
  await store.put("kept", { ...roster, at: roster.at - days * 86400000 }, "roster");
  store.close();
}"""
PURGE = """async ([person, days]) => {
  const { Device } = await import("/static/field/device.js");
  const device = await new Device().open();
  await device.outbox(person).purge(Date.now() + days * 86400000);
}"""
MEND = """async (person) => {
  const { Device } = await import("/static/field/device.js");
  const outbox = (await new Device().open()).outbox(person);
  const [wrong, waiting] = await outbox.save([1, 2].map((n) => ({ type: "note.set", body: { words: String(n) } })));
  await outbox.refuse(wrong.op, "Keep it shorter.");
  await outbox.save([{ type: "note.set", body: { words: "3" } }], undefined, [wrong.op]);
}"""


@pytest.fixture
def bob(hall):
    return volunteer(hall.organisation)


def begin_somebody_new(page):
    page.get_by_role("link", name="Add a learner").click()
    page.get_by_label("First name").fill("Jean")
    press(page, "Carry on")
    expect(page.get_by_role("heading", name="How old are they?")).to_be_visible()


def test_names_of_somebody_who_went_home_go_after_two_weeks_whoever_has_the_phone(
    app, sign_in, amy, bob, signal
):
    sign_in(app, bob).goto("/field/")
    expect(app.get_by_text("Ready for no signal until")).to_be_visible()
    app.evaluate(AGE, [amy.pk, 13])
    app.reload()
    app.wait_for_load_state("networkidle")
    assert app.evaluate(HELD, amy.pk)["names"] is True

    app.evaluate(AGE, [amy.pk, 1])
    with signal.lost():
        app.reload()
        expect(app.get_by_role("heading", name="Today", exact=True)).to_be_visible()
        until(app, "async (person) => !(await (" + HELD + ")(person)).names", amy.pk)

    assert app.evaluate(HELD, bob.pk)["names"] is True


def test_somebody_half_written_down_is_offered_again_and_kept_two_weeks(app, amy):
    begin_somebody_new(app)
    app.goto("/field/#/")
    app.get_by_role("link", name="Go on with Jean").click()
    expect(app.get_by_label("First name")).to_have_value("Jean")
    app.goto("/field/#/")

    for days in (0, 13):
        app.evaluate(PURGE, [amy.pk, days])
        assert app.evaluate(HELD, amy.pk)["drafts"] == ["intake"]
    app.evaluate(PURGE, [amy.pk, 15])
    assert app.evaluate(HELD, amy.pk)["drafts"] == []


def test_typing_again_begins_the_two_weeks_again(app, amy):
    begin_somebody_new(app)
    app.evaluate(PURGE, [amy.pk, 0])
    press(app, "Carry on")
    expect(app.get_by_role("heading", name="What is their postcode?")).to_be_visible()

    for days in (13, 26):
        app.evaluate(PURGE, [amy.pk, days])
        assert app.evaluate(HELD, amy.pk)["drafts"] == ["intake"]


def test_ticks_nobody_saved_are_kept_for_ever(app, amy, signal):
    app.get_by_role("link", name="First steps").click()
    app.get_by_label("Derek").check(force=True)
    app.goto("/field/#/")

    for days in (0, 400):
        app.evaluate(PURGE, [amy.pk, days])
    assert app.evaluate(HELD, amy.pk)["drafts"] == ["register"]


def test_what_was_put_right_goes_a_week_later_and_what_waits_never_does(app, amy, signal):
    with signal.lost():
        app.evaluate(MEND, amy.pk)
        for days in (0, 6):
            app.evaluate(PURGE, [amy.pk, days])
            assert sorted(app.evaluate(HELD, amy.pk)["ops"]) == ["mended", "waiting", "waiting"]
        for days in (8, 400):
            app.evaluate(PURGE, [amy.pk, days])
            assert app.evaluate(HELD, amy.pk)["ops"] == ["waiting", "waiting"]


def test_what_was_sent_goes_a_week_later(app, amy):
    log_the_class(app)
    expect(app.get_by_text(SENT)).to_be_visible()
    many = len(app.evaluate(HELD, amy.pk)["ops"])

    app.evaluate(PURGE, [amy.pk, 6])
    assert app.evaluate(HELD, amy.pk)["ops"] == ["sent"] * many
    app.evaluate(PURGE, [amy.pk, 8])
    assert app.evaluate(HELD, amy.pk)["ops"] == []
