"""Whether every change that is recorded can be read: its action, its keys and its kind of thing have words."""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from everyweek.web.people.audit import actions
from everyweek.web.people.audit.keys import KEYS, KEYS_OF_ACTIONS, key_of
from everyweek.web.people.audit.words import ACTIONS
from everyweek.web.people.permissions import PERMISSIONS

PEOPLE = Path(actions.__file__).resolve().parents[1]
WRITERS = ("record", "Change")
WITHOUT_A_DOT = frozenset({"tried", "other"})
"""Actions that tests of the chain itself invent; every other one is as "role.given"."""
INVENTED_KEYS = frozenset({"count"})


def check_words_of_every_change(monkeypatch: pytest.MonkeyPatch) -> None:
    """From now on, recording a change without words fails."""
    real = actions._entry

    def entry(change: actions.Change, **more: Any) -> Any:
        assert not without_words(change), f"has no words on the page of changes: {without_words(change)}"
        return real(change, **more)

    monkeypatch.setattr(actions, "_entry", entry)


def without_words(change: actions.Change) -> tuple[str, ...]:
    """What of a change nobody could read."""
    if "." not in change.action:
        assert change.action in WITHOUT_A_DOT
        return ()
    keys = sorted({*change.before, *change.after} - INVENTED_KEYS)
    return (
        *([change.action] if change.action not in ACTIONS else []),
        *(f"{change.action}: {name}" for name in keys if key_of(change.action, name) is None),
    )


@dataclass
class Written:
    """What the code writes into the chain, as far as it stands there word by word.

    computed : the files in which a before or an after is made of anything else than words.
    """

    actions: set[str] = field(default_factory=set)
    keys: dict[str, set[str]] = field(default_factory=dict)
    kinds: set[str] = field(default_factory=set)
    computed: set[str] = field(default_factory=set)


def written_in_the_code() -> Written:
    """Every action, key and kind of thing in the files that add to the chain."""
    found = Written()
    for file in sorted(PEOPLE.rglob("*.py")):
        text = file.read_text("utf-8")
        if file.parent.name == "audit" and file.name == "actions.py":
            continue
        if re.search(r"audit\.actions import .*(record|Change)|record_of_post", text):
            _read(ast.parse(text), str(file.relative_to(PEOPLE)), found)
    return found


def _read(tree: ast.AST, file: str, found: Written) -> None:
    names, kept_as = found.keys.setdefault(file, set()), _assigned(tree)
    for call in (node for node in ast.walk(tree) if isinstance(node, ast.Call)):
        given = {keyword.arg: keyword.value for keyword in call.keywords}
        for side in (given[name] for name in ("before", "after") if name in given):
            for key in _keys_in(side, kept_as):
                names.add(key) if key else found.computed.add(file)
        if getattr(call.func, "id", "") in WRITERS:
            found.kinds.update(_kinds_in(given.get("of")))
        words = {word for part in (*call.args, *call.keywords) for word in _words_in(part) if _is_action(word)}
        found.actions.update(words - PERMISSIONS.keys())


def _kinds_in(of: ast.expr | None) -> Iterator[str]:
    if isinstance(of, ast.IfExp):
        yield from (*_kinds_in(of.body), *_kinds_in(of.orelse))
    elif isinstance(of, ast.Tuple):
        yield from _words_in(of.elts[0])


def _assigned(tree: ast.AST) -> dict[str, list[ast.expr]]:
    """What each variable of a file is set to, wherever in it."""
    found: dict[str, list[ast.expr]] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            found.setdefault(node.targets[0].id, []).append(node.value)
    return found


def _keys_in(node: ast.expr | None, kept_as: dict[str, list[ast.expr]]) -> Iterator[str]:
    """The keys of a side; "" for each part of it whose keys do not stand there word by word."""
    match node:
        case ast.Dict():
            for key, value in zip(node.keys, node.values, strict=True):
                yield key.value if isinstance(key, ast.Constant) else ""
                if key is None:
                    yield from _keys_in(value, kept_as)
        case ast.IfExp():
            yield from (*_keys_in(node.body, kept_as), *_keys_in(node.orelse, kept_as))
        case ast.BinOp():
            yield from (*_keys_in(node.left, kept_as), *_keys_in(node.right, kept_as))
        case ast.Name() if node.id in kept_as:
            for value in kept_as[node.id]:
                yield from _keys_in(value, {})
        case ast.Constant(value=None):
            return
        case _:
            yield ""


def _words_in(node: ast.AST) -> Iterator[str]:
    """Texts of an expression, of both branches when it asks a question; none of what is put together."""
    if isinstance(node, ast.keyword):
        yield from _words_in(node.value) if node.arg == "action" else ()
    elif isinstance(node, ast.IfExp):
        yield from (*_words_in(node.body), *_words_in(node.orelse))
    elif isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value


def _is_action(word: str) -> bool:
    head, dot, tail = word.partition(".")
    plain = (part.replace("_", "").replace("-", "") for part in (head, tail))
    return bool(dot) and all(part.isalpha() and part.islower() for part in plain)


def has_words_somewhere(key: str) -> bool:
    """Whether a key has words, of its own action or wherever it stands."""
    return key in KEYS or any(key in keys for keys in KEYS_OF_ACTIONS.values())
