"""A report as one file that needs no other, under a policy that lets nothing else in."""

from pathlib import Path

from everyweek.flow.drawing.markup import element, words
from everyweek.flow.drawing.page import alone
from everyweek.flow.model import MONDAY, Model
from everyweek.flow.reporting.differences import section_of_differences
from everyweek.flow.reporting.figures import how_sure, not_counted, runs_of
from everyweek.flow.reporting.report import Ran, Report
from everyweek.flow.reporting.tables import tables_of_figures
from everyweek.flow.reporting.warm_up_section import section_of_warm_up
from everyweek.flow.reporting.week_section import reaches_of, section_of_week

HERE = Path(__file__).parent


def page_of(report: Report) -> str:
    """A report as HTML, encodable as UTF-8 whatever names are made of: without a script, or anything from elsewhere.

    The same report gives the same page, to the letter.
    """
    names = [ran.name for ran in report.ran]
    inner = _of_one(report) if len(names) == 1 else _of_several(report)
    return _page(names[0], f"beside {', '.join(names[1:])}" if names[1:] else "", inner)


def _of_one(report: Report) -> str:
    (ran,) = report.ran
    parts = [_what_was_run(report), _facts(ran.model, level=2), element("h2", "Figures"), _figures(ran)]
    parts += [element("p", words(one.sentence)) for one in report.reached]
    return "\n".join([*parts, section_of_week(ran, level=2), section_of_warm_up(ran, level=2)])


def _of_several(report: Report) -> str:
    parts = [_what_was_run(report)]
    if report.comparison is not None:
        streams = {ran.outcomes.heading.streams for ran in report.ran}
        parts.append(section_of_differences(report.comparison, streams_differ=len(set(map(frozenset, streams))) > 1))
    reaches = reaches_of(report.ran)
    for ran in report.ran:
        of = f" ({ran.name})"
        parts += [element("h2", words(ran.name)), _facts(ran.model, level=3), element("h3", "Figures")]
        parts += [_figures(ran, of), section_of_week(ran, level=3, of=of, reaches=reaches)]
        parts.append(section_of_warm_up(ran, level=3, of=of))
    return "\n".join(parts)


def _what_was_run(report: Report) -> str:
    """The settings, which are the same of all models that stand beside one another."""
    found = report.ran[0].outcomes
    begins = list(dict.fromkeys(begins_at(ran.model) for ran in report.ran))
    each = [
        ("What was run", f"{runs_of(found)}, each of other luck" if len(found) > 1 else runs_of(found)),
        ("Warm-up", not_counted(found)),
        ("A run begins", "; ".join(begins)),
        ("Seed", str(found.heading.seed)),
        ("Made with", f"everyweek {report.version}; the same model, seed and version give the same figures"),
    ]
    return element("dl", "".join(element("dt", words(name)) + element("dd", words(said)) for name, said in each))


def begins_at(model: Model) -> str:
    """When a run of a model begins, by its calendar; a model that names no date has none.

    >>> from datetime import datetime
    >>> begins_at(Model("m", (), (), (), starts=datetime(2026, 6, 3, 8, 30))), begins_at(Model("m", (), (), ()))
    ('on Wednesday 3 June 2026 at 08:30', 'on a Monday at 00:00')
    """
    at = model.starts
    return f"on {at:%A} {at.day} {at:%B %Y} at {at:%H:%M}" if at != MONDAY else "on a Monday at 00:00"


def _facts(model: Model, *, level: int) -> str:
    """What the model rests on, and, set apart from it, what nobody has measured."""
    parts = []
    if model.about:
        parts += [element(f"h{level}", "Facts and sources"), element("p", words(model.about))]
    if model.assumed:
        each = "".join(element("li", words(one)) for one in model.assumed)
        title = element(f"h{level}", "Assumed, not measured")
        parts.append(element("div", title + element("ul", each), class_="ew-assumed"))
    return "\n".join(parts)


def _figures(ran: Ran, of: str = "") -> str:
    return element("p", words(how_sure(ran.outcomes))) + tables_of_figures(ran.outcomes, of=of)


def _page(title: str, beside: str, inner: str) -> str:
    heading = element("h1", words(title) + (f" {element('span', words(beside))}" if beside else ""))
    about = "A simulation of patient flow: what would follow from what the model says, and not what happened."
    body = element("main", "\n".join([heading, element("p", about), inner]))
    style = (HERE / "report.css").read_text(encoding="utf-8")
    return alone(f"{title} {beside}: a simulation" if beside else f"{title}: a simulation", body, style=style)
