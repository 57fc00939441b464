"""Measuring the search: figures worked out by hand, and collections that cannot be read."""

import json
import math
from pathlib import Path

import pytest
from click.testing import CliRunner
from support.findable import WordsAsMeaning

from everyweek.cli import main
from everyweek.search import meaning
from everyweek.search.errors import FaultyCollection
from everyweek.search.evaluation import evaluate, read_collection

CORPUS = [("1", "Ward round", ""), ("2", "", "ward"), ("3", "", "kitchen"), ("4", "", "winter bed")]
QUERIES = [("q1", "ward round"), ("q2", "winter"), ("q3", "nothing at all"), ("q4", "never judged")]
QRELS = "query-id\tcorpus-id\tscore\nq1\t1\t1\nq1\t2\t2\nq1\t3\t0\nq2\t4\t1\nq2\t3\t1\nq3\t1\t0\nq9\t1\t1\n"


def collection_in(folder: Path, *, qrels: str = QRELS, name: str = "qrels.tsv") -> Path:
    corpus = "\n".join(json.dumps({"_id": key, "title": title, "text": text}) for key, title, text in CORPUS)
    (folder / "corpus.jsonl").write_text(corpus + "\n\n")
    (folder / "queries.jsonl").write_text("\n".join(json.dumps({"_id": key, "text": text}) for key, text in QUERIES))
    (folder / name).parent.mkdir(exist_ok=True)
    (folder / name).write_text(qrels)
    return folder


@pytest.mark.parametrize("name", ["qrels.tsv", "qrels/test.tsv"])
def test_the_figures_are_those_worked_out_by_hand(tmp_path: Path, name: str) -> None:
    quality = evaluate(read_collection(collection_in(tmp_path, name=name)), "words")

    # q1 finds 1, then 2: gain 1 + 2 / log2(3), best 2 + 1 / log2(3); q2 finds 4 of 3 and 4: best 1 + 1 / log2(3)
    third = 1 / math.log2(3)
    assert quality.ndcg == pytest.approx(((1 + 2 * third) / (2 + third) + 1 / (1 + third)) / 2)
    assert quality.reciprocal == 1
    assert quality.recall == pytest.approx((1 + 0.5) / 2)
    assert (quality.questions, quality.documents) == (2, 4)


def test_judgements_may_come_without_a_heading(tmp_path: Path) -> None:
    without = QRELS.split("\n", 1)[1]

    assert read_collection(collection_in(tmp_path, qrels=without)).judgements["q1"] == {"1": 1, "2": 2, "3": 0}


def test_a_question_without_any_right_answer_found_counts_as_nothing(tmp_path: Path) -> None:
    quality = evaluate(read_collection(collection_in(tmp_path, qrels="q2\t1\t1\n")), "words")

    assert (quality.ndcg, quality.reciprocal, quality.recall) == (0, 0, 0)


def test_by_meaning_the_texts_are_read_first(tmp_path: Path) -> None:
    embedder = WordsAsMeaning()

    quality = evaluate(read_collection(collection_in(tmp_path)), "meaning", embedder=embedder)  # type: ignore[arg-type]

    assert len(embedder.embedded) == 4
    assert quality.recall == pytest.approx(0.75)


@pytest.mark.parametrize(
    ("file", "content", "said"),
    [
        ("corpus.jsonl", '{"_id": "1"}', "corpus.jsonl, line 1: not an object"),
        ("corpus.jsonl", '{"_id": "1", "text": "a"}\n[1]', "corpus.jsonl, line 2: not an object"),
        ("queries.jsonl", "not json", "queries.jsonl, line 1: not an object"),
        ("qrels.tsv", "q1\t1\t1\nq1 1 1\n", "qrels.tsv, line 2: not query-id, corpus-id and score"),
        ("qrels.tsv", "q9\t1\t1\n", "No question of this collection has an answer"),
    ],
)
def test_a_faulty_collection_is_said_by_file_and_line(tmp_path: Path, file: str, content: str, said: str) -> None:
    (collection_in(tmp_path) / file).write_text(content)

    with pytest.raises(FaultyCollection, match=said):
        evaluate(read_collection(tmp_path), "words")


@pytest.mark.parametrize("content", [None, b"\xff\xfe\x00"])
def test_a_file_that_is_missing_or_no_text_is_said(tmp_path: Path, content: bytes | None) -> None:
    corpus = collection_in(tmp_path) / "corpus.jsonl"
    corpus.unlink()
    if content is not None:
        corpus.write_bytes(content)

    with pytest.raises(FaultyCollection, match=r"corpus\.jsonl cannot be read"):
        read_collection(tmp_path)


def test_the_command_prints_the_figures(tmp_path: Path) -> None:
    collection_in(tmp_path)

    words = CliRunner().invoke(main, ["evaluate-search", str(tmp_path), "--mode", "words"])
    both = CliRunner().invoke(main, ["evaluate-search", str(tmp_path), "--format", "json"])

    assert words.output.splitlines()[:3] == ["mode             words", "documents        4", "questions        2"]
    assert both.exit_code == 0
    figures = json.loads(both.stdout)
    assert figures["mode"] == "both"
    assert 0 < figures["ndcg"] <= 1
    assert "4 of 4 texts read for their meaning" in both.stderr


def test_the_command_says_when_the_model_or_the_collection_is_missing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    faulty = CliRunner().invoke(main, ["evaluate-search", str(tmp_path), "--mode", "words"])
    collection_in(tmp_path)
    monkeypatch.setattr(meaning, "installed_embedder", lambda: None)
    missing = CliRunner().invoke(main, ["evaluate-search", str(tmp_path)])

    assert (faulty.exit_code, missing.exit_code) == (1, 1)
    assert "corpus.jsonl cannot be read" in faulty.stderr
    assert "make meaning" in missing.stderr
