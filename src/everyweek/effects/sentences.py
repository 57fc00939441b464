"""What the figures say of a change, in words that claim no more than they show."""

from everyweek.effects.seen import FEWEST_AFTER, NEWEST, Outcome, Seen, Why
from everyweek.tables.in_words import amount, month

TITLES: dict[Outcome, str] = {
    "seen": "Seen in the data",
    "not seen": "Not seen in the data",
    "too early": "Too early to say",
    "cannot be seen": "Cannot be seen",
}
NO_PROOF = "Before and after is not proof: something else may have changed at the same time."
WHY: dict[Why, str] = {
    "no figures": "no figures of this organisation are loaded.",
    "gap before": "the figures do not hold every one of the {window} months before {changed}.",
    "gap after": "only {recorded} of the {window} months after {changed} have a figure.",
    "counted anew": "these figures are counted in another way, or are another organisation’s, from a month in between.",
    "neither is better": "of this measure neither more nor less is better.",
}


def in_words(seen: Seen, unit: str) -> tuple[str, ...]:
    """Sentences for the page, below the title of the outcome.

    unit : of the series: share, count or seconds.
    """
    if seen.outcome == "cannot be seen":
        reason = WHY[seen.why].format(window=seen.window, changed=month(seen.changed), recorded=seen.recorded)
        return (f"{reason[:1].upper()}{reason[1:]}",)
    if seen.outcome == "too early":
        have = {0: "No month has", 1: "1 month has"}.get(seen.recorded, f"{seen.recorded} months have")
        assert seen.newest is not None
        needed = f"{have} a figure since {month(seen.changed)}, and {FEWEST_AFTER} are needed."
        return (f"{needed} The newest figure is of {month(seen.newest)}.",)
    said = [_means(seen, unit)]
    if seen.outcome == "seen":
        assert seen.first_signal is not None
        said.append(
            f"That is more than ordinary variation: a change for the better shows from {month(seen.first_signal)}."
        )
        said.append(_sustained(seen))
    else:
        within = "The difference is within what varies from month to month anyway."
        said.append(within if seen.mean_is_better else "On average it was no better after.")
    if seen.got_worse:
        said.append("Some months after show a change for the worse.")
    if seen.was_moving:
        said.append("It was getting better before, too.")
    return (*said, NO_PROOF)


def _means(seen: Seen, unit: str) -> str:
    return (
        f"The mean was {amount(seen.before, unit)} in the {seen.window} months before {month(seen.changed)}, "
        f"and {amount(seen.after, unit)} in the {seen.window} months after"
        + ("." if seen.recorded == seen.window else f" ({seen.recorded} of them have a figure so far).")
    )


def _sustained(seen: Seen) -> str:
    assert seen.newest is not None
    if seen.sustained is None:
        return "Whether it lasted cannot be said: what is counted changed since."
    newest = f"of the newest {NEWEST} months, up to {month(seen.newest)},"
    if seen.sustained:
        return f"It is sustained: {newest} all are better than the mean before."
    return f"It is not sustained: {newest} not all are better than the mean before."
