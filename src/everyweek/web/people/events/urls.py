"""Addresses of everyweek.web.people.events."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
