"""The compiled structure of a chart, kept on disk, so that only the first start needs Altair (2 s)."""

import hashlib
import json
from collections.abc import Callable
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

from django.conf import settings

from everyweek.web.design import icons
from everyweek.web.measure.kept_file import keep_file
from everyweek.web.measure.turns import COMPILING


def kept_structure(name: str, definition: Path, compiled: Callable[[], dict[str, Any]]) -> dict[str, Any]:
    """The structure of a name, as it was kept, else compiled and kept.

    name       : begins with the kind of charts, which is in the folder's name: "shapes/wide-share".
    definition : the file that defines these charts; with another one all are compiled anew.
    """
    kind, _, file = name.partition("/")
    path = settings.EVERYWEEK_HOME / "cache" / f"{kind}-{_digest(definition)}" / f"{file}.json"
    if path.exists():
        kept: dict[str, Any] = json.loads(path.read_bytes())
        return kept
    with COMPILING.together():
        made = compiled()
    keep_file(path, json.dumps(made).encode())
    return made


@cache
def _digest(definition: Path) -> str:
    """Another definition, other colours or another compiler give other structures."""
    sources = (definition.read_bytes(), Path(icons.__file__).read_bytes())
    compilers = f"{version('altair')} {version('vl-convert-python')}".encode()
    return hashlib.sha256(b"\0".join((*sources, compilers))).hexdigest()[:16]
