"""What is typed to say what a resource says. The sentences are what a page shows beside a field."""

from dataclasses import replace
from datetime import date
from functools import cached_property
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from everyweek.measures import MEASURES
from everyweek.web.learn.library.draft import ResourceDraft
from everyweek.web.learn.library.effect_fields import (
    EffectRow,
    effect_rows,
    effects_as_typed,
    effects_typed,
    fields_of_effect,
    rows_wanted,
)
from everyweek.web.learn.library.effect_rules import wrong_in_effect
from everyweek.web.learn.library.models import LONGEST_NAME, LONGEST_SUMMARY, LONGEST_TITLE
from everyweek.web.learn.library.origins import origins_in_lines, origins_typed
from everyweek.web.learn.library.source_lines import SourcesField, sources_in_lines, sources_typed
from everyweek.web.learn.library.vocabulary import KINDS, LICENCES, LINKS, TOPICS, topic_words
from everyweek.web.learn.library.when import read_when, when_in_words
from everyweek.web.people.discussion.forms import LineField, TypedField
from everyweek.web.people.discussion.text import without_turning

LONGEST_BODY = 50_000
MOST_LINES = 50
ASKS = {
    "intervention": "Which interventions is it about?",
    "link": "Which parts of the way through urgent care?",
    "pathway": "Which pathways?",
    "setting": "Which settings?",
}
"""What is asked for each kind of topic; the name of the field is the kind."""


class LinesField(TypedField):
    """A few lines, each of them something of its own."""

    def __init__(self, **more: Any) -> None:
        super().__init__(longest=MOST_LINES * (LONGEST_NAME + 1), **more)

    def clean(self, value: Any) -> list[str]:  # type: ignore[override]
        """The lines that say something, each once. Raises ValidationError."""
        lines = list(dict.fromkeys(filter(None, (without_turning(one) for one in super().clean(value).split("\n")))))
        if len(lines) > MOST_LINES:
            raise ValidationError(f"This has {len(lines)} lines; at most {MOST_LINES} can be kept.")
        for line in lines:
            if len(line) > LONGEST_NAME:
                raise ValidationError(
                    f"“{line[:40]}…” has {len(line):,} characters; a line can have {LONGEST_NAME} at most."
                )
        return lines


class TopicsField(forms.MultipleChoiceField):
    """Topics of one kind."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, kind: str) -> None:
        super().__init__(
            label=ASKS[kind],
            required=False,
            choices=[(value, topic_words(kind, value)) for value in TOPICS[kind]],
            error_messages={
                "invalid_choice": "“%(value).60s” is none of these topics. Choose from the list.",
                "invalid_list": "Choose from the list.",
            },
        )


class NameForm(forms.Form):
    """What it is, and what it is called."""

    kind = forms.ChoiceField(
        label="What is it?",
        choices=list(KINDS.items()),
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what it is.", "invalid_choice": "Choose one of the kinds in the list."},
    )
    title = LineField(
        label="Title", longest=LONGEST_TITLE, empty="Give it a title. You can change it until others read it."
    )


class ContentForm(NameForm):
    """Everything that a resource says. Only what cannot be kept is an error: what is missing may come later."""

    summary = TypedField(label="Summary", longest=LONGEST_SUMMARY)
    body = TypedField(label="What you did, and what happened", longest=LONGEST_BODY)
    organisations = LinesField(label="At which organisations?")
    systems = LinesField(label="In which systems?")
    dated = LineField(label="When was it?", longest=40)
    intervention = TopicsField("intervention")
    link = TopicsField("link")
    pathway = TopicsField("pathway")
    setting = TopicsField("setting")
    measures = forms.MultipleChoiceField(
        label="Which measures should it move?",
        required=False,
        choices=[(one.name, one.title) for one in MEASURES.values()],
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "invalid_choice": "“%(value).60s” is none of these measures. Choose from the list.",
            "invalid_list": "Choose from the list.",
        },
    )
    sources = SourcesField(label="What does it rest on?")
    authors = LinesField(label="Who wrote it?")
    licence = forms.ChoiceField(
        label="How may others use it?",
        choices=list(LICENCES.items()),
        widget=forms.RadioSelect,
        error_messages={"required": "Choose how others may use it.", "invalid_choice": "Choose from the list."},
    )

    def __init__(self, *arguments: Any, today: date, **more: Any) -> None:
        super().__init__(*arguments, **more)
        self.today = today
        self.rows = rows_wanted(self.data if self.is_bound else self.initial)
        for number in range(1, self.rows + 1):
            self.fields |= fields_of_effect(number, today=today)

    @cached_property
    def effect_rows(self) -> tuple[EffectRow, ...]:
        """The boxes of the effects, row by row."""
        return tuple(effect_rows(self, self.rows))

    @property
    def measures_by_link(self) -> tuple[dict[str, Any], ...]:
        """The measures to tick, below the links of the chain."""
        chosen = set(self["measures"].value() or ())
        return tuple(
            {
                "title": title,
                "link": link,
                "items": [
                    {"value": one.name, "text": one.title, "checked": one.name in chosen}
                    for one in MEASURES.values()
                    if one.link == link
                ],
            }
            for link, title in LINKS.items()
        )

    def clean(self) -> dict[str, Any]:
        """What was typed; what is wrong with an effect is said beside its boxes."""
        cleaned = super().clean() or {}
        for number in range(1, self.rows + 1):
            for box, sentence in wrong_in_effect(self.data, cleaned, number):
                self.add_error(box, sentence)
        return cleaned

    def clean_dated(self) -> str:
        """The date as it is kept. Raises ValidationError."""
        try:
            return read_when(self.cleaned_data["dated"], today=self.today)
        except ValueError as error:
            raise ValidationError(str(error)) from error

    def draft(self, before: ResourceDraft) -> ResourceDraft:
        """What was typed, of a form without errors; what it does not ask for stays as it was before."""
        typed = self.cleaned_data
        return replace(
            before,
            **{name: typed[name] for name in ("kind", "title", "body", "dated", "licence")},
            summary=" ".join(typed["summary"].split()),
            topics={kind: tuple(typed[kind]) for kind in TOPICS if typed[kind]},
            origins=origins_typed(typed["organisations"], typed["systems"]),
            authors=tuple(typed["authors"]),
            measures=tuple(sorted(typed["measures"])),
            sources=sources_typed(typed["sources"], before.sources),
            effects=effects_typed(typed, interventions=tuple(typed["intervention"])),
        )


def content_as_typed(draft: ResourceDraft) -> dict[str, Any]:
    """What the form begins with."""
    organisations, systems = origins_in_lines(draft.origins)
    return {
        **{name: getattr(draft, name) for name in ("kind", "title", "summary", "body", "licence")},
        **{kind: list(draft.topics.get(kind, ())) for kind in TOPICS},
        "organisations": organisations,
        "systems": systems,
        "dated": when_in_words(draft.dated),
        "authors": "\n".join(draft.authors),
        "measures": list(draft.measures),
        "sources": sources_in_lines(draft.sources),
        **effects_as_typed(draft.effects, interventions=draft.topics.get("intervention", ())),
    }
