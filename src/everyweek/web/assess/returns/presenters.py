"""What the pages of returns show."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.urls import reverse

from everyweek.maturity.framework import Framework
from everyweek.web.assess.consent.queries import shared_by
from everyweek.web.assess.conversation.asked import own_parties_asked
from everyweek.web.assess.frameworks.queries import framework_of
from everyweek.web.assess.returns.carrying import LastTime, last_time
from everyweek.web.assess.returns.content import question_and_answer
from everyweek.web.assess.returns.errors import NothingToBeginFrom
from everyweek.web.assess.returns.preview import Preview
from everyweek.web.assess.rounds.models import Assessment
from everyweek.web.assess.rounds.running import why_not_open
from everyweek.web.design.wording import several
from everyweek.web.people.champions.deadlines import moment_in_words
from everyweek.web.people.permissions import can
from everyweek.web.people.reader import Reader

FILES = (
    ("xlsx", "Excel workbook", "to fill in, or to send on"),
    ("csv", "CSV", "for other programs"),
    ("pdf", "PDF", "to read and print"),
)
AS_GIVEN = ", as it was given"
"""So that no two links of the page are called the same."""
MOST_SHOWN = 200
LONGEST_SHOWN = 300


def return_page(reader: Reader, assessment: Assessment, *, done: Mapping[str, str], now: datetime) -> dict[str, Any]:
    """The page of a return."""
    takes_part = can(reader, "assessment.take-part", assessment)
    given = shared_by(reader, assessment)
    closed = why_not_open(assessment, now=now)
    return {
        **place_facts(assessment),
        "takes_part": takes_part,
        "is_draft": assessment.submitted_at is None,
        "submitted": moment_in_words(assessment.submitted_at) if takes_part and assessment.submitted_at else "",
        "given": moment_in_words(given.at) if given else "",
        "files": _files(assessment),
        "given_files": _files(assessment, "given") if takes_part and given else (),
        "empty_files": _files(assessment, "empty")[:2] if takes_part else (),
        "closed": closed if takes_part else "",
        "may_bring": takes_part and not closed,
        "may_begin": takes_part and not closed and can(reader, "assessment.lead", assessment) and _has_last(assessment),
        "done": _done(assessment, done),
        "left_alone": _left_alone(framework_of(assessment.round.framework), done) if takes_part else (),
        "breadcrumbs": trail(assessment, takes_part=takes_part),
    }


def preview_page(assessment: Assessment, preview: Preview, *, file: str) -> dict[str, Any]:
    """The page that says what a brought return would change."""
    return {
        **place_facts(assessment),
        "file": file,
        "is_unchanged": preview.is_unchanged,
        "counted": several(len(preview.shown), "change"),
        "shown": [
            {
                "theme": one.theme,
                "about": one.about,
                "before": shortened(one.before),
                "after": shortened(one.after),
                "where": one.where,
            }
            for one in preview.shown[:MOST_SHOWN]
        ],
        "more": max(0, len(preview.shown) - MOST_SHOWN),
        "errors": [str(one) for one in preview.errors[:MOST_SHOWN]],
        "more_errors": max(0, len(preview.errors) - MOST_SHOWN),
        "notices": preview.notices,
        "lost": preview.lost,
    }


def carry_page(assessment: Assessment, found: LastTime) -> dict[str, Any]:
    """The page that says what would be carried over from the round before."""
    framework = framework_of(assessment.round.framework)
    return {
        **place_facts(assessment),
        "before": found.round,
        "versions": (found.before_version, found.version) if found.before_version != found.version else (),
        "coming": several(found.coming, "answer"),
        "comes_any": found.coming > 0,
        "there": several(found.there, "question") if found.there else "",
        "look_again": [
            {"answer": question_and_answer(framework, one.what, one.value), "note": one.note}
            for one in found.carried
            if one.look_again
        ],
        "lost": [{"answer": answer, "why": why} for answer, why in found.lost],
        "new": [question_in_words(framework, key) for key in found.new_questions],
    }


def place_facts(assessment: Assessment) -> dict[str, Any]:
    """What every page of a return says of it, and where the others are."""
    parts = parts_of(assessment)
    return {
        "place": assessment.place.name,
        "round": assessment.round.title,
        "addresses": {
            "return": reverse("assessment-return", kwargs=parts),
            "bring": reverse("assessment-import", kwargs=parts),
            "use": reverse("assessment-import-use", kwargs=parts),
            "begin": reverse("assessment-carry-over", kwargs=parts),
            "assessment": reverse("assessment", kwargs=parts),
        },
    }


def parts_of(assessment: Assessment) -> dict[str, str]:
    """The parts of the addresses of an assessment."""
    return {"assessment_round": assessment.round.key, "place": assessment.place.key}


def trail(assessment: Assessment, *, takes_part: bool = True) -> list[dict[str, str]]:
    """What stands above a page of a return. takes_part : the assessment itself is one of them."""
    parts = parts_of(assessment)
    one_round = {"assessment_round": assessment.round.key}
    found = [
        {"href": reverse("home"), "text": "Home"},
        {"href": reverse("assess"), "text": "Assess"},
        {"href": reverse("assessment-round", kwargs=one_round), "text": assessment.round.title},
    ]
    if takes_part:
        found.append({"href": reverse("assessment", kwargs=parts), "text": assessment.place.name})
    return found


def parties_to_tick(reader: Reader, assessment: Assessment) -> tuple[str, ...]:
    """The parties in whose name the reader may use a return."""
    return own_parties_asked(reader, assessment)


def ticked_at_first(reader: Reader, assessment: Assessment, may: tuple[str, ...]) -> list[str]:
    """The parties that are ticked when the page opens: the only one there is, or those that the reader is named for."""
    if len(may) == 1:
        return list(may)
    rows = assessment.place.members.filter(person=reader.identity, ended_at=None)
    return [party for party in rows.values_list("party", flat=True) if party in may]


def question_in_words(framework: Framework, key: str) -> str:
    """A question by its "theme/question", with its theme; a theme by its name; the key where neither is there."""
    theme_key, _, question = key.partition("/")
    try:
        theme = framework.theme(theme_key)
        return f"{theme.name}: {theme.question(question).text}" if question else f"{theme.name}: level and target"
    except KeyError:
        return key[:60]


def shortened(text: str) -> str:
    """Words that may be of any length, for a table."""
    return text if len(text) <= LONGEST_SHOWN else f"{text[:LONGEST_SHOWN]}…"


def _files(assessment: Assessment, what: str = "") -> tuple[dict[str, str], ...]:
    query = f"?what={what}" if what else ""
    return tuple(
        {
            "href": reverse("assessment-return-file", kwargs=parts_of(assessment) | {"form": form}) + query,
            "text": f"Empty {text}" if what == "empty" else f"{text}{AS_GIVEN if what == 'given' else ''}",
            "about": "to fill in, and bring back" if what == "empty" else about,
        }
        for form, text, about in FILES
    )


def _has_last(assessment: Assessment) -> bool:
    try:
        return last_time(assessment).coming > 0
    except NothingToBeginFrom:
        return False


def _done(assessment: Assessment, done: Mapping[str, str]) -> str:
    if "used" in done:
        answers, positions = _number(done["used"]), _number(done.get("themes", ""))
        levels = f"{positions} {'level or target' if positions == 1 else 'levels or targets'}"
        told = " and ".join([several(answers, "answer")] * (answers > 0) + [levels] * (positions > 0)) or "no answer"
        verb = "is" if answers + positions < 2 else "are"
        return f"From your file, {told} {verb} in the assessment now."
    if "begun" in done:
        return (
            f"{several(_number(done['begun']), 'answer')} carried over from last time. Each counts for nothing until "
            "you have looked at it and agreed again."
        )
    return ""


def _left_alone(framework: Framework, done: Mapping[str, str]) -> tuple[str, ...]:
    found = [question_in_words(framework, key) for key in done.get("left", "").split(",")[:MOST_SHOWN] if key]
    more = _number(done.get("more", ""))
    return (*found, f"and {more} more: bring the file again, and you see them all") if more else tuple(found)


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 5 else 0
