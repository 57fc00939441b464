"""Addresses of everyweek.web.people.events."""

from django.urls import path

from everyweek.web.people.events import views

EVENTS = "networks/<slug:network>/events/"
EVENT = f"{EVENTS}<int:event>/"

urlpatterns = [
    path(EVENTS, views.events, name="network-events"),
    path(f"{EVENTS}new/", views.new_event, name="new-event"),
    path(EVENT, views.event, name="event"),
    path(f"{EVENT}edit/", views.edit_event, name="edit-event"),
    path(f"{EVENT}call-off/", views.call_off_event, name="call-off-event"),
    path(f"{EVENT}attend/", views.attend_event, name="attend-event"),
    path(f"{EVENT}event.ics", views.event_calendar, name="event-calendar"),
]
