"""Addresses of everyweek.web.people.discussion."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
