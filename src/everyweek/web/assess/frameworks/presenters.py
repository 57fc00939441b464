"""What the pages of frameworks show, as plain values."""

from collections.abc import Sequence
from typing import Any

from django.urls import reverse

from everyweek.maturity.answers import ladder
from everyweek.maturity.framework import Framework, Level, Question, Theme
from everyweek.maturity.mapping import Mapped
from everyweek.measures import MEASURES
from everyweek.web.assess.forward_links import address_if_any
from everyweek.web.assess.frameworks.listed import VersionLine
from everyweek.web.assess.frameworks.models import FrameworkVersion
from everyweek.web.design import wording
from everyweek.web.people.champions.deadlines import local_day
from everyweek.web.people.organisations.known import directory, name_of

WORDINGS = {
    "ours": "Our own words",
    "official": "Official words",
    "local": "Local words",
}
WORDINGS_EXPLAINED = {
    "ours": "The questions are in Everyweek’s own words. They are not the programme’s.",
    "official": "The questions are as the programme published them.",
    "local": "The questions are in the words of those who added this framework.",
}
KINDS = {
    "scored": "Yes or no to each question, a point for each yes.",
    "agreed": "Not scored: its level is agreed with {whom}. The questions are prompts for that conversation.",
    "rubric": "Each question is placed on a ladder: where we are, and where we want to be.",
}
COLOURS = {"ours": "nhsuk-tag--yellow", "official": "nhsuk-tag--green", "local": "nhsuk-tag--grey"}
LEVELS_OFFICIAL = "Names and scores of these levels are the programme’s own."
LEVELS_NOT_OFFICIAL = "Names and scores of these levels are not official."


def trail(*further: tuple[str, str]) -> list[dict[str, str]]:
    """The way to a page of frameworks."""
    return [
        {"href": "/", "text": "Home"},
        {"href": reverse("assess"), "text": "Assess"},
        {"href": reverse("frameworks"), "text": "Frameworks"},
        *({"href": href, "text": text} for href, text in further),
    ]


def framework_address(number: int) -> str:
    """The path of a version."""
    return reverse("framework", kwargs={"framework": number})


def list_page(frameworks: Sequence[Sequence[VersionLine]], *, adds: bool) -> dict[str, Any]:
    """Every framework, its newest version that is offered first."""
    return {"adds": adds, "frameworks": tuple(listed(lines) for lines in frameworks)}


def listed(lines: Sequence[VersionLine]) -> dict[str, Any]:
    """One framework with its versions."""
    first = next((one for one in lines if one.withdrawn_at is None), lines[0])
    return {
        "title": first.title,
        "address": framework_address(first.number),
        "about": first.about,
        "size": f"{first.themes:,} {first.theme_words}, {wording.several(first.questions, 'question')}",
        "tags": tags(first.wording, is_official=first.levels_official, withdrawn=first.withdrawn_at is not None),
        "whose": f"A framework of {name_of(first.system, directory())}." if first.system else "",
        "version": f"Version {first.version}. {_used(first)}",
        "others": tuple(version_link(one) for one in lines if one.number != first.number),
    }


def tags(words: str, *, is_official: bool, withdrawn: bool) -> tuple[dict[str, str], ...]:
    """What must be seen at once of a framework: whose words, whether levels are official, whether it is offered."""
    return (
        {"text": WORDINGS[words], "classes": COLOURS[words]},
        *(() if is_official else ({"text": "Levels not official", "classes": "nhsuk-tag--yellow"},)),
        *(({"text": "Withdrawn", "classes": "nhsuk-tag--grey"},) if withdrawn else ()),
    )


def framework_page(
    row: FrameworkVersion,
    framework: Framework,
    *,
    versions: Sequence[VersionLine],
    before: FrameworkVersion | None,
    changes: Mapped | None,
    may_withdraw: bool,
) -> dict[str, Any]:
    """A version: every question, its levels, who worded it, and what changed against the version before."""
    at = {"framework": row.pk}
    mine = next(one for one in versions if one.number == row.pk)
    return {
        "title": row.title,
        "version": row.version,
        "key": row.key,
        "tags": tags(framework.wording, is_official=framework.levels.official, withdrawn=row.withdrawn_at is not None),
        "about": framework.about,
        "wording": WORDINGS_EXPLAINED[framework.wording],
        "source": framework.source,
        "whose": f"A framework of {name_of(row.system, directory())} alone." if row.system else "",
        "added": f"Added on {wording.day_in_words(local_day(row.added_at))}. {_used(mine)}",
        "chosen": f"After a round each system chooses {framework.chosen} {framework.theme_words} to work on first."
        if framework.chosen
        else "",
        "levels": () if _is_a_ladder(framework) else levels(framework.levels.all),
        "levels_say": LEVELS_OFFICIAL if framework.levels.official else LEVELS_NOT_OFFICIAL,
        "levels_note": framework.levels.note,
        "rungs": tuple({"number": one.number, "name": one.name, "meaning": one.meaning} for one in framework.rungs),
        "theme_words": wording.capitalised(framework.theme_words),
        "themes": tuple(theme(one, framework) for one in framework.themes),
        "others": tuple(
            {**link, "text": wording.capitalised(link["text"])}
            for link in (version_link(one) for one in versions if one.number != row.pk)
        ),
        "before": before.version if before else "",
        "before_address": framework_address(before.pk) if before else "",
        "changes": differences(changes, framework) if changes else None,
        "files": tuple(
            {"text": text, "address": reverse("framework-file", kwargs={**at, "form": form})}
            for form, text in (("xlsx", "Excel"), ("csv", "CSV"), ("yaml", "YAML"))
        ),
        "withdraw": reverse("framework-withdraw", kwargs=at) if may_withdraw else "",
        "is_withdrawn": row.withdrawn_at is not None,
    }


def levels(rows: Sequence[Level]) -> tuple[dict[str, str], ...]:
    """The levels with the scores that fall into each; the last is open above."""
    above = [level.lowest - 1 for level in rows[1:]]
    return tuple(
        {
            "name": one.name,
            "scores": _scores(one.lowest, above[place] if place < len(above) else None),
            "meaning": one.meaning,
        }
        for place, one in enumerate(rows)
    )


def theme(one: Theme, framework: Framework) -> dict[str, Any]:
    """A theme with its questions."""
    return {
        "key": one.key,
        "name": one.name,
        "meaning": one.meaning,
        "setting": wording.capitalised(one.setting),
        "kind": KINDS[one.kind].format(whom=one.agreed_with or "somebody outside the place"),
        "source": one.source,
        "what_works": address_if_any("intervention", intervention=one.intervention) if one.intervention else "",
        "questions": tuple(question(each, one, framework) for each in one.questions),
    }


def question(one: Question, of: Theme, framework: Framework) -> dict[str, Any]:
    """A question with its help, the measures that say something of it, and its ladder."""
    rungs = ladder(one, framework) if of.kind == "rubric" and one.rungs else ()
    known = [MEASURES[name] for name in one.measures if name in MEASURES]
    return {
        "text": one.text,
        "help": one.help,
        "measures": tuple(
            {"text": measure.title, "address": address_if_any("catalogue-entry", measure=measure.name)}
            for measure in known
        ),
        "rungs": tuple({"number": rung.number, "name": rung.name, "meaning": rung.meaning} for rung in rungs),
    }


def differences(found: Mapped, framework: Framework) -> dict[str, Any]:
    """What changed, in words; each with the question that it is about."""
    texts = {f"{one.key}/{each.key}": f"{one.name}: {each.text}" for one in framework.themes for each in one.questions}
    changed = [one for one in found.carried if one.how != "same"]
    same = len(found.carried) - len(changed)
    return {
        "says": (
            f"{wording.several(same, 'question')} stayed as before, {len(changed):,} changed, "
            f"{len(found.new_questions):,} new, {len(found.lost):,} gone."
        ),
        "changed": tuple({"text": texts[one.what], "note": one.note} for one in changed),
        "new": tuple(texts[what] for what in found.new_questions),
        "gone": tuple({"text": one.what, "note": one.why} for one in found.lost),
    }


def version_link(one: VersionLine) -> dict[str, str]:
    """Another version of a framework."""
    state = ", withdrawn" if one.withdrawn_at else ""
    return {"text": f"version {one.version}{state}", "address": framework_address(one.number)}


def _is_a_ladder(framework: Framework) -> bool:
    """Whether every theme is answered on a ladder: its rungs are the levels then, and are not shown twice."""
    return all(one.kind == "rubric" for one in framework.themes)


def _used(one: VersionLine) -> str:
    return f"Used in {wording.several(one.rounds, 'round')}." if one.rounds else "Not used in a round yet."


def _scores(lowest: int, highest: int | None) -> str:
    if highest is None:
        return f"{lowest} and more"
    return f"{lowest}" if lowest == highest else f"{lowest} to {highest}"
