"""Settling what concerns one organisation."""

import re
from datetime import datetime

from django.db import transaction

from everyweek.web.people.audit.actions import record
from everyweek.web.people.errors import ChangedMeanwhile
from everyweek.web.people.models import OrganisationSettings
from everyweek.web.people.organisations.errors import CannotBeSaved
from everyweek.web.people.organisations.known import directory, name_of
from everyweek.web.people.organisations.queries import settings_of
from everyweek.web.people.permissions import check
from everyweek.web.people.reader import Reader

MOST_DOMAINS = 20
MOST_CHAMPIONS = 99
DOMAIN = re.compile(r"(?=.{4,100}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,20}")
SHARED_DOMAINS = frozenset(
    {
        "nhs.net",
        "nhs.uk",
        "gov.uk",
        "gmail.com",
        "googlemail.com",
        "hotmail.com",
        "icloud.com",
        "outlook.com",
        "yahoo.com",
    }
)
"""An address of these says nothing about whose staff somebody is."""


@transaction.atomic
def save_settings(
    *,
    by: Reader | None,
    code: str,
    seen_version: int,
    email_domains: str,
    champion_places: int | None,
    by_words: str = "",
    now: datetime,
) -> None:
    """Save an organisation's settings; saving what is kept already changes nothing.

    email_domains   : as typed, one a line (or separated by blanks or commas).
    champion_places : None for the rule of the round. Only national support changes it, so that no system raises its own
                      limit. seen_version : 0 when nothing had been saved when the page was opened.
    Raises NotPermitted, CannotBeSaved, ChangedMeanwhile.
    """
    if by is not None:
        check(by, "organisation.administer", code)
    domains = domains_in(email_domains)
    check_places(champion_places)
    OrganisationSettings.objects.get_or_create(code=code, defaults={"version": 0, "updated_at": now})
    row = OrganisationSettings.objects.select_for_update().get(code=code)
    if row.version != seen_version:
        raise ChangedMeanwhile(f"What is settled about {name_of(code, directory())}")
    before = settings_of(code)
    if by is not None and champion_places != before.champion_places:
        check(by, "country.administer")
    if (domains, champion_places) == (before.email_domains, before.champion_places):
        return
    row.email_domains, row.champion_places = "\n".join(domains), champion_places
    row.version, row.updated_at = row.version + 1, now
    row.save()
    record(
        by=by,
        by_words=by_words,
        action="organisation.settled",
        of=("organisation", code),
        before={"email_domains": list(before.email_domains), "champion_places": before.champion_places},
        after={"email_domains": list(domains), "champion_places": champion_places},
        organisation=code,
        now=now,
    )


def domains_in(text: str) -> tuple[str, ...]:
    """The domains that somebody typed, each once, as they are kept. Raises CannotBeSaved.

    >>> domains_in("@Fenwick.example, marches.example")
    ('fenwick.example', 'marches.example')
    """
    found = tuple(dict.fromkeys(word.lower().removeprefix("@") for word in re.split(r"[\s,;]+", text) if word))
    for domain in found:
        if not DOMAIN.fullmatch(domain):
            raise CannotBeSaved(
                f"“{domain[:60]}” is no domain. Write what stands behind the @, as in fenwick.nhs.uk.",
                field="email_domains",
            )
        if domain in SHARED_DOMAINS:
            raise CannotBeSaved(
                f"{domain} is used by many organisations: an address of it does not tell whose staff somebody is. "
                "Leave it out.",
                field="email_domains",
            )
    if len(found) > MOST_DOMAINS:
        raise CannotBeSaved(f"At most {MOST_DOMAINS} domains can be kept.", field="email_domains")
    return found


def check_places(number: int | None) -> None:
    """Raises CannotBeSaved for a number of champions that cannot be meant."""
    if number is not None and not 1 <= number <= MOST_CHAMPIONS:
        raise CannotBeSaved(
            f"Write a number of champions from 1 to {MOST_CHAMPIONS}, or nothing for the rule of the round.",
            field="champion_places",
        )
