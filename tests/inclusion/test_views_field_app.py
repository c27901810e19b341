"""What a phone keeps of the app: all of it, whole, and nothing about anybody."""

import base64
import gzip
import hashlib
import json
import re
from pathlib import Path

import pytest

from tests.factories import volunteer

pytestmark = pytest.mark.django_db
STATIC = Path(__file__).parents[2] / "static"


def kept(client):
    """The worker's own list: its version, and every address it keeps with its hash."""
    script = client.get("/field/sw.js").content.decode()
    return json.loads(script.removeprefix("self.APP = ").split(";\n", 1)[0])


def test_the_worker_may_look_after_the_whole_of_the_field(client):
    response = client.get("/field/sw.js")

    assert response.headers["Content-Type"] == "text/javascript; charset=utf-8"
    assert response.headers["Cache-Control"] == "no-cache"


def test_every_script_of_the_app_is_kept(client):
    scripts = {f"/static/{path.relative_to(STATIC)}" for path in STATIC.glob("field/**/*.js")}

    assert scripts - set(kept(client)["FILES"]) == {"/static/field/sw.js"}


@pytest.mark.parametrize("address", ["/field/shell/", "/field/words/"])
def test_a_page_is_kept_by_the_hash_of_what_is_sent(client, address):
    client.force_login(volunteer())
    digest = base64.b64encode(hashlib.sha256(client.get(address).content).digest()).decode()

    assert kept(client)["FILES"][address] == f"sha256-{digest}"


def test_the_empty_page_is_the_same_for_everybody(client):
    for_a_stranger = client.get("/field/shell/").content
    client.force_login(volunteer())

    assert client.get("/field/shell/").content == for_a_stranger


def test_a_changed_word_is_another_version(client, monkeypatch):
    before = kept(client)["VERSION"]
    monkeypatch.setattr("inclusion.views.field.app.words_to_read", lambda: b"{}")

    assert kept(client)["VERSION"] != before


def needed_at_once(name):
    """A script and all it names before anything is done: what it brings in later does not count."""
    path = STATIC / name
    named = re.findall(r'^import (?:.* from )?"(\..*)";', path.read_text(), re.MULTILINE)
    found = {name}
    for one in named:
        found |= needed_at_once(str((path.parent / one).resolve().relative_to(STATIC)))
    return found


def test_the_page_asks_at_once_for_all_the_scripts_of_the_first_page(client):
    page = client.get("/field/shell/").content.decode()

    asked = set(re.findall(r'rel="modulepreload" href="/static/([^"]+)"', page))

    assert asked == needed_at_once("field/app.js") - {"field/app.js"}


def test_the_scripts_of_the_first_page_are_light(client):
    """25 KB with gzip, where the lightest peer of its kind is 488."""
    packed = sum(
        len(gzip.compress((STATIC / name).read_bytes())) for name in needed_at_once("field/app.js")
    )

    assert packed < 25_000


def test_the_app_can_be_put_on_a_home_screen(client):
    said = client.get("/field/app.webmanifest").json()

    assert (said["start_url"], said["scope"], said["display"]) == (
        "/field/",
        "/field/",
        "standalone",
    )
    assert [icon["sizes"] for icon in said["icons"]] == ["any", "192x192", "512x512"]


def test_the_vendored_library_is_the_one_we_say_it_is():
    folder = STATIC / "vendor/idb"
    digest = hashlib.sha256((folder / "umd.js").read_bytes()).hexdigest()

    assert digest in (folder / "README.md").read_text()
