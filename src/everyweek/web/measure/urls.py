"""Addresses of organisations, measures and data."""

from django.urls import path, re_path

from everyweek.web.measure import views

ORGANISATION = r"^organisation/(?P<code>[A-Za-z0-9-]{1,12})/"
MEASURE = ORGANISATION + r"(?P<measure>[a-z0-9_]{1,80})/"

urlpatterns = [
    path("search", views.search, name="search"),
    re_path(ORGANISATION + "$", views.organisation, name="organisation"),
    re_path(ORGANISATION + "chain/$", views.chain, name="chain"),  # before the measures: none is called chain
    re_path(MEASURE + "$", views.measure, name="measure"),
    re_path(MEASURE + r"chart\.(?P<form>svg|png|json)$", views.chart, name="chart"),
    re_path(MEASURE + r"figures\.csv$", views.figures, name="figures"),
    path("data/", views.data, name="data"),
    path("data/findings.csv", views.data_findings, name="data-findings"),
    path("data/files.csv", views.data_files, name="data-files"),
    path("measures/", views.measures, name="measures"),
    re_path(r"^measures/(?P<measure>[a-z0-9_]{1,80})/$", views.catalogue_entry, name="catalogue-entry"),
    path("how-charts-work/", views.how_charts_work, name="how-charts-work"),
]
