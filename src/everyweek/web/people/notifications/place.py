"""In which network something happened, said once."""

from everyweek.web.people.models import Notification


def place_of(line: Notification) -> str:
    """The network that a line comes from, unless its own words name it; "" for one that comes from none."""
    name = line.network.name if line.network else ""
    return "" if name in line.title or name in line.text else name
