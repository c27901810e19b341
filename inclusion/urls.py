"""Root URLs: each package owns its own, included by name."""

from django.urls import include, path

handler400 = "inclusion.views.errors.bad_request"
handler403 = "inclusion.views.errors.forbidden"
handler404 = "inclusion.views.errors.not_found"
handler500 = "inclusion.views.errors.broken"

urlpatterns = [
    path("", include("inclusion.views.urls")),
    path("", include("reports.urls")),
    path("", include("sms.urls")),
    path("accounts/", include("allauth.urls")),
    path("", include("cms.urls")),
]
