"""A plan taken away: as a workbook, a PDF, a file for calendars, and for programs."""

import io
import json
import zipfile
from datetime import date
from typing import Any

import pytest
from python_calamine import CalamineWorkbook
from support.cast import Cast
from support.people import reader
from support.planning import AT, MEASURE, action_of, aim_of, cycle_of, plan_of

from everyweek.web.design.pdf import DocumentTooLarge
from everyweek.web.plan.actions.actions import move_action
from everyweek.web.plan.cycles.models import CyclePoint
from everyweek.web.plan.exporting import document as plan_document
from everyweek.web.plan.exporting.content import content_of
from everyweek.web.plan.plans.actions import PlanAsked, make_plan
from everyweek.web.plan.plans.comments import write_comment
from everyweek.web.plan.plans.models import ImprovementPlan
from everyweek.web.plan.review.actions import hold_review
from everyweek.web.plan.templates.queries import template_of
from everyweek.web.plan.working.models import Registration

pytestmark = pytest.mark.django_db
TODAY = date(2026, 6, 2)


def full_plan(cast: Cast, **asked: Any) -> ImprovementPlan:
    """A plan with something of every kind, some of which a spreadsheet would take for a formula."""
    plan = make_plan(
        by=cast.reader("member"),
        asked=PlanAsked(title="=1+1 Flow", organisation="ZZ1", **asked),
        template=template_of("acute_flow"),
        now=AT,
    )
    aim_of(cast, plan)
    action_of(
        cast, plan, "=HYPERLINK(1)", due_on=date(2026, 7, 1), owner_role="flow matron", needs=(1,),
        measure=MEASURE, by_how_much=0.05,
    )  # fmt: skip
    write_comment(by=cast.reader("member"), plan=plan, action=None, text="@said", now=AT)
    return plan


def file_of(cast: Cast, plan: ImprovementPlan, name: str, who: str = "member") -> Any:
    return reader(cast[who]).get(f"/plans/{plan.key}/{name}")


def test_the_workbook_has_a_sheet_for_each_part_and_no_formula(cast: Cast) -> None:
    answer = file_of(cast, full_plan(cast), "plan.xlsx")

    book = CalamineWorkbook.from_filelike(io.BytesIO(answer.content))
    assert book.sheet_names == [
        "Plan", "Aims", "Drivers", "Actions", "Cycles", "Figures of cycles", "Risks", "Did it work", "Comments",
    ]  # fmt: skip
    rows = {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}
    said = {cell for sheet in rows.values() for row in sheet for cell in row}
    assert all(isinstance(cell, str) for cell in said)
    assert {"=1+1 Flow", "=HYPERLINK(1)", "@said", "70.0%", "78.0%"} <= said
    last = rows["Actions"][-1]
    assert (last[1], last[3], last[9], last[12]) == ("=HYPERLINK(1)", "Flow matron", "1 July 2026", "1")
    with zipfile.ZipFile(io.BytesIO(answer.content)) as files:
        assert not any(b"<f>" in files.read(name) for name in files.namelist())
    assert answer["Content-Disposition"] == 'attachment; filename="11-flow.xlsx"'


def test_the_same_days_have_the_same_identity_by_whatever_address_the_site_is_reached(
    cast: Cast, settings: Any
) -> None:
    settings.ALLOWED_HOSTS = ["*"]
    plan = plan_of(cast)
    action_of(cast, plan, due_on=date(2026, 7, 1))
    browser = reader(cast["member"])

    files = [browser.get(f"/plans/{plan.key}/plan.ics", HTTP_HOST=host) for host in ("plans.example.nhs.uk", "[::1]")]

    identities = [[line for line in one.content.split(b"\r\n") if line.startswith(b"UID:")] for one in files]
    assert identities[0]
    assert identities[0] == identities[1]


def test_a_large_figure_of_a_cycle_is_taken_away_whole(cast: Cast) -> None:
    plan = plan_of(cast)
    cycle = cycle_of(cast, plan, what_is_counted="Visits")
    CyclePoint.objects.create(cycle=cycle, day=date(2026, 6, 1), value=1_234_567)

    tables = {one.title: one for one in content_of(plan, today=TODAY).tables}

    assert tables["Figures of cycles"].rows == (("1", "Visits", "2026-06-01", "1,234,567", "after"),)


def test_what_was_registered_is_taken_away_with_how_far_and_when(cast: Cast) -> None:
    plan = plan_of(cast)
    Registration.objects.create(
        plan=plan, measure=MEASURE, organisation="ZZ1", better_is="up", expected=0.05,
        changed_on=date(2026, 7, 1), registered_at=AT,
    )  # fmt: skip

    rows = {one.title: one.rows for one in content_of(plan, today=TODAY).tables}["Did it work"]

    assert rows[0][1:] == ("ZZ1", "go up, by 5 percentage points more or further", "2 June 2026", "no", "")


def test_the_pdf_says_what_the_plan_is_and_who_took_it(cast: Cast) -> None:
    plan = full_plan(cast)

    answer = file_of(cast, plan, "plan.pdf")

    assert answer.content[:5] == b"%PDF-"
    said = json.dumps(
        plan_document.document_of(content_of(plan, today=TODAY), made_by="The member", now=AT), ensure_ascii=False
    )
    for words in ("=1+1 Flow", "Taken from Everyweek by The member", "8. =HYPERLINK(1)", "Flow matron"):
        assert words in said


def test_a_plan_that_is_too_much_for_a_pdf_says_so(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    def too_much(*arguments: object) -> bytes:
        raise DocumentTooLarge("There is too much for one PDF.")

    monkeypatch.setattr(plan_document, "pdf", too_much)

    answer = file_of(cast, plan_of(cast), "plan.pdf")

    assert answer.status_code == 409
    assert "Take it as a workbook" in answer.content.decode()


def test_the_calendar_has_the_days_on_which_actions_are_due_and_the_next_review(cast: Cast) -> None:
    plan = plan_of(cast)
    action = action_of(cast, plan, "Rounds; daily, early", due_on=date(2026, 7, 1))
    action_of(cast, plan, "No day")
    done = action_of(cast, plan, "Done", due_on=date(2026, 6, 20))
    move_action(by=cast.reader("member"), action=done, state="done", now=AT)
    hold_review(by=cast.reader("member"), plan=plan, notes="", next_on=date(2026, 6, 9), now=AT)

    answer = file_of(cast, plan, "plan.ics")

    text = answer.content.decode().replace("\r\n ", "")
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert text.count("BEGIN:VEVENT") == 3
    assert "SUMMARY:Due: Rounds\\; daily\\, early\r\n" in text
    assert "DTSTART;VALUE=DATE:20260701\r\nDTEND;VALUE=DATE:20260702\r\n" in text
    assert f"UID:action-{action.pk}-20260602T090000000000@everyweek\r\nSEQUENCE:1\r\n" in text
    assert "STATUS:CANCELLED" in text
    assert "DTSTART;VALUE=DATE:20260609" in text
    assert all(len(line) <= 75 for line in answer.content.split(b"\r\n"))


@pytest.mark.parametrize("name", ["plan.xlsx", "plan.pdf", "plan.ics"])
def test_nobody_takes_away_a_plan_that_they_do_not_read(cast: Cast, name: str) -> None:
    plan = plan_of(cast, readers="team")

    assert file_of(cast, plan, name, "administrator of a trust").status_code == 404


def test_a_program_gets_the_plans_that_its_reader_may_read(cast: Cast) -> None:
    plan_of(cast, title="Ours")
    plan_of(cast, title="Secret", readers="team")
    other = plan_of(cast, "member of another trust", title="Theirs", organisation="ZZV")

    def titles(who: str, **asked: object) -> list[str]:
        return [one["title"] for one in reader(cast[who]).get("/api/v1/plans", asked).json()["plans"]]

    assert titles("member") == ["Secret", "Ours"]
    assert titles("contributor") == ["Ours"]
    assert titles("member of another trust") == ["Theirs"]
    assert titles("member", limit=1, offset=1) == ["Ours"]
    assert titles("member", organisation="ZZV") == []
    assert reader().get("/api/v1/plans").status_code == 401
    assert reader(cast["member"]).get("/api/v1/plans", {"limit": 5000}).status_code == 422
    assert reader(cast["member"]).get(f"/api/v1/plans/{other.key}").status_code == 404
    assert reader().get(f"/api/v1/plans/{other.key}").status_code == 404


@pytest.mark.parametrize("asked", [{"organisation": "ZZ1\x00"}, {"state": "happy"}, {"offset": -1}])
def test_a_program_that_asks_for_what_cannot_be_is_told_so(cast: Cast, asked: dict[str, Any]) -> None:
    assert reader(cast["member"]).get("/api/v1/plans", asked).status_code == 422


def test_a_program_needs_a_second_step_where_the_pages_of_plans_need_one(cast: Cast, settings: Any) -> None:
    plan = plan_of(cast)
    settings.EVERYWEEK_SECOND_FACTOR = "everybody"
    browser = reader(cast["member"])

    answers = [browser.get(address) for address in ("/api/v1/plans", f"/api/v1/plans/{plan.key}")]

    assert [one.status_code for one in answers] == [403, 403]
    assert "second step" in answers[0].json()["detail"]


def test_a_program_gets_all_that_a_plan_says(cast: Cast) -> None:
    plan = full_plan(cast)

    whole = reader(cast["member"]).get(f"/api/v1/plans/{plan.key}").json()

    assert (whole["title"], whole["people"]) == ("=1+1 Flow", ["The member"])
    assert whole["aims"][0]["to_value"] == 0.78
    assert whole["actions"][-1]["needs"] == [1]
    assert whole["actions"][-1]["by_how_much"] == 0.05
    assert len(whole["drivers"]) == 11
    described = reader().get("/api/v1/openapi.json").json()
    assert {"/api/v1/plans", "/api/v1/plans/{key}"} <= set(described["paths"])
