"""“Was this useful?”: one answer of each reader, counted from three on, and reasons without names."""

from typing import Any

import pytest
from django.test import Client
from support.cast import Cast
from support.library import published
from support.people import reader
from support.site import words
from support.using import found_by

from everyweek.web.learn.library.models import Author
from everyweek.web.learn.using.models import Opinion
from everyweek.web.people.models import AuditEntry

pytestmark = pytest.mark.django_db
ADDRESS = "/library/red-bag/useful/answer/"
THREE = ("member", "champion", "contributor")


def answered(browser: Client, **typed: str) -> Any:
    once = browser.get(ADDRESS).content.decode().partition('name="once" value="')[2].partition('"')[0]
    return browser.post(ADDRESS, {"once": once, **typed})


def test_a_yes_on_the_page_of_the_resource_counts_at_once(cast: Cast) -> None:
    published()
    browser = reader(cast["member"])
    page = browser.get("/library/red-bag/").content.decode()
    once = page.partition('name="once" value="')[2].partition('"')[0]

    answer = browser.post(ADDRESS, {"once": once, "answer": "yes"})

    assert answer["Location"] == "/library/red-bag/#useful"
    assert Opinion.objects.get().is_useful
    assert "You said yes. Thank you." in words(browser.get("/library/red-bag/").content)


def test_a_no_is_asked_for_its_reason(cast: Cast) -> None:
    published()
    browser = reader(cast["member"])

    without = answered(browser, answer="no")
    given = answered(browser, answer="no", reason="It has no drawing.")

    assert "Say in a few words what was missing or wrong" in words(without.content)
    assert given.status_code == 302
    assert (Opinion.objects.get().is_useful, Opinion.objects.get().reason) == (False, "It has no drawing.")


def test_an_answer_can_be_changed_and_counts_once(cast: Cast) -> None:
    published()
    browser = reader(cast["member"])
    answered(browser, answer="no", reason="It has no drawing.")

    shown = browser.get(ADDRESS).content.decode()
    answered(browser, answer="yes", reason="It has one now.")

    assert "It has no drawing." in shown
    assert [(one.is_useful, one.reason) for one in Opinion.objects.all()] == [(True, "It has one now.")]


def test_how_many_found_it_useful_is_said_from_three_answers_on(cast: Cast) -> None:
    resource = published()

    said = []
    for who in THREE:
        found_by(cast, resource, who, is_useful=who != "champion")
        said.append("found it useful" in words(reader().get("/library/red-bag/").content))

    assert said == [False, False, True]
    assert "2 of 3 readers found it useful." in words(reader().get("/library/red-bag/").content)


def test_reasons_are_read_without_names_by_those_who_review_and_its_authors(cast: Cast) -> None:
    resource = published(authors=("The contributor",))
    Author.objects.update(person=cast["contributor"])
    found_by(cast, resource, "member", reason="Short enough for a break.")
    found_by(cast, resource, "champion", is_useful=False, reason="<script>alert(1)</script>")

    for who in ("national support", "reviewer", "contributor"):
        page = reader(cast[who]).get("/library/red-bag/useful/").content.decode()
        assert "Short enough for a break." in page
        assert "&lt;script&gt;alert(1)" in page
        assert "The member" not in page
        assert 'href="/library/red-bag/useful/"' in reader(cast[who]).get("/library/red-bag/").content.decode()
    refused = reader(cast["member"]).get("/library/red-bag/useful/")
    assert refused.status_code == 403
    assert "Only its authors, and those who review, read what others found useful" in words(refused.content)
    assert reader().get("/library/red-bag/useful/")["Location"].startswith("/sign-in/")


def test_inside_a_network_its_leads_read_the_reasons(cast: Cast) -> None:
    inside = published("inside", network=cast.networks["learning"])
    found_by(cast, inside, "learning network's member", is_useful=False, reason="Too long.")

    lead = reader(cast["learning network's lead"]).get("/library/inside/useful/")

    assert "Too long." in words(lead.content)
    assert reader(cast["learning network's member"]).get("/library/inside/useful/").status_code == 403
    for who in ("national support", "member", "reviewer"):
        assert reader(cast[who]).get("/library/inside/useful/").status_code == 404


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({}, "Choose yes or no."),
        ({"answer": "perhaps"}, "Choose yes or no."),
        ({"answer": "no", "reason": "a" * 10_000}, "This has 10,000 characters; at most 2,000 can be kept."),
        ({"answer": "no", "reason": "943 476 5919"}, "“943 476 5919” is an NHS number"),
    ],
)
def test_what_cannot_be_kept_has_its_sentence(cast: Cast, typed: dict[str, str], sentence: str) -> None:
    published()

    answer = answered(reader(cast["member"]), **typed)

    assert sentence in words(answer.content)
    assert not Opinion.objects.exists()


def test_the_chain_tells_that_somebody_answered_and_not_what(cast: Cast) -> None:
    found_by(cast, published(), is_useful=False, reason="It has no drawing.")

    entry = AuditEntry.objects.get(action="resource.opinion-given")

    assert (entry.object_kind, entry.object_key) == ("resource", "red-bag")
    assert "drawing" not in entry.details
    assert "false" not in entry.details.lower()
