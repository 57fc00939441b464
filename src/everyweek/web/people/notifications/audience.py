"""Whom mails are written to: many people at once, each with the roles they hold now."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass

from everyweek.web.people.models import Notification, Person, Role
from everyweek.web.people.notifications.visible import may_read
from everyweek.web.people.reader import HeldRole, Reader


@dataclass(frozen=True, slots=True)
class Audience:
    """People as readers, by number; those whose account is closed are not among them."""

    readers: dict[int, Reader]

    def lines_that_may_be_read(self, lines: Collection[Notification]) -> list[Notification]:
        """Those of the lines that the person they were told to may read now, in the same order."""
        answers: dict[tuple[int, str, int | None], bool] = {}
        found = []
        for line in lines:
            asked = (line.person_id, line.kind, line.network_id)
            if asked not in answers:
                reader = self.readers.get(line.person_id)
                answers[asked] = reader is not None and may_read(reader, line.kind, line.network)
            if answers[asked]:
                found.append(line)
        return found


def audience(people: Collection[int]) -> Audience:
    """Some people, in two queries however many they are."""
    held: defaultdict[int, list[HeldRole]] = defaultdict(list)
    roles = Role.objects.filter(person_id__in=people, until=None)
    for person, *role in roles.values_list("person_id", "kind", "organisation", "network_id"):
        held[person].append(HeldRole(*role))
    open_accounts = Person.objects.filter(pk__in=people, is_active=True).values_list("pk", "name", "email")
    return Audience(
        {pk: Reader(identity=pk, name=name, email=email, roles=tuple(held[pk])) for pk, name, email in open_accounts}
    )
