"""The effects that a resource claims, as they are typed: for each a row of boxes, and no script is needed.

There is one empty row more than there are effects, up to the most that are asked for: saving gives the next. A row
that was emptied goes away.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms import BoundField

from everyweek.measures import MEASURES
from everyweek.web.learn.library.draft import DraftEffect
from everyweek.web.learn.library.number_field import NumberField, number_as_typed
from everyweek.web.learn.library.origins import organisation_typed
from everyweek.web.learn.library.vocabulary import DESIGNS, LINKS, TOPICS, topic_words
from everyweek.web.learn.library.when import read_when, when_in_words
from everyweek.web.people.discussion.forms import LineField
from everyweek.web.people.organisations.known import directory

MOST_EFFECTS = 5
"""For which there are rows; what has more already keeps them all."""
MOST_ROWS = 40
SIMPLE = ("words", "measure", "organisation", "began")
"""What is asked in sight; the rest is folded."""
NUMBERS = ("before", "after", "ratio", "ratio_lower", "ratio_upper", "p_value")
COUNTS = ("before_n", "after_n", "source")
BOXES = (*SIMPLE, *NUMBERS, *COUNTS, "unit", "outcome", "intervention", "design")
DESIGN_WORDS = {
    "before and after": "Before and after, in the same place",
    "compared": "Compared with places or patients that did not have it",
    "correlation": "Where there was more of one, there was more of the other",
    "estimate": "An estimate: nobody has measured it",
}
OF_NONE = "none"
"""Stands for no intervention, where there is one that would follow."""
FIRST_DESIGN = "before and after"
assert set(DESIGN_WORDS) == set(DESIGNS)


class MonthField(LineField):
    """A month, kept as "2025-03"."""

    today: date

    def clean(self, value: Any) -> str:
        """The month; "" when nothing was typed. Raises ValidationError."""
        try:
            found = read_when(super().clean(value), today=self.today)
        except ValueError as error:
            raise ValidationError(str(error)) from error
        if len(found) == 4:
            raise ValidationError(f"Write the month too, such as March {found}.")
        return found[:7]


class OrganisationField(LineField):
    """An organisation, kept as its code."""

    def clean(self, value: Any) -> str:
        """The code; "" when nothing was typed. Raises ValidationError."""
        text = super().clean(value)
        if not text:
            return ""
        if code := organisation_typed(text).code:
            return code
        raise ValidationError(
            f"No organisation is known here as “{text[:60]}”. Write its code or its full name. "
            "If it has none, leave this empty: the figures cannot be looked up then."
        )


@dataclass(frozen=True, slots=True)
class EffectRow:
    """One row of the form. is_open : something is filled in, or wrong, of what is folded."""

    number: int
    boxes: dict[str, BoundField]
    is_empty: bool
    is_open: bool
    measures: tuple[dict[str, Any], ...]


def name_of(number: int, box: str) -> str:
    """The name of a box. number : of the row, from 1."""
    return f"effect_{number}_{box}"


def fields_of_effect(number: int, *, today: date) -> dict[str, forms.Field]:
    """The boxes of one row."""
    began = MonthField(label="Since which month?", longest=40)
    began.today = today
    boxes: dict[str, forms.Field] = {
        "words": LineField(label="What changed, in a sentence", longest=600),
        "measure": _choice("Which published measure is it?", _measures(), "Choose a measure from the list."),
        "organisation": OrganisationField(label="At which organisation?", longest=200),
        "began": began,
        "before": NumberField(label="Before"),
        "after": NumberField(label="After"),
        "unit": LineField(label="Unit", longest=60),
        "before_n": NumberField(label="Cases before", is_whole=True),
        "after_n": NumberField(label="Cases after", is_whole=True),
        "design": _choice("How was it found?", DESIGN_WORDS.items(), "Choose from the list.", first=FIRST_DESIGN),
        "outcome": LineField(label="What was counted, in two or three words", longest=200),
        "intervention": _choice("Of which intervention?", _interventions(), "Choose from the list."),
        "ratio": NumberField(label="Ratio, after to before"),
        "ratio_lower": NumberField(label="Lower limit (95%)"),
        "ratio_upper": NumberField(label="Upper limit (95%)"),
        "p_value": NumberField(label="p value"),
        "source": NumberField(label="Which of the sources below says so? Its number", is_whole=True),
    }
    return {name_of(number, box): field for box, field in boxes.items()}


def rows_wanted(typed: Mapping[str, Any]) -> int:
    """How many rows there are for what is filled in: one more than that, up to the most."""
    filled = [number for number in range(1, MOST_ROWS + 1) if is_filled(typed, number)]
    last = max(filled, default=0)
    return last if last >= MOST_EFFECTS else last + 1


def is_filled(typed: Mapping[str, Any], number: int) -> bool:
    """Whether anything was typed in a row; how it was found is chosen from the beginning, and says nothing alone."""
    return any(str(typed.get(name_of(number, box)) or "").strip() for box in BOXES if box != "design")


def effects_as_typed(effects: Iterable[DraftEffect], *, interventions: tuple[str, ...]) -> dict[str, Any]:
    """What the rows begin with. What `effects_typed` finds out by itself is left empty, so that it follows a change."""
    only = _only(interventions)
    boxes: dict[str, Any] = {}
    for number, one in enumerate(effects, start=1):
        typed = {
            **{name: getattr(one, name) for name in ("words", "measure", "unit", "design")},
            **{name: number_as_typed(getattr(one, name)) for name in (*NUMBERS, *COUNTS)},
            "organisation": _organisation(one.organisation),
            "began": when_in_words(one.began),
            "outcome": "" if one.outcome == _outcome(one.measure, one.words) else one.outcome,
            "intervention": "" if one.intervention == only else one.intervention or OF_NONE,
        }
        boxes |= {name_of(number, box): value for box, value in typed.items()}
    return boxes


def effects_typed(cleaned: Mapping[str, Any], *, interventions: tuple[str, ...]) -> tuple[DraftEffect, ...]:
    """The effects of a form without errors. interventions : that the resource is about."""
    only = _only(interventions)
    numbers = (number for number in range(1, MOST_ROWS + 1) if name_of(number, "words") in cleaned)
    return tuple(_effect(cleaned, number, only) for number in numbers if cleaned[name_of(number, "words")])


def effect_rows(form: forms.Form, count: int) -> Iterator[EffectRow]:
    """The rows as a page draws them."""
    for number in range(1, count + 1):
        boxes = {box: form[name_of(number, box)] for box in BOXES}
        folded = [box for name, box in boxes.items() if name not in (*SIMPLE, "design")]
        yield EffectRow(
            number=number,
            boxes=boxes,
            is_empty=not any(str(box.value() or "") for name, box in boxes.items() if name != "design"),
            is_open=any(box.value() or box.errors for box in folded),
            measures=_by_link(str(boxes["measure"].value() or "")),
        )


def _effect(cleaned: Mapping[str, Any], number: int, only: str) -> DraftEffect:
    said = {box: cleaned[name_of(number, box)] for box in ("words", "measure", "organisation", "began", "design")}
    intervention = cleaned[name_of(number, "intervention")]
    said["design"] = said["design"] or FIRST_DESIGN
    measure = MEASURES.get(said["measure"])
    is_share = measure is not None and measure.unit == "share"
    has_figures = cleaned[name_of(number, "before")] is not None
    unit = cleaned[name_of(number, "unit")] or ("%" if is_share and has_figures else "")
    return DraftEffect(
        **said,
        **{box: cleaned[name_of(number, box)] for box in (*NUMBERS, *COUNTS)},
        unit=unit,
        outcome=cleaned[name_of(number, "outcome")] or _outcome(said["measure"], said["words"]),
        intervention="" if intervention == OF_NONE else intervention or only,
    )


def _outcome(measure: str, words: str) -> str:
    """What was counted, where nobody says it in words of its own."""
    return MEASURES[measure].title if measure in MEASURES else words[:200]


def _only(interventions: tuple[str, ...]) -> str:
    """The intervention that an effect must be of, when there is but one."""
    return interventions[0] if len(interventions) == 1 else ""


def _choice(label: str, choices: Iterable[tuple[str, str]], wrong: str, *, first: str = "") -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label,
        choices=list(choices),
        required=False,
        initial=first,
        widget=forms.Select,
        error_messages={"invalid_choice": wrong},
    )


def _measures() -> list[tuple[str, str]]:
    return [("", "None of these, or not chosen"), *((one.name, one.title) for one in MEASURES.values())]


def _interventions() -> list[tuple[str, str]]:
    named = ((key, topic_words("intervention", key)) for key in TOPICS["intervention"])
    return [("", "The one that it is about"), *named, (OF_NONE, "None of them")]


def _by_link(chosen: str) -> tuple[dict[str, Any], ...]:
    """The measures below the links of the chain, for a list to choose from."""
    return tuple(
        {
            "title": title,
            "measures": tuple(
                {"name": one.name, "title": one.title, "is_chosen": one.name == chosen}
                for one in MEASURES.values()
                if one.link == link
            ),
        }
        for link, title in LINKS.items()
    )


def _organisation(code: str) -> str:
    known = directory()
    return f"{known.organisation(code).name} ({code})" if code and known.has(code) else code
