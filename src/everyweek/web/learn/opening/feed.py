"""What is new in the library, as an Atom feed."""

import datetime as dt

from django.contrib.syndication.views import Feed
from django.http import HttpRequest
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed

from everyweek.web.learn.library.models import Resource
from everyweek.web.learn.library.vocabulary import KINDS

NEWEST = 30


class Newest(Feed):  # type: ignore[type-arg] # Django's own cannot be given types when it runs
    """The resources that changed last, of those that everybody may read."""

    feed_type = Atom1Feed
    title = "Everyweek: the library of improvement"
    subtitle = "What is new, and what changed."
    author_name = "Everyweek"

    def link(self) -> str:
        """The page of which this is the feed."""
        return reverse("library")

    def items(self) -> list[Resource]:
        """The newest first."""
        return list(Resource.objects.filter(live=True, network=None).order_by("-last_published_at", "key")[:NEWEST])

    def item_title(self, item: Resource) -> str:
        """Its kind and title."""
        return f"{KINDS[item.kind]}: {item.title}"

    def item_description(self, item: Resource) -> str:
        """Its summary."""
        return item.summary

    def item_link(self, item: Resource) -> str:
        """Its page."""
        return reverse("resource", kwargs={"slug": item.slug})

    def item_guid(self, item: Resource) -> str:
        """Its permanent key, which stays when its address changes."""
        return f"urn:everyweek:resource:{item.key}"

    def item_pubdate(self, item: Resource) -> dt.datetime | None:
        """When it was published first."""
        return item.first_published_at

    def item_updateddate(self, item: Resource) -> dt.datetime | None:
        """When it changed last."""
        return item.last_published_at


def feed(request: HttpRequest) -> object:
    """The feed."""
    return Newest()(request)
