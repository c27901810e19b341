"""What is stored: arrows point down, personal fields are known, and the migrations say what the models say."""

import pytest
from django.apps import apps
from django.core.management import call_command

OURS = ("inclusion", "sms", "reports", "cms")
ABOUT_PEOPLE = {
    "inclusion.User",
    "inclusion.Invitation",
    "inclusion.Learner",
    "inclusion.Enrolment",
    "inclusion.Session",
    "inclusion.Feedback",
    "inclusion.Conflict",
    "inclusion.Quarantine",
    "reports.Certificate",
    "sms.Inbound",
    "sms.Message",
    "sms.DeadNumber",
    "sms.Handset",
    "sms.OptOut",
    "sms.Conversation",
    "sms.Line",
}
# Fields of those models that say nothing about anybody. A new field goes on one list or the other.
IMPERSONAL = {
    "inclusion.User": {"id", "password", "last_login", "is_superuser", "is_staff", "is_active", "date_joined"},
    "inclusion.Invitation": {
        "id", "role", "organisation", "council", "invited_by", "secret_hash", "sent_at", "expires_at",
        "accepted_at", "revoked_at",
    },
    "inclusion.Learner": {"id", "organisation", "centre", "merged_into", "version", "edits", "added_at", "added_by"},
    "inclusion.Enrolment": {"id", "cohort", "joined_at", "left_at"},
    "inclusion.Session": {
        "id", "centre", "cohort", "kind", "topic", "audience", "starts_at", "ends_at", "places", "state",
        "unnamed_heads", "logged_by", "logged_at", "version", "edits",
    },
    "inclusion.Feedback": {
        "id", "learner", "session", "score", "channel", "said_at", "read_at", "read_by", "answered_at",
    },
    "inclusion.Conflict": {
        "id", "organisation", "session", "learner", "field", "author", "operation", "at", "state", "settled_by",
        "settled_at",
    },
    "inclusion.Quarantine": {
        "operation", "organisation", "author", "delivered_by", "device", "kind", "at", "state", "settled_by",
        "settled_at",
    },
    "reports.Certificate": {
        "id", "serial", "learner", "enrolment", "organisation", "award", "framework", "earned_on", "key",
        "issued_at", "issued_by", "printed_at", "withdrawn_at", "reason",
    },
    "sms.Inbound": {
        "id", "provider", "medium", "sid", "recipient", "organisation", "meaning", "received_at", "processed_at",
        "needs_person", "assigned_to", "assigned_at", "dealt_with_at", "dealt_with_by",
    },
    "sms.Message": {
        "id", "key", "kind", "medium", "notice", "in_reply_to", "campaign", "learner", "organisation", "written_by", "sender", "encoding",
        "segments", "priority", "not_before", "useful_until", "state", "attempts", "queued_at", "tried_at",
        "changed_at", "lease_until", "lease_owner", "provider_sid", "last_error", "troubles", "unsure_at", "estimate",
        "price", "price_unit",
    },
    "sms.Conversation": {
        "id", "learner", "flow", "version", "node", "data", "seq", "status", "prompt", "began_at", "changed_at",
    },
    "sms.DeadNumber": {"why", "found_at"},
    "sms.Handset": {"is_off", "trouble", "late_until"},
    "sms.Line": set(),
    "sms.OptOut": {"id", "medium", "began_at", "ended_at", "by_text"},
}  # fmt: skip


def our_models():
    return [model for label in OURS for model in apps.get_app_config(label).get_models()]


def test_what_is_above_is_never_named_below():
    rank = {"inclusion": 0, "sms": 1, "reports": 1, "cms": 2}
    upward = {
        f"{model._meta.label}.{field.name}"
        for model in our_models()
        for field in model._meta.get_fields()
        if (field.many_to_one or field.one_to_one or field.many_to_many)
        and not field.auto_created
        and field.related_model._meta.app_label in rank
        and (
            rank[field.related_model._meta.app_label] > rank[model._meta.app_label]
            or {field.related_model._meta.app_label, model._meta.app_label} == {"sms", "reports"}
        )
    }
    assert upward == set()


def test_every_field_about_a_person_is_known_to_be_so_or_not():
    undecided = {
        f"{label}.{field.name}"
        for label in ABOUT_PEOPLE
        for field in apps.get_model(label)._meta.fields
        if field.name not in set(apps.get_model(label).Personal.fields) | IMPERSONAL[label]
    }
    assert undecided == set()


def test_models_with_personal_fields_are_all_watched():
    classified = {model._meta.label for model in our_models() if hasattr(model, "Personal")}
    assert classified == ABOUT_PEOPLE


@pytest.mark.django_db
def test_the_migrations_say_what_the_models_say():
    call_command("makemigrations", "--check", "--dry-run", verbosity=0)
