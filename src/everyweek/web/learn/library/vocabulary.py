"""The words by which resources are told apart: what a resource is, what it is about, how it may be used."""

from everyweek.reference.interventions import interventions

KINDS = {
    "guide": "Guide",
    "case study": "Case study",
    "tool": "Tool or template",
    "presentation": "Presentation",
    "evidence summary": "Evidence summary",
    "event": "Event write-up",
}
PLURALS = {
    "guide": "Guides",
    "case study": "Case studies",
    "tool": "Tools and templates",
    "presentation": "Presentations",
    "evidence summary": "Evidence summaries",
    "event": "Event write-ups",
}
SETTINGS = (
    "acute hospital",
    "community hospital",
    "ambulance service",
    "care home",
    "community",
    "primary care",
    "mental health",
    "NHS 111",
    "social care",
    "whole system",
)
PATHWAYS = (
    "front door",
    "ambulance",
    "frailty",
    "respiratory",
    "mental health",
    "children",
    "end of life",
    "pathway 0",
    "pathway 1",
    "pathway 2",
    "pathway 3",
)
LINKS = {
    "calls": "Calls",
    "ambulance": "Ambulance",
    "front_door": "Front door",
    "emergency_department": "Emergency department",
    "beds": "Beds",
    "discharge": "Discharge",
    "community": "Community",
}
STATUSES = {
    "initial": "Initial: written, not yet tried by others",
    "tested": "Tested: used and corrected in some places",
    "established": "Established: used in many places",
}
DESIGNS = ("compared", "before and after", "correlation", "estimate")
LICENCES = {
    "MIT": "May be used, changed and passed on (MIT)",
    "OGL-UK-3.0": "Open Government Licence v3.0",
    "CC-BY-4.0": "Creative Commons Attribution 4.0",
    "link": "Not ours to pass on: described here, kept elsewhere",
}
RESERVED = frozenset({"comments", "complete", "feed", "following", "lists", "review", "saved", "share", "what-works"})
"""Addresses below the library that are pages of their own: no resource is called so."""
TOPICS: dict[str, tuple[str, ...]] = {
    "intervention": tuple(one.key for one in interventions()),
    "link": tuple(LINKS),
    "pathway": PATHWAYS,
    "setting": SETTINGS,
}
"""Kinds of topic, and which topics each has."""


def topic_words(kind: str, value: str) -> str:
    """A topic as it is read.

    >>> topic_words("intervention", "sdec"), topic_words("setting", "care home")
    ('Same day emergency care', 'Care home')
    """
    if kind == "intervention":
        return next((one.name for one in interventions() if one.key == value), value)
    words = LINKS.get(value, value) if kind == "link" else value
    return words[:1].upper() + words[1:]
