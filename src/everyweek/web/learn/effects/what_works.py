"""The pages of what is known of the ten interventions."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from everyweek.effects import NoSummary, Summary
from everyweek.measures import MEASURES
from everyweek.reference.interventions import GRADES, ActsOn, Intervention
from everyweek.web.design.wording import day_in_words, several
from everyweek.web.learn.effects.forest_files import rows_of
from everyweek.web.learn.effects.queries import OfOneOutcome, WhatIsKnown
from everyweek.web.learn.library.models import Effect
from everyweek.web.learn.using.used.on_what_works import reports_of_use

GRADE_WORDS = {
    "compared": "Against places or patients alike",
    "several places": "Before and after, or by correlation, in several places",
    "one place": "Before and after, in one place",
    "experts": "The judgement of experts",
    "none": "No effect was found",
}
DESIGN_WORDS = {
    "compared": "against places or patients alike",
    "before and after": "before and after",
    "correlation": "by correlation",
    "estimate": "an estimate",
}
NOTHING_TOGETHER = (
    "There is no summary: no two of these effects are of the same outcome and were found in the same way, and "
    "different outcomes are never put together."
)
UNSURE = "Taken from general knowledge; not checked against the source."


@dataclass(frozen=True, slots=True)
class EffectRow:
    """A row of the table of effects."""

    outcome: str
    says: str
    ratio: str
    limits: str
    how: str
    title: str
    address: str


def ten(interventions: Sequence[Intervention]) -> tuple[dict[str, Any], ...]:
    """In hospital and out of hospital, each with the strongest evidence that there is of it."""
    return tuple(
        {
            "title": setting.capitalize(),
            "rows": tuple(
                {
                    "name": one.name,
                    "address": reverse("intervention", kwargs={"intervention": one.key}),
                    "meaning": one.meaning,
                    "evidence": _strongest(one),
                }
                for one in interventions
                if one.setting == setting
            ),
        }
        for setting in ("in hospital", "out of hospital")
    )


def _strongest(one: Intervention) -> str:
    words = GRADE_WORDS[min((act.grade for act in one.acts_on), key=GRADES.index)]
    return words[:1].lower() + words[1:]


def intervention_page(known: WhatIsKnown) -> dict[str, Any]:
    """Everything about one of the ten: its effects, what they say together, and the measures it acts on."""
    one = known.intervention
    plot = reverse("what-works-plot", kwargs={"intervention": one.key})
    drawn = rows_of(known.outcomes)
    return {
        "title": one.name,
        "setting": one.setting,
        "meaning": one.meaning,
        "meaning_source": one.source,
        "guides": tuple(_link(guide) for guide in known.guides),
        "resources": several(known.resources, "resource"),
        "resources_address": f"{reverse('library')}?intervention={one.key}",
        "plot": plot if drawn else "",
        "plot_narrow": f"{plot}?size=narrow" if drawn else "",
        "plot_words": f"Ratios of {several(sum(row['is_study'] for row in drawn), 'effect')} of {one.name}, each with "
        "its 95% limits where they are known. The table below holds the same.",
        "rows": tuple(_row(group, effect) for group in known.outcomes for effect in group.effects),
        "together": together(known.outcomes),
        "acts_on": _acts_on(one.acts_on),
        "levers": tuple(lever.replace("_", " ") for lever in known.levers),
        "reports": reports_of_use(known.uses),
        "citation": _citation(known),
    }


def _citation(known: WhatIsKnown) -> str:
    """How others name the page, and of when it is: on paper nothing else tells."""
    address = f"{settings.EVERYWEEK_SITE}{reverse('intervention', kwargs={'intervention': known.intervention.key})}"
    on = f", {day_in_words(timezone.localdate(known.changed_at))}" if known.changed_at else ""
    return f"Everyweek. What works: {known.intervention.name}{on}. {address}"


def together(outcomes: Sequence[OfOneOutcome]) -> tuple[str, ...]:
    """What several studies of one outcome say, a sentence for each outcome, or why nothing is put together."""
    pooled = [group for group in outcomes if group.together is not None]
    said = tuple(f"{_sentence_case(group.outcome)}, {DESIGN_WORDS[group.design]}: {_said(group)}" for group in pooled)
    if said:
        return said
    if not outcomes:
        return ("No effect of it is in the library yet.",)
    return (NOTHING_TOGETHER,)


def _said(group: OfOneOutcome) -> str:
    found = group.together
    if isinstance(found, NoSummary):
        return f"no summary. {found.why}"
    assert isinstance(found, Summary)
    likely = ""
    if found.likely is not None:
        likely = f" In one more such place it would lie between {found.likely[0]:.2f} and {found.likely[1]:.2f}."
    return (
        f"{found.studies} studies together give a ratio of {found.ratio:.2f} (95% limits {found.lower:.2f} to "
        f"{found.upper:.2f}).{likely} {found.disagreement:.0%} of how much they differ is more than chance (I²)."
    )


def _row(group: OfOneOutcome, effect: Effect) -> EffectRow:
    has_limits = effect.ratio_lower is not None and effect.ratio_upper is not None
    return EffectRow(
        outcome=_sentence_case(group.outcome),
        says=effect.words,
        ratio="" if effect.ratio is None else f"{effect.ratio:g}",
        limits=f"{effect.ratio_lower:g} to {effect.ratio_upper:g}" if has_limits else "",
        how=_sentence_case(DESIGN_WORDS[effect.design]),
        title=effect.resource.title,
        address=reverse("resource", kwargs={"slug": effect.resource.slug}),
    )


def _acts_on(acts: Sequence[ActsOn]) -> tuple[dict[str, Any], ...]:
    """What it acts on; measures that are moved in the same way share a row."""
    found: dict[tuple[str, str], list[ActsOn]] = {}
    for act in acts:
        found.setdefault((act.how, act.evidence), []).append(act)
    return tuple(
        {
            "measures": tuple(
                {
                    "title": MEASURES[act.measure].title,
                    "address": reverse("catalogue-entry", kwargs={"measure": act.measure}),
                }
                for act in some
                if act.measure in MEASURES
            ),
            "how": how,
            "evidence": evidence,
            "grade": GRADE_WORDS[some[0].grade],
            "source": some[0].source,
            "unsure": "" if some[0].confidence == "seen" else UNSURE,
        }
        for (how, evidence), some in found.items()
    )


def _link(resource: Any) -> dict[str, str]:
    return {"title": resource.title, "address": reverse("resource", kwargs={"slug": resource.slug})}


def _sentence_case(text: str) -> str:
    return text[:1].upper() + text[1:]
