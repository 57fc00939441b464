"""What is kept of networks. Who is in one is kept as roles (everyweek.web.people.roles)."""

from django.conf import settings
from django.db import models
from django.db.models import Q

LONGEST_KEY = 60
LONGEST_NAME = 120

KINDS = {
    "learning_network": "Learning and improvement network",
    "cluster": "Cluster",
    "cohort": "Cohort",
    "region": "Region",
    "community_of_practice": "Community of practice",
    "project_room": "Project room",
}
JOINING = {
    "open": "Open: anybody who signs in may join",
    "request": "By request: a lead lets people in",
    "private": "Private: only those who are invited know of it",
}
FOCUS = {
    "urgent_and_emergency_care": "Urgent and emergency care",
    "elective_care": "Elective care",
    "urgent_and_elective_care": "Both urgent and elective care",
    "": "Any",
}


class Network(models.Model):
    """A group of people.

    key          : its place in addresses; it stays when the network is renamed.
    footprint    : whom it is for, in words; group_key: the group of organisations whose figures it looks at, if any.
    lead_words   : who leads it, as published; who runs the page is whoever holds the role of lead.
    is_listed    : it is in the published lists, which made it; published : what they said of it when last read, by
                   field. A field that still says that is brought up to date with them; one that people changed is not.
    ended_at     : when it was closed; nothing can be written any more, and what was written stays.
    version      : whoever saves must have seen the present one.
    """

    key = models.SlugField(max_length=LONGEST_KEY, unique=True)
    name = models.CharField(max_length=LONGEST_NAME)
    kind = models.CharField(max_length=24, choices=list(KINDS.items()))
    purpose = models.TextField(blank=True, default="")
    footprint = models.CharField(max_length=200, blank=True, default="")
    group_key = models.CharField(max_length=60, blank=True, default="")
    lead_words = models.CharField(max_length=300, blank=True, default="")
    focus = models.CharField(max_length=30, blank=True, default="", choices=list(FOCUS.items()))
    joining = models.CharField(max_length=10, choices=list(JOINING.items()), default="request")
    invented = models.BooleanField(default=False)
    is_listed = models.BooleanField(default=False)
    published = models.JSONField(default=dict, blank=True)
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    updated_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    def __str__(self) -> str:
        return self.name

    @property
    def is_learning_network(self) -> bool:
        """Whether it is a learning and improvement network: never open to those who oversee its members."""
        return self.kind == "learning_network"


class JoinRequest(models.Model):
    """Somebody asked to be let in. answer : "" while it waits, then "accepted", "declined" or "withdrawn"."""

    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="requests")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="join_requests")
    words = models.CharField(max_length=500, blank=True, default="")
    at = models.DateTimeField()
    answer = models.CharField(max_length=10, blank=True, default="")
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("network", "person"), condition=Q(answer=""), name="one_waiting_request"),
        )

    def __str__(self) -> str:
        return f"{self.person} → {self.network}"
