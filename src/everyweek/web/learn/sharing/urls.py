"""Addresses of sharing and reviewing, below the library's."""

from django.urls import path

from everyweek.web.learn.sharing import file_views, review_views, views

urlpatterns = [
    path("library/share/", views.share, name="share"),
    path("library/share/<int:submission>/", views.edit, name="share-edit"),
    path("library/share/<int:submission>/send/", views.send, name="share-send"),
    path("library/share/<int:submission>/withdraw/", views.withdraw, name="share-withdraw"),
    path("library/share/<int:submission>/files/", file_views.files, name="share-files"),
    path("library/share/<int:submission>/files/<int:file>/", file_views.file, name="share-file"),
    path("library/share/<int:submission>/files/<int:file>/preview/", file_views.preview, name="share-file-preview"),
    path("library/share/<int:submission>/files/<int:file>/remove/", file_views.remove, name="share-file-remove"),
    path("library/review/", review_views.queue, name="review-queue"),
    path("library/review/<int:submission>/", review_views.review, name="review-submission"),
    path("library/review/<int:submission>/files/<int:file>/", file_views.file_to_review, name="review-file"),
    path(
        "library/review/<int:submission>/files/<int:file>/preview/",
        file_views.preview_to_review,
        name="review-file-preview",
    ),
]
