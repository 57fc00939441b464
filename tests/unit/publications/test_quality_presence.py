"""Who stopped reporting and who began, where the reference knows no reason."""

from datetime import date

from support.quality import ATTENDANCES, daily, panel

from everyweek.publications.quality.presence import Change, find_newcomers, find_vanished
from everyweek.reference import directory

REFERENCE = directory()
ON = [100.0] * 6
GONE = [*[100.0] * 4, None, None]


def vanished(series: dict[str, list[float | None]], **options: object) -> tuple[Change, ...]:
    newest_before = options.pop("newest_before", None)
    return find_vanished(panel(series, **options), reference=REFERENCE, newest_before=newest_before)  # type: ignore[arg-type]


def newcomers(series: dict[str, list[float | None]], *, known: frozenset[str] = frozenset()) -> tuple[Change, ...]:
    return find_newcomers(panel(series), reference=REFERENCE, known=known)


def test_a_trust_that_stops_is_told_with_its_last_and_its_first_missing_month() -> None:
    (change,) = vanished({"ZZ1": GONE, "ZZ2": ON})

    assert change == Change(("ZZ1",), 0, date(2020, 4, 1), date(2020, 5, 1), 2)


def test_a_trust_that_merged_by_then_did_not_vanish() -> None:
    # RXH went on as RYR on 1 April 2021.
    series = {"RXH": [*[100.0] * 15, None], "RYR": [100.0] * 16}

    assert vanished(series) == ()


def test_one_that_the_reference_does_not_know_is_told_among_the_small_ones() -> None:
    (change,) = vanished({"QQQ99": GONE, "ZZ1": ON})

    assert change.codes == ("QQQ99",)


def test_a_merger_yet_to_come_explains_nothing() -> None:
    (change,) = vanished({"RXH": GONE, "RYR": ON})

    assert change.codes == ("RXH",)


def test_who_had_stopped_before_the_load_is_not_told_again() -> None:
    series = {"ZZ1": [*[100.0] * 3, None, None, None], "ZZ2": ON}

    assert vanished(series, earlier=5, newest_before=date(2020, 5, 1)) == ()


def test_who_reported_only_twice_is_not_missed() -> None:
    assert vanished({"ZZ1": [100.0, 100.0, None, None], "ZZ2": [100.0] * 4}) == ()


def test_a_day_off_is_not_the_end_but_a_week_is() -> None:
    options = {"measure": daily(ATTENDANCES), "every": "day"}
    a_day = {"ZZ1": [*[100.0] * 20, None], "ZZ2": [100.0] * 21}
    a_week = {"ZZ1": [*[100.0] * 20, *[None] * 7], "ZZ2": [100.0] * 27}

    assert vanished(a_day, **options) == ()
    assert len(vanished(a_week, **options)) == 1


def test_walk_in_centres_that_stop_together_are_told_together() -> None:
    trusts = {code: list(ON) for code in ("ZZ1", "ZZ2", "RJ1", "RJ2", "RJ7")}

    (change,) = vanished({"ZZW01": GONE, "Y02147": GONE, **trusts})

    assert change.codes == ("Y02147", "ZZW01")


def test_when_many_stop_it_is_said_once() -> None:
    codes = ["RJ1", "RJ2", "RJ7", "RAL", "RAX"]

    (change,) = vanished({**dict.fromkeys(codes, GONE), "ZZ1": ON})

    assert change.codes == tuple(sorted(codes))


def test_england_alone_says_nothing_about_who_reports() -> None:
    assert vanished({"england": [100.0] * 8, "ZZ1": ON}) == ()
    assert vanished({"england": [100.0] * 8}) == ()
    assert newcomers({"england": [100.0] * 8}) == ()


def test_nobody_vanishes_when_the_load_brought_nothing_in_force() -> None:
    assert vanished({"ZZ1": GONE, "ZZ2": ON}, earlier=6) == ()


def test_a_trust_that_begins_long_after_the_others_is_told() -> None:
    (change,) = newcomers({"RJ1": [*[None] * 4, 100.0, 100.0], "RJ2": ON})

    assert (change.codes, change.last, change.first_without) == (("RJ1",), date(2020, 5, 1), None)


def test_a_trust_that_was_there_in_an_earlier_load_is_no_newcomer() -> None:
    assert newcomers({"RJ1": [*[None] * 4, 100.0, 100.0], "RJ2": ON}, known=frozenset({"RJ1"})) == ()


def test_a_trust_that_was_formed_meanwhile_is_expected() -> None:
    # R0D was formed in October 2020 of RDZ and RD3.
    assert newcomers({"R0D": [*[None] * 10, 100.0, 100.0], "RJ2": [100.0] * 12}) == ()


def test_an_organisation_that_the_reference_does_not_know_is_told_elsewhere() -> None:
    assert newcomers({"QQQ99": [*[None] * 4, 100.0, 100.0], "RJ2": ON}) == ()


def test_three_periods_are_too_few_to_call_anybody_new() -> None:
    assert newcomers({"RJ1": [None, 100.0, 100.0], "RJ2": [100.0] * 3}) == ()
