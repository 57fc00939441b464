"""The page of changes, and its file."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils import timezone

from everyweek.web.design.wording import capitalised, moment
from everyweek.web.people.audit.models import AuditEntry
from everyweek.web.people.audit.names import Names
from everyweek.web.people.audit.queries import AuditLine, AuditLines, LinkOfChain
from everyweek.web.people.audit.verify import Verdict
from everyweek.web.people.audit.where import where_of
from everyweek.web.people.audit.words import ACTIONS, INSIDE, differences, done

FILE_HEADER = ("at", "by", "action", "kind of thing", "thing", "organisation", "network", "about", "what changed")
CHAIN_HEADER = ("number", *FILE_HEADER, "seal")
SOMEBODY_GONE = "Somebody whose account is gone"
ERASED = "What changed was erased at the person’s request."


def list_page(found: AuditLines, *, asked: Mapping[str, str], names: Names) -> dict[str, Any]:
    """The entries, and where the older and the newer ones are."""
    return {
        "rows": tuple(_row(line, names) for line in found.lines),
        "pagination": _pagination(found, asked),
        "is_asked": bool(asked),
        "file_address": f"{reverse('administration-audit-file')}?{urlencode(asked)}",
    }


def choices_of_actions(recorded: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """Every action that can be asked for, in words, by their order: all that the product knows, and what was recorded.

    Those alone that were recorded would tell what was done in some learning network.
    """
    known = {*ACTIONS, *recorded}
    return tuple(sorted(((name, capitalised(done(name))) for name in known), key=lambda row: row[1]))


def verdict_page(verdict: Verdict, *, entries: str) -> dict[str, Any]:
    """What a check of the chain found. entries : which were checked, in words.

    It does not say how many entries there are: whoever asked again and again would count those of learning networks.
    """
    at = moment(timezone.localtime(verdict.at))
    return {
        "title": "No sign of it" if verdict.holds else "Yes: the record was tampered with",
        "holds": verdict.holds,
        "at": f"Checked on {at}: {entries}.",
        "lines": _verdict_without_numbers(verdict),
        "faults": tuple(f"Entry {fault.number:,}: {fault.what}" for fault in verdict.faults),
        "more": verdict.broken - len(verdict.faults),
    }


def _verdict_without_numbers(verdict: Verdict) -> tuple[str, ...]:
    said = (
        ("All of them hold.", verdict.holds and not verdict.uncheckable),
        ("All that can be checked hold.", verdict.holds and verdict.uncheckable),
        ("Some were sealed with another key, and cannot be checked with the one of this server.", verdict.uncheckable),
        ("Of some the details were erased at somebody’s request; they hold all the same.", verdict.erased),
        (f"{_entries(verdict.broken, 'does', 'do')} not hold.", verdict.broken),
    )
    return tuple(sentence for sentence, is_so in said if is_so)


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
    """A number and its seal, to be kept elsewhere."""
    return None if newest is None else {"number": f"{newest.number}", "seal": newest.seal}


def file_rows(found: AuditLines, names: Names) -> Iterator[tuple[object, ...]]:
    """The same entries for another program, under FILE_HEADER: instants in UTC."""
    return (_file_row(line, names) for line in found.lines)


def chain_rows(found: Iterable[LinkOfChain], names: Names) -> Iterator[tuple[object, ...]]:
    """Entries with their places in the chain, under CHAIN_HEADER."""
    for link in found:
        at = link.at.isoformat(timespec="seconds")
        said = _file_row(link.line, names) if link.line else (at, "", link.action, "", INSIDE, *[""] * 4)
        yield (link.number, *said, link.seal)


def _file_row(line: AuditLine, names: Names) -> tuple[object, ...]:
    return (
        line.at.isoformat(timespec="seconds"),
        _who(line),
        line.action,
        line.object_kind,
        line.object_key,
        line.organisation,
        line.network,
        line.about,
        _changes_in_one(line, names),
    )


def _row(line: AuditLine, names: Names) -> dict[str, Any]:
    about = f", about {line.about}" if line.about and line.about_number != line.by_number else ""
    return {
        "when": moment(timezone.localtime(line.at)),
        "what": f"{_who(line)} {done(line.action)}{about}.",
        "where": where_of(line, names),
        "changes": (ERASED,) if line.is_erased else _changes(line, names),
    }


def _who(line: AuditLine) -> str:
    return capitalised(line.by) or SOMEBODY_GONE


def _changes(line: AuditLine, names: Names) -> tuple[str, ...]:
    """Without the name of whom it is about, which the sentence says already."""
    before, after = (
        {name: value for name, value in side.items() if not (name == "person" and value == line.about)}
        for side in (line.before, line.after)
    )
    return differences(line.action, before, after, names=names)


def _changes_in_one(line: AuditLine, names: Names) -> str:
    return ERASED if line.is_erased else "; ".join(_changes(line, names))


def _pagination(found: AuditLines, asked: Mapping[str, str]) -> dict[str, Any] | None:
    path = reverse("administration-audit")
    around = {}
    if found.newer and found.lines:
        newer = urlencode({**asked, "after": found.first})
        around["previous"] = {"href": f"{path}?{newer}", "labelText": "Newer"}
    if found.older and found.lines:
        older = urlencode({**asked, "before": found.first - len(found.lines) + 1})
        around["next"] = {"href": f"{path}?{older}", "labelText": "Older"}
    return around or None
