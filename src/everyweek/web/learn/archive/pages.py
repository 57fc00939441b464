"""The pages of an archive: plain HTML that a browser opens from a disk, with a search that needs no server."""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.template.loader import render_to_string

from everyweek.web.learn.library.draft import ResourceDraft
from everyweek.web.learn.library.text import as_html, plain_text
from everyweek.web.learn.library.vocabulary import KINDS, LICENCES, PLURALS, STATUSES, TOPICS, topic_words
from everyweek.web.learn.using.models import OUTCOMES

LINK = re.compile(r'href="/library/([a-z0-9-]+)/?(#[^"]*)?"')
OWN_LINK = re.compile(r'href="/[^"]*"')


def resource_html(
    draft: ResourceDraft, *, keys: frozenset[str], files: Sequence[Mapping[str, Any]], around: Mapping[str, Any]
) -> str:
    """The page of a resource; what it links to inside the library are files beside it, all else on a site is text.

    files  : what hangs on it, each with name, sha256 and size.
    around : what readers said and told of it (everyweek.web.learn.archive.around).
    """
    context = {
        "files": files,
        "draft": draft,
        "kind": KINDS[draft.kind],
        "body": _relative(as_html(draft.body), keys),
        "topics": [
            {"title": kind, "words": ", ".join(topic_words(kind, value) for value in draft.topics.get(kind, ()))}
            for kind in TOPICS
            if draft.topics.get(kind)
        ],
        "licence": LICENCES[draft.licence],
        "statuses": STATUSES,
        "changes": [one for one in around["changes"] if one["version"] is None],
        "feedback": around["feedback"],
        "uses": around["uses"],
        "outcomes": OUTCOMES,
        "comments": around["comments"],
    }
    return render_to_string("learn/archive/resource.html", context)


def index_html(drafts: Iterable[ResourceDraft], *, made: str) -> str:
    """The first page: everything by kind, and a box to search."""
    every = list(drafts)
    sections = [
        {"title": PLURALS[kind], "rows": [draft for draft in every if draft.kind == kind]}
        for kind in KINDS
        if any(draft.kind == kind for draft in every)
    ]
    return render_to_string("learn/archive/index.html", {"sections": sections, "made": made, "count": len(every)})


def search_data(drafts: Iterable[ResourceDraft]) -> str:
    """What the search of the first page looks through: a script, since a page on a disk may read no other file."""
    rows: list[dict[str, Any]] = [
        {
            "key": draft.key,
            "title": draft.title,
            "kind": KINDS[draft.kind],
            "summary": draft.summary,
            "text": " ".join([plain_text(draft.body), *(one.name for one in draft.origins)]).lower(),
        }
        for draft in drafts
    ]
    return f"window.RESOURCES = {json.dumps(rows, ensure_ascii=False)};\n"


def _relative(html: str, keys: frozenset[str]) -> str:
    def beside(found: re.Match[str]) -> str:
        return f'href="{found[1]}.html{found[2] or ""}"' if found[1] in keys else 'href="../index.html"'

    return OWN_LINK.sub('href="../index.html"', LINK.sub(beside, html))
