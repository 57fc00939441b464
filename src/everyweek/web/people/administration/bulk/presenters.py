"""The pages of a list."""

from collections.abc import Iterable, Sequence
from datetime import timedelta
from typing import Any

from django.urls import reverse

from everyweek.web.design.paging import PageOfList
from everyweek.web.design.wording import capitalised, several
from everyweek.web.people.administration.bulk.actions import rows_of
from everyweek.web.people.administration.bulk.layout import COLUMNS, REQUIRED
from everyweek.web.people.administration.bulk.plan import Plan, PlannedRow
from everyweek.web.people.administration.models import BulkDraft
from everyweek.web.people.administration.words import moment_of
from everyweek.web.people.roles.catalogue import ROLES
from everyweek.web.people.sheets.errors import RowError
from everyweek.web.people.sheets.sheet import MOST_ROWS, SheetRow
from everyweek.web.people.sheets.text import text_of

MOST_ERRORS_NAMED = 200
MOST_IN_A_BOX = 2 * 10**6
"""Bytes that can be corrected in the box of a page. Django refuses forms of more than 2.5 MB beside their files."""
LONGEST_CELL_SHOWN = 80
WORDS = {
    "added": ("person is new and gets a role", "people are new and get a role"),
    "invited": ("person is new and is invited", "people are new and are invited"),
    "given": ("role is given", "roles are given"),
    "ended": ("role ends", "roles end"),
    "already": ("row changes nothing: it is like that already", "rows change nothing: it is like that already"),
    "error": ("row cannot be carried out", "rows cannot be carried out"),
}
DONE = {
    "added": ("new person got a role", "new people got a role"),
    "invited": ("person was invited", "people were invited"),
    "given": ("role was given", "roles were given"),
    "ended": ("role ended", "roles ended"),
    "already": ("row changed nothing: it was like that already", "rows changed nothing: it was like that already"),
}
TITLES = {
    "added": "New person",
    "invited": "Invitation",
    "given": "Role given",
    "ended": "Role ends",
    "already": "No change",
    "error": "Cannot be done",
}
HEAD = ("Row", "What", "In words")
HEAD_OF_ERRORS = ("Row", "Column", "What it says", "What to do")
EXPLAINED = {
    "email": "whom it is about",
    "name": "needed for somebody who has no account yet",
    "job_title": "for somebody who has no account yet",
    "role": ", ".join(role.title for role in ROLES.values()),
    "organisation": "its code, such as RAJ, or its whole name",
    "network": "its key, as in its address, or its name",
    "action": "“add” gives the role, “end” ends it; empty means “add”",
}


def bring_page(drafts: Iterable[BulkDraft]) -> dict[str, Any]:
    """The page on which a list is brought."""
    return {
        "columns": tuple(
            {
                "key": {"text": COLUMNS[key][0] + (" (needed)" if key in REQUIRED else "")},
                "value": {"text": capitalised(words)},
            }
            for key, words in EXPLAINED.items()
        ),
        "templates": tuple(
            (words, reverse("administration-bulk-template", kwargs={"form": form}))
            for form, words in (("xlsx", "Excel"), ("csv", "CSV"))
        ),
        "files": tuple(
            (words, reverse("administration-roles-file", kwargs={"form": form}))
            for form, words in (("xlsx", "Excel"), ("csv", "CSV"))
        ),
        "drafts": tuple(_draft(row) for row in drafts),
    }


def plan_page(draft: BulkDraft, plan: Plan, page: PageOfList) -> dict[str, Any]:
    """What a list would change."""
    return {
        "name": draft.file_name,
        "address": reverse("administration-bulk-draft", kwargs={"draft": draft.pk}),
        "until": f"Kept until {moment_of(draft.at + timedelta(days=1))}; then it is deleted.",
        "totals": counted(plan.totals, WORDS),
        "errors": tuple(_error(error) for error in plan.errors[:MOST_ERRORS_NAMED]),
        "more_errors": max(len(plan.errors) - MOST_ERRORS_NAMED, 0),
        "error_head": HEAD_OF_ERRORS,
        "wrong_rows": several(len(plan.errors), "row"),
        "to_correct": text_to_correct(rows_of(draft)) if plan.errors else "",
        "may_carry_out": not plan.errors and plan.changes > 0,
        "changes_nothing": not plan.errors and plan.changes == 0,
        "digest": plan.digest,
        "head": HEAD,
        "rows": tuple(_row(row) for row in page.rows),
        "span": f"Rows {page.first:,} to {page.last:,} of {page.total:,}",
        "pagination": page.pagination,
    }


def text_to_correct(rows: Sequence[SheetRow]) -> str:
    """The rows as they were brought, for a box on the page; "" when there are too many for one."""
    if rows[-1].number > 2 * MOST_ROWS:
        return ""
    filled = [key for key in COLUMNS if key in REQUIRED or any(row.values[key] for row in rows)]
    text = text_of(rows, columns=COLUMNS, keys=filled)
    return text if len(text.encode()) <= MOST_IN_A_BOX else ""


def done_page(draft: BulkDraft) -> dict[str, Any]:
    """What a list did."""
    assert draft.applied_at is not None
    return {
        "name": draft.file_name,
        "when": moment_of(draft.applied_at),
        "totals": counted(draft.done, DONE),
        "added": draft.done.get("added", 0),
    }


def counted(totals: dict[str, int], words: dict[str, tuple[str, str]]) -> tuple[str, ...]:
    """How many rows do what, in words, those that are wrong first.

    >>> counted({"given": 2, "error": 1}, WORDS)
    ('1 row cannot be carried out', '2 roles are given')
    """
    order = sorted(totals, key=lambda outcome: (outcome != "error", list(words).index(outcome)))
    return tuple(f"{totals[one]:,} {words[one][totals[one] != 1]}" for one in order if totals[one])


def _draft(row: BulkDraft) -> dict[str, str]:
    state = "carried out" if row.applied_at else "not carried out"
    return {
        "words": f"{row.file_name}, uploaded on {moment_of(row.at)}, {state}",
        "address": reverse("administration-bulk-draft", kwargs={"draft": row.pk}),
    }


def _error(error: RowError) -> tuple[dict[str, str], ...]:
    value = error.value if len(error.value) <= LONGEST_CELL_SHOWN else f"{error.value[:LONGEST_CELL_SHOWN]}…"
    cells = (f"{error.number:,}", error.column, value or "nothing", error.message)
    return tuple({"text": cell, "classes": "ew-breakable" if cell == value else ""} for cell in cells)


def _row(row: PlannedRow) -> tuple[dict[str, str], ...]:
    return (
        {"text": f"{row.number:,}"},
        {"text": TITLES[row.outcome]},
        {"text": row.words},
    )
