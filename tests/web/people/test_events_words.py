"""What a network plans is called an event everywhere: two words for one thing are two things to a reader."""

from pathlib import Path

import everyweek.web.people
from everyweek.web.people.audit.words import ACTIONS
from everyweek.web.people.events.forms import EventForm
from everyweek.web.people.notifications.kinds import KINDS

PAGES = Path(everyweek.web.people.__file__).parent / "jinja2"


def test_no_page_calls_an_event_a_meeting() -> None:
    told = {path.name: path.read_text(encoding="utf-8") for path in PAGES.rglob("*.*")}

    assert len(told) > 50
    assert [name for name, text in told.items() if "meeting" in text.lower()] == []


def test_neither_do_mails_the_chain_of_changes_nor_the_form() -> None:
    labels = [str(field.label) for field in EventForm.base_fields.values()]

    told = [*(kind.title for kind in KINDS.values()), *ACTIONS.values(), *labels]

    assert [words for words in told if "meeting" in words.lower()] == []
