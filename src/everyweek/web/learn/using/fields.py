"""Text that people type about resources: kept as it was typed, but never with an NHS number in it."""

from typing import Any

from django.core.exceptions import ValidationError

from everyweek.web.people.discussion.forms import LineField, TypedField
from everyweek.web.people.patient_data import nhs_number_in

NHS_NUMBER = "“{}” is an NHS number: it passes the check. Take it out. Nothing was saved yet."


class ScannedField(TypedField):
    """Text without an NHS number."""

    def clean(self, value: Any) -> str:
        """The text. Raises ValidationError."""
        return _scanned(super().clean(value))


class ScannedLine(LineField):
    """One line without an NHS number."""

    def clean(self, value: Any) -> str:
        """The line. Raises ValidationError."""
        return _scanned(super().clean(value))


def _scanned(text: str) -> str:
    if number := nhs_number_in(text):
        raise ValidationError(NHS_NUMBER.format(number))
    return text
