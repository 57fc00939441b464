"""The predicates that permissions of the library are made of, beside those of the file `predicates`."""

from typing import Any

import rules

from everyweek.web.people.predicates import (
    is_inside,
    is_inside_of_it,
    leads_its_network,
    may_read_inside,
    reads_inside_of_it,
    signed_in,
)
from everyweek.web.people.reader import Reader

# Of a resource


@rules.predicate
def is_published(reader: Reader, resource: Any) -> bool:
    """The resource is published, for whomever it is for."""
    return bool(resource.live)


@rules.predicate
def is_for_everybody(reader: Reader, resource: Any) -> bool:
    """The resource stands in no network, so that everybody may read it."""
    return resource.network_id is None


reads_resource = is_published & (is_for_everybody | reads_inside_of_it)
responds_to_resource = is_published & ((is_for_everybody & signed_in) | (~is_for_everybody & is_inside_of_it))


@rules.predicate
def reviews_for_everybody(reader: Reader, of: object = None) -> bool:
    """Is a reviewer or of national support."""
    return reader.holds("reviewer", "national_support")


moderates_resource = is_published & (
    (is_for_everybody & reviews_for_everybody) | (~is_for_everybody & leads_its_network)
)


@rules.predicate
def is_author(reader: Reader, resource: Any) -> bool:
    """Is one of the authors of the resource, with this account."""
    return reader.identity is not None and resource.authors.filter(person=reader.identity).exists()


# Of what people write about a resource: a comment, or a report of use


@rules.predicate
def reads_its_resource(reader: Reader, thing: Any) -> bool:
    """May read the resource that it is about."""
    return bool(reads_resource(reader, thing.resource))


@rules.predicate
def responds_to_its_resource(reader: Reader, thing: Any) -> bool:
    """May write about the resource that it is about."""
    return bool(responds_to_resource(reader, thing.resource))


@rules.predicate
def moderates_its_resource(reader: Reader, thing: Any) -> bool:
    """Looks after what is written about the resource that it is about."""
    return bool(moderates_resource(reader, thing.resource))


@rules.predicate
def said(reader: Reader, thing: Any) -> bool:
    """Wrote it."""
    return reader.identity is not None and thing.by_id == reader.identity


# Of a reading list


@rules.predicate
def keeps(reader: Reader, reading_list: Any) -> bool:
    """It is their own list."""
    return reader.identity is not None and reading_list.owner_id == reader.identity


@rules.predicate
def is_list_for_everybody(reader: Reader, reading_list: Any) -> bool:
    """Its owner lets everybody read it."""
    return bool(reading_list.readers == "everybody")


@rules.predicate
def is_among_its_readers(reader: Reader, reading_list: Any) -> bool:
    """Its owner lets the members of a network read it, and they are one."""
    is_for_members = reading_list.readers == "network" and reading_list.network is not None
    return is_for_members and bool(is_inside(reader, reading_list.network))


# Of a submission to the library


@rules.predicate
def reviews_somewhere(reader: Reader, of: object = None) -> bool:
    """Reviews for some part of the library: a reviewer, a lead of a network, or national support."""
    return reader.holds("reviewer", "network_lead", "national_support")


@rules.predicate
def contributed(reader: Reader, submission: Any) -> bool:
    """Is whoever wants to share it."""
    return reader.identity is not None and submission.contributor_id == reader.identity


@rules.predicate
def is_credited(reader: Reader, submission: Any) -> bool:
    """Is named among its authors, as it was last saved or last sent."""
    named = {*submission.content.get("authors", ()), *submission.shown.get("authors", ())}
    return " ".join(reader.name.split()).casefold() in {" ".join(name.split()).casefold() for name in named}


@rules.predicate
def was_sent(reader: Reader, submission: Any) -> bool:
    """It was sent in at least once: before, it is its contributor's alone."""
    return submission.sent_at is not None


@rules.predicate
def reviews_where_it_goes(reader: Reader, submission: Any) -> bool:
    """Reviews for those who are to read it.

    What everybody is to read, every reviewer and national support review. What stands in a network is reviewed by
    those of them who may read inside, and by its leads; in a learning network by its own reviewers and leads alone.
    """
    network = submission.shown_network
    if network is None:
        return reader.holds("reviewer", "national_support")
    if not may_read_inside(reader, network):
        return False
    if network.is_learning_network:
        return reader.holds("reviewer", "network_lead", network=network.pk)
    return reader.holds("reviewer", "national_support") or reader.holds("network_lead", network=network.pk)


# Of a resource that is to be changed, and what readers say of it


may_change_resource = reads_resource & (moderates_resource | is_author)


@rules.predicate
def gave_feedback(reader: Reader, feedback: Any) -> bool:
    """Said it."""
    return reader.identity is not None and feedback.writer_id == reader.identity


@rules.predicate
def may_change_what_it_is_about(reader: Reader, feedback: Any) -> bool:
    """May change the resource that the feedback is about."""
    return bool(may_change_resource(reader, feedback.resource))


@rules.predicate
def saved_it(reader: Reader, search: Any) -> bool:
    """Saved the search."""
    return reader.identity is not None and search.person_id == reader.identity
