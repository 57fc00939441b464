"""Something of everything that an address can name, for the walk through every address as everybody."""

from datetime import datetime, timedelta
from typing import Any

from support.assessing import things_of_assessing
from support.cast import Cast
from support.champions import ONE_LEFT, make_round, nominate, the_return
from support.conversation_things import things_of_conversation
from support.deciding import things_of_deciding
from support.discussion import LEAD, MEMBER, begun
from support.library import FULL, published
from support.planning import things_of_planning
from support.returns import things_of_returns
from support.saved_searches import saved_by
from support.sharing import begun_by, sent, sent_by, written_by
from support.sharing_assessments import things_of_sharing
from support.using import things_of_using
from support.versions import FIRST, said

from everyweek.web.learn.attachments.actions import attach
from everyweek.web.learn.models import Resource
from everyweek.web.learn.sharing.attaching import attach_to
from everyweek.web.people.discussion.links import add_link
from everyweek.web.people.events.actions import EventDetails, make_event
from everyweek.web.people.models import Role
from everyweek.web.people.reader import Reader

Things = dict[str, dict[str, dict[str, Any]]]
WORDS = {"learning": "the learning network", "community": "the open community", "room": "the private room"}
WRITERS = {"by a member": MEMBER, "by its lead": LEAD}


def things_of(cast: Cast, *, now: datetime) -> Things:
    """By the parts of an address, in alphabetical order: the things it can name, in words, with the values."""
    places = {f"{code} ({words})": {"code": code} for code, words in ORGANISATIONS.items()}
    networks = {words: {"network": key} for key, words in WORDS.items()}
    things: Things = {
        "code": places,
        "code form": {f"{words}, as CSV": parts | {"form": "csv"} for words, parts in places.items()},
        "code person": {
            "ZZ1, its member": {"code": "ZZ1", "person": cast["member"].pk},
            "ZZV, its member": {"code": "ZZV", "person": cast["member of another trust"].pk},
        },
        "network": networks,
        "network person": {words: {"network": key, "person": cast[MEMBER[key]].pk} for key, words in WORDS.items()},
        "person": {
            "a member of ZZ1": {"person": cast["member"].pk},
            "a member of ZZV": {"person": cast["member of another trust"].pk},
            "national support": {"person": cast["national support"].pk},
        },
        "person role": {
            "a member of ZZ1": _role(cast, "member"),
            "a member of ZZV": _role(cast, "member of another trust"),
        },
        "form": {"CSV": {"form": "csv"}},
        "code measure": {"the 4-hour percentage of ZZ1": {"code": "ZZ1", "measure": "four_hour_performance"}},
        "code form measure": {
            "the 4-hour percentage of ZZ1": {"code": "ZZ1", "measure": "four_hour_performance", "form": "svg"}
        },
        "code form measure picture": {
            "the 4-hour percentage of ZZ1": {
                "code": "ZZ1",
                "measure": "four_hour_performance",
                "picture": "ranked",
                "form": "svg",
            }
        },
        "measure": {"the 4-hour percentage": {"measure": "four_hour_performance"}},
        "group: key": {"a group": {"key": "lin-fenwick-uec"}},
        "group-chart: form key": {"a group": {"key": "lin-fenwick-uec", "form": "svg"}},
        "group-figures: key": {"a group": {"key": "lin-fenwick-uec"}},
        "edit-own-group: key": {"nobody's group": {"key": "none"}},
        "api:one-resource: key": {"a resource": {"key": "red-bag"}},
        "delete-own-group: key": {"nobody's group": {"key": "none"}},
        "provider_id": {"no sign-on": {"provider_id": "none"}},
        "account-leave-role: role": {"the role of a member of ZZ1": {"role": _role(cast, "member")["role"]}},
        "key uidb36": {"a link that is over": {"uidb36": "1", "key": "a-b"}},
        "slug": {
            "a resource": {"slug": "red-bag"},
            "a resource of the learning network": {"slug": "inside"},
            "no resource": {"slug": "none"},
        },
        "number slug": {
            "an effect of a resource": {"slug": "red-bag", "number": 1},
            "an effect of a resource of the learning network": {"slug": "inside", "number": 1},
            "no effect of a resource": {"slug": "red-bag", "number": 9},
        },
        "intervention": {"one of the ten": {"intervention": "sdec"}},
        "token": {"a link that is over": {"token": "none"}},
        "line": {"nobody's line": {"line": 0}},
        "draft": {"nobody's list": {"draft": 0}},
        "mail": {"no mail": {"mail": 0}},
    }
    _add_what_is_written(things, cast, now=now)
    _add_rounds(things, cast)
    red_bag = published("red-bag", now=now, effects=FULL["effects"], versions=(FIRST,))
    inside = published("inside", network=cast.networks["learning"], now=now, effects=FULL["effects"], versions=(FIRST,))
    things["slug version"] = {
        "a version of a resource": {"slug": "red-bag", "version": "1.0"},
        "a version of a resource of the learning network": {"slug": "inside", "version": "1.0"},
        "no version": {"slug": "red-bag", "version": "9.9"},
    }
    things["feedback slug"] = {
        "what a member said of a resource": {"slug": "red-bag", "feedback": said(cast, red_bag).pk},
        "what a member said of a resource of the learning network": {
            "slug": "inside",
            "feedback": said(cast, inside, who=MEMBER["learning"]).pk,
        },
    }
    things.update(things_of_using(cast, red_bag, inside, now=now))
    things.update(things_of_assessing(cast, now=now))
    things.update(things_of_conversation(cast, things, now=now))
    things.update(things_of_planning(cast, now=now))
    things.update(things_of_deciding(cast, things, now=now))
    things.update(things_of_returns(things))
    things.update(things_of_sharing(cast, things))
    things["submission"] = {
        "a draft of a contributor": {"submission": begun_by(cast, "contributor").pk},
        "what a contributor sent in": {"submission": sent_by(cast, "contributor").pk},
        "what was sent in for the learning network": {
            "submission": sent_by(cast, "learning network's member", network="learning").pk
        },
    }
    things["file submission"] = {
        "a file of what a contributor sent in": _sent_with_file(cast, "contributor", now),
        "a file of what was sent in for the learning network": _sent_with_file(
            cast, "learning network's member", now, network="learning"
        ),
        "no file of what was sent in": things["submission"]["what a contributor sent in"] | {"file": 0},
    }
    things["search"] = {
        f"a saved search of {words}": {"search": saved_by(cast, who, now=now).pk}
        for who, words in {"member": "a member", "learning network's member": "the learning network's member"}.items()
    }
    things["attachment slug"] = {
        "a file of a resource": _file(cast.reader("national support"), "red-bag", now),
        "a file of a resource of the learning network": _file(cast.reader(LEAD["learning"]), "inside", now),
        "no file": {"slug": "red-bag", "attachment": 0},
    }
    return things


def _file(by: Reader, slug: str, now: datetime) -> dict[str, Any]:
    resource = Resource.objects.get(slug=slug)
    return {"slug": slug, "attachment": attach(by=by, resource=resource, name="a.txt", content=b"words", now=now).pk}


def _sent_with_file(cast: Cast, who: str, now: datetime, *, network: str = "") -> dict[str, Any]:
    one = written_by(cast, who, network=network)
    file = attach_to(by=cast.reader(who), submission=one, name="a.txt", content=b"words", now=now)
    one.refresh_from_db()
    return {"submission": sent(cast, one, who).pk, "file": file.pk}


ORGANISATIONS = {"ZZ1": "a trust", "ZZA": "its board", "ZZ9": "its region", "ZZC": "a board elsewhere"}


def _role(cast: Cast, who: str) -> dict[str, int]:
    return {"person": cast[who].pk, "role": Role.objects.get(person=cast[who], organisation__gt="").pk}


def _add_what_is_written(things: Things, cast: Cast, *, now: datetime) -> None:
    """A conversation, an event and a link in each network, by a member and by the lead."""
    for key, words in WORDS.items():
        for how, writers in WRITERS.items():
            who, network = writers[key], cast.networks[key]
            post = begun(cast, key, who=who, now=now)
            details = EventDetails(
                "A meeting", "", now + timedelta(days=9), now + timedelta(days=9, hours=1), "Here", ""
            )
            event = make_event(by=cast.reader(who), network=network, details=details, shared_beyond=False, now=now)
            link = add_link(
                by=cast.reader(who), network=network, title="A guide", address=f"https://example.org/{how[3:6]}",
                note="", shared_beyond=False, now=now,
            )  # fmt: skip
            of = f"{words}, {how}"
            things.setdefault("network thread", {})[of] = {"network": key, "thread": post.thread_id}
            things.setdefault("network post thread", {})[of] = {
                "network": key, "thread": post.thread_id, "post": post.pk
            }  # fmt: skip
            things.setdefault("event network", {})[of] = {"network": key, "event": event.pk}
            things.setdefault("link network", {})[of] = {"network": key, "link": link.pk}


def _add_rounds(things: Things, cast: Cast) -> None:
    """A round in which the boards ZZA and ZZC are asked, with a nominee of each."""
    found = make_round(cast, rule=ONE_LEFT, opens_at=LONG_AGO)
    things["round"] = {"a round": {"round": found.key}}
    things["form round"] = {"a round": {"round": found.key, "form": "csv"}}
    for system in ("ZZA", "ZZC"):
        one = the_return(found, system)
        nominee = nominate(cast.reader("national support"), one, f"Nominee of {system}")[0]
        of, parts = f"the return of {system}", {"round": found.key, "system": system}
        things.setdefault("round system", {})[of] = parts
        things.setdefault("form round system", {})[of] = parts | {"form": "csv"}
        things.setdefault("nominee round system", {})[of] = parts | {"nominee": nominee.pk}


LONG_AGO = datetime.fromisoformat("2026-06-01T00:00:00+00:00")
