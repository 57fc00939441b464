"""Which themes to choose first, as a suggestion with reasons; the choice is the system's."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from everyweek.maturity.errors import CannotSuggest
from everyweek.maturity.framework import Setting

SETTINGS: tuple[Setting, ...] = ("in hospital", "out of hospital")
FAR_BEHIND = 0.5
"""From this opportunity on the measures are called far behind peers, a choice of ours: half of the whole scale."""
A_LITTLE_BEHIND = 0.2
"""Below this, and above 0, they are called a little behind; ours as well."""
DIGITS = 9
"""Decimal places in which two ranks must differ, so that the last bit of a product does not decide."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A theme that could be chosen.

    gap         : share of what is still missing over the system's places, 0–1; None when no place has answered it.
    opportunity : how far the measures that it acts on lie behind those of peers, 0 (not at all) to 1; None when that is
                  not known.
    worth       : what closing a unit of its gap would be worth here, above 0, in one unit for all; None when that is
                  not known.
    """

    theme: str
    name: str
    setting: Setting
    gap: float | None
    opportunity: float | None = None
    worth: float | None = None


@dataclass(frozen=True, slots=True)
class Pick:
    """A theme that is suggested, or one that is passed over. rank: from 1; 0 when it has none. why: in words."""

    theme: str
    name: str
    setting: Setting
    rank: int
    why: str


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What to choose first.

    picks       : best first, at most as many as asked for.
    passed_over : all others, those with a rank first.
    notes       : what holds for the whole, as sentences; said beside it.
    """

    picks: tuple[Pick, ...]
    passed_over: tuple[Pick, ...]
    notes: tuple[str, ...]


def suggest_choice(candidates: Sequence[Candidate], chosen: int) -> Suggestion:
    """The themes with the most to gain, a blend of in and out of hospital.

    Ranked by gap x opportunity; where what a unit is worth is known for all that have both, by gap x opportunity x
    worth. After them those whose opportunity is not known, by their gap alone; last those whose measures are not behind
    at all. A theme of which nothing is missing, or whose gap is not known, is not suggested. The best in hospital and
    the best out of hospital are among the picks whenever there are two to choose and one of each has a rank.

    candidates : in the framework's order, which decides between equals; each theme once.
    chosen     : how many to suggest, from 0. Fewer are when fewer have a rank.

    >>> told = suggest_choice([Candidate("sdec", "SDEC", "in hospital", 0.25, 0.4),
    ...                        Candidate("ucr", "UCR", "out of hospital", 0.75, 0.6)], 1)
    >>> told.picks[0].why
    '75% of it is still missing, and its measures are far behind those of peers.'

    Raises CannotSuggest for shares outside 0–1, a worth that is not above 0, a theme twice, or fewer than none.
    """
    _check(candidates, chosen)
    ranked = _ranked(candidates)
    needed = _needed(ranked, chosen)
    free = chosen - len(needed)
    others = [one for one in ranked if one not in needed]
    picked = [one for one in ranked if one in needed or one in others[:free]]
    rank_of = {one.theme: rank for rank, one in enumerate(ranked, start=1)}
    lifted = [one for one in picked if rank_of[one.theme] > chosen]
    for_whom = {one.theme: lifted for one in ranked[:chosen] if one not in picked}
    return Suggestion(
        picks=tuple(_pick(one, rank_of, _why_picked(one, is_lifted=one in lifted)) for one in picked),
        passed_over=tuple(
            _pick(one, rank_of, _why_passed(one, for_whom.get(one.theme, [])))
            for one in (*ranked, *(one for one in candidates if one not in ranked))
            if one not in picked
        ),
        notes=tuple(_notes(candidates, ranked, picked, chosen)),
    )


def _ranked(candidates: Sequence[Candidate]) -> list[Candidate]:
    """Those with something missing, best first; `sorted` leaves equals in the order in which they came."""
    weigh = _weighs(candidates)
    return sorted((one for one in candidates if one.gap), key=lambda one: _place(one, weigh))


def _place(one: Candidate, weigh: bool) -> tuple[int, float]:
    gap = one.gap or 0.0
    if one.opportunity is None:
        return 1, -round(gap, DIGITS)
    if one.opportunity == 0:
        return 2, -round(gap, DIGITS)
    return 0, -round(gap * one.opportunity * (one.worth or 1.0 if weigh else 1.0), DIGITS)


def _weighs(candidates: Sequence[Candidate]) -> bool:
    """Whether worth is known of all that are ranked by gap and opportunity; of some, it would set those apart."""
    both = [one for one in candidates if one.gap and one.opportunity]
    return bool(both) and all(one.worth is not None for one in both)


def _needed(ranked: Sequence[Candidate], chosen: int) -> list[Candidate]:
    """The best of either setting; none when there is one to choose, or only one setting."""
    best = [next((one for one in ranked if one.setting == setting), None) for setting in SETTINGS]
    return [one for one in best if one] if chosen >= 2 and all(best) else []


def _pick(one: Candidate, rank_of: Mapping[str, int], why: str) -> Pick:
    return Pick(one.theme, one.name, one.setting, rank_of.get(one.theme, 0), why)


def _why_picked(one: Candidate, *, is_lifted: bool) -> str:
    blend = f" It is here so that one of them is {one.setting}." if is_lifted else ""
    return f"{_facts(one)}{blend}"


def _why_passed(one: Candidate, lifted: Sequence[Candidate]) -> str:
    if one.gap is None:
        return "No place has answered all of it, so nobody knows what is missing."
    if not one.gap:
        return "Nothing of it is missing."
    if lifted:
        names = " and ".join(other.name for other in lifted)
        return f"{_facts(one)} It makes way for {names}, so that the choice has both settings."
    return f"{_facts(one)} Others come before it."


def _facts(one: Candidate) -> str:
    missing = f"{_percent(one.gap or 0.0)} of it is still missing"
    if one.opportunity is None:
        return f"{missing}. How its measures stand beside those of peers is not known."
    if one.opportunity == 0:
        return f"{missing}, but its measures are not behind those of peers."
    far = "far behind" if one.opportunity >= FAR_BEHIND else "behind"
    words = "a little behind" if one.opportunity < A_LITTLE_BEHIND else far
    return f"{missing}, and its measures are {words} those of peers."


def _percent(share: float) -> str:
    """A share as a whole percentage, which says neither none of something nor all of nearly all."""
    return "less than 1%" if share < 0.01 else "more than 99%" if 0.99 < share < 1 else f"{share:.0%}"


def _notes(
    candidates: Sequence[Candidate], ranked: Sequence[Candidate], picked: Sequence[Candidate], chosen: int
) -> Iterator[str]:
    if ranked and all(one.opportunity is None for one in ranked):
        yield "How the measures stand beside those of peers is not known, so only what is missing counts."
    elif any(one.opportunity is None for one in ranked):
        yield "Those whose measures cannot be put beside peers come after the others, by what is missing alone."
    if len(picked) < chosen:
        yield f"Only {len(picked)} of {chosen} can be suggested: of the others nothing is missing, or nobody knows."
    if chosen and any(one.setting for one in candidates):
        absent = [setting for setting in SETTINGS if not any(one.setting == setting for one in picked)]
        if absent and chosen < 2:
            yield "With one to choose it cannot be a blend of in and out of hospital."
        elif absent:
            yield f"It is no blend: there is nothing to suggest {' or '.join(absent)}."


def _check(candidates: Sequence[Candidate], chosen: int) -> None:
    if chosen < 0:
        raise CannotSuggest(f"{chosen} themes cannot be chosen.")
    if len({one.theme for one in candidates}) < len(candidates):
        raise CannotSuggest("A theme is there twice.")
    for one in candidates:
        for what, share in (("gap", one.gap), ("opportunity", one.opportunity)):
            if share is not None and not 0 <= share <= 1:
                raise CannotSuggest(f"The {what} of {one.name} is {share}; it must lie between 0 and 1.")
        if one.worth is not None and not one.worth > 0:
            raise CannotSuggest(f"The worth of {one.name} is {one.worth}; it must be above 0.")
