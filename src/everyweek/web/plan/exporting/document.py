"""A plan as a PDF: what it is and whose, what it should move, who does what by when, and what was tested."""

from datetime import datetime
from typing import Any

from everyweek.web.design.pdf import pdf
from everyweek.web.people.champions.deadlines import moment_in_words
from everyweek.web.plan.exporting.content import PlanContent, Table

WIDEST = 7
"""Columns that fit beside one another on a page across; a wider table is written as facts, row by row."""


def plan_as_pdf(content: PlanContent, *, made_by: str, now: datetime) -> bytes:
    """The plan as PDF. made_by : whoever takes it away. Raises DocumentTooLarge."""
    return pdf("report", document_of(content, made_by=made_by, now=now))


def document_of(content: PlanContent, *, made_by: str, now: datetime) -> dict[str, Any]:
    """What stands in the PDF, as the template takes it."""
    about = [{"title": "About", "pieces": [{"kind": "words", "text": content.about}]}] if content.about else []
    return {
        "title": content.title,
        "lines": [f"{name}: {value}" for name, value in content.facts],
        "made": f"Plan of {content.organisation}. Taken from Everyweek by {made_by} on {moment_in_words(now)}.",
        "landscape": True,
        "sections": [*about, *(section for table in content.tables if table.rows for section in _sections(table))],
    }


def _sections(table: Table) -> list[dict[str, Any]]:
    if len(table.header) <= WIDEST:
        piece = {
            "kind": "table",
            "head": list(table.header),
            "widths": list(table.widths),
            "rows": [list(row) for row in table.rows],
        }
        return [{"title": table.title, "pieces": [piece]}]
    rows = [
        {
            "title": f"{row[0]}. {row[1]}",
            "level": 3,
            "pieces": [{"kind": "facts", "rows": _filled(table, row)}],
        }
        for row in table.rows
    ]
    return [{"title": table.title, "pieces": []}, *rows]


def _filled(table: Table, row: tuple[str, ...]) -> list[list[str]]:
    """What is filled in of a row, without its number and title."""
    return [[name, value] for name, value in list(zip(table.header, row, strict=True))[2:] if value]
