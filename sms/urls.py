"""This package's pages."""

from django.urls import URLPattern

app_name = "sms"
urlpatterns: list[URLPattern] = []
