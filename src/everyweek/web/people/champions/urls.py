"""Addresses of everyweek.web.people.champions."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
