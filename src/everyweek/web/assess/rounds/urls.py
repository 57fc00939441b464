"""Addresses of rounds. What else stands below a round, such as “results”, is a key of no place."""

from django.urls import path

from everyweek.web.assess.rounds import running_views, views

ROUND = "assess/rounds/<slug:assessment_round>/"

urlpatterns = [
    path("assess/rounds/", views.rounds, name="assessment-rounds"),
    path("assess/rounds/new/", running_views.new_round, name="new-assessment-round"),
    path(ROUND, views.round_page, name="assessment-round"),
    path(f"{ROUND}edit/", running_views.edit_round, name="edit-assessment-round"),
    path(f"{ROUND}close/", running_views.close_round, name="close-assessment-round"),
    path(f"{ROUND}places/", running_views.add_places, name="assessment-round-places"),
    path(f"{ROUND}progress.csv", views.progress_file, name="assessment-round-progress"),
    path(f"{ROUND}longer/<slug:place>/", running_views.longer, name="assessment-longer"),
]
