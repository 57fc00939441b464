"""Nominees answer by the link in their mail: with an account, without one, twice, too late, as somebody else."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from support.cast import AT, Cast
from support.champions import DURING, EXECUTIVE, link_of, make_round, nominate, send, sent_in, the_return
from support.people import PASSWORD, person, read_from, reader
from support.site import words

from everyweek.web.people.champions import nominating, running
from everyweek.web.people.champions.answering import SignInFirst, confirm, decline
from everyweek.web.people.champions.errors import CannotBeAnswered
from everyweek.web.people.champions.joining import network_for
from everyweek.web.people.champions.models import Nominee, Return
from everyweek.web.people.champions.queries import return_details
from everyweek.web.people.models import AuditEntry, Network, Notification, Person, Role
from everyweek.web.people.reader import NOBODY, reader_of
from everyweek.web.people.roles.actions import give_role

CHOSEN = {"password1": "harbour candle seventeen", "password2": "harbour candle seventeen", "confirm": "1"}
ADDRESS = "ann.other@example.nhs.uk"


@pytest.fixture
def one(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> Return:
    monkeypatch.setattr("django.utils.timezone.now", lambda: DURING)
    return the_return(make_round(cast))


@pytest.fixture
def nominee(one: Return, cast: Cast) -> Nominee:
    """Ann Other, who was asked."""
    return sent_in(cast.reader("executive contact"), one, "Ann Other")[0]


@pytest.fixture
def link(nominee: Nominee) -> str:
    return f"/champions/answer/{link_of(nominee)}/"


def network(key: str, kind: str, group_key: str, **more: Any) -> Network:
    return Network.objects.create(
        key=key, name=key.capitalize(), kind=kind, group_key=group_key, created_at=AT, updated_at=AT, **more
    )


def champion_roles(who: Person) -> list[tuple[str, str]]:
    held = Role.objects.filter(person=who, kind="champion", until=None)
    return sorted((role.organisation, role.network.key if role.network else "") for role in held)


def told(cast: Cast, who: str = "executive contact") -> list[tuple[str, str]]:
    return list(Notification.objects.filter(person=cast[who], kind="nominee").values_list("title", "text"))


def test_the_page_says_who_asks_for_what_without_signing_in(link: str) -> None:
    page = reader().get(link)

    text = words(page.content)
    assert "Ann Other, will you be a champion of Invented Harbour and Vale ICB?" in text
    assert "Ann Other, Ward sister, Applebridge Invented Hospitals NHS Trust" in text
    assert "Who asks Eve Executive, Chief operating officer" in text
    assert page["Cache-Control"].startswith("max-age=0, no-cache, no-store")
    assert page["Referrer-Policy"] == "same-origin"


def test_confirming_without_an_account_makes_one_with_the_password_that_was_chosen(link: str, nominee: Nominee) -> None:
    client = reader()

    answer = client.post(link, CHOSEN)

    ann = Person.objects.get(email=ADDRESS)
    assert answer["Location"] == link
    assert (ann.name, ann.job_title, ann.check_password(PASSWORD)) == ("Ann Other", "Ward sister", True)
    assert champion_roles(ann) == [("ZZA", "")]
    page = words(client.get(link).content)
    assert "You are a champion of Invented Harbour and Vale ICB" in page
    assert "Ann Other" in page  # signed in at once


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ({"password1": "", "password2": ""}, "Choose a password"),
        ({"password1": "short", "password2": "short"}, "This password is too short."),
        ({"password2": "harbour candle eighteen"}, "The two passwords are not the same. Type both again"),
    ],
)
def test_a_password_that_will_not_do_is_told_and_nothing_is_made(link: str, form: dict[str, str], said: str) -> None:
    page = reader().post(link, {**CHOSEN, **form})

    assert said in words(page.content)
    assert not Person.objects.filter(email=ADDRESS).exists()
    assert Nominee.objects.get().state == "asked"


def test_somebody_with_an_account_signs_in_to_confirm(link: str) -> None:
    ann = person("Ann Other", email=ADDRESS)

    asked = words(reader().get(link).content)
    forced = reader().post(link, CHOSEN)
    reader(ann).post(link, {"confirm": "1"})

    assert "There is an account with the address that this was sent to. Sign in with it to confirm." in asked
    assert forced["Location"] == f"/sign-in/?next={link}"
    assert champion_roles(ann) == [("ZZA", "")]


def test_an_account_is_not_taken_over_by_whoever_holds_the_link(link: str, nominee: Nominee) -> None:
    ann = person("Ann Other", email=ADDRESS, password="another phrase entirely")

    reader().post(link, CHOSEN)
    with pytest.raises(SignInFirst):
        confirm(token=link_of(nominee), by=NOBODY, password="harbour candle seventeen", now=DURING)

    ann.refresh_from_db()
    assert ann.check_password("another phrase entirely")
    assert champion_roles(ann) == []


@pytest.mark.parametrize("answer", ["confirm", "decline"])
def test_somebody_signed_in_with_another_address_answers_nothing(link: str, cast: Cast, answer: str) -> None:
    client = reader(cast["member"])

    pages = [client.get(link), client.post(link, {answer: "1"})]

    for page in pages:
        assert page.status_code == 403
        text = words(page.content)
        assert "You are signed in as member@example.nhs.uk, and this nomination was sent to another address" in text
        assert ADDRESS not in text
        assert "Ann Other" not in text
    assert Nominee.objects.get().state == "asked"


def test_declining_needs_no_account_frees_the_place_and_the_system_is_told(link: str, one: Return, cast: Cast) -> None:
    answer = reader().post(link, {"decline": "1"})

    assert answer["Location"] == link
    assert "You declined this nomination on 6 July 2026 at 10:30." in words(reader().get(link).content)
    assert told(cast) == [
        ("Ann Other has declined the nomination", "The place is free again: you may nominate somebody else.")
    ]
    details = return_details(one, now=DURING)
    assert (details.taken, details.state.title) == (0, "Sent in, now incomplete")
    entry = AuditEntry.objects.get(action="nomination.declined")
    assert (entry.by, entry.by_words) == (None, "the link in the mail")


def test_a_link_that_was_used_says_what_was_answered(link: str, nominee: Nominee) -> None:
    client = reader()
    client.post(link, {"decline": "1"})

    again = client.post(link, {"decline": "1"})
    otherwise = client.post(link, CHOSEN)

    assert again.status_code == 302
    assert otherwise.status_code == 410
    assert "You declined this nomination on 6 July 2026" in words(otherwise.content)
    assert not Person.objects.filter(email=ADDRESS).exists()


def test_confirming_twice_makes_one_champion(nominee: Nominee) -> None:
    ann = person("Ann Other", email=ADDRESS)

    for _ in range(2):
        confirm(token=link_of(nominee), by=reader_of(ann.pk), now=DURING)

    assert champion_roles(ann) == [("ZZA", "")]
    assert AuditEntry.objects.filter(action="nomination.confirmed").count() == 1


def test_who_confirmed_does_not_decline_by_the_old_link(link: str, nominee: Nominee) -> None:
    ann = person("Ann Other", email=ADDRESS)
    client = reader(ann)
    client.post(link, {"confirm": "1"})

    page = client.post(link, {"decline": "1"})

    assert "ask Eve Executive to withdraw it" in words(page.content)
    assert Nominee.objects.get().state == "confirmed"


def test_a_withdrawn_nomination_is_not_answered(link: str, nominee: Nominee, one: Return, cast: Cast) -> None:
    version = Return.objects.get(pk=one.pk).version
    nominating.remove_nominee(
        by=cast.reader("executive contact"), of=one, seen_version=version, number=nominee.pk, now=DURING
    )

    answers = [reader().post(link, CHOSEN), reader().post(link, {"decline": "1"}), reader().get(link)]

    for answer in answers:
        assert answer.status_code == 410
        assert "Invented Harbour and Vale ICB has withdrawn this nomination." in words(answer.content)
    assert not Person.objects.filter(email=ADDRESS).exists()


def test_after_the_round_is_closed_nothing_is_answered(link: str, one: Return, cast: Cast) -> None:
    running.close_round(by=cast.reader("national support"), of=one.round, seen_version=1, now=DURING)

    answers = [reader().get(link), reader().post(link, CHOSEN), reader().post(link, {"decline": "1"})]

    for answer in answers:
        assert answer.status_code == 410
        assert "The round “Recovery champions” has been closed" in words(answer.content)
        assert "write to Eve Executive" in words(answer.content)
    assert Nominee.objects.get().state == "asked"


def test_after_the_deadline_a_nominee_can_still_answer(nominee: Nominee) -> None:
    decline(token=link_of(nominee), by=NOBODY, now=DURING + timedelta(days=30))

    assert Nominee.objects.get().state == "declined"


@pytest.mark.parametrize("token", ["x", "A" * 43, "-" * 100])
def test_a_link_that_leads_nowhere_says_so(nominee: Nominee, token: str) -> None:
    for answer in (reader().get(f"/champions/answer/{token}/"), reader().post(f"/champions/answer/{token}/", CHOSEN)):
        assert answer.status_code == 404
        assert "This link leads to no nomination" in words(answer.content)
    with pytest.raises(CannotBeAnswered):
        decline(token=token, by=NOBODY, now=DURING)


def test_a_draft_has_no_link(one: Return, cast: Cast) -> None:
    nominate(cast.reader("executive contact"), one, "Ann Other")

    assert reader().get("/champions/answer/x/").status_code == 404


def test_an_account_that_was_closed_does_not_come_back_by_a_nomination(nominee: Nominee) -> None:
    Person.objects.filter(pk=person("Ann Other", email=ADDRESS).pk).update(is_active=False)

    with pytest.raises(CannotBeAnswered, match="has been closed"):
        confirm(token=link_of(nominee), by=NOBODY, password=PASSWORD, now=DURING)


def test_a_form_that_another_site_made_answers_nothing(link: str) -> None:
    assert reader(checks_forms=True).post(link, {"decline": "1"}).status_code == 403
    assert Nominee.objects.get().state == "asked"


# The network


def test_a_champion_joins_the_learning_network_of_the_systems_footprint(link: str, nominee: Nominee) -> None:
    network("uec", "learning_network", "lin-fenwick-uec")
    network("elective", "learning_network", "lin-fenwick-elective")
    network("fenwick", "region", "region-zz9")
    client = reader()

    client.post(link, CHOSEN)

    assert champion_roles(Person.objects.get(email=ADDRESS)) == [("", "uec"), ("ZZA", "")]
    page = client.get(link)
    assert "You have joined Uec ." in words(page.content)
    assert 'href="/networks/uec/"' in page.content.decode()


def test_where_there_are_two_learning_networks_or_none_the_regions_network_is_joined(cast: Cast) -> None:
    network("fenwick", "region", "region-zz9")
    none = network_for("ZZA", on=DURING.date())
    network("uec", "learning_network", "lin-fenwick-uec")
    network("uec-too", "learning_network", "lin-fenwick-uec")
    two = network_for("ZZA", on=DURING.date())

    assert [found.network.key for found in (none, two) if found.network] == ["fenwick", "fenwick"]


def test_a_network_that_was_closed_is_joined_by_nobody(cast: Cast) -> None:
    network("uec", "learning_network", "lin-fenwick-uec", ended_at=AT)

    assert network_for("ZZA", on=DURING.date()).network is None


def test_where_there_is_no_network_the_champion_and_the_system_are_told_and_nothing_fails(
    link: str, one: Return, cast: Cast
) -> None:
    client = reader()

    client.post(link, CHOSEN)

    why = "Invented Harbour and Vale ICB lies in no learning network for urgent and emergency care that is kept here"
    assert f"You have not joined a network: {why}" in words(client.get(link).content)
    assert told(cast)[0][0] == "Ann Other has confirmed the nomination"
    assert why in told(cast)[0][1]
    page = reader(cast["executive contact"]).get("/champions/recovery-champions/ZZA/")
    assert why in words(page.content)


def test_somebody_who_oversees_is_a_champion_and_not_in_the_learning_network(nominee: Nominee) -> None:
    network("uec", "learning_network", "lin-fenwick-uec")
    ann = person("Ann Other", email=ADDRESS)
    give_role(by=None, by_words="the tests", person=ann, kind="system_administrator", organisation="ZZ9", now=AT)

    confirm(token=link_of(nominee), by=reader_of(ann.pk), now=DURING)

    nominee.refresh_from_db()
    assert champion_roles(ann) == [("ZZA", "")]
    assert nominee.why_no_network.startswith("Ann Other oversees others")


def test_a_champion_withdrawn_by_the_system_leaves_the_network_too(nominee: Nominee, one: Return, cast: Cast) -> None:
    network("uec", "learning_network", "lin-fenwick-uec")
    ann = person("Ann Other", email=ADDRESS)
    confirm(token=link_of(nominee), by=reader_of(ann.pk), now=DURING)
    version = Return.objects.get(pk=one.pk).version

    nominating.remove_nominee(
        by=cast.reader("executive contact"), of=one, seen_version=version, number=nominee.pk, now=DURING
    )

    assert champion_roles(ann) == []


def test_a_champion_of_an_earlier_round_stays_one_when_a_later_nomination_is_withdrawn(
    nominee: Nominee, cast: Cast
) -> None:
    ann = person("Ann Other", email=ADDRESS)
    confirm(token=link_of(nominee), by=reader_of(ann.pk), now=DURING)
    by, later = cast.reader("executive contact"), the_return(make_round(cast, title="Later"))
    (again,) = sent_in(by, later, "Ann Other")
    confirm(token=link_of(again), by=reader_of(ann.pk), now=DURING)
    version = Return.objects.get(pk=later.pk).version

    nominating.remove_nominee(by=by, of=later, seen_version=version, number=again.pk, now=DURING)

    assert champion_roles(ann) == [("ZZA", "")]


def test_with_the_sample_loaded_the_same_network_is_found(cast: Cast, sample_home: Path, settings: Any) -> None:
    read_from(sample_home, settings)
    network("uec", "learning_network", "lin-fenwick-uec")

    found = [network_for(system, on=DURING.date()).network for system in ("ZZA", "ZZB", "ZZC")]

    assert [one.key if one else "" for one in found] == ["uec", "uec", ""]


def test_a_freed_place_can_be_taken_by_somebody_else(link: str, one: Return, cast: Cast) -> None:
    reader().post(link, {"decline": "1"})
    by = cast.reader("executive contact")

    nominate(by, one, "Bob Brown")

    assert send(by, one).asked == 1
    assert EXECUTIVE.email == Return.objects.get(pk=one.pk).executive_email
