"""A resource as a Markdown file with front matter: what `front_matter.read_markdown` reads."""

from typing import Any

import yaml

from everyweek.web.learn.library.draft import DraftEffect, ResourceDraft
from everyweek.web.learn.library.front_matter import TOPIC_LISTS


def as_markdown(draft: ResourceDraft) -> str:
    """The text of the file. Lines of text lose their doubled blanks; all else is read back as it was."""
    head: dict[str, Any] = {"key": draft.key, "type": draft.kind, "title": draft.title, "summary": draft.summary}
    head |= {name: list(draft.topics.get(kind, ())) for name, kind in TOPIC_LISTS.items()}
    head |= {
        "organisations": [_filled(name=one.name, code=one.code) for one in draft.origins if not one.is_system],
        "systems": [one.name for one in draft.origins if one.is_system],
        "authors": list(draft.authors),
        "dated": draft.dated or None,
        "licence": draft.licence,
        "evidence": draft.evidence or None,
        "sources": [
            _filled(title=one.title, address=one.address, read="seen" if one.was_read else "background", note=one.note)
            for one in draft.sources
        ],
        "effects": [_effect(one) for one in draft.effects],
        "measures": list(draft.measures),
        "levers": list(draft.levers),
        "versions": [
            _filled(number=one.number, date=one.on, status=one.status, changed=one.changed, why=one.why)
            for one in draft.versions
        ],
    }
    filled = {name: value for name, value in head.items() if value not in (None, [])}
    text: str = yaml.safe_dump(filled, sort_keys=False, allow_unicode=True, width=120)
    return f"---\n{text}---\n{draft.body}"


def _effect(one: DraftEffect) -> dict[str, Any]:
    entry = _filled(
        intervention=one.intervention,
        outcome=one.outcome,
        measure=one.measure,
        organisation=one.organisation,
        design=one.design,
        began=one.began,
        p_value=one.p_value,
        words=one.words,
        source=one.source,
    )
    unit = {"unit": one.unit} if one.unit else {}
    for name, side in (
        ("before", _filled(value=one.before, n=one.before_n) | unit),
        ("after", _filled(value=one.after, n=one.after_n) | unit),
        ("ratio", _filled(value=one.ratio, lower=one.ratio_lower, upper=one.ratio_upper)),
    ):
        if side:
            entry[name] = side
    return entry


def _filled(**fields: Any) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if value not in (None, "")}
