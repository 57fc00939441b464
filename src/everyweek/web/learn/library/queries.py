"""Reading resources."""

from collections.abc import Mapping
from typing import Any

from django.db.models import Q
from django.http import Http404

from everyweek.web.learn.library.models import Resource


def resource_in_address(parts: Mapping[str, Any]) -> Resource:
    """The resource that an address names: by its slug of now, by its permanent name, or by a slug that it had before.

    Raises Http404.
    """
    slug = parts["slug"]
    resources = Resource.objects.select_related("network")
    found = resources.filter(slug=slug).first()
    if found is None:
        found = resources.filter(Q(key=slug) | Q(old_addresses__slug=slug)).first()
    if found is None:
        raise Http404
    return found
