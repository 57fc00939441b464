"""Addresses of saved searches, below the library's."""

from django.urls import path

from everyweek.web.learn.finding import saved_views as views

urlpatterns = [
    path("library/saved/", views.saved_searches, name="saved-searches"),
    path("library/saved/<int:search>/", views.saved_search, name="saved-search"),
    path("library/saved/<int:search>/delete/", views.delete, name="saved-search-delete"),
]
