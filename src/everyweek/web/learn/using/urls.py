"""Addresses of the use of resources, below the library's."""

from django.urls import path

from everyweek.web.learn.using.comments import moderation_views
from everyweek.web.learn.using.comments import views as comments
from everyweek.web.learn.using.lists import entry_views
from everyweek.web.learn.using.lists import views as lists
from everyweek.web.learn.using.used import views as used
from everyweek.web.learn.using.useful import views as useful

urlpatterns = [
    path("library/comments/", moderation_views.queue, name="comment-queue"),
    path("library/lists/", lists.lists, name="reading-lists"),
    path("library/lists/<slug:key>/", lists.one_list, name="reading-list"),
    path("library/lists/<slug:key>/change/", lists.change, name="change-reading-list"),
    path("library/lists/<slug:key>/delete/", lists.delete, name="delete-reading-list"),
    path("library/lists/<slug:key>/entries/", entry_views.entries, name="reading-list-entries"),
    path("library/lists/<slug:key>/entries/<int:entry>/", entry_views.note, name="reading-list-note"),
    path("library/<slug:slug>/add-to-list/", entry_views.add, name="add-to-list"),
    path("library/<slug:slug>/used/", used.tell_use, name="tell-use"),
    path("library/<slug:slug>/used/all/", used.all_uses, name="resource-uses"),
    path("library/<slug:slug>/used/<int:use>/", used.change_use, name="change-use"),
    path("library/<slug:slug>/used/<int:use>/remove/", used.remove_use, name="remove-use"),
    path("library/<slug:slug>/used/<int:use>/chart.svg", used.use_chart, name="use-chart"),
    path("library/<slug:slug>/useful/", useful.reasons, name="resource-reasons"),
    path("library/<slug:slug>/useful/answer/", useful.was_it_useful, name="was-it-useful"),
    path("library/<slug:slug>/comments/", comments.comments, name="resource-comments"),
    path("library/<slug:slug>/comments/write/", comments.write_comment, name="write-comment"),
    path("library/<slug:slug>/comments/<int:comment>/", comments.edit_comment, name="edit-comment"),
    path("library/<slug:slug>/comments/<int:comment>/remove/", comments.remove_comment, name="remove-comment"),
    path("library/<slug:slug>/comments/<int:comment>/report/", comments.report_comment, name="report-comment"),
]
