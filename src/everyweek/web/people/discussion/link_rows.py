"""What a page shows of shared links."""

from dataclasses import dataclass

from django.urls import reverse

from everyweek.web.people.discussion.presenters import moment_of, name_of_person
from everyweek.web.people.models import SharedLink
from everyweek.web.people.permissions import can
from everyweek.web.people.reader import Reader


@dataclass(frozen=True, slots=True)
class LinkRow:
    """A link in the list. remove, share : where that is done; "" when the reader may not."""

    title: str
    address: str
    note: str
    detail: str
    is_shared: bool
    remove: str
    share: str


def link_row(link: SharedLink, who: Reader) -> LinkRow:
    """One link of a network."""
    parts = {"network": link.network.key, "link": link.pk}
    return LinkRow(
        title=link.title,
        address=link.address,
        note=link.note,
        detail=f"Added by {name_of_person(link.added_by)} on {moment_of(link.added_at)}",
        is_shared=link.shared_beyond,
        remove=reverse("remove-link", kwargs=parts) if can(who, "link.remove", link) else "",
        share=reverse("share-link", kwargs=parts) if can(who, "link.share", link) else "",
    )
