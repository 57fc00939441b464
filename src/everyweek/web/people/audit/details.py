"""The before and after of an entry, as they are kept: also when somebody wrote into them past the product."""

import json
from collections.abc import Mapping
from typing import Any

Side = dict[str, Any]
UNREADABLE: Side = {"details": "they cannot be read: somebody changed them past the product"}


def written(before: Mapping[str, Any], after: Mapping[str, Any]) -> str:
    """The text that is kept."""
    return json.dumps({"before": dict(before), "after": dict(after)}, sort_keys=True, ensure_ascii=False)


def read(details: str) -> tuple[Side, Side]:
    """The before and the after again.

    >>> read(written({}, {"role": "member"}))
    ({}, {'role': 'member'})
    >>> read("no longer JSON")[1].keys()
    dict_keys(['details'])
    """
    try:
        found = json.loads(details)
        before, after = found["before"], found["after"]
    except (ValueError, TypeError, KeyError, RecursionError):
        return {}, UNREADABLE
    return (before, after) if isinstance(before, dict) and isinstance(after, dict) else ({}, UNREADABLE)
