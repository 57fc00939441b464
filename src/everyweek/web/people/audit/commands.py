"""What the command line asks of the chain of changes."""

from typing import Any

from everyweek.web.people.commands import with_django


@with_django
def newest(*, number: int) -> list[tuple[object, ...]]:
    """The newest entries, the newest first, as rows under FILE_HEADER.

    The command line sees what national support sees: of learning networks, only that something was changed.
    """
    from everyweek.web.people.audit.presenters import file_rows
    from everyweek.web.people.audit.queries import AuditFilters, AuditPage, entries_for
    from everyweek.web.people.organisations.known import directory
    from everyweek.web.people.reader import HeldRole, Reader

    operator = Reader(identity=None, name="the command line", roles=(HeldRole("national_support", "", None),))
    return list(file_rows(entries_for(operator, AuditFilters(), AuditPage(size=number)), directory()))


@with_django
def verdict() -> dict[str, Any]:
    """What a walk along the whole chain finds."""
    from django.utils import timezone

    from everyweek.web.people.audit.presenters import verdict_lines
    from everyweek.web.people.audit.verify import verify_chain

    found = verify_chain(now=timezone.now())
    return {
        "holds": found.holds,
        "checked": found.checked,
        "uncheckable": found.uncheckable,
        "erased": found.erased,
        "broken": found.broken,
        "newest": found.newest,
        "seal": found.seal,
        "faults": [{"number": fault.number, "what": fault.what} for fault in found.faults],
        "lines": list(verdict_lines(found)),
    }


@with_django
def wrong_with_head(*, number: int, seal: str) -> str:
    """What is wrong with the chain by a head that was kept elsewhere; "" when it still has it."""
    from everyweek.web.people.audit.verify import check_head

    return check_head(number, seal)
