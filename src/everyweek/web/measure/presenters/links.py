"""What several pages call the links of the chain, and where they lead."""

from dataclasses import dataclass

from django.urls import reverse

LINKS = {
    "calls": "111 and 999 calls",
    "ambulance": "Ambulance",
    "front_door": "Front door",
    "emergency_department": "Emergency department",
    "beds": "Beds",
    "discharge": "Discharge",
    "community": "Community",
}
"""The links of the chain as the pages call them, in the order a patient passes through them."""


@dataclass(frozen=True, slots=True)
class Link:
    """A line of a list that leads somewhere.

    before, kind, code, data : what stands beside it, where the list shows it.
    """

    text: str
    address: str
    before: str = ""
    kind: str = ""
    code: str = ""
    data: str = ""


def organisation_address(code: str) -> str:
    """The page of an organisation."""
    return reverse("organisation", kwargs={"code": code})


def chain_address(code: str) -> str:
    """The chain of an organisation."""
    return reverse("chain", kwargs={"code": code})
