"""Returns of the tests: Fenwick half answered, given out, and files as people bring them back."""

import html
import io
import re
import zipfile
from collections.abc import Collection
from datetime import date, datetime, timedelta
from typing import Any

import xlsxwriter
from django.utils import timezone
from python_calamine import CalamineWorkbook
from support.assessing import DURING, LEAD
from support.cast import Cast

from everyweek.web.assess.consent.actions import share, submit
from everyweek.web.assess.conversation.agreeing import settle
from everyweek.web.assess.conversation.models import AgreedAnswer
from everyweek.web.assess.conversation.positions import PositionAsked, set_position
from everyweek.web.assess.conversation.saving import save_answer
from everyweek.web.assess.rounds.models import Assessment

WORDS = "=1+1 <script>alert(1)</script>\n- seen in three wards, “mostly” 😀"
"""What people write, and what a spreadsheet or a page must not take for anything else."""


def settled(cast: Cast, assessment: Assessment, key: str, value: str, **more: Any) -> AgreedAnswer:
    """An answer that the lead settled, agreed by the hospital and the board."""
    theme, _, question = key.partition("/")
    before = AgreedAnswer.objects.filter(assessment=assessment, theme=theme, question=question).first()
    asked = {"parties": ("acute", "system"), "now": DURING, "seen_version": before.version if before else 0} | more
    by = cast.reader(asked.pop("who", LEAD))
    return settle(by=by, assessment=assessment, theme=theme, question=question, value=value, **asked)


def filled(cast: Cast, assessment: Assessment, *, now: datetime = DURING) -> Assessment:
    """Half answered: two points of four, a rung, a level that was agreed, a target, and a party that disagrees."""
    settled(cast, assessment, "kettle/boils", "yes", note=WORDS, now=now)
    settled(cast, assessment, "kettle/pours", "no", now=now)
    settled(cast, assessment, "bread/fresh", "yes", now=now)
    settled(cast, assessment, "cup/warmth", "2", wanted="3", note="lukewarm", now=now)
    save_answer(
        by=cast.reader(LEAD),
        assessment=assessment,
        theme="kettle",
        question="boils",
        party="acute",
        value="no",
        wanted="",
        text="only on Mondays",
        base=0,
        key="a1b2c3d4e5f6a7b8",
        now=now,
    )
    asked = PositionAsked(level="Progressing", agreed_with="A. N. Other", agreed_on=_day(now, -5), note="by phone")
    set_position(by=cast.reader(LEAD), assessment=assessment, theme="saucer", asked=asked, seen_version=0, now=now)
    target = PositionAsked(target_score=2, target_on=_day(now, 200))
    set_position(by=cast.reader(LEAD), assessment=assessment, theme="kettle", asked=target, seen_version=0, now=now)
    return fresh(assessment)


def fresh(assessment: Assessment) -> Assessment:
    """The assessment, read anew."""
    return Assessment.objects.select_related("round__framework", "round__previous", "place").get(pk=assessment.pk)


def submitted(cast: Cast, assessment: Assessment, *, now: datetime = DURING) -> Assessment:
    """Given to the board and the region."""
    submit(by=cast.reader(LEAD), assessment=assessment, seen_version=fresh(assessment).version, now=now)
    return fresh(assessment)


def shared_with_board(cast: Cast, assessment: Assessment, *, now: datetime = DURING) -> Assessment:
    """Given to the board only, before it was submitted."""
    version = fresh(assessment).version
    share(by=cast.reader(LEAD), assessment=assessment, audience="system", seen_version=version, now=now)
    return fresh(assessment)


def address(assessment: Assessment, ending: str) -> str:
    """An address below the assessment's."""
    return f"/assess/rounds/{assessment.round.key}/{assessment.place.key}/{ending}"


def rows_of(content: bytes, sheet: str) -> list[list[Any]]:
    """A sheet as a reader of workbooks gives it."""
    return CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_name(sheet).to_python(skip_empty_area=False)


def table_of(content: bytes, sheet: str) -> dict[str, dict[str, Any]]:
    """By its key each row of a sheet, by heading."""
    rows = rows_of(content, sheet)
    at = next(number for number, row in enumerate(rows) if row and row[0] == "Key")
    head = rows[at]
    return {row[0]: dict(zip(head, row, strict=True)) for row in rows[at + 1 :] if row[0]}


def _day(now: datetime, days: int) -> date:
    return timezone.localdate(now) + timedelta(days=days)


def formulas_of(content: bytes, number: int) -> list[str]:
    """The formulas of a sheet, by the number of the sheet, as they stand in the workbook."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        text = package.read(f"xl/worksheets/sheet{number}.xml").decode()
    return [html.unescape(found) for found in re.findall(r"<f>(.*?)</f>", text)]


def is_locked(content: bytes, number: int) -> bool:
    """Whether a sheet is protected from changes by mistake."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return b"<sheetProtection" in package.read(f"xl/worksheets/sheet{number}.xml")


def workbook_of(sheets: dict[str, list[list[Any]]]) -> bytes:
    """A workbook as people make one: every sheet with its rows, from A1 on."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False})
    for name, rows in sheets.items():
        sheet = book.add_worksheet(name)
        for number, row in enumerate(rows):
            for place, cell in enumerate(row):
                if isinstance(cell, str) and cell.startswith("=FORMULA"):
                    sheet.write_formula(number, place, '="Yes"', None, cell.removeprefix("=FORMULA "))
                elif cell not in ("", None):
                    sheet.write(number, place, cell.isoformat() if isinstance(cell, date) else cell)
    book.close()
    return out.getvalue()


def changed(
    content: bytes, cells: dict[tuple[str, str], Any], *, drop: Collection[str] = ()
) -> dict[str, list[list[Any]]]:
    """The sheets of a return after somebody typed into it.

    cells : by (key, heading) what was typed. drop : sheets that were taken out.
    """
    sheets = {name: rows_of(content, name) for name in ("Cover", "Return", "Scores") if name not in drop}
    for rows in (sheets["Return"], sheets["Scores"]):
        head = next(row for row in rows if row and row[0] == "Key")
        for row in rows:
            for (key, heading), value in cells.items():
                if row[0] == key and heading in head:
                    row[head.index(heading)] = value
    return sheets


def things_of_returns(things: dict[str, dict[str, dict[str, Any]]]) -> dict[str, dict[str, dict[str, Any]]]:
    """What addresses of returns as files can name, from the assessments that there are."""
    places = things["assessment_round place"]
    files = {f"the return of {words}, as CSV": parts | {"form": "csv"} for words, parts in places.items()}
    return {"assessment_round form place": files}
