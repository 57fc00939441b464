"""Bringing in what others wrote: a folder of Markdown files with front matter, or a CSV of links."""

import csv
import datetime as dt
import io
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import yaml
from django.utils.text import slugify

from everyweek.measures import MEASURES
from everyweek.web.learn.errors import FaultyResource
from everyweek.web.learn.library.actions import publish_draft
from everyweek.web.learn.library.draft import ResourceDraft
from everyweek.web.learn.library.front_matter import read_markdown
from everyweek.web.learn.library.keeping import draft_of
from everyweek.web.learn.library.models import LONGEST_KEY, Resource

COLUMNS = ("title", "address", "type", "summary", "organisations", "interventions", "settings", "dated")
REQUIRED = frozenset({"title", "address"})
MOST_FAULTS = 20
NOTHING = "Nothing was brought in."
ENCODINGS = ("utf-8-sig", "cp1252")


def read_drafts(path: Path) -> list[ResourceDraft]:
    """Every resource of a folder or of a CSV. Raises FaultyResource with all that is wrong, line by line."""
    found: list[ResourceDraft] = []
    faults: list[str] = []
    for where, text in _of_csv(path) if path.suffix.lower() == ".csv" else _of_folder(path):
        try:
            found.append(read_markdown(text, where=where, known_measures=frozenset(MEASURES)))
        except FaultyResource as problem:
            faults.append(str(problem))
    keys = Counter(draft.key for draft in found)
    twice = [(key, count) for key, count in keys.items() if count > 1]
    faults += [f"{key} stands there {count} times; a key is of one resource." for key, count in twice]
    if faults:
        more = f" And {len(faults) - MOST_FAULTS} more." if len(faults) > MOST_FAULTS else ""
        raise FaultyResource("Nothing was brought in. " + " ".join(faults[:MOST_FAULTS]) + more)
    if not found:
        raise FaultyResource(f"{path} holds no resource: it must be a folder of .md files, or a .csv of links.")
    return found


def import_drafts(drafts: Sequence[ResourceDraft], *, by_words: str, now: dt.datetime) -> Counter[str]:
    """Publish them; how many were new, changed and the same as before."""
    done: Counter[str] = Counter()
    for draft in drafts:
        resource = Resource.objects.filter(key=draft.key).first()
        if resource is not None and draft_of(resource) == draft:
            done["the same"] += 1
            continue
        network = resource.network if resource else None
        publish_draft(draft, by=None, by_words=by_words, network=network, now=now)
        done["changed" if resource else "new"] += 1
    return done


def _of_folder(path: Path) -> list[tuple[str, str]]:
    try:
        return [(one.name, one.read_text(encoding="utf-8")) for one in sorted(path.glob("*.md"))]
    except (OSError, UnicodeDecodeError) as problem:
        raise FaultyResource(f"{path} cannot be read ({problem}). Nothing was brought in.") from problem


def _of_csv(path: Path) -> list[tuple[str, str]]:
    reader = csv.DictReader(io.StringIO(_text_of(path), newline=""))
    headings = set(reader.fieldnames or ())
    if not headings >= REQUIRED or headings - set(COLUMNS):
        raise FaultyResource(
            f"{path.name} has the headings {', '.join(sorted(headings)) or 'none'}; it must have title and "
            f"address, and may have {', '.join(COLUMNS[2:])}. Lists in a cell are parted by ;. Nothing was brought in."
        )
    return [(f"{path.name}, line {reader.line_num}", _as_text(row)) for row in reader]


def _text_of(path: Path) -> str:
    try:
        content = path.read_bytes()
    except OSError as problem:
        raise FaultyResource(f"{path} cannot be read ({problem}). Nothing was brought in.") from problem
    for encoding in ENCODINGS:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise FaultyResource(f"{path.name} is neither UTF-8 nor Windows text. Save it as CSV UTF-8. {NOTHING}")


def _as_text(row: dict[str, str | None]) -> str:
    """A link as the text of a Markdown file, so that one reader checks everything."""
    cells = {name: " ".join((value or "").split()) for name, value in row.items() if isinstance(value, str | None)}
    title, address = cells["title"], cells["address"]
    fields: dict[str, object] = {
        "key": slugify(title)[:LONGEST_KEY].strip("-"),
        "type": cells.get("type") or "tool",
        "title": title,
        "summary": cells.get("summary") or title,
        "licence": "link",
        "sources": [{"title": title, "address": address, "read": "background"}],
        "dated": cells.get("dated") or None,
        "organisations": [{"name": name} for name in _list(cells.get("organisations", ""))],
    }
    for name in ("interventions", "settings"):
        fields[name] = _list(cells.get(name, ""))
    if None in row:
        fields["more cells than headings"] = True  # refused by that name, as what follows is
    if not address.startswith(("http://", "https://")):
        fields["address that begins with neither http:// nor https://"] = address
    return f"---\n{yaml.safe_dump(fields, allow_unicode=True)}---\nKept elsewhere: <{address}>\n"


def _list(cell: str) -> list[str]:
    return [part.strip() for part in cell.split(";") if part.strip()]
