"""Addresses of everyweek.web.people.networks."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
