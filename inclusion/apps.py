"""The core app: people, places, sessions and skills."""

from django.apps import AppConfig
from django.core.checks import Tags, register

from inclusion import checks


class InclusionConfig(AppConfig):
    name = "inclusion"
    verbose_name = "Digital inclusion"

    def ready(self) -> None:
        """Teach `manage.py check` our own questions."""
        register(checks.twilio_is_whole_or_absent, Tags.security)
        register(checks.notify_is_whole_or_absent, Tags.security)
        register(checks.email_has_a_way_out, Tags.security)
