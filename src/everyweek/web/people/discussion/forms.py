"""What is typed into the forms of a discussion. The sentences are what a page shows beside a field."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from everyweek.web.people.discussion.models import LONGEST_POST, LONGEST_TITLE
from everyweek.web.people.discussion.text import one_kind_of_line_end, says_something, without_turning
from everyweek.web.people.discussion.web_address import read_address

LONGEST_REASON = 200
LONGEST_REPORT = 500
LONGEST_NOTE = 500


class TypedField(forms.CharField):
    """Text kept as it was typed, but for the ends of its lines.

    empty : the sentence when there is nothing to see in it; "" when it may be left out.
    """

    widget = forms.Textarea

    def __init__(self, *, longest: int, empty: str = "", **more: Any) -> None:
        super().__init__(required=False, strip=False, **more)
        self.longest, self.empty = longest, empty

    def clean(self, value: Any) -> str:
        """The text. Raises ValidationError."""
        text = one_kind_of_line_end(value or "").replace("\x00", "")
        if not says_something(text):
            text = ""
        if not text and self.empty:
            raise ValidationError(self.empty)
        if len(text) > self.longest:
            raise ValidationError(
                f"This has {len(text):,} characters; at most {self.longest:,} can be kept. Nothing was saved yet."
            )
        return text


class LineField(TypedField):
    """One line, without blanks around it and without characters that would disturb the words beside it."""

    widget = forms.TextInput

    def clean(self, value: Any) -> str:
        """The line. Raises ValidationError."""
        return super().clean(without_turning(value or ""))


class PostForm(forms.Form):
    """A post. With the first of a conversation comes the title."""

    text = TypedField(label="Your post", longest=LONGEST_POST, empty="Write something: the post is empty.")
    shared_beyond = forms.BooleanField(label="Share this post beyond the network", required=False)


class ThreadForm(PostForm):
    """A new conversation."""

    title = LineField(label="What it is about", longest=LONGEST_TITLE, empty="Say in a few words what it is about.")
    field_order = ("title", "text", "shared_beyond")


class RemovalForm(forms.Form):
    """Why a lead removes a post."""

    why = LineField(label="Why do you remove it?", longest=LONGEST_REASON)


class ReportForm(forms.Form):
    """Why a lead should look at a post."""

    why = TypedField(
        label="Why should a lead look at this post?",
        longest=LONGEST_REPORT,
        empty="Say in a few words what is wrong with the post.",
    )


class LinkForm(forms.Form):
    """A link for the list of a network."""

    title = LineField(label="Title", longest=LONGEST_TITLE, empty="Give the link a title that says what is there.")
    address = forms.CharField(label="Web address", required=False)
    note = LineField(label="Note, if one is needed", longest=LONGEST_NOTE)
    shared_beyond = forms.BooleanField(label="Share this link beyond the network", required=False)

    def clean_address(self) -> str:
        """The whole address. Raises ValidationError."""
        return read_address(self.cleaned_data["address"], schemes=("http", "https"))
