"""The discharge report's monthly CSV: five tables in one file, its oddities, and what is refused."""

from datetime import date

import numpy as np
import pytest
from support.discharge import (
    CRITERIA_LABEL,
    DAYS_AUGUST,
    DESTINATIONS,
    MONDAYS,
    MONTHLY_HEADER,
    MonthlyCsv,
    text_file,
)

from everyweek.publications.discharge import monthly_csv
from everyweek.publications.errors import FaultyPublication, Remark
from everyweek.publications.recognise import reader_of
from everyweek.publications.release import Release

AUGUST, SEPTEMBER = date(2026, 8, 1), date(2026, 9, 1)
FIRST_DAY, LAST_DAY = DAYS_AUGUST[0], DAYS_AUGUST[-1]


def whole() -> MonthlyCsv:
    return MonthlyCsv().with_days().with_weeks().with_destinations().with_reasons()


def read(table: MonthlyCsv) -> dict[str, Release]:
    return {release.publication: release for release in monthly_csv.read(table.document())}


def remarks(table: MonthlyCsv) -> list[Remark]:
    return [remark for release in monthly_csv.read(table.document()) for remark in release.remarks]


def refusal(table: MonthlyCsv) -> str:
    with pytest.raises(FaultyPublication) as caught:
        monthly_csv.read(table.document())
    return str(caught.value)


def figure(release: Release, code: str, start: date, column: str) -> float:
    figures = release.figures
    (line,) = [one for one in range(len(figures.codes)) if (figures.codes[one], figures.starts[one]) == (code, start)]
    return float(figures.columns[column][line])


def test_it_is_told_by_its_header() -> None:
    assert reader_of(whole().document()).recognise is monthly_csv.recognise


@pytest.mark.parametrize("encoding", ["cp1252", "utf-8-sig"])
def test_both_encodings_say_the_same(encoding: str) -> None:
    releases = monthly_csv.read(whole().document(encoding=encoding))

    assert [release.fingerprint for release in releases] == [one.fingerprint for one in read(whole()).values()]


def test_a_file_is_five_tables_of_trusts_and_all_of_it_is_understood() -> None:
    releases = read(whole())

    assert list(releases) == [
        "discharge_criteria_daily",
        "discharge_patients_daily",
        "discharge_bed_days_weekly",
        "discharge_destinations",
        "discharge_delay_reasons_7_days",
    ]
    assert {code for release in releases.values() for code in release.figures.codes} == {"ZZ1", "ZZ2"}
    assert {release.form for release in releases.values()} == {"csv"}
    assert remarks(whole()) == []


def test_days_run_from_the_first_to_the_last_of_the_month() -> None:
    releases = read(whole())

    criteria, patients = releases["discharge_criteria_daily"], releases["discharge_patients_daily"]
    assert len(criteria.periods) == 31
    assert criteria.edition == LAST_DAY
    assert figure(criteria, "ZZ2", LAST_DAY, "no_criteria_to_reside") == 200
    assert figure(patients, "ZZ1", FIRST_DAY, "discharged") == 40
    assert figure(patients, "ZZ1", FIRST_DAY, "not_discharged") == 60
    assert np.isnan(figure(patients, "ZZ1", FIRST_DAY, "discharged_by_1700"))


def test_a_week_is_dated_by_its_monday_which_may_lie_in_the_month_before() -> None:
    weeks = read(whole())["discharge_bed_days_weekly"]

    assert weeks.periods == ((date(2026, 7, 27), date(2026, 8, 3)), (date(2026, 8, 3), date(2026, 8, 10)))
    assert figure(weeks, "ZZ1", MONDAYS[0], "additional_bed_days_21") == 300


def test_destinations_are_added_up_to_the_pathways_of_the_month() -> None:
    destinations = read(whole())["discharge_destinations"]

    assert destinations.periods == ((AUGUST, SEPTEMBER),)
    assert [figure(destinations, "ZZ1", AUGUST, f"pathway_{number}") for number in range(4)] == [80, 12, 5, 3]


def test_delay_reasons_are_a_mean_of_the_months_weeks_with_their_sum() -> None:
    reasons = read(whole())["discharge_delay_reasons_7_days"]

    assert reasons.periods == ((AUGUST, SEPTEMBER),)
    assert figure(reasons, "ZZ1", AUGUST, "capacity_care_home") == 1.25
    assert figure(reasons, "ZZ1", AUGUST, "all_reasons") == 37 * 1.25


def test_the_reasons_of_earlier_files_which_name_no_length_of_stay_are_a_table_of_their_own() -> None:
    table = MonthlyCsv().with_days().with_reasons("Delay reason")

    assert list(read(table))[2:] == ["discharge_delay_reasons_monthly"]


def test_longer_stays_and_costs_are_left_out_and_named_and_a_new_group_stands_out() -> None:
    table = MonthlyCsv().with_days().with_reasons("Delay reason LOS 14+").with_reasons("Delay reason LOS 7+ Costs")

    (known,) = remarks(table)
    table.add(FIRST_DAY, "Number of hats", "Hats", 3, trust="ZZ1")
    (new,) = remarks(table)

    assert known.message == "Not read: delay reason los 14+ (185 rows), delay reason los 7+ costs (185 rows)."
    assert known.found == ""
    assert new.found == "new: hats"


def test_an_unknown_metric_is_remarked_on_and_left_out() -> None:
    table = whole()
    table.add(FIRST_DAY, f"Daily Average - {CRITERIA_LABEL}", "NCTR", 3, trust="ZZ1")

    (remark,) = remarks(table)

    assert remark.message.startswith(f"The metric 'Daily Average - {CRITERIA_LABEL}' (nctr) is not known: 1 rows.")
    assert figure(read(table)["discharge_criteria_daily"], "ZZ1", FIRST_DAY, "no_criteria_to_reside") == 100


def test_rows_of_another_month_are_left_out_with_a_remark() -> None:
    table = whole().with_reasons("Delay reason")
    for reason in ("Hospital process – Awaiting patient transport services", "No such reason"):
        table.add(date(2026, 10, 1), reason, "Delay reason LOS 7+", 99, trust="ZZ1")
    table.add(date(2026, 7, 1), CRITERIA_LABEL, "NCTR", 0, trust="ZZ1")

    october, july = remarks(table)

    assert october.message == "2 rows (delay reason los 7+) are dated 1 October 2026, in a file of August 2026."
    assert july.message.startswith("1 rows (nctr) are dated 1 July 2026")
    assert read(table)["discharge_delay_reasons_7_days"].periods == ((AUGUST, SEPTEMBER),)


def test_not_applicable_and_blank_cells_have_no_figure() -> None:
    table = MonthlyCsv().with_days()
    for row in table.rows:
        if row[4] == "ZZ1" and row[0] == "01/08/2026":
            row[-1] = "[z]"
        if row[4] == "ENG" and row[0] == "01/08/2026":
            row[-1] = "-"

    releases = read(table)

    assert np.isnan(figure(releases["discharge_criteria_daily"], "ZZ1", FIRST_DAY, "no_criteria_to_reside"))
    assert np.isnan(figure(releases["discharge_patients_daily"], "ZZ1", FIRST_DAY, "discharged"))


def test_a_return_that_is_0_throughout_was_not_submitted_in_any_table() -> None:
    table = MonthlyCsv(trusts={"ZZ1": (100, 40, 60), "ZZ2": (0, 0, 0)}).with_days().with_destinations()
    for row in table.rows:
        if row[4] == "ZZ2":
            row[-1] = 0

    releases = read(table)

    assert np.isnan(figure(releases["discharge_criteria_daily"], "ZZ2", FIRST_DAY, "no_criteria_to_reside"))
    assert np.isnan(figure(releases["discharge_destinations"], "ZZ2", AUGUST, "pathway_0"))


def test_an_organisation_without_a_code_is_left_out_with_one_remark() -> None:
    table = whole()
    for day in DAYS_AUGUST[:2]:
        table.add(day, CRITERIA_LABEL, "NCTR", 5, trust="")
        table.rows[-3:] = [[table.rows[-1][0], "PROVIDER", "FENWICK", "[z]", "", "NOBODY KNOWS", *table.rows[-1][6:]]]

    (remark,) = remarks(table)

    assert remark.message == "An organisation (NOBODY KNOWS) has no code, in 2 rows."


def test_a_trust_that_lacks_a_destination_has_no_figure_for_its_pathway() -> None:
    table = MonthlyCsv().with_days().with_destinations()
    hospice = next(metric for metric in DESTINATIONS if metric.startswith("Pathway 2"))
    table.rows = [row for row in table.rows if not (row[4] == "ZZ1" and row[6] == hospice)]

    destinations = read(table)["discharge_destinations"]

    assert np.isnan(figure(destinations, "ZZ1", AUGUST, "pathway_2"))
    assert figure(destinations, "ZZ1", AUGUST, "pathway_1") == 12
    assert destinations.remarks[0].message == "ZZ1 lack a row for some of the 5 discharge destinations."
    assert "1 of 8 figures" not in destinations.remarks[0].message
    assert "pathway 2" in destinations.remarks[1].message


def test_destinations_without_all_four_pathways_are_no_table() -> None:
    table = MonthlyCsv().with_days()
    table.add_all(FIRST_DAY, "Pathway 0: Home", "Discharge destination", [80, 90])
    table.add_all(FIRST_DAY, "A journey", "Discharge destination", [1, 1])

    assert "discharge_destinations" not in read(table)
    assert [remark.message for remark in remarks(table)] == [
        "The metric 'A journey' (discharge destination) is not known: 5 rows."
    ]


def test_a_reason_that_is_on_no_list_leaves_the_whole_table_out() -> None:
    table = whole()
    table.add(FIRST_DAY, "Capacity – Too few beds", "Delay reason LOS 7+", 2, trust="ZZ1")

    assert "discharge_delay_reasons_7_days" not in read(table)
    (remark,) = remarks(table)
    assert remark.message.startswith("A delay reason is not known: 'Capacity – Too few beds' is not on the list")
    assert remark.action == "none of the 186 rows (delay reason los 7+) is used"


def test_a_trust_that_lacks_a_reason_has_no_sum() -> None:
    table = MonthlyCsv().with_days().with_reasons()
    last = [row for row in table.rows if row[4] == "ZZ1"][-1]
    table.rows.remove(last)

    reasons = read(table)["discharge_delay_reasons_7_days"]

    assert np.isnan(figure(reasons, "ZZ1", AUGUST, "all_reasons"))
    assert figure(reasons, "ZZ2", AUGUST, "all_reasons") == 37 * 1.25


def test_a_date_that_a_spreadsheet_rewrote_is_read() -> None:
    table = MonthlyCsv().with_days()
    for row in table.rows:
        row[0] = "-".join(reversed(str(row[0]).split("/")))

    assert len(read(table)["discharge_criteria_daily"].periods) == 31


def test_a_month_that_is_not_whole_is_refused() -> None:
    table = MonthlyCsv().with_days()
    table.rows = [row for row in table.rows if row[0] not in ("30/08/2026", "31/08/2026")]

    said = refusal(table)

    assert "does not hold the whole of August 2026: 2 days have no patients without criteria to reside" in said
    assert "the first of them 30 August 2026" in said


def test_trusts_far_from_england_are_refused_and_longer_stays_than_shorter_ones_remarked_on() -> None:
    table = MonthlyCsv().with_days()
    table.rows = [row for row in table.rows if row[4] != "ZZ2"]
    odd = MonthlyCsv().with_days()
    for monday in MONDAYS:
        for days, values in ((7, [700, 900]), (14, [500, 600]), (21, [300, 650 if monday == MONDAYS[0] else 100])):
            metric = f"Number of additional bed days, patients with length of stay of {days} days or over"
            odd.add_all(monday, metric, "Additional bed days lost", values)

    assert "The trusts do not add up to England (no criteria to reside, 1 August 2026)" in refusal(table)
    assert "In 1 of 4 returns longer stays have more additional bed days" in remarks(odd)[0].message


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("01/08/2026,PROVIDER,FENWICK", "row 2: The row does not fit the header. Found: 3 cells. Expected: 10"),
        ("August,PROVIDER,R,I,ZZ1,T,M,D,NCTR,1", "row 2, column 'Period': The period is not a day. Found: August"),
        ("01/08/2026,WARD,R,I,ZZ1,T,M,D,NCTR,1", "row 2: The level is not known. Found: WARD"),
        ("01/08/2026,PROVIDER,R,I,ZZ1,T,M,D,NCTR,x", "row 2: A figure is not a number. Found: x"),
        ("01/08/2026,PROVIDER,R,I,A TRUST,ZZ1,M,D,NCTR,1", "row 2, column 'Org Code': There is no organisation code"),
        ("", "There is nothing in it. Expected: rows of figures"),
    ],
)
def test_what_cannot_be_is_refused_with_its_row(row: str, said: str) -> None:
    with pytest.raises(FaultyPublication) as caught:
        monthly_csv.read(text_file(f"{MONTHLY_HEADER}\n{row}\n"))

    assert said in str(caught.value)


def test_a_doubled_row_is_refused() -> None:
    table = MonthlyCsv().with_days()
    table.rows.append(table.rows[3])

    assert "ZZ1 (TRUST ZZ1) has a metric twice on 1 August 2026" in refusal(table)
