"""The directory extended and corrected by lists that were loaded."""

from datetime import date

import pytest

from everyweek.reference import Directory
from everyweek.reference.extend import differences, extended
from everyweek.reference.extend_by_trusts import known_differences
from everyweek.reference.facts import Facts
from everyweek.reference.faults import ContradictoryUpdate
from everyweek.reference.updates import (
    ListedSuccessor,
    ListedTrust,
    SuccessorList,
    TrustList,
    fingerprint_of,
    update_as_text,
    update_from_text,
)

LOADED = date(2026, 11, 1)
BUILT_IN = {
    "names": "R01,region,North,,\nR02,region,South,,\nB01,icb,Old Board,2022-07-01,2026-04-01\n"
    "B02,icb,New Board,2026-04-01,\nB03,icb,South Board,2022-07-01,\n"
    "T01,trust,Abbey NHS Trust,,2018-04-01\nT01,trust,Abbey and Hill NHS Trust,2018-04-01,\n"
    "T02,trust,Brook NHS Trust,,\nT03,trust,Chapel NHS Trust,,2024-10-01\nA01,ambulance_service,Northern Ambulance,,\n"
    "P01,other_provider,Walk-in Centre,,",
    "parents": "B01,R01,2022-07-01,2026-04-01,\nB02,R01,2026-04-01,,\nB03,R02,2022-07-01,,\n"
    "T01,R01,,,\nT01,B01,2022-07-01,2026-04-01,\nT01,B02,2026-04-01,,\nT02,R02,,,\nT02,B03,2022-07-01,,\n"
    "T03,R01,,,\nT03,B01,2022-07-01,2024-10-01,\nA01,R01,,,\nP01,R01,,,\nP01,B02,2026-04-01,,",
    "successors": "T03,T01,2024-10-01,whole,,\nB01,B02,2026-04-01,whole,,",
}


@pytest.fixture
def built_in(facts_of):
    return facts_of(**BUILT_IN)


def listed(code, name="Fenwick NHS Trust", region="R01", board="B01", *, opened=date(2010, 4, 1), closed=None):
    return ListedTrust(1, code, name, region, board, opened, closed)


def newest(day):
    """A trust that says nothing but from when the list is."""
    return listed("T99", "Newest NHS Trust", "R02", "B03", opened=day)


def trusts(*rows):
    return TrustList(rows)


def successors(*rows):
    return SuccessorList(
        tuple(
            ListedSuccessor(number, code, heir, date.fromisoformat(on))
            for number, (code, heir, on) in enumerate(rows, start=2)
        )
    )


def take_in(facts, update, *, built_in, **others):
    return extended(facts, update, on=LOADED, built_in=built_in, **others)


def reasons(extension):
    return [(doubt.reason, doubt.found) for doubt in extension.doubts]


def test_a_trust_that_was_not_known_is_added_and_follows_its_board(built_in):
    update = trusts(listed("T04", "ST GEORGE'S & MARSH NHS TRUST", opened=date(2023, 4, 1)))

    after = take_in(built_in, update, built_in=built_in)

    organisations = Directory(after.facts)
    assert organisations.organisation("T04").name == "St George's and Marsh NHS Trust"
    assert organisations.organisation("T04").valid_from == date(2023, 4, 1)
    assert organisations.parent("T04", kind="region", on=date(2015, 1, 1)) == "R01"
    assert organisations.parent("T04", kind="icb", on=date(2023, 3, 31)) is None
    assert organisations.parent("T04", kind="icb", on=date(2026, 3, 31)) == "B01"
    assert organisations.parent("T04", kind="icb", on=date(2026, 4, 1)) == "B02"
    assert differences(built_in, after.facts) == ({"T04"}, frozenset())
    assert after.doubts == ()


def test_a_trust_older_than_the_boards_is_in_one_from_july_2022(built_in):
    organisations = Directory(take_in(built_in, trusts(listed("T04")), built_in=built_in).facts)

    assert organisations.parent("T04", kind="icb", on=date(2022, 6, 30)) is None
    assert organisations.parent("T04", kind="icb", on=date(2022, 7, 1)) == "B01"


def test_an_ambulance_service_is_added_to_a_region_only(built_in):
    after = take_in(built_in, trusts(listed("T04", "SOUTHERN AMBULANCE SERVICE NHS TRUST", "R02")), built_in=built_in)

    organisations = Directory(after.facts)
    assert organisations.organisation("T04").kind == "ambulance_service"
    assert organisations.parent("T04", kind="icb", on=LOADED) is None


def test_a_trust_that_closed_before_boards_began_is_in_none(built_in):
    closed = listed("T04", closed=date(2013, 4, 1))

    organisations = Directory(take_in(built_in, trusts(closed), built_in=built_in).facts)

    assert organisations.organisation("T04").valid_to == date(2013, 4, 1)
    assert organisations.parent("T04", kind="icb", on=LOADED) is None


def test_welsh_trusts_and_those_that_closed_before_there_are_figures_are_passed_over(built_in):
    welsh = listed("T05", region="W00", board="Q99")
    old = listed("T06", opened=date(1994, 4, 1), closed=date(2002, 4, 1))

    after = take_in(built_in, trusts(welsh, old), built_in=built_in)

    assert differences(built_in, after.facts) == (frozenset(), frozenset())
    assert after.doubts == ()


def test_a_trust_in_a_region_that_is_not_known_is_left_out_and_said_so(built_in):
    nowhere = listed("T05", region="")

    after = take_in(built_in, trusts(listed("T04", region="Y55"), nowhere), built_in=built_in)

    assert differences(built_in, after.facts) == (frozenset(), frozenset())
    assert reasons(after) == [("A trust is in a region that is not known", "T04 Y55; T05 none")]
    assert after.doubts[0].action == "left out"


def test_a_trust_in_a_board_that_is_not_known_is_added_without_one(built_in):
    after = take_in(built_in, trusts(listed("T04", board="Q71")), built_in=built_in)

    assert Directory(after.facts).parent("T04", kind="icb", on=LOADED) is None
    assert reasons(after) == [("A trust is in a board that is not known", "T04 Q71")]


def test_a_newer_list_renames_a_trust_from_its_own_day_on(built_in):
    update = trusts(listed("T02", "BROOK UNIVERSITY NHS TRUST", "R02", "B03"), newest(date(2026, 7, 1)))

    after = take_in(built_in, update, built_in=built_in)

    organisations = Directory(after.facts)
    assert organisations.organisation("T02", on=date(2026, 6, 30)).name == "Brook NHS Trust"
    assert organisations.organisation("T02", on=date(2026, 7, 1)).name == "Brook University NHS Trust"
    assert differences(built_in, after.facts) == ({"T99"}, {"T02"})


def test_a_list_older_than_the_built_in_facts_does_not_rename_and_is_remarked(built_in):
    update = trusts(listed("T02", "BROOK HOSPITALS NHS TRUST", "R02", "B03"), newest(date(2021, 7, 1)))

    after = take_in(built_in, update, built_in=built_in)

    assert Directory(after.facts).organisation("T02").name == "Brook NHS Trust"
    assert reasons(after) == [("A trust has another name than the one known", "T02 BROOK HOSPITALS NHS TRUST")]
    assert after.doubts[0].expected == "Brook NHS Trust"


def test_an_old_name_in_a_list_is_no_new_one_and_a_closed_trust_is_not_renamed(built_in):
    old = listed("T01", "ABBEY NHS TRUST")
    closed = listed("T03", "CHAPEL UNIVERSITY NHS TRUST")

    after = take_in(built_in, trusts(old, closed, newest(date(2026, 7, 1))), built_in=built_in)

    assert differences(built_in, after.facts) == ({"T99"}, frozenset())
    assert after.doubts == ()


def test_a_newer_list_moves_a_trust_to_another_region_and_board(built_in):
    update = trusts(listed("T02", "BROOK NHS TRUST", "R01", "B02"), newest(date(2026, 7, 1)))

    organisations = Directory(take_in(built_in, update, built_in=built_in).facts)

    before, after = date(2026, 6, 30), date(2026, 7, 1)
    assert [organisations.parent("T02", kind="region", on=day) for day in (before, after)] == ["R02", "R01"]
    assert [organisations.parent("T02", kind="icb", on=day) for day in (before, after)] == ["B03", "B02"]


def test_a_list_older_than_the_built_in_facts_does_not_move_a_trust(built_in):
    update = trusts(listed("T02", "BROOK NHS TRUST", "R01", "B01"), newest(date(2024, 7, 1)))

    after = take_in(built_in, update, built_in=built_in)

    assert differences(built_in, after.facts) == ({"T99"}, frozenset())
    assert reasons(after) == [
        ("A trust is in another region than the one known", "T02 R01"),
        ("A trust is in another board than the one known", "T02 B01"),
    ]


def test_a_list_that_is_older_than_the_boards_says_nothing_of_boards(built_in):
    update = trusts(listed("T02", "BROOK NHS TRUST", "R02", "Q70"), newest(date(2021, 7, 1)))

    assert take_in(built_in, update, built_in=built_in).doubts == ()


def test_a_trust_known_from_an_older_list_takes_its_board_from_a_newer_one(built_in):
    older = trusts(listed("T04", board="Q71", opened=date(2015, 4, 1)))
    newer = trusts(listed("T04", board="B03", opened=date(2024, 11, 1)))

    first = take_in(built_in, older, built_in=built_in)
    organisations = Directory(take_in(first.facts, newer, built_in=built_in).facts)

    assert organisations.parent("T04", kind="icb", on=date(2022, 7, 1)) == "B03"


def test_a_board_that_nhs_england_publishes_otherwise_is_not_followed(built_in, facts_of):
    sandwell = ("RXK", "QHL")
    names = (
        "Y60,region,Midlands,,\nQHL,icb,Birmingham,2022-07-01,\nQUA,icb,Black Country,2022-07-01,\nRXK,trust,Sandwell,,"
    )
    own = facts_of(names=names, parents="RXK,Y60,,,\nRXK,QUA,2022-07-01,,\nQHL,Y60,2022-07-01,,\nQUA,Y60,2022-07-01,,")
    update = trusts(listed("RXK", "SANDWELL", "Y60", "QHL", opened=date(2026, 7, 1)))

    after = take_in(own, update, built_in=own)

    assert sandwell in known_differences()
    assert differences(own, after.facts) == (frozenset(), frozenset())
    assert reasons(after) == [("A trust's board is not the one that NHS England publishes", "RXK QHL")]


def test_a_closure_closes_and_one_that_is_known_otherwise_is_remarked(built_in):
    closes = listed("T02", "BROOK NHS TRUST", "R02", "B03", closed=date(2026, 7, 1))
    agrees = listed("T03", "CHAPEL NHS TRUST", closed=date(2024, 10, 1))
    differs = listed("T01", "ABBEY AND HILL NHS TRUST", closed=date(2019, 4, 1))

    after = take_in(built_in, trusts(closes, agrees, differs), built_in=built_in)

    organisations = Directory(after.facts)
    assert organisations.organisation("T02").valid_to == date(2026, 7, 1)
    assert organisations.parent("T02", kind="region", on=LOADED) == "R02"
    assert reasons(after) == [("A trust closed on another day than the one known", "T01 2019-04-01")]
    assert after.doubts[0].expected == "open"


def test_a_code_of_another_kind_is_remarked(built_in):
    after = take_in(built_in, trusts(listed("P01")), built_in=built_in)

    assert reasons(after) == [("A code is another kind of organisation", "P01 Fenwick NHS Trust")]


def test_many_rows_doubted_for_one_reason_are_one_remark_with_examples(built_in):
    rows = [listed(f"T{number}", region="Y55") for number in range(10, 20)]

    (doubt,) = take_in(built_in, trusts(*rows), built_in=built_in).doubts

    assert doubt.found == "T10 Y55; T11 Y55; T12 Y55; T13 Y55; T14 Y55; T15 Y55; and 4 more"


def test_a_successor_of_an_open_trust_closes_it_and_takes_its_work_on(built_in):
    after = take_in(built_in, successors(("T02", "T01", "2026-07-01")), built_in=built_in)

    organisations = Directory(after.facts)
    assert organisations.organisation("T02").valid_to == date(2026, 7, 1)
    assert organisations.rolled_up("T02", on=date(2026, 7, 1)) == "T01"
    assert differences(built_in, after.facts) == (frozenset(), {"T01", "T02"})


def test_two_successors_on_one_day_divide_the_work(built_in):
    update = successors(("T02", "T01", "2026-07-01"), ("T02", "P01", "2026-07-01"))

    organisations = Directory(take_in(built_in, update, built_in=built_in).facts)

    assert organisations.rolled_up("T02", on=LOADED) is None


def test_practices_and_boards_and_what_is_known_already_change_nothing(built_in):
    update = successors(
        ("Y02147", "Y00001", "2014-04-01"),
        ("B01", "B02", "2026-04-01"),
        ("T01", "T01", "2014-04-01"),
        ("T03", "T01", "2024-09-30"),
    )

    after = take_in(built_in, update, built_in=built_in)

    assert differences(built_in, after.facts) == (frozenset(), frozenset())
    assert after.doubts == ()


def test_a_successor_other_than_the_built_in_one_is_remarked_and_not_followed(built_in):
    after = take_in(built_in, successors(("T03", "T02", "2024-10-01")), built_in=built_in)

    assert Directory(after.facts).rolled_up("T03", on=LOADED) == "T01"
    assert reasons(after) == [("A successor is not the one known", "T03 to T02 on 2024-10-01")]
    assert after.doubts[0].expected == "T01 on 2024-10-01"


def test_a_successor_that_nobody_knows_is_remarked(built_in):
    after = take_in(built_in, successors(("T02", "T77", "2026-07-01")), built_in=built_in)

    assert reasons(after) == [
        ("A successor is not known; load the list of trusts that has it", "T02 to T77 on 2026-07-01")
    ]


@pytest.mark.parametrize(("code", "day"), [("T02", "2002-04-01"), ("T01", "2018-04-01")])
def test_an_end_before_the_name_began_is_of_another_organisation_with_that_code(built_in, code, day):
    after = take_in(built_in, successors((code, "P01", day)), built_in=built_in)

    assert differences(built_in, after.facts) == (frozenset(), frozenset())
    assert reasons(after) == [
        ("An organisation is said to have ended before the name it has began", f"{code} to P01 on {day}")
    ]


def test_an_unknown_organisation_with_figures_is_added_in_its_successors_region(built_in):
    update = successors(("5A1", "5B1", "2011-04-01"), ("5B1", "T02", "2013-04-01"), ("5C1", "Q01", "2013-04-01"))
    figures = {"5A1": "HAVERING PCT", "5B1": "BARKING PCT", "5C1": "NOWHERE PCT"}

    after = take_in(built_in, update, built_in=built_in, with_figures=figures)

    organisations = Directory(after.facts)
    assert organisations.organisation("5A1").name == "HAVERING PCT"
    assert organisations.organisation("5A1").kind == "other_provider"
    assert organisations.parent("5A1", kind="region", on=date(2010, 6, 1)) == "R02"
    assert organisations.rolled_up("5A1", on=LOADED) == "T02"
    assert not organisations.has("5C1")
    assert after.doubts == ()


def test_an_organisation_that_ends_twice_is_refused_with_its_row(built_in):
    update = successors(("T02", "T01", "2026-07-01"), ("T02", "P01", "2026-08-01"))

    with pytest.raises(
        ContradictoryUpdate, match=r"Row 3: T02 ends twice\..*row 2: T02 to T01 on 2026-07-01"
    ) as refused:
        take_in(built_in, update, built_in=built_in)

    assert refused.value.row == 3


@pytest.mark.parametrize(
    ("rows", "row"),
    [
        ([("T02", "P01", "2026-07-01"), ("P01", "T02", "2026-08-01")], 2),
        ([("T01", "T03", "2026-07-01")], 2),
    ],
)
def test_a_way_round_is_refused_with_its_row(built_in, rows, row):
    with pytest.raises(ContradictoryUpdate, match="would succeed itself") as refused:
        take_in(built_in, successors(*rows), built_in=built_in)

    assert refused.value.row == row


def test_two_lists_that_contradict_each_other_are_not_both_taken_in(built_in):
    first = take_in(built_in, successors(("T02", "T01", "2026-07-01")), built_in=built_in)

    with pytest.raises(ContradictoryUpdate, match=r"Another list.*T02 to P01.*T01 on 2026-07-01"):
        take_in(first.facts, successors(("T02", "P01", "2026-07-01")), built_in=built_in)


def test_a_list_kept_as_text_is_the_same_list():
    of_trusts = trusts(
        listed("T04"), listed("T05", closed=date(2026, 1, 1)), ListedTrust(3, "T06", "N", "", "", None, None)
    )
    of_successors = successors(("T02", "T01", "2026-07-01"))

    assert update_from_text(update_as_text(of_trusts)) == of_trusts
    assert update_from_text(update_as_text(of_successors)) == of_successors


def test_the_order_of_rows_does_not_make_another_list():
    one, other = listed("T04"), listed("T05")

    assert fingerprint_of(trusts(one, other)) == fingerprint_of(trusts(other, one))
    assert fingerprint_of(trusts(one)) != fingerprint_of(trusts(other))


def test_facts_are_told_apart_by_organisation():
    nothing = Facts((), (), ())

    assert differences(nothing, nothing) == (frozenset(), frozenset())
