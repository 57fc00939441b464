"""A draft of a case study from a change that was looked at: its words are there already, for somebody to go on with."""

from dataclasses import replace
from datetime import datetime
from statistics import fmean

from django.db import transaction
from django.utils import timezone

from everyweek.measures import Measure
from everyweek.web.design.wording import capitalised
from everyweek.web.learn.library.draft import DraftEffect, DraftOrigin, ResourceDraft, draft_from_json
from everyweek.web.learn.library.models import LONGEST_SUMMARY, LONGEST_TITLE
from everyweek.web.learn.sharing.actions import begin, save
from everyweek.web.learn.sharing.models import Submission
from everyweek.web.people.organisations.known import directory, name_of
from everyweek.web.people.permissions import check
from everyweek.web.people.reader import Reader
from everyweek.web.plan.cycles.models import Cycle
from everyweek.web.plan.working.models import Registration
from everyweek.web.plan.working.registered import AFTER_FIGURES, title_of, when_of
from everyweek.web.plan.working.results import Result

LONGEST_WORDS = 600
LONGEST_BODY = 50_000
CYCLE_PARTS = (
    ("plan_text", "What we planned"),
    ("predicted", "What we expected"),
    ("do_text", "What we did"),
    ("study_text", "What we saw"),
    ("act_text", "What we decided"),
)


@transaction.atomic
def draft_case_study(*, by: Reader, registration: Registration, result: Result, now: datetime) -> Submission:
    """Begin a case study with the effect as data and the words of the plan; nobody else reads it before it is sent.

    Raises NotPermitted, WriterIsGone.
    """
    check(by, "plan.change", registration.plan)
    title = f"{registration.plan.title}: {title_of(registration)}"[:LONGEST_TITLE]
    begun = begin(by=by, kind="case study", title=title, now=now)
    draft = _filled(draft_from_json(begun.content), registration, result, now=now)
    return save(by=by, submission=begun, draft=draft, network=None, seen_version=begun.version, now=now)


def _filled(begun: ResourceDraft, one: Registration, result: Result, *, now: datetime) -> ResourceDraft:
    action = one.action
    intervention = (action.intervention if action else "") or one.plan.template
    said = _said(result)
    summary = f"{action.title if action else one.plan.title}. {said}"
    return replace(
        begun,
        summary=summary[:LONGEST_SUMMARY],
        body=_body(one, said)[:LONGEST_BODY],
        topics={"intervention": (intervention,)} if intervention else {},
        origins=(DraftOrigin(name_of(one.organisation, directory()), one.organisation),),
        dated=timezone.localdate(now).isoformat()[:7],
        effects=(_effect(one, result, intervention, said),),
        measures=(result.measure.name,),
    )


def _said(result: Result) -> str:
    from everyweek.effects import before_after_in_words, perfect_week_in_words

    if result.for_good is not None:
        words = before_after_in_words(result.for_good, result.measure.unit)
        return " ".join(part for part in (words.shows, words.how_sure) if part)
    assert result.for_days is not None
    return perfect_week_in_words(result.for_days, result.measure.unit).shows


def _effect(one: Registration, result: Result, intervention: str, said: str) -> DraftEffect:
    before, after = _means(result)
    shown = 100 if result.measure.unit == "share" else 1
    caution = f" {AFTER_FIGURES}" if one.is_after_figures else ""
    return DraftEffect(
        outcome=result.measure.title,
        design="compared",
        words=f"{said}{caution}"[:LONGEST_WORDS],
        intervention=intervention,
        measure=result.measure.name,
        organisation=one.organisation,
        began=one.changed_on.isoformat()[:7],
        before=None if before is None else round(shown * before, 2),
        after=None if after is None else round(shown * after, 2),
        unit=_unit(result.measure),
        p_value=None if _p(result) is None else round(_p(result) or 0, 4),
    )


def _unit(measure: Measure) -> str:
    return {"share": "%", "seconds": "seconds"}.get(measure.unit, "")


def _p(result: Result) -> float | None:
    if result.for_good is not None:
        return result.for_good.p
    return result.for_days.during.p if result.for_days is not None and result.for_days.during else None


def _means(result: Result) -> tuple[float | None, float | None]:
    """The organisation's own mean before and after; of a change of some days before and during."""
    if result.for_good is not None and result.for_good.lines is not None:
        at, own = len(result.for_good.before), result.for_good.lines.own
        return fmean(own[:at]), fmean(own[at:])
    if result.for_days is not None:
        before = [value for day, value in result.own if day < result.for_days.start]
        during = [value for day, value in result.own if result.for_days.start <= day <= result.for_days.end]
        return (fmean(before) if before else None), (fmean(during) if during else None)
    return None, None


def _body(one: Registration, said: str) -> str:
    """What the plan, its action and its cycles say, under headings; what is missing is for the writer to add."""
    action = one.action
    cycles = Cycle.objects.filter(plan=one.plan) if action is None else Cycle.objects.filter(action=action)
    parts = [
        ("What we wanted", one.plan.about),
        ("What we changed", "\n\n".join(part for part in ((action.title, action.about) if action else ()) if part)),
        *((f"Test: {cycle.title}", _cycle(cycle)) for cycle in cycles),
        ("What happened", f"{capitalised(when_of(one))} things were done differently. {said}"),
    ]
    return "\n\n".join(f"## {heading}\n\n{text.strip()}" for heading, text in parts if text.strip())


def _cycle(cycle: Cycle) -> str:
    said = [(words, getattr(cycle, field)) for field, words in CYCLE_PARTS]
    return "\n\n".join(f"{words}: {text}" for words, text in said if text)
