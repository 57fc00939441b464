"""everyweek evaluate-search: how good the search is, on a collection of questions that people have judged."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from everyweek.cli.pages import of_the_pages
from everyweek.cli.trouble import in_plain_words

if TYPE_CHECKING:
    from everyweek.search.answer import Mode
    from everyweek.search.evaluation import Quality
    from everyweek.search.meaning import Embedder


@click.command("evaluate-search")
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--mode", type=click.Choice(["words", "meaning", "both"]), default="both", show_default=True)
@click.option("--library", is_flag=True, help="Search the library's own resources; FOLDER needs no corpus.jsonl then.")
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="table", show_default=True)
@in_plain_words
def evaluate_search(folder: Path, mode: "Mode", library: bool, form: str) -> None:
    """Ask the judged questions of the collection in FOLDER and say how good the answers are.

    FOLDER holds corpus.jsonl (_id, title, text), queries.jsonl (_id, text) and qrels.tsv (query-id, corpus-id, score).
    With --library, corpus-id is the key of a resource that everybody may read.
    """
    from everyweek.reference.abbreviations import wordings
    from everyweek.search.evaluation import evaluate, read_collection
    from everyweek.search.words import Meanings

    documents = of_the_pages("learn.commands").documents_for_everybody() if library else None
    if documents == []:
        raise click.ClickException("The library is empty, so nothing can be found in it. Run: everyweek library load")
    collection = read_collection(folder, documents=documents)
    embedder = None if mode == "words" else _embedder()
    quality = evaluate(collection, mode, embedder=embedder, meanings=Meanings(wordings()), progress=_progress)
    if form == "json":
        click.echo(json.dumps({"mode": mode, **asdict(quality)}))
    else:
        click.echo(as_text(quality, mode), nl=False)


def as_text(quality: "Quality", mode: str) -> str:
    """The figures, one a line."""
    lines = {
        "mode": mode,
        "documents": f"{quality.documents:,}",
        "questions": f"{quality.questions:,}",
        "nDCG@10": f"{quality.ndcg:.4f}",
        "reciprocal rank": f"{quality.reciprocal:.4f}",
        "recall@100": f"{quality.recall:.4f}",
    }
    return "".join(f"{name:<16} {value}\n" for name, value in lines.items())


def _embedder() -> "Embedder":
    from everyweek.search.errors import NoModel
    from everyweek.search.meaning import installed_embedder

    found = installed_embedder()
    if found is None:
        raise NoModel("The model of meaning is not installed. Install it: make meaning (or use --mode words)")
    return found


def _progress(done: int, of: int) -> None:
    click.echo(f"\r{done:,} of {of:,} texts read for their meaning", err=True, nl=done == of)
