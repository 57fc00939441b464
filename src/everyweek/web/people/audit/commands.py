"""What the command line asks of the chain of changes."""

from typing import Any

from everyweek.web.people.commands import with_django


@with_django
def newest(*, number: int) -> list[tuple[object, ...]]:
    """The newest entries, the newest first, as rows under CHAIN_HEADER.

    Of learning networks it says only that something was changed, and what kind of thing was done.
    """
    from everyweek.web.people.audit.names import names_for
    from everyweek.web.people.audit.presenters import chain_rows
    from everyweek.web.people.audit.queries import newest_of_chain
    from everyweek.web.people.reader import HeldRole, Reader

    operator = Reader(identity=None, name="the command line", roles=(HeldRole("national_support", "", None),))
    found = newest_of_chain(number)
    return list(chain_rows(found, names_for(operator, (link.line for link in found if link.line))))


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
