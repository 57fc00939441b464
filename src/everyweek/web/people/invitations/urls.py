"""Addresses of everyweek.web.people.invitations; those of one organisation stand in its own urls."""

from django.urls import re_path

from everyweek.web.people.invitations import views

urlpatterns = [re_path(r"^invitation/(?P<token>[A-Za-z0-9_-]{1,100})/$", views.invitation, name="invitation")]
