"""Pages anyone may open: finding a session."""

from django.urls import path

from inclusion.views.public import sessions

urlpatterns = [
    path("sessions/", sessions.sessions, name="sessions"),
    path("sessions/<uuid:pk>/", sessions.session, name="session"),
    path("sessions/<uuid:pk>/session.ics", sessions.session_calendar, name="session_calendar"),
]
