"""Reminders: each once, to those who still have something to do, whatever happens in between."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from support.cast import Cast
from support.champions import (
    DEADLINE,
    DURING,
    EXECUTIVE,
    MADE,
    asked,
    link_of,
    make_round,
    nominate,
    sent_in,
    the_return,
)
from support.people import person

from everyweek.web.people.accounts.erasure import erase_person
from everyweek.web.people.champions import reminders, running
from everyweek.web.people.champions.answering import decline
from everyweek.web.people.champions.models import Nominee, Reminder, Return, Round
from everyweek.web.people.champions.reminders import remind
from everyweek.web.people.champions.tokens import digest_of
from everyweek.web.people.models import Notification, OutgoingMail
from everyweek.web.people.reader import NOBODY, reader_of

OPENING = datetime(2026, 7, 1, 7, 0, tzinfo=UTC)  # 08:00 in London
SEVEN = datetime(2026, 7, 14, 7, 0, tzinfo=UTC)
TWO = datetime(2026, 7, 19, 7, 0, tzinfo=UTC)
MORNING = datetime(2026, 7, 21, 7, 0, tzinfo=UTC)
AFTER = datetime(2026, 7, 22, 7, 0, tzinfo=UTC)
SECOND = timedelta(seconds=1)


@pytest.fixture
def found(cast: Cast) -> Round:
    return make_round(cast, systems=("ZZA",))


@pytest.fixture
def one(found: Round) -> Return:
    return the_return(found)


def lines(cast: Cast, who: str = "executive contact") -> list[str]:
    return list(
        Notification.objects.filter(person=cast[who], kind="round").order_by("pk").values_list("title", flat=True)
    )


def test_a_system_that_does_nothing_is_told_of_the_opening_three_mornings_and_that_it_is_late(
    found: Round, cast: Cast
) -> None:
    counts = [
        remind(now)
        for at in (OPENING, SEVEN, TWO, MORNING, AFTER)
        for now in (at - SECOND, at, at + SECOND, at + timedelta(hours=3))
    ]

    assert counts == [0, 1, 0, 0] * 5
    due = "Recovery champions: due at noon on Tuesday 21 July 2026"
    assert lines(cast) == [
        "Recovery champions: nominate champions for Invented Harbour and Vale ICB",
        due,
        due,
        due,
        "Recovery champions: the return of Invented Harbour and Vale ICB is late",
    ]
    assert lines(cast, "administrator of a board") == lines(cast) == lines(cast, "administrator of a region")
    assert lines(cast, "champion") == lines(cast, "national support") == []
    assert remind(AFTER + timedelta(days=20)) == 0


def test_a_reminder_says_what_is_missing_and_how_long_there_is(one: Return, cast: Cast) -> None:
    nominate(cast.reader("executive contact"), one, "Ann Other")

    remind(TWO)
    remind(AFTER)

    texts = list(
        Notification.objects.filter(person=cast["executive contact"], kind="round").values_list("text", flat=True)
    )
    assert sorted(texts)[-2:] == [
        (
            "The return of Invented Harbour and Vale ICB is not sent in yet: the executive contact is not named. That "
            "is in 2 days 4 hours."
        ),
        (
            "The return of Invented Harbour and Vale ICB is not sent in yet: the executive contact is not named. The "
            "deadline was noon on Tuesday 21 July 2026, 20 hours ago. It can still be sent in, and will "
            "be marked as late."
        ),
    ]


def test_the_executive_contact_of_the_return_is_written_to_even_without_an_account(one: Return, cast: Cast) -> None:
    sent_in(cast.reader("executive contact"), one, "Ann Other")
    nominate(cast.reader("executive contact"), one, "Bob Brown")

    remind(TWO)

    mail = OutgoingMail.objects.get(to=EXECUTIVE.email, key__startswith="reminder-")
    assert mail.subject == "Recovery champions: due at noon on Tuesday 21 July 2026"
    assert "1 new nominee not sent in yet" in mail.text
    assert "named you as its executive contact" in mail.text
    assert "/champions/recovery-champions/ZZA/" in mail.text


def test_somebody_who_is_told_in_the_inbox_gets_no_second_mail(one: Return, cast: Cast) -> None:
    Return.objects.update(executive_email=cast["executive contact"].email)

    remind(TWO)

    assert OutgoingMail.objects.count() == 0


def test_who_has_sent_everything_in_hears_nothing(one: Return, cast: Cast) -> None:
    remind(OPENING)
    sent_in(cast.reader("executive contact"), one, "Ann Other", now=OPENING)
    Nominee.objects.update(state="confirmed")

    assert [remind(now) for now in (SEVEN, TWO, MORNING, AFTER)] == [0, 0, 0, 0]


def test_new_nominees_that_were_not_sent_in_do_not_make_a_return_late(one: Return, cast: Cast) -> None:
    by = cast.reader("executive contact")
    sent_in(by, one, "Ann Other", now=MORNING)
    nominate(by, one, "Bob Brown", now=MORNING)

    assert remind(MORNING) == 1 + 1  # with the opening, of which nobody was told before
    assert remind(AFTER) == 0


def test_a_worker_that_was_stopped_for_days_sends_the_newest_reminder_only(found: Round, cast: Cast) -> None:
    remind(OPENING)

    assert remind(MORNING + SECOND) == 1
    assert len(lines(cast)) == 2


def test_a_worker_killed_between_two_reminders_sends_the_others_and_none_twice(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_round(cast, systems=("ZZA", "ZZC"))
    remind(OPENING)
    tell = reminders.tell_system

    def killed(one: Return, **what: Any) -> None:
        tell(one, **what)
        if one.system == "ZZC":
            raise SystemExit  # after the lines were written, before they were kept

    monkeypatch.setattr(reminders, "tell_system", killed)
    with pytest.raises(SystemExit):
        remind(SEVEN)
    monkeypatch.undo()
    after_the_kill = (len(lines(cast)), len(lines(cast, "administrator of another board")))

    assert after_the_kill == (2, 1)
    assert remind(SEVEN + timedelta(minutes=1)) == 1
    assert (len(lines(cast)), len(lines(cast, "administrator of another board"))) == (2, 2)


def test_a_closed_round_reminds_nobody(found: Round, cast: Cast) -> None:
    running.close_round(by=cast.reader("national support"), of=found, seen_version=1, now=DURING)

    assert remind(SEVEN) == 0


def test_a_deadline_that_moves_is_reminded_of_anew_but_not_of_what_has_passed(found: Round, cast: Cast) -> None:
    for at in (OPENING, SEVEN, TWO):
        remind(at)
    moved = datetime(2026, 7, 23, 11, 0, tzinfo=UTC)

    running.change_round(
        by=cast.reader("national support"),
        of=found,
        seen_version=1,
        asked=asked(deadline_at=moved),
        now=TWO + timedelta(hours=1),
    )

    # Seven days before the 23rd was the 16th, which has passed when it is moved on the 19th.
    counts = [
        remind(TWO + timedelta(hours=2)),
        remind(MORNING),
        remind(AFTER),
        remind(AFTER + timedelta(days=1, hours=1)),
    ]
    assert counts == [0, 1, 0, 1]
    assert lines(cast)[-1] == "Recovery champions: due at noon on Thursday 23 July 2026"


def test_a_system_that_was_given_longer_is_reminded_of_its_own_deadline(found: Round, one: Return, cast: Cast) -> None:
    longer = DEADLINE + timedelta(days=7)
    running.give_longer(
        by=cast.reader("national support"), of=one, seen_version=1, deadline_at=longer, why="Because", now=MADE
    )
    remind(OPENING)

    assert remind(AFTER - timedelta(days=1)) == 1  # seven days before its own
    assert remind(AFTER + timedelta(days=7)) == 1
    assert lines(cast)[-1] == "Recovery champions: the return of Invented Harbour and Vale ICB is late"


def test_a_round_made_three_days_before_its_deadline_does_not_remind_at_once(cast: Cast) -> None:
    make_round(cast, now=datetime(2026, 7, 18, 12, 0, tzinfo=UTC))

    assert lines(cast) == ["Recovery champions: nominate champions for Invented Harbour and Vale ICB"]
    assert remind(datetime(2026, 7, 18, 12, 1, tzinfo=UTC)) == 0


def test_a_nominee_who_has_not_answered_for_five_days_is_asked_once_more_with_the_same_link(
    one: Return, cast: Cast
) -> None:
    remind(OPENING)
    (ann, bob) = sent_in(cast.reader("executive contact"), one, "Ann Other", "Bob Brown", now=DURING)
    decline(token=link_of(bob), by=NOBODY, now=DURING)

    counts = [
        remind(DURING + timedelta(days=5) + change) for change in (-SECOND, timedelta(0), SECOND, timedelta(days=1))
    ]

    mail = OutgoingMail.objects.get(key=f"nominee-{ann.pk}-reminder")
    assert counts == [0, 1, 0, 0]
    assert mail.subject == "A reminder: will you be a champion of Invented Harbour and Vale ICB?"
    assert f"/champions/answer/{link_of(ann)}/" in mail.text
    assert not OutgoingMail.objects.filter(key=f"nominee-{bob.pk}-reminder").exists()


def test_after_the_servers_key_was_changed_a_reminder_still_holds_a_link_that_works(
    one: Return, cast: Cast, settings: Any
) -> None:
    (ann,) = sent_in(cast.reader("executive contact"), one, "Ann Other", now=DURING)
    first = link_of(ann)
    settings.SECRET_KEY = "another key"

    before = Nominee.objects.get().token_digest
    remind(DURING + timedelta(days=5))

    assert before == digest_of(first)  # until then the first link works
    assert Nominee.objects.get().token_digest == digest_of(link_of(ann))


def test_a_reminder_is_marked_in_the_same_step_as_it_is_written(found: Round, cast: Cast) -> None:
    remind(OPENING)
    remind(SEVEN)

    keys = set(Reminder.objects.values_list("key", flat=True))
    pk = found.returns.get().pk
    assert keys == {f"return-{pk}-opened", f"return-{pk}-7-days-202607211100"}


def test_a_nominee_whose_data_were_erased_at_their_own_request_is_written_to_no_more(one: Return, cast: Cast) -> None:
    ann = person("Ann Other", email="ann.other@example.nhs.uk")
    sent_in(cast.reader("executive contact"), one, "Ann Other")
    erase_person(by=reader_of(ann.pk), person=ann, removes_texts=False, now=DURING)

    remind(DURING + timedelta(days=5))

    assert not OutgoingMail.objects.filter(to__contains="erased").exists()
