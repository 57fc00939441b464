"""What lies out of reach: of national support inside a learning network, of closed accounts, of forged numbers."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from support.cast import AT, Cast
from support.champions import DURING, EXECUTIVE, link_of, make_round, name_executive, nominate, sent_in, the_return
from support.people import PASSWORD, person, reader
from support.sending import token_in
from support.site import words

from everyweek.web.people.accounts.erasure import erase_person
from everyweek.web.people.actions import close_account
from everyweek.web.people.champions.answering import confirm
from everyweek.web.people.champions.models import Nominee, Return
from everyweek.web.people.invitations.actions import invite
from everyweek.web.people.invitations.models import Invitation
from everyweek.web.people.models import JoinRequest, Network, Notification, OutgoingMail, Person, Post, Role, Thread
from everyweek.web.people.networks.joining.actions import join
from everyweek.web.people.notifications.actions import notify, write_mail
from everyweek.web.people.notifications.outbox.sending_again import NotToBeSentAgain, resend
from everyweek.web.people.notifications.tidying import tidy
from everyweek.web.people.organisations.belonging import move
from everyweek.web.people.permissions import NotPermitted, RoleWanted, can
from everyweek.web.people.roles.actions import end_role, give_role
from everyweek.web.people.roles.errors import IsClosed, KeptApart, NoSuchRole
from everyweek.web.people.roles.many import Gift, give_roles

pytestmark = pytest.mark.django_db
LATER = AT + timedelta(days=1)
OVERSEERS = ("national support", "administrator of a region")
INSIDERS = "learning network's member"
A_NUMBER_TOO_LONG_TO_READ = "9" * 5000


def role_inside(cast: Cast, who: str = INSIDERS) -> Role:
    return Role.objects.get(person=cast[who], network=cast.networks["learning"], until=None)


def close(someone: Person) -> None:
    close_account(by=None, by_words="the tests", person=someone, now=LATER)


# National support, and the inside of a learning network


@pytest.mark.parametrize("kind", ["member", "contributor", "reviewer", "champion"])
def test_national_support_gives_no_role_inside_a_learning_network_but_that_of_lead(cast: Cast, kind: str) -> None:
    national, learning = cast.reader("national support"), cast.networks["learning"]

    with pytest.raises(NotPermitted):
        give_role(by=national, person=cast["member"], kind=kind, network=learning, now=AT)

    assert can(national, "role.give", RoleWanted("network_lead", network=learning))
    assert can(national, "role.give", RoleWanted(kind, network=cast.networks["community"])) or kind == "champion"


def test_national_support_ends_no_members_role_there_and_cannot_tell_by_its_number_that_it_is_held(cast: Cast) -> None:
    role = role_inside(cast)

    with pytest.raises(NotPermitted):
        end_role(by=cast.reader("national support"), role=role, now=LATER)

    assert role_inside(cast).until is None


@pytest.mark.parametrize("word", ["keep", "end"])
def test_a_forged_number_in_a_review_reaches_no_role_of_a_network(cast: Cast, word: str) -> None:
    client, role = reader(cast["national support"]), role_inside(cast)
    address = "/organisation/ZZ1/people/review/"

    answer = client.post(address, {"once": token_in(client.get(address)), "shown": [role.pk], f"role-{role.pk}": word})

    assert answer.headers["Location"].endswith("looked_at=0")
    assert role_inside(cast).until is None
    assert not role.reviews.exists()


def test_closing_and_erasing_an_account_end_the_roles_that_nobody_else_may_end(cast: Cast) -> None:
    national = cast.reader("national support")

    close_account(by=national, person=cast[INSIDERS], now=LATER)
    erase_person(by=national, person=cast["learning network's lead"], removes_texts=False, now=LATER)

    assert not Role.objects.filter(network=cast.networks["learning"], until=None).exists()


def test_the_page_of_a_return_tells_those_who_oversee_nothing_of_the_learning_network(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: DURING)
    Network.objects.filter(key="learning").update(group_key="lin-fenwick-uec")
    one = the_return(make_round(cast))
    nominee = sent_in(cast.reader("executive contact"), one, "Ann Other")[0]
    ann = confirm(token=link_of(nominee), by=cast.reader("nobody"), password=PASSWORD, now=DURING)
    address = "/champions/recovery-champions/ZZA/"

    seen = {who: words(reader(cast[who]).get(address).content) for who in (*OVERSEERS, "executive contact")}

    assert Role.objects.filter(person=ann, network__key="learning", until=None).exists()
    assert "In Learning network of Fenwick" in seen["executive contact"]
    for who in OVERSEERS:
        assert "Ann Other" in seen[who]
        assert "Learning network of Fenwick" not in seen[who], who


# A network as it is now


def test_a_role_is_given_in_the_network_as_it_is_now_and_not_as_a_page_saw_it(cast: Cast) -> None:
    seen = cast.networks["room"]
    Network.objects.filter(pk=seen.pk).update(kind="learning_network", joining="request")
    overseer, lead = cast["administrator of a region"], cast.reader("project room's lead")

    with pytest.raises(KeptApart):
        give_role(by=None, person=overseer, kind="member", network=seen, now=AT)
    with pytest.raises(KeptApart):
        give_roles(by=lead, gifts=[Gift(overseer, RoleWanted("member", network=seen))], now=AT)

    Network.objects.filter(pk=seen.pk).update(ended_at=AT)
    with pytest.raises(NoSuchRole, match="has been closed"):
        give_role(by=None, person=cast["member"], kind="member", network=seen, now=AT)


# Closed accounts


def test_nobody_gives_a_role_to_a_closed_account(cast: Cast) -> None:
    someone, national = cast["champion"], cast.reader("national support")
    close(someone)

    with pytest.raises(IsClosed, match="The account of The champion is closed"):
        give_role(by=national, person=someone, kind="member", organisation="ZZ1", now=LATER)
    with pytest.raises(IsClosed):
        give_roles(by=national, gifts=[Gift(someone, RoleWanted("member", "ZZ1"))], now=LATER)

    assert not Role.objects.filter(person=someone, until=None).exists()


def test_the_page_of_a_person_says_that_the_account_must_be_opened_first(cast: Cast) -> None:
    client, address = reader(cast["national support"]), f"/administration/people/{cast['champion'].pk}/"
    form = {"once": token_in(client.get(address)), "kind": "member", "organisation": "ZZ1"}
    close(cast["champion"])

    page = client.post(f"{address}roles/", form)

    assert "It has to be opened again first." in words(page.content)


def test_a_request_of_somebody_who_left_meanwhile_lets_nobody_in(cast: Cast) -> None:
    someone = cast["member of another trust"]
    join(by=cast.reader("member of another trust"), network=cast.networks["learning"], now=AT)
    close(someone)
    client, address = reader(cast["learning network's lead"]), "/networks/learning/requests/"
    asked = JoinRequest.objects.get()

    page = client.post(address, {"once": token_in(client.get(address)), "accept": asked.pk})

    assert page.status_code == 409
    assert "is closed: nobody can hold a role by it" in words(page.content)
    assert JoinRequest.objects.get().answer == ""


def test_a_lead_does_not_learn_by_inviting_who_had_an_account(cast: Cast, settings: Any) -> None:
    settings.EVERYWEEK_MAIL = "smtp://127.0.0.1"
    close(cast["champion"])

    invite(
        by=cast.reader("project room's lead"),
        email=cast["champion"].email,
        kind="member",
        network=cast.networks["room"],
        now=LATER,
    )

    assert Invitation.objects.get().email == cast["champion"].email


def test_a_return_is_sent_in_although_the_account_of_its_executive_contact_is_closed(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: DURING)
    close(person("Eve Executive", email=EXECUTIVE.email))
    one, administrator = the_return(make_round(cast)), cast.reader("administrator of a board")
    nominate(administrator, one, "Ann Other")
    name_executive(administrator, one)
    client, address = reader(cast["administrator of a board"]), "/champions/recovery-champions/ZZA/send-in"
    version = Return.objects.get(pk=one.pk).version

    answer = client.post(address, {"once": token_in(client.get(address)), "version": version})

    page = words(client.get(answer.headers["Location"]).content)
    assert "cannot see it, and could not be invited: their account may be closed" in page
    assert Return.objects.get(pk=one.pk).submitted_at == DURING


# Numbers and signs that nobody types


def test_a_number_that_is_too_long_to_be_read_is_answered_by_a_sentence(cast: Cast) -> None:
    client = reader(cast["administrator of a trust"])
    invitations, review = "/organisation/ZZ1/people/invitations/", "/organisation/ZZ1/people/review/"

    gone = client.post(invitations, {"once": once_of(client), "withdraw": A_NUMBER_TOO_LONG_TO_READ})
    nothing = client.post(review, {"once": once_of(client), "shown": A_NUMBER_TOO_LONG_TO_READ, "keep_all": "1"})

    assert (gone.status_code, nothing.status_code) == (409, 409)
    assert "Choose keep or end" in words(nothing.content)


def once_of(client: Client) -> str:
    return token_in(client.get("/organisation/ZZ1/people/invite/"))


def test_a_sign_that_no_name_holds_is_left_out_of_a_search(cast: Cast) -> None:
    file = reader(cast["community's lead"]).get("/networks/community/members.csv", {"q": "member\x00"})

    assert file.status_code == 200
    assert "The community's member" in file.content.decode()


# A link that two use at once


def test_the_second_of_two_answers_at_once_signs_in_only_with_the_password_of_the_account(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: DURING)
    nominee = sent_in(cast.reader("executive contact"), the_return(make_round(cast)), "Ann Other")[0]
    token = link_of(nominee)

    def after_another(**arguments: Any) -> Person:
        """The answer of somebody who was a moment faster comes first."""
        confirm(**(arguments | {"password": PASSWORD}))
        return confirm(**arguments)

    monkeypatch.setattr("everyweek.web.people.champions.answer_views.confirm", after_another)
    others, same = reader(), reader()
    different = "lantern copper meadow"
    others.post(f"/champions/answer/{token}/", {"password1": different, "password2": different, "confirm": "1"})

    assert others.get("/account/").status_code == 302
    assert same.get("/account/").status_code == 302
    assert Person.objects.get(email="ann.other@example.nhs.uk").check_password(PASSWORD)


# Erasing


def test_the_place_of_a_nominee_who_is_erased_is_free_again(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("django.utils.timezone.now", lambda: DURING)
    one, by = the_return(make_round(cast)), cast.reader("executive contact")
    nominee = sent_in(by, one, "Ann Other")[0]
    ann = confirm(token=link_of(nominee), by=cast.reader("nobody"), password=PASSWORD, now=DURING)
    Nominee.objects.filter(pk=nominee.pk).update(why_no_network="Ann Other oversees others")

    erase_person(by=cast.reader("national support"), person=ann, removes_texts=False, now=DURING)
    again = nominate(by, one, "Ann Other")[0]

    nominee.refresh_from_db()
    assert (nominee.state, nominee.name, nominee.why_no_network) == ("withdrawn", "A former member", "")
    assert again.email == ann.email


def test_erasing_somebody_changes_no_line_that_is_not_about_them(cast: Cast) -> None:
    """Whoever calls themselves "e" and goes must not take every e out of everybody's inbox."""
    prankster, namesake = person("e", email="e@example.nhs.uk"), person("e", email="e2@example.nhs.uk")
    thread = Thread.objects.create(
        network=cast.networks["community"], title="Beds", author=namesake, created_at=AT, last_post_at=AT
    )
    posts = [Post.objects.create(thread=thread, author=one, text="x", created_at=AT) for one in (prankster, namesake)]
    to = [cast["community's lead"].pk]
    for post in posts:
        notify(to, kind="reply", key=f"post-{post.pk}", title="e wrote in “Beds, e and e”", address="/", now=AT)
    notify(to, kind="review", key="review-ZZ1", title="e roles are due", text="Everything here", address="/", now=AT)

    erase_person(by=cast.reader("national support"), person=prankster, removes_texts=False, now=LATER)

    lines = Notification.objects.filter(person=cast["community's lead"], key__regex="^(post|review)-")
    assert list(lines.order_by("pk").values_list("title", "text")) == [
        ("A former member wrote in “Beds, e and e”", ""),
        ("e wrote in “Beds, e and e”", ""),
        ("e roles are due", "Everything here"),
    ]


def test_what_somebody_wrote_to_leads_and_about_moving_goes_with_them(cast: Cast) -> None:
    mover, asker = cast["member of another trust"], cast["member"]
    join(by=cast.reader("member"), network=cast.networks["learning"], words="I run the ninth door", now=AT)
    by = cast.reader("administrator of another board")
    give_role(by=None, person=mover, kind="member", organisation="ZZC", now=AT)
    move(by=by, person=mover, code="ZZC", to="ZZ1", kinds=["member"], now=AT)

    for someone in (mover, asker):
        erase_person(by=cast.reader("national support"), person=someone, removes_texts=False, now=LATER)

    lines = Notification.objects.filter(kind__in=("request", "move")).order_by("pk")
    assert [(line.title, line.text) for line in lines] == [
        ("A former member asks to join Learning network of Fenwick", ""),
        ("A former member moves to Applebridge Invented Hospitals NHS Trust", ""),
    ]


def test_an_invitation_that_waits_is_not_mailed_in_the_name_of_somebody_erased(cast: Cast, settings: Any) -> None:
    settings.EVERYWEEK_MAIL = "smtp://mail.example"
    lead = cast["project room's lead"]
    invite(
        by=cast.reader("project room's lead"),
        email="new@example.nhs.uk",
        kind="member",
        network=cast.networks["room"],
        words="Signed, the lead of the room",
        now=AT,
    )

    erase_person(by=cast.reader("national support"), person=lead, removes_texts=False, now=LATER)

    mail = OutgoingMail.objects.get()
    assert (mail.state, mail.text, mail.html) == ("withdrawn", "", "")
    assert mail.subject == "A former member invites you to Room of the winter plan"
    assert Invitation.objects.get().words == ""


def test_a_mail_whose_words_are_not_kept_any_more_is_not_sent_again_empty(cast: Cast) -> None:
    write_mail(to="new@example.nhs.uk", subject="Hello", lines=("Words",), key="one", now=AT)
    OutgoingMail.objects.update(state="refused")
    tidy(now=AT + timedelta(days=31))
    mail = OutgoingMail.objects.get()

    with pytest.raises(NotToBeSentAgain, match="its words are not kept any more"):
        resend(mail.pk, by=cast.reader("national support"), now=LATER)

    assert (mail.text, OutgoingMail.objects.get().state) == ("", "refused")
