"""What people write about resources, made through the actions: reports of use, comments, opinions, reading lists."""

from datetime import UTC, date, datetime
from typing import Any

from support.cast import Cast

from everyweek.web.learn.library.draft import DraftOrigin
from everyweek.web.learn.library.models import Resource
from everyweek.web.learn.using.comments.actions import write_comment
from everyweek.web.learn.using.lists.actions import ListDetails, add_to_list, make_list
from everyweek.web.learn.using.models import Comment, Opinion, ReadingList, Use
from everyweek.web.learn.using.used.actions import WhatWasTold, tell_use
from everyweek.web.learn.using.useful.actions import say_whether_useful

AT = datetime(2026, 6, 2, 9, 0, tzinfo=UTC)
HERE = DraftOrigin("Applebridge Invented Hospitals", "ZZ1")


def told(**more: Any) -> WhatWasTold:
    """A report with as little as one must say, and what the test gives."""
    given = {"place": HERE, "since": date(2024, 2, 1), "happened": "We tried it on two wards.", "outcome": "better"}
    return WhatWasTold(**{**given, **more})


def used_by(cast: Cast, resource: Resource, who: str = "member", *, now: datetime = AT, **more: Any) -> Use:
    """That somebody used a resource."""
    return tell_use(by=cast.reader(who), resource=resource, told=told(**more), now=now)


def commented_by(
    cast: Cast, resource: Resource, who: str = "member", *, text: str = "How long did it take?", now: datetime = AT
) -> Comment:
    """That somebody commented."""
    return write_comment(by=cast.reader(who), resource=resource, text=text, now=now)


def found_by(
    cast: Cast, resource: Resource, who: str = "member", *, is_useful: bool = True, reason: str = "", now: datetime = AT
) -> Opinion:
    """That somebody said whether it was useful; a no has a reason."""
    why = reason or ("" if is_useful else "Too long.")
    return say_whether_useful(by=cast.reader(who), resource=resource, is_useful=is_useful, reason=why, now=now)


def list_of(cast: Cast, *resources: Resource, who: str = "member", now: datetime = AT, **more: Any) -> ReadingList:
    """A reading list with these resources in it."""
    by = cast.reader(who)
    made = make_list(by=by, details=ListDetails(**{"title": "For new starters", **more}), now=now)
    for resource in resources:
        add_to_list(by=by, reading_list=made, resource=resource, note="", now=now)
    return made


def things_of_using(cast: Cast, outside: Resource, inside: Resource, *, now: datetime) -> dict[str, Any]:
    """What an address below a resource can name, for the walk through every address. inside : a learning network."""
    member = "learning network's member"
    uses, comments = {}, {}
    for words, resource, who in (
        ("of a resource", outside, "member"),
        ("of a resource of the learning network", inside, member),
    ):
        use, comment = used_by(cast, resource, who, now=now), commented_by(cast, resource, who, now=now)
        uses[f"what a member told of the use {words}"] = {"slug": resource.slug, "use": use.pk}
        comments[f"a member's comment {words}"] = {"slug": resource.slug, "comment": comment.pk}
    kept = {
        "a list of a member, for themselves": list_of(cast, outside, now=now),
        "a list of a member, for everybody": list_of(cast, outside, readers="everybody", now=now),
        "a list for members of the learning network": list_of(
            cast, inside, who=member, readers="network", network=cast.networks["learning"], now=now
        ),
    }
    lists = {words: {"key": one.key} for words, one in kept.items()}
    entries = {
        words: {"key": one.key, "entry": one.entries.values_list("pk", flat=True)[0]} for words, one in kept.items()
    }
    of_lists = ("reading-list", "change-reading-list", "delete-reading-list", "reading-list-entries")
    return {
        "slug use": uses,
        "comment slug": comments,
        **{f"{name}: key": lists for name in of_lists},
        "entry key": entries,
    }
