"""Reading frameworks: one as it was added, and all that there are."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from django.http import Http404

from everyweek.maturity.framework import Framework, Theme
from everyweek.maturity.reading import read_framework
from everyweek.web.assess.frameworks.models import FrameworkVersion

KEPT = 64


def framework_of(version: FrameworkVersion) -> Framework:
    """The framework that a version holds. What was added is never changed, so it is read once in a process.

    Queries that only need the framework leave out its content: defer("round__framework__content").
    """
    return _read(_Content(version))


def counted_themes(framework: Framework) -> tuple[Theme, ...]:
    """The themes whose questions are counted: all but those whose level is agreed, which have prompts only."""
    return tuple(theme for theme in framework.themes if theme.kind != "agreed")


def framework_in_address(parts: Mapping[str, Any]) -> FrameworkVersion:
    """The version that an address names. Raises Http404."""
    number = int(parts["framework"])
    found = FrameworkVersion.objects.filter(pk=number).first() if number < 2**63 else None
    if found is None:
        raise Http404
    return found


class _Content:
    """What a version holds, told from others by its digest; it is looked at only when it was never read before."""

    def __init__(self, version: FrameworkVersion) -> None:
        self.version = version

    def __hash__(self) -> int:
        return hash(self.version.digest)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Content) and other.version.digest == self.version.digest


@lru_cache(maxsize=KEPT)
def _read(content: _Content) -> Framework:
    return read_framework(content.version.content)
