"""Root URLs: each package owns its own, included by name."""

from django.urls import include, path
from django.views.generic import RedirectView

handler400 = "inclusion.views.errors.bad_request"
handler403 = "inclusion.views.errors.forbidden"
handler404 = "inclusion.views.errors.not_found"
handler500 = "inclusion.views.errors.broken"

# Wagtail's own sign-in takes passwords and knows no second factor, so ours stands in front of it.
sign_in = RedirectView.as_view(url="/accounts/login/?next=/cms/")

urlpatterns = [
    path("", include("inclusion.views.urls")),
    path("", include("reports.urls")),
    path("", include("sms.urls")),
    path("accounts/", include("allauth.urls")),
    path("cms/login/", sign_in),
    path("cms/password_reset/", sign_in),
    path("cms/", include("wagtail.admin.urls")),
    path("", include("cms.urls")),
]
