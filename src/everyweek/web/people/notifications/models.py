"""What is kept of what people are told."""

from django.conf import settings
from django.db import models
from django.db.models import Q


class Notification(models.Model):
    """One line in a person's inbox.

    kind    : a key of everyweek.web.people.notifications.kinds.
    key     : of what it tells; the same is told once to a person.
    network : the network it comes from; who is not inside any more does not see the line any more.
    mailed_at : when it went into a mail (at once or in a digest); None: in none yet.
    """

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notifications")
    kind = models.CharField(max_length=30)
    key = models.CharField(max_length=120)
    title = models.CharField(max_length=200)
    text = models.CharField(max_length=500, blank=True, default="")
    address = models.CharField(max_length=300, blank=True, default="")
    network = models.ForeignKey("people.Network", null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField()
    read_at = models.DateTimeField(null=True, blank=True)
    mailed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("person", "key"), name="told_once"),)
        indexes = (
            models.Index(fields=("person", "-at"), name="inbox"),
            models.Index(fields=("person",), condition=Q(read_at__isnull=True), name="inbox_unread"),
            models.Index(fields=("kind", "person"), condition=Q(mailed_at__isnull=True), name="not_mailed_yet"),
        )

    def __str__(self) -> str:
        return self.title


class MailChoice(models.Model):
    """How a person wants to hear of a kind of thing by e-mail: at_once, daily, weekly or never.

    before : what it was when it was stopped with all others at once, or by the link in a mail, so that it can be
             brought back as it was; else "".
    """

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="mail_choices")
    kind = models.CharField(max_length=30)
    frequency = models.CharField(max_length=8)
    before = models.CharField(max_length=8, blank=True, default="")

    class Meta:
        constraints = (models.UniqueConstraint(fields=("person", "kind"), name="one_mail_choice"),)

    def __str__(self) -> str:
        return f"{self.kind}: {self.frequency}"


class OutgoingMail(models.Model):
    """A mail to be sent, with a key of what it says, so that none is written twice.

    state : waiting → claimed by a worker → sending → sent. A refusal that may pass leads back to waiting with
    next_try_at; one that will not, to refused. A mail that was being sent when the worker died is "uncertain": it may
    have gone, so it is never sent again by itself. One of which its reader may not read anything any more is withdrawn.
    lines : the lines of the inbox that it tells of, by number. Its words are then made when it is sent, so that they
    hold only what its reader may read at that moment; subject, text and html of such a mail say nothing of them.
    is_digest : it can wait until what somebody asked for has gone.
    """

    key = models.CharField(max_length=160, unique=True)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    to = models.EmailField()
    subject = models.CharField(max_length=200)
    text = models.TextField()
    html = models.TextField()
    headers = models.JSONField(default=dict)
    lines = models.JSONField(default=list)
    is_digest = models.BooleanField(default=False)
    state = models.CharField(max_length=10, default="waiting")
    created_at = models.DateTimeField()
    next_try_at = models.DateTimeField()
    claimed_at = models.DateTimeField(null=True, blank=True)
    claimed_by = models.CharField(max_length=60, blank=True, default="")
    sent_at = models.DateTimeField(null=True, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    said = models.CharField(max_length=300, blank=True, default="")

    class Meta:
        indexes = (models.Index(fields=("state", "is_digest", "next_try_at"), name="mails_by_state"),)

    def __str__(self) -> str:
        return self.subject


class AddressTrouble(models.Model):
    """An address that a mail server refused or from which mail came back; nothing is sent there until it is mended."""

    email = models.EmailField(primary_key=True)
    since = models.DateTimeField()
    said = models.CharField(max_length=300)

    def __str__(self) -> str:
        return self.email


class Digest(models.Model):
    """A digest that was written for a person and a period: none is written twice."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    period = models.CharField(max_length=20)
    at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("person", "period"), name="one_digest_per_period"),)

    def __str__(self) -> str:
        return self.period
