"""Bringing a list of people and roles, and carrying it out: exactly as it was shown, all of it or nothing."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import transaction

from everyweek.web.people.actions import add_person
from everyweek.web.people.administration.bulk.errors import HasErrors, NoSuchDraft, WouldDiffer
from everyweek.web.people.administration.bulk.plan import Plan, PlannedRow, plan_of
from everyweek.web.people.administration.models import BulkDraft
from everyweek.web.people.audit.actions import record
from everyweek.web.people.invitations.actions import invite
from everyweek.web.people.models import Person, Role
from everyweek.web.people.permissions import check
from everyweek.web.people.reader import Reader
from everyweek.web.people.roles.actions import end_role, give_role
from everyweek.web.people.sheets.sheet import SheetRow

KEPT_FOR = timedelta(days=1)
WHY_ENDED = "ended by a list"


@transaction.atomic
def bring_list(*, by: Reader, rows: Sequence[SheetRow], file_name: str, now: datetime) -> int:
    """Keep a list, to be looked at before it is carried out; its number. Raises NotPermitted."""
    check(by, "administration.open")
    forget_old_lists(now=now)
    kept = [[row.number, row.values] for row in rows]
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
    added: dict[str, Person] = {}
    for row in plan.rows:
        if row.outcome in ("already", "error"):
            continue
        assert row.asked is not None
        if row.outcome == "ended":
            end_role(by=by, role=Role.objects.get(pk=row.role), why=WHY_ENDED, now=now)
        elif row.outcome == "invited":
            _invite(row, by=by, now=now)
        else:
            if row.outcome == "added":
                added[row.asked.email] = _add(row, by=by, now=now)
            person = added.get(row.asked.email) or Person.objects.get(pk=row.person)
            give_role(
                by=by,
                person=person,
                kind=row.asked.kind,
                organisation=row.asked.organisation,
                network=row.asked.network,
                now=now,
            )


def _add(row: PlannedRow, *, by: Reader, now: datetime) -> Person:
    assert row.asked is not None
    person = add_person(email=row.asked.email, name=row.asked.name, password=None, by=by, now=now)
    if row.asked.job_title:
        person.job_title = row.asked.job_title
        person.save(update_fields=("job_title",))
    return person


def _invite(row: PlannedRow, *, by: Reader, now: datetime) -> None:
    assert row.asked is not None
    invite(
        by=by,
        email=row.asked.email,
        name=row.asked.name,
        kind=row.asked.kind,
        organisation=row.asked.organisation,
        network=row.asked.network,
        now=now,
    )
