"""The inbox: what somebody was told, as far as they may read it now."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from support.cast import Cast
from support.people import person, reader
from support.site import words

from everyweek.web.people.models import Network, Notification, Person, Role
from everyweek.web.people.notifications.actions import notify
from everyweek.web.people.notifications.kinds import KINDS
from everyweek.web.people.notifications.queries import inbox_lines
from everyweek.web.people.notifications.visible import may_read, unread_count
from everyweek.web.people.permissions import can
from everyweek.web.people.roles.actions import end_role, give_role

NOW = datetime(2026, 6, 3, 9, 30, tzinfo=UTC)

pytestmark = pytest.mark.django_db


@pytest.fixture
def ann(db: None) -> Person:
    return person("Ann Other")


def tell(
    *people: Person,
    kind: str = "review",
    key: str = "a",
    title: str = "The roles are due",
    text: str = "",
    address: str = "/account/",
    network: Network | None = None,
    now: datetime = NOW,
) -> None:
    notify(
        [one.pk for one in people],
        kind=kind,
        key=key,
        title=title,
        text=text,
        address=address,
        network=network,
        now=now,
    )


def leave(someone: Person, network: Network) -> None:
    for role in Role.objects.filter(person=someone, network=network, until=None):
        end_role(by=None, by_words="the tests", role=role, now=NOW)
    Notification.objects.filter(person=someone, kind="role").delete()


def titles(someone: Person) -> list[str]:
    from everyweek.web.people.reader import reader_of

    return [line.title for line in inbox_lines(reader_of(someone.pk), only_unread=False)]


def only_line(someone: Person) -> Notification:
    return Notification.objects.get(person=someone)


def test_somebody_who_has_not_signed_in_is_led_to_sign_in() -> None:
    response = reader().get("/inbox/")

    assert response.status_code == 302
    assert response["Location"] == "/sign-in/?next=/inbox/"


def test_an_empty_inbox_says_so_in_warm_words(ann: Person) -> None:
    page = reader(ann).get("/inbox/")

    assert page.status_code == 200
    assert "Nothing yet. When somebody answers you" in words(page.content)


def test_a_line_says_what_happened_when_and_leads_there(ann: Person) -> None:
    tell(ann, text="Three roles.", address="/organisation/ZZ1/review/")
    line = only_line(ann)

    page = words(reader(ann).get("/inbox/").content)
    opened = reader(ann).get(f"/inbox/{line.pk}/")

    assert "Not read: The roles are due Three roles." in page
    assert "Three roles. 3 June 2026 at 10:30" in page
    assert (opened.status_code, opened["Location"]) == (302, "/organisation/ZZ1/review/")
    line.refresh_from_db()
    assert line.read_at is not None


@pytest.mark.parametrize(
    ("title", "text", "shown"),
    [
        ("Ann wrote in “Beds”", "", "Ann wrote in “Beds” Community of frailty. 3 June 2026 at 10:30"),
        ("Ann wrote in “Beds”", "Community of frailty", "“Beds” Community of frailty 3 June 2026 at 10:30"),
        ("Community of frailty has no lead any more", "", "has no lead any more 3 June 2026 at 10:30"),
    ],
    ids=["said by neither", "said by the text", "said by the title"],
)
def test_a_line_names_its_network_once(cast: Cast, title: str, text: str, shown: str) -> None:
    someone = cast["community's member"]
    Notification.objects.filter(person=someone).delete()
    tell(someone, kind="reply", title=title, text=text, network=cast.networks["community"])

    page = words(reader(someone).get("/inbox/").content)

    assert shown in page
    assert page.split("Mark as read")[0].count("Community of frailty") == 1


def test_the_newest_line_comes_first(ann: Person) -> None:
    tell(ann, key="a", title="First")
    tell(ann, key="b", title="Second", now=NOW + timedelta(minutes=1))

    assert titles(ann) == ["Second", "First"]


def test_the_same_thing_is_told_once(ann: Person) -> None:
    tell(ann)
    tell(ann)

    assert Notification.objects.filter(person=ann).count() == 1


def test_script_in_a_title_is_shown_and_not_run(ann: Person) -> None:
    tell(ann, title="<script>alert(1)</script>", text="<b>bold</b>")

    page = reader(ann).get("/inbox/").content.decode()

    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "<script>alert" not in page
    assert "<b>bold" not in page


def test_a_title_longer_than_a_line_is_cut_and_one_with_line_breaks_is_one_line(ann: Person) -> None:
    tell(ann, title="a\nb\x00" + "c" * 300, text="d" * 600)

    line = only_line(ann)

    assert line.title == f"a b {'c' * 196}"
    assert len(line.text) == 500


def test_one_line_is_marked_as_read_with_a_button(ann: Person) -> None:
    tell(ann, key="a")
    tell(ann, key="b", title="Another")
    first = Notification.objects.get(person=ann, key="a")

    response = reader(ann).post("/inbox/read/", {"line": first.pk, "show": "unread"})

    assert response["Location"] == "/inbox/?show=unread"
    assert list(Notification.objects.filter(read_at=None).values_list("key", flat=True)) == ["b"]


def test_everything_is_marked_as_read_but_what_came_after_the_page_was_opened(ann: Person) -> None:
    tell(ann, key="a")
    tell(ann, key="b")
    newest = Notification.objects.order_by("-pk")[0].pk
    page = reader(ann).get("/inbox/").content.decode()
    tell(ann, key="c", title="Just now")

    reader(ann).post("/inbox/read/", {"until": newest})

    assert f'name="until" value="{newest}"' in page
    assert list(Notification.objects.filter(read_at=None).values_list("key", flat=True)) == ["c"]


def test_only_what_is_not_read_can_be_shown(ann: Person) -> None:
    tell(ann, key="a", title="Read already")
    reader(ann).get(f"/inbox/{only_line(ann).pk}/")
    tell(ann, key="b", title="Not yet")

    everything = words(reader(ann).get("/inbox/").content)
    unread = words(reader(ann).get("/inbox/?show=unread").content)

    assert "Read already" in everything
    assert "Read already" not in unread
    assert "Not yet" in unread


def test_when_everything_is_read_the_page_of_what_is_not_says_so(ann: Person) -> None:
    tell(ann)
    reader(ann).get(f"/inbox/{only_line(ann).pk}/")

    assert "You are up to date" in words(reader(ann).get("/inbox/?show=unread").content)


def test_a_long_inbox_comes_in_pages_of_a_hundred(ann: Person) -> None:
    for number in range(101):
        tell(ann, key=str(number), title=f"Line {number:03d}", now=NOW + timedelta(minutes=number))

    first, second = (words(reader(ann).get(f"/inbox/?page={page}").content) for page in (1, 2))

    assert "Line 100" in first
    assert "Line 000" not in first
    assert "Line 000" in second
    assert words(reader(ann).get("/inbox/?page=rubbish").content).count("Line 100") >= 1


@pytest.mark.parametrize("sent", [{}, {"line": "x"}, {"line": "-1"}, {"until": "9" * 30}, {"line": "٣"}])
def test_a_button_of_no_page_of_ours_changes_nothing(ann: Person, sent: dict[str, str]) -> None:
    tell(ann)

    response = reader(ann).post("/inbox/read/", sent)

    assert response.status_code == 404
    assert "This is not in your inbox" in words(response.content)
    assert only_line(ann).read_at is None


def test_a_line_of_somebody_else_is_not_there(ann: Person) -> None:
    ben = person("Ben Other")
    tell(ben)
    line = only_line(ben)

    opened = reader(ann).get(f"/inbox/{line.pk}/")
    marked = reader(ann).post("/inbox/read/", {"line": line.pk})
    reader(ann).post("/inbox/read/", {"until": line.pk})

    assert (opened.status_code, marked.status_code) == (404, 404)
    line.refresh_from_db()
    assert line.read_at is None


@pytest.mark.parametrize(
    "address", ["https://evil.example/", "//evil.example/", "", "javascript:alert(1)", "/\\evil.example"]
)
def test_a_line_never_leads_to_another_site(ann: Person, address: str) -> None:
    tell(ann, address=address)

    assert reader(ann).get(f"/inbox/{only_line(ann).pk}/")["Location"] == "/inbox/"


def test_a_form_without_its_token_is_refused(ann: Person) -> None:
    tell(ann)

    response = reader(ann, checks_forms=True).post("/inbox/read/", {"line": only_line(ann).pk})

    assert response.status_code == 403
    assert only_line(ann).read_at is None


def test_who_left_a_learning_network_finds_no_line_of_it_any_more(cast: Cast) -> None:
    someone, network = cast["learning network's member"], cast.networks["learning"]
    Notification.objects.filter(person=someone).delete()
    tell(someone, kind="reply", title="A secret of the network", network=network)
    line = only_line(someone)
    before = titles(someone)

    leave(someone, network)

    assert before == ["A secret of the network"]
    assert titles(someone) == []
    page = reader(someone).get("/inbox/").content.decode()
    assert "secret" not in page
    assert "Inbox: " not in page
    assert reader(someone).get(f"/inbox/{line.pk}/").status_code == 404
    reader(someone).post("/inbox/read/", {"until": line.pk})
    line.refresh_from_db()
    assert line.read_at is None


def test_who_comes_back_finds_the_lines_again(cast: Cast) -> None:
    someone, network = cast["learning network's member"], cast.networks["learning"]
    Notification.objects.filter(person=someone).delete()
    tell(someone, kind="reply", title="A secret of the network", network=network)
    leave(someone, network)

    give_role(by=None, by_words="the tests", person=someone, kind="member", network=network, tells=False, now=NOW)

    assert titles(someone) == ["A secret of the network"]


def test_who_leads_no_more_is_not_told_who_asks_to_join(cast: Cast) -> None:
    lead, network = cast["learning network's lead"], cast.networks["learning"]
    Notification.objects.filter(person=lead).delete()
    tell(lead, kind="request", key="a", title="Ann asks to join", network=network)
    tell(lead, kind="reply", key="b", title="A reply", network=network)
    before = titles(lead)

    leave(lead, network)
    give_role(by=None, by_words="the tests", person=lead, kind="member", network=network, tells=False, now=NOW)

    assert sorted(before) == ["A reply", "Ann asks to join"]
    assert titles(lead) == ["A reply"]


def test_the_answer_to_ones_own_request_is_read_by_whoever_was_not_let_in(cast: Cast) -> None:
    someone = cast["member of another trust"]
    Notification.objects.filter(person=someone).delete()
    tell(someone, kind="answer", title="You were not let in", network=cast.networks["learning"])

    assert titles(someone) == ["You were not let in"]


def test_the_count_beside_the_name_is_that_of_the_inbox_for_everybody_and_every_kind(cast: Cast) -> None:
    Notification.objects.all().delete()
    for someone in cast.people.values():
        for kind in KINDS:
            for key, network in {**cast.networks, "": None}.items():
                tell(someone, kind=kind, key=f"{kind}-{key}", network=network)

    for who in cast.people:
        asked = cast.reader(who)
        slowly = [
            line
            for line in Notification.objects.filter(person_id=asked.identity).select_related("network")
            if line.network is None or can(asked, KINDS[line.kind].permission, line.network)
        ]
        assert unread_count(asked) == len(slowly) == inbox_lines(asked, only_unread=True).count(), who


def test_the_count_is_one_query_however_many_lines_there_are(cast: Cast) -> None:
    someone = cast["community's member"]
    for number in range(50):
        tell(someone, kind="reply", key=str(number), network=list(cast.networks.values())[number % 3])
    asked = cast.reader("community's member")

    with CaptureQueriesContext(
        connection,
    ) as queries:
        count = unread_count(asked)

    assert count == Notification.objects.filter(person=someone).count() - 33
    assert len(queries) == 1


def test_a_line_of_a_kind_that_there_is_no_more_is_left_out(ann: Person) -> None:
    tell(ann)
    Notification.objects.update(kind="of an earlier version")

    assert titles(ann) == []
    assert reader(ann).get("/inbox/").status_code == 200


def test_nobody_reads_the_line_of_a_person_who_has_not_signed_in(cast: Cast) -> None:
    assert not may_read(cast.reader("nobody"), "reply", None)
