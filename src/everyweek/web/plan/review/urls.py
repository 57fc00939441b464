"""Addresses of the weekly review, below a plan."""

from django.urls import path

from everyweek.web.plan.review import views

urlpatterns = [path("plans/<slug:plan>/review/", views.review, name="plan-review")]
