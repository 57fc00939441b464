"""Addresses of the library."""

from django.urls import path

from everyweek.web.learn.finding import views as finding
from everyweek.web.learn.library import views as library

urlpatterns = [
    path("library/", finding.library, name="library"),
    path("library/<slug:slug>/", library.resource, name="resource"),
]
