"""What was answered to one version of a framework, carried over to another, with what could not be, and why."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from everyweek.maturity.answers import Answers, address, allowed_answers, ladder
from everyweek.maturity.errors import OtherFramework
from everyweek.maturity.framework import Framework, Levels, Question, Theme
from everyweek.maturity.scoring import level_number, levels_of

How = Literal["same", "renamed", "worded anew", "renamed and worded anew", "joined"]
"""How an answer came over: to the same question; under another key; under other words; or of several old questions
that were answered alike and have become one."""


@dataclass(frozen=True, slots=True)
class Carried:
    """An answer, or a level, that came over.

    what   : "theme/question" in the new version; of a level, the theme's key.
    was    : the same in the old version; of joined questions, each of them.
    value  : the answer, or the level's name.
    how    : see `How`.
    note   : what to tell whoever answers, as a sentence; "" when nothing changed.
    """

    what: str
    was: tuple[str, ...]
    value: str
    how: How
    note: str = ""

    @property
    def look_again(self) -> bool:
        """Whether the words changed, so that the answer may no longer be right."""
        return self.how in ("worded anew", "renamed and worded anew", "joined")


@dataclass(frozen=True, slots=True)
class Lost:
    """An answer, or a level, that could not be carried over. what: as the old version calls it. why: a sentence."""

    what: str
    value: str
    why: str


@dataclass(frozen=True, slots=True)
class Mapped:
    """Answers to the old version as answers to the new one.

    answers       : by the new version's "theme/question"; fit to be scored with it.
    carried       : each of them, in the new version's order.
    lost          : old answers that are not among them, in the old version's order.
    new_questions : "theme/question" of those that nothing in the old version asked, whether it was answered or not.
    """

    answers: dict[str, str]
    carried: tuple[Carried, ...]
    lost: tuple[Lost, ...]
    new_questions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MappedLevels:
    """Levels by theme (agreed ones, or targets), for the new version; see `Mapped`."""

    levels: dict[str, str]
    carried: tuple[Carried, ...]
    lost: tuple[Lost, ...]


Where = tuple[Theme, Question]


def map_answers(old: Framework, new: Framework, answers: Answers) -> Mapped:
    """Answers to one version carried over to another, with a reason for each that could not be.

    A question is the same when its theme and its own key are the same, or when the new one names the old one in its
    `was` (or its theme the old theme in its own `was`, the question's key being the same). An old question that
    several new ones name is carried to each. Several old ones that have become one are carried when they were answered
    alike; else nobody can say what is true of both. An answer is lost when its question is no longer asked, when it is
    answered in another way now, or when it was given on a ladder that now has other rungs.

    answers : of the old version; "" and keys that it does not have are passed over.
    Raises OtherFramework when the two are not versions of one framework.
    """
    _check_same(old, new)
    places = {address(theme, question): (theme, question) for theme in old.themes for question in theme.questions}
    given = {name: value for name, value in answers.items() if value and name in places}
    carried: list[Carried] = []
    why_lost: dict[str, str] = {}
    new_questions: list[str] = []
    for theme in new.themes:
        for question in theme.questions:
            before = [one for one in earlier_names(theme, question) if one in places]
            if not before:
                new_questions.append(address(theme, question))
            came = _carry((theme, question), before, given, places, frameworks=(old, new), why_lost=why_lost)
            carried += [came] if came else []
    over = {name for one in carried for name in one.was}
    lost = tuple(
        Lost(name, given[name], why_lost.get(name, _no_longer(place, new)))
        for name, place in places.items()
        if name in given and name not in over
    )
    return Mapped({one.what: one.value for one in carried}, tuple(carried), lost, tuple(new_questions))


def map_levels(old: Framework, new: Framework, levels: Mapping[str, str]) -> MappedLevels:
    """Levels by theme, such as those that were agreed or are aimed at, carried over to another version.

    levels : by the old version's theme keys, the names of levels; "" and other keys are passed over.
    A level is lost when its theme is no longer there, when the theme is answered in another way, when several old
    themes that have become one disagree, or when the new version has no level of that name. The same name is the same
    level, also where its band has changed; that is said.
    Raises OtherFramework when the two are not versions of one framework.
    """
    _check_same(old, new)
    given = {theme.key: levels[theme.key] for theme in old.themes if levels.get(theme.key)}
    carried: list[Carried] = []
    why_lost: dict[str, str] = {}
    for theme in new.themes:
        before = [one for one in dict.fromkeys((theme.key, *theme.was)) if one in given]
        problems = {key: _level_problem(old.theme(key), theme, given[key], new=new) for key in before}
        kept = [key for key, problem in problems.items() if not problem]
        why_lost |= {key: problem for key, problem in problems.items() if problem}
        if len({given[key] for key in kept}) > 1:
            why_lost |= dict.fromkeys(kept, _disagree([old.theme(key).name for key in kept], theme.name, "level"))
        elif kept:
            carried.append(_carried_level(theme, kept, given[kept[0]], frameworks=(old, new)))
    over = {key for one in carried for key in one.was}
    lost = tuple(
        Lost(key, value, why_lost.get(key, f"{old.theme(key).name} is not in version {new.version}."))
        for key, value in given.items()
        if key not in over
    )
    return MappedLevels({one.what: one.value for one in carried}, tuple(carried), lost)


def earlier_names(theme: Theme, question: Question) -> tuple[str, ...]:
    """What a question may have been called, "theme/question" each: its own name first, and each only once."""
    own = (address(key, question) for key in (theme.key, *theme.was))
    return tuple(dict.fromkeys((*own, *question.was)))


def same_words(one: str, other: str) -> bool:
    """Whether two texts say the same; capitals, blanks and punctuation make no difference.

    >>> same_words("Is it open 12 hours a day?", "Is it open  12 hours a day")
    True
    """
    return _bare(one) == _bare(other)


def _carry(
    place: Where,
    before: Sequence[str],
    given: Answers,
    places: Mapping[str, Where],
    *,
    frameworks: tuple[Framework, Framework],
    why_lost: dict[str, str],
) -> Carried | None:
    """The answer to a new question from the old ones that it was, if it can be; else the reasons go to `why_lost`."""
    theme, question = place
    answered = [name for name in before if name in given]
    problems = {name: _answer_problem(places[name], place, given[name], frameworks=frameworks) for name in answered}
    kept = [name for name, problem in problems.items() if not problem]
    why_lost |= {name: problem for name, problem in problems.items() if problem}
    if len({given[name] for name in kept}) > 1:
        words = [f"“{places[name][1].text}” ({given[name]})" for name in kept]
        why_lost |= dict.fromkeys(kept, _disagree(words, f"“{question.text}”", "answer"))
        return None
    if not kept:
        return None
    how = _how(address(theme, question), kept, same=same_words(places[kept[0]][1].text, question.text), of=len(before))
    note = _note(how, [places[name][1].text for name in kept], kept)
    return Carried(address(theme, question), tuple(kept), given[kept[0]], how, note)


def _how(what: str, was: Sequence[str], *, same: bool, of: int) -> How:
    if of > 1:
        return "joined"
    if was[0] == what:
        return "same" if same else "worded anew"
    return "renamed" if same else "renamed and worded anew"


def _note(how: How, texts: Sequence[str], was: Sequence[str]) -> str:
    if how == "same":
        return ""
    if how == "joined":
        return f"It takes the place of several questions, among them {_and(texts)}: look at it again."
    called = f"It was called {was[0]}." if how.startswith("renamed") else ""
    worded = f"It is worded anew: look at it again. It was “{texts[0]}”." if how.endswith("worded anew") else ""
    return " ".join(part for part in (called, worded) if part)


def _answer_problem(old: Where, new: Where, value: str, *, frameworks: tuple[Framework, Framework]) -> str:
    """Why an answer to an old question is none to the new one; "" when it is."""
    theme, question = new
    if problem := _kind_problem(old[0], theme):
        return problem
    if theme.kind == "rubric":
        rungs = [[rung.name for rung in ladder(*at)] for at in ((old[1], frameworks[0]), (question, frameworks[1]))]
        if rungs[0] != rungs[1]:
            return f"Its ladder has other rungs now ({', '.join(rungs[1])}), so that rung {value} may mean another."
    if value not in allowed_answers(theme, question, frameworks[1]):
        return f"“{value[:40]}” is no answer to it."
    return ""


def _level_problem(before: Theme, theme: Theme, value: str, *, new: Framework) -> str:
    if problem := _kind_problem(before, theme):
        return problem
    names = [level.name for level in levels_of(theme, new).all]
    if value not in names:
        return f"Version {new.version} has no level called “{value[:40]}”; it has {', '.join(names)}."
    return ""


def _carried_level(theme: Theme, was: Sequence[str], value: str, *, frameworks: tuple[Framework, Framework]) -> Carried:
    how: How = "joined" if len(was) > 1 else "same" if was[0] == theme.key else "renamed"
    bands = [_band(framework.levels, value) for framework in frameworks] if theme.kind == "scored" else []
    note = "" if len(set(bands)) < 2 else f"The scores of “{value}” have changed: {bands[0]} before, {bands[1]} now."
    return Carried(theme.key, tuple(was), value, how, note)


def _band(levels: Levels, name: str) -> str:
    """The scores of a level, in words: up to below the next level."""
    lowest = [level.lowest for level in levels.all]
    at = level_number(levels, name)
    return f"{lowest[at - 1]} to {lowest[at] - 1}" if at < len(lowest) else f"{lowest[at - 1]} and more"


def _kind_problem(old: Theme, new: Theme) -> str:
    if old.kind == new.kind:
        return ""
    return f"{new.name} is now {KINDS[new.kind]}; it was {KINDS[old.kind]}."


KINDS = {
    "scored": "answered by yes or no",
    "agreed": "agreed and not scored",
    "rubric": "placed on a ladder",
}


def _no_longer(place: Where, new: Framework) -> str:
    theme, question = place
    if any(theme.key in (one.key, *one.was) for one in new.themes):
        return f"“{question.text}” is not asked in version {new.version}."
    return f"{theme.name} is not in version {new.version}."


def _disagree(old: Sequence[str], new: str, what: str) -> str:
    return f"{_and(old)} have become one, {new}, and the {what}s disagree. Give one {what} to the new one."


def _and(words: Sequence[str]) -> str:
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)


def _check_same(old: Framework, new: Framework) -> None:
    if old.key != new.key:
        raise OtherFramework(
            f"“{old.title}” ({old.key}) and “{new.title}” ({new.key}) are two frameworks, not versions of one. Answers "
            "can only be carried over between versions."
        )


def _bare(text: str) -> str:
    return " ".join("".join(one if one.isalnum() else " " for one in text.casefold()).split())
