"""The editors' room, and the public website: whatever page an editor has put at an address."""

from django.urls import include, path

from cms import views

urlpatterns = [
    path("cms/login/", views.sign_in),
    path("cms/password_reset/", views.sign_in),
    path("cms/", include("wagtail.admin.urls")),
    path("robots.txt", views.robots),
    path("sitemap.xml", views.sitemap),
    path("media/images/<path:name>", views.picture),
    path("documents/", include("wagtail.documents.urls")),
    path("", include("wagtail.urls")),
]
