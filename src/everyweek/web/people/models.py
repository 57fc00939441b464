"""What is kept about people."""

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone

from everyweek.web.people.administration.models import BulkDraft
from everyweek.web.people.audit.models import AuditEntry
from everyweek.web.people.champions.models import Nominee, Reminder, Return, Round
from everyweek.web.people.discussion.models import Following, Post, PostReport, SharedLink, Thread
from everyweek.web.people.events.models import Attendance, Event
from everyweek.web.people.invitations.models import Invitation
from everyweek.web.people.managers import PeopleManager
from everyweek.web.people.networks.models import JoinRequest, Network
from everyweek.web.people.notifications.models import AddressTrouble, Digest, MailChoice, Notification, OutgoingMail
from everyweek.web.people.once.models import Submission
from everyweek.web.people.organisations.models import OrganisationSettings
from everyweek.web.people.roles.models import Role, RoleReview

__all__ = [
    "AddressTrouble",
    "Attendance",
    "AuditEntry",
    "BulkDraft",
    "CountedAttempt",
    "Digest",
    "Event",
    "Following",
    "Invitation",
    "JoinRequest",
    "MailChoice",
    "Network",
    "Nominee",
    "Notification",
    "OrganisationSettings",
    "OutgoingMail",
    "Person",
    "Post",
    "PostReport",
    "Reminder",
    "Return",
    "Role",
    "RoleReview",
    "Round",
    "SharedLink",
    "Submission",
    "Thread",
]

LONGEST_NAME = 100
LONGEST_JOB_TITLE = 120


class Person(AbstractBaseUser):
    """Somebody who can sign in, by e-mail address; there is no user name to remember.

    shows_email : whether members of the same networks and organisations see the address.
    closed_at   : since when they cannot sign in; erased_at: since when nothing of them is kept but what others need.
    """

    email = models.EmailField("e-mail address", unique=True)
    name = models.CharField("name", max_length=LONGEST_NAME)
    is_active = models.BooleanField("may sign in", default=True)
    joined_at = models.DateTimeField("joined at", default=timezone.now)
    job_title = models.CharField("job title", max_length=LONGEST_JOB_TITLE, blank=True, default="")
    shows_email = models.BooleanField("shows their e-mail address", default=False)
    closed_at = models.DateTimeField("closed at", null=True, blank=True)
    erased_at = models.DateTimeField("erased at", null=True, blank=True)

    objects = PeopleManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ("name",)

    class Meta:
        verbose_name = "person"
        verbose_name_plural = "people"
        constraints = (models.UniqueConstraint(Lower("email"), name="one_person_per_email"),)

    def __str__(self) -> str:
        return self.name


class CountedAttempt(models.Model):
    """How often somebody tried to sign in, as Django's database cache keeps it: its columns are the cache's, not ours.

    Limits must hold over all processes of a server, and the lock beneath them needs an `add` that only one process can
    win. The primary key gives that; Django's file cache looks first and writes then, so that two can win.
    """

    cache_key = models.CharField(max_length=255, primary_key=True)
    value = models.TextField()
    expires = models.DateTimeField(db_index=True)

    class Meta:
        db_table = "people_attempts"

    def __str__(self) -> str:
        return self.cache_key
