"""Threads, posts and shared resources of a network."""

from django.conf import settings
from django.db import models

LONGEST_TITLE = 150
LONGEST_POST = 20_000


class Thread(models.Model):
    """A conversation. Its first post opens it. last_post_at : of the posts that were not removed."""

    network = models.ForeignKey("people.Network", on_delete=models.PROTECT, related_name="threads")
    title = models.CharField(max_length=LONGEST_TITLE)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField()
    last_post_at = models.DateTimeField(db_index=True)
    closed_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return self.title


class Post(models.Model):
    """What somebody said in a thread.

    shared_beyond : its author chose that those who oversee the members may read it too; nobody else can choose that.
    version       : 1, one more with every change of the text.
    removed_at    : the text is gone then; that there was a post stays.
    """

    thread = models.ForeignKey(Thread, on_delete=models.PROTECT, related_name="posts")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="posts")
    text = models.TextField()
    created_at = models.DateTimeField(db_index=True)
    edited_at = models.DateTimeField(null=True, blank=True)
    removed_at = models.DateTimeField(null=True, blank=True)
    removed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    why_removed = models.CharField(max_length=200, blank=True, default="")
    shared_beyond = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ("created_at", "pk")

    def __str__(self) -> str:
        return f"post {self.pk}"


class PostReport(models.Model):
    """A member thinks that a lead should look at a post."""

    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="reports")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    why = models.CharField(max_length=500)
    at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        constraints = (models.UniqueConstraint(fields=("post", "by"), name="one_report_per_person"),)

    def __str__(self) -> str:
        return self.why


class Following(models.Model):
    """Somebody is told of new posts: of a thread, or with no thread of every new thread of the network.

    muted : they chose not to be told, although they wrote there.
    """

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="followings")
    network = models.ForeignKey("people.Network", on_delete=models.CASCADE, related_name="followings")
    thread = models.ForeignKey(Thread, null=True, blank=True, on_delete=models.CASCADE, related_name="followings")
    muted = models.BooleanField(default=False)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=("person", "network"), condition=models.Q(thread__isnull=True), name="one_following_of_a_network"
            ),
            models.UniqueConstraint(
                fields=("person", "thread"),
                condition=models.Q(thread__isnull=False),
                name="one_following_of_a_thread",
            ),
        )

    def __str__(self) -> str:
        return f"{self.person} follows"


class SharedLink(models.Model):
    """A resource that a member points to. shared_beyond : as of a post."""

    network = models.ForeignKey("people.Network", on_delete=models.PROTECT, related_name="links")
    title = models.CharField(max_length=LONGEST_TITLE)
    address = models.URLField(max_length=500)
    note = models.CharField(max_length=500, blank=True, default="")
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    added_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True, blank=True)
    shared_beyond = models.BooleanField(default=False)

    def __str__(self) -> str:
        return self.title
