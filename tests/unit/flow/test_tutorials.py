"""The files and commands of the tutorials, run as they stand, print what the pages say.

With EVERYWEEK_WRITE_TUTORIALS=1 the pages are given what is printed now instead. A line “…” stands for lines left out.
"""

import os
import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from everyweek.cli.main import main

FOLDER = Path(__file__).resolve().parents[3] / "docs" / "tutorials"
PAGES = sorted(FOLDER.glob("*.md"))
FENCE = re.compile(
    r"(?:<!-- file: (?P<file>\S+?)(?: from (?P<base>\S+))? -->\n)?```(?P<kind>\w+)\n(?P<text>.*?)```", re.DOTALL
)
LEFT_OUT = "…"


def test_there_is_a_tutorial() -> None:
    assert [page.name for page in PAGES] == ["a-small-emergency-department.md"]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_the_files_and_commands_of_a_tutorial_print_what_it_says(
    page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    text = page.read_text(encoding="utf-8")
    blocks = list(FENCE.finditer(text))

    now = [follow(block) for block in blocks]
    if os.environ.get("EVERYWEEK_WRITE_TUTORIALS"):
        page.write_text(rewritten(text, blocks, now), encoding="utf-8")

    assert {block["kind"] for block in blocks} == {"yaml", "diff", "console"}
    assert [spaced(one) for one in now] == [spaced(block["text"]) for block in blocks]


def follow(block: re.Match[str]) -> str:
    """Do what a block says: make a file, or run a command. Returns the block as it should stand on the page."""
    if block["kind"] == "console":
        command, *said = block["text"].splitlines()
        return "\n".join([command, *shown(printed(command.removeprefix("$ everyweek ")), said)]) + "\n"
    whole = block["text"] if block["base"] is None else changed(Path(block["base"]).read_text(), block["text"])
    Path(block["file"]).write_text(whole)
    return block["text"]


def printed(command: str) -> list[str]:
    """The lines that a command prints; what went wrong, if something did. In one process, which changes no figure."""
    here = ["--processes", "1"] if command.startswith("simulate") else []
    done = CliRunner().invoke(main, [*shlex.split(command), *here])
    return (done.stdout if done.exit_code == 0 else done.stderr).splitlines()


def shown(lines: list[str], said: list[str]) -> list[str]:
    """The lines that a page shows: all, or those that begin as the ones that it shows among what is left out."""
    if LEFT_OUT not in said:
        return lines
    rest: Iterator[str] = iter(lines)
    return [one if one == LEFT_OUT else next(line for line in rest if label(line) == label(one)) for one in said]


def label(line: str) -> str:
    """What a line of a table is about: its words before the first figures."""
    return re.split(r", beside|\s{2,}|(?<=[a-z]) +(?=[0-9])", line)[0]


def changed(base: str, differences: str) -> str:
    """A file with some of its lines replaced by others."""
    pairs = re.findall(r"^-(.*)\n\+(.*)\n", differences, re.MULTILINE)
    for before, after in pairs:
        assert base.count(f"{before}\n") == 1, before
        base = base.replace(f"{before}\n", f"{after}\n")
    return base


def rewritten(text: str, blocks: list[re.Match[str]], now: list[str]) -> str:
    for block, one in zip(reversed(blocks), reversed(now), strict=True):
        text = text[: block.start("text")] + one + text[block.end("text") :]
    return text


def spaced(text: str) -> str:
    """Without the widths of columns."""
    return re.sub(r" +", " ", text)
