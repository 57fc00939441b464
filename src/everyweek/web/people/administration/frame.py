"""What surrounds every page of administration."""

from django.urls import reverse

SECTIONS = (
    ("administration", "To do"),
    ("administration-people", "People"),
    ("administration-roles", "Roles"),
    ("administration-organisations", "Organisations"),
    ("administration-networks", "Networks"),
    ("administration-rounds", "Rounds"),
    ("administration-mails", "E-mails"),
    ("administration-bulk", "Upload a list"),
    ("administration-audit", "Record of changes"),
)

Crumb = dict[str, str]


def breadcrumbs(*further: Crumb) -> list[Crumb]:
    """The way to a page of administration."""
    home = [{"href": "/", "text": "Home"}, {"href": reverse("administration"), "text": "Looking after people"}]
    return [*home, *further]


def crumb(name: str, **parts: str | int) -> Crumb:
    """A page of administration on the way to another."""
    return {"href": reverse(name, kwargs=parts), "text": dict(SECTIONS)[name]}
