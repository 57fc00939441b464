"""Addresses of administration: /administration/ and what is below it."""

from django.urls import path

from everyweek.web.people.administration.bulk import views as bulk
from everyweek.web.people.administration.mails import views as mails
from everyweek.web.people.administration.networks import views as networks
from everyweek.web.people.administration.organisations import views as organisations
from everyweek.web.people.administration.overview import views as overview
from everyweek.web.people.administration.people import views as people
from everyweek.web.people.administration.roles import views as roles
from everyweek.web.people.administration.rounds import views as rounds
from everyweek.web.people.audit import views as audit

HOME = "administration/"
PERSON = HOME + "people/<int:person>/"

urlpatterns = [
    path(HOME, overview.start, name="administration"),
    path(HOME + "people/", people.people, name="administration-people"),
    path(PERSON, people.person, name="administration-person"),
    path(PERSON + "roles/", people.give, name="administration-give-role"),
    path(PERSON + "roles/<int:role>/end/", people.end, name="administration-end-role"),
    path(PERSON + "close/", people.close, name="administration-close-person"),
    path(PERSON + "reopen/", people.reopen, name="administration-reopen-person"),
    path(PERSON + "password-link/", people.password_link, name="administration-password-link"),
    path(PERSON + "second-step/", people.second_step, name="administration-second-step"),
    path(HOME + "roles/", roles.roles, name="administration-roles"),
    path(HOME + "roles/file/<str:form>/", roles.roles_file, name="administration-roles-file"),
    path(HOME + "organisations/", organisations.organisations, name="administration-organisations"),
    path(HOME + "organisations/<str:code>/", organisations.organisation, name="administration-organisation"),
    path(HOME + "networks/", networks.networks, name="administration-networks"),
    path(HOME + "rounds/", rounds.rounds, name="administration-rounds"),
    path(HOME + "mails/", mails.mails, name="administration-mails"),
    path(HOME + "mails/<int:mail>/again/", mails.again, name="administration-mail-again"),
    path(HOME + "audit/", audit.changes, name="administration-audit"),
    path(HOME + "audit/file/", audit.changes_file, name="administration-audit-file"),
    path(HOME + "bulk/", bulk.bring, name="administration-bulk"),
    path(HOME + "bulk/<int:draft>/", bulk.draft, name="administration-bulk-draft"),
    path(HOME + "bulk/template/<str:form>/", bulk.template, name="administration-bulk-template"),
]
