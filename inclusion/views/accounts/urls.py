"""Signing in, invitations and start pages."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
