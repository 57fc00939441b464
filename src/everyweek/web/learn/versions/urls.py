"""Addresses of changing, following and talking back, below the library's."""

from django.urls import path

from everyweek.web.learn.versions import editing_views, feedback_views, reading_views

urlpatterns = [
    path("library/following/", reading_views.following, name="library-following"),
    path("library/<slug:slug>/edit/", editing_views.edit, name="resource-edit"),
    path("library/<slug:slug>/edit/preview/", editing_views.preview, name="resource-edit-preview"),
    path("library/<slug:slug>/edit/publish/", editing_views.publish, name="resource-edit-publish"),
    path("library/<slug:slug>/edit/take-over/", editing_views.take_over, name="resource-edit-take-over"),
    path("library/<slug:slug>/edit/throw-away/", editing_views.throw_away, name="resource-edit-throw-away"),
    path("library/<slug:slug>/versions/<path:version>/", reading_views.version, name="resource-version"),
    path("library/<slug:slug>/follow/", reading_views.follow, name="resource-follow"),
    path("library/<slug:slug>/feedback/", feedback_views.feedback, name="resource-feedback"),
    path("library/<slug:slug>/feedback/<int:feedback>/remove/", feedback_views.remove, name="resource-feedback-remove"),
]
