"""What moved from one round to the next, and whether a score and the measures tell one story."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from everyweek.maturity.answers import address, ladder
from everyweek.maturity.errors import OtherFramework
from everyweek.maturity.framework import Framework, Question, Theme
from everyweek.maturity.mapping import KINDS, earlier_names, same_words
from everyweek.maturity.scoring import ThemeScore

Direction = Literal["up", "down", "same", "not comparable"]
Verdict = Literal["agree", "score high, measures poor", "score low, measures good", "cannot say"]

HIGH_SHARE = 0.75
"""From here on a score is called high: 6 of 8 points, where the third of four levels mostly begins. Ours."""
LOW_SHARE = 0.25
"""Up to here it is called low: 2 of 8 points, where the first level mostly ends. Ours."""
FEWEST_KNOWN = 2
"""Measures that must be known to say anything: one alone may stand anywhere by chance."""
MOST_OF_THEM = 0.5
"""Share of the known measures that must stand on one side, and more of them than on the other. Ours."""


@dataclass(frozen=True, slots=True)
class Match:
    """Whether scores of one theme can be compared between two versions of a framework.

    theme : its key in the new version. was: in the old one; "" when it was not there.
    why   : why they cannot be compared, as a sentence; "" when they can.
    note  : what to keep in mind when they can; "" mostly.
    """

    theme: str
    was: str
    why: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Movement:
    """How one place moved in one theme.

    change : in points of a scored theme, steps on the ladders of a rubric (a mean over its questions), or levels of an
             agreed one; None when it is not comparable.
    why    : of "not comparable", a sentence; else what to keep in mind, or "".
    """

    theme: str
    direction: Direction
    change: float | None = None
    why: str = ""


@dataclass(frozen=True, slots=True)
class Standing:
    """How many of the measures that a theme acts on stand better than peers, worse, alike; and of how many it is not
    known. Whoever counts them decides what better is, with the uncertainty that the comparison has."""

    better: int = 0
    worse: int = 0
    alike: int = 0
    unknown: int = 0

    @property
    def known(self) -> int:
        """How many can be put beside peers."""
        return self.better + self.worse + self.alike


@dataclass(frozen=True, slots=True)
class Beside:
    """A score beside the measures. sentence: to be said to the place itself."""

    verdict: Verdict
    sentence: str


def matches(old: Framework, new: Framework) -> dict[str, Match]:
    """By theme of the new version, whether its scores can be compared with the old version's.

    They can when it is answered in the same way and asks the same questions: each of the new ones was exactly one of
    the old ones, and none of the old ones is gone. Questions that are only worded anew are taken for the same, and the
    note says so. Of an agreed theme, the names of the levels must be the same; its prompts do not count.
    Worked out once for two versions, however many places there are. Raises OtherFramework.
    """
    if old.key != new.key:
        raise OtherFramework(f"“{old.title}” and “{new.title}” are two frameworks; their scores cannot be compared.")
    before = {theme.key: theme for theme in old.themes}
    return {theme.key: _match(theme, before, frameworks=(old, new)) for theme in new.themes}


def movement(before: ThemeScore | None, after: ThemeScore, match: Match) -> Movement:
    """How a place moved in one theme between two rounds.

    before : its score in the earlier round, of the theme `match.was`; None when it was not assessed then.
    after  : its score now. Without an answer to every question, then or now, nothing is compared.
    """
    if why := match.why or _why_not(before, after):
        return Movement(after.theme, "not comparable", why=why)
    assert before is not None  # _why_not says so otherwise
    change = _stands(after) - _stands(before)
    direction: Direction = "up" if change > 0 else "down" if change < 0 else "same"
    return Movement(after.theme, direction, change, match.note)


def beside_measures(share: float | None, standing: Standing) -> Beside:
    """Whether what a place says of itself and what the measures say point the same way; politely.

    share    : how far the place has come in the theme, 0–1; see `ThemeScore.share`. None: it is not complete.
    standing : of the measures that the theme acts on.

    A high share (`HIGH_SHARE`) beside measures of which half or more of those known, and more than are better, are
    worse than peers; a low one (`LOW_SHARE`) beside the opposite; anything else agrees, as far as can be seen. With
    fewer than two measures known nothing is said.

    >>> beside_measures(0.875, Standing(worse=3, alike=1)).verdict
    'score high, measures poor'
    """
    if share is None:
        return Beside("cannot say", "Not every question has an answer yet.")
    if standing.known < FEWEST_KNOWN:
        return Beside("cannot say", _too_few(standing))
    of_them = f"of the {standing.known} measures that can be put beside those of peers"
    if share >= HIGH_SHARE and _mostly(standing.worse, standing.better, standing.known):
        return Beside(
            "score high, measures poor",
            f"You place this high, and {standing.worse} {of_them} {_are(standing.worse)} worse. Both may be right: "
            "measures move late, and other things move them too. It may be worth looking at them together.",
        )
    if share <= LOW_SHARE and _mostly(standing.better, standing.worse, standing.known):
        return Beside(
            "score low, measures good",
            f"You place this low, and {standing.better} {of_them} {_are(standing.better)} better. Perhaps you are "
            "strict with yourselves, or something else does the work; either is worth telling others.",
        )
    return Beside("agree", "The score and the measures do not contradict one another.")


def _match(theme: Theme, before: Mapping[str, Theme], *, frameworks: tuple[Framework, Framework]) -> Match:
    old, new = frameworks
    found = [before[key] for key in dict.fromkeys((theme.key, *theme.was)) if key in before]
    if not found:
        return Match(theme.key, "", f"{theme.name} was not asked about in version {old.version}.")
    was = found[0]
    if len(found) > 1:
        names = " and ".join(one.name for one in found)
        return Match(theme.key, was.key, f"{names} have become one.")
    if was.kind != theme.kind:
        return Match(theme.key, was.key, f"It is now {KINDS[theme.kind]}; it was {KINDS[was.kind]}.")
    if theme.kind == "agreed":
        names_then, names_now = ([level.name for level in one.levels.all] for one in frameworks)
        why = "" if names_then == names_now else f"The levels have changed: {', '.join(names_now)}."
        return Match(theme.key, was.key, why)
    return _match_questions(theme, was, old=old, new=new)


def _match_questions(theme: Theme, was: Theme, *, old: Framework, new: Framework) -> Match:
    asked = {address(was, question): question for question in was.questions}
    pairs = [
        (question, [name for name in earlier_names(theme, question) if name in asked]) for question in theme.questions
    ]
    used = [name for _, names in pairs for name in names]
    added = sum(1 for _, names in pairs if not names)
    gone = len(set(asked) - set(used))
    if added or gone:
        return Match(theme.key, was.key, _changed(added, gone, new.version))
    if len(set(used)) != len(used) or any(len(names) > 1 for _, names in pairs):
        return Match(theme.key, was.key, f"Questions were put together or taken apart in version {new.version}.")
    both = [(asked[names[0]], question) for question, names in pairs]
    if theme.kind == "rubric" and any(_names(one, old) != _names(other, new) for one, other in both):
        return Match(theme.key, was.key, f"Its ladders have other rungs in version {new.version}.")
    anew = sum(1 for one, other in both if not same_words(one.text, other.text))
    questions = "question is" if anew == 1 else "questions are"
    return Match(theme.key, was.key, note=f"{anew} {questions} worded anew in version {new.version}." if anew else "")


def _names(question: Question, framework: Framework) -> list[str]:
    return [rung.name for rung in ladder(question, framework)]


def _changed(added: int, gone: int, version: str) -> str:
    parts = [
        f"{number} {_are(number)} {what}" for number, what in ((added, "new"), (gone, "no longer asked")) if number
    ]
    return f"Its questions are not the same in version {version}: {' and '.join(parts)}."


def _why_not(before: ThemeScore | None, after: ThemeScore) -> str:
    if before is None:
        return "It was not assessed in the earlier round."
    if not before.is_complete:
        return "It was not complete in the earlier round."
    return "" if after.is_complete else "It is not complete yet."


def _stands(score: ThemeScore) -> float:
    if score.kind == "agreed":
        return float(score.level_number)
    stands = score.score if score.position is None else score.position
    return stands or 0.0


def _mostly(one: int, other: int, known: int) -> bool:
    return one > other and one >= MOST_OF_THEM * known


def _are(number: int) -> str:
    return "is" if number == 1 else "are"


def _too_few(standing: Standing) -> str:
    if not standing.known + standing.unknown:
        return "No measure is tied to it."
    if not standing.known:
        return "None of its measures can be put beside those of peers."
    return "Only one of its measures can be put beside those of peers, which is too little to say anything."
