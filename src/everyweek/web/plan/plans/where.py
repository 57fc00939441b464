"""For which organisations somebody can make plans."""

from django.utils import timezone

from everyweek.web.people.organisations.known import directory, name_of
from everyweek.web.people.reader import Reader


def organisations_to_plan_for(reader: Reader) -> tuple[tuple[str, str], ...]:
    """Code and name: those at which they hold a role, then those that are counted in one that they administer."""
    known, today = directory(), timezone.localdate()
    own = sorted(reader.organisations())
    below: set[str] = set()
    for code in reader.organisations("system_administrator"):
        if known.has(code):
            providers = known.providers(code, on=today)
            boards = {known.parent(one, kind="icb", on=today) for one in providers}
            below |= set(providers) | {board for board in boards if board}
    others = sorted(below - set(own), key=lambda code: name_of(code, known))
    return tuple((code, f"{name_of(code, known)} ({code})") for code in (*own, *others))
