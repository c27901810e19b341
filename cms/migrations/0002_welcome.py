"""A friendly front page in our own design takes the place of Wagtail's, and editors may publish."""

from django.db import migrations
from django.utils import timezone

TITLE = "Get online, one small step at a time"
SUMMARY = (
    "Free help near you with phones, tablets and the internet. "
    "Bring your own, or use ours. Come once or come every week."
)
TREE = {"path": "00010001", "depth": 2, "slug": "home", "url_path": "/home/", "numchild": 0}


def put_front_page(apps, kind, title, **fields):
    """Point the site at one new page, and take away the untouched one it pointed at."""
    Page = apps.get_model("wagtailcore", "Page")
    Site = apps.get_model("wagtailcore", "Site")
    ContentType = apps.get_model("contenttypes", "ContentType")
    Locale = apps.get_model("wagtailcore", "Locale")
    Page.objects.filter(depth=2).delete()  # the site goes with it
    content_type, _ = ContentType.objects.get_or_create(
        app_label=kind._meta.app_label, model=kind._meta.model_name
    )
    now = timezone.now()
    page = kind.objects.create(
        title=title, draft_title=title, content_type=content_type, locale=Locale.objects.first(),
        live=True, first_published_at=now, last_published_at=now, **TREE, **fields,
    )  # fmt: skip
    Page.objects.filter(depth=1).update(numchild=1)
    Site.objects.create(
        hostname="localhost", root_page_id=page.pk, is_default_site=True, site_name="Footbridge"
    )


def only_the_first_page_is_there(apps):
    Page = apps.get_model("wagtailcore", "Page")
    return Page.objects.filter(depth=1).exists() and Page.objects.filter(depth__gt=1).count() == 1


def welcome(apps, schema_editor):
    if only_the_first_page_is_there(apps):
        put_front_page(apps, apps.get_model("cms", "HomePage"), TITLE, summary=SUMMARY)


def go_back(apps, schema_editor):
    if only_the_first_page_is_there(apps):
        put_front_page(apps, apps.get_model("wagtailcore", "Page"), "Welcome")


def let_editors_publish(apps, schema_editor):
    Group = apps.get_model("auth", "Group")
    Permission = apps.get_model("auth", "Permission")
    Page = apps.get_model("wagtailcore", "Page")
    GroupPagePermission = apps.get_model("wagtailcore", "GroupPagePermission")
    editors, _ = Group.objects.get_or_create(name="Editors")
    for codename in ("add_page", "change_page", "publish_page"):
        permission = Permission.objects.get(
            content_type__app_label="wagtailcore", codename=codename
        )
        for root in Page.objects.filter(depth=1):
            GroupPagePermission.objects.get_or_create(
                group=editors, page=root, permission=permission
            )
    Group.objects.filter(name="Moderators").delete()  # nobody waits for approval here


def stop_editors_publishing(apps, schema_editor):
    GroupPagePermission = apps.get_model("wagtailcore", "GroupPagePermission")
    GroupPagePermission.objects.filter(
        group__name="Editors", permission__codename="publish_page"
    ).delete()
    apps.get_model("auth", "Group").objects.get_or_create(name="Moderators")


class Migration(migrations.Migration):

    dependencies = [
        ("cms", "0001_initial"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("wagtailadmin", "0001_create_admin_access_permissions"),
        ("wagtailimages", "0027_image_description"),
        ("wagtaildocs", "0014_alter_document_file_size"),
    ]

    operations = [
        migrations.RunPython(welcome, go_back),
        migrations.RunPython(let_editors_publish, stop_editors_publishing),
    ]
