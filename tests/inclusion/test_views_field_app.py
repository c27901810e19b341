"""What a phone keeps of the app: all of it, whole, and nothing about anybody."""

import base64
import hashlib
import json
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
    digest = hashlib.sha256((folder / "index.js").read_bytes()).hexdigest()

    assert digest in (folder / "README.md").read_text()
