"""This package's pages."""

from django.urls import path

from reports.views import catalogue, checks, desk, method, paper, programme, wards, where_next

app_name = "reports"
urlpatterns = [
    path("data/", catalogue.catalogue, name="catalogue"),
    path("wards/", wards.councils, name="councils"),
    path("wards/method/", method.method, name="method"),
    path("wards/<slug:slug>.csv", wards.as_csv, name="wards_csv"),
    path("wards/<slug:slug>.geojson", wards.as_geojson, name="wards_geojson"),
    path("wards/<slug:slug>/", wards.council, name="wards"),
    path("wards/<slug:slug>/private/", wards.private, name="wards_private"),
    path("wards/<slug:slug>/programme/", programme.public, name="programme"),
    path("wards/<slug:slug>/<slug:code>/", wards.ward, name="ward"),
    path("certificates/", checks.ask, name="certificates"),
    path("certificates/keys/", checks.keys, name="certificate_keys"),
    path("certificates/<str:serial>/", checks.check, name="certificate"),
    path("desk/certificates/", desk.certificates, name="desk_certificates"),
    path("desk/certificates/print/", desk.print_new, name="print_new"),
    path("desk/certificates/issue/", desk.issue, name="issue"),
    path("desk/certificates/<int:pk>/print/", desk.print_one, name="print_one"),
    path("desk/certificates/<int:pk>/withdraw/", desk.withdraw, name="withdraw"),
    path("desk/where-next/", where_next.councils, name="where_next_councils"),
    path("desk/where-next/<slug:slug>/", where_next.where_next, name="where_next"),
    path("desk/programme/", programme.programmes, name="desk_programmes"),
    path("desk/programme/<slug:slug>/", programme.programme, name="desk_programme"),
    path("desk/programme/<slug:slug>/price/", programme.price, name="set_price"),
    path("desk/programme/<slug:slug>/targets/new/", programme.target, name="set_target"),
    path("desk/programme/<slug:slug>/figures/new/", programme.figure, name="add_figure"),
    path("desk/targets/<int:pk>/end/", programme.end_target, name="drop_target"),
    path("desk/figures/<int:pk>/end/", programme.end_figure, name="drop_figure"),
    path("desk/cards/", paper.cards, name="print_cards"),
    path("desk/cards/<uuid:pk>/", paper.card, name="print_card"),
    path("desk/registers/<uuid:pk>/", paper.register, name="print_register"),
]
