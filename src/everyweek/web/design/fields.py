"""Between a Django form and the components of NHS.UK: what a field's macro and the error summary need."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.forms import BaseForm, BoundField

Parameters = dict[str, Any]
"""What a macro of nhsuk-frontend-jinja takes."""


def field(bound: BoundField, *, hint: str = "", **more: Any) -> Parameters:
    """The parameters of the macros `input` and `textarea`: `{{ input(field(form["name"])) }}`.

    A password is never sent back to the browser, so its value is left out.
    """
    kind = getattr(bound.field.widget, "input_type", None)
    parameters: Parameters = {
        "id": bound.id_for_label,
        "name": bound.html_name,
        "label": {"text": str(bound.label)},
        "value": "" if kind == "password" else bound.value() or "",
        **({"type": kind} if kind else {}),
        **({"hint": {"text": hint}} if hint else {}),
        **({"errorMessage": {"text": str(bound.errors[0])}} if bound.errors else {}),
    }
    return parameters | more


def form_errors(form: BaseForm) -> tuple[Parameters, ...]:
    """Every error of a form for the summary on top, each leading to its field, one of the whole form to the first."""
    first = next(iter(form), None)
    return tuple(
        {"text": str(message), "href": f"#{(bound.id_for_label or bound.auto_id) if bound else ''}"}
        for bound, message in _messages(form, first)
    )


def _messages(form: BaseForm, first: BoundField | None) -> Sequence[tuple[BoundField | None, Any]]:
    of_the_form = [(first, message) for message in form.non_field_errors()]
    return [*of_the_form, *((bound, message) for bound in form for message in bound.errors)]


def choice_field(
    bound: BoundField, *, hint: str = "", hints: Mapping[str, str] | None = None, **more: Any
) -> Parameters:
    """The parameters of the macros `radios`, `checkboxes` and `select`: `{{ radios(choice_field(form["joining"])) }}`.

    hints : a line under a choice, by its value (radios and checkboxes).
    """
    chosen = bound.value()
    values = {str(value) for value in chosen} if isinstance(chosen, (list, tuple)) else {str(chosen or "")}
    is_select = getattr(bound.field.widget, "input_type", "") == "select"
    items = [
        {
            "value": str(value),
            "text": str(text),
            ("selected" if is_select else "checked"): str(value) in values,
            **({"hint": {"text": hints[str(value)]}} if hints and str(value) in hints else {}),
        }
        for value, text in bound.field.choices  # type: ignore[attr-defined]
    ]
    words: Parameters = {"label": {"text": str(bound.label)}}
    if not is_select:
        words = {
            "idPrefix": bound.id_for_label or bound.auto_id,
            "fieldset": {"legend": {"text": str(bound.label), "size": "s"}},
        }
    parameters: Parameters = {
        **words,
        **({"id": bound.id_for_label} if is_select else {}),
        "name": bound.html_name,
        "items": items,
        **({"hint": {"text": hint}} if hint else {}),
        **({"errorMessage": {"text": str(bound.errors[0])}} if bound.errors else {}),
    }
    return parameters | more


def tick_field(bound: BoundField, *, hint: str = "", **more: Any) -> Parameters:
    """The parameters of the macro `checkboxes` for one box, of a BooleanField."""
    item = {"value": "on", "text": str(bound.label), "checked": bool(bound.value()), "id": bound.id_for_label}
    parameters: Parameters = {
        "idPrefix": bound.id_for_label,
        "name": bound.html_name,
        "items": [item | ({"hint": {"text": hint}} if hint else {})],
        **({"errorMessage": {"text": str(bound.errors[0])}} if bound.errors else {}),
    }
    return parameters | more
