"""The way from the home page to a page inside a network."""

from django.urls import reverse

from everyweek.web.people.models import Network

Crumb = dict[str, str]


def trail(network: Network, *further: tuple[str, str]) -> list[Crumb]:
    """The crumbs of a page inside a network. further : the names of addresses inside it, and their words."""
    steps = [
        ("/", "Home"),
        (reverse("networks"), "Networks"),
        (reverse("network", kwargs={"network": network.key}), network.name),
        *((reverse(name, kwargs={"network": network.key}), words) for name, words in further),
    ]
    return [{"href": address, "text": words} for address, words in steps]
