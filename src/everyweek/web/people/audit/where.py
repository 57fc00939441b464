"""Where an entry's change was made: an organisation, a network, a round, in words."""

from everyweek.web.people.audit.names import Names
from everyweek.web.people.audit.queries import AuditLine
from everyweek.web.people.audit.words import spaced

NAMED = frozenset(
    {
        "address",
        "assessment",
        "assessment-round",
        "framework",
        "key",
        "network",
        "organisation",
        "place",
        "priorities",
        "resource",
        "return",
        "round",
    }
)
"""Kinds of things that say themselves where they are."""
NOWHERE = frozenset(
    {
        "comment",
        "event",
        "invitation",
        "library",
        "link",
        "list",
        "mail",
        "person",
        "plan",
        "post",
        "proposal",
        "reading-list",
        "saved-search",
        "submission",
        "thread",
        "use",
    }
)
"""Kinds of things whose key is a number that tells nobody anything; where they are is told by an organisation or a
network, if they are anywhere."""
IN_THE_COUNTRY = "The whole country"
A_NETWORK = "A network"


def where_of(line: AuditLine, names: Names) -> str:
    """Where it was; "" for what is nowhere."""
    places = [_thing(line, names), names.organisation(line.organisation) if line.organisation else ""]
    if line.network:
        places.append(_network(line.network, names))
    elif not line.organisation and line.action.startswith(("role.", "invitation.")):
        places.append(IN_THE_COUNTRY)
    return ", ".join(dict.fromkeys(place for place in places if place))


def _thing(line: AuditLine, names: Names) -> str:
    """The thing itself, when it has a name that says where."""
    match line.object_kind:
        case "round" | "return":
            key = line.object_key.partition("/")[0]
            return names.rounds.get(key, key)
        case "organisation":
            return names.organisation(line.object_key)
        case "network":
            return _network(line.object_key, names)
        case "resource":
            return f"The library: {line.object_key}"
        case "assessment-round":
            return f"The round of assessments: {line.object_key}"
        case "assessment":
            round_key, _, place = line.object_key.partition("/")
            return f"The assessment of {place}, in the round {round_key}"
        case "priorities":
            round_key = line.object_key.partition("/")[0]
            return f"Priorities, in the round {round_key}"
        case "place":
            return f"The place: {line.object_key}"
        case "framework":
            return f"The framework: {line.object_key}"
        case "address":
            return "An address of nobody here"
        case "key":
            return f"The key of before: {line.object_key}"
    return "" if line.object_kind in NOWHERE else f"{spaced(line.object_kind)} {line.object_key}"


def _network(key: str, names: Names) -> str:
    return f"Network “{names.networks[key]}”" if key in names.networks else A_NETWORK
