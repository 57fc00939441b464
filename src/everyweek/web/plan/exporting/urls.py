"""Addresses of a plan's files."""

from django.urls import path

from everyweek.web.plan.exporting import views

urlpatterns = [
    path("plans/<slug:plan>/plan.xlsx", views.workbook, name="plan-workbook"),
    path("plans/<slug:plan>/plan.pdf", views.document, name="plan-pdf"),
    path("plans/<slug:plan>/plan.ics", views.calendar, name="plan-calendar"),
]
