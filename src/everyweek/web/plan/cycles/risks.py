"""What may go wrong with a plan, and what is done about it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from everyweek.web.people.errors import ChangedMeanwhile
from everyweek.web.people.reader import Reader
from everyweek.web.plan.actions.owners import checked_owner
from everyweek.web.plan.cycles.models import Risk
from everyweek.web.plan.cycles.vocabulary import IMPACTS, LIKELIHOODS
from everyweek.web.plan.plans.checks import checked_line, checked_words, one_of
from everyweek.web.plan.plans.errors import NotAPlan
from everyweek.web.plan.plans.holding import differing, held, moved, record_of
from everyweek.web.plan.plans.models import ImprovementPlan

LONGEST_RISK, MOST_RISKS = 300, 200


@dataclass(frozen=True, slots=True)
class RiskAsked:
    """A risk as somebody sees it. likelihood, impact : from 1 to 5. owner : the number of a person, or None."""

    text: str
    likelihood: int
    impact: int
    mitigation: str = ""
    owner: int | None = None
    is_closed: bool = False


@transaction.atomic
def add_risk(*, by: Reader, plan: ImprovementPlan, asked: RiskAsked, now: datetime) -> Risk:
    """Add a risk. Raises NotAPlan, NotPermitted, WriterIsGone."""
    plan = held(by, plan)
    if plan.risks.count() >= MOST_RISKS:
        raise NotAPlan("text", f"A plan has at most {MOST_RISKS} risks.")
    risk = Risk(plan=plan, created_at=now, updated_at=now, **_columns(plan, asked, before=None))
    risk.closed_on = timezone.localdate(now) if asked.is_closed else None
    risk.save()
    moved(plan, now=now)
    record_of(by, "plan.risk-added", plan, after=_plain(risk), now=now)
    return risk


@transaction.atomic
def change_risk(*, by: Reader, risk: Risk, asked: RiskAsked, seen_version: int, now: datetime) -> Risk:
    """Change a risk, close it or open it again. Raises NotAPlan, ChangedMeanwhile, NotPermitted, WriterIsGone."""
    plan = held(by, risk.plan)
    found = Risk.objects.get(pk=risk.pk)
    if found.version != seen_version:
        raise ChangedMeanwhile("This risk")
    before = _plain(found)
    for key, value in _columns(plan, asked, before=found).items():
        setattr(found, key, value)
    found.closed_on = (found.closed_on or timezone.localdate(now)) if asked.is_closed else None
    found.version, found.updated_at = found.version + 1, now
    found.save()
    moved(plan, now=now)
    was, now_is = differing(before, _plain(found))
    named = {"text": found.text}
    record_of(by, "plan.risk-changed", plan, before=named | was, after=named | now_is, now=now)
    return found


def _columns(plan: ImprovementPlan, asked: RiskAsked, *, before: Risk | None) -> dict[str, Any]:
    return {
        "text": checked_line(asked.text, field="text", what="what may go wrong", longest=LONGEST_RISK),
        "likelihood": one_of(asked.likelihood, LIKELIHOODS, field="likelihood", what="how likely it is"),
        "impact": one_of(asked.impact, IMPACTS, field="impact", what="how bad it would be"),
        "mitigation": checked_words(asked.mitigation, field="mitigation"),
        "owner": checked_owner(plan, asked.owner, now_of=before.owner_id if before else None),
    }


def _plain(risk: Risk) -> dict[str, Any]:
    return {
        "text": risk.text,
        "likelihood": risk.likelihood,
        "impact": risk.impact,
        "mitigation": risk.mitigation,
        "owner": risk.owner_id,
        "closed_on": risk.closed_on.isoformat() if risk.closed_on else "",
    }
