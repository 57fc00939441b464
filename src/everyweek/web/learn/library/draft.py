"""A resource as a plain value: what a file, a form or an importer says of it, before anything is kept."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class DraftOrigin:
    """An organisation, by its name at the time and its code if it has one, or a system."""

    name: str
    code: str = ""
    is_system: bool = False


@dataclass(frozen=True, slots=True)
class DraftSource:
    """What a statement rests on."""

    title: str
    address: str = ""
    was_read: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class DraftEffect:
    """An effect as data; see the model of the same name."""

    outcome: str
    design: str
    words: str
    intervention: str = ""
    measure: str = ""
    organisation: str = ""
    began: str = ""
    before: float | None = None
    after: float | None = None
    unit: str = ""
    before_n: int | None = None
    after_n: int | None = None
    ratio: float | None = None
    ratio_lower: float | None = None
    ratio_upper: float | None = None
    p_value: float | None = None
    source: int | None = None


@dataclass(frozen=True, slots=True)
class DraftVersion:
    """A numbered state of a guide."""

    number: str
    on: str
    status: str
    changed: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class ResourceDraft:
    """Everything that a resource says.

    topics   : for each kind of topic its values.
    measures : names in the catalogue; levers: keys of levers of the simulator.
    """

    key: str
    kind: str
    title: str
    summary: str
    body: str
    topics: dict[str, tuple[str, ...]] = field(default_factory=dict)
    origins: tuple[DraftOrigin, ...] = ()
    authors: tuple[str, ...] = ()
    dated: str = ""
    licence: str = "MIT"
    evidence: str = ""
    sources: tuple[DraftSource, ...] = ()
    effects: tuple[DraftEffect, ...] = ()
    measures: tuple[str, ...] = ()
    levers: tuple[str, ...] = ()
    versions: tuple[DraftVersion, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """The draft as JSON keeps it; `draft_from_json` makes a draft of it again."""
        content: dict[str, Any] = json.loads(json.dumps(asdict(self)))
        return content

    def digest(self) -> str:
        """What tells two drafts apart: the same for the same content, on any machine."""
        return hashlib.sha256(json.dumps(asdict(self), sort_keys=True).encode()).hexdigest()


def draft_from_json(content: Mapping[str, Any]) -> ResourceDraft:
    """The draft that `as_json` was of."""
    made = dict(content)
    made["topics"] = {kind: tuple(values) for kind, values in content["topics"].items()}
    for name, part in (
        ("origins", DraftOrigin),
        ("sources", DraftSource),
        ("effects", DraftEffect),
        ("versions", DraftVersion),
    ):
        made[name] = tuple(part(**one) for one in content[name])
    for name in ("authors", "measures", "levers"):
        made[name] = tuple(content[name])
    return ResourceDraft(**made)
