"""Every address of the site, asked for by everybody of the cast: who may have it, by the gate and by the answer."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.http import Http404, HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from support.cast import Cast
from support.people import reader

from everyweek.web.people.access import Access, decide
from everyweek.web.people.reader import Reader
from everyweek.web.project.access import ACCESS

YES, SIGN_IN, REFUSED, NOT_THERE = "yes", "sign in", "refused", "not there"


@dataclass(frozen=True, eq=False)
class Asked:
    """One address of one thing. of : the thing, in words; "" when the address is of nothing."""

    name: str
    of: str
    parts: dict[str, Any]

    @property
    def address(self) -> str:
        """The address below the site's own."""
        return reverse(self.name, kwargs=self.parts)


def routes() -> dict[str, str]:
    """Every address by its name, as people read it: "/networks/<network>/"."""
    return dict(_routes(get_resolver()))


def _routes(group: URLResolver, before: str = "/", within: str = "") -> Iterator[tuple[str, str]]:
    for one in group.url_patterns:
        here = before + _readable(str(one.pattern))
        if isinstance(one, URLPattern):
            yield within + str(one.name), here
        else:
            yield from _routes(one, here, f"{one.namespace}:" if one.namespace else within)


def _readable(pattern: str) -> str:
    plain = re.sub(r"<\w+:(\w+)>", r"<\1>", pattern)  # <int:thread>
    plain = re.sub(r"\(\?P(<\w+>)(?:\([^()]*\)|[^()])*\)", r"\1", plain)  # (?P<code>[A-Z]{1,12})
    return plain.replace("\\", "").removeprefix("^").removesuffix("$").removesuffix("\\Z")


def every_address(things: dict[str, dict[str, dict[str, Any]]]) -> list[Asked]:
    """Every address with every thing of the world that has the parts it needs.

    things : by the parts of an address ("code", "network thread"), by words, the values.
    """
    found = []
    for name, route in routes().items():
        needed = sorted(set(re.findall(r"<(\w+)>", route)))
        if not needed:
            found.append(Asked(name, "", {}))
            continue
        known = {**things.get(" ".join(needed), {}), **things.get(f"{name}: {' '.join(needed)}", {})}
        assert known, f"no thing of the world has the parts {' '.join(needed)} of {name} ({route})"
        found += [Asked(name, words, parts) for words, parts in known.items()]
    return found


def everybody(cast: Cast) -> dict[str, Callable[[], Client]]:
    """A new browser of each of the cast, and one of nobody."""
    return {"nobody": reader, **{who: (lambda someone=person: reader(someone)) for who, person in cast.people.items()}}


def outcome(answer: HttpResponse) -> str:
    """What an answer says of who may: 404 is "not there", 403 "refused", being led to sign in "sign in", else "yes"."""
    if answer.status_code == 404:
        return NOT_THERE
    if answer.status_code == 403:
        return REFUSED
    if answer.status_code == 302 and answer["Location"].startswith("/sign-in/?next="):
        return SIGN_IN
    return YES


def by_the_gate(asked: Asked, who: Reader) -> str:
    """What the gate decides, without asking for the page."""
    return decide(who, found_once(asked), asked.parts).outcome


@lru_cache(maxsize=1000)
def found_once(asked: Asked) -> Access:
    """What an address needs, where the thing that it names is looked for once and not by everybody anew."""
    access = ACCESS[asked.name]
    try:
        found = access.of(asked.parts) if access.of else None
    except Http404:
        return access
    return Access(access.permission, lambda parts: found, access.mostly_for_everybody)
