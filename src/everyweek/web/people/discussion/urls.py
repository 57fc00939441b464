"""Addresses of everyweek.web.people.discussion."""

from django.urls import path

from everyweek.web.people.discussion import link_views, moderation_views, shared_views, views

DISCUSSION = "networks/<slug:network>/discussion/"
THREAD = f"{DISCUSSION}<int:thread>/"
POST = f"{THREAD}posts/<int:post>/"
LINK = "networks/<slug:network>/links/<int:link>/"

urlpatterns = [
    path(DISCUSSION, views.discussion, name="network-discussion"),
    path(f"{DISCUSSION}new/", views.new_thread, name="new-thread"),
    path(f"{DISCUSSION}follow/", views.follow, name="follow"),
    path(f"{DISCUSSION}reports/", moderation_views.reports, name="network-reports"),
    path(THREAD, views.thread, name="thread"),
    path(f"{THREAD}follow/", views.follow_one_thread, name="follow-thread"),
    path(f"{THREAD}close/", moderation_views.close_thread, name="close-thread"),
    path(f"{POST}edit/", views.edit_post, name="edit-post"),
    path(f"{POST}remove/", moderation_views.remove_post, name="remove-post"),
    path(f"{POST}report/", moderation_views.report_post, name="report-post"),
    path("networks/<slug:network>/links/", link_views.links, name="network-links"),
    path("networks/<slug:network>/links/new/", link_views.new_link, name="new-link"),
    path(f"{LINK}remove/", link_views.remove_link, name="remove-link"),
    path(f"{LINK}share/", link_views.share_link, name="share-link"),
    path("shared/", shared_views.shared_beyond, name="shared-beyond"),
    path("shared/mine/", shared_views.shared_by_me, name="shared-by-me"),
]
