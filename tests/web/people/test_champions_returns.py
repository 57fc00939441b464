"""A system's return: nominees one by one, the executive contact, sending it in, and what comes after the deadline."""

import re
from datetime import timedelta
from typing import Any

import pytest
from support.cast import Cast
from support.champions import (
    DEADLINE,
    DURING,
    EXECUTIVE,
    LATE,
    MADE,
    ONE_LEFT,
    OPENS,
    details,
    link_of,
    make_round,
    name_executive,
    nominate,
    send,
    sent_in,
    the_return,
)
from support.people import person, reader
from support.site import words

from everyweek.web.people.champions import nominating, running
from everyweek.web.people.champions.answering import confirm
from everyweek.web.people.champions.details import Details
from everyweek.web.people.champions.errors import (
    CannotBeSent,
    NominatedAlready,
    NoPlaceLeft,
    NoSuchNominee,
    NotOpenYet,
    RoundIsClosed,
    WrongDetails,
)
from everyweek.web.people.champions.models import Nominee, Return, Round
from everyweek.web.people.champions.queries import return_details
from everyweek.web.people.errors import ChangedMeanwhile
from everyweek.web.people.models import AuditEntry, Invitation, Notification, OutgoingMail, Role
from everyweek.web.people.permissions import NotPermitted
from everyweek.web.people.reader import reader_of

TOKEN = re.compile(r'name="once" value="([^"]+)"')
FORM = {
    "name": "Ann Other",
    "job_title": "Ward sister",
    "email": "Ann.Other@example.nhs.uk",
    "organisation": "zz1",
}


@pytest.fixture
def found(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> Round:
    """A round that is open now, whatever the day: pages ask the clock."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: DURING)
    return make_round(cast)


@pytest.fixture
def one(found: Round) -> Return:
    return the_return(found)


@pytest.fixture
def executive(cast: Cast) -> Any:
    """The browser of the executive contact of ZZA."""
    return reader(cast["executive contact"])


def address(one: Return, *parts: str) -> str:
    return f"/champions/{one.round.key}/{one.system}/" + "/".join(parts)


def opened(client: Any, at: str) -> dict[str, str]:
    """What the form of a page holds beside what is typed."""
    page = client.get(at).content.decode()
    version = re.search(r'name="version" value="(\d+)"', page)
    return {"once": TOKEN.search(page)[1], "version": version[1]}  # type: ignore[index]


def post(client: Any, at: str, form: dict[str, Any]) -> Any:
    return client.post(at, {**opened(client, at), **form})


def names(one: Return) -> list[str]:
    return list(one.nominees.exclude(state="withdrawn").order_by("position").values_list("name", flat=True))


def test_a_nominee_is_added_on_a_form_and_shown_with_their_employer(one: Return, executive: Any) -> None:
    answer = post(executive, address(one, "add"), FORM)

    page = words(executive.get(answer["Location"]).content)
    assert answer["Location"] == address(one) + "?done=added"
    assert "Ann Other Ward sister" in page
    assert "ann.other@example.nhs.uk" in page  # an address is one however it is spelt
    assert "Applebridge Invented Hospitals NHS Trust ZZ1" in page
    assert "1 of 20 taken" in page
    assert "They hear of it when you send the return in." in page
    assert OutgoingMail.objects.count() == 0


def test_an_employer_is_found_by_its_whole_name(one: Return, executive: Any) -> None:
    post(executive, address(one, "add"), {**FORM, "organisation": "applebridge invented hospitals nhs trust"})

    assert Nominee.objects.get().organisation == "ZZ1"


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ({"name": ""}, "Write the name"),
        ({"name": "x" * 101}, "The name has 101 characters; it may have at most 100"),
        ({"name": "An\x07n"}, "The name holds a character that cannot be printed."),
        ({"job_title": " "}, "Write the job title"),
        ({"job_title": "x" * 121}, "The job title has 121 characters; it may have at most 120"),
        ({"email": ""}, "Write the e-mail address"),
        ({"email": "ann"}, "This is not an e-mail address. Write it as in name@example.nhs.uk"),
        ({"email": f"{'x' * 60}@{'y' * 190}.nhs.uk"}, "This is not an e-mail address."),
        ({"organisation": ""}, "Write the employing organisation: its code or its name"),
        ({"organisation": "QQQQQ"}, "No organisation has a name or code like this."),
        ({"organisation": "england"}, "No organisation has exactly this name or code."),
        ({"organisation": "Applebridge"}, "Write one of these codes: ZZ1 Applebridge Invented Hospitals NHS Trust"),
    ],
)
def test_what_cannot_be_kept_is_said_beside_its_field_and_stays_typed(
    one: Return, executive: Any, form: dict[str, str], said: str
) -> None:
    page = post(executive, address(one, "add"), {**FORM, "job_title": "Sister <in> charge", **form})

    assert page.status_code == 200
    assert said in words(page.content)
    assert "There is a problem" in words(page.content)
    assert "job_title" in form or 'value="Sister &lt;in&gt; charge"' in page.content.decode()
    assert Nominee.objects.count() == 0


def test_script_in_a_name_is_text_on_every_page_and_in_the_mail(one: Return, executive: Any, cast: Cast) -> None:
    bad = "<script>alert(1)</script>"
    post(executive, address(one, "add"), {**FORM, "name": bad, "job_title": bad})
    post(executive, address(one, "executive-contact"), {**FORM, "name": bad, "job_title": bad})

    pages = [executive.get(address(one, at)).content.decode() for at in ("", "send-in", "upload")]
    send(cast.reader("executive contact"), one)
    nominee = Nominee.objects.get()
    pages.append(reader().get(f"/champions/answer/{link_of(nominee)}/").content.decode())
    pages.append(OutgoingMail.objects.get(to="ann.other@example.nhs.uk", key__endswith="asked").html)

    assert not any("<script>alert" in page for page in pages)
    assert nominee.name == bad


def test_the_same_address_twice_is_refused_however_it_is_spelt(one: Return, executive: Any) -> None:
    post(executive, address(one, "add"), FORM)

    page = post(executive, address(one, "add"), {**FORM, "name": "Another Ann", "email": "ANN.OTHER@Example.NHS.uk "})

    assert "ann.other@example.nhs.uk is nominated already, as Ann Other." in words(page.content)
    assert names(one) == ["Ann Other"]


def test_the_executive_contact_may_be_nominated_too(one: Return, executive: Any) -> None:
    post(executive, address(one, "executive-contact"), {key: FORM[key] for key in ("name", "job_title", "email")})
    post(executive, address(one, "add"), FORM)

    assert names(one) == ["Ann Other"]
    assert Return.objects.get(pk=one.pk).executive_email == "ann.other@example.nhs.uk"


def test_one_champion_too_many_is_refused_with_the_rule(cast: Cast) -> None:
    one = the_return(make_round(cast, systems=("ZZB",)), "ZZB")
    by = cast.reader("administrator of a region")
    nominate(by, one, *(f"Champion N{number}" for number in range(10)))

    with pytest.raises(NoPlaceLeft) as problem:
        nominate(by, one, "The Eleventh")

    assert str(problem.value).startswith(
        "This would be champion number 11; Invented Moorland ICB may nominate 10 champions. A smaller system: 1 trust "
        "is counted in it"
    )
    assert len(names(one)) == 10


def test_the_twenty_first_champion_of_a_larger_system_is_refused_on_the_page(
    one: Return, executive: Any, cast: Cast
) -> None:
    nominate(cast.reader("executive contact"), one, *(f"Champion N{number}" for number in range(20)))

    page = post(executive, address(one, "add"), FORM)

    assert "This would be champion number 21; Invented Harbour and Vale ICB may nominate 20 champions." in words(
        page.content
    )
    assert 'value="Ann Other"' in page.content.decode()
    assert len(names(one)) == 20
    assert "All places are taken." in words(executive.get(address(one)).content)


def test_the_second_of_two_people_is_told_and_what_they_typed_stays(one: Return, cast: Cast) -> None:
    first, second = reader(cast["executive contact"]), reader(cast["administrator of a board"])
    form = opened(second, address(one, "add"))
    post(first, address(one, "add"), FORM)

    page = second.post(address(one, "add"), {**form, **FORM, "name": "Bob Brown", "email": "bob@example.nhs.uk"})

    assert page.status_code == 409
    assert "This return was changed by somebody else, or in another window" in words(page.content)
    assert "Open it again, as it was saved" in words(page.content)
    assert 'value="Bob Brown"' in page.content.decode()
    assert names(one) == ["Ann Other"]


@pytest.mark.parametrize("at", ["executive-contact", "send-in"])
def test_a_clash_is_told_on_every_page_that_changes_the_return(
    one: Return, executive: Any, cast: Cast, at: str
) -> None:
    sent_in(cast.reader("executive contact"), one, "Ann Other")
    form = opened(executive, address(one, at))
    nominate(cast.reader("administrator of a board"), one, "Bob Brown")

    page = executive.post(address(one, at), {**form, **FORM})

    assert page.status_code == 409
    assert "Nothing of what you see here was saved." in words(page.content)


def test_the_same_form_sent_twice_adds_one_nominee(one: Return, executive: Any) -> None:
    form = {**opened(executive, address(one, "add")), **FORM}

    answers = [executive.post(address(one, "add"), form)["Location"] for _ in range(2)]

    assert answers == [address(one) + "?done=added"] * 2
    assert names(one) == ["Ann Other"]


def test_a_nominee_is_corrected(one: Return, executive: Any, cast: Cast) -> None:
    (nominee,) = nominate(cast.reader("executive contact"), one, "Ann Other")
    at = address(one, "nominee", str(nominee.pk))

    post(executive, at, {**FORM, "job_title": "Matron", "email": "ann@example.nhs.uk", "organisation": "ZZ2"})

    nominee.refresh_from_db()
    assert (nominee.job_title, nominee.email, nominee.organisation) == ("Matron", "ann@example.nhs.uk", "ZZ2")


def test_the_address_of_somebody_who_was_asked_stays(one: Return, executive: Any, cast: Cast) -> None:
    (nominee,) = sent_in(cast.reader("executive contact"), one, "Ann Other")
    at = address(one, "nominee", str(nominee.pk))

    page = post(executive, at, {**FORM, "email": "somebody.else@example.nhs.uk"})
    post(executive, at, {**FORM, "job_title": "Matron"})

    assert "Ann Other has been asked at ann.other@example.nhs.uk already" in words(page.content)
    nominee.refresh_from_db()
    assert (nominee.email, nominee.job_title, nominee.state) == ("ann.other@example.nhs.uk", "Matron", "asked")


def test_saving_what_is_already_so_changes_nothing(one: Return, cast: Cast) -> None:
    by = cast.reader("executive contact")
    (nominee,) = nominate(by, one, "Ann Other")
    version = Return.objects.get(pk=one.pk).version

    nominating.change_nominee(
        by=by, of=one, seen_version=version, number=nominee.pk, typed=details("Ann Other"), now=DURING
    )

    assert Return.objects.get(pk=one.pk).version == version


def test_a_draft_that_is_taken_out_is_gone_and_hears_nothing(one: Return, executive: Any, cast: Cast) -> None:
    (nominee,) = nominate(cast.reader("executive contact"), one, "Ann Other")
    at = address(one, "nominee", str(nominee.pk), "take-out")

    asks = words(executive.get(at).content)
    post(executive, at, {})

    assert "Remove Ann Other?" in asks
    assert Nominee.objects.count() == 0
    assert OutgoingMail.objects.count() == 0
    assert executive.get(at).status_code == 404


def test_somebody_who_was_asked_is_told_that_they_are_withdrawn(one: Return, executive: Any, cast: Cast) -> None:
    (nominee,) = sent_in(cast.reader("executive contact"), one, "Ann Other")

    post(executive, address(one, "nominee", str(nominee.pk), "take-out"), {})

    mail = OutgoingMail.objects.get(key=f"nominee-{nominee.pk}-withdrawn")
    assert mail.subject == "Invented Harbour and Vale ICB has withdrawn your nomination"
    assert names(one) == []
    answer = reader().get(f"/champions/answer/{link_of(nominee)}/")
    assert answer.status_code == 410
    assert "has withdrawn this nomination. There is nothing to answer any more." in words(answer.content)


def test_a_withdrawn_champion_is_no_champion_any_more_and_may_be_nominated_again(one: Return, cast: Cast) -> None:
    by = cast.reader("executive contact")
    ann = person("Ann Other", email="ann.other@example.nhs.uk")
    (nominee,) = sent_in(by, one, "Ann Other")
    confirm(token=link_of(nominee), by=reader_of(ann.pk), now=DURING)
    version = Return.objects.get(pk=one.pk).version

    nominating.remove_nominee(by=by, of=one, seen_version=version, number=nominee.pk, now=DURING)
    nominate(by, one, "Ann Other")

    assert Role.objects.get(person=ann, kind="champion").until == DURING
    assert OutgoingMail.objects.filter(key=f"nominee-{nominee.pk}-withdrawn").exists()
    assert names(one) == ["Ann Other"]


def test_somebody_whom_another_took_out_meanwhile_is_not_changed(one: Return, cast: Cast) -> None:
    by = cast.reader("executive contact")
    (nominee,) = nominate(by, one, "Ann Other")
    nominating.remove_nominee(by=by, of=one, seen_version=2, number=nominee.pk, now=DURING)

    with pytest.raises(NoSuchNominee, match="somebody took them out"):
        nominating.change_nominee(
            by=by, of=one, seen_version=3, number=nominee.pk, typed=details("Ann Other"), now=DURING
        )


def test_sending_in_needs_a_nominee_and_the_executive_contact(one: Return, executive: Any, cast: Cast) -> None:
    by = cast.reader("executive contact")

    page = words(executive.get(address(one, "send-in")).content)
    with pytest.raises(CannotBeSent) as problem:
        send(by, one)

    assert "No champion is nominated The executive contact is not named" in page
    assert problem.value.missing == ("no champion is nominated", "the executive contact is not named")
    assert Return.objects.get(pk=one.pk).submitted_at is None


def test_what_will_happen_is_said_before_it_is_sent_in(one: Return, executive: Any, cast: Cast) -> None:
    by = cast.reader("executive contact")
    nominate(by, one, "Ann Other")
    name_executive(by, one)

    page = words(executive.get(address(one, "send-in")).content)

    assert "Ann Other, ann.other@example.nhs.uk" in page
    assert "19 places of 20 stay free. That is allowed" in page


def test_sending_in_asks_every_nominee_once_and_again_only_the_new_ones(one: Return, cast: Cast) -> None:
    by = cast.reader("executive contact")

    sent_in(by, one, "Ann Other", "Bob Brown")
    nominate(by, one, "Cat Clark")
    again = send(by, one)

    asked = OutgoingMail.objects.filter(key__endswith="-asked").order_by("pk")
    assert again.asked == 1
    assert [mail.to for mail in asked] == [
        "ann.other@example.nhs.uk",
        "bob.brown@example.nhs.uk",
        "cat.clark@example.nhs.uk",
    ]
    assert asked[0].subject == "Will you be a champion of Invented Harbour and Vale ICB?"
    assert "Its executive contact is Eve Executive, Chief operating officer." in asked[0].text


def test_the_link_in_the_mail_is_kept_nowhere_in_the_return(one: Return, cast: Cast) -> None:
    (nominee,) = sent_in(cast.reader("executive contact"), one, "Ann Other")
    token = link_of(nominee)

    kept = [str(value) for value in Nominee.objects.filter(pk=nominee.pk).values_list()[0]]

    assert f"/champions/answer/{token}/" in OutgoingMail.objects.get(key__endswith="-asked").text
    assert not any(token in value for value in kept)
    assert not AuditEntry.objects.filter(details__contains=token).exists()


def test_changes_after_sending_in_are_a_draft_until_it_is_sent_in_again(
    one: Return, executive: Any, cast: Cast
) -> None:
    by = cast.reader("executive contact")
    sent_in(by, one, "Ann Other")
    nominate(by, one, "Bob Brown")

    page = words(executive.get(address(one)).content)

    assert "1 new nominee not sent in yet" in page
    assert "Send in the changes" in page


ANSWERS_COME = "Their answers appear on this page; you need do nothing else."


def said_after_sending_in(client: Any, one: Return) -> str:
    """What the page says that follows."""
    answer = post(client, address(one, "send-in"), {})
    return words(client.get(answer["Location"]).content).partition("Back to Champions ")[2].partition(" Recovery ch")[0]


@pytest.fixture
def mail_server(settings: Any) -> None:
    """A server that sends mail."""
    settings.EVERYWEEK_MAIL = "smtp://mail.example"


@pytest.mark.usefixtures("mail_server")
def test_the_page_after_sending_in_says_what_happened_who_was_told_and_what_comes_next(
    one: Return, executive: Any, cast: Cast
) -> None:
    by = cast.reader("executive contact")
    nominate(by, one, "Ann Other", "Bob Brown")
    name_executive(by, one, Details("The executive contact", "Chair", cast["executive contact"].email))

    first, again = (said_after_sending_in(executive, one) for _ in range(2))

    assert first == (f"The return is sent in: 2 nominees were asked by e-mail to confirm or decline. {ANSWERS_COME}")
    assert again == "The return is sent in: nobody new had to be asked. You need do nothing else."
    assert "Last sent in on 6 July 2026 at 10:30 by The executive contact." in words(
        executive.get(address(one)).content
    )


@pytest.mark.usefixtures("mail_server")
def test_the_page_says_that_the_executive_contact_was_told_or_invited(one: Return, cast: Cast) -> None:
    administrator = cast.reader("administrator of a board")
    nominate(administrator, one, "Ann Other")
    name_executive(administrator, one)
    client = reader(cast["administrator of a board"])

    invited, waits = (said_after_sending_in(client, one) for _ in range(2))

    assert invited == (
        "The return is sent in: 1 nominee was asked by e-mail to confirm or decline, and Eve Executive was invited to "
        f"look after it. {ANSWERS_COME}"
    )
    assert waits == (
        "The return is sent in: nobody new had to be asked, and Eve Executive was told. You need do nothing else. Eve "
        "Executive sees it after accepting the invitation that they were sent before."
    )


def test_without_mail_the_page_says_that_nobody_was_asked_and_shows_the_link_of_the_executive_contact_once(
    one: Return, cast: Cast
) -> None:
    administrator = cast.reader("administrator of a board")
    nominate(administrator, one, "Ann Other")
    name_executive(administrator, one)
    client = reader(cast["administrator of a board"])

    before = words(client.get(address(one, "send-in")).content)
    said = said_after_sending_in(client, one)

    assert "This server sends no mail yet. You can send the return in all the same: the mails wait." in before
    assert said.startswith(
        "The return is sent in. This server sends no mail yet, so 1 nominee has not heard of it: the mails wait. Tell "
        "whoever looks after this server. Hand the link below over to Eve Executive yourself."
    )
    assert "eve.executive@example.nhs.uk http://localhost/invitation/" in said
    assert "/invitation/" not in client.get(address(one)).content.decode()
    assert said_after_sending_in(client, one) == (
        "The return is sent in. This server sends no mail yet, so Eve Executive has not heard of it: the mails wait. "
        "Tell whoever looks after this server. Eve Executive sees it after accepting the invitation that they were "
        "sent before."
    )


def test_without_mail_somebody_with_an_account_is_told_in_the_inbox_all_the_same(one: Return, cast: Cast) -> None:
    administrator = cast.reader("administrator of a board")
    nominate(administrator, one, "Ann Other")
    name_executive(administrator, one, Details("The executive contact", "Chair", cast["executive contact"].email))
    client = reader(cast["administrator of a board"])

    first, again = (said_after_sending_in(client, one) for _ in range(2))

    assert first.startswith(
        "The return is sent in. The executive contact was told. This server sends no mail yet, so 1"
    )
    assert again == "The return is sent in. The executive contact was told. You need do nothing else."


@pytest.mark.usefixtures("mail_server")
def test_an_executive_contact_with_the_role_reads_in_the_inbox_what_happened_and_what_comes_next(
    one: Return, cast: Cast
) -> None:
    administrator, eve = cast.reader("administrator of a board"), cast["executive contact"]
    nominate(administrator, one, "Ann Other")
    name_executive(administrator, one, Details("The executive contact", "Chair", eve.email))

    send(administrator, one)

    line = Notification.objects.get(person=eve, key__startswith="sent-in-")
    assert line.title == "The champions of Invented Harbour and Vale ICB have been sent in"
    assert line.text == (
        "You are named as the executive contact. 1 nominee was asked to confirm or decline. You see their answers with "
        "the return, and need do nothing."
    )
    assert line.address == address(one)
    assert not OutgoingMail.objects.filter(to=eve.email).exists()


@pytest.mark.usefixtures("mail_server")
def test_an_executive_contact_without_the_role_is_told_by_one_mail_and_whoever_sent_it_in_by_none(
    one: Return, cast: Cast
) -> None:
    administrator, by = cast.reader("administrator of a board"), cast.reader("executive contact")
    nominate(administrator, one, "Ann Other")
    name_executive(administrator, one)
    send(administrator, one)
    (invitation,) = OutgoingMail.objects.filter(to=EXECUTIVE.email)
    send(administrator, one)
    (reminder,) = OutgoingMail.objects.filter(to=EXECUTIVE.email).exclude(pk=invitation.pk)
    name_executive(by, one, Details("Bob Brown", "Chair", "bob.brown@example.nhs.uk"))
    send(by, one)
    (told,) = OutgoingMail.objects.filter(to="bob.brown@example.nhs.uk")

    named = (
        "The champions of Invented Harbour and Vale ICB for “Recovery champions” have been sent in, and you are named"
    )
    assert named in " ".join(invitation.text.split())
    assert "accept the invitation that you were sent before" in " ".join(reminder.text.split())
    assert named in " ".join(told.text.split())
    assert "ask an administrator of the system to invite you" in " ".join(told.text.split())
    assert not Notification.objects.filter(person_id=by.identity, key__startswith="sent-in-").exists()


def test_an_executive_contact_with_an_account_gets_the_role_when_the_sender_may_give_it(
    one: Return, cast: Cast
) -> None:
    eve = person("Eve Executive", email=EXECUTIVE.email)
    administrator = cast.reader("administrator of a board")
    nominate(administrator, one, "Ann Other")
    name_executive(administrator, one)

    first, second = send(administrator, one), send(administrator, one)

    assert (first.executive, second.executive) == ("given", "has it")
    assert reader_of(eve.pk).holds("executive_contact", organisation="ZZA")


def test_an_executive_contact_without_an_account_is_invited_once(one: Return, cast: Cast) -> None:
    administrator = cast.reader("administrator of a board")
    nominate(administrator, one, "Ann Other")
    name_executive(administrator, one)

    first, second = send(administrator, one), send(administrator, one)

    invitation = Invitation.objects.get()
    assert (first.executive, second.executive) == ("invited", "waits")
    assert (invitation.email, invitation.kind, invitation.organisation) == (
        EXECUTIVE.email,
        "executive_contact",
        "ZZA",
    )


@pytest.mark.usefixtures("mail_server")
def test_a_sender_who_may_not_give_the_role_is_told_who_can(one: Return, executive: Any, cast: Cast) -> None:
    by = cast.reader("executive contact")
    nominate(by, one, "Ann Other")
    name_executive(by, one)

    answer = post(executive, address(one, "send-in"), {})

    assert Invitation.objects.count() == 0
    said = words(executive.get(answer["Location"]).content)
    assert "Eve Executive cannot see it yet: an administrator of the system can invite them." in said


def test_after_the_deadline_a_return_is_accepted_and_marked_as_late_which_is_said_before(
    one: Return, executive: Any, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    by = cast.reader("executive contact")
    nominate(by, one, "Ann Other")
    name_executive(by, one)
    monkeypatch.setattr("django.utils.timezone.now", lambda: LATE)
    executive = reader(cast["executive contact"])  # signed in anew: the session of a fortnight ago has ended

    before = words(executive.get(address(one)).content)
    asks = words(executive.get(address(one, "send-in")).content)
    answer = post(executive, address(one, "send-in"), {})
    after = words(executive.get(answer["Location"]).content)

    said = "The deadline has passed: it was noon on Tuesday 21 July 2026, 2 hours 5 minutes ago."
    assert f"{said} You can still send the return in; it will be marked as late." in before
    assert "2 hours 5 minutes ago. The return is accepted, and marked as late." in asks
    assert "Sent in late by 2 hours 5 minutes" in after


@pytest.mark.parametrize(
    ("at", "state"),
    [
        (DEADLINE - timedelta(microseconds=1), "Sent in"),
        (DEADLINE, "Sent in"),
        (DEADLINE + timedelta(microseconds=1), "Sent in late"),
    ],
)
def test_noon_itself_is_in_time(one: Return, cast: Cast, at: Any, state: str) -> None:
    sent_in(cast.reader("executive contact"), one, "Ann Other", now=at)

    assert return_details(one, now=at).state.title == state


def test_a_closed_round_accepts_nothing_and_says_so(one: Return, executive: Any, cast: Cast) -> None:
    form = opened(executive, address(one, "add"))
    running.close_round(by=cast.reader("national support"), of=one.round, seen_version=1, now=DURING)

    page = executive.post(address(one, "add"), {**form, **FORM})

    assert "The round “Recovery champions” has been closed: nothing is accepted any more" in words(page.content)
    assert 'value="Ann Other"' in page.content.decode()
    assert names(one) == []
    for act in (nominate, sent_in):
        with pytest.raises(RoundIsClosed):
            act(cast.reader("executive contact"), one, "Ann Other")
    assert "The round was closed on 6 July 2026 at 10:30" in words(executive.get(address(one)).content)
    assert "Add a champion" not in words(executive.get(address(one)).content)


def test_before_the_round_opens_nothing_is_accepted(cast: Cast) -> None:
    one = the_return(make_round(cast))

    with pytest.raises(NotOpenYet, match="opens at 00:00 on Wednesday 1 July 2026"):
        nominate(cast.reader("executive contact"), one, "Ann Other", now=OPENS - timedelta(seconds=1))


def test_only_those_who_speak_for_a_system_change_its_return_and_only_its_people_see_it(
    one: Return, cast: Cast
) -> None:
    pages = {
        who: (
            reader(cast[who]).get(address(one)).status_code,
            reader(cast[who]).get(address(one, "add")).status_code,
        )
        for who in (
            "national support",
            "administrator of a region",
            "administrator of a board",
            "executive contact",
            "champion",
            "administrator of a trust",
            "administrator of another board",
            "member",
        )
    }

    assert pages == {
        "national support": (200, 200),
        "administrator of a region": (200, 200),
        "administrator of a board": (200, 200),
        "executive contact": (200, 200),
        "champion": (200, 403),
        "administrator of a trust": (403, 403),
        "administrator of another board": (403, 403),
        "member": (403, 403),
    }
    with pytest.raises(NotPermitted):
        nominate(cast.reader("champion"), one, "Ann Other")


def test_a_role_that_ended_meanwhile_changes_nothing(one: Return, executive: Any, cast: Cast) -> None:
    form = opened(executive, address(one, "add"))
    Role.objects.filter(person=cast["executive contact"]).update(until=DURING)

    answer = executive.post(address(one, "add"), {**form, **FORM})

    assert answer.status_code == 403
    assert names(one) == []


def test_a_form_that_another_site_made_changes_nothing(one: Return, cast: Cast) -> None:
    client = reader(cast["executive contact"], checks_forms=True)

    assert client.post(address(one, "add"), FORM).status_code == 403
    assert reader(cast["executive contact"]).post(address(one, "add"), FORM).status_code == 403  # no token of ours
    assert names(one) == []


def test_a_return_is_exported_in_the_layout_that_was_asked_for(one: Return, executive: Any, cast: Cast) -> None:
    sent_in(cast.reader("executive contact"), one, "Ann Other")

    text = executive.get(address(one, "champions.csv")).content.decode("utf-8-sig")

    assert text.splitlines() == [
        "Nominated as,Name,Job title,E-mail,Employing organisation,Organisation code,Answer",
        "Executive contact,Eve Executive,Chief operating officer,eve.executive@example.nhs.uk,,,",
        (
            "Champion,Ann Other,Ward sister,ann.other@example.nhs.uk,Applebridge Invented Hospitals NHS Trust,ZZ1,"
            "no answer yet"
        ),
    ]
    assert executive.get(address(one, "champions.xlsx")).content.startswith(b"PK")


def test_a_rule_that_shrank_leaves_nominees_in_place_and_asks_to_take_some_out(cast: Cast) -> None:
    found = make_round(cast)
    one, by = the_return(found), cast.reader("executive contact")
    nominate(by, one, "Ann Other", "Bob Brown", "Cat Clark")
    name_executive(by, one)
    from support.champions import asked

    running.change_round(
        by=cast.reader("national support"), of=found, seen_version=1, asked=asked(rule=ONE_LEFT), now=MADE
    )

    with pytest.raises(CannotBeSent, match="3 champions are nominated, 1 more than the 2 places"):
        send(by, one)


def test_every_action_checks_the_details_again(one: Return, cast: Cast) -> None:
    by = cast.reader("executive contact")

    with pytest.raises(WrongDetails) as problem:
        nominating.add_nominee(by=by, of=one, seen_version=1, typed=Details("", "", "x", "y"), now=DURING)
    with pytest.raises(NominatedAlready):
        nominate(by, one, "Ann Other", "Ann Other")
    with pytest.raises(ChangedMeanwhile):
        nominating.name_executive(by=by, of=one, seen_version=99, typed=EXECUTIVE, now=DURING)

    assert set(problem.value.by_field) == {"name", "job_title", "email", "organisation"}
