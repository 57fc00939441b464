"""What a site asks of programs in its robots.txt.

Source: RFC 9309, Robots Exclusion Protocol, September 2022. The parser in Python's own library knows no wildcards and
takes the first rule that fits instead of the longest, so that it would go where it was asked not to.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import quote, unquote, urlsplit

LONGEST_DELAY_SECONDS = 30.0
"""A site that asks for more than this between two requests means a search engine that reads all of it."""


@dataclass(frozen=True, slots=True)
class Rule:
    """Whether addresses that begin with a pattern may be read; `*` is anything, `$` the end."""

    may: bool
    pattern: str

    def fits(self, path: str) -> bool:
        """Whether an address' path falls under it."""
        pattern, ends = (self.pattern[:-1], True) if self.pattern.endswith("$") else (self.pattern, False)
        first, *rest = pattern.split("*")
        if not path.startswith(first):
            return False
        at = len(first)
        for piece in rest:
            found = path.find(piece, at)
            if found < 0:
                return False
            at = found + len(piece)
        if not ends or at == len(path):
            return True
        return bool(rest) and path.endswith(rest[-1])


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules for one program. delay_seconds : between two requests; 0 when nothing is asked."""

    rules: tuple[Rule, ...] = ()
    delay_seconds: float = 0.0

    def allow(self, address: str) -> bool:
        """Whether an address may be read: the longest pattern that fits decides, leave wins over ban, none is leave."""
        parts = urlsplit(address)
        path = spelt_alike(parts.path or "/") + (f"?{spelt_alike(parts.query)}" if parts.query else "")
        fitting = [rule for rule in self.rules if rule.fits(path)]
        return max(fitting, key=lambda rule: (len(rule.pattern), rule.may), default=Rule(True, "")).may


def read_robots(text: str, *, robot: str) -> Rules:
    """The rules for a program: those that name it, else those for everybody (`*`).

    >>> read_robots("User-agent: *\\nDisallow: /wp-admin/", robot="everyweek").allow("https://a.test/wp-admin/x")
    False
    """
    groups: dict[str, list[tuple[str, str]]] = {}
    named: list[str] = []
    in_rules = False
    for field, value in fields(text.removeprefix("\ufeff").splitlines()):
        if field == "user-agent":
            named = [] if in_rules else named
            in_rules = False
            named.append(value.lower())
            groups.setdefault(value.lower(), [])
        else:
            in_rules = True
            for name in named:
                groups[name].append((field, value))
    ours = groups.get(robot, groups.get("*", []))
    rules = tuple(
        Rule(field == "allow", spelt_alike(value)) for field, value in ours if field in ("allow", "disallow") and value
    )
    delays = [seconds(value) for field, value in ours if field == "crawl-delay"]
    return Rules(rules, min(max(delays, default=0.0), LONGEST_DELAY_SECONDS))


def fields(lines: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Each line's field and value, comments left out."""
    for line in lines:
        field, colon, value = line.partition("#")[0].partition(":")
        if colon:
            yield field.strip().lower(), value.strip()


def spelt_alike(path: str) -> str:
    """A path in one spelling, however its letters were escaped."""
    return quote(unquote(path), safe="/*?$=&;:@!'(),+~")


def seconds(text: str) -> float:
    """A number of seconds; 0 when it is none.

    >>> seconds("2.5"), seconds("soon"), seconds("-1")
    (2.5, 0.0, 0.0)
    """
    try:
        number = float(text)
    except ValueError:
        return 0.0
    return number if number > 0 else 0.0
