"""The search box."""

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from support.site import words


def test_part_of_a_name_lists_the_organisations_that_have_it(client: Client) -> None:
    page = words(client.get("/search", {"q": "applebridge"}).content)

    assert "1 organisation for “applebridge”" in page
    assert "Applebridge Invented Hospitals NHS Trust" in page
    assert "Figures from April 2022 to March 2025" in page


def test_a_code_leads_straight_to_the_organisation(client: Client) -> None:
    answer = client.get("/search", {"q": " zz1 "})

    assert answer.status_code == 302
    assert answer["Location"] == "/organisation/ZZ1/"


def test_a_former_name_finds_the_organisation(client: Client) -> None:
    assert "Coldharbour and Dunmarsh" in words(client.get("/search", {"q": "Coldharbour Invented Hospital"}).content)


def test_no_result_says_what_to_try(client: Client) -> None:
    page = words(client.get("/search", {"q": "xyzzy"}).content)

    assert "No organisation has a name or code like “xyzzy”" in page
    assert "Try a town" in page


def test_the_question_stays_in_the_box_and_is_escaped(client: Client) -> None:
    html = client.get("/search", {"q": '"><script>alert(1)</script>'}).content.decode()

    assert "<script>alert" not in html
    assert "&lt;script&gt;" in html


@pytest.mark.parametrize("query", ["%00", "%ff%fe", "%", "%F0%9F%91%A9", "'%22", "a" * 5000, "%0d%0aSet-Cookie:x"])
def test_bytes_that_nobody_would_type_do_not_break_it(client: Client, query: str) -> None:
    assert client.get(f"/search?q={query}").status_code == 200


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=200))
def test_no_question_of_any_letters_fails(client: Client, query: str) -> None:
    assert client.get("/search", {"q": query.encode("utf-8", "replace").decode()}).status_code in (200, 302)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=60))
def test_no_query_string_of_any_bytes_fails(client: Client, raw: bytes) -> None:
    query = "q=" + "".join(f"%{byte:02x}" for byte in raw)

    assert client.get(f"/search?{query}").status_code in (200, 302)
