"""Addresses of people: each part has its own file."""

from django.urls import include, path

PARTS = (
    "accounts",
    "invitations",
    "organisations",
    "discussion",  # before the networks that it stands in
    "events",
    "networks",
    "champions",
    "notifications",
    "administration",
)

urlpatterns = [path("", include(f"everyweek.web.people.{part}.urls")) for part in PARTS]
