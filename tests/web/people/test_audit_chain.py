"""The chain of changes: whoever changes, removes, swaps or puts in an entry past the product is found out."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import transaction
from support.cast import AT, Cast
from support.people import person

from everyweek.web.people.audit.actions import record
from everyweek.web.people.audit.erasure import erase_details
from everyweek.web.people.audit.verify import MOST_NAMED, check_head, verify_chain
from everyweek.web.people.models import AuditEntry, Person

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 6, 2, 9, 30, tzinfo=UTC)
OTHER_KEY = "another secret key of another time, as long as a secret key has to be"


def entries(number: int = 10) -> Person:
    """Entries about somebody who is there; the number of the first is 1."""
    AuditEntry.objects.all().delete()
    ann = Person.objects.filter(email="ann@example.nhs.uk").first() or person("Ann Other")
    AuditEntry.objects.all().delete()
    for count in range(number):
        record(
            by=None,
            by_words="the tests",
            action="role.given",
            of=("person", str(ann.pk)),
            after={"count": count},
            organisation="ZZ1",
            about=ann.pk,
            now=NOW + timedelta(minutes=count),
        )
    return ann


def faults(**asked: Any) -> dict[int, str]:
    return {fault.number: fault.what for fault in verify_chain(now=NOW, **asked).faults}


def change(number: int, /, **columns: Any) -> None:
    AuditEntry.objects.filter(number=number).update(**columns)


def test_a_chain_that_nobody_touched_holds() -> None:
    entries()

    verdict = verify_chain(now=NOW)

    assert verdict.holds
    assert (verdict.checked, verdict.first, verdict.newest) == (10, 1, 10)
    assert verdict.seal == AuditEntry.objects.get(number=10).seal


def test_an_empty_chain_holds() -> None:
    AuditEntry.objects.all().delete()

    verdict = verify_chain(now=NOW)

    assert (verdict.holds, verdict.checked, verdict.newest, verdict.seal) == (True, 0, 0, "")


CHANGED = {
    "at": NOW + timedelta(hours=1),
    "by_id_then": 4711,
    "by_words": "somebody else",
    "action": "role.ended",
    "object_kind": "network",
    "object_key": "4711",
    "organisation": "ZZ2",
    "network": "learning",
    "about_id_then": 4711,
    "details": '{"before": {}, "after": {"count": 5}}',
    "salt": "0" * 32,
    "digest": "0" * 64,
    "key_id": "0" * 16,
    "seal": "0" * 64,
}


@pytest.mark.parametrize(("column", "value"), CHANGED.items())
@pytest.mark.parametrize("number", [1, 5, 10])
def test_a_change_of_any_column_of_any_entry_is_found_and_named(column: str, value: Any, number: int) -> None:
    entries()

    change(number, **{column: value})

    assert number in faults()


def test_every_column_but_the_number_and_the_links_to_people_was_changed_in_the_test_above() -> None:
    columns = {field.name for field in AuditEntry._meta.get_fields()}

    assert columns - CHANGED.keys() == {"number", "by", "about"}


@pytest.mark.parametrize("column", ["by_id", "about_id"])
def test_a_link_to_another_person_is_found(column: str) -> None:
    entries()
    bob = person("Bob Other")

    change(5, **{column: bob.pk})

    assert "linked to another person" in faults()[5]


def test_a_link_that_was_cut_is_found_while_the_person_is_there() -> None:
    entries()

    change(5, about_id=None)

    assert "or to none" in faults()[5]


def test_an_entry_whose_number_was_changed_is_found() -> None:
    entries()

    change(10, number=12)

    assert faults() == {12: "Entries 10 to 11 are missing."}


def test_an_entry_that_is_missing_in_the_middle_is_named() -> None:
    entries()

    AuditEntry.objects.filter(number=5).delete()

    assert faults() == {6: "Entry 5 is missing."}


def test_an_entry_that_is_missing_at_the_beginning_is_named() -> None:
    entries()

    AuditEntry.objects.filter(number__in=(1, 2)).delete()

    assert faults() == {3: "Entries 1 to 2 are missing."}


def test_entries_that_changed_places_are_named() -> None:
    entries()

    for old, new in ((4, 100), (5, 4), (100, 5)):
        change(old, number=new)

    assert {4, 5} <= faults().keys()


def test_an_entry_that_was_put_in_is_found() -> None:
    entries()
    copy = AuditEntry.objects.get(number=5)
    for number in range(10, 5, -1):
        change(number, number=number + 1)

    copy.number, copy.action = 6, "role.ended"
    copy.save(force_insert=True)

    assert 6 in faults()


def test_an_entry_that_was_added_at_the_end_without_the_key_is_found() -> None:
    entries()
    copy = AuditEntry.objects.get(number=10)

    copy.number, copy.organisation = 11, "ZZ9"
    copy.save(force_insert=True)

    assert faults().keys() == {11}


def test_faults_beyond_the_first_fifty_are_counted() -> None:
    entries(60)

    AuditEntry.objects.update(action="nothing")

    verdict = verify_chain(now=NOW)
    assert (len(verdict.faults), verdict.broken, verdict.checked) == (MOST_NAMED, 60, 0)


def test_the_newest_entries_alone_can_be_checked() -> None:
    entries()
    change(2, action="nothing")

    verdict = verify_chain(now=NOW, newest=5)

    assert (verdict.holds, verdict.first, verdict.checked) == (True, 6, 5)
    assert 2 in faults(newest=9)
    assert 2 in faults(newest=100)


def test_a_long_chain_is_walked_in_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("everyweek.web.people.audit.verify.BATCH", 3)
    entries()

    assert verify_chain(now=NOW).checked == 10


# What the chain alone cannot show


def test_newest_entries_that_were_taken_away_are_found_with_a_head_that_was_kept() -> None:
    entries()
    kept = AuditEntry.objects.get(number=10)

    AuditEntry.objects.filter(number__gt=8).delete()

    assert verify_chain(now=NOW).holds
    said = check_head(10, kept.seal)
    assert said == "Entry 10, which you kept the seal of, is not in the chain any more: it ends with entry 8."


def test_a_chain_that_was_written_anew_is_found_with_a_head_that_was_kept() -> None:
    entries()
    kept = AuditEntry.objects.get(number=10).seal

    entries()

    assert verify_chain(now=NOW).holds
    assert "has another seal" in check_head(10, kept)


def test_a_head_that_was_kept_fits_a_chain_that_grew() -> None:
    entries()
    kept = AuditEntry.objects.get(number=10).seal

    record(by=None, action="tried", of=("thing", "1"), now=NOW)

    assert check_head(10, kept) == ""
    assert check_head(10, kept[:16].upper()) == ""


def test_a_head_of_an_empty_chain_is_missing() -> None:
    AuditEntry.objects.all().delete()

    assert "it is empty" in check_head(1, "0" * 64)


# Another key


def test_entries_of_an_earlier_key_are_counted_and_not_called_broken(settings: Any) -> None:
    entries()
    settings.SECRET_KEY = OTHER_KEY

    before_anything_new = verify_chain(now=NOW)
    record(by=None, action="tried", of=("thing", "1"), now=NOW)
    after = verify_chain(now=NOW)

    assert (before_anything_new.holds, before_anything_new.uncheckable, before_anything_new.checked) == (True, 10, 0)
    assert (after.holds, after.uncheckable, after.checked) == (True, 10, 2)
    assert AuditEntry.objects.get(number=11).action == "audit.key-changed"


def test_an_earlier_key_that_is_still_known_checks_its_entries(settings: Any) -> None:
    entries()
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = OTHER_KEY

    record(by=None, action="tried", of=("thing", "1"), now=NOW)

    verdict = verify_chain(now=NOW)
    assert (verdict.holds, verdict.checked, verdict.uncheckable) == (True, 12, 0)


def test_entries_of_an_earlier_key_whose_details_were_changed_are_named_all_the_same(settings: Any) -> None:
    entries()
    settings.SECRET_KEY = OTHER_KEY

    change(4, details="{}")

    assert faults().keys() == {4}


def test_nobody_can_pass_an_entry_off_as_one_of_an_earlier_key(settings: Any) -> None:
    entries()

    AuditEntry.objects.filter(number__lte=3).update(key_id="f" * 16, action="nothing")

    assert faults().keys() == {1, 2, 3}


def test_entries_of_another_key_at_the_end_of_ours_are_named() -> None:
    entries()

    change(10, key_id="f" * 16)

    assert "at that time there was none" in faults()[10]


# Erasing what entries say of a person


def test_a_chain_of_which_details_were_erased_holds() -> None:
    ann = entries()

    erased = erase_details(ann.pk, by=None, by_words="the tests", now=NOW)

    verdict = verify_chain(now=NOW)
    assert (erased, verdict.holds, verdict.erased) == (10, True, 10)
    assert not AuditEntry.objects.filter(about_id_then=ann.pk).exclude(details=None).exists()
    assert not AuditEntry.objects.exclude(salt="").filter(about_id_then=ann.pk).exists()


def test_details_that_are_gone_without_an_erasure_are_found() -> None:
    entries()

    change(5, details=None, salt="")

    assert "no erasure of them was recorded" in faults()[5]


def test_entries_that_mention_an_address_are_erased_with_the_person() -> None:
    entries()
    record(by=None, action="mail.came-back", of=("address", "x"), after={"email": "Bob@example.nhs.uk"}, now=NOW)
    bob = person("Bob Other")

    erase_details(bob.pk, mentions="bob@example.nhs.uk", by=None, now=NOW)

    assert AuditEntry.objects.get(number=11).details is None
    assert verify_chain(now=NOW).holds


def noted(details: dict[str, Any]) -> None:
    record(by=None, action="tried", of=("thing", "1"), after=details, now=NOW)


@pytest.mark.parametrize(
    "longer",
    [
        "joann@example.org",
        "jo.ann@example.org",
        "jo-ann@example.org",
        "jo+ann@example.org",
        "o'ann@example.org",
        "éann@example.org",
        "ann@example.org.uk",
        "ann@example.orgs",
    ],
)
def test_what_is_said_of_a_longer_address_stays(longer: str) -> None:
    entries(0)
    noted({"email": longer, "said": [f"Mail to {longer}, twice"]})

    erase_details(person("Bob Other").pk, mentions="ann@example.org", by=None, now=NOW)

    assert AuditEntry.objects.get(action="tried").details is not None


@pytest.mark.parametrize(
    "details",
    [
        {"email": "ANN@example.org"},
        {"said": "line one\nann@example.org\tand more"},
        {"said": "Write to ann@example.org."},
        {"said": "“ann@example.org”, 'ann@example.org'"},
        {"said": "Ann Other <ann@example.org>;joann@example.org"},
        {"many": [{"ann@example.org": 1}]},
    ],
)
def test_an_address_is_found_wherever_it_stands_by_itself(details: dict[str, Any]) -> None:
    entries(0)
    noted(details)

    erase_details(person("Bob Other").pk, mentions="ann@example.org", by=None, now=NOW)

    assert AuditEntry.objects.get(action="tried").details is None
    assert verify_chain(now=NOW).holds


@pytest.mark.parametrize(
    "address", ["o'neil@example.org", '"ann other"@example.org', "ann+ward@example.org", "ÿ@é.org"]
)
def test_an_address_with_unusual_signs_is_found(address: str) -> None:
    entries(0)
    noted({"said": f"Mail to {address} came back"})
    noted({"said": "neil@example.org and other@example.org"})

    erase_details(person("Bob Other").pk, mentions=address, by=None, now=NOW)

    assert AuditEntry.objects.get(number=1).details is None
    assert AuditEntry.objects.get(number=2).details is not None


def test_details_that_cannot_be_read_are_erased_with_the_address_in_them() -> None:
    entries(0)
    noted({"a": 1})
    change(1, details="{ no JSON: ann@example.org")

    erase_details(person("Bob Other").pk, mentions="ann@example.org", by=None, now=NOW)

    assert AuditEntry.objects.get(action="tried").details is None


def test_of_more_entries_than_one_statement_takes_all_are_erased(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("everyweek.web.people.audit.erasure.AT_ONCE", 3)
    ann = entries()

    assert erase_details(ann.pk, by=None, now=NOW) == 10
    assert verify_chain(now=NOW).holds


def test_details_that_somebody_took_away_from_an_erasure_are_found() -> None:
    ann = entries()
    erase_details(ann.pk, by=None, now=NOW)

    change(11, details=None, salt="")

    assert {1, 11} <= faults().keys()


def test_an_erasure_that_somebody_wrote_into_covers_nothing() -> None:
    ann = entries()
    erase_details(ann.pk, by=None, now=NOW)

    change(11, details="no longer JSON")

    assert {1, 10, 11} <= faults().keys()


def test_the_erasure_of_one_person_does_not_cover_another() -> None:
    entries()
    bob = person("Bob Other")
    erase_details(bob.pk, by=None, now=NOW)

    change(5, details=None, salt="")

    assert 5 in faults()


def test_an_erasure_tells_how_many_entries_and_nothing_of_the_person(cast: Cast) -> None:
    someone = cast["member"]

    erase_details(someone.pk, by=cast.reader("national support"), now=NOW)

    last = AuditEntry.objects.order_by("-number").first()
    assert (last.action, last.object_key, last.about_id) == ("audit.details-erased", str(someone.pk), None)
    assert json.loads(last.details)["after"].keys() == {"entries"}
    assert someone.name not in last.details


# Writing


def test_numbers_follow_one_another_without_a_gap() -> None:
    entries()

    assert list(AuditEntry.objects.values_list("number", flat=True)) == list(range(1, 11))


def test_an_entry_of_a_change_that_was_undone_is_not_there() -> None:
    entries()

    def undone() -> None:
        with transaction.atomic():
            record(by=None, action="tried", of=("thing", "1"), now=AT)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        undone()
    record(by=None, action="tried", of=("thing", "2"), now=AT)

    assert verify_chain(now=NOW).checked == 11


def test_a_walk_asks_the_database_a_few_times_however_long_the_chain(django_assert_max_num_queries: Any) -> None:
    entries(30)

    with django_assert_max_num_queries(4):
        verify_chain(now=NOW)


def test_instants_keep_their_microseconds() -> None:
    AuditEntry.objects.all().delete()
    record(by=None, action="tried", of=("thing", "1"), now=datetime(2026, 6, 1, 3, 0, 0, 123456, tzinfo=UTC))

    assert verify_chain(now=NOW).holds
