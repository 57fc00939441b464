"""Addresses of everyweek.web.people.organisations."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
