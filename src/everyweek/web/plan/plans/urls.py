"""Addresses of plans, their aims, diagram, people, links and comments."""

from django.urls import path, re_path

from everyweek.web.measure.urls import MEASURE
from everyweek.web.plan.plans import aim_views, driver_views, part_views, views

FOR_GAP = MEASURE.replace("(?P<measure>", "plan/(?P<measure>")

urlpatterns = [
    path("plans/", views.plans, name="plans"),
    path("plans/new/", views.new_plan, name="new-plan"),
    re_path(FOR_GAP + "$", aim_views.plan_for_gap, name="plan-for-gap"),
    path("plans/<slug:plan>/", views.plan, name="plan"),
    path("plans/<slug:plan>/edit/", views.edit_plan, name="plan-edit"),
    path("plans/<slug:plan>/changes/", views.history, name="plan-history"),
    path("plans/<slug:plan>/aims/new/", aim_views.new_aim, name="plan-new-aim"),
    path("plans/<slug:plan>/aims/<int:aim>/", aim_views.edit_aim, name="plan-aim"),
    path("plans/<slug:plan>/aims/<int:aim>/remove/", aim_views.remove_aim, name="plan-remove-aim"),
    path("plans/<slug:plan>/drivers/", driver_views.diagram, name="plan-drivers"),
    path("plans/<slug:plan>/drivers/<int:driver>/", driver_views.edit_driver, name="plan-driver"),
    path("plans/<slug:plan>/drivers/<int:driver>/move/", driver_views.move_driver, name="plan-move-driver"),
    path("plans/<slug:plan>/drivers/<int:driver>/remove/", driver_views.remove_driver, name="plan-remove-driver"),
    path("plans/<slug:plan>/people/", part_views.people, name="plan-people"),
    path("plans/<slug:plan>/people/<int:person>/", part_views.person, name="plan-person"),
    path("plans/<slug:plan>/links/new/", part_views.new_link, name="plan-new-link"),
    path("plans/<slug:plan>/links/<int:link>/remove/", part_views.remove_link, name="plan-remove-link"),
    path("plans/<slug:plan>/comments/new/", part_views.comment, name="plan-comment"),
    path("plans/<slug:plan>/comments/<int:comment>/remove/", part_views.remove_comment, name="plan-remove-comment"),
]
