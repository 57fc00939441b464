"""Finished replications in a folder: found again to the last bit, and anything that is not right is run again."""

import errno
import os
from dataclasses import replace
from functools import partial
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from support.flow_models import queue

from everyweek.flow.distributions import Exponential
from everyweek.flow.errors import FlowError
from everyweek.flow.experiments.blocks import Local, run_blocks
from everyweek.flow.experiments.keeping import CannotKeep, Folder
from everyweek.flow.experiments.outcome import Asked, Block, blocks_of, joined, outcomes_of
from everyweek.flow.quantities import minutes

ASKED = Asked(queue(2, 1.5, Exponential(minutes(60))), minutes=2_000.0, seed=3)
BLOCKS = blocks_of(5, 2)


class Runs:
    """Runs blocks, and knows which."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []

    def __call__(self, block: Block) -> object:
        self.blocks.append(block)
        return outcomes_of(ASKED, block)


@pytest.fixture
def said() -> list[str]:
    return []


@pytest.fixture
def kept(tmp_path: Path, said: list[str]) -> Folder:
    """A folder in which all blocks are kept."""
    folder = Folder(tmp_path, ASKED, say=said.append)
    run_blocks(partial(outcomes_of, ASKED), BLOCKS, on=Local(processes=1), keep=folder)
    return folder


def names(folder: Folder) -> list[str]:
    return sorted(path.name for path in folder.place.iterdir())


def again(folder: Folder) -> tuple[list[Block], bool]:
    """Run all blocks once more: which had to be, and whether the numbers are as they ought to be."""
    runs = Runs()
    found = run_blocks(runs, BLOCKS, on=Local(processes=1), keep=folder)
    return runs.blocks, joined(found).same_as(outcomes_of(ASKED, Block(0, 5)))


def test_what_is_kept_is_not_run_again_and_is_the_same_to_the_last_bit(kept: Folder, said: list[str]) -> None:
    assert again(kept) == ([], True)
    assert [name[:26] for name in names(kept)] == [
        "replications-000000-000001", "replications-000002-000003", "replications-000004-000004",
    ]  # fmt: skip
    assert said == []


def test_another_model_another_seed_and_another_length_have_places_of_their_own(tmp_path: Path) -> None:
    each = [ASKED, replace(ASKED, seed=4), replace(ASKED, minutes=2_001.0), replace(ASKED, warm_up=1.0)]

    places = {Folder(tmp_path, asked, say=print).place for asked in each}

    assert len(places) == 4


@pytest.mark.parametrize("content", [b"", b"rubbish", None])
def test_a_damaged_or_half_written_file_is_set_aside_with_a_sentence_and_run_again(
    kept: Folder, said: list[str], content: bytes | None
) -> None:
    path = kept.place / names(kept)[1]
    path.write_bytes(path.read_bytes()[:-100] if content is None else content)

    assert again(kept) == ([BLOCKS[1]], True)
    assert said == [f"{path.name} was set aside: it is damaged or not wholly written. Its replications are run again."]
    assert sum(name.endswith(".set-aside") for name in names(kept)) == 1
    assert again(kept) == ([], True)


def test_a_single_wrong_bit_is_found(kept: Folder, said: list[str]) -> None:
    path = kept.place / names(kept)[0]
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)

    assert again(kept) == ([BLOCKS[0]], True)
    assert len(said) == 1


def test_files_of_something_else_are_set_aside_too(kept: Folder, tmp_path: Path, said: list[str]) -> None:
    other = Folder(tmp_path, replace(ASKED, seed=4), say=said.append)
    other.keep(BLOCKS[0], outcomes_of(other.asked, BLOCKS[0]))
    shifted = outcomes_of(ASKED, Block(1, 2))
    nothing_of_ours = pq.read_table(kept.place / names(kept)[0]).replace_schema_metadata({})
    for path in kept.place.iterdir():
        path.unlink()

    (other.place / names(other)[0]).rename(kept.place / names(other)[0])
    kept.keep(BLOCKS[1], shifted)
    kept.keep(BLOCKS[2], _Table(nothing_of_ours))  # type: ignore[arg-type]

    assert again(kept) == (list(BLOCKS), True)
    assert [sentence.partition(": ")[2] for sentence in said] == [
        "it is of another model, or of other settings. Its replications are run again.",
        "it holds other replications than its name says. Its replications are run again.",
        "it holds no outcomes of replications. Its replications are run again.",
    ]


class _Table:
    def __init__(self, table: object) -> None:
        self.table = table

    def as_table(self) -> object:
        return self.table


def test_a_file_that_cannot_be_read_or_moved_is_passed_over(
    kept: Folder, said: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*given: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied")

    with monkeypatch.context() as patched:
        patched.setattr(Path, "read_bytes", refuse)
        patched.setattr(Path, "rename", refuse)

        found = kept.find(BLOCKS[0])

    assert found is None
    assert said == [f"{names(kept)[0]} is passed over: Permission denied. Its replications are run again."]


def test_strangers_in_the_folder_are_left_alone(kept: Folder, said: list[str]) -> None:
    for name in ("notes.txt", "replications-x.parquet", "replications-000004-000001-0123456789abcdef.parquet"):
        (kept.place / name).write_text("mine")

    assert kept.blocks(Block(0, 5), 2) == BLOCKS
    assert again(kept) == ([], True)
    assert said == []


def test_a_run_goes_on_with_other_blocks_and_with_more_replications(kept: Folder) -> None:
    assert kept.blocks(Block(0, 9), 3) == (*BLOCKS, Block(5, 3), Block(8, 1))
    assert kept.blocks(Block(1, 3), 3) == (Block(1, 1), BLOCKS[1])
    assert kept.blocks(Block(1, 2), 3) == (Block(1, 2),)


def test_the_folder_is_read_once_for_all_blocks_and_again_when_it_has_changed(
    kept: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked: list[object] = []
    original = os.listdir

    def listdir(place: object) -> list[str]:
        looked.append(place)
        return original(place)  # type: ignore[call-overload,no-any-return]

    monkeypatch.setattr(os, "listdir", listdir)
    assert again(kept) == ([], True)
    assert again(kept) == ([], True)
    once = len(looked)
    (kept.place / names(kept)[0]).unlink()

    missing = [block for block in BLOCKS if kept.find(block) is None]

    assert (once, missing) == (1, [BLOCKS[0]])


def test_what_another_run_takes_away_meanwhile_is_run_again_without_a_word(kept: Folder, said: list[str]) -> None:
    assert kept.has(BLOCKS[0])
    listed = kept._listed
    (kept.place / names(kept)[0]).unlink()
    kept._listed = (kept.place.stat().st_mtime_ns, listed[1])  # as if it went between looking and reading

    gone = kept.find(BLOCKS[0])
    kept.throw_away()

    assert (gone, kept.find(BLOCKS[1]), kept.has(BLOCKS[1]), said) == (None, None, False, [])


def test_of_blocks_that_overlap_one_is_taken(kept: Folder) -> None:
    kept.keep(Block(0, 4), outcomes_of(ASKED, Block(0, 4)))

    assert kept.blocks(Block(0, 5), 2) == (Block(0, 4), BLOCKS[2])


@pytest.mark.parametrize(
    ("problem", "words"),
    [
        (OSError(errno.ENOSPC, "No space left on device"), "there is no room left"),
        (OSError(errno.EDQUOT, "Disk quota exceeded"), "there is no room left"),
        (OSError(errno.EIO, "Input/output error"), "Input/output error"),
    ],
)
def test_when_there_is_no_room_it_is_said_once_and_the_run_goes_on(
    tmp_path: Path, said: list[str], monkeypatch: pytest.MonkeyPatch, problem: OSError, words: str
) -> None:
    def full(number: int) -> None:
        raise problem

    folder = Folder(tmp_path, ASKED, say=said.append)
    folder.keep(BLOCKS[0], outcomes_of(ASKED, BLOCKS[0]))
    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", full)

        ran, right = again(folder)

    assert (ran, right) == (list(BLOCKS[1:]), True)
    sentence = (
        f"Finished replications can no longer be kept in {folder.place}: {words}. The run goes on, and what was kept "
        "before is safe; but if it is ended now, what it finishes from here on is lost."
    )
    assert said == [sentence]
    assert len(names(folder)) == 1
    assert again(folder) == (list(BLOCKS[1:]), True)
    assert len(names(folder)) == 3


def test_a_folder_that_cannot_be_made_is_refused_with_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file")

    with pytest.raises(CannotKeep, match=r"cannot be kept in .*taken: .*Name another folder"):
        Folder(tmp_path / "taken", ASKED, say=print)
    assert issubclass(CannotKeep, FlowError)


def test_half_written_files_that_a_killed_run_left_are_taken_away_and_those_of_a_running_one_are_not(
    kept: Folder, tmp_path: Path
) -> None:
    old, young = kept.place / ".old.part", kept.place / ".young.part"
    for path in (old, young):
        path.write_bytes(b"half")
    os.utime(old, (0, 0))

    Folder(tmp_path, ASKED, say=print)

    assert (old.exists(), young.exists()) == (False, True)


def test_when_a_run_is_through_all_can_be_thrown_away(kept: Folder) -> None:
    kept.throw_away()

    assert not kept.place.exists()
