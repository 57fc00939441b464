"""Addresses of everyweek.web.people.networks."""

from django.urls import path

from everyweek.web.people.networks import views
from everyweek.web.people.networks.joining import views as joining
from everyweek.web.people.networks.making import views as making
from everyweek.web.people.networks.members import inviting_views as inviting
from everyweek.web.people.networks.members import views as members

NETWORK = "networks/<slug:network>/"

urlpatterns = [
    path("networks/", views.networks, name="networks"),
    path("networks/new/", making.new_network, name="new-network"),
    path(NETWORK, views.network, name="network"),
    path(f"{NETWORK}join/", joining.join, name="network-join"),
    path(f"{NETWORK}join/withdraw/", joining.withdraw, name="network-withdraw"),
    path(f"{NETWORK}leave/", joining.leave, name="network-leave"),
    path(f"{NETWORK}requests/", joining.requests, name="network-requests"),
    path(f"{NETWORK}members/", members.members, name="network-members"),
    path(f"{NETWORK}members.csv", members.members_file, name="network-members-file"),
    path(f"{NETWORK}members/<int:person>/", members.member, name="network-member"),
    path(f"{NETWORK}invite/", inviting.invite, name="network-invite"),
    path(f"{NETWORK}edit/", making.edit, name="network-edit"),
    path(f"{NETWORK}appoint/", making.appoint, name="network-appoint"),
    path(f"{NETWORK}close/", making.close, name="network-close"),
    path(f"{NETWORK}reopen/", making.reopen, name="network-reopen"),
]
