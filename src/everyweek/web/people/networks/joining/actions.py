"""Joining a network and leaving it, and answering those who ask."""

from datetime import datetime

from django.db import transaction
from django.urls import reverse

from everyweek.web.people.audit.actions import record
from everyweek.web.people.models import JoinRequest, Network, Person, Role
from everyweek.web.people.networks.errors import AnsweredAlready, NotInside
from everyweek.web.people.networks.queries import leads_of, who_answers_without_a_lead
from everyweek.web.people.notifications.actions import notify
from everyweek.web.people.permissions import check
from everyweek.web.people.predicates import oversees
from everyweek.web.people.reader import Reader
from everyweek.web.people.roles.actions import OVERSEER_INSIDE, end_role, give_role, locked_held
from everyweek.web.people.roles.catalogue import INSIDE_A_NETWORK
from everyweek.web.people.roles.errors import KeptApart

ANSWERS = {"accepted": "accepted", "declined": "declined", "withdrawn": "taken back by the person"}


@transaction.atomic
def join(*, by: Reader, network: Network, words: str = "", now: datetime) -> bool:
    """Come in at once where the network is open; where a lead lets people in, ask. Whether they are in now.

    Done twice, it is as done once. Raises NotPermitted, and KeptApart for those who oversee.
    """
    network = locked(network)
    if network.is_learning_network and oversees(by):
        raise KeptApart(OVERSEER_INSIDE.format(name=by.name))
    check(by, "network.join", network)
    person = Person.objects.get(pk=by.identity)
    if _is_inside(person, network):
        return True
    if network.joining == "open":
        give_role(
            by=None, by_words="the network is open", person=person, kind="member", network=network, tells=False, now=now
        )
        _waiting(network).filter(person=person).update(answer="accepted", answered_at=now)
        return True
    _ask(by, network, words, now=now)
    return False


@transaction.atomic
def withdraw(*, by: Reader, network: Network, now: datetime) -> None:
    """Take back one's own request; when none waits, nothing happens."""
    for request in _waiting(locked(network)).filter(person_id=by.identity):
        _close(request, by, "withdrawn", now=now)


@transaction.atomic
def answer_request(*, by: Reader, network: Network, request: int, accepts: bool, now: datetime) -> JoinRequest:
    """Let somebody in, or not; they are told.

    Raises NotPermitted, AnsweredAlready, and KeptApart when they came to oversee others meanwhile.
    """
    network = locked(network)
    check(by, "network.run", network)
    asked = JoinRequest.objects.select_related("person", "answered_by").filter(network=network, pk=request).first()
    if asked is None or asked.answer:
        raise AnsweredAlready(_how_it_was_answered(asked))
    if accepts:
        give_role(by=by, person=asked.person, kind="member", network=network, tells=False, now=now)
    _close(asked, by, "accepted" if accepts else "declined", now=now)
    _tell_answer(asked, network, now=now)
    return asked


@transaction.atomic
def decline_all(*, by: Reader, network: Network, now: datetime) -> None:
    """Answer everybody who waits, because the network is being closed."""
    for asked in _waiting(network).select_related("person"):
        _close(asked, by, "declined", now=now)
        _tell_answer(asked, network, now=now, text="The network has been closed.")


@transaction.atomic
def leave(*, by: Reader, network: Network, now: datetime) -> None:
    """Give up every role in the network. Raises NotInside."""
    assert by.identity is not None
    end_roles_inside(by=by, network=locked(network), person=by.identity, why="left", now=now)


def end_roles_inside(*, by: Reader, network: Network, person: int, why: str, now: datetime) -> None:
    """End whatever keeps somebody inside; the role of lead last, so that they are still told when nobody leads.

    Raises NotInside, and NotPermitted unless they are one's own or one leads the network.
    """
    held = [role for role in locked_held(person, network=network) if role.kind in INSIDE_A_NETWORK]
    if not held:
        raise NotInside(f"They are not in {network.name} any more; nothing was changed.")
    for role in sorted(held, key=lambda role: role.kind == "network_lead"):
        end_role(by=by, role=role, why=why, now=now)


def locked(network: Network) -> Network:
    """The network as it is now, so that nobody closes or changes it before we have done."""
    return Network.objects.select_for_update(no_key=True).get(pk=network.pk)


def _ask(by: Reader, network: Network, words: str, *, now: datetime) -> None:
    if _waiting(network).filter(person_id=by.identity).exists():
        return
    asked = JoinRequest.objects.create(
        network=network, person_id=by.identity, words=" ".join(words.split())[:500], at=now
    )
    record(
        by=by,
        action="network.asked",
        of=("network", network.key),
        after={"person": by.name},
        network=network.key,
        about=by.identity,
        now=now,
    )
    leads = leads_of(network)
    notify(
        leads or who_answers_without_a_lead(network),
        kind="request",
        key=f"request-{asked.pk}",
        title=f"{by.name} asks to join {network.name}",
        text=asked.words,
        address=reverse("network-requests", kwargs={"network": network.key}),
        network=network if leads else None,
        now=now,
    )


def _close(asked: JoinRequest, by: Reader, answer: str, *, now: datetime) -> None:
    asked.answer, asked.answered_at, asked.answered_by_id = answer, now, by.identity
    asked.save(update_fields=("answer", "answered_at", "answered_by"))
    record(
        by=by,
        action=f"network.{answer}",
        of=("network", asked.network.key),
        after={"person": asked.person.name},
        network=asked.network.key,
        about=asked.person_id,
        now=now,
    )


def _tell_answer(asked: JoinRequest, network: Network, *, now: datetime, text: str = "") -> None:
    is_in = asked.answer == "accepted"
    notify(
        [asked.person_id],
        kind="answer",
        key=f"answer-{asked.pk}",
        title=f"You are in {network.name} now" if is_in else f"Your request to join {network.name} was declined",
        text=text,
        address=reverse("network", kwargs={"network": network.key}),
        now=now,
    )


def _how_it_was_answered(asked: JoinRequest | None) -> str:
    if asked is None:
        return "There is no such request. Nothing was changed."
    who = f" by {asked.answered_by.name}" if asked.answered_by and asked.answer != "withdrawn" else ""
    return f"The request of {asked.person.name} was {ANSWERS[asked.answer]}{who} already. Nothing was changed."


def _waiting(network: Network):  # type: ignore[no-untyped-def]
    return JoinRequest.objects.filter(network=network, answer="").select_related("network", "person")


def _is_inside(person: Person, network: Network) -> bool:
    return Role.objects.filter(person=person, network=network, until=None, kind__in=INSIDE_A_NETWORK).exists()
