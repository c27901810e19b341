"""The skills frameworks the house comes with, from inclusion/frameworks."""

from django.db import migrations

from inclusion.rules.frameworks import shipped_frameworks


def load(apps, schema_editor):
    """Add each edition once, as `load_framework` would, on the models of the day."""
    Framework = apps.get_model("inclusion", "Framework")
    Task = apps.get_model("inclusion", "Task")
    for words in shipped_frameworks():
        edition = Framework.objects.create(
            slug=words.slug,
            kind=words.kind,
            name=words.name,
            edition=words.edition,
            source=words.source,
            tasks_for_the_level=words.tasks_for_the_level,
            retired_on=words.retired_on,
        )
        Task.objects.bulk_create(
            Task(
                framework=edition,
                number=number,
                code=task.code,
                short_name=task.short_name,
                words=task.words,
            )
            for number, task in enumerate(words.tasks, start=1)
        )


def unload(apps, schema_editor):
    """Take them out again. Fails, as it should, once somebody has been observed against one."""
    Framework = apps.get_model("inclusion", "Framework")
    Framework.objects.filter(slug__in=[words.slug for words in shipped_frameworks()]).delete()


class Migration(migrations.Migration):
    dependencies = [("inclusion", "0001_initial")]
    operations = [migrations.RunPython(load, unload)]
