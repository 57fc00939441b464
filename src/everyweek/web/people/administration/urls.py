"""Addresses of everyweek.web.people.administration."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
