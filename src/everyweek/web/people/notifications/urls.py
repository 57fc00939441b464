"""Addresses of everyweek.web.people.notifications."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
