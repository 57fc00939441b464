"""Addresses of plans that are offered to networks."""

from django.urls import path

from everyweek.web.plan.proposals import views

urlpatterns = [
    path("plans/<slug:plan>/offer/", views.offer, name="plan-offer"),
    path("plans/proposals/<int:proposal>/", views.proposal, name="proposal"),
    path("plans/proposals/<int:proposal>/decide/", views.decide, name="proposal-decide"),
    path("plans/proposals/<int:proposal>/answer/", views.answer, name="proposal-answer"),
    path("plans/proposals/<int:proposal>/take-back/", views.take_back, name="proposal-take-back"),
    path("networks/<slug:network>/plans/", views.of_network, name="network-proposals"),
]
