"""Addresses of results and priorities, below a round's."""

from django.urls import path, re_path

from everyweek.web.assess.results import priority_views, views

HERE = "assess/rounds/<slug:assessment_round>/"
ROUND = "assess/rounds/(?P<assessment_round>[-a-zA-Z0-9_]+)/"

urlpatterns = [
    path(f"{HERE}results/", views.results, name="assessment-results"),
    path(f"{HERE}results/places/<slug:place>/", views.of_place, name="assessment-results-place"),
    re_path(rf"^{ROUND}priorities/(?P<code>[A-Za-z0-9-]{{1,12}})/$", priority_views.priorities, name="priorities"),
    re_path(
        rf"^{ROUND}priorities/(?P<code>[A-Za-z0-9-]{{1,12}})/choose/$",
        priority_views.choosing,
        name="priorities-choose",
    ),
]
