"""Bringing a list."""

from typing import Any

from django import forms

from everyweek.web.people.administration.bulk.layout import COLUMNS, REQUIRED
from everyweek.web.people.sheets.errors import UnreadableSheet
from everyweek.web.people.sheets.read import LARGEST, Sheet, read_pasted, read_sheet


class BringForm(forms.Form):
    """A file, or rows pasted from a spreadsheet."""

    file = forms.FileField(label="A file (CSV or Excel)", required=False, allow_empty_file=True)
    pasted = forms.CharField(label="Or paste rows from a spreadsheet", required=False, strip=False)

    sheet: Sheet
    file_name = ""

    def clean(self) -> dict[str, Any]:
        """One of the two, and a table that can be read."""
        file, pasted = self.cleaned_data.get("file"), self.cleaned_data.get("pasted", "")
        if file is None and not pasted.strip():
            self.add_error("file", "Choose a file, or paste rows below.")
            return self.cleaned_data
        if file is not None and pasted.strip():
            self.add_error("file", "Choose a file or paste rows, not both at once. Nothing was taken from either.")
            return self.cleaned_data
        try:
            if file is not None:
                self.file_name = file.name
                content = file.read(LARGEST + 1)
                self.sheet = read_sheet(content, name=file.name, columns=COLUMNS, required=REQUIRED)
            else:
                self.file_name = "What you pasted"
                self.sheet = read_pasted(pasted, columns=COLUMNS, required=REQUIRED)
        except UnreadableSheet as problem:
            self.add_error("file" if file is not None else "pasted", str(problem))
        return self.cleaned_data
