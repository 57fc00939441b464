"""Resources as Markdown files with front matter: what the library begins with, and what can be brought to it."""

import datetime as dt
import re
from collections.abc import Callable, Mapping
from typing import Any

import yaml

from everyweek.reference.interventions import GRADES
from everyweek.web.learn.errors import FaultyResource
from everyweek.web.learn.library.draft import DraftEffect, DraftOrigin, DraftSource, DraftVersion, ResourceDraft
from everyweek.web.learn.library.models import LONGEST_SUMMARY, LONGEST_TITLE
from everyweek.web.learn.library.vocabulary import DESIGNS, KINDS, LICENCES, RESERVED, STATUSES, TOPICS

KEY = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
DATED = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?")
TOPIC_LISTS = {"interventions": "intervention", "chain": "link", "pathways": "pathway", "settings": "setting"}
FIELDS = frozenset(
    {"key", "type", "title", "summary", *TOPIC_LISTS, "organisations", "systems", "authors", "dated", "licence"}
    | {"evidence", "sources", "effects", "measures", "levers", "versions"}
)
READ = {"seen": True, "background": False}


def read_markdown(text: str, *, where: str, known_measures: frozenset[str]) -> ResourceDraft:
    """The resource that a text with front matter describes.

    where          : what the text is called in errors, such as the name of its file.
    known_measures : the names of the catalogue.
    Raises FaultyResource: what in the text is wrong, and what should stand there.
    """
    head, body = _parts(text, where)
    try:
        fields = yaml.load(head, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except yaml.YAMLError as problem:
        raise FaultyResource(f"{where}: its front matter is no YAML ({' '.join(str(problem).split())}).") from problem
    if not isinstance(fields, dict):
        raise FaultyResource(f"{where}: its front matter must be names with values.")
    return _Reader(where, fields, known_measures).draft(body.strip() + "\n")


def _parts(text: str, where: str) -> tuple[str, str]:
    found = re.match(r"\ufeff?---[ \t]*\r?\n(.*?)\r?\n---[ \t]*(?:\r?\n|\Z)(.*)", text, re.DOTALL)
    if found is None:
        raise FaultyResource(f"{where}: it does not begin with front matter between two lines of ---.")
    return found[1], found[2].replace("\r\n", "\n")


class _Reader:
    """One front matter, read field by field."""

    def __init__(self, where: str, fields: Mapping[Any, Any], known_measures: frozenset[str]) -> None:
        self.where, self.fields, self.known_measures = where, fields, known_measures
        unknown = sorted(str(name) for name in fields if name not in FIELDS)
        if unknown:
            raise self.fault(f"it has {', '.join(unknown)}, which is no field. Fields are: {', '.join(sorted(FIELDS))}")

    def fault(self, what: str) -> FaultyResource:
        """An error about this text."""
        return FaultyResource(f"{self.where}: {what}.")

    def draft(self, body: str) -> ResourceDraft:
        """The whole."""
        key = self.text("key", longest=100)
        if not KEY.fullmatch(key):
            raise self.fault(f"key is “{key}”; it must be small letters and digits, parted by hyphens")
        if key in RESERVED:
            raise self.fault(f"key is “{key}”, which is the address of another page; take another")
        sources = tuple(self.each("sources", self.source))
        effects = tuple(self.each("effects", lambda entry, name: self.effect(entry, name, len(sources))))
        dated = self.text("dated", default="")
        if dated and not _is_date(dated):
            raise self.fault(f"dated is “{dated}”; it must be a year, a month (2017-03) or a day (2017-03-24)")
        return ResourceDraft(
            key=key,
            kind=self.one_of("type", KINDS),
            title=self.text("title", longest=LONGEST_TITLE),
            summary=self.text("summary", longest=LONGEST_SUMMARY),
            body=body,
            topics={kind: self.topics(name, kind) for name, kind in TOPIC_LISTS.items()},
            origins=(*self.each("organisations", self.organisation), *self.systems()),
            authors=self.words("authors", None),
            dated=dated,
            licence=self.licence(),
            evidence=self.one_of("evidence", dict.fromkeys(GRADES), default=""),
            sources=sources,
            effects=effects,
            measures=tuple(sorted(self.words("measures", self.known_measures))),
            levers=tuple(sorted(self.words("levers", None))),
            versions=tuple(self.each("versions", self.version)),
        )

    def text(
        self, name: str, *, default: str | None = None, longest: int = 600, of: Mapping[Any, Any] | None = None
    ) -> str:
        """A line of text; the default where nothing is said."""
        value = (self.fields if of is None else of).get(name)
        if value is None and default is not None:
            return default
        if isinstance(value, (int, dt.date)) and not isinstance(value, bool):
            value = str(value)
        if not isinstance(value, str) or not value.strip():
            raise self.fault(f"{name} is {value!r}; it must be a text")
        value = " ".join(value.split())
        if len(value) > longest:
            raise self.fault(f"{name} has {len(value)} characters; at most {longest} fit")
        return value

    def one_of(
        self, name: str, known: Mapping[str, object], *, default: str | None = None, of: Mapping[Any, Any] | None = None
    ) -> str:
        """A word of a list."""
        value = self.text(name, default=default, of=of)
        if value not in known and value != default:
            raise self.fault(f"{name} is “{value}”; it must be one of: {', '.join(known)}")
        return value

    def words(self, name: str, known: frozenset[str] | tuple[str, ...] | None) -> tuple[str, ...]:
        """A list of words, each of them known, and each once."""
        value = self.fields.get(name) or []
        if not isinstance(value, list) or not all(isinstance(word, str) for word in value):
            raise self.fault(f"{name} is {value!r}; it must be a list of words")
        for word in value:
            if known is not None and word not in known:
                raise self.fault(f"{name} names “{word}”, which is none of: {', '.join(sorted(known))}")
        return tuple(dict.fromkeys(value))

    def topics(self, name: str, kind: str) -> tuple[str, ...]:
        """The topics of one kind, in the order of the vocabulary."""
        named = self.words(name, TOPICS[kind])
        return tuple(value for value in TOPICS[kind] if value in named)

    def each(self, name: str, read: Callable[[Mapping[Any, Any], str], Any]) -> list[Any]:
        """A list of entries, each read by itself."""
        entries = self.fields.get(name) or []
        if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
            raise self.fault(f"{name} must be a list of entries with fields")
        return [read(entry, f"{name}, entry {number}") for number, entry in enumerate(entries, start=1)]

    def systems(self) -> tuple[DraftOrigin, ...]:
        """Systems by name."""
        return tuple(DraftOrigin(name, is_system=True) for name in self.words("systems", None))

    def licence(self) -> str:
        """The licence by its usual short name; “Everyweek, MIT” is ours."""
        value = self.text("licence", default="MIT").removeprefix("Everyweek, ")
        if value not in LICENCES:
            raise self.fault(f"licence is “{value}”; it must be one of: {', '.join(LICENCES)}")
        return value

    def organisation(self, entry: Mapping[Any, Any], where: str) -> DraftOrigin:
        """An organisation by name and code."""
        return DraftOrigin(self.text("name", of=entry), self.text("code", default="", longest=10, of=entry))

    def source(self, entry: Mapping[Any, Any], where: str) -> DraftSource:
        """A source."""
        return DraftSource(
            title=self.text("title", longest=400, of=entry),
            address=self.text("address", default="", longest=500, of=entry),
            was_read=READ[self.one_of("read", READ, of=entry)],
            note=self.text("note", default="", of=entry),
        )

    def version(self, entry: Mapping[Any, Any], where: str) -> DraftVersion:
        """A version of a guide."""
        on = self.text("date", of=entry)
        if len(on) != 10 or not _is_date(on):
            raise self.fault(f"{where}: date is “{on}”; it must be a day, as in 2026-11-22")
        return DraftVersion(
            number=self.text("number", longest=20, of=entry),
            on=on,
            status=self.one_of("status", STATUSES, of=entry),
            changed=self.text("changed", longest=2000, of=entry),
            why=self.text("why", default="", longest=2000, of=entry),
        )

    def effect(self, entry: Mapping[Any, Any], where: str, sources: int) -> DraftEffect:
        """An effect as data."""
        measure = self.text("measure", default="", of=entry)
        if measure and measure not in self.known_measures:
            raise self.fault(f"{where}: there is no measure “{measure}”")
        began = self.text("began", default="", of=entry)
        if began and (len(began) != 7 or not _is_date(began)):
            raise self.fault(f"{where}: began is “{began}”; it must be a month, as in 2017-03")
        before, after, ratio = (self.part(entry, name, where) for name in ("before", "after", "ratio"))
        units = {unit for side in (before, after) if (unit := side.get("unit"))}
        if len(units) > 1:
            raise self.fault(f"{where}: before and after are in different units: {', '.join(sorted(map(str, units)))}")
        source = entry.get("source")
        if source is not None and (not isinstance(source, int) or not 1 <= source <= sources):
            raise self.fault(f"{where}: source is {source!r}; it must be the number of one of the {sources} sources")
        return DraftEffect(
            outcome=self.text("outcome", longest=200, of=entry),
            design=self.one_of("design", dict.fromkeys(DESIGNS), of=entry),
            words=self.text("words", of=entry),
            intervention=self.one_of("intervention", dict.fromkeys(TOPICS["intervention"]), default="", of=entry),
            measure=measure,
            organisation=self.text("organisation", default="", longest=10, of=entry),
            began=began,
            before=self.number(before, "value", where),
            after=self.number(after, "value", where),
            unit=str(next(iter(units), "")),
            before_n=self.count(before, where),
            after_n=self.count(after, where),
            ratio=self.number(ratio, "value", where),
            ratio_lower=self.number(ratio, "lower", where),
            ratio_upper=self.number(ratio, "upper", where),
            p_value=self.number(entry, "p_value", where),
            source=source,
        )

    def part(self, entry: Mapping[Any, Any], name: str, where: str) -> Mapping[Any, Any]:
        """A part with fields of its own; empty where nothing is said."""
        value = entry.get(name)
        if value is None:
            return {}
        if not isinstance(value, dict):
            raise self.fault(f"{where}: {name} is {value!r}; it must be fields, as in {{value: 7.2, unit: days}}")
        return value

    def number(self, entry: Mapping[Any, Any], name: str, where: str) -> float | None:
        """A number, or None where nothing is said."""
        value = entry.get(name)
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, (int, float)):
            raise self.fault(f"{where}: {name} is {value!r}; it must be a number")
        return float(value)

    def count(self, entry: Mapping[Any, Any], where: str) -> int | None:
        """How many were counted."""
        value = self.number(entry, "n", where)
        if value is not None and (value < 0 or value != int(value)):
            raise self.fault(f"{where}: n is {value}; it must be a whole number")
        return None if value is None else int(value)


def _is_date(text: str) -> bool:
    """Whether a text is a year, a month or a day that there is."""
    if not DATED.fullmatch(text):
        return False
    try:
        dt.date.fromisoformat((text + "-01-01")[:10])
    except ValueError:
        return False
    return True
