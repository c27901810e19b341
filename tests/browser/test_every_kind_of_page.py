"""Every kind of page, as the right person, on a phone and on a desk: nothing may get in anybody's way."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.utils import timezone

from tests.browser.kinds import KINDS, world
from tests.node import MODULES, needs

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

WIDTHS = (360, 1280)
NARROWEST = 320
AXE = {
    "runOnly": [
        "wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice",
    ],
    "resultTypes": ["violations"],
}  # fmt: skip
HTMLCS = MODULES / "html_codesniffer/build/HTMLCS.js"
SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
# Buttons, boxes and links that stand alone are 44 pixels high; a link inside a sentence is as high as the sentence.
SMALL_TARGETS = """() => {
  const seen = element => element.checkVisibility({visibilityProperty: true, opacityProperty: false});
  const insideWords = link => {
    const around = link.parentElement.closest('p, li, dd, td, label, legend, figcaption, address');
    return getComputedStyle(link).display === 'inline' && around &&
      around.innerText.trim().length > link.innerText.trim().length;
  };
  const target = element => element.matches('[type=checkbox], [type=radio]')
    ? (element.closest('label, .row, .chip') || element.parentElement) : element;
  return [...document.querySelectorAll('a[href], button, input:not([type=hidden]), select, textarea, summary')]
    .filter(element => seen(element) && !element.closest('.govuk-skip-link, .govuk-visually-hidden, svg'))
    .filter(element => !(element.matches('a') && insideWords(element)))
    .map(element => [element, target(element).getBoundingClientRect().height])
    .filter(([element, height]) => height < 43.5)
    .map(([element, height]) => `${element.tagName} ${height.toFixed(0)}px: ${(element.innerText || element.name).trim()}`);
}"""
# html_codesniffer 2.5.1 asks for some of its own messages under a name spelt another way, and falls over.
MEND = """() => {
  const said = HTMLCS.getTranslation.bind(HTMLCS);
  HTMLCS.getTranslation = key => {
    try { return said(key.replace('AutoComplete', 'Autocomplete')); } catch { return key; }
  };
}"""
# Nor does it know that HTML lets an email box hold a username: https://html.spec.whatwg.org/#control-group
SNIFF = """() => new Promise(done => HTMLCS.process('WCAG2AA', document, () => done(
  HTMLCS.getMessages().filter(m => m.type === HTMLCS.ERROR && !m.element.matches?.('[type=email][autocomplete^=username]'))
    .map(m => `${m.code}: ${m.msg} ${m.element.outerHTML ? m.element.outerHTML.slice(0, 120) : ''}`))))"""


# In the app "#/" begins a page's address, which that checker takes for a named place on the page.
ADDRESS = 'named anchor "/'


@pytest.fixture
def tour(browser, live_server, sign_in, settings):
    """`tour(width)` opens every kind of page that is built, one after another, and yields each with its kind."""
    settings.DEMO = True
    settings.ROOT_URLCONF = "tests.browser.doors"
    small_world = world()

    def go(width):
        for who in sorted({kind.who for kind in KINDS}):
            context = browser.new_context(
                viewport={"width": width, "height": 800}, base_url=live_server.url
            )
            page = context.new_page()
            if who == "newcomer":
                ask_for_a_code(page)
            elif who:
                sign_in(page, getattr(small_world, who))
                are_at_work(sign_in.client, small_world.draft)
            for kind in (kind for kind in KINDS if kind.who == who and kind.address(small_world)):
                said = []
                listener = lambda message, said=said: said.append(message.text)  # noqa: E731
                page.on("console", listener)
                response = page.goto(kind.address(small_world))
                yield kind, page, response, said
                page.remove_listener("console", listener)
            context.close()

    return go


def ask_for_a_code(page):
    page.goto("/accounts/login/")
    page.get_by_label("Your email address").fill("somebody@example.org")
    page.get_by_role("button", name="Email me a code").click()


def are_at_work(client, draft):
    """Somebody who showed a moment ago that it is them, and is half way through adding a learner."""
    session = client.session
    for shown in session["account_authentication_methods"]:
        shown["reauthenticated"] = True
    session["new_learner"] = {
        "id": str(draft), "session": "", "is_checked": False, "at": timezone.now().isoformat(),
        "answers": {"first_name": "Jean", "letter": "M"},
    }  # fmt: skip
    session.save()


def faults_of(kind, page, response, said):
    """What is wrong with a page, in words."""
    title = page.title()
    expected = [f"console: {words}" for words in said if str(kind.status) not in words]
    return [
        *([f"answered {response.status}"] if response.status != kind.status else []),
        *expected,
        *([f"title: {title}"] if not re.search(r"\S - Footbridge$", title) else []),
        *([f"{page.locator('h1').count()} h1"] if page.locator("h1").count() != 1 else []),
        *page.evaluate(SMALL_TARGETS),
        *axe_faults(page),
    ]


def axe_faults(page):
    # A bar that stays at the foot lies over whatever is behind it until somebody scrolls; so scroll to the end.
    page.evaluate("scrollTo(0, document.documentElement.scrollHeight)")
    found = Axe().run(page, options=AXE).response["violations"]
    return [f"{fault['id']}: {node['html'][:120]}" for fault in found for node in fault["nodes"]]


def sniffed(page):
    """What a second checker, of another making, holds against a page."""
    page.evaluate(HTMLCS.read_text())
    page.evaluate(MEND)
    return [fault for fault in page.evaluate(SNIFF) if ADDRESS not in fault]


def in_lines(faults):
    """Every fault on a line of its own, so that all of them are read in one go."""
    return "\n".join(f"{place}: {fault}" for place, found in faults.items() for fault in found)


@pytest.mark.parametrize("width", WIDTHS)
def test_no_page_gets_in_anybodys_way(tour, width):
    faults = {}
    for kind, page, response, said in tour(width):
        if found := faults_of(kind, page, response, said):
            faults[f"{kind.place} as {kind.who or 'nobody'}"] = found

    assert in_lines(faults) == ""


def test_no_page_scrolls_sideways_on_the_smallest_phone(tour):
    sideways = {kind.place: page.evaluate(SIDEWAYS) for kind, page, *_ in tour(NARROWEST)}

    assert {place: pixels for place, pixels in sideways.items() if pixels > 0} == {}


def test_every_title_is_its_own(tour):
    titles = {}
    for kind, page, *_ in tour(1280):
        titles.setdefault(page.title(), set()).add(kind.place)

    shared = {title: places for title, places in titles.items() if len(places) > 1}
    assert in_lines(shared) == ""


@needs("html_codesniffer")
def test_a_second_checker_finds_no_errors_either(tour):
    faults = {}
    for kind, page, *_ in tour(1280):
        if found := sniffed(page):
            faults[kind.place] = found

    assert in_lines(faults) == ""
