"""Frameworks as pages list them, and what a version changed against the one before."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count

from everyweek.maturity.answers import address, allowed_answers
from everyweek.maturity.framework import Framework
from everyweek.maturity.mapping import Mapped, map_answers
from everyweek.web.assess.frameworks.models import FrameworkVersion
from everyweek.web.assess.frameworks.queries import counted_themes, framework_of


@dataclass(frozen=True, slots=True)
class VersionLine:
    """A version in a list."""

    number: int
    version: str
    title: str
    about: str
    wording: str
    levels_official: bool
    themes: int
    theme_words: str
    questions: int
    system: str
    built_in: bool
    rounds: int
    added_at: datetime
    withdrawn_at: datetime | None


def every_framework() -> tuple[tuple[VersionLine, ...], ...]:
    """Every framework with its versions, the newest first; in the order in which frameworks were first added."""
    rows = FrameworkVersion.objects.defer("content").annotate(used=Count("rounds")).order_by("-added_at", "-pk")
    by_key: dict[str, list[VersionLine]] = {}
    for row in rows:
        by_key.setdefault(row.key, []).append(_line(row))
    return tuple(sorted((tuple(lines) for lines in by_key.values()), key=lambda lines: lines[-1].number))


def versions_of(version: FrameworkVersion) -> tuple[VersionLine, ...]:
    """All versions of the same framework, the newest first."""
    rows = FrameworkVersion.objects.filter(key=version.key).defer("content").annotate(used=Count("rounds"))
    return tuple(_line(row) for row in rows.order_by("-added_at", "-pk"))


def version_before(version: FrameworkVersion) -> FrameworkVersion | None:
    """The version that was added before this one; None for the first."""
    earlier = FrameworkVersion.objects.filter(key=version.key, added_at__lte=version.added_at).exclude(pk=version.pk)
    return earlier.filter(pk__lt=version.pk).order_by("-added_at", "-pk").first()


def differences(before: Framework, after: Framework) -> Mapped:
    """What becomes of answers to the version before: carried, to be looked at again, or lost; and what is new.

    It is asked of a place that had answered every question alike, so that all that is lost is lost for its words.
    """
    everything = {
        address(theme, question): allowed_answers(theme, question, before)[0]
        for theme in before.themes
        for question in theme.questions
    }
    return map_answers(before, after, everything)


def _line(row: FrameworkVersion) -> VersionLine:
    framework = framework_of(row)
    return VersionLine(
        number=row.pk,
        version=row.version,
        title=row.title,
        about=framework.about,
        wording=framework.wording,
        levels_official=framework.levels.official,
        themes=len(framework.themes),
        theme_words=framework.theme_words if len(framework.themes) != 1 else framework.theme_word,
        questions=sum(len(theme.questions) for theme in counted_themes(framework)),
        system=row.system,
        built_in=row.built_in,
        rounds=row.used,  # type: ignore[attr-defined]
        added_at=row.added_at,
        withdrawn_at=row.withdrawn_at,
    )
