"""What a before and after takes for granted, and what is weak about one: in sentences."""

from dataclasses import dataclass

from everyweek.variation import Improvement

ASSUMPTIONS = (
    (
        "Without the change, the organisation would have kept its distance from its peers, or gone on drifting from "
        "them as before."
    ),
    "Nothing else that moves these figures happened to this organisation, and not to its peers, at the same time.",
    "The peers did not make the same change, and were not touched by this one.",
    "The change moved the figures at once, by as much in each period, and not little by little.",
    "What other organisations did at this time, beside peers of their own, is a fair picture of what chance does here.",
)

CLOSE = 0.6
"""Correlation of one period's chance with the next one's from which a drift looks much like a change."""

POOR_FIT = 2.0
"""Times as far from its line before as the middle one of the others."""


@dataclass(frozen=True, slots=True)
class Weaknesses:
    """What there is to be cautious about.

    before, after     : periods used, and periods that the window has.
    poor_fit          : how many times as far from its line before as usual.
    was_drifting      : it drifted from its peers faster than most others do from theirs.
    peers_moved_more  : it moved, and the peers moved away from their own line by more.
    others_left_out   : organisations that lack a figure.
    peers_left_out    : registered peers that lack a figure.
    registered, went  : directions; "neither" where not registered or not to be told.
    better            : of the measure.
    """

    before: tuple[int, int]
    after: tuple[int, int]
    poor_fit: float
    was_drifting: bool
    peers_moved_more: bool
    autocorrelation: float
    others_left_out: int
    peers_left_out: int
    registered: Improvement
    went: Improvement
    better: Improvement


def cautions_of(weak: Weaknesses) -> tuple[str, ...]:
    """A sentence for each weakness; what weighs most comes first."""
    said = (
        (_is_contrary(weak.registered, weak.went), _contrary(weak)),
        (
            _is_contrary(weak.registered, weak.better),
            f"The plan expected these figures to go {weak.registered}, and of this measure {weak.better} is better.",
        ),
        (
            weak.poor_fit > POOR_FIT,
            (
                "Its peers were no close picture of it before the change: its figures lay farther from their line than "
                "those of most organisations do."
            ),
        ),
        (
            weak.was_drifting,
            (
                "It was drifting away from its peers, or towards them, before the change already. The result rests on "
                "that going on."
            ),
        ),
        (
            weak.peers_moved_more,
            (
                "Its peers' figures changed at that time as well, by more than this difference: a season, or something "
                "that happened to all. Only what it did beyond them is counted here."
            ),
        ),
        (weak.before[0] < weak.before[1], _have(weak.before, "before")),
        (weak.after[0] < weak.after[1], _have(weak.after, "after")),
        (
            weak.autocorrelation >= CLOSE,
            (
                f"Each figure is much like the one before (correlation {weak.autocorrelation:.2f}), so a slow drift "
                "looks much like a change."
            ),
        ),
        (weak.peers_left_out > 0, _left_out(weak.peers_left_out, "registered peer", "registered peers")),
        (weak.others_left_out > 0, _left_out(weak.others_left_out, "organisation", "organisations")),
    )
    return tuple(sentence for holds, sentence in said if holds)


def _is_contrary(one: Improvement, other: Improvement) -> bool:
    return {one, other} == {"up", "down"}


def _contrary(weak: Weaknesses) -> str:
    went = "rose" if weak.went == "up" else "fell"
    return f"The plan expected these figures to go {weak.registered}; beside their peers' they {went}."


def _have(used_of: tuple[int, int], side: str) -> str:
    used, window = used_of
    return f"Only {used} of the {window} periods {side} the change have a figure."


def _left_out(number: int, one: str, many: str) -> str:
    if number == 1:
        return f"1 {one} was left out, for want of a figure in one of these periods."
    return f"{number} {many} were left out, for want of a figure in one of these periods."
