"""What is different between two texts."""

import random
import time
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.library import FULL, draft

from everyweek.web.learn.library.draft import DraftEffect, DraftOrigin
from everyweek.web.learn.versions.difference import difference, differences

TEXTS = st.text(alphabet="ab \n", max_size=60)


def side(before: str, after: str, how: str) -> str:
    """What one of the two texts said, put together again from the pieces; without what was left out."""
    return "".join(one.text for one in difference(before, after) if one.how in ("same", how))


@given(TEXTS, TEXTS)
@settings(max_examples=60, deadline=None)
def test_the_pieces_of_short_texts_are_both_texts(before: str, after: str) -> None:
    if before != after and before.count("\n") + after.count("\n") < 5:
        assert side(before, after, "removed") == before
        assert side(before, after, "added") == after


def test_what_is_far_from_a_difference_is_left_out() -> None:
    lines = [f"Line {number}.\n" for number in range(30)]

    pieces = difference("".join(lines), "".join([*lines[:15], "Another.\n", *lines[15:]]))

    assert [(one.how, one.text.strip()) for one in pieces] == [
        ("left out", ""),
        ("same", "Line 13.\nLine 14."),
        ("added", "Another."),
        ("same", "Line 15.\nLine 16."),
        ("left out", ""),
    ]


def test_each_part_that_differs_is_named() -> None:
    before = draft("a", **FULL)
    after = replace(
        before,
        kind="tool",
        licence="MIT",
        origins=(DraftOrigin("Elsewhere"),),
        effects=(DraftEffect(outcome="falls", design="estimate", words="fewer falls", before=2.0, after=1.0),),
        topics={},
    )

    assert [one.title for one in differences(before, after)] == [
        "What it is", "Where", "Interventions", "Links of the chain", "Pathways", "Settings", "Licence", "Effects"
    ]  # fmt: skip
    assert differences(before, before) == ()


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("a\n" * 25_000, "b\na\n" * 12_500),
        ("a " * 25_000, "b a " * 12_500),
        (" ".join(map(str, range(9_000))), " ".join(map(str, reversed(range(9_000))))),
    ],
)
def test_the_longest_texts_are_compared_at_once(before: str, after: str) -> None:
    began = time.monotonic()

    pieces = difference(before, after)

    assert time.monotonic() - began < 2
    assert {one.how for one in pieces} >= {"added", "removed"}


def test_texts_of_a_thousand_lines_in_another_order_are_compared_at_once() -> None:
    dice = random.Random(1)
    lines = [f"{dice.choice('ab')} {dice.choice('cd')}\n" for _ in range(990)]
    other = lines.copy()
    dice.shuffle(other)
    began = time.monotonic()

    difference("".join(lines), "".join(other))

    assert time.monotonic() - began < 5
