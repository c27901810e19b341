"""Every link leads somewhere: from the first page and from each person's own, through the whole demo."""

import html
import re
from collections import Counter
from urllib.parse import parse_qs, urljoin, urlsplit

import pytest
from django.core.management import call_command
from django.urls import resolve

from inclusion.views.accounts.demo import people_to_be
from tests.clients import HouseClient

pytestmark = pytest.mark.django_db

ENOUGH_OF_A_KIND = 2
# Each room of its admin is opened from its first page; inside, some links are only for its scripts.
WAGTAILS_OWN = re.compile(r"/cms/.+")
LINK = re.compile(r"<a\b[^>]*?\shref=\"([^\"]*)\"", re.DOTALL)
MENU = re.compile(r'"url": "(/cms/[^"]+)"')  # Wagtail draws its menu with a script
TITLE = re.compile(r"<title[^>]*>(.*?)</title>", re.DOTALL)
OURS = {"", "testserver", "127.0.0.1:8000", "localhost"}


@pytest.fixture
def small_demo(settings):
    settings.DEMO = True
    call_command("demo", scale=0.03)


class Walk:
    """Somebody who presses every link they see, but not every learner of a hundred."""

    def __init__(self, client):
        self.client = client
        self.seen = set()
        self.kinds = Counter()
        self.opened = []
        self.faults = []

    def start(self, address):
        waiting = [(address, "the start")]
        while waiting:
            address, came_from = waiting.pop()
            if self.is_worth_opening(address):
                waiting += [(link, address) for link in self.open(address, came_from)]
        return self

    def is_worth_opening(self, address):
        """Whether it is new, and there have not been enough pages of its kind."""
        parts = urlsplit(address)
        kind = (kind_of(parts.path), *sorted(parse_qs(parts.query)))
        if address in self.seen or self.kinds[kind] == ENOUGH_OF_A_KIND:
            return False
        self.seen.add(address)
        self.kinds[kind] += 1
        return True

    def open(self, address, came_from):
        """The links on a page of ours; what is wrong with it is kept in `faults`."""
        answer = self.client.get(address, follow=True)
        self.opened.append(address)
        if answer.status_code != 200:
            self.faults.append(f"{answer.status_code}: {address} from {came_from}")
        if answer.streaming or not answer.get("Content-Type", "").startswith("text/html"):
            return []
        page = answer.content.decode()
        title = TITLE.search(page)
        if not title or not title.group(1).strip():
            self.faults.append(f"no title: {address} from {came_from}")
        here = answer.request["PATH_INFO"]
        return [] if WAGTAILS_OWN.match(here) else self.links_on(page, here)

    def links_on(self, page, here):
        found = []
        for written in map(html.unescape, LINK.findall(page) + MENU.findall(page)):
            parts = urlsplit(urljoin(f"http://testserver{here}", written))
            if not written or parts.scheme not in {"http", "https"} or parts.netloc not in OURS:
                if not written:
                    self.faults.append(f"a link with no address on {here}")
                continue
            if parts.path == here and parts.fragment and f'id="{parts.fragment}"' not in page:
                self.faults.append(f"nothing is called #{parts.fragment} on {here}")
            found.append(parts.path + (f"?{parts.query}" if parts.query else ""))
        return found


def kind_of(path):
    """Which page of the project it is; for the website, where everything is one kind, the address itself."""
    match = resolve(path)
    return path if match.url_name == "wagtail_serve" else match.route


def test_nobody_and_everybody_can_press_every_link(small_demo):
    walks = {"nobody": Walk(HouseClient()).start("/")}
    for part in people_to_be():
        client = HouseClient()
        client.post(f"/start/as/{part.user.pk}/")
        walks[part.user.known_as] = Walk(client).start("/start/").start("/")

    assert {who: walk.faults for who, walk in walks.items() if walk.faults} == {}
    assert set(walks) == {"nobody", "Priya N", "Yusuf R", "Tom E", "Helen M", "Dafydd P", "Grace A"}
    assert {"/sessions/", "/wards/", "/data/", "/certificates/"} <= set(walks["nobody"].opened)
    assert {"/cms/pages/", "/cms/images/"} <= set(walks["Dafydd P"].opened)
    assert min(len(walk.opened) for walk in walks.values()) > 20
