"""What the command line asks of the library."""

import json
from pathlib import Path
from typing import Any

import click

from everyweek.web.design.wording import several
from everyweek.web.people.commands import with_django


@with_django
def prepare() -> None:
    """Before the pages are served: the resources that come with Everyweek, and an index to find them by."""
    from django.utils import timezone

    from everyweek.web.learn.finding.keeping_current import current_index
    from everyweek.web.learn.starting.loading import load_starting_resources

    load_starting_resources(now=timezone.now())
    current_index()


@with_django
def import_resources(*, path: Path, only_checks: bool) -> None:
    """Bring in a folder of Markdown files, or a CSV of links."""
    from django.utils import timezone

    from everyweek.web.learn.library.importing import import_drafts, read_drafts

    drafts = read_drafts(path)
    if only_checks:
        click.echo(f"{several(len(drafts), 'resource')} can be brought in. Nothing was changed.")
        return
    done = import_drafts(drafts, by_words="the command line", now=timezone.now())
    words = ", ".join(f"{done[what]:,} {what}" for what in ("new", "changed", "the same") if done[what])
    click.echo(f"Brought into the library: {words}.")


@with_django
def archive(*, target: Path, version: str) -> None:
    """Write the public library to a folder or a ZIP file."""
    from django.utils import timezone

    from everyweek.web.learn.archive.making import make_archive

    count = make_archive(target, now=timezone.now(), version=version)
    click.echo(
        f"{target} holds {several(count, 'resource')}. Open its index.html; bring it back with: everyweek restore"
    )


def is_archive(path: Path) -> bool:
    """Whether a file or folder is an archive of a library rather than a backup."""
    from everyweek.web.learn.archive.reading import is_archive

    return is_archive(path)


@with_django
def restore_archive(*, path: Path) -> None:
    """Bring an archive into a library that has nothing of its own."""
    from django.utils import timezone

    from everyweek.web.learn.archive.restoring import restore_archive
    from everyweek.web.learn.finding.keeping_current import make_index

    count = restore_archive(path, now=timezone.now())
    make_index()
    click.echo(f"Restored: {several(count, 'resource')}.")


@with_django
def forget_index() -> None:
    """After a restore: the index is of another database; it is made anew by whoever searches next."""
    import shutil

    from everyweek.web.learn.finding.keeping_current import folder

    shutil.rmtree(folder(), ignore_errors=True)


@with_django
def index(*, meaning: bool) -> None:
    """Make the search index anew, then read for their meaning the texts that are new."""
    from everyweek.search.meaning import installed_embedder
    from everyweek.search.writing import embed_missing
    from everyweek.web.learn.finding.keeping_current import folder, make_index

    click.echo(f"{several(make_index(), 'resource')} can be found.")
    embedder = installed_embedder() if meaning else None
    if embedder is None:
        click.echo("They are found by their words." + ("" if not meaning else " For meaning too, run: make meaning"))
        return
    made = embed_missing(folder(), embedder, progress=_progress)
    click.echo(f"They are found by words and meaning; {made:,} texts were read for it now.")


@with_django
def documents_for_everybody() -> list[Any]:
    """What everybody may read of the library, as documents, to measure the search with."""
    from everyweek.search.document import EVERYBODY
    from everyweek.web.learn.finding.documents import documents

    return [document for document in documents() if EVERYBODY in document.audience]


@with_django
def search(*, text: str, types: tuple[str, ...], form: str, limit: int) -> None:
    """What everybody may read of the library, the best first."""
    from everyweek.search.answer import Question
    from everyweek.web.learn.finding.presenters import about_resource
    from everyweek.web.learn.finding.queries import find
    from everyweek.web.people.reader import NOBODY

    found = find(Question(text, chosen={"type": types} if types else {}, limit=limit), NOBODY)
    rows = [_row(found.resources[hit.key], hit) for hit in found.answer.hits if hit.key in found.resources]
    if form == "json":
        click.echo(json.dumps({"total": found.answer.total, "instead": found.answer.instead, "hits": rows}, indent=2))
        return
    if found.answer.instead:
        click.echo(f"Showing results for: {found.answer.instead}")
    for row in rows:
        about = about_resource(found.resources[row["key"]])
        click.echo(f"{row['title']}\n    {about} – {row['address']}\n    {row['excerpt']}")
    click.echo(f"{found.answer.total:,} found." if rows else "Nothing found. Fewer words find more: any one is enough.")


@with_django
def load_library() -> None:
    """Bring in the resources that come with Everyweek, or bring them up to date."""
    from django.utils import timezone

    from everyweek.web.learn.starting.loading import load_starting_resources

    done = load_starting_resources(now=timezone.now(), say=click.echo)
    words = ", ".join(f"{done[what]:,} {what}" for what in ("new", "changed", "the same", "kept") if done[what])
    click.echo(f"The library’s own resources: {words or 'none'}.")


def _row(resource: Any, hit: Any) -> dict[str, Any]:
    from django.urls import reverse

    return {
        "key": resource.key,
        "type": resource.kind,
        "title": resource.title,
        "summary": resource.summary,
        "excerpt": "".join(part for part, _ in hit.excerpt),
        "address": reverse("resource", kwargs={"slug": resource.slug}),
    }


def _progress(done: int, of: int) -> None:
    click.echo(f"\r{done:,} of {of:,} texts read for their meaning", err=True, nl=done == of)
