"""The way from the home page to a page about a resource."""

from django.urls import reverse

from everyweek.web.learn.library.models import Resource


def trail_to(resource: Resource) -> list[dict[str, str]]:
    """The crumbs, the last of them the resource itself."""
    steps = (
        ("/", "Home"),
        (reverse("library"), "Library"),
        (reverse("resource", kwargs={"slug": resource.slug}), resource.title),
    )
    return [{"href": address, "text": words} for address, words in steps]
