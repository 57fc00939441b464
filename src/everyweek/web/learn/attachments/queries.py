"""Reading what hangs on resources."""

from collections.abc import Mapping
from typing import Any

from django.http import Http404

from everyweek.web.learn.attachments.models import Attachment
from everyweek.web.learn.library.models import Resource
from everyweek.web.learn.library.queries import resource_in_address


def attachments_of(resource: Resource) -> list[Attachment]:
    """The files of a resource, without the text inside them."""
    return list(resource.attachments.filter(removed_at=None).defer("text"))


def attachment_of(resource: Resource, number: int) -> Attachment:
    """One file of a resource. Raises Http404."""
    found = resource.attachments.filter(removed_at=None, pk=number).defer("text").first()
    if found is None:
        raise Http404
    return found


def resource_of_file_in_address(parts: Mapping[str, Any]) -> Resource:
    """The resource that an address names, when the file it names hangs there. Raises Http404."""
    resource = resource_in_address(parts)
    attachment_of(resource, parts["attachment"])
    return resource
