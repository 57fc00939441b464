"""The urgent and emergency care daily situation report, published in winter."""

from everyweek.publications.publication import Dataset, Publication, Reader
from everyweek.publications.winter_sitrep import tidy_csv, workbook
from everyweek.publications.winter_sitrep.columns import PUBLICATION as KEY
from everyweek.publications.winter_sitrep.columns import TITLE

PUBLICATION = Publication(
    name="winter_sitrep",
    title=TITLE,
    # Only winters are published, so that no day is ever overdue.
    datasets=(Dataset(KEY, f"{TITLE}, winter", "day", overdue_days=None),),
    readers=(
        Reader("Winter daily situation report, time series workbook", workbook.recognise, workbook.read),
        Reader("Winter daily situation report, a row a trust and day, CSV", tidy_csv.recognise, tidy_csv.read),
    ),
)
