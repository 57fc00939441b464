"""Addresses of submitting, sharing and taking back, below an assessment's."""

from django.urls import path

from everyweek.web.assess.consent import views

HERE = "assess/rounds/<slug:assessment_round>/<slug:place>/"

urlpatterns = [
    path(f"{HERE}submit/", views.submit, name="assessment-submit"),
    path(f"{HERE}share/", views.sharing, name="assessment-sharing"),
    path(f"{HERE}share/<slug:audience>/", views.share, name="assessment-share"),
    path(f"{HERE}share/<slug:audience>/take-back/", views.take_back, name="assessment-take-back"),
]
