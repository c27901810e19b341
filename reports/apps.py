"""Ward reports and certificates."""

from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "reports"
    verbose_name = "Ward reports and certificates"
