"""Scenarios beside a baseline: differences by pairs, worked by hand; and what must not be paired."""

import json
from dataclasses import replace

import numpy as np
import pytest
from scipy import stats
from support.flow_experiments import OCCUPANCY, SERVED, WAIT, WAITING, by_hand, department

from everyweek.flow.errors import FlowError
from everyweek.flow.experiments.asked import Asked
from everyweek.flow.experiments.comparing import compare
from everyweek.flow.experiments.estimating import Estimate
from everyweek.flow.experiments.figures import Figure
from everyweek.flow.experiments.outcome import Block, Outcomes, outcomes_of
from everyweek.flow.experiments.showing import CHANCE, as_plain_values, as_text, shown

RNG = np.random.default_rng(20_261_122)
LUCK = RNG.normal(0, 5, 12)
BEFORE, AFTER = 50 + LUCK + RNG.normal(0, 1, 12), 47 + LUCK + RNG.normal(0, 1, 12)


def test_a_difference_goes_pair_by_pair_and_says_what_pairing_bought() -> None:
    table = compare(by_hand({WAITING: BEFORE}), {"two more": by_hand({WAITING: AFTER})})

    row = table.row(WAITING, "two more")
    paired = stats.ttest_rel(AFTER, BEFORE).confidence_interval(0.95)
    apart = stats.ttest_ind(AFTER, BEFORE, equal_var=False).confidence_interval(0.95)
    assert (row.difference - row.half_width, row.difference + row.half_width) == pytest.approx(tuple(paired))
    assert row.half_width_if_independent == pytest.approx((apart.high - apart.low) / 2)
    assert row.half_width_together == row.half_width  # of one scenario
    assert row.pairing_is_worth == pytest.approx(
        (BEFORE.var(ddof=1) + AFTER.var(ddof=1)) / (AFTER - BEFORE).var(ddof=1)
    )
    assert (row.told, row.pairs) == ("less", 12)
    assert row.half_width_if_independent > abs(row.difference) > row.half_width  # other luck would have told nothing


def test_several_scenarios_have_wider_intervals_and_what_is_told_goes_by_them() -> None:
    nearly = by_hand({WAITING: BEFORE + RNG.normal(0, 1, 12)})
    few = BEFORE + np.where(np.arange(12) < 6, 0.0, 2.3) * np.where(np.arange(12) % 2, 1.0, -0.02)

    alone = compare(by_hand({WAITING: BEFORE}), {"a": by_hand({WAITING: few})}).row(WAITING, "a")
    table = compare(
        by_hand({WAITING: BEFORE}), {"a": by_hand({WAITING: few}), "b": nearly, "c": by_hand({WAITING: BEFORE})}
    )

    among = table.row(WAITING, "a")
    wide = stats.ttest_rel(few, BEFORE).confidence_interval(1 - 0.05 / 3)
    assert among.half_width_together == pytest.approx((wide.high - wide.low) / 2)
    assert among.half_width == alone.half_width
    assert table.row(WAITING, "b").told == "no difference can be told"
    assert table.row(WAITING, "c").told == "exactly the same"
    assert table.row(WAITING, "c").pairing_is_worth == np.inf
    assert table.scenarios == ("a", "b", "c")


def test_a_mean_wait_is_compared_as_the_ratio_that_it_is_over_pairs_that_have_it() -> None:
    before = by_hand({WAIT: [10.0, 40.0, np.nan, 7.0], SERVED: [300.0, 100.0, 0.0, 200.0]})
    after = by_hand({WAIT: [8.0, 20.0, 5.0, np.nan], SERVED: [310.0, 90.0, 10.0, 0.0]})

    row = compare(before, {"after": after}, figures=[WAIT]).rows[0]

    assert row.pairs == 2
    assert row.difference == pytest.approx((8.0 * 310 + 20.0 * 90) / 400 - (10.0 * 300 + 40.0 * 100) / 400)
    assert row.baseline.mean == pytest.approx((10.0 * 300 + 40.0 * 100 + 7.0 * 200) / 600)  # by itself, of all it has


def test_one_pair_and_none_say_so() -> None:
    one = compare(by_hand({OCCUPANCY: [0.8]}), {"b": by_hand({OCCUPANCY: [0.9]})}).rows[0]
    none = compare(by_hand({OCCUPANCY: [np.nan] * 2}), {"b": by_hand({OCCUPANCY: [0.9, 0.8]})}).rows[0]

    assert (one.told, none.told, none.pairs) == ("too few replications", "not in any pair", 0)
    assert np.isnan(one.pairing_is_worth)
    assert one.difference == pytest.approx(0.1)


def test_a_difference_that_is_the_same_in_every_pair_is_told() -> None:
    row = compare(by_hand({WAITING: [4.0, 4.0]}), {"b": by_hand({WAITING: [6.0, 6.0]})}).rows[0]

    assert (row.told, row.half_width, row.half_width_if_independent) == ("more", 0.0, 0.0)


@pytest.mark.parametrize(
    ("other", "said"),
    [
        (by_hand({WAIT: [1.0, 2.0]}, seed=2), "with seed 2, and the baseline with 1"),
        (
            by_hand({WAIT: [1.0, 2.0]}, first=1),
            r"2 replications \(1 to 2\), and the baseline 2 replications \(0 to 1\)",
        ),
        (by_hand({WAIT: []}), "it has no replication"),
        (
            by_hand({WAIT: [1.0, 2.0]}, run_minutes=60.0),
            "ran for 60 minutes with a warm-up of 0, and the baseline for 1440",
        ),
        (
            by_hand({WAIT: [1.0, 2.0]}, streams=("by ambulance",)),
            r"other streams: “by ambulance” \(more beds only\), “walk in” \(baseline only\). The name of a stream",
        ),
    ],
)
def test_what_shares_no_luck_is_not_paired(other: Outcomes, said: str) -> None:
    with pytest.raises(FlowError, match=f"“more beds” cannot be compared .*{said}"):
        compare(by_hand({WAIT: [1.0, 2.0]}), {"more beds": other})


def test_another_stream_may_be_the_change() -> None:
    other = by_hand({WAITING: AFTER}, streams=("walk in", "by ambulance"))

    table = compare(by_hand({WAITING: BEFORE}), {"ambulances": other}, although_streams_differ=True)

    assert table.rows[0].told == "less"


def test_figures_that_not_all_have_are_named_and_asking_for_one_is_refused() -> None:
    other = by_hand({WAITING: AFTER, OCCUPANCY: AFTER / 100})

    table = compare(by_hand({WAITING: BEFORE}), {"b": other})

    assert [row.figure for row in table.rows] == [WAITING]
    assert table.not_compared == ("beds: occupancy, share",)
    assert as_text(table).endswith(
        "Not compared, as not all have them, or not from and until the same: beds: occupancy, share."
    )
    with pytest.raises(FlowError, match="Not all scenarios have “beds: occupancy, share”"):
        compare(by_hand({WAITING: BEFORE}), {"b": other}, figures=[OCCUPANCY])


def test_times_of_one_name_that_end_elsewhere_are_not_compared() -> None:
    model = department()
    care, stay = model.intervals
    other = replace(model, intervals=(replace(care, until="seen"), stay))
    one, two = (outcomes_of(Asked(each, 1_440.0), Block(0, 2)) for each in (model, other))

    table = compare(one, {"b": two})

    assert len(table.not_compared) == 3 * 4  # number, mean and two shares: of all, and of each class
    assert {text.partition(":")[0].partition(",")[0] for text in table.not_compared} == {"time in the department"}
    assert {row.figure.of for row in table.rows} == {"cubicles", "beds", "time in hospital", ""}
    with pytest.raises(FlowError, match="with the same beginning and end"):
        compare(one, {"b": two}, figures=[Figure("mean", "time in the department", unit="minutes")])
    assert Outcomes.from_table(one.as_table()).same_as(one)


def test_more_beds_change_nothing_upstream_in_any_bit() -> None:
    as_it_is, more = (outcomes_of(Asked(department(beds=beds), 20_160.0, 2_880.0), Block(0, 4)) for beds in (52, 58))

    table = compare(as_it_is, {"six more": more})

    upstream = [row for row in table.rows if row.figure.of == "cubicles"]
    assert len(upstream) == 6
    assert {row.told for row in upstream} == {"exactly the same"}
    for row in upstream:
        assert as_it_is.column(row.figure).tobytes() == more.column(row.figure).tobytes()
    assert table.row(WAIT, "six more").difference < 0
    assert table.row(Figure("arrived"), "six more").told == "exactly the same"


def test_a_table_shows_every_number_with_its_interval() -> None:
    base = by_hand({WAIT: [10.0, 14.0], SERVED: [100.0, 100.0]})
    lower = by_hand({WAIT: [7.0, 12.0], SERVED: [100.0, 100.0]})
    nearly = by_hand({WAIT: [10.01, 14.0100001], SERVED: [100.0, 100.0]})

    text = as_text(compare(base, {"b": lower, "c": nearly}, baseline_name="now"))

    # by hand: half widths are 12.706 times the spread over the root of 2, of two scenarios 25.452 times that of the
    # difference; variances are 8 and 12.5, and 0.5 of the difference
    assert text.splitlines() == [
        "b, beside now: 2 pairs of replications",
        "                              now        b  difference  pairing  what can be told",
        "beds: mean wait, minutes  12 ± 25  10 ± 32     -2 ± 13   41.0 ×  no difference can be told",
        "beds: served, patients        100      100           0           exactly the same",
        "",
        "c, beside now: 2 pairs of replications",
        "                              now        c             difference    pairing  what can be told",
        "beds: mean wait, minutes  12 ± 25  12 ± 25  0.0100000 ± 0.0000013  > 1,000 ×  more",
        "beds: served, patients        100      100                      0             exactly the same",
        "",
        "Intervals of differences hold for all 2 scenarios at once with 95 % (Bonferroni).",
        CHANCE,
    ]
    assert CHANCE not in as_text(compare(base, {"b": lower}, figures=[WAIT]))  # of one figure there is no such choice


def test_one_pair_is_one_and_says_that_it_is_too_few() -> None:
    text = as_text(compare(by_hand({WAITING: [4.0]}), {"b": by_hand({WAITING: [6.0]})}))

    assert text.splitlines()[0] == "b, beside as it is: 1 pair of replications"
    assert text.endswith("too few replications")


def test_large_numbers_of_patients_are_shown_whole() -> None:
    assert shown(Estimate(2_880_123.0, 0.0)) == "2,880,123"


def test_plain_values_can_be_written_as_json() -> None:
    found = as_plain_values(compare(by_hand({OCCUPANCY: [0.8]}), {"b": by_hand({OCCUPANCY: [0.9]})}))

    again = json.loads(json.dumps(found, allow_nan=False))
    assert again["scenarios"] == ["b"]
    assert again["rows"][0]["figure"]["text"] == "beds: occupancy, share"
    assert again["rows"][0]["half_width"] is None
    assert again["rows"][0]["told"] == "too few replications"
    assert again["rows"][0]["baseline"] == {"mean": 0.8, "half_width": None}
