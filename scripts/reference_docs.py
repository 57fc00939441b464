"""Write docs/reference from the code: every measure, command and standard, and every word of model files.

python scripts/reference_docs.py           write
python scripts/reference_docs.py --check   say what is out of date, exit 1
"""

import json
import sys
from pathlib import Path

import click

from everyweek.cli.main import SUBCOMMANDS, main
from everyweek.flow.schema.model_schema import model_schema
from everyweek.flow.schema.reference_page import reference_page
from everyweek.measures import MEASURES
from everyweek.measures.events.catalogue import EVENT_MEASURES
from everyweek.reference import standards_for
from everyweek.tables.event_tables import EVENT_TABLES

FOLDER = Path(__file__).resolve().parents[1] / "docs" / "reference"
MADE = "<!-- Made by scripts/reference_docs.py from the code; do not edit. -->\n\n"


def measures_page() -> str:
    """Every measure with its words."""
    parts = [MADE, "# Measures\n"]
    for measure in MEASURES.values():
        parts.append(f"\n## {measure.title}\n\n`{measure.name}`: {measure.meaning} {measure.why}\n\n")
        parts.append(f"- unit: {measure.unit}; better: {measure.polarity}; kind: {measure.kind}\n")
        parts.append(f"- numerator: {', '.join(measure.numerator)}\n")
        if measure.denominator:
            parts.append(f"- denominator: {', '.join(measure.denominator)}\n")
        parts += [f"- {standard.kind}: {standard.label}\n" for standard in standards_for(measure.name)]
        parts += [f"- note: {caveat}\n" for caveat in measure.caveats]
        parts.append(f"- source: {measure.source}\n")
    return "".join(parts)


def tables_page() -> str:
    """Every event table with its columns, and every measure on it."""
    parts = [
        MADE,
        "# Event tables\n\nWhat a hospital's own extract and the simulator both write, and what is measured on it.\n",
        "How: [Measure a simulated hospital](../how-to/measure-a-simulated-hospital.md).\n",
    ]
    for table in EVENT_TABLES.values():
        parts.append(f"\n## `{table.name}`\n\n{table.row} {table.made_by}\n\n")
        parts.append("| column | what stands there | meaning |\n|---|---|---|\n")
        for column in table.columns:
            said = [column.kind, column.told_unit, "" if column.may_be_missing else "always there"]
            said += (
                [f"not before {' or '.join(f'`{name}`' for name in column.not_before)}"] if column.not_before else []
            )
            said += [f"one of {', '.join(column.one_of)}"] if column.one_of else []
            parts.append(f"| `{column.name}` | {'; '.join(filter(None, said))} | {column.meaning} |\n")
        if table.one_for:
            parts.append(f"\nNo two rows share {', '.join(f'`{name}`' for name in table.one_for)}.\n")
        parts.append("\nMeasured on it:\n\n")
        for one in EVENT_MEASURES.values():
            if one.table == table.name:
                parts.append(f"- `{one.name}` ({one.measure.unit}): {one.measure.meaning} {' '.join(one.caveats)}\n")
    return "".join(parts)


def commands_page() -> str:
    """Every command's own help."""
    parts = [MADE, "# Commands\n"]
    context = click.Context(main, info_name="everyweek", max_content_width=100, terminal_width=100)
    for name in SUBCOMMANDS:
        command = main.get_command(context, name)
        assert command is not None
        parts.append(f"\n## everyweek {name}\n\n{help_of(command, name)}")
        inner = command.commands if isinstance(command, click.Group) else {}
        parts += [f"\n### everyweek {name} {word}\n\n{help_of(one, f'{name} {word}')}" for word, one in inner.items()]
    return "".join(parts)


def help_of(command: click.Command, name: str) -> str:
    """What a command says of itself."""
    context = click.Context(command, info_name=f"everyweek {name}", max_content_width=100, terminal_width=100)
    return f"```\n{command.get_help(context)}\n```\n"


def write(*, check: bool) -> int:
    """Write the pages, or say which are out of date; the exit status."""
    pages = {
        "measures.md": measures_page(),
        "tables.md": tables_page(),
        "commands.md": commands_page(),
        "steps.md": MADE + reference_page(),
        "model.schema.json": json.dumps(model_schema(), indent=2, ensure_ascii=False) + "\n",
    }
    stale = [name for name, text in pages.items() if not same(FOLDER / name, text)]
    if check:
        for name in stale:
            print(f"docs/reference/{name} is out of date: run make reference")
        return 1 if stale else 0
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name in stale:
        (FOLDER / name).write_text(pages[name])
    return 0


def same(path: Path, text: str) -> bool:
    """Whether a page already says this."""
    return path.is_file() and path.read_text() == text


if __name__ == "__main__":
    sys.exit(write(check="--check" in sys.argv[1:]))
