"""The form by which somebody asks to join."""

from django import forms

LONGEST_WORDS = 500


class JoinForm(forms.Form):
    """What somebody says to the lead."""

    words = forms.CharField(
        label="A word to the lead (optional)",
        required=False,
        max_length=LONGEST_WORDS,
        widget=forms.Textarea,
        error_messages={"max_length": f"Say it in at most {LONGEST_WORDS} characters"},
    )
