"""Addresses of cycles and risks."""

from django.urls import path

from everyweek.web.plan.cycles import risk_views, views

urlpatterns = [
    path("plans/<slug:plan>/cycles/", views.cycles, name="plan-cycles"),
    path("plans/<slug:plan>/cycles/new/", views.new_cycle, name="plan-new-cycle"),
    path("plans/<slug:plan>/cycles/<int:cycle>/", views.cycle, name="plan-cycle"),
    path("plans/<slug:plan>/cycles/<int:cycle>/edit/", views.edit_cycle, name="plan-edit-cycle"),
    path("plans/<slug:plan>/cycles/<int:cycle>/figures/", views.add_figures, name="plan-cycle-figures"),
    path("plans/<slug:plan>/cycles/<int:cycle>/figures/remove/", views.remove_figure, name="plan-cycle-remove-figure"),
    path("plans/<slug:plan>/risks/", risk_views.list_risks, name="plan-risks"),
    path("plans/<slug:plan>/risks/new/", risk_views.new_risk, name="plan-new-risk"),
    path("plans/<slug:plan>/risks/<int:risk>/", risk_views.edit_risk, name="plan-risk"),
]
