"""What changes rounds: making one, changing it, giving a system longer, closing, opening again."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.text import slugify

from everyweek.reference import UnknownOrganisation
from everyweek.web.people.audit.actions import record
from everyweek.web.people.champions.deadlines import deadline_in_words, local_day
from everyweek.web.people.champions.errors import NotARound
from everyweek.web.people.champions.models import Return, Round
from everyweek.web.people.champions.places import Rule, places_of
from everyweek.web.people.champions.reminders import announce_opening, pass_over_what_is_due
from everyweek.web.people.champions.systems import acute_trusts_in
from everyweek.web.people.champions.telling import tell_system
from everyweek.web.people.errors import ChangedMeanwhile
from everyweek.web.people.models import OrganisationSettings
from everyweek.web.people.organisations.known import directory, name_of
from everyweek.web.people.permissions import check
from everyweek.web.people.reader import Reader

WORDS_OF_ADDRESSES = frozenset({"new", "answer"})
"""What stands in addresses where the key of a round does."""
LONGEST_TITLE, LONGEST_ABOUT, LONGEST_KEY, LONGEST_WHY = 120, 5000, 60, 300
MOST_PLACES = 500
WITHOUT_A_TITLE = f"Give the round a title of 1 to {LONGEST_TITLE} characters"

THE_RULE = Rule()


@dataclass(frozen=True, slots=True)
class RoundAsked:
    """A round as somebody wants it. opens_at, deadline_at: instants."""

    title: str
    opens_at: datetime
    deadline_at: datetime
    about: str = ""
    rule: Rule = THE_RULE


@transaction.atomic
def make_round(*, by: Reader, asked: RoundAsked, systems: Collection[str], now: datetime) -> Round:
    """Make a round in which these boards are asked; those who speak for them are told when it opens.

    Raises NotPermitted, and NotARound with the field that is wrong.
    """
    check(by, "round.run")
    title = check_is_a_round(asked, now=now)
    check_systems(systems, asked)
    made = Round.objects.create(
        key=_free_key(title),
        made_by_id=by.identity,
        created_at=now,
        updated_at=now,
        **_columns(asked, title),
    )
    Return.objects.bulk_create(
        Return(round=made, system=system, places=0, updated_at=now) for system in sorted(set(systems))
    )
    settle_places(made, now=now)
    pass_over_what_is_due(made, now=now)
    record(
        by=by,
        action="round.made",
        of=("round", made.key),
        after={**_plain(asked, title), "systems": sorted(set(systems))},
        now=now,
    )
    announce_opening(made, now=now)
    return made


@transaction.atomic
def change_round(*, by: Reader, of: Round, seen_version: int, asked: RoundAsked, now: datetime) -> Round:
    """Change a round; when its deadline moves, everybody who answers for a system is told.

    Raises NotPermitted, ChangedMeanwhile, NotARound.
    """
    check(by, "round.run")
    found = locked_round(of, seen_version)
    title = check_is_a_round(asked, now=now, before=found)
    before = _plain_of(found)
    moved = asked.deadline_at != found.deadline_at
    for column, value in _columns(asked, title).items():
        setattr(found, column, value)
    found.version, found.updated_at = found.version + 1, now
    found.save()
    settle_places(found, now=now)
    after = _plain(asked, title)
    changed = {key for key in after if after[key] != before[key]}
    record(
        by=by,
        action="round.changed",
        of=("round", found.key),
        before={key: before[key] for key in sorted(changed)},
        after={key: after[key] for key in sorted(changed)},
        now=now,
    )
    if moved:
        pass_over_what_is_due(found, now=now)
        _tell_everybody(
            found, f"{found.title}: the deadline is now {deadline_in_words(found.deadline_at)}", what="moved", now=now
        )
    return found


@transaction.atomic
def give_longer(*, by: Reader, of: Return, seen_version: int, deadline_at: datetime, why: str, now: datetime) -> None:
    """Give one system longer than the others, with the reason. Raises NotPermitted, ChangedMeanwhile, NotARound."""
    check(by, "round.run")
    found = Round.objects.select_for_update().get(pk=of.round_id)
    one = Return.objects.select_for_update(of=("self",)).select_related("round").get(pk=of.pk)
    if one.version != seen_version:
        raise ChangedMeanwhile("This return")
    spelt = " ".join(why.split())
    if not spelt or len(spelt) > LONGEST_WHY or not spelt.isprintable():
        raise NotARound("why", f"Write why, in 1 to {LONGEST_WHY} characters: the system and the overview show it")
    if deadline_at <= found.deadline_at:
        raise NotARound(
            "deadline", f"That is not longer: the round’s own deadline is {deadline_in_words(found.deadline_at)}"
        )
    if deadline_at <= now:
        raise NotARound("deadline", "That has passed already")
    before = one.deadline_at
    one.deadline_at, one.why_longer, one.version, one.updated_at = deadline_at, spelt, one.version + 1, now
    one.save()
    pass_over_what_is_due(found, now=now)
    record(
        by=by,
        action="return.given-longer",
        of=("return", f"{found.key}/{one.system}"),
        before={"deadline": before.isoformat() if before else ""},
        after={"deadline": deadline_at.isoformat(), "why": spelt},
        organisation=one.system,
        now=now,
    )
    tell_system(
        one,
        kind="round",
        key=f"longer-{one.pk}-{one.version}",
        title=f"{found.title}: you have until {deadline_in_words(deadline_at)}",
        lines=(f"Why: {spelt}",),
        mails_executive=True,
        now=now,
    )


@transaction.atomic
def close_round(*, by: Reader, of: Round, seen_version: int, now: datetime) -> None:
    """Accept nothing any more: no return, and no answer. Raises NotPermitted and ChangedMeanwhile."""
    _set_closed(by, of, seen_version, closed_at=now, now=now)


@transaction.atomic
def reopen_round(*, by: Reader, of: Round, seen_version: int, now: datetime) -> None:
    """Accept returns and answers again. Raises NotPermitted and ChangedMeanwhile."""
    _set_closed(by, of, seen_version, closed_at=None, now=now)


def _set_closed(by: Reader, of: Round, seen_version: int, *, closed_at: datetime | None, now: datetime) -> None:
    check(by, "round.run")
    found = locked_round(of, seen_version)
    if (found.closed_at is None) == (closed_at is None):
        return
    found.closed_at, found.version, found.updated_at = closed_at, found.version + 1, now
    found.save()
    what = "closed" if closed_at else "reopened"
    record(by=by, action=f"round.{what}", of=("round", found.key), now=now)
    words = "is closed: nothing is accepted any more" if closed_at else "is open again"
    _tell_everybody(found, f"{found.title} {words}", what=what, now=now)


def locked_round(of: Round, seen_version: int) -> Round:
    """The round, so that nobody else changes it before we have. Raises ChangedMeanwhile."""
    found = Round.objects.select_for_update().get(pk=of.pk)
    if found.version != seen_version:
        raise ChangedMeanwhile("This round")
    return found


def settle_places(found: Round, *, now: datetime) -> None:
    """How many each system may nominate, by the round's rule on its opening day, or by the system's own setting."""
    rule, day = Rule(found.smaller, found.larger, found.larger_from), local_day(found.opens_at)
    own = dict(OrganisationSettings.objects.values_list("code", "champion_places"))
    rows = list(found.returns.all())
    for one in rows:
        counted = acute_trusts_in(one.system, on=day, today=local_day(now))
        settled = places_of(counted, rule, own=own.get(one.system))
        one.places, one.why_places = settled.number, settled.reason
    Return.objects.bulk_update(rows, ["places", "why_places"])


def check_is_a_round(asked: RoundAsked, *, now: datetime, before: Round | None = None) -> str:
    """The title as it is kept. Raises NotARound with what is wrong."""
    title = " ".join(asked.title.split())
    rule = asked.rule
    if not title or len(title) > LONGEST_TITLE or not title.isprintable():
        raise NotARound("title", WITHOUT_A_TITLE)
    if len(asked.about) > LONGEST_ABOUT:
        raise NotARound("about", f"At most {LONGEST_ABOUT:,} characters; this has {len(asked.about):,}")
    if asked.deadline_at <= asked.opens_at:
        raise NotARound("deadline", "The deadline must be after the day on which the round opens")
    if asked.deadline_at <= now and (before is None or before.deadline_at != asked.deadline_at):
        raise NotARound("deadline", "The deadline has passed already. Give a later one")
    for field, number in (("smaller", rule.smaller), ("larger", rule.larger)):
        if not 1 <= number <= MOST_PLACES:
            raise NotARound(field, f"Write a number from 1 to {MOST_PLACES}")
    if rule.larger < rule.smaller:
        raise NotARound("larger", "A larger system may nominate no fewer than a smaller one")
    if not 1 <= rule.larger_from <= 100:
        raise NotARound("larger_from", "Write a number from 1 to 100")
    return title


def check_systems(systems: Collection[str], asked: RoundAsked) -> None:
    """Raises NotARound when none is asked, or one is no board on the day on which the round opens."""
    if not systems:
        raise NotARound("systems", "No system would be asked. Choose every system, or regions that have any")
    day = local_day(asked.opens_at)
    known = directory()
    for code in systems:
        try:
            board = known.organisation(code, on=day)
        except UnknownOrganisation as problem:
            raise NotARound("systems", str(problem)) from problem
        if board.kind != "icb" or not board.holds_on(day):
            raise NotARound("systems", f"{board.name} ({code}) is no integrated care board on that day")


def _tell_everybody(found: Round, title: str, *, what: str, now: datetime) -> None:
    for one in found.returns.select_related("round").order_by("system"):
        tell_system(
            one,
            kind="round",
            key=f"round-{found.pk}-{what}-{found.version}-{one.system}",
            title=title,
            lines=(f"This is about the champions of {name_of(one.system, directory())}.",),
            mails_executive=True,
            now=now,
        )


def _free_key(title: str) -> str:
    """A word for the address, made of the title; a number behind it when another round has it."""
    stem = slugify(title).replace("_", "-").strip("-")[: LONGEST_KEY - 5].strip("-") or "round"
    taken = set(Round.objects.filter(key__startswith=stem).values_list("key", flat=True)) | WORDS_OF_ADDRESSES
    numbered = (f"{stem}-{number}" for number in range(2, len(taken) + 3))
    return next(key for key in (stem, *numbered) if key not in taken)


def _columns(asked: RoundAsked, title: str) -> dict[str, object]:
    return {
        "title": title,
        "about": asked.about.strip(),
        "opens_at": asked.opens_at,
        "deadline_at": asked.deadline_at,
        "smaller": asked.rule.smaller,
        "larger": asked.rule.larger,
        "larger_from": asked.rule.larger_from,
    }


def _plain(asked: RoundAsked, title: str) -> dict[str, object]:
    columns = _columns(asked, title)
    return {key: value.isoformat() if isinstance(value, datetime) else value for key, value in columns.items()}


def _plain_of(found: Round) -> dict[str, object]:
    rule = Rule(found.smaller, found.larger, found.larger_from)
    return _plain(RoundAsked(found.title, found.opens_at, found.deadline_at, found.about, rule), found.title)
