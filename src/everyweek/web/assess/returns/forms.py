"""The forms of bringing a return and of using it."""

from collections.abc import Sequence

from django import forms

from everyweek.web.assess.vocabulary import PARTIES
from everyweek.web.people.sheets.read import LARGEST


class BringForm(forms.Form):
    """A filled-in return."""

    file = forms.FileField(
        label="Your filled-in return (Excel or CSV)",
        required=True,
        allow_empty_file=True,
        error_messages={"required": "Choose the file of your return."},
    )

    def content(self) -> bytes:
        """The bytes of the file, one more than are taken at most."""
        return bytes(self.cleaned_data["file"].read(LARGEST + 1))


class UseForm(forms.Form):
    """Who agrees to the answers of a return that is about to be used."""

    parties = forms.MultipleChoiceField(
        label="Who agrees to these answers?",
        widget=forms.CheckboxSelectMultiple,
        required=True,
        error_messages={"required": "Tick at least one: an answer that nobody agrees to is not an agreed one."},
    )

    def __init__(self, *args: object, may_speak_for: Sequence[str], **more: object) -> None:
        super().__init__(*args, **more)  # type: ignore[arg-type]
        self.fields["parties"].choices = [(party, PARTIES[party]) for party in may_speak_for]  # type: ignore[attr-defined]
