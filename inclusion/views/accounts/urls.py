"""Signing in, invitations and start pages. Stands before allauth's own addresses, and closes some of them."""

from django.urls import path, re_path

from inclusion.views.accounts import closed, demo, invitations, people, start

urlpatterns = [
    path("start/", start.start, name="start"),
    path("start/second-lock/", start.second_lock, name="second-lock"),
    path("start/as/<int:user_id>/", demo.sign_in_as, name="sign-in-as"),
    path("invitations/<str:secret>/", invitations.invitation, name="invitation"),
    path("desk/people/", people.people, name="people"),
    path("desk/people/invite/", people.invite, name="invite"),
    path("desk/people/<int:membership_id>/end/", people.end, name="end-membership"),
    path("desk/people/invitations/<int:invitation_id>/send/", people.send_again, name="send-again"),
    path("desk/people/invitations/<int:invitation_id>/end/", people.take_back, name="take-back"),
    path("_util/login/", closed.to_sign_in),  # Wagtail's, for private pages: it takes passwords
    path("accounts/login/code/", closed.to_sign_in),
    re_path(r"^accounts/(?:signup|email|reauthenticate|password|3rdparty|social)/", closed.closed),
]
