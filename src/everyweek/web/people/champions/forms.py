"""The forms of rounds and returns. What a value must be is checked by the actions; a form reads days and times."""

from datetime import date, datetime
from typing import Any

from django import forms

from everyweek.web.people.champions.deadlines import LONDON, begin_of
from everyweek.web.people.champions.details import Details
from everyweek.web.people.champions.places import Rule
from everyweek.web.people.champions.queries import RoundDetails
from everyweek.web.people.champions.running import LONGEST_TITLE, MOST_PLACES, WITHOUT_A_TITLE, RoundAsked
from everyweek.web.people.events.clock import NoSuchTime, london_instant, read_time

PARTS_OF_A_DAY = ("day", "month", "year")
EARLIEST_YEAR, LATEST_YEAR = 2015, 2100
NOT_A_DAY = "Write the day as numbers, such as 21 7 2026"
MOST_PASTED = 100_000
EVERY, OF_REGIONS = "every", "regions"


class DaysForm(forms.Form):
    """A form with days in three inputs each, as NHS.UK asks for them."""

    def day_of(self, name: str) -> date | None:
        """The day that three inputs give; None, with the error beside the first of them, when they give none."""
        typed = [str(self.cleaned_data.get(f"{name}_{part}") or "").strip() for part in PARTS_OF_A_DAY]
        try:
            day, month, year = (int(text) for text in typed)
            found = date(year, month, day)
        except ValueError:
            self.add_error(f"{name}_day", NOT_A_DAY)
            return None
        if not EARLIEST_YEAR <= found.year <= LATEST_YEAR:
            self.add_error(f"{name}_day", f"Give a year from {EARLIEST_YEAR} to {LATEST_YEAR}")
            return None
        return found

    def instant_of(self, name: str) -> datetime | None:
        """The instant that a day and a time give; None, with the error beside what is wrong."""
        day = self.day_of(name)
        try:
            at = read_time(str(self.cleaned_data.get(f"{name}_time") or "noon"))
            return london_instant(day, at) if day else None
        except NoSuchTime as problem:
            self.add_error(f"{name}_time", str(problem))
            return None

    def date_input(self, name: str, *, legend: str, hint: str) -> dict[str, Any]:
        """The parameters of the macro `dateInput`."""
        first = self[f"{name}_day"]
        items = [
            {
                "id": bound.id_for_label,
                "name": bound.html_name,
                "label": part.capitalize(),
                "value": bound.value() or "",
                "width": 4 if part == "year" else 2,
                "error": bool(first.errors),
            }
            for part in PARTS_OF_A_DAY
            for bound in [self[f"{name}_{part}"]]
        ]
        return {
            "id": f"{name}-input",
            "fieldset": {"legend": {"text": legend, "size": "s"}},
            "hint": {"text": hint},
            "items": items,
            **({"errorMessage": {"text": str(first.errors[0])}} if first.errors else {}),
        }


def _part() -> forms.CharField:
    return forms.CharField(required=False, max_length=4, error_messages={"max_length": NOT_A_DAY})


def _number(label: str, initial: int, *, most: int) -> forms.IntegerField:
    return forms.IntegerField(
        label=label,
        initial=initial,
        error_messages={"required": f"Write a number from 1 to {most}", "invalid": f"Write a number from 1 to {most}"},
    )


class RoundForm(DaysForm):
    """A round."""

    title = forms.CharField(label="Title", required=False, max_length=4 * LONGEST_TITLE)
    about = forms.CharField(label="What it is about", required=False, widget=forms.Textarea)
    opens_day, opens_month, opens_year = _part(), _part(), _part()
    deadline_day, deadline_month, deadline_year = _part(), _part(), _part()
    deadline_time = forms.CharField(label="Time of the deadline", required=False, initial="12:00", max_length=20)
    smaller = _number("Champions of a smaller system", Rule().smaller, most=MOST_PLACES)
    larger = _number("Champions of a larger system, at most", Rule().larger, most=MOST_PLACES)
    larger_from = _number("Acute trusts that make a system a larger one", Rule().larger_from, most=100)

    def clean(self) -> dict[str, Any]:
        """Both instants, when the days and the time give any."""
        if not self.cleaned_data.get("title", "").strip() and "title" not in self.errors:
            self.add_error("title", WITHOUT_A_TITLE)
        opens = self.day_of("opens")
        self.cleaned_data["opens_at"] = begin_of(opens) if opens else None
        self.cleaned_data["deadline_at"] = self.instant_of("deadline")
        return self.cleaned_data

    def asked(self) -> RoundAsked:
        """The round, of a form that is valid."""
        found = self.cleaned_data
        return RoundAsked(
            title=found["title"],
            about=found["about"],
            opens_at=found["opens_at"],
            deadline_at=found["deadline_at"],
            rule=Rule(found["smaller"], found["larger"], found["larger_from"]),
        )


class NewRoundForm(RoundForm):
    """A round with the systems that it asks."""

    systems = forms.ChoiceField(
        label="Which systems are asked",
        choices=((EVERY, "Every system"), (OF_REGIONS, "The systems of these regions")),
        initial=EVERY,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose which systems are asked", "invalid_choice": "Choose one of the two"},
    )
    regions = forms.MultipleChoiceField(label="Regions", required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(self, *arguments: Any, regions: list[tuple[str, str]], **more: Any) -> None:
        super().__init__(*arguments, **more)
        self.fields["regions"].choices = regions  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Regions must be chosen when they shall choose."""
        found = super().clean()
        if found.get("systems") == OF_REGIONS and not found.get("regions"):
            self.add_error("regions", "Choose at least one region, or every system")
        return found

    def chosen_regions(self) -> tuple[str, ...]:
        """The codes of the regions; none for every system."""
        return tuple(self.cleaned_data["regions"]) if self.cleaned_data["systems"] == OF_REGIONS else ()


class LongerForm(DaysForm):
    """A later deadline for one system."""

    deadline_day, deadline_month, deadline_year = _part(), _part(), _part()
    deadline_time = forms.CharField(label="Time", required=False, initial="12:00", max_length=20)
    why = forms.CharField(label="Why", required=False, max_length=2000)

    def clean(self) -> dict[str, Any]:
        """The instant, when day and time give one."""
        self.cleaned_data["deadline_at"] = self.instant_of("deadline")
        return self.cleaned_data


class ExecutiveForm(forms.Form):
    """The executive contact. Lengths are checked with everything else, so that each has its sentence."""

    name = forms.CharField(label="Name", required=False)
    job_title = forms.CharField(label="Job title", required=False)
    email = forms.CharField(label="E-mail address", required=False)

    def typed(self) -> Details:
        """As typed."""
        found = self.cleaned_data
        return Details(found["name"], found["job_title"], found["email"], found.get("organisation", ""))


class NomineeForm(ExecutiveForm):
    """A nominee."""

    organisation = forms.CharField(label="Employing organisation", required=False)


class SheetForm(forms.Form):
    """A table of nominees: pasted, or in a file."""

    pasted = forms.CharField(label="Paste the rows", required=False, widget=forms.Textarea, strip=False)
    file = forms.FileField(label="Or choose a file", required=False, allow_empty_file=True)

    def clean(self) -> dict[str, Any]:
        """One of the two, and not both."""
        found = self.cleaned_data
        pasted, file = found.get("pasted") or "", found.get("file")
        if len(pasted) > MOST_PASTED:
            self.add_error("pasted", f"That is more than {MOST_PASTED:,} characters. Send it as a file")
        elif pasted.strip() and file:
            self.add_error("file", "Paste rows or choose a file, not both at once. Nothing was taken over")
        elif not pasted.strip() and not file and "file" not in self.errors:
            self.add_error("pasted", "Paste the rows of the nominees, or choose a file")
        return found


class PasswordForm(forms.Form):
    """A password for a new account."""

    password1 = forms.CharField(
        label="Choose a password",
        strip=False,
        widget=forms.PasswordInput,
        error_messages={"required": "Choose a password"},
    )
    password2 = forms.CharField(
        label="The same password again",
        strip=False,
        widget=forms.PasswordInput,
        error_messages={"required": "Type the password again"},
    )

    def clean(self) -> dict[str, Any]:
        """Both the same."""
        found = self.cleaned_data
        if {"password1", "password2"} <= found.keys() and found["password1"] != found["password2"]:
            self.add_error("password2", "The two passwords are not the same. Type both again")
        return found


def parts_of(name: str, at: datetime) -> dict[str, Any]:
    """What the inputs of a day and its time hold for an instant."""
    local = at.astimezone(LONDON)
    return {
        f"{name}_day": str(local.day),
        f"{name}_month": str(local.month),
        f"{name}_year": str(local.year),
        f"{name}_time": f"{local:%H:%M}",
    }


def initial_of(found: RoundDetails) -> dict[str, Any]:
    """What the form of a round holds at first."""
    return {
        "title": found.title,
        "about": found.about,
        "smaller": found.rule.smaller,
        "larger": found.rule.larger,
        "larger_from": found.rule.larger_from,
        **parts_of("deadline", found.deadline_at),
        **parts_of("opens", found.opens_at),
    }
