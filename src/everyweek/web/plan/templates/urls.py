"""Addresses of templates of plans."""

from django.urls import path

from everyweek.web.plan.templates import views

urlpatterns = [
    path("plans/templates/", views.list_of_templates, name="plan-templates"),
    path("plans/templates/<slug:intervention>/", views.template, name="plan-template"),
]
