"""Virtual ward capacity and occupancy: the monthly publication."""

from everyweek.publications.publication import Dataset, Publication, Reader
from everyweek.publications.virtual_wards import workbook

PUBLICATION = Publication(
    name="virtual_wards",
    title="Virtual Ward Capacity and Occupancy",
    # A month is published on the second Thursday of the next one, at the latest the 14th; 31 + 14 + 5 to spare.
    datasets=(Dataset("virtual_wards", "Virtual ward capacity and occupancy", "month", overdue_days=50),),
    readers=(Reader("Virtual wards by integrated care board, workbook", workbook.recognise, workbook.read),),
)
