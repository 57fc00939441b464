"""Addresses of actions."""

from django.urls import path

from everyweek.web.plan.actions import change_views, views

urlpatterns = [
    path("plans/overdue/", views.overdue, name="plans-overdue"),
    path("plans/<slug:plan>/actions/", views.list_actions, name="plan-actions"),
    path("plans/<slug:plan>/board/", views.board, name="plan-board"),
    path("plans/<slug:plan>/timeline/", views.timeline, name="plan-timeline"),
    path("plans/<slug:plan>/actions/new/", change_views.new_action, name="plan-new-action"),
    path("plans/<slug:plan>/actions/<int:action>/", views.action, name="plan-action"),
    path("plans/<slug:plan>/actions/<int:action>/edit/", change_views.edit_action, name="plan-edit-action"),
    path("plans/<slug:plan>/actions/<int:action>/move/", change_views.move_action, name="plan-move-action"),
    path("plans/<slug:plan>/actions/<int:action>/comment/", change_views.comment_on_action, name="plan-comment-action"),
]
