"""Delay reasons of trusts by month as a long table that others made of the monthly CSV."""

from collections import Counter
from collections.abc import Collection, Iterator
from datetime import date

from everyweek.publications.discharge import columns, rules
from everyweek.publications.document import Document
from everyweek.publications.errors import FaultyPublication
from everyweek.publications.marks import tidy
from everyweek.publications.periods import month_after
from everyweek.publications.release import Line, Release, figures_of
from everyweek.publications.whole import check_ends_whole, check_last_period_is_whole
from everyweek.reference import DelayReason, UnknownDelayReason, delay_reason, delay_reasons

TITLE = "Acute Discharge Situation Report, delay reasons by trust (reshaped by others)"
HEADER = ("nhs_trust22_name", "nhs_trust22_code", "date", "delay_reason", "delay_count")


def recognise(document: Document) -> bool:
    """Whether the first row is the header of this table."""
    return set(document.first_row) == set(HEADER)


def read(document: Document) -> Release:
    """Every trust and month: how many patients wait for each reason on the month's average day, and for all of them.

    Raises FaultyPublication when a row is short or long, a cell is no month, reason or number, a reason stands twice,
    the months have different lists of reasons, a trust lacks one of the reasons, or the last month most of the trusts.
    """
    check_ends_whole(document)
    lines = read_lines(document)
    reasons = one_list(lines, document=document)
    trusts = Counter(line.period_start for line in lines)
    check_last_period_is_whole(trusts, every="month", place=document.place.at(row=len(document.rows)))
    figures = figures_of([rules.with_all_reasons(line) for line in lines], columns=columns.reason_columns(reasons))
    figures, remarks = rules.without_blank_returns(figures, place=document.place, what="delay reasons")
    return Release(
        publication=columns.DELAY_REASONS,
        title=TITLE,
        form="tidy",
        edition=max(figures.starts),
        figures=figures,
        remarks=remarks,
    )


def read_lines(document: Document) -> list[Line]:
    """A line a trust and month, its cells by the code of the reason."""
    lines: dict[tuple[str, date], Line] = {}
    known: dict[tuple[str, date], DelayReason] = {}
    for row, texts in rows_of(document):
        month = read_month(texts["date"], row=row, document=document)
        code, name, label = texts["nhs_trust22_code"].upper(), texts["nhs_trust22_name"], texts["delay_reason"]
        rules.check_code(code, place=document.place.at(row=row, column="nhs_trust22_code"))
        if (label, month) not in known:
            known[label, month] = read_reason(label, month=month, row=row, document=document)
        reason = known[label, month]
        if (code, month) not in lines:
            lines[code, month] = Line(code, name, "", month, month_after(month), cells={}, row=row)
        line = lines[code, month]
        if reason.code in line.cells:
            raise FaultyPublication(
                f"A reason of {code} stands twice in {month:%B %Y}.",
                place=document.place.at(row=row, column="delay_reason"),
                found=reason.label,
                expected="one row a trust, month and reason",
            )
        place = document.place.at(row=row, column="delay_count")
        line.cells[reason.code] = rules.read_count(texts["delay_count"], place=place)
    return list(lines.values())


def rows_of(document: Document) -> Iterator[tuple[int, dict[str, str]]]:
    """Each row's number and its cells by header."""
    headers = document.first_row
    for row, cells in enumerate(document.rows[1:], start=2):
        if not cells:
            continue
        if len(cells) != len(headers):
            raise FaultyPublication(
                "The row does not fit the header.",
                place=document.place.at(row=row),
                found=f"{len(cells)} cells",
                expected=f"{len(headers)}",
            )
        yield row, dict(zip(headers, map(tidy, cells), strict=True))


def read_month(text: str, *, row: int, document: Document) -> date:
    """A month by its first day, written as 2024-06-01."""
    try:
        month = date.fromisoformat(text)
        if month.day != 1:
            raise ValueError
    except ValueError:
        raise FaultyPublication(
            "The date is not the first day of a month.",
            place=document.place.at(row=row, column="date"),
            found=text or "nothing",
            expected="such as 2024-06-01",
        ) from None
    return month


def read_reason(label: str, *, month: date, row: int, document: Document) -> DelayReason:
    """The reason that a label means in a month; refuses one that is not on the month's list."""
    try:
        return delay_reason(label, on=month)
    except UnknownDelayReason as error:
        raise FaultyPublication(
            f"A delay reason is not known: {error}",
            place=document.place.at(row=row, column="delay_reason"),
            found=label,
        ) from None


def one_list(lines: Collection[Line], *, document: Document) -> tuple[DelayReason, ...]:
    """The list of reasons that the file is of. Refuses a file without any, with two lists, or with a gap in one."""
    lists = {delay_reasons(line.period_start) for line in lines}
    if len(lists) != 1:
        raise FaultyPublication(
            "The file's months have different lists of delay reasons." if lists else "The file has no trust in it.",
            place=document.place,
            expected="months with one list of delay reasons",
        )
    reasons = lists.pop()
    for line in lines:
        lacking = [reason.label for reason in reasons if reason.code not in line.cells]
        if lacking:
            raise FaultyPublication(
                f"{line.code} ({line.name}) lacks {len(lacking)} of {len(reasons)} delay reasons in "
                f"{line.period_start:%B %Y}.",
                place=document.place,
                expected=lacking[0],
            )
    return reasons
