"""The lines that no role crosses."""

from support.cast import AT, Cast

from everyweek.web.people.audit.actions import record
from everyweek.web.people.models import AuditEntry
from everyweek.web.people.permissions import can


def test_an_administrator_reaches_what_is_counted_in_their_organisation_and_nothing_beside_or_above(cast: Cast) -> None:
    board = cast.reader("administrator of a board")

    reached = [
        code
        for code in ("ZZ1", "ZZA", "ZZ9", "ZZB", "ZZC", "ZZX", "ZZV")
        if can(board, "organisation.administer", code)
    ]

    assert reached == ["ZZ1", "ZZA"]


def test_nobody_who_oversees_reads_inside_a_learning_network(cast: Cast) -> None:
    network = cast.networks["learning"]

    readers = [who for who in ("nobody", *cast.people) if can(cast.reader(who), "network.read", network)]

    assert readers == ["learning network's lead", "learning network's member"]


def test_every_change_is_an_entry_in_the_chain(cast: Cast) -> None:
    before = AuditEntry.objects.count()

    record(by=cast.reader("member"), action="tried", of=("thing", "1"), now=AT)

    assert AuditEntry.objects.count() == before + 1
    assert [entry.number for entry in AuditEntry.objects.all()] == list(range(1, before + 2))
