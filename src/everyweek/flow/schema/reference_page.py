"""The reference of model files as a page: every word, what may stand behind it, and an example of each."""

from collections.abc import Iterator

from everyweek.flow.grammar.amounts import DISTRIBUTIONS
from everyweek.flow.grammar.emitting import EMITS, SOURCE
from everyweek.flow.grammar.model import CHANGE, INSIDE, INTERVAL, MODEL, MONTHS, PATHWAY, POOL, STREAM
from everyweek.flow.grammar.shapes import NAMES, SHAPES
from everyweek.flow.grammar.steps import AGEING, BALK, CONDITIONS, RENEGE, STEPS
from everyweek.flow.grammar.words import Many, Named, OneOf, Part, Takes
from everyweek.flow.reading.model import model_of
from everyweek.flow.reading.texts import from_yaml
from everyweek.flow.writing.texts import written

INTRODUCTION = """# Model files

A model of patient flow is a YAML or TOML file; both say the same, and so does Python (`everyweek.flow.model.Model`).
How to think about it stands in [flow](../explanation/flow.md), and a model is built step by step in
[a small emergency department](../tutorials/a-small-emergency-department.md).

- `everyweek model check FILE` says what a model holds, or everything that is wrong with it, without running it.
- `everyweek model rewrite FILE --to toml` prints it anew, in either form.
- `everyweek model schema` prints the [JSON Schema](model.schema.json). An editor that knows it completes and checks
  words while you type, after a first line such as `# yaml-language-server: $schema=model.schema.json`.

Where a list may stand, one alone may stand without it. Numbers, days and words mean what stands there: `no` is a word,
and `08:30` no number. A name that stands twice is refused. Every length of time has its unit: seconds, minutes, hours,
days or weeks.
"""
IN_YAML = """name: A ward
pools: {beds: 24}
streams:
  admitted: {pathway: ward, rate: 5 per day}
pathways:
  ward:
    - seize: beds
    - delay: {lognormal: {mean: 4 days, standard deviation: 3 days}}
    - release: beds
    - leave: home
"""
IN_PYTHON = """from everyweek.flow.distributions import Lognormal
from everyweek.flow.model import Model
from everyweek.flow.pools import Pool
from everyweek.flow.quantities import days, per_day
from everyweek.flow.steps import Delay, Leave, Pathway, Release, Seize
from everyweek.flow.streams import Poisson, Stream

stay = Lognormal(days(4), days(3))
ward = Pathway("ward", (Seize(("beds",)), Delay(stay), Release("beds"), Leave("home")))
admitted = Stream("admitted", Poisson(per_day(5)), "ward")
model = Model("A ward", (Pool("beds", 24),), (admitted,), (ward,))
"""
PARTS = (
    ("The file", MODEL), ("Pools", POOL), ("Changes of capacity", CHANGE), ("Streams", STREAM), ("Months", MONTHS),
    ("Pathways", PATHWAY), ("Inside", INSIDE), ("Intervals", INTERVAL), ("Event tables", EMITS), ("Columns", SOURCE),
)  # fmt: skip
BESIDE = (("Ageing", AGEING), ("Renege", RENEGE), ("Balk", BALK))
LINKS = {id(part): f"[{title.lower()}](#{title.lower().replace(' ', '-')})" for title, part in (*PARTS, *BESIDE)}


def reference_page() -> str:
    """The page, as Markdown."""
    return "\n".join(_lines()) + "\n"


def _lines() -> Iterator[str]:
    yield INTRODUCTION
    yield "## The same model three times\n"
    for form, text in (
        ("yaml", IN_YAML),
        ("toml", written(model_of(from_yaml(IN_YAML)), "toml")),
        ("python", IN_PYTHON),
    ):
        yield f"```{form}\n{text}```\n"
    for title, part in PARTS:
        yield from _part(f"## {title}", part)
    yield "## Steps\n"
    yield "A step is its word with what it is about, and more words beside it. Every step may have a `name`.\n"
    for word, part in STEPS.items():
        yield from _part(f"### {word}", part)
    for title, part in BESIDE:
        yield from _part(f"### {title}", part)
    yield "## Conditions\n"
    yield "In a way of a `branch`, with `steps` beside them, and in the `when` of a `balk`.\n"
    for word, part in CONDITIONS.items():
        yield from _part(f"### {word} (condition)", part)
    yield "## Distributions\n"
    yield "A length of time alone (or, for an attribute, a number alone) is the same for everybody.\n"
    for word, kind in DISTRIBUTIONS.items():
        yield f"### {word}\n\n{kind.means}\n"
        for part in (one for one in kind.takes if isinstance(one, Part)):
            yield from _table(part)
        yield from _example(kind.example)


def _part(title: str, part: Part) -> Iterator[str]:
    yield f"{title}\n"
    if part.means:
        yield f"{part.means}\n"
    yield from _table(part)
    if part.one_of:
        yield f"Exactly one of {', '.join(f'`{word}`' for word in part.one_of)} is there.\n"
    yield from _example(part.example)


def _table(part: Part) -> Iterator[str]:
    yield "| word | what stands there | what it means | left out |\n|---|---|---|---|"
    for word in part.words:
        takes = " or ".join(dict.fromkeys(_said(one) for one in word.takes))
        otherwise = "must be there" if word.needed else word.otherwise
        yield f"| `{word.name}` | {takes} | {word.means} | {otherwise} |"
    yield ""


def _example(text: str) -> Iterator[str]:
    if text:
        yield f"```yaml\n{text}\n```\n"


def _said(takes: Takes) -> str:
    match takes:
        case Part():
            return LINKS.get(id(takes), "names with values")
        case OneOf():
            return " or ".join(f"`{word}`" for word in takes.words)
        case Many():
            return f"a list of: {_said(takes.of)}"
        case Named():
            return f"for {NAMES[takes.by].words}: {' or '.join(map(_said, takes.of))}"
    return SHAPES[takes].words
