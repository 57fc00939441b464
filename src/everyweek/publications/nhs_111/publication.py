"""Calls to NHS 111, daily by contract: from the winter situation reports."""

from everyweek.publications.nhs_111 import daily_csv
from everyweek.publications.publication import Dataset, Publication, Reader

PUBLICATION = Publication(
    name="nhs_111",
    title="NHS 111 daily calls",
    # Published in winter only, so that a summer without news is no delay.
    datasets=(Dataset("nhs_111_daily", "NHS 111 daily calls by contract", "day"),),
    readers=(Reader("NHS 111 daily calls by contract, tidy CSV", daily_csv.recognise, daily_csv.read),),
)
