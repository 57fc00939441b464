"""What the page of a resource shows of its use: reports, whether it was useful, the newest comments."""

from dataclasses import dataclass

from everyweek.web.learn.library.models import Resource
from everyweek.web.learn.using.comments.presenters import CommentOnPage, comment_on_page
from everyweek.web.learn.using.comments.queries import newest_comments
from everyweek.web.learn.using.used.presenters import UsesOnPage, uses_on_page
from everyweek.web.learn.using.used.queries import uses_of
from everyweek.web.learn.using.useful.presenters import useful_words
from everyweek.web.learn.using.useful.queries import opinion_of, useful_to
from everyweek.web.people.permissions import can
from everyweek.web.people.reader import Reader

NEWEST = 5
"""So many comments stand on the page of a resource; the others have pages of their own."""


@dataclass(frozen=True, slots=True)
class UsingOnResource:
    """What the page shows. said : what the reader themselves said of it: yes, no, or "".

    responds : the reader may write here, or could once they have signed in.
    """

    slug: str
    uses: UsesOnPage
    useful: str
    said: str
    hears: bool
    comments: tuple[CommentOnPage, ...]
    total: int
    is_signed_in: bool
    responds: bool


def using_on_resource(resource: Resource, reader: Reader) -> UsingOnResource:
    """What a reader sees of the use of a resource."""
    newest = newest_comments(resource, most=NEWEST)
    mine = opinion_of(reader, resource)
    return UsingOnResource(
        slug=resource.slug,
        uses=uses_on_page(uses_of(resource), resource.slug, reader),
        useful=useful_words(*useful_to(resource)),
        said="" if mine is None else "yes" if mine.is_useful else "no",
        hears=reader.is_signed_in and can(reader, "resource.opinions", resource),
        comments=tuple(comment_on_page(one, resource, reader) for one in newest.rows),
        total=newest.total,
        is_signed_in=reader.is_signed_in,
        responds=not reader.is_signed_in or can(reader, "resource.respond", resource),
    )
