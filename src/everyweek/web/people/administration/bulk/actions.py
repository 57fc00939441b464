"""Bringing a list of people and roles, and carrying it out: exactly as it was shown, all of it or nothing."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from django.db import transaction

from everyweek.web.people.administration.bulk.adding import add_people
from everyweek.web.people.administration.bulk.errors import HasErrors, NoSuchDraft, WouldDiffer
from everyweek.web.people.administration.bulk.plan import Plan, plan_of
from everyweek.web.people.administration.bulk.reading import Asked
from everyweek.web.people.administration.models import BulkDraft
from everyweek.web.people.audit.actions import record
from everyweek.web.people.invitations.actions import invite
from everyweek.web.people.models import Person
from everyweek.web.people.permissions import RoleWanted, check
from everyweek.web.people.reader import Reader
from everyweek.web.people.roles.many import Gift, end_roles, give_roles, in_parts, lock
from everyweek.web.people.sheets.sheet import SheetRow

KEPT_FOR = timedelta(days=1)
WHY_ENDED = "ended by a list"


@transaction.atomic
def bring_list(*, by: Reader, rows: Sequence[SheetRow], file_name: str, now: datetime) -> int:
    """Keep a list, to be looked at before it is carried out; its number. Raises NotPermitted.

    The same list brought again, by a double click mostly, is the one that was kept. (A form that counts once would lead
    there too after somebody went back in the browser and put a row right: what they typed would be lost.)
    """
    check(by, "administration.open")
    forget_old_lists(now=now)
    kept = [[row.number, row.values] for row in rows]
    newest = BulkDraft.objects.filter(by_id=by.identity, applied_at=None).order_by("-pk").first()
    if newest is not None and newest.rows == kept and newest.file_name == file_name[:120]:
        return newest.pk
    return BulkDraft.objects.create(by_id=by.identity, at=now, file_name=file_name[:120], rows=kept).pk


@transaction.atomic
def carry_out(*, by: Reader, draft: int, shown: str, now: datetime) -> dict[str, int]:
    """Carry a list out; how many rows did what.

    shown : the digest of the plan that the reader saw. Raises NotPermitted, NoSuchDraft, HasErrors, WouldDiffer, and
    what giving and ending roles raise when something changes at the same instant.
    """
    check(by, "administration.open")
    row = BulkDraft.objects.select_for_update().filter(pk=draft, by_id=by.identity, at__gt=now - KEPT_FOR).first()
    if row is None or row.applied_at is not None:
        raise NoSuchDraft
    plan = plan_of(rows_of(row), by=by, now=now)
    if plan.digest != shown:
        raise WouldDiffer
    if plan.errors:
        raise HasErrors
    _apply(plan, by=by, now=now)
    row.applied_at, row.rows = now, []
    row.done = {str(outcome): number for outcome, number in plan.totals.items()}
    row.save(update_fields=("applied_at", "rows", "done"))
    record(
        by=by,
        action="bulk.done",
        of=("list", str(row.pk)),
        after=dict(row.done),
        now=now,
    )
    return row.done


def forget_old_lists(*, now: datetime) -> int:
    """Delete the lists that are older than a day: they hold names and addresses. How many there were."""
    return BulkDraft.objects.filter(at__lte=now - KEPT_FOR).delete()[0]


def rows_of(draft: BulkDraft) -> tuple[SheetRow, ...]:
    """The rows as they were read."""
    return tuple(SheetRow(number, values) for number, values in draft.rows)


def _apply(plan: Plan, *, by: Reader, now: datetime) -> None:
    """Somebody who gets a role loses first what may not go together with it; everybody else loses theirs last.

    So a network whose lead is replaced is never without one, and nobody in it is told so.
    """
    gifted = {row.person for row in plan.rows if row.outcome == "given"}
    lock(
        networks=[row.asked.network.pk for row in plan.rows if row.asked and row.asked.network],
        people=[row.person for row in plan.rows if row.person],
        roles=[row.role for row in plan.rows if row.role],
    )
    ended = [(row.person in gifted, row.role) for row in plan.rows if row.outcome == "ended" and row.role is not None]
    end_roles(by=by, roles=[role for first, role in ended if first], why=WHY_ENDED, now=now)
    added = add_people([row.asked for row in plan.rows if row.outcome == "added" and row.asked], by=by, now=now)
    known = _people(row.person for row in plan.rows if row.outcome == "given")
    gifts = [
        Gift(
            known[row.person] if row.person else added[row.asked.email],
            RoleWanted(row.asked.kind, row.asked.organisation, row.asked.network),
        )
        for row in plan.rows
        if row.outcome in ("added", "given") and row.asked
    ]
    give_roles(by=by, gifts=gifts, now=now)
    end_roles(by=by, roles=[role for first, role in ended if not first], why=WHY_ENDED, now=now)
    for row in plan.rows:
        if row.outcome == "invited" and row.asked:
            _invite(row.asked, by=by, now=now)


def _people(numbers: Iterable[int | None]) -> dict[int, Person]:
    wanted = sorted({number for number in numbers if number})
    return {row.pk: row for part in in_parts(wanted) for row in Person.objects.filter(pk__in=part)}


def _invite(asked: Asked, *, by: Reader, now: datetime) -> None:
    invite(
        by=by,
        email=asked.email,
        name=asked.name,
        kind=asked.kind,
        organisation=asked.organisation,
        network=asked.network,
        now=now,
    )
