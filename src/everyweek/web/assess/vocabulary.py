"""Words that stand in the database and on pages."""

from typing import Literal

from everyweek.web.people.assessment_predicates import BY_BELONGING

Party = Literal["system", "acute", "community", "ambulance", "local_authority", "region"]
PARTIES: dict[str, str] = {
    "system": "Integrated care system",
    "acute": "Acute hospital",
    "community": "Community services",
    "ambulance": "Ambulance service",
    "local_authority": "Local authority",
    "region": "NHS England region",
}
"""The parties of the joint conversation, in the order in which pages show them."""

TAKE_PART_BY_BELONGING = BY_BELONGING
"""Parties for which everybody who holds a role at their organisation takes part. People of the others are named one by
one: a board and a region see results only when they are sent, so that belonging there must not open what is private."""

Audience = Literal["system", "region", "peers"]
AUDIENCES: dict[str, str] = {
    "system": "the integrated care board",
    "region": "the region and national support",
    "peers": "other places that share theirs",
}
