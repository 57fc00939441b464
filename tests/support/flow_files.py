"""Model files for tests, drawn from the tables of words themselves, so that nothing that may stand there is left."""

from datetime import date, datetime
from typing import Any

from hypothesis import strategies as st

from everyweek.flow.grammar.amounts import DISTRIBUTIONS
from everyweek.flow.grammar.model import MODEL
from everyweek.flow.grammar.steps import CONDITIONS, STEPS, WAY
from everyweek.flow.grammar.words import Many, Named, OneOf, Part, Takes

NAMES = ("minor", "major", "beds", "nurses", "department", "begin", "frailty", "seen", "arrival", "1")
TEXTS: dict[str, st.SearchStrategy[Any]] = {
    "text": st.sampled_from(NAMES) | st.text(max_size=5) | st.integers() | st.floats() | st.booleans(),
    "number": st.floats() | st.integers() | st.sampled_from(["1,000", "-2.5", "1e3", "9" * 70, "1e999"]),
    "share": st.floats(0, 1) | st.sampled_from(["28%", "100%", 0, 1, 10**400]),
    "whole": st.integers() | st.integers(0, 4) | st.just(10**30),
    "truth": st.booleans(),
    "nothing": st.none(),
    "duration": st.sampled_from(["5 minutes", "0 s", "1.5 h", "1e999 weeks", "9" * 400 + " days", "1,000 wk"]),
    "amount": st.sampled_from(["5 minutes", "2 days", 3, 0, -1, 2.5, "7", "1e300 weeks", "1e-300 s", "-1", 10**400]),
    "rate": st.sampled_from(["3 per hour", "1e308 per second", "300 a day", "0/h ", "2/ h"]),
    "day": st.sampled_from(["2026-12-25", "2026-12-25 08:00", "0001-01-01", "9999-12-31 23:59:59", "2026-02-31"]),
    "hours": st.sampled_from(["Mon", "Mon-Fri 08-20", "22-06", "Sunday", "Mon 25-26", "Xyz", "Fri to Tue"]),
    "instant": st.sampled_from(["Mon 08:30", "Sun 23:59", "Tue 24:00", "Wed 00:60"]),
    "comparison": st.sampled_from([">= 3", "==0", "<1e999", "!= 5%", "> 9"]),
}
KEYS = {
    "name": st.sampled_from(NAMES) | st.text(max_size=3),
    "class": st.sampled_from(("minor", "major", "everybody", "tiny")),
    "attribute": st.sampled_from(("frailty", "age")),
    "hours": st.sampled_from(("otherwise", "Mon", "Tue-Sun 08-20", "Mon-Sun", "20-08")),
    "share": st.sampled_from(("0", "0.5", "50%", "1", "100%", "0.0")),
    "column": st.text(max_size=5),
}
FEW = 2


def _part(part: Part) -> st.SearchStrategy[Any]:
    """Its words: the needed ones, some of the others, and exactly one of those of which one is there."""

    @st.composite
    def words(draw: st.DrawFn) -> dict[str, Any]:
        one = draw(st.sampled_from(part.one_of)) if part.one_of else ""
        found = {}
        for word in part.words:
            there = word.name == one if word.name in part.one_of else word.needed or draw(st.integers(0, 3)) == 0
            if there:
                found[word.name] = draw(_any_of(word.takes))
        return found

    return words()


def _any_of(takes: tuple[Takes, ...]) -> st.SearchStrategy[Any]:
    return st.one_of([_takes(one) for one in takes])


def _takes(takes: Takes) -> st.SearchStrategy[Any]:
    match takes:
        case Part():
            return _part(takes)
        case OneOf():
            return st.sampled_from(takes.words)
        case Many():
            return st.deferred(lambda: st.lists(_takes(takes.of), max_size=FEW) | _takes(takes.of))
        case Named():
            return st.deferred(lambda: st.dictionaries(KEYS[takes.by], _any_of(takes.of), max_size=FEW))
        case "distribution":
            return DISTRIBUTION
        case "condition":
            return CONDITION
        case "way":
            return WAYS
        case "steps":
            return st.lists(STEP, max_size=FEW)
    return TEXTS[takes]


DISTRIBUTION: st.SearchStrategy[Any] = TEXTS["amount"] | st.sampled_from(sorted(DISTRIBUTIONS)).flatmap(
    lambda kind: _any_of(DISTRIBUTIONS[kind].takes).map(lambda of: {kind: of})
)
CONDITION: st.SearchStrategy[Any] = st.sampled_from(sorted(CONDITIONS)).flatmap(lambda kind: _part(CONDITIONS[kind]))
WAYS: st.SearchStrategy[Any] = st.sampled_from(sorted(WAY)).flatmap(lambda kind: _part(WAY[kind]))
STEP: st.SearchStrategy[Any] = st.just("leave") | st.sampled_from(sorted(STEPS)).flatmap(
    lambda kind: _part(STEPS[kind])
)
files = _part(MODEL)
"""Files in which every word stands where it may, with values of the right form and, mostly, of no sense."""

junk = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8) | st.dates() | st.datetimes(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
    max_leaves=6,
)


@st.composite
def broken(draw: st.DrawFn, whole: Any) -> Any:
    """A file with one to three of its parts replaced by anything, taken out, or found elsewhere."""
    for _ in range(draw(st.integers(1, 3))):
        at = whole
        while True:
            keys = list(range(len(at))) if isinstance(at, list) else list(at)
            if not keys:
                break
            key = draw(st.sampled_from(keys))
            if isinstance(at[key], dict | list) and draw(st.integers(0, 4)):
                at = at[key]
                continue
            what = draw(st.sampled_from(("junk", "out", "double")))
            if what == "junk":
                at[key] = draw(junk)
            elif what == "out":
                del at[key]
            elif isinstance(at, list):
                at.append(at[key])
            else:
                at[draw(st.text(max_size=4))] = at[key]
            break
    return whole


def as_json(value: Any) -> Any:
    """What YAML reads, as an editor sees it: names and days are words."""
    if isinstance(value, dict):
        return {str(key): as_json(one) for key, one in value.items()}
    if isinstance(value, list):
        return [as_json(one) for one in value]
    return value.isoformat(*(" ",) if isinstance(value, datetime) else ()) if isinstance(value, date) else value
