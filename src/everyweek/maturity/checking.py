"""Plain values to a framework, or everything that is wrong with them."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import fields
from typing import cast, get_args

from everyweek.maturity.errors import Fault
from everyweek.maturity.fields import KEY, LONGEST_EXPLANATION, LONGEST_NAME, Entry, PlaceOf, Report
from everyweek.maturity.framework import Framework, Kind, Level, Levels, Question, Rung, Setting, Theme, Wording
from everyweek.maturity.level_checks import check_levels, check_rungs, rungs_as_levels
from everyweek.reference import interventions

MOST_THEMES = 40
MOST_QUESTIONS = 40
MOST_LEVELS = 12
LONGEST_LEVEL = 60
MOST_MEASURES = 20
MOST_WAS = 20
HIGHEST = 1000


def checked(
    values: Mapping[str, object],
    *,
    place_of: PlaceOf,
    measures: Collection[str] | None,
    faults: Iterable[Fault] = (),
) -> Framework:
    """The framework that the values say.

    values   : by the names of `Framework`'s fields, and so on inwards; a level may also say its `highest`.
    place_of : says where a path is, for the faults.
    measures : keys of the measures that there are; None when they are not to be checked.
    faults   : noted before, which are reported with those found here.
    Raises FaultyFramework with everything that is wrong.
    """
    report = Report(values, place_of, faults)
    framework = _framework(Entry(values, (), report), measures)
    report.raise_if_any()
    return framework


def _framework(entry: Entry, measures: Collection[str] | None) -> Framework:
    entry.check_names([one.name for one in fields(Framework)])
    rungs = _rungs(entry)
    theme_entries = entry.entries("themes", most=MOST_THEMES)
    themes = tuple(_theme(one, rungs, measures) for one in theme_entries)
    asked = entry.number("questions_per_theme", most=MOST_QUESTIONS, default=0)
    if not themes:
        entry.fault("It has no theme. A framework asks about one thing at least.", "themes")
    framework = Framework(
        key=entry.key(),
        version=entry.text("version", longest=40, required=True),
        title=entry.text("title", longest=LONGEST_NAME, required=True),
        about=entry.text("about", longest=LONGEST_EXPLANATION),
        source=entry.text("source", longest=LONGEST_EXPLANATION, required=True),
        wording=cast(Wording, entry.one_of("wording", get_args(Wording), default="local")),
        levels=_levels(entry.entry("levels"), _points(themes, asked), themes, rungs),
        themes=themes,
        theme_word=entry.text("theme_word", longest=40) or "theme",
        theme_words=entry.text("theme_words", longest=40) or "themes",
        questions_per_theme=asked,
        rungs=rungs,
        chosen=entry.number("chosen", most=MOST_THEMES, default=0),
    )
    _check_together(entry, framework, theme_entries)
    return framework


def _theme(entry: Entry, rungs: tuple[Rung, ...], measures: Collection[str] | None) -> Theme:
    entry.check_names([one.name for one in fields(Theme)])
    question_entries = entry.entries("questions", most=MOST_QUESTIONS)
    theme = Theme(
        key=entry.key(),
        name=entry.text("name", longest=LONGEST_NAME, required=True),
        kind=cast(Kind, entry.one_of("kind", get_args(Kind))),
        questions=tuple(_question(one, measures) for one in question_entries),
        setting=cast(Setting, entry.one_of("setting", get_args(Setting), default="")),
        meaning=entry.text("meaning", longest=LONGEST_EXPLANATION),
        intervention=entry.text("intervention"),
        agreed_with=entry.text("agreed_with", longest=LONGEST_NAME),
        source=entry.text("source", longest=LONGEST_EXPLANATION),
        was=_was(entry, slashes=0),
    )
    _check_theme(entry, theme)
    _check_once(question_entries, "key", [one.key for one in theme.questions], "A question's key is its own.")
    _check_once(question_entries, "text", [one.text for one in theme.questions], "It would be counted twice.")
    for place, question in zip(question_entries, theme.questions, strict=True):
        check_rungs(place, theme, question, rungs)
    return theme


def _question(entry: Entry, measures: Collection[str] | None) -> Question:
    entry.check_names([one.name for one in fields(Question)])
    question = Question(
        key=entry.key(),
        text=entry.text("text", required=True),
        help=entry.text("help", longest=LONGEST_EXPLANATION),
        measures=entry.texts("measures", most=MOST_MEASURES),
        rungs=_rungs(entry),
        was=_was(entry, slashes=1),
    )
    for name in question.measures:
        if measures is not None and name not in measures:
            entry.fault(f"There is no measure “{name[:60]}”. `everyweek measures` lists them all.", "measures")
    return question


def _was(entry: Entry, *, slashes: int) -> tuple[str, ...]:
    """Earlier names: of a theme its key, of a question "theme/question"."""
    found = entry.texts("was", most=MOST_WAS)
    for name in found:
        if name.count("/") != slashes or not all(KEY.fullmatch(part) for part in name.split("/")):
            shape = "theme/question, such as virtual_wards/occupied" if slashes else "the key of a theme"
            entry.fault(f"“{name[:60]}” is no earlier name. It must be {shape}.", "was")
    return found


def _rungs(entry: Entry) -> tuple[Rung, ...]:
    found = []
    for place, one in enumerate(entries := entry.entries("rungs", most=MOST_LEVELS), start=1):
        one.check_names([field.name for field in fields(Rung)])
        number = one.number("number", most=HIGHEST)
        if number != place:
            one.fault(f"Rungs are counted 1, 2, 3 from the lowest; this is rung {place} and says {number}.", "number")
        name = one.text("name", longest=LONGEST_LEVEL, required=True)
        found.append(Rung(place, name, one.text("meaning", longest=LONGEST_EXPLANATION)))
    _check_once(entries, "name", [one.name for one in found], "Each rung needs a name of its own.")
    if len(found) == 1:
        entry.fault("A ladder has two rungs at least.", "rungs")
    return tuple(found)


def _points(themes: Sequence[Theme], asked: int) -> tuple[int, ...]:
    """How many points each scored theme has; where a framework says how many it asks, a missing one counts as there."""
    return tuple(asked or len(theme.questions) for theme in themes if theme.kind == "scored")


def _levels(entry: Entry, points: Sequence[int], themes: Sequence[Theme], rungs: tuple[Rung, ...]) -> Levels:
    entry.check_names([one.name for one in fields(Levels)])
    entries = entry.entries("all", most=MOST_LEVELS)
    found, tops = [], []
    for one in entries:
        one.check_names([*(field.name for field in fields(Level)), "highest"])
        name = one.text("name", longest=LONGEST_LEVEL, required=True)
        meaning = one.text("meaning", longest=LONGEST_EXPLANATION)
        found.append(Level(name, one.number("lowest", most=HIGHEST), meaning))
        tops.append(one.number("highest", most=HIGHEST, default=-1))
    _check_once(entries, "name", [one.name for one in found], "Each level needs a name of its own.")
    levels = tuple(found)
    if themes and all(theme.kind == "rubric" for theme in themes):
        levels = rungs_as_levels(entry, found, rungs)
    elif themes:
        check_levels(entry, entries, found, tops, points=points)
    return Levels(levels, entry.flag("official"), entry.text("note", longest=LONGEST_EXPLANATION))


def _check_theme(entry: Entry, theme: Theme) -> None:
    name = theme.name or "This theme"
    if theme.kind == "agreed" and not theme.agreed_with:
        entry.fault(f"The level of {name} is agreed with somebody. Say with whom.", "agreed_with")
    if theme.kind != "agreed" and theme.agreed_with:
        entry.fault(f"{name} is {theme.kind} and not agreed, so nobody agrees its level. Leave it out.", "agreed_with")
    if theme.kind != "agreed" and not theme.questions:
        entry.fault(f"{name} has no question, so it has no score.", "questions")
    keys = [one.key for one in interventions()]
    if theme.intervention and theme.intervention not in keys:
        entry.fault(f"It says “{theme.intervention[:40]}” and must be one of {', '.join(keys)}.", "intervention")


def _check_together(entry: Entry, framework: Framework, theme_entries: Sequence[Entry]) -> None:
    _check_once(theme_entries, "key", [one.key for one in framework.themes], "A theme's key is its own.")
    _check_once(theme_entries, "name", [one.name for one in framework.themes], "Each theme needs a name of its own.")
    asked = framework.questions_per_theme
    for place, theme in zip(theme_entries, framework.themes, strict=True):
        has = len(theme.questions)
        if asked and has != asked and (has or theme.kind != "agreed"):
            questions = "question" if has == 1 else "questions"
            place.fault(
                f"{theme.name} has {has} {questions}; this framework asks {asked} for each {framework.theme_word}.",
                "questions",
            )
    if framework.chosen > len(framework.themes):
        entry.fault(f"{framework.chosen} are to be chosen of {len(framework.themes)}.", "chosen")


def _check_once(entries: Sequence[Entry], field: str, values: Iterable[str], why: str) -> None:
    """Notes each value that stands at an entry before it, too; capitals make no difference."""
    seen: dict[str, int] = {}
    for place, (entry, value) in enumerate(zip(entries, values, strict=True), start=1):
        first = seen.setdefault(value.casefold(), place)
        if value and first != place:
            entry.fault(f"“{value[:60]}” is there already, as number {first}. {why}", field)
