"""The core's pages, one folder for each kind of person."""

from django.urls import include, path

from inclusion.views import health

app_name = "inclusion"
urlpatterns = [
    path("healthz", health.healthz, name="health"),
    path("", include("inclusion.views.accounts.urls")),
    path("", include("inclusion.views.public.urls")),
    path("field/", include("inclusion.views.field.urls")),
    path("desk/", include("inclusion.views.desk.urls")),
]
