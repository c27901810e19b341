"""What `manage.py check` says of a machine that is not ready: one sentence each, naming what to set."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Info

TWILIO_NEEDS = ("TWILIO_ACCOUNT_SID", "TWILIO_AUTH_TOKEN")
NOTIFY_NEEDS = ("key", "template", "token")
TWILIO_SENDERS = ("TWILIO_FROM", "TWILIO_MESSAGING_SERVICE_SID")


def twilio_is_whole_or_absent(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """With none of its settings the built-in handset stands in. With only some, no text would ever leave."""
    is_set = {name for name in (*TWILIO_NEEDS, *TWILIO_SENDERS) if getattr(settings, name)}
    missing = [name for name in TWILIO_NEEDS if name not in is_set]
    if not is_set & set(TWILIO_SENDERS):
        missing.append(" or ".join(TWILIO_SENDERS))
    if not is_set or not missing:
        return []
    return [Error(f"Texts are half set up: set {', '.join(missing)} too.", id="footbridge.E001")]


def notify_is_whole_or_absent(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Without its token nothing comes in, and with Twilio there as well nothing would go out by it."""
    if not settings.NOTIFY:
        return []
    if settings.TWILIO_ACCOUNT_SID:
        return [
            Error("Texts can go by Twilio or by NOTIFY. Set one of them.", id="footbridge.E002")
        ]
    missing = [name for name in NOTIFY_NEEDS if not settings.NOTIFY.get(name)]
    said = f"NOTIFY is half set up: add {', '.join(missing)}."
    return [Error(said, id="footbridge.E003")] if missing else []


def email_has_a_way_out(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Nobody signs in without email. A mail server on the same machine is a choice, so this only says so."""
    if settings.DEVELOPMENT or settings.EMAIL_HOST != "localhost":
        return []
    return [
        Info(
            "Email goes to a mail server on this machine. Set EMAIL_URL if there is none: "
            "without email nobody can sign in.",
            id="footbridge.I001",
        )
    ]
