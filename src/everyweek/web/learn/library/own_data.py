"""What of the library belongs to a person: what they wrote stays when they are erased, without their name."""

from everyweek.web.learn.library.models import Author, Revision
from everyweek.web.people.accounts.own_data import part

SOMEBODY = "A former contributor"
IN_THE_LIBRARY = (
    part("resources you wrote", "learn.Author", "person", "resource__key resource__title name"),
    part("states of resources that you saved", "learn.Revision", "saved_by", "resource__key saved_at published_at"),
    part("versions of guides that you published", "learn.Version", "published_by", "resource__key number published_at"),
    part("files you attached to resources", "learn.Attachment", "added_by", "resource__key name added_at removed_at"),
)


def take_name_from_resources(person: int) -> None:
    """Take a person's name from everything that they wrote, also from states that were saved before."""
    rows = list(Author.objects.select_for_update(no_key=True).filter(person=person).order_by("pk"))
    names = {row.name for row in rows}
    for revision in Revision.objects.filter(resource__in={row.resource_id for row in rows}):
        authors = revision.content.get("authors", [])
        changed = [SOMEBODY if name in names else name for name in authors]
        if changed != authors:
            revision.content["authors"] = changed
            revision.save(update_fields=("content",))
    Author.objects.filter(person=person).update(name=SOMEBODY, person=None)
