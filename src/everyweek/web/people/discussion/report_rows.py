"""What the leads of a network see of posts that were reported."""

from dataclasses import dataclass

from django.urls import reverse
from markupsafe import Markup

from everyweek.web.people.discussion.actions import address_of_post
from everyweek.web.people.discussion.presenters import moment_of, name_of_person
from everyweek.web.people.discussion.text import as_typed
from everyweek.web.people.models import PostReport


@dataclass(frozen=True, slots=True)
class ReportRow:
    """A post that was reported. remove : where a lead removes it."""

    number: int
    words: str
    why: str
    who: str
    when: str
    text: Markup
    thread_title: str
    permalink: str
    remove: str


def report_row(report: PostReport) -> ReportRow:
    """A report, for the leads."""
    post = report.post
    parts = {"network": post.thread.network.key, "thread": post.thread_id, "post": post.pk}
    return ReportRow(
        number=report.pk,
        words=f"{name_of_person(report.by)} reported this on {moment_of(report.at)}",
        why=report.why,
        who=name_of_person(post.author),
        when=moment_of(post.created_at),
        text=as_typed(post.text),
        thread_title=post.thread.title,
        permalink=address_of_post(post),
        remove=reverse("remove-post", kwargs=parts),
    )
