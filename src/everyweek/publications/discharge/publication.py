"""The acute discharge situation report."""

from everyweek.publications.discharge import columns, monthly_csv, tidy_daily, tidy_delay_reasons, workbook
from everyweek.publications.publication import Dataset, Publication, Reader

# A month is published on the second Thursday after its end, 8 to 16 days later: the next one is due after 31 + 16 days,
# and 5 to spare. A week counts in the month in which most of it lies, so that a month's last week may end 6 days early.
MONTH_OVERDUE = 31 + 16 + 5
WEEK_OVERDUE = MONTH_OVERDUE + 6

PUBLICATION = Publication(
    name="discharge",
    title="Acute Discharge Situation Report",
    datasets=(
        Dataset(columns.CRITERIA_DAILY, "Patients without criteria to reside, daily", "day", MONTH_OVERDUE),
        Dataset(columns.PATIENTS_DAILY, "Patients discharged, daily", "day", MONTH_OVERDUE),
        Dataset(columns.BED_DAYS_WEEKLY, "Additional bed days, weekly", "week", WEEK_OVERDUE),
        # Since 2025 the reasons are published for stays of 7 days and more instead: no more of these is to come.
        Dataset(columns.DELAY_REASONS, "Delay reasons, average day of a month", "month"),
        Dataset(columns.DELAY_REASONS_7_DAYS, "Delay reasons, stays of 7 days and more", "month", MONTH_OVERDUE),
        Dataset(columns.DESTINATIONS, "Discharge destinations, monthly", "month", MONTH_OVERDUE),
    ),
    readers=(
        Reader("Acute discharge situation report, monthly CSV", monthly_csv.recognise, monthly_csv.read),
        Reader("Acute discharge situation report, monthly workbook", workbook.recognise, workbook.read),
        Reader("Acute discharge, trusts by day, reshaped by others", tidy_daily.recognise, tidy_daily.read),
        Reader(
            "Acute discharge delay reasons, trusts by month, reshaped by others",
            tidy_delay_reasons.recognise,
            tidy_delay_reasons.read,
        ),
    ),
)
