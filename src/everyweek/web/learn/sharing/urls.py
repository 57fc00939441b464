"""Addresses of sharing and reviewing, below the library's."""

from django.urls import path

from everyweek.web.learn.sharing import review_views, views

urlpatterns = [
    path("library/share/", views.share, name="share"),
    path("library/share/<int:submission>/", views.edit, name="share-edit"),
    path("library/share/<int:submission>/send/", views.send, name="share-send"),
    path("library/share/<int:submission>/withdraw/", views.withdraw, name="share-withdraw"),
    path("library/review/", review_views.queue, name="review-queue"),
    path("library/review/<int:submission>/", review_views.review, name="review-submission"),
]
