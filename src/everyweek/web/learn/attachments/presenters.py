"""Files as the pages list them."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone

from everyweek.web.design.wording import day_in_words, several, size
from everyweek.web.learn.attachments.files import path_of
from everyweek.web.learn.attachments.kinds import KINDS
from everyweek.web.learn.attachments.models import Attachment, CheckedFile
from everyweek.web.learn.attachments.queries import attachments_of
from everyweek.web.learn.library.models import Resource

SHORT = {kind.media_type: kind.short for kind in KINDS.values()}


@dataclass(frozen=True, slots=True)
class FileLine:
    """A file in a list. is_there : it is on the disk; note: what is the matter with it; preview: "" for none."""

    name: str
    about: str
    added: str
    address: str
    preview: str
    picture_of: str
    is_there: bool
    note: str
    remove: str


def file_lines(resource: Resource) -> tuple[FileLine, ...]:
    """The files of a resource."""
    return tuple(file_line(one, resource) for one in attachments_of(resource))


def file_line(one: Attachment, resource: Resource) -> FileLine:
    """One of them."""
    parts = {"slug": resource.slug, "attachment": one.pk}
    return line_of(
        one,
        address=reverse("resource-file", kwargs=parts),
        preview=reverse("resource-file-preview", kwargs=parts),
        remove=reverse("resource-file-remove", kwargs=parts),
    )


def line_of(one: CheckedFile, *, address: str, preview: str, remove: str = "") -> FileLine:
    """A file, whatever it hangs on. remove : where it is taken away; "" for a reader who may not."""
    is_there = path_of(one.sha256) is not None
    has_picture = is_there and one.has_preview and path_of(one.sha256, preview=True) is not None
    about = (SHORT.get(one.media_type, "File"), several(one.pages, "page") if one.pages else "", size(one.size))
    note = ""
    if not is_there:
        note = "This file is missing on the server, and cannot be downloaded. Whoever runs this site can put it back."
    elif not one.text_was_read:
        note = "Its text could not be read, so the search does not find what is in it."
    return FileLine(
        name=one.name,
        about=", ".join(part for part in about if part),
        added=day_in_words(timezone.localdate(one.added_at)),
        address=address,
        preview=preview if has_picture else "",
        picture_of=f"First page of {one.name}" if one.pages else f"Small picture of {one.name}",
        is_there=is_there,
        note=note,
        remove=remove,
    )
