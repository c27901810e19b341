"""The volunteer's pages, at /field/."""

from django.urls import path

from inclusion.views.field import app, cohorts, home, intake, learners, phone, register, sessions

urlpatterns = [
    path("", home.home, name="field_home"),
    path("shell/", app.shell, name="field_shell"),
    path("words/", app.words, name="field_words"),
    path("sw.js", app.worker, name="field_worker"),
    path("app.webmanifest", app.manifest, name="field_manifest"),
    path("me/", phone.me, name="field_me"),
    path("roster/", phone.roster, name="field_roster"),
    path("sync/", phone.sync, name="field_sync"),
    path("sessions/new/", sessions.new, name="field_new_session"),
    path("sessions/again/", sessions.again, name="field_again"),
    path("sessions/<uuid:pk>/", register.register, name="field_register"),
    path("sessions/<uuid:pk>/undo/", register.put_back, name="field_put_back"),
    path("sessions/<uuid:pk>/never-mind/", sessions.never_mind, name="field_never_mind"),
    path("learners/new/", intake.start, name="field_new_learner"),
    path("learners/new/<uuid:pk>/<slug:step>/", intake.step, name="field_intake"),
    path("learners/<uuid:pk>/", learners.learner, name="field_learner"),
    path("cohorts/<uuid:pk>/", cohorts.cohort, name="field_cohort"),
    path("cohorts/<uuid:pk>/add/", cohorts.add, name="field_new_child"),
    path("children/<uuid:pk>/left/", cohorts.left, name="field_child_left"),
]
