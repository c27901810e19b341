"""The coordinator's and the lead's rooms, at /desk/."""

from django.urls import path

from inclusion.views.desk import (
    cohorts,
    conflicts,
    devices,
    drafts,
    learner,
    learners,
    quarantine,
    session,
    sessions,
    today,
)

urlpatterns = [
    path("", today.today, name="desk"),
    path("learners/", learners.learners, name="desk_learners"),
    path("learners/find/", learners.find, name="desk_find_learner"),
    path("learners/<uuid:pk>/", learner.learner, name="desk_learner"),
    path("learners/<uuid:pk>/change/", learner.change, name="desk_learner_change"),
    path("learners/<uuid:pk>/agreed/", learner.agreed, name="desk_learner_agreed"),
    path("learners/<uuid:pk>/taken-back/", learner.taken_back, name="desk_learner_taken_back"),
    path("learners/<uuid:pk>/book/", learner.book, name="desk_learner_book"),
    path("learners/<uuid:pk>/give-up/<int:booking>/", learner.give_up, name="desk_give_up"),
    path("learners/<uuid:pk>/forget/", learner.forget, name="desk_learner_forget"),
    path("sessions/", sessions.sessions, name="desk_sessions"),
    path("sessions/new/", sessions.plan, name="desk_plan"),
    path("sessions/<uuid:pk>/", session.session, name="desk_session"),
    path("sessions/<uuid:pk>/cancel/", session.cancel, name="desk_session_cancel"),
    path("sessions/<uuid:pk>/move/", session.move, name="desk_session_move"),
    path("drafts/", drafts.drafts, name="desk_drafts"),
    path("drafts/<uuid:pk>/", drafts.settle, name="desk_draft_settle"),
    path("devices/", devices.devices, name="desk_devices"),
    path("import-queue/", devices.import_queue, name="desk_import_queue"),
    path("conflicts/", conflicts.conflicts, name="desk_conflicts"),
    path("conflicts/<int:pk>/settle/", conflicts.settle, name="desk_conflict_settle"),
    path("quarantine/", quarantine.quarantine, name="desk_quarantine"),
    path("quarantine/<uuid:pk>/settle/", quarantine.settle, name="desk_quarantine_settle"),
    path("quarantine/from/<int:pk>/accept/", quarantine.accept_from, name="desk_quarantine_from"),
    path("cohorts/", cohorts.cohorts, name="desk_cohorts"),
    path("cohorts/new/", cohorts.new, name="desk_cohort_new"),
    path("cohorts/<uuid:pk>/", cohorts.cohort, name="desk_cohort"),
]
