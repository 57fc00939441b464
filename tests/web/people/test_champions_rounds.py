"""Rounds: making them, changing them, closing them, and the overview of every system."""

import csv
import io
import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from python_calamine import CalamineWorkbook
from support.cast import Cast
from support.champions import (
    DEADLINE,
    DURING,
    EXECUTIVE,
    LATE,
    MADE,
    OPENS,
    asked,
    make_round,
    name_executive,
    nominate,
    sent_in,
    the_return,
)
from support.people import reader
from support.site import words

from everyweek.web.people.champions import running
from everyweek.web.people.champions.errors import NotARound
from everyweek.web.people.champions.models import Return, Round
from everyweek.web.people.champions.places import Rule
from everyweek.web.people.champions.queries import return_details, returns_in
from everyweek.web.people.errors import ChangedMeanwhile
from everyweek.web.people.models import AuditEntry, Notification, OrganisationSettings, OutgoingMail
from everyweek.web.people.permissions import NotPermitted

TOKEN = re.compile(r'name="once" value="([^"]+)"')
FORM = {
    "title": "Recovery champions",
    "about": "Please nominate.",
    "opens_day": "1",
    "opens_month": "7",
    "opens_year": "2027",
    "deadline_day": "21",
    "deadline_month": "7",
    "deadline_year": "2027",
    "deadline_time": "noon",
    "smaller": "10",
    "larger": "20",
    "larger_from": "2",
    "systems": "every",
}


def post(client: Any, address: str, form: dict[str, Any]) -> Any:
    """Open the page, and send its form with the token and the version that stand in it."""
    page = client.get(address).content.decode()
    version = re.search(r'name="version" value="(\d+)"', page)
    return client.post(
        address,
        {"once": TOKEN.search(page)[1], "version": version[1] if version else "", **form},  # type: ignore[index]
    )


def support(cast: Cast) -> Any:
    return reader(cast["national support"])


def told(cast: Cast, who: str, kind: str = "round") -> list[str]:
    return list(Notification.objects.filter(person=cast[who], kind=kind).order_by("pk").values_list("title", flat=True))


def test_a_round_is_made_for_every_real_board_with_noon_in_london_as_its_deadline(cast: Cast) -> None:
    answer = post(support(cast), "/champions/new/", FORM)

    found = Round.objects.get()
    assert answer["Location"] == "/champions/recovery-champions/"
    assert found.deadline_at == datetime(2027, 7, 21, 11, 0, tzinfo=UTC)
    assert found.opens_at == datetime(2027, 6, 30, 23, 0, tzinfo=UTC)
    assert found.returns.count() == 36
    page = words(support(cast).get(answer["Location"]).content)
    assert "Noon on Wednesday 21 July 2027" in page
    assert "A smaller system may nominate 10 champions, a larger one up to 20." in page
    assert "0 of 36 systems sent in" in page


def test_a_round_can_ask_the_systems_of_chosen_regions_only(cast: Cast) -> None:
    post(support(cast), "/champions/new/", {**FORM, "systems": "regions", "regions": ["Y61"]})

    systems = [one.system_name for one in returns_in(Round.objects.get(), now=MADE)]
    assert systems == [  # of the East of England, since April 2026
        "NHS Central East Integrated Care Board",
        "NHS Essex Integrated Care Board",
        "NHS Norfolk and Suffolk Integrated Care Board",
    ]


def test_a_winter_deadline_at_noon_is_noon_in_universal_time(cast: Cast) -> None:
    post(support(cast), "/champions/new/", {**FORM, "deadline_month": "12", "deadline_time": "12:00"})

    assert Round.objects.get().deadline_at == datetime(2027, 12, 21, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ({"title": "  "}, "Give the round a title of 1 to 120 characters"),
        ({"title": "x" * 121}, "Give the round a title of 1 to 120 characters"),
        ({"deadline_month": "13"}, "Write the day as numbers, such as 21 7 2026"),
        ({"deadline_day": "31", "deadline_month": "6"}, "Write the day as numbers, such as 21 7 2026"),
        ({"deadline_year": "27"}, "Give a year from 2015 to 2100"),
        ({"deadline_day": "", "deadline_month": "", "deadline_year": ""}, "Write the day as numbers"),
        ({"deadline_time": "lunch"}, "Write the time as hours and minutes, such as 14:30 or 2:30pm."),
        (
            {"deadline_day": "28", "deadline_month": "3", "deadline_year": "2027", "deadline_time": "01:30"},
            "The clocks go forward on 28 March 2027: 01:30 does not exist that night.",
        ),
        (
            {"deadline_day": "31", "deadline_month": "10", "deadline_year": "2027", "deadline_time": "1:30"},
            "The clocks go back on 31 October 2027: 01:30 comes twice that night.",
        ),
        ({"deadline_year": "2026"}, "The deadline must be after the day on which the round opens"),
        ({"opens_year": "2020", "deadline_year": "2021"}, "The deadline has passed already. Give a later one"),
        ({"smaller": "0"}, "Write a number from 1 to 500"),
        ({"smaller": "ten"}, "Write a number from 1 to 500"),
        ({"smaller": "21"}, "A larger system may nominate no fewer than a smaller one"),
        ({"larger_from": "0"}, "Write a number from 1 to 100"),
        ({"systems": "regions"}, "Choose at least one region, or every system"),
        ({"systems": "both"}, "Choose one of the two"),
        ({"opens_year": "2020"}, "No system would be asked."),  # before there were boards
    ],
)
def test_what_makes_no_round_is_said_and_what_was_typed_stays(cast: Cast, form: dict[str, Any], said: str) -> None:
    page = post(support(cast), "/champions/new/", {**FORM, "about": "Typed <b>words</b>", **form})

    assert said in words(page.content).replace("&#39;", "'")
    assert "Typed &lt;b&gt;words&lt;/b&gt;" in page.content.decode()
    assert Round.objects.count() == 0


def test_the_same_form_sent_twice_makes_one_round(cast: Cast) -> None:
    client = support(cast)
    once = TOKEN.search(client.get("/champions/new/").content.decode())[1]  # type: ignore[index]

    answers = [client.post("/champions/new/", {**FORM, "once": once})["Location"] for _ in range(2)]

    assert answers == ["/champions/recovery-champions/"] * 2
    assert Round.objects.count() == 1


def test_rounds_of_the_same_title_and_of_words_that_addresses_need_get_keys_of_their_own(cast: Cast) -> None:
    titles = ("Recovery champions", "Recovery champions!", "New", "Answer", "東京")

    assert [make_round(cast, title=title).key for title in titles] == [
        "recovery-champions",
        "recovery-champions-2",
        "new-2",
        "answer-2",
        "round",
    ]


def test_places_are_settled_by_the_rule_or_by_the_organisations_own_setting(cast: Cast) -> None:
    OrganisationSettings.objects.create(code="ZZC", champion_places=14, updated_at=MADE)

    found = make_round(cast, systems=("ZZA", "ZZB", "ZZC"), rule=Rule(smaller=6, larger=8))

    settled = {one.system: (one.places, one.why_places) for one in found.returns.all()}
    untold = "counted in it (no A&E figures are loaded that tell which of them are acute)."
    assert settled == {
        "ZZA": (8, f"A larger system: 2 trusts are {untold}"),
        "ZZB": (6, f"A smaller system: 1 trust is {untold}"),
        "ZZC": (14, "Settled by hand for this system; the rule alone would give 8."),
    }


@pytest.mark.parametrize("systems", [("ZZ1",), ("QQQ",), ()])
def test_only_boards_of_the_opening_day_can_be_asked(cast: Cast, systems: tuple[str, ...]) -> None:
    with pytest.raises(NotARound) as problem:
        make_round(cast, systems=systems)

    assert problem.value.field == "systems"
    assert Round.objects.count() == 0


def test_nobody_but_national_support_runs_rounds(cast: Cast) -> None:
    found = make_round(cast)

    for who in ("administrator of a region", "executive contact"):
        by = cast.reader(who)
        with pytest.raises(NotPermitted):
            running.make_round(by=by, asked=asked(), systems=("ZZA",), now=MADE)
        with pytest.raises(NotPermitted):
            running.close_round(by=by, of=found, seen_version=1, now=MADE)
        with pytest.raises(NotPermitted):
            running.give_longer(by=by, of=the_return(found), seen_version=1, deadline_at=LATE, why="Because", now=MADE)
        assert reader(cast[who]).get("/champions/recovery-champions/").status_code == 403


def test_moving_the_deadline_is_audited_and_everybody_who_answers_is_told(cast: Cast) -> None:
    found = make_round(cast)
    name_executive(cast.reader("executive contact"), the_return(found))

    running.change_round(
        by=cast.reader("national support"),
        of=found,
        seen_version=1,
        asked=asked(deadline_at=datetime(2026, 7, 28, 11, 0, tzinfo=UTC)),
        now=DURING,
    )

    title = "Recovery champions: the deadline is now noon on Tuesday 28 July 2026"
    for who in ("executive contact", "administrator of a board", "administrator of a region"):
        assert told(cast, who)[-1] == title
    assert told(cast, "administrator of another board")[-1] == title
    assert told(cast, "member") == []
    assert OutgoingMail.objects.get(to=EXECUTIVE.email, subject=title)
    entry = AuditEntry.objects.get(action="round.changed")
    assert entry.details == (
        '{"after": {"deadline_at": "2026-07-28T11:00:00+00:00"}, '
        '"before": {"deadline_at": "2026-07-21T11:00:00+00:00"}}'
    )


def test_changing_the_words_of_a_round_tells_nobody(cast: Cast) -> None:
    found = make_round(cast)

    answer = post(support(cast), f"/champions/{found.key}/edit", {**FORM, "title": "Another title"})

    assert answer["Location"] == f"/champions/{found.key}/"  # its address stays
    assert Round.objects.get().title == "Another title"


def test_the_second_of_two_who_change_a_round_is_told(cast: Cast) -> None:
    found = make_round(cast)
    client = support(cast)
    page = client.get(f"/champions/{found.key}/edit").content.decode()
    running.change_round(by=cast.reader("national support"), of=found, seen_version=1, asked=asked("First"), now=DURING)

    answer = client.post(
        f"/champions/{found.key}/edit",
        {**FORM, "title": "Second", "version": "1", "once": TOKEN.search(page)[1]},  # type: ignore[index]
    )

    assert answer.status_code == 409
    assert "This round was changed by somebody else" in words(answer.content)
    assert 'value="Second"' in answer.content.decode()
    assert Round.objects.get().title == "First"


def test_one_system_is_given_longer_with_the_reason(cast: Cast) -> None:
    found = make_round(cast)
    later = datetime(2026, 7, 24, 11, 0, tzinfo=UTC)

    running.give_longer(
        by=cast.reader("national support"),
        of=the_return(found),
        seen_version=1,
        deadline_at=later,
        why="Their board meets on Thursday",
        now=DURING,
    )

    harbour, saltings = returns_in(found, now=DURING)
    assert (harbour.system, harbour.deadline_at, harbour.why_longer) == ("ZZA", later, "Their board meets on Thursday")
    assert (saltings.deadline_at, saltings.has_own_deadline) == (DEADLINE, False)
    assert told(cast, "executive contact")[-1] == "Recovery champions: you have until noon on Friday 24 July 2026"
    assert told(cast, "administrator of another board") == []
    page = words(support(cast).get(f"/champions/{found.key}/").content)
    assert "Its own: noon on Friday 24 July 2026. Their board meets on Thursday" in page


def test_a_system_that_was_given_longer_is_in_time_until_then(cast: Cast) -> None:
    found = make_round(cast)
    one = the_return(found)
    by = cast.reader("national support")
    running.give_longer(by=by, of=one, seen_version=1, deadline_at=LATE + timedelta(days=1), why="Because", now=DURING)

    sent_in(by, one, "Ann Other", now=LATE)

    assert return_details(one, now=LATE).state.title == "Sent in"


@pytest.mark.parametrize(
    ("deadline_at", "why", "said"),
    [
        (DEADLINE, "Because", "That is not longer: the round’s own deadline is noon on Tuesday 21 July 2026"),
        (LATE, "  ", "Write why"),
        (LATE, "x" * 301, "Write why"),
    ],
)
def test_longer_needs_a_later_instant_and_a_reason(cast: Cast, deadline_at: datetime, why: str, said: str) -> None:
    one = the_return(make_round(cast))

    with pytest.raises(NotARound, match=said):
        running.give_longer(
            by=cast.reader("national support"), of=one, seen_version=1, deadline_at=deadline_at, why=why, now=DURING
        )


def test_giving_longer_on_the_page_says_what_is_wrong_beside_the_field(cast: Cast) -> None:
    found = make_round(cast)

    page = post(
        support(cast),
        f"/champions/{found.key}/ZZA/longer",
        {"deadline_day": "1", "deadline_month": "7", "deadline_year": "2026", "deadline_time": "noon", "why": "So"},
    )

    assert "That is not longer" in words(page.content)
    assert Return.objects.get(system="ZZA").deadline_at is None


def test_a_round_is_closed_and_opened_again_and_both_is_told(cast: Cast) -> None:
    found = make_round(cast)
    client = support(cast)

    asks = words(client.get(f"/champions/{found.key}/close").content)
    post(client, f"/champions/{found.key}/close", {})
    closed = Round.objects.get().closed_at
    post(client, f"/champions/{found.key}/close", {})

    assert "Close the round?" in asks
    assert closed is not None
    assert Round.objects.get().closed_at is None
    assert told(cast, "executive contact") == [
        "Recovery champions is closed: nothing is accepted any more",
        "Recovery champions is open again",
    ]
    assert [entry.action for entry in AuditEntry.objects.filter(object_kind="round")] == [
        "round.made",
        "round.closed",
        "round.reopened",
    ]


def test_two_who_close_and_open_at_once_do_not_undo_one_another(cast: Cast) -> None:
    found = make_round(cast)
    by = cast.reader("national support")
    running.close_round(by=by, of=found, seen_version=1, now=DURING)

    with pytest.raises(ChangedMeanwhile):
        running.close_round(by=by, of=found, seen_version=1, now=DURING)


def test_the_overview_says_of_every_system_how_it_stands_and_sorts_by_what_needs_doing(cast: Cast) -> None:
    found = make_round(cast, systems=("ZZA", "ZZB", "ZZC", "ZZD"))
    by = cast.reader("national support")
    sent_in(by, the_return(found, "ZZA"), "Ann Other")
    nominate(by, the_return(found, "ZZC"), "Bob Brown")
    sent_in(by, the_return(found, "ZZD"), "Cat Clark", "Dee Dean", now=LATE)

    states = {one.system: (one.state.title, one.state.detail) for one in returns_in(found, now=DURING)}

    assert states == {
        "ZZA": ("Sent in", "6 July 2026 at 10:30"),
        "ZZB": ("Not begun", ""),
        "ZZC": ("Incomplete", "the executive contact is not named"),
        "ZZD": ("Sent in late", "by 2 hours 5 minutes"),
    }
    page = words(support(cast).get(f"/champions/{found.key}/?sort=state").content)
    order = [page.index(name) for name in ("Northwold ICB", "Harbour and Vale ICB")]
    assert order == sorted(order)
    assert "2 of 4 systems sent in, 1 of them late" in page
    assert "4 champions nominated for " in page
    assert "2 of 4 systems named an executive contact" in page


def test_the_overview_says_for_which_system_nobody_can_sign_in(cast: Cast) -> None:
    found = make_round(cast, systems=("ZZA", "ZZB"))

    page = support(cast).get(f"/champions/{found.key}/").content.decode()

    assert words(page).count("Nobody can sign in for it yet. Invite somebody : Invented Moorland ICB") == 1
    assert 'href="/organisation/ZZB/people/invite/"' in page
    assert "Invite somebody : Invented Harbour" not in words(page)


def test_everybody_named_is_exported_and_a_system_without_anybody_has_a_row(cast: Cast) -> None:
    found = make_round(cast, systems=("ZZA", "ZZB"))
    sent_in(cast.reader("national support"), the_return(found), "Ann Other")

    as_csv = support(cast).get(f"/champions/{found.key}/champions.csv")
    as_xlsx = support(cast).get(f"/champions/{found.key}/champions.xlsx")

    rows = list(csv.reader(io.StringIO(as_csv.content.decode("utf-8-sig"))))
    assert rows[0][:6] == ["Region", "System", "System code", "Return", "Nominated as", "Name"]
    assert [row[2:3] + row[4:8] for row in rows[1:]] == [
        ["ZZA", "Executive contact", EXECUTIVE.name, EXECUTIVE.job_title, EXECUTIVE.email],
        ["ZZA", "Champion", "Ann Other", "Ward sister", "ann.other@example.nhs.uk"],
        ["ZZB", "", "", "", ""],
    ]
    assert as_csv["Content-Disposition"] == 'attachment; filename="recovery-champions.csv"'
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(as_xlsx.content)).get_sheet_by_index(0).to_python()
    assert [[str(cell) for cell in row] for row in sheet] == rows


def test_the_list_shows_rounds_to_whoever_runs_them_and_their_returns_to_those_who_answer(cast: Cast) -> None:
    make_round(cast)

    pages = {
        who: words(reader(cast[who]).get("/champions/").content)
        for who in ("national support", "executive contact", "administrator of a region", "member of another trust")
    }

    assert "Make a round" in pages["national support"]
    assert "Invented Harbour and Vale ICB" in pages["executive contact"]
    assert "Saltings" not in pages["executive contact"]
    assert "Invented Harbour and Vale ICB" in pages["administrator of a region"]
    assert "No system of yours is asked in any round." in pages["member of another trust"]


def test_a_round_that_is_not_there_is_told_so(cast: Cast) -> None:
    answer = support(cast).get("/champions/none/")

    assert answer.status_code == 404
    assert "There is no such round" in words(answer.content)
    assert support(cast).get("/champions/none/ZZA/").status_code == 404


def test_script_in_a_title_is_text(cast: Cast) -> None:
    found = make_round(cast, title="<script>alert(1)</script>")

    page = support(cast).get(f"/champions/{found.key}/").content.decode()

    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page


def test_the_opening_is_told_when_the_round_opens_and_not_before(cast: Cast) -> None:
    make_round(cast)
    before = told(cast, "executive contact")

    make_round(cast, title="Opened today", now=OPENS + timedelta(hours=12))

    assert before == []
    assert told(cast, "executive contact") == [
        "Opened today: nominate champions for Invented Harbour and Vale ICB",
    ]
