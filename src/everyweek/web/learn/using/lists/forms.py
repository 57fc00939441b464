"""What is typed to keep a reading list."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from everyweek.web.learn.using.fields import ScannedField, ScannedLine
from everyweek.web.learn.using.lists.actions import ListDetails
from everyweek.web.learn.using.models import LONGEST_LIST_TITLE, LONGEST_LIST_WORDS, LONGEST_NOTE, ReadingList
from everyweek.web.people.models import Network

ONLY_ME, EVERYBODY = "*me", "*everybody"
"""As no key of a network can be."""
NEW = "*new"


class ListForm(forms.Form):
    """What a list says of itself, and who may read it. networks: those that its owner is in."""

    title = ScannedLine(label="Title", longest=LONGEST_LIST_TITLE, empty="Give the list a title.")
    words = ScannedField(label="What is it for?", longest=LONGEST_LIST_WORDS)
    readers = forms.ChoiceField(
        label="Who may read it?",
        widget=forms.RadioSelect,
        error_messages={
            "required": "Choose who may read it.",
            "invalid_choice": "Choose only you, everybody, or a network that you are in.",
        },
    )

    def __init__(self, *arguments: Any, networks: Iterable[Network], **more: Any) -> None:
        super().__init__(*arguments, **more)
        self.networks = {network.key: network for network in networks}
        named = [(key, f"Members of {one.name}") for key, one in self.networks.items()]
        choices = [(ONLY_ME, "Only me"), *named, (EVERYBODY, "Everybody, also without signing in")]
        self.fields["readers"].choices = choices  # type: ignore[attr-defined]

    def details(self) -> ListDetails:
        """What was typed, of a form without errors."""
        chosen = self.cleaned_data["readers"]
        network = self.networks.get(chosen)
        readers = "network" if network else {ONLY_ME: "me", EVERYBODY: "everybody"}[chosen]
        return ListDetails(self.cleaned_data["title"], self.cleaned_data["words"], readers, network)


def list_as_typed(one: ReadingList) -> dict[str, Any]:
    """What the form begins with."""
    readers = {"me": ONLY_ME, "everybody": EVERYBODY}.get(one.readers, one.network.key if one.network else "")
    return {"title": one.title, "words": one.words, "readers": readers}


class AddForm(forms.Form):
    """Into which list a resource goes, and why it is there. lists: those that the reader has."""

    into = forms.ChoiceField(
        label="Into which list?",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose a list.", "invalid_choice": "Choose one of your lists, or a new one."},
    )
    title = ScannedLine(label="Title of the new list", longest=LONGEST_LIST_TITLE)
    note = ScannedLine(label="A note, if there is something to say", longest=LONGEST_NOTE)

    def __init__(self, *arguments: Any, lists: Iterable[ReadingList], **more: Any) -> None:
        super().__init__(*arguments, **more)
        self.lists = {one.key: one for one in lists}
        named = [(key, one.title) for key, one in self.lists.items()]
        self.fields["into"].choices = [*named, (NEW, "A new list, which only I read")]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """A new list has a title."""
        cleaned = super().clean() or {}
        if cleaned.get("into") == NEW and not cleaned.get("title") and "title" not in self.errors:
            self.add_error("title", ValidationError("Give the new list a title."))
        return cleaned


class NoteForm(forms.Form):
    """What is said of an entry."""

    note = ScannedLine(label="Your note", longest=LONGEST_NOTE)
