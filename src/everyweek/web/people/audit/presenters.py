"""The page of changes, and its file."""

from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils import timezone

from everyweek.reference import Directory
from everyweek.web.design.wording import capitalised, moment
from everyweek.web.people.audit.models import AuditEntry
from everyweek.web.people.audit.queries import AuditLine, AuditLines
from everyweek.web.people.audit.verify import Verdict
from everyweek.web.people.audit.words import ACTIONS, INSIDE, differences, done, spaced
from everyweek.web.people.organisations.known import name_of
from everyweek.web.people.roles.catalogue import ROLES

FILE_HEADER = (
    *("number", "at", "by", "action", "kind of thing", "thing", "organisation", "network", "about", "what changed"),
    "seal",
)
SOMEBODY_GONE = "Somebody whose account is gone"
ERASED = "What changed was erased at the person’s request."


def list_page(found: AuditLines, *, asked: Mapping[str, str], directory: Directory) -> dict[str, Any]:
    """The entries, and where the older and the newer ones are."""
    return {
        "rows": tuple(_row(line, directory) for line in found.lines),
        "pagination": _pagination(found, asked),
        "is_asked": bool(asked),
        "file_address": f"{reverse('administration-audit-file')}?{urlencode(asked)}",
    }


def choices_of_actions(recorded: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """Every action that was ever recorded, in words, by their order."""
    return tuple(sorted(((name, capitalised(done(name))) for name in recorded), key=lambda row: row[1]))


def verdict_page(verdict: Verdict) -> dict[str, Any]:
    """What a check of the chain found."""
    at = moment(timezone.localtime(verdict.at))
    return {
        "title": "No sign of it" if verdict.holds else "Yes: the record was tampered with",
        "holds": verdict.holds,
        "at": f"Checked on {at}, entries {verdict.first:,} to {verdict.newest:,}.",
        "lines": verdict_lines(verdict),
        "faults": tuple(f"Entry {fault.number:,}: {fault.what}" for fault in verdict.faults),
        "more": verdict.broken - len(verdict.faults),
    }


def verdict_lines(verdict: Verdict) -> tuple[str, ...]:
    """What was counted, in sentences."""
    lines = [f"{_entries(verdict.checked, 'holds', 'hold')}."]
    if verdict.uncheckable:
        counted = _entries(verdict.uncheckable, "was", "were")
        lines.append(f"{counted} sealed with another key, and cannot be checked with the one of this server.")
    if verdict.erased:
        lines.append(f"Of {verdict.erased:,} the details were erased at somebody’s request; they hold all the same.")
    if verdict.broken:
        lines.append(f"{_entries(verdict.broken, 'does', 'do')} not hold.")
    return tuple(lines)


def _entries(number: int, one: str, many: str) -> str:
    return f"{number:,} entry {one}" if number == 1 else f"{number:,} entries {many}"


def head_page(newest: AuditEntry | None) -> dict[str, Any] | None:
    """The newest number and its seal, to be kept elsewhere."""
    return None if newest is None else {"number": f"{newest.number}", "seal": newest.seal}


def file_rows(found: AuditLines, directory: Directory) -> Iterator[tuple[object, ...]]:
    """The same entries for another program: instants in UTC."""
    for line in found.lines:
        at = line.at.isoformat(timespec="seconds")
        if line.is_inside:
            yield (line.number, at, "", line.action, "", INSIDE, *[""] * 4, line.seal)
            continue
        yield (
            line.number,
            at,
            _who(line),
            line.action,
            line.object_kind,
            line.object_key,
            line.organisation,
            line.network,
            line.about,
            _changes_in_one(line),
            line.seal,
        )


def _row(line: AuditLine, directory: Directory) -> dict[str, Any]:
    when = moment(timezone.localtime(line.at))
    if line.is_inside:
        what = f"{INSIDE}: somebody {ACTIONS.get(line.action) or done(line.action)}."
        return {"number": f"{line.number:,}", "when": when, "what": what, "changes": (), "where": ""}
    about = f", about {line.about}" if line.about and line.about_number != line.by_number else ""
    return {
        "number": f"{line.number:,}",
        "when": when,
        "what": f"{_who(line)} {done(line.action)}{about}.",
        "where": _where(line, directory),
        "changes": (ERASED,) if line.is_erased else _changes(line),
    }


def _who(line: AuditLine) -> str:
    return capitalised(line.by) or SOMEBODY_GONE


def _where(line: AuditLine, directory: Directory) -> str:
    if line.organisation:
        return f"{name_of(line.organisation, directory)} ({line.organisation})"
    if line.network:
        return f"network {line.network}"
    return f"{spaced(line.object_kind)} {line.object_key}" if line.object_kind != "person" else ""


def _changes(line: AuditLine) -> tuple[str, ...]:
    """Without the name of whom it is about, which the sentence says already; roles by their titles."""
    before, after = (
        {
            name: ROLES[value].title if name == "role" and value in ROLES else value
            for name, value in side.items()
            if not (name == "person" and value == line.about)
        }
        for side in (line.before, line.after)
    )
    return differences(before, after)


def _changes_in_one(line: AuditLine) -> str:
    return ERASED if line.is_erased else "; ".join(_changes(line))


def _pagination(found: AuditLines, asked: Mapping[str, str]) -> dict[str, Any] | None:
    path = reverse("administration-audit")
    around = {}
    if found.newer and found.lines:
        newer = urlencode({**asked, "after": found.lines[0].number})
        around["previous"] = {"href": f"{path}?{newer}", "labelText": "Newer"}
    if found.older and found.lines:
        older = urlencode({**asked, "before": found.lines[-1].number})
        around["next"] = {"href": f"{path}?{older}", "labelText": "Older"}
    return around or None
