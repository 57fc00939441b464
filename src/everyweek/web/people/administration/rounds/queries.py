"""Rounds and how far they are, as far as the reader looks after a system in them."""

from dataclasses import dataclass
from datetime import datetime

from everyweek.web.people.administration.reach import looks_after_the_country
from everyweek.web.people.champions.models import Round
from everyweek.web.people.champions.queries import ReturnDetails, RoundDetails, list_rounds, returns_in, returns_of
from everyweek.web.people.reader import Reader


@dataclass(frozen=True, slots=True)
class RoundSeen:
    """A round with the returns that the reader looks after."""

    round: RoundDetails
    returns: tuple[ReturnDetails, ...]

    @property
    def late(self) -> tuple[ReturnDetails, ...]:
        """Those of which nothing came by the deadline; none when the round has been closed."""
        if self.round.closed_at is not None:
            return ()
        return tuple(one for one in self.returns if one.state.key == "late")


def rounds_seen(reader: Reader, *, now: datetime) -> tuple[RoundSeen, ...]:
    """For national support every round; for administrators those in which a system of theirs is asked. Newest first."""
    if looks_after_the_country(reader):
        rows = {row.key: row for row in Round.objects.all()}
        return tuple(RoundSeen(one, returns_in(rows[one.key], now=now)) for one in list_rounds())
    mine: dict[str, list[ReturnDetails]] = {}
    rounds: dict[str, RoundDetails] = {}
    for one in returns_of(reader, now=now):
        mine.setdefault(one.round.key, []).append(one)
        rounds[one.round.key] = one.round
    return tuple(RoundSeen(rounds[key], tuple(returns)) for key, returns in mine.items())
