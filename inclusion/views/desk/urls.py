"""The coordinator's and the lead's rooms, at /desk/."""

from django.urls import path

from inclusion.views.desk import today

urlpatterns = [
    path("", today.today, name="desk"),
]
