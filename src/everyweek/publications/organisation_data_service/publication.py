"""The Organisation Data Service: who the trusts are, where they belong, and who followed whom."""

from everyweek.publications.organisation_data_service import successor_list, trust_list
from everyweek.publications.publication import ListReader, Publication

PUBLICATION = Publication(
    name="organisation_data_service",
    title="Organisation Data Service lists of trusts (etr) and of successors",
    lists=(
        ListReader("list of trusts (etr), CSV without a header", trust_list.recognise, trust_list.read),
        ListReader("list of successors, CSV", successor_list.recognise, successor_list.read),
    ),
)
