"""A model as a list in words: for who cannot see its diagram, and for who would rather read."""

from collections.abc import Iterator
from html import escape

from everyweek.flow.drawing.conditions import capacity
from everyweek.flow.drawing.markup import readable
from everyweek.flow.drawing.outline import Item, Lane, outline
from everyweek.flow.model import Model

INDENT = "   "


def in_words(model: Model) -> str:
    """The pools, the streams and every step of a model in their order, as lines of text.

    Steps have the numbers that the diagram shows; the steps of a way stand further in.
    """
    lines = [model.name, *([model.about] if model.about else []), ""]
    if model.pools:
        lines += ["What patients wait for:"]
        lines += [f"- {pool.name}: {'; '.join(capacity(pool))}" for pool in model.pools]
        lines += [""]
    for lane in outline(model):
        lines += [f"Pathway {lane.name}{f' ({lane.about})' if lane.about else ''}", *_begins(lane)]
        lines += [line for item in lane.items for line in _lines(item, "")]
        lines += [""]
    return "\n".join(lines).rstrip() + "\n"


def _begins(lane: Lane) -> Iterator[str]:
    for name, told in lane.streams:
        yield f"- {name}: {'; '.join(told)}"
    if lane.reached_from:
        yield f"- {reached(lane)}"


def reached(lane: Lane) -> str:
    """From which steps of other pathways patients come to this one."""
    steps = [str(number) for number in lane.reached_from]
    return f"from step{'s' if len(steps) > 1 else ''} {' and '.join(steps)}"


def _lines(item: Item, indent: str) -> Iterator[str]:
    yield f"{indent}{item.number}. {_sentence(item)}"
    for side in item.ways:
        yield f"{indent}{INDENT}{side.label}:{'' if side.items else ' straight on'}"
        for inner in side.items:
            yield from _lines(inner, indent + INDENT * 2)


def _sentence(item: Item) -> str:
    details = (*item.said.details, *item.said.blocks)
    return f"{item.said.title}: {'; '.join(details)}" if details else item.said.title


def list_in_words(model: Model) -> str:
    """The same as HTML: a heading and an ordered list for each pathway, with the numbers of the diagram."""
    parts = []
    if model.pools:
        pools = "".join(
            f"<li><strong>{_safe(one.name)}</strong>: {_safe('; '.join(capacity(one)))}</li>" for one in model.pools
        )
        parts.append(f"<h3>What patients wait for</h3><ul>{pools}</ul>")
    for lane in outline(model):
        begins = "".join(f"<li>{_safe(line.removeprefix('- '))}</li>" for line in _begins(lane))
        parts.append(f"<h3>Pathway {_safe(lane.name)}</h3>")
        parts.append(f"<ul>{begins}</ul>" if begins else "")
        parts.append(_ordered(lane.items))
    return "".join(parts)


def _ordered(items: tuple[Item, ...]) -> str:
    inner = "".join(f'<li value="{item.number}">{_safe(_sentence(item))}{_sides(item)}</li>' for item in items)
    return f"<ol>{inner}</ol>" if items else ""


def _sides(item: Item) -> str:
    inner = "".join(
        f"<li>{_safe(side.label)}{':' + _ordered(side.items) if side.items else ': straight on'}</li>"
        for side in item.ways
    )
    return f"<ul>{inner}</ul>" if inner else ""


def _safe(text: str) -> str:
    return escape(readable(text))
