"""What is chosen on the page of files."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from everyweek.web.learn.attachments.kinds import IS_TOO_LARGE, LARGEST
from everyweek.web.learn.attachments.names import clean_name


class AttachForm(forms.Form):
    """One file. How large it is, is looked at before it is read; everything else is by the action."""

    file = forms.FileField(
        label="Choose a file",
        allow_empty_file=True,  # the sentence for an empty one is that of the action
        error_messages={"required": "Choose a file to attach."},
    )

    def clean_file(self) -> Any:
        """The file. Raises ValidationError."""
        file = self.cleaned_data["file"]
        if file.size > LARGEST:
            raise ValidationError(f"“{clean_name(file.name)}” was not attached. {' '.join(IS_TOO_LARGE)}")
        return file
