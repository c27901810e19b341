"""The ward reports, and other tables like theirs, read on a phone, by ear and on paper: the table is the equal way in, wherever somebody meets it."""

import datetime as dt

import pytest
from django.utils import timezone

from inclusion.choices import SessionState
from tests.browser.kinds import KINDS, world
from tests.factories import SessionFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

WITH_TABLES = {
    "reports:councils", "reports:wards", "reports:ward", "reports:wards_private", "reports:ward_private",
    "reports:programme", "reports:desk_programme", "reports:method", "inclusion:desk", "sms:money",
}  # fmt: skip
PHONE, TABLET = 360, 768
# A sheet of A4 between margins of 12 mm, in pixels.
PAPER = 703
CUT_OFF = """() => [...document.querySelectorAll('table')]
  .filter(table => table.parentElement.scrollWidth > table.parentElement.clientWidth)
  .map(table => table.caption.innerText)"""
# Every figure that is a block's line on a phone: what is said beside it, and what its column is called.
LABELS = """() => [...document.querySelectorAll('.stack')].flatMap(table => {
  const called = [...table.querySelectorAll('thead th')].map(heading => heading.textContent.trim());
  return [...table.querySelectorAll('tbody tr, tfoot tr')].flatMap(line => {
    let column = 0;
    return [...line.cells].map(cell => {
      const at = column;
      column += cell.colSpan;
      return cell.matches('td:not(:empty, .no)') && cell.colSpan < 6
        ? [getComputedStyle(cell, '::before').content.split('"')[1], called[at]] : null;
    });
  }).filter(Boolean);
})"""
SPLIT = """() => [...document.querySelectorAll('.hidden')].filter(cell => {
  const words = document.createRange();
  words.selectNodeContents(cell);
  return new Set([...words.getClientRects()].map(line => Math.round(line.top))).size > 1;
}).map(cell => cell.textContent)"""


@pytest.fixture
def ashmere(settings):
    """A small world, where a session was held, in a council with a ward and a name as long as real ones get."""
    settings.DEMO = True
    made = world()
    began = timezone.now() - dt.timedelta(days=3)
    SessionFactory(centre=made.session.centre, starts_at=began, state=SessionState.HELD)
    ward = made.ward.boundary_set.wards.get(name="Fernley")
    ward.name = "Fernley, Upper Weirside and Saint Bartholomew's"
    ward.save(update_fields=["name"])
    return made


@pytest.fixture
def reports(browser, live_server, sign_in, ashmere):
    """`reports(width)` opens each ward report that has a table, or only one, as somebody who may see it."""

    def go(width, only="", **media):
        shown = {only} if only else WITH_TABLES
        for kind in (kind for kind in KINDS if kind.place in shown and kind.status == 200):
            context = browser.new_context(
                viewport={"width": width, "height": 800}, base_url=live_server.url
            )
            page = context.new_page()
            if kind.who:
                sign_in(page, getattr(ashmere, kind.who))
            page.emulate_media(**media)
            page.goto(kind.address(ashmere))
            yield kind.place, page
            context.close()

    return go


@pytest.fixture
def the_council(reports):
    """A council's page on a phone."""
    for _, page in reports(PHONE, only="reports:wards"):
        yield page


@pytest.mark.parametrize("width", [320, PHONE, TABLET])
def test_nobody_scrolls_a_table_sideways_on_a_phone_or_a_tablet(reports, width):
    assert {place: cut for place, page in reports(width) if (cut := page.evaluate(CUT_OFF))} == {}


def test_nothing_of_a_table_is_cut_off_on_paper(reports):
    cut = {place: page.evaluate(CUT_OFF) for place, page in reports(PAPER, media="print")}

    assert {place: found for place, found in cut.items() if found} == {}


@pytest.mark.parametrize(("width", "media"), [(PHONE, "screen"), (PAPER, "print")])
def test_fewer_than_10_stays_on_one_line(reports, width, media):
    split = {place: page.evaluate(SPLIT) for place, page in reports(width, media=media)}

    assert {place: found for place, found in split.items() if found} == {}


def test_on_a_phone_each_figure_stands_beside_the_name_of_its_column(reports):
    beside = {place: page.evaluate(LABELS) for place, page in reports(PHONE)}

    assert [one for found in beside.values() for one in found if one[0] != one[1]] == []
    assert sorted(place for place, found in beside.items() if not found) == [
        "reports:method",
        "reports:ward",
    ]


def test_a_screen_reader_on_a_phone_still_hears_a_table_and_hears_each_figure_alone(the_council):
    heard = the_council.context.new_cdp_session(the_council).send("Accessibility.getFullAXTree")[
        "nodes"
    ]
    names = {
        role: [node["name"]["value"] for node in heard if node["role"]["value"] == role]
        for role in ("columnheader", "rowheader", "cell")
    }

    assert "People helped" in names["columnheader"]
    assert "Millrace" in names["rowheader"]
    assert "fewer than 10" in names["cell"]
    assert the_council.get_by_role("table", name="People helped").count() == 1


def test_a_browser_that_forgets_a_table_shown_as_blocks_is_told_what_each_part_is(reports):
    untold = "[...document.querySelectorAll('.stack, .stack :is(thead, tbody, tfoot, tr, th, td)')].filter(part => !part.role).length"

    assert {place: n for place, page in reports(PHONE) if (n := page.evaluate(untold))} == {}


def test_on_a_phone_the_table_can_be_put_in_another_order(the_council, live_server):
    link = the_council.get_by_role("columnheader").get_by_role("link", name="Sessions held")
    assert link.bounding_box()["height"] >= 44
    link.click()

    assert the_council.url == f"{live_server.url}/wards/ashmere/?show=compared&sort=sessions#table"
    assert the_council.get_by_role("columnheader", name="Sessions held").get_attribute(
        "aria-sort"
    ) == ("descending")


def test_on_a_phone_a_wards_number_in_the_table_wears_its_colour_on_the_map(the_council):
    worn, drawn = the_council.evaluate("""() => [
      [...document.querySelectorAll('tbody .no:not(:empty)')].map(cell => [cell.innerText, getComputedStyle(cell).borderLeftColor]),
      [...document.querySelectorAll('.map--tiles a')].map(ward => [ward.textContent.trim(), getComputedStyle(ward.querySelector('path')).fill]),
    ]""")

    assert worn == drawn
    assert len({colour for _, colour in worn}) == 2


def test_exact_figures_on_paper_still_say_that_they_are_not_for_sharing(reports):
    said = {
        place: page.get_by_text("Not for sharing.").is_visible()
        for place, page in reports(PAPER, media="print")
        if "private" in place or "desk_" in place
    }

    assert said == dict.fromkeys(
        ["reports:wards_private", "reports:ward_private", "reports:desk_programme"], True
    )
