"""A form counts once, and whole or not at all."""

import re

import pytest
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.test import RequestFactory
from django.utils import timezone
from support.cast import Cast

from everyweek.web.people.models import Network, Person, Submission
from everyweek.web.people.once.once import once, once_input

pytestmark = pytest.mark.django_db


@once
def begin_network(request: HttpRequest) -> HttpResponse:
    """A view that writes, and then leads elsewhere or answers with a page that says what is wrong."""
    now, key = timezone.now(), request.POST["key"]
    Network.objects.create(key=key, name="A network", kind="cohort", created_at=now, updated_at=now)
    return redirect(f"/networks/{key}/") if request.POST.get("is_right") else HttpResponse("something is missing")


def asked(person: Person, **fields: str) -> HttpRequest:
    request = RequestFactory().post("/", fields)
    request.user = person
    return request


def token_for(person: Person) -> str:
    found = re.search(r'value="([^"]+)"', once_input(asked(person)))
    assert found
    return found[1]


def test_a_form_sent_twice_does_one_thing_and_leads_to_the_same_place(cast: Cast) -> None:
    token, before = token_for(cast["member"]), Network.objects.count()

    first = begin_network(asked(cast["member"], once=token, key="new", is_right="1"))
    second = begin_network(asked(cast["member"], once=token, key="new-2", is_right="1"))

    assert (first.status_code, first["Location"]) == (302, "/networks/new/")
    assert (second.status_code, second["Location"]) == (302, "/networks/new/")
    assert Network.objects.count() == before + 1


def test_what_a_page_with_errors_wrote_is_undone_and_the_form_can_be_sent_again(cast: Cast) -> None:
    token = token_for(cast["member"])

    page = begin_network(asked(cast["member"], once=token, key="new"))
    kept_after_error = Network.objects.filter(key="new").exists()
    again = begin_network(asked(cast["member"], once=token, key="new", is_right="1"))

    assert (page.status_code, kept_after_error) == (200, False)
    assert again.status_code == 302
    assert Submission.objects.count() == 1


@pytest.mark.parametrize("token", ["", "made up", "a:b:c", "\0", "x" * 5000])
def test_a_form_that_is_not_ours_is_refused_with_a_sentence(cast: Cast, token: str) -> None:
    answer = begin_network(asked(cast["member"], once=token, key="new", is_right="1"))

    assert answer.status_code == 403
    assert "did not come from a page that was opened by you" in answer.content.decode()
    assert not Network.objects.filter(key="new").exists()


def test_somebody_elses_form_is_refused(cast: Cast) -> None:
    answer = begin_network(asked(cast["contributor"], once=token_for(cast["member"]), key="new", is_right="1"))

    assert answer.status_code == 403
    assert not Network.objects.filter(key="new").exists()


def test_a_failure_of_ours_is_not_taken_for_a_second_sending(cast: Cast) -> None:
    token = token_for(cast["member"])

    with pytest.raises(Exception, match=r"(?i)unique"), transaction.atomic():
        begin_network(asked(cast["member"], once=token, key="learning", is_right="1"))

    assert Submission.objects.count() == 0
