"""What the pages of rounds show, as plain values."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from django.urls import reverse

from everyweek.web.design import wording
from everyweek.web.people.champions.deadlines import deadline_in_words, how_long, local_day, moment_in_words
from everyweek.web.people.champions.forms import LongerForm, RoundForm
from everyweek.web.people.champions.queries import ReturnDetails, RoundDetails
from everyweek.web.people.champions.states import ORDER

TAG_COLOURS = {
    "late": "red",
    "incomplete": "orange",
    "not_begun": "grey",
    "draft": "blue",
    "sent_late": "yellow",
    "sent": "green",
}
SORTS = {"": "By name", "state": "By what needs doing", "region": "By region"}


def list_page(
    rounds: Sequence[RoundDetails], mine: Sequence[ReturnDetails], *, runs: bool, now: datetime
) -> dict[str, Any]:
    """The list of rounds, and the reader's own returns."""
    return {
        "runs": runs,
        "rounds": tuple(
            {
                "title": row.title,
                "address": reverse("round", kwargs={"round": row.key}),
                "deadline": deadline_in_words(row.deadline_at),
                "state": round_state(row, now=now),
            }
            for row in rounds
        ),
        "mine": tuple(
            {
                "title": one.system_name,
                "round": one.round.title,
                "address": return_address(one),
                "deadline": deadline_in_words(one.deadline_at),
                "state": tag(one),
                "detail": one.state.detail,
                "round_state": round_state(one.round, now=now),
            }
            for one in mine
        ),
    }


def round_state(row: RoundDetails, *, now: datetime) -> str:
    """Whether a round is open, in words."""
    if row.closed_at is not None:
        return f"Closed since {moment_in_words(row.closed_at)}"
    if now < row.opens_at:
        return f"Opens on {wording.day_in_words(local_day(row.opens_at))}"
    if now > row.deadline_at:
        return f"Open; the deadline was {how_long(now - row.deadline_at)} ago"
    return f"Open; {how_long(row.deadline_at - now)} to the deadline"


def overview_page(
    found: RoundDetails, returns: Sequence[ReturnDetails], *, silent: Collection[str], sort: str, now: datetime
) -> dict[str, Any]:
    """Every system of a round. silent: those for which nobody can sign in."""
    sort = sort if sort in SORTS else ""
    path = reverse("round", kwargs={"round": found.key})
    return {
        "round": found,
        "about": tuple(line for line in found.about.splitlines() if line.strip()),
        "state": round_state(found, now=now),
        "opens": wording.day_in_words(local_day(found.opens_at)),
        "deadline": wording.capitalised(deadline_in_words(found.deadline_at)),
        "rule": found.rule.in_words,
        "totals": totals(returns),
        "rows": tuple(_system(one, is_silent=one.system in silent) for one in in_order(returns, sort)),
        "sorts": tuple(
            {"text": text, "address": f"{path}?sort={key}" if key else path, "chosen": key == sort}
            for key, text in SORTS.items()
        ),
        "edit": reverse("edit-round", kwargs={"round": found.key}),
        "close": reverse("close-round", kwargs={"round": found.key}),
        "csv": reverse("round-export", kwargs={"round": found.key, "form": "csv"}),
        "xlsx": reverse("round-export", kwargs={"round": found.key, "form": "xlsx"}),
    }


def in_order(returns: Sequence[ReturnDetails], sort: str) -> list[ReturnDetails]:
    """The returns in the order that is asked for; within it by name."""
    if sort == "state":
        return sorted(returns, key=lambda one: ORDER.index(one.state.key))
    if sort == "region":
        return sorted(returns, key=lambda one: one.region_name)
    return list(returns)


def totals(returns: Sequence[ReturnDetails]) -> tuple[str, ...]:
    """What all systems together come to, each as a sentence."""
    sent = [one for one in returns if one.submitted_at is not None]
    late = [one for one in returns if one.state.key == "late"]
    sent_late = [one for one in sent if one.first_submitted_at and one.first_submitted_at > one.deadline_at]
    named, confirmed = sum(one.taken for one in returns), sum(one.number_of("confirmed") for one in returns)
    declined, places = sum(one.number_of("declined") for one in returns), sum(one.places for one in returns)
    contacts = sum(bool(one.executive_email) for one in returns)
    late_words = f"; {len(late)} late with nothing sent in" if late else ""
    return (
        f"{len(sent)} of {wording.several(len(returns), 'system')} sent in, {len(sent_late)} of them late{late_words}.",
        (
            f"{wording.several(named, 'champion')} nominated for {places:,} places, {confirmed} of them confirmed. "
            f"{declined} more declined."
        ),
        f"{contacts} of {wording.several(len(returns), 'system')} named an executive contact.",
    )


def tag(one: ReturnDetails) -> dict[str, str]:
    """The state as the macro `tag` takes it; the words say it, the colour only helps."""
    return {"text": one.state.title, "classes": f"nhsuk-tag--{TAG_COLOURS[one.state.key]}"}


def return_address(one: ReturnDetails) -> str:
    """The path of a return's page."""
    return reverse("return", kwargs={"round": one.round.key, "system": one.system})


def _system(one: ReturnDetails, *, is_silent: bool) -> dict[str, Any]:
    return {
        "name": one.system_name,
        "code": one.system,
        "region": one.region_name,
        "address": return_address(one),
        "tag": tag(one),
        "detail": one.state.detail,
        "places": str(one.places),
        "why_places": one.why_places,
        "nominated": str(one.taken),
        "answers": f"{one.number_of('confirmed')} confirmed, {one.number_of('declined')} declined, "
        f"{one.number_of('asked')} waiting",
        "executive": "Named" if one.executive_email else "Not named yet",
        "invite": reverse("organisation-invite", kwargs={"code": one.system}) if is_silent else "",
        "own_deadline": deadline_in_words(one.deadline_at) if one.has_own_deadline else "",
        "why_longer": one.why_longer,
        "longer": reverse("return-longer", kwargs={"round": one.round.key, "system": one.system}),
    }


def form_page(form: RoundForm, *, title: str, button: str, back: str) -> dict[str, Any]:
    """The page on which a round is made or changed."""
    return {
        "title": title,
        "button": button,
        "back": back,
        "asks_systems": "systems" in form.fields,
        "opens": form.date_input("opens", legend="The day on which it opens", hint="For example, 3 7 2026"),
        "deadline": form.date_input("deadline", legend="The day of the deadline", hint="For example, 21 7 2026"),
    }


def longer_page(one: ReturnDetails, form: LongerForm) -> dict[str, Any]:
    """The page on which one system is given longer."""
    return {
        "title": f"Give {one.system_name} longer",
        "now": deadline_in_words(one.deadline_at),
        "round_deadline": deadline_in_words(one.round.deadline_at),
        "deadline": form.date_input("deadline", legend="The day of its deadline", hint="For example, 28 7 2026"),
        "back": reverse("round", kwargs={"round": one.round.key}),
        "open_again": reverse("return-longer", kwargs={"round": one.round.key, "system": one.system}),
    }
