"""What happened to an organisation, each change as a sentence that a reader of its chart needs."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import Literal

from everyweek.reference.organisation import Organisation, Succession

ChangeKind = Literal["renamed", "merged", "formed", "took_over_part", "goes_on_as", "divided", "closed"]
Names = Mapping[str, Sequence[Organisation]]
Event = tuple[date, date, str]


@dataclass(frozen=True, slots=True)
class Change:
    """Something that happened to an organisation on a day.

    on            : the legal day.
    figures_from  : the first day whose figures show it: where a chart puts its mark. Mostly the same day.
    kind          : renamed (the same organisation under another name); merged (others came in, the code went on);
                    formed (a new code made from others); took_over_part; goes_on_as (the code ended, its work is
                    under another); divided (its work went to several); closed (it ended and nobody followed).
    organisations : codes of the others concerned; empty for renamed and closed.
    sentence      : the whole of it in plain words, date first.
    """

    on: date
    figures_from: date
    kind: ChangeKind
    organisations: tuple[str, ...]
    sentence: str

    @property
    def breaks_the_series(self) -> bool:
        """Whether figures before and after are of different organisations, so that a chart must say so."""
        return self.kind not in ("renamed", "closed")


def list_changes(
    code: str, names: Names, *, leaving: Iterable[Succession], arriving: Iterable[Succession]
) -> tuple[Change, ...]:
    """All changes of one organisation, oldest first.

    names             : the name periods of every code, oldest first.
    leaving, arriving : its successions out and in.
    """
    own, out, into = names[code], list(leaving), list(arriving)
    changes = [
        *_arrivals(own, _events((row, row.code) for row in into), names),
        *_renames(own, {row.effective_on for row in into}),
        *_departures(_events((row, row.successor) for row in out), names),
        *([] if out else _closure(own)),
    ]
    return tuple(sorted(changes, key=lambda change: change.on))


def in_words(day: date) -> str:
    """A day as people write it.

    >>> in_words(date(2024, 10, 1))
    '1 October 2024'
    """
    return f"{day.day} {day:%B} {day.year}"


def _arrivals(own: Sequence[Organisation], events: Mapping[Event, list[str]], names: Names) -> Iterator[Change]:
    for (day, figures_from, extent), codes in sorted(events.items()):
        others, when = _listed(codes, day - timedelta(days=1), names), _since(figures_from, day)
        became = next((f" and became {name.name}" for name in own if name.valid_from == day), "")
        kind: ChangeKind
        if extent == "part":
            kind, words = "took_over_part", f"took over part of the work of {others}{became}"
            words += f"; figures before {when} are not alike"
        elif own[0].valid_from == day:
            kind = "formed"
            words = f"{'formed from' if len(codes) > 1 else 'follows'} {others}, where figures before {when} are"
        else:
            kind, words = "merged", f"merged with {others}{became}; figures before {when} are another organisation's"
        yield _change(day, figures_from, kind, codes, words)


def _departures(events: Mapping[Event, list[str]], names: Names) -> Iterator[Change]:
    for (day, figures_from, extent), codes in sorted(events.items()):
        others, when = _listed(codes, day, names), _since(figures_from, day)
        kind: ChangeKind = "divided" if extent == "part" else "goes_on_as"
        words = "part of its work went to" if extent == "part" else "became part of"
        yield _change(day, figures_from, kind, codes, f"{words} {others}; its figures are counted there from {when}")


def _renames(own: Sequence[Organisation], told_already: set[date]) -> Iterator[Change]:
    for old, new in pairwise(own):
        if new.valid_from is not None and new.valid_from not in told_already:
            words = f"renamed from {old.name} to {new.name}; it is the same organisation"
            yield _change(new.valid_from, new.valid_from, "renamed", (), words)


def _closure(own: Sequence[Organisation]) -> Iterator[Change]:
    end = own[-1].valid_to
    if end is not None:
        yield _change(end, end, "closed", (), f"{own[-1].name} closed; no organisation took its place")


def _since(figures_from: date, day: date) -> str:
    return "this date" if figures_from == day else in_words(figures_from)


def _change(on: date, figures_from: date, kind: ChangeKind, codes: Iterable[str], words: str) -> Change:
    return Change(on, figures_from, kind, tuple(codes), f"{in_words(on)}: {words}.")


def _events(rows: Iterable[tuple[Succession, str]]) -> Mapping[Event, list[str]]:
    """The other codes by what happened: those that joined or left alike share one sentence."""
    found: defaultdict[Event, list[str]] = defaultdict(list)
    for row, other in rows:
        found[row.effective_on, row.figures_from, row.extent].append(other)
    return found


def _listed(codes: Iterable[str], day: date, names: Names) -> str:
    *most, last = [f"{name_on(names[code], day).name} ({code})" for code in codes]
    return f"{', '.join(most)} and {last}" if most else last


def name_on(periods: Sequence[Organisation], day: date) -> Organisation:
    """The name in force on a day; before the first the first, after the last the last.

    periods : of one code, oldest first.
    """
    return next((name for name in reversed(periods) if name.valid_from is None or name.valid_from <= day), periods[0])
