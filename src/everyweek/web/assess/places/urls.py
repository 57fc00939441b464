"""Addresses of places. Words come before keys: “in”, “new” and the like are keys of no place."""

from django.urls import path

from everyweek.web.assess.places import people_views, upload_views, views

urlpatterns = [
    path("assess/places/", views.places, name="places"),
    path("assess/places/upload/", upload_views.upload, name="upload-places"),
    path("assess/places/in/<slug:board>/", views.system, name="places-of-system"),
    path("assess/places/in/<slug:board>/new/", views.new_place, name="new-place"),
    path("assess/places/in/<slug:board>/upload/", upload_views.upload, name="upload-places-of-system"),
    path("assess/places/in/<slug:board>/places.xlsx", upload_views.template, name="places-template"),
    path("assess/places/<slug:place>/", views.place, name="place"),
    path("assess/places/<slug:place>/edit/", views.edit_place, name="edit-place"),
    path("assess/places/<slug:place>/end/", views.end_place, name="end-place"),
    path("assess/places/<slug:place>/people/", people_views.name_somebody, name="place-people"),
    path("assess/places/<slug:place>/people/<int:member>/end/", people_views.end, name="place-person-end"),
]
