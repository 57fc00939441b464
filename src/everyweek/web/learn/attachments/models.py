"""What is kept of files that were looked into. The files themselves are in a folder: see files.py."""

from django.conf import settings
from django.db import models

LONGEST_NAME = 150


class CheckedFile(models.Model):
    """A file that was looked into before it was taken, whatever it hangs on.

    name   : as it is downloaded. media_type: of a kind that may be attached. size: bytes.
    sha256 : of the content, which is its name on the disk: the same file twice is kept once.
    text   : what is searched of it; text_was_read: whether it could be read (a picture has none and was read).
    pages  : of a PDF. has_preview: whether there is a picture of the first page, or a small one of a picture.
    """

    name = models.CharField(max_length=LONGEST_NAME)
    media_type = models.CharField(max_length=100)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64, db_index=True)
    text = models.TextField(blank=True, default="")
    text_was_read = models.BooleanField(default=True)
    pages = models.PositiveIntegerField(null=True, blank=True)
    has_preview = models.BooleanField(default=False)
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name

    @classmethod
    def on_disk(cls) -> "models.QuerySet[CheckedFile]":
        """The rows whose files must stay on the disk."""
        return cls._default_manager.all()


class Attachment(CheckedFile):
    """A file that hangs on a resource. removed_at : the file and its text are gone then; that there was one stays."""

    resource = models.ForeignKey("learn.Resource", on_delete=models.CASCADE, related_name="attachments")
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("added_at", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=("resource", "sha256"), condition=models.Q(removed_at__isnull=True), name="one_file_once"
            ),
        )

    @classmethod
    def on_disk(cls) -> "models.QuerySet[CheckedFile]":
        """Those that were not removed."""
        return cls._default_manager.filter(removed_at=None)
