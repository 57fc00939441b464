"""The chain of changes. Each entry holds a seal over itself and the entry before it."""

from django.conf import settings
from django.db import models

from everyweek.web.people.roles.models import LONGEST_CODE


class AuditEntry(models.Model):
    """One change: who, when, what, of what, before and after.

    number    : 1, 2, 3 … without a gap.
    by        : the person; None for the command line or the product itself, which `by_words` names.
    details   : the before and after as JSON text; None when it was erased at a person's request.
    salt      : makes the digest of erased details impossible to guess; erased with them.
    digest    : of salt and details; stays.
    key_id    : which key sealed it.
    seal      : over everything above and the seal of the entry before it.
    """

    number = models.PositiveBigIntegerField(primary_key=True)
    at = models.DateTimeField(db_index=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    by_id_then = models.BigIntegerField(null=True)
    by_words = models.CharField(max_length=60, blank=True, default="")
    action = models.CharField(max_length=60, db_index=True)
    object_kind = models.CharField(max_length=40)
    object_key = models.CharField(max_length=120, db_index=True)
    organisation = models.CharField(max_length=LONGEST_CODE, blank=True, default="", db_index=True)
    network = models.CharField(max_length=60, blank=True, default="", db_index=True)
    about = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    about_id_then = models.BigIntegerField(null=True, db_index=True)
    details = models.TextField(null=True)
    salt = models.CharField(max_length=32, blank=True, default="")
    digest = models.CharField(max_length=64)
    key_id = models.CharField(max_length=16)
    seal = models.CharField(max_length=64)

    class Meta:
        ordering = ("number",)

    def __str__(self) -> str:
        return f"{self.number} {self.action}"
