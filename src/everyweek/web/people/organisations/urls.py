"""Addresses of everyweek.web.people.organisations."""

from django.urls import re_path

from everyweek.web.people.invitations import sending_views
from everyweek.web.people.organisations import person_views, review_views, views

PEOPLE = r"^organisation/(?P<code>[A-Za-z0-9-]{1,12})/people/"

urlpatterns = [
    re_path(PEOPLE + "$", views.people, name="organisation-people"),
    re_path(PEOPLE + r"people\.(?P<form>csv|xlsx)$", views.people_file, name="organisation-people-file"),
    re_path(PEOPLE + "invite/$", sending_views.invite, name="organisation-invite"),
    re_path(PEOPLE + "invitations/$", sending_views.invitations, name="organisation-invitations"),
    re_path(PEOPLE + "review/$", review_views.review, name="organisation-review"),
    re_path(PEOPLE + "(?P<person>[0-9]{1,18})/$", person_views.person, name="organisation-person"),
]
