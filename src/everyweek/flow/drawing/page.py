"""Drawings as pages of their own: one file that needs no other, under a policy that lets nothing else in."""

from base64 import b64encode
from hashlib import sha256
from pathlib import Path

from everyweek.flow.drawing.animation import animation
from everyweek.flow.drawing.day import Day
from everyweek.flow.drawing.diagram import diagram
from everyweek.flow.drawing.glance import heading
from everyweek.flow.drawing.in_words import list_in_words
from everyweek.flow.drawing.markup import element, words
from everyweek.flow.model import Model

HERE = Path(__file__).parent


def style_sheet() -> str:
    """The style sheet that figures of this folder need."""
    return (HERE / "drawn.css").read_text(encoding="utf-8")


def script() -> str:
    """The script that plays a day; everything but playing works without it."""
    return (HERE / "drawn.js").read_text(encoding="utf-8")


def page_of_day(day: Day) -> str:
    """A day as a page of its own."""
    return _page(heading(day), day.model, animation(day), with_script=True)


def figure_of_model(model: Model) -> str:
    """The diagram of a model for a page, in the form that fits the screen, and the same in words."""
    parts = [
        element("div", diagram(model, form="wide"), class_="ew-drawn-wide"),
        element("div", diagram(model, form="tall"), class_="ew-drawn-tall"),
        element("details", element("summary", "The same in words") + element("div", list_in_words(model))),
    ]
    return element("figure", "\n".join(parts), class_="ew-drawn")


def page_of_model(model: Model) -> str:
    """The diagram of a model as a page of its own."""
    return _page(model.name, model.name, figure_of_model(model), with_script=False)


def _page(title: str, heads: str, inner: str, *, with_script: bool) -> str:
    body = element("main", element("h1", words(heads)) + "\n" + inner)
    return alone(title, body, style=style_sheet(), script=script() if with_script else "")


def alone(title: str, body: str, *, style: str, script: str = "") -> str:
    """One file that needs no other. Its policy names its style sheet and its script by what is in them, and lets
    nothing else in."""
    policy = f"default-src 'none'; style-src '{_hash(style)}'; base-uri 'none'; form-action 'none'"
    policy += f"; script-src '{_hash(script)}'" if script else ""
    head = [
        element("meta", charset="utf-8"),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("meta", http_equiv="Content-Security-Policy", content=policy),
        element("title", words(title)),
        f"<style>{style}</style>",
    ]
    ends = f"<script>{script}</script>" if script else ""
    inner = element("head", "".join(head)) + "\n" + element("body", body + ends)
    return f"<!doctype html>\n{element('html', inner, lang='en-GB')}\n"


def _hash(text: str) -> str:
    return "sha256-" + b64encode(sha256(text.encode("utf-8")).digest()).decode("ascii")
