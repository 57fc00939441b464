"""Addresses of everyweek.web.people.invitations."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
