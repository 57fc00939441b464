"""Beds: the monthly table by trust, KH03 and the census of critical care."""

from everyweek.publications.beds import critical_care, kh03_mental_illness, kh03_tidy, kh03_workbook, monthly_beds
from everyweek.publications.publication import Dataset, Publication, Reader

PUBLICATION = Publication(
    name="beds",
    title="Beds: monthly by trust, KH03 and critical care",
    datasets=(
        # A month is published on the second Thursday of the next one, at the latest the 14th; 31 + 14 + 5 to spare.
        Dataset("beds_monthly", "General and acute and critical care beds by month", "month", overdue_days=50),
        # July to September 2020 came out on 19 November, 50 days after its end; 92 + 62 (two months) + 14 to spare.
        Dataset("kh03_overnight", "Beds open overnight by quarter (KH03)", "quarter", overdue_days=168),
        Dataset("kh03_mental_illness", "Mental illness beds of 2013 to 2018 (KH03, whole beds)", "quarter"),
        Dataset("critical_care_monthly", "Critical care beds, census of 2002 to 2020", "month"),
    ),
    readers=(
        Reader("monthly beds by trust, one table", monthly_beds.recognise, monthly_beds.read),
        Reader("KH03 overnight beds, one table", kh03_tidy.recognise, kh03_tidy.read),
        Reader("KH03 mental illness beds, one table", kh03_mental_illness.recognise, kh03_mental_illness.read),
        Reader("critical care beds, one table", critical_care.recognise, critical_care.read),
        Reader("KH03 overnight beds, workbook of a quarter", kh03_workbook.recognise, kh03_workbook.read),
    ),
)
