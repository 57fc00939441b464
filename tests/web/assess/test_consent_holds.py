"""What is in a draft reaches nobody outside its place, on whatever page: every address is walked by everybody.

Unmistakable words stand in every text of a draft, and its scores are told by two drafts that differ in nothing else.
Whoever adds an address below /assess/ must say in PARTS what stands in it, or the walk fails.
"""

import io
import re
import zipfile
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.http import HttpResponse
from django.utils import timezone
from support.assessing import DURING, LEAD, an_assessment
from support.cast import Cast
from support.people import reader
from support.permission_walk import YES, Asked, by_the_gate, routes
from support.sharing_assessments import GOOD, POOR, agreed, fresh, positioned, shared, submitted, taken_back

from everyweek.web.assess.consent.queries import shared_by
from everyweek.web.assess.conversation.comments import write_comment
from everyweek.web.assess.conversation.evidence import add_link
from everyweek.web.assess.conversation.positions import PositionAsked
from everyweek.web.assess.conversation.saving import save_answer
from everyweek.web.assess.rounds.models import Assessment
from everyweek.web.people.models import Notification, OutgoingMail
from everyweek.web.people.permissions import can

pytestmark = pytest.mark.django_db

OUTSIDE = (
    "nobody",
    "signed in, without a role",
    "champion",
    "administrator of a board",
    "administrator of another board",
    "administrator of a region",
    "member of another trust",
    "national support",
)
"""Everybody of the cast who does not take part for Fenwick: by what they oversee they may know how far it is."""
MOST_LIKELY = ("champion", "administrator of a region", "national support", "member of another trust")
"""One of each kind among them, where all would take long."""
OF_A_PARTY = ("quagga", "numbat", "okapi", "axolotl")
"""Words of one party alone: its answer, its evidence, a comment. Nobody outside ever reads them."""
AGREED = ("pangolin", "tapir", "kakapo")
"""Words beside what is agreed: they go where it goes."""
ALSO = ("home", "inbox", "search", "administration-audit", "administration-audit-file", "administration", "plans")
"""Pages that are not of assessments, and that tell what happened."""


@pytest.fixture
def draft(cast: Cast) -> Assessment:
    """Fenwick's draft, with a word in every text of it."""
    one = an_assessment(cast, deadline_at=timezone.now() + timedelta(days=10))
    by, where = cast.reader(LEAD), {"assessment": one, "theme": "kettle", "question": "boils"}
    save_answer(
        by=by, **where, party="acute", value="yes", wanted="", text="The quagga boils.", base=0, key="a-key-of-mine",
        now=DURING,
    )  # fmt: skip
    write_comment(by=by, **where, text="The numbat disagrees.", now=DURING)
    address = "https://example.org/axolotl"
    add_link(by=by, **where, party="acute", address=address, title="The okapi’s log", now=DURING)
    agreed(cast, one, POOR, note="The pangolin agreed.")
    level = PositionAsked(level="Early", agreed_with="Sam Tapir", agreed_on=DURING.date(), note="The kakapo waits.")
    positioned(cast, one, "saucer", level)
    return fresh(one)


def parts_of(one: Assessment) -> dict[str, tuple[Any, ...]]:
    """What stands in addresses below /assess/, by the name of the part: each value is walked."""
    return {
        "assessment_round": (one.round.key,),
        "place": (one.place.key,),
        "theme": ("kettle",),
        "question": ("boils",),
        "party": ("acute",),
        "audience": ("system", "peers"),
        "board": ("ZZA",),
        "code": ("ZZA",),
        "form": ("csv", "xlsx"),
        "comment": (one.comments.get().pk if one.comments.exists() else 1,),
        "evidence": (one.evidence.get().pk if one.evidence.exists() else 1,),
        "member": (one.place.members.filter(leads=True).get().pk,),
        "framework": (one.round.framework.pk,),
        "version": (one.round.framework.version,),
        "draft": (0,),
    }


def addresses(one: Assessment, *, also: tuple[str, ...] = ()) -> list[Asked]:
    """Every address of assessments with what it can name of this one, and those of other pages."""
    parts, found = parts_of(one), []
    for name, route in routes().items():
        needed = sorted(set(re.findall(r"<(\w+)>", route)))
        if route.startswith("/assess/"):
            assert set(needed) <= set(parts), f"{name}: say in parts_of what stands in {route}"
            found += [Asked(name, "", dict(zip(needed, values, strict=True))) for values in _all(needed, parts)]
        elif name in also:
            found.append(Asked(name, "", {}))
    return found


def _all(needed: list[str], parts: dict[str, tuple[Any, ...]]) -> Iterator[tuple[Any, ...]]:
    if not needed:
        yield ()
        return
    for value in parts[needed[0]]:
        for rest in _all(needed[1:], parts):
            yield (value, *rest)


def text_of(answer: HttpResponse) -> str:
    """Everything that an answer says; of a workbook, what is in its parts."""
    content = b"".join(answer) if answer.streaming else answer.content
    if content[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(content)) as book:
            content = b" ".join(book.read(name) for name in book.namelist())
    return content.decode(errors="replace") + answer.get("Location", "") + answer.get("Content-Disposition", "")


def pages(cast: Cast, who: str, one: Assessment, *, also: tuple[str, ...] = ()) -> dict[str, str]:
    """By its address, every page that the gate lets somebody have; what it refuses never reaches a view."""
    browser, reads = (reader() if who == "nobody" else reader(cast[who])), cast.reader(who)
    allowed = [asked for asked in addresses(one, also=also) if by_the_gate(asked, reads) == YES]
    return {asked.address: text_of(browser.get(asked.address)) for asked in allowed}


def found_by(cast: Cast, who: str, one: Assessment, words: tuple[str, ...], **more: Any) -> set[tuple[str, str, str]]:
    """Who finds which of these words at which address."""
    texts = pages(cast, who, one, **more)
    return {(who, address, word) for address, text in texts.items() for word in words if word in text.lower()}


def test_the_words_are_there_for_whoever_takes_part(cast: Cast, draft: Assessment) -> None:
    found = {word for _, _, word in found_by(cast, LEAD, draft, OF_A_PARTY + AGREED)}

    assert found == {*OF_A_PARTY, *AGREED}


def test_no_word_of_a_draft_reaches_anybody_outside_its_place(cast: Cast, draft: Assessment) -> None:
    found = {hit for who in OUTSIDE for hit in found_by(cast, who, draft, OF_A_PARTY + AGREED, also=ALSO)}

    assert found == set()


def test_nothing_that_is_told_or_mailed_to_somebody_outside_holds_a_word_of_a_draft(
    cast: Cast, draft: Assessment
) -> None:
    submitted(cast, draft)
    told = Notification.objects.filter(person__in=[cast[who] for who in OUTSIDE if who != "nobody"])

    texts = [f"{line.title} {line.text} {line.address}" for line in told]
    texts += [f"{mail.subject} {mail.text} {mail.html}" for mail in OutgoingMail.objects.exclude(to=cast[LEAD].email)]

    assert told.exists()
    assert [text for text in texts for word in OF_A_PARTY + AGREED if word in text.lower()] == []


def test_two_drafts_that_differ_in_their_answers_alone_look_the_same_to_everybody_outside(cast: Cast) -> None:
    one = agreed(cast, an_assessment(cast, deadline_at=timezone.now() + timedelta(days=10)), POOR, level="Early")
    poor = {who: lasting_pages(cast, who, one) for who in MOST_LIKELY}
    agreed(cast, one, GOOD)
    saucer = PositionAsked(level="Mature", agreed_with="Sam Lead", agreed_on=DURING.date())
    positioned(cast, one, "saucer", saucer)

    good = {who: lasting_pages(cast, who, one) for who in MOST_LIKELY}

    differ = {
        (who, address) for who in MOST_LIKELY for address, text in good[who].items() if text != poor[who][address]
    }
    assert differ == set()


def lasting_pages(cast: Cast, who: str, one: Assessment) -> dict[str, str]:
    """Every page as somebody gets it, without what is another each time: tokens, and the time of now."""
    return {address: _lasting(text) for address, text in pages(cast, who, one).items()}


def _lasting(text: str) -> str:
    text = re.sub(r'name="(once|csrfmiddlewaretoken)" value="[^"]*"', "", text)
    return re.sub(r"\d\d:\d\d(:\d\d)?", "", text)


def test_a_party_s_own_words_stay_at_home_when_the_assessment_is_submitted_to_everybody(
    cast: Cast, draft: Assessment
) -> None:
    submitted(cast, draft, to_peers=True)

    found = {hit for who in MOST_LIKELY for hit in found_by(cast, who, draft, OF_A_PARTY)}

    assert found == set()


def test_what_is_shared_with_the_board_is_for_people_of_the_board_alone(cast: Cast, draft: Assessment) -> None:
    shared(cast, draft, "system")
    outside_the_board = [who for who in MOST_LIKELY if who != "champion"]

    assert {hit for who in outside_the_board for hit in found_by(cast, who, draft, AGREED)} == set()
    assert "tapir" in {word for _, _, word in found_by(cast, "champion", draft, AGREED)}


def test_what_was_taken_back_is_gone_from_every_page(cast: Cast, draft: Assessment) -> None:
    submitted(cast, draft, to_peers=True)
    for audience in ("system", "region", "peers"):
        taken_back(cast, draft, audience)

    found = {hit for who in MOST_LIKELY for hit in found_by(cast, who, draft, (*OF_A_PARTY, *AGREED), also=ALSO)}

    assert found == set()


def test_the_gate_and_the_results_agree_on_who_was_given_what(cast: Cast, draft: Assessment) -> None:
    told = {}
    for state, give in {
        "nothing": (),
        "the board": ("system",),
        "the region": ("system", "region"),
        "places": ("system", "region", "peers"),
    }.items():
        for audience in give[-1:]:
            shared(cast, draft, audience)
        for who in OUTSIDE:
            reads, one = cast.reader(who), fresh(draft)
            told[state, who] = (can(reads, "results.of-place", one), shared_by(reads, one) is not None)

    assert {key: both for key, both in told.items() if both[0] != both[1]} == {}
    assert [who for who in OUTSIDE if told["the board", who][0]] == ["champion", "administrator of a board"]
    assert [who for who in OUTSIDE if told["places", who][0]] == [
        "champion", "administrator of a board", "administrator of a region", "national support",
    ]  # fmt: skip
