"""A&E attendances and emergency admissions: the monthly publication."""

from everyweek.publications.emergency_department import provider_csv, provider_sheet_csv, provider_workbook, time_series
from everyweek.publications.publication import Dataset, Publication, Reader

PUBLICATION = Publication(
    name="emergency_department",
    title="A&E Attendances and Emergency Admissions",
    # A month is published on the second Thursday of the next one, at the latest the 14th; 31 + 14 + 5 to spare.
    datasets=(Dataset("ae_monthly", "A&E attendances and emergency admissions", "month", overdue_days=50),),
    readers=(
        Reader("A&E monthly by provider, CSV", provider_csv.recognise, provider_csv.read),
        Reader("A&E monthly by provider, workbook", provider_workbook.recognise, provider_workbook.read),
        Reader("A&E time series for England, workbook", time_series.recognise, time_series.read),
    ),
    refused=(Reader("A&E provider sheet saved as CSV", provider_sheet_csv.recognise, provider_sheet_csv.read),),
)
