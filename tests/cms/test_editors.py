"""An editor can write, publish and upload pictures, and reach nothing else. Nobody else gets in."""

from io import BytesIO

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image as Pillow
from wagtail.images.models import Image
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from cms.models import ArticlePage, HomePage
from tests.cms.factories import ArticlePageFactory, SectionPageFactory, editor, front_page
from tests.factories import coordinator, council_person, volunteer

pytestmark = pytest.mark.django_db


def photo(name="photo.jpg", kind="JPEG", place=""):
    """A picture file; `place` is a note hidden in it as a camera would."""
    content, exif = BytesIO(), Pillow.Exif()
    exif[0x010E] = place
    Pillow.new("RGB", (40, 30), "teal").save(content, kind, exif=exif if place else b"")
    return SimpleUploadedFile(name, content.getvalue(), f"image/{kind.lower()}")


def upload(client, file):
    return client.post(
        reverse("wagtailimages:add"), {"title": "A bridge", "file": file, "collection": 1}
    )


def words(title="Your first session"):
    return nested_form_data(
        {
            "title": title,
            "slug": "first",
            "summary": "What to expect.",
            "body": streamfield([("text", rich_text("<p>Come in and say hello.</p>"))]),
            "action-publish": "yes",
        }
    )


def test_an_editor_writes_an_article_and_everyone_can_read_it(client):
    section = SectionPageFactory(parent=front_page(), slug="get-help")
    client.force_login(editor())

    client.post(f"/cms/pages/add/cms/articlepage/{section.pk}/", words())

    client.logout()
    assert "Come in and say hello." in client.get("/get-help/first/").content.decode()


def test_an_editor_changes_an_article(client):
    section = SectionPageFactory(parent=front_page(), slug="get-help")
    page = ArticlePageFactory(parent=section, slug="first")
    client.force_login(editor())

    client.post(f"/cms/pages/{page.pk}/edit/", words("Come and see"))

    page.refresh_from_db()
    assert page.title == "Come and see"


def test_an_editor_sees_the_page_before_it_is_published(client):
    section = SectionPageFactory(parent=front_page(), slug="get-help")
    page = ArticlePageFactory(parent=section, slug="first")
    client.force_login(editor())
    address = f"/cms/pages/{page.pk}/edit/preview/"

    client.post(address, words("Not published yet"))

    assert "<h1>Not published yet</h1>" in client.get(address).content.decode()
    assert ArticlePage.objects.get().title != "Not published yet"


@pytest.mark.parametrize("person", [volunteer, coordinator])
def test_people_who_help_learners_have_no_way_into_the_website(client, person):
    client.force_login(person())

    assert client.get("/cms/", follow=True).status_code == 403


@pytest.mark.parametrize("role", ["lead", "administrator"])
def test_other_council_people_have_no_way_into_the_website(client, role):
    client.force_login(council_person(role))

    assert client.get("/cms/", follow=True).status_code == 403


@pytest.mark.parametrize("address", ["", "login/", "pages/", "password_reset/"])
def test_wagtails_own_sign_in_stays_shut(client, address):
    last = client.get(f"/cms/{address}", follow=True).redirect_chain[-1][0]

    assert last.startswith("/accounts/login/?next=%2Fcms%2F")


def test_wagtails_own_sign_in_takes_no_password(client):
    assert client.post("/cms/login/", {"username": "a", "password": "b"}).status_code == 405


def test_an_editors_menu_holds_pages_pictures_and_documents(client, rf):
    client.force_login(editor())

    text = client.get("/cms/").content.decode()

    assert "Images" in text
    for nothing_of_theirs in ("/cms/users/", "/cms/groups/", "/cms/snippets/", "/cms/reports/"):
        assert nothing_of_theirs not in text


@pytest.mark.parametrize(
    "address",
    ["users/", "groups/", "workflows/list/", "collections/", "users/add/"],
)
def test_an_editor_opens_no_page_about_people_or_settings(client, address):
    client.force_login(editor())

    response = client.get(f"/cms/{address}", follow=False)

    assert response.status_code in {302, 403, 404}


def test_the_front_page_can_be_changed_but_never_taken_away(client):
    home = front_page()
    client.force_login(editor())

    client.post(f"/cms/pages/{home.pk}/delete/")
    client.post(f"/cms/pages/{home.pk}/unpublish/")
    client.post(f"/cms/bulk/wagtailcore/page/delete/?id={home.pk}")
    client.post(f"/cms/bulk/wagtailcore/page/unpublish/?id={home.pk}")

    assert HomePage.objects.live().count() == 1


def test_an_editor_uploads_a_picture(client):
    client.force_login(editor())

    upload(client, photo())

    assert Image.objects.get().title == "A bridge"


def test_where_a_photo_was_taken_is_forgotten(client):
    client.force_login(editor())

    upload(client, photo(place="Somebody's kitchen"))

    with Image.objects.get().file.open() as file, Pillow.open(file) as kept:
        assert dict(kept.getexif()) == {}


@pytest.mark.parametrize(
    "file",
    [
        SimpleUploadedFile("a.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>", "image/svg+xml"),
        SimpleUploadedFile("a.jpg", b"not a picture", "image/jpeg"),
        SimpleUploadedFile("a.png", b"\x89PNG" + b"0" * 11 * 1024 * 1024, "image/png"),
    ],
    ids=["SVG", "words", "too big"],
)
def test_a_file_that_is_no_safe_picture_is_refused(client, file):
    client.force_login(editor())

    upload(client, file)

    assert not Image.objects.exists()


def test_a_picture_is_served_as_what_it_is(client):
    default_storage.save("images/bridge.webp", photo(kind="WEBP"))

    response = client.get("/media/images/bridge.webp")

    assert response.headers["Content-Type"] == "image/webp"
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in response.headers["Content-Security-Policy"]


@pytest.mark.parametrize("name", ["", "../secret.webp", "%2e%2e/secret.webp", "page.html", "sub/"])
def test_nothing_but_a_picture_is_served(client, name):
    default_storage.save("secret.webp", photo(kind="WEBP"))
    default_storage.save("images/page.html", SimpleUploadedFile("page.html", b"<p>"))

    assert client.get(f"/media/images/{name}").status_code == 404


def test_the_web_server_hands_out_pictures_where_there_is_one(client, settings):
    settings.SERVE_MEDIA = False
    default_storage.save("images/bridge.webp", photo(kind="WEBP"))

    assert client.get("/media/images/bridge.webp").status_code == 404
