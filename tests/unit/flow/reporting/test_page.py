"""A report as a page: what it says, in which order, and that nothing a model is called can break it."""

import re
import xml.etree.ElementTree as ET
from base64 import b64encode
from dataclasses import replace
from datetime import timedelta
from hashlib import sha256

import numpy as np
import pytest
from support.flow_experiments import WAIT
from support.reported import a_model, a_report, hours_of, outcomes, ran

from everyweek.flow.experiments.comparing import compare
from everyweek.flow.experiments.estimating import Estimate
from everyweek.flow.experiments.replications import Reached, Wanted
from everyweek.flow.experiments.warm_up import Series, WarmUp
from everyweek.flow.model import MONDAY
from everyweek.flow.reporting.page import HERE, page_of
from everyweek.flow.reporting.report import Ran, Report

SETTLED = WarmUp(
    (
        Series("beds: in use", 0.0, 60.0, np.arange(40.0), 600.0),
        Series("beds: waiting", 0.0, 60.0, np.arange(40.0), 1_440.0),
        Series("time in the system", 0.0, 60.0, np.arange(40.0), 0.0),
    ),
    20,
    20_160.0,
)


def read(report: Report) -> ET.Element:
    """The page as a tree, which it is only when every name in it is safe."""
    page = page_of(report)
    assert page.startswith("<!doctype html>\n")
    return ET.fromstring(page.encode().removeprefix(b"<!doctype html>\n"))


def text(found: ET.Element | None) -> str:
    assert found is not None
    return " ".join("".join(found.itertext()).split())


def headings(page: ET.Element) -> list[tuple[str, str]]:
    return [(one.tag, text(one)) for one in page.iter() if one.tag in ("h1", "h2", "h3", "h4")]


def rows(page: ET.Element, caption: str) -> list[list[str]]:
    """The rows beneath the head of a table."""
    table = next(one for one in page.iter("table") if text(one.find("caption")) == caption)
    return [[text(cell) for cell in row] for body in table.iter("tbody") for row in body.iter("tr")]


def test_a_page_begins_with_what_was_run_and_what_it_rests_on() -> None:
    page = read(a_report())

    assert [(text(one), text(two)) for one, two in zip(page.iter("dt"), page.iter("dd"), strict=True)] == [
        ("What was run", "3 runs of 14 days, each of other luck"),
        ("Warm-up", "Counted from the beginning of each run, without a warm-up."),
        ("A run begins", "on a Monday at 00:00"),
        ("Seed", "1"),
        ("Made with", "everyweek 9.9.9; the same model, seed and version give the same figures"),
    ]
    assert headings(page) == [
        ("h1", "A ward"), ("h2", "Facts and sources"), ("h2", "Assumed, not measured"), ("h2", "Figures"),
        ("h2", "The week, hour by hour"), ("h3", "beds"),
    ]  # fmt: skip
    assumed = next(one for one in page.iter("div") if one.get("class") == "ew-assumed")
    assert [text(one) for one in assumed.iter("li")] == ["Nobody is turned away", 'Weekends are "like" others']
    assert "Stays of a year <em>, as published & read." in text(page)
    assert "Stays of a year" not in text(assumed)


def test_a_model_that_names_neither_fact_nor_assumption_has_no_heading_for_them() -> None:
    bare = replace(a_model(), about="", assumed=(), starts=MONDAY + timedelta(days=58, hours=8.5))

    page = read(a_report(ran(model=bare)))

    assert [said for _, said in headings(page)][:2] == ["A ward", "Figures"]
    assert "on Wednesday 3 June 2026 at 08:30" in text(page)


def test_figures_stand_in_tables_with_their_intervals() -> None:
    page = read(a_report())

    # Student's t for three runs is 4.303: of 1, 2, 3 half of the interval is 4.303 / √3 = 2.48.
    assert rows(page, "Pools: what patients wait for") == [
        ["beds", "20 ± 25", "2.0 ± 2.5", "20 ± 25 %", "7"],
    ]
    assert rows(page, "Intervals: times that were counted") == [
        ["time in the department", "150", "200 ± 248"], ["within 4 hours", "", "92.0 ± 2.5 %"],
    ]  # fmt: skip
    assert rows(page, "Intervals by class of patients") == [["time in the department, major", "60", "400 ± 497"]]
    assert "± is half of a 95 % interval over runs" in text(page)
    scopes = [one.attrib["scope"] for one in page.iter("th")]
    assert len(scopes) == len(list(page.iter("th")))


def test_the_week_is_drawn_said_and_listed_for_every_pool() -> None:
    page = read(a_report())

    # 1, 2 and 0 are in use: one on average, and on Wednesday at 15:00 two; 1, 2 and 3 wait at all hours.
    figures = list(page.iter("figure"))
    assert [text(one.find("figcaption/strong")) for one in figures] == ["Patients waiting", "In use"]
    assert text(figures[0].find("figcaption/span")).startswith("Longest queue on Monday at 00:00: 2.0 ± 2.5 waiting")
    assert text(figures[1].find("figcaption/span")).startswith("Fullest on Wednesday at 15:00: 2.0 ± 2.5 of 4 in use.")
    assert [len(list(one.iter("{http://www.w3.org/2000/svg}desc"))) for one in figures] == [2, 2]
    assert [text(one) for one in figures[1].iter("li")] == [
        "mean of 3 runs", "how sure the mean is", "ordinary variation: nine of ten runs",
        "capacity: how many there are",
    ]  # fmt: skip
    week = rows(page, "beds at each whole hour of the week")
    assert len(week) == 7 + 168
    assert week[0] == ["Monday"]
    assert week[1] == ["00:00", "1.0 ± 2.5", "0.1 to 1.9", "4", "2.0 ± 2.5", "1.1 to 2.9"]
    assert week[3 + 48 + 15] == ["15:00", "2.0 ± 2.5", "1.1 to 2.9", "4", "2.0 ± 2.5", "1.1 to 2.9"]


def test_one_run_has_no_bands_and_says_why() -> None:
    found = outcomes(1)

    page = read(a_report(ran(outcomes=found)))

    assert "There are no bands: one run says neither" in text(page)
    assert "each of other luck" not in text(page)
    assert {text(one) for one in page.iter("li")} >= {"one run", "capacity: how many there are"}
    assert rows(page, "beds at each whole hour of the week")[1] == ["00:00", "1", "4", "1"]
    assert "nine of ten" not in text(page)


def test_less_than_a_week_lists_only_the_hours_that_came() -> None:
    hours = hours_of(in_use=[1.0, 2.0], waiting=[0.0, 0.0])
    hours[:, :, 30:] = np.nan

    page = read(a_report(ran(outcomes=outcomes(2, weeks=0.2, hours=hours))))

    week = rows(page, "beds at the hours that came of the week")
    assert ([row[0] for row in week if len(row) == 1], len(week)) == (["Monday", "Tuesday"], 32)
    assert "30 of its 168 hours came, and only these are shown" in text(page)
    assert "Nobody waits at any whole hour of any run." in text(page)
    assert len(list(page.iter("figure"))) == 1


def test_a_run_in_which_no_hour_came_and_a_model_without_pools_have_no_pictures() -> None:
    never = outcomes(2, hours=np.full((2, 1, 168, 3), np.nan))
    without = ran(model=replace(a_model(), pools=()), outcomes=replace(outcomes(2), hours=None))

    none, no_pools = read(a_report(ran(outcomes=never))), read(a_report(without))

    assert "No whole hour by the clock was counted" in text(none)
    assert "The week, hour by hour" not in text(no_pools)
    assert not [*none.iter("figure"), *no_pools.iter("figure")]


def test_the_series_that_needs_longest_is_shown_first_and_the_others_behind_a_summary() -> None:
    found = outcomes()
    found = replace(found, heading=replace(found.heading, warm_up=1_440.0))

    page = read(a_report(ran(outcomes=found, warm_up=SETTLED)))

    assert headings(page)[-1] == ("h2", "How the warm-up was found")
    first, *others = [text(one.find("figcaption/strong")) for one in page.iter("figure")][2:]
    assert (first, others) == ("beds: waiting, patients", ["beds: in use, units", "time in the system, minutes"])
    details = [one for one in page.iter("details") if "other series" in text(one.find("summary"))]
    assert len(list(details[0].iter("figure"))) == 2
    assert SETTLED.sentence in text(page)
    assert "hour by hour. Thick and blue" in text(page)
    assert "All models have the longest" not in text(page)


def test_series_by_the_day_say_that_weekdays_are_left_out_and_one_alone_has_no_summary() -> None:
    daily = WarmUp((Series("time in the system", 0.0, 1_440.0, np.arange(40.0), 0.0),), 20, 57_600.0)

    page = read(a_report(ran(warm_up=daily)))

    assert "day by day. Thick and blue" in text(page)
    assert "What a day of the week is above or below the others is left out." in text(page)
    assert not [one for one in page.iter("summary") if "series" in text(one)]


def test_models_beside_one_another_have_a_table_of_differences_and_each_its_pictures() -> None:
    two = outcomes(3, add=5.0)
    two = replace(two, heading=replace(two.heading, warm_up=2_880.0))
    one = replace(outcomes(3), heading=replace(two.heading, asked="other"))
    table = compare(one, {"More beds": two}, baseline_name="A ward")

    page = read(a_report(ran(outcomes=one), ran("More beds", outcomes=two, warm_up=SETTLED), comparison=table))

    title = "More beds, beside A ward"
    found = rows(page, title)
    assert found[:2] == [["beds"], ["mean wait, minutes", "20 ± 25", "25 ± 25", "5", "more"]]
    assert ["within 240 minutes, %", "92.0 ± 2.5", "91.5 ± 2.5", "−0.5", "less"] in found
    assert found[-2:] == [
        ["the whole run, its warm-up included"],
        ["arrived, patients", "60", "60", "0", "exactly the same"],
    ]
    assert rows(page, f"{title}: by class of patients")[0] == ["time in the department, major"]
    told = headings(page)
    assert told[:4] == [("h1", "A ward beside More beds"), ("h2", "What differs"), ("h2", "A ward"),
                        ("h3", "Facts and sources")]  # fmt: skip
    assert ("h4", "beds") in told
    assert "Each figure is 95 % sure by itself" in text(page)
    assert "All models have the longest that any of them needs: 2 days are not counted here." in text(page)
    names = [one.attrib["aria-label"] for one in page.iter() if "aria-label" in one.attrib]
    assert len(names) == len(set(names)) == 10
    assert "not the same people" not in text(page)


def test_pictures_of_a_pool_in_several_models_have_one_scale() -> None:
    few, many = outcomes(3), outcomes(3, hours=hours_of(in_use=[1.0] * 3, waiting=[70.0, 80.0, 90.0], capacity=12.0))
    never = outcomes(3, hours=np.full((3, 1, 168, 3), np.nan))
    without = ran("D", model=replace(a_model(), pools=()), outcomes=replace(few, hours=None))

    page = read(a_report(ran("A", outcomes=few), ran("B", outcomes=many), ran("C", outcomes=never), without))

    marks = [
        [text(one) for one in figure.iter("{http://www.w3.org/2000/svg}text") if one.attrib["text-anchor"] == "end"]
        for figure in page.iter("figure")
    ]
    assert [each[: len(each) // 2][-1] for each in marks] == ["150", "15", "150", "15"]  # waiting, in use; twice
    assert text(page).count("A pool has the same scale in the pictures of every model.") == 2
    assert "the same scale" not in text(read(a_report()))


def test_several_scenarios_other_streams_and_what_cannot_be_compared_are_said() -> None:
    one, two = outcomes(3), outcomes(3, add=5.0)
    other = replace(two, heading=replace(two.heading, streams=("by ambulance",)))
    fewer = replace(two, heading=replace(two.heading, figures=two.heading.figures[:-1]), values=two.values[:, :-1])
    table = compare(one, {"B": other, "C": fewer}, baseline_name="A", although_streams_differ=True)

    page = read(a_report(ran("A", outcomes=one), ran("B", outcomes=other), ran("C", outcomes=fewer), comparison=table))

    said = text(page)
    assert "hold for all 2 scenarios at once with 95 % (Bonferroni)" in said
    assert "Not all models have the same streams" in said
    assert "Not compared, as not all have them, or not from and until the same: arrived, patients." in said
    assert headings(page)[0] == ("h1", "A beside B, C")


def test_one_figure_alone_has_no_warning_of_many() -> None:
    one, two = outcomes(3), outcomes(3, add=5.0)
    table = compare(one, {"B": two}, baseline_name="A", figures=[WAIT])

    page = read(a_report(ran("A", outcomes=one), ran("B", outcomes=two), comparison=table))

    assert "of twenty that the change leaves" not in text(page)
    assert len(rows(page, "B, beside A")) == 2


def test_what_became_of_a_precision_stands_beneath_the_figures() -> None:
    reached = Reached(Wanted(WAIT, 30.0), 3, Estimate(20.0, 25.0), 3)

    assert "beds: mean wait, minutes: 3 replications bring it to ± 30." in text(read(a_report(reached=(reached,))))


@pytest.mark.parametrize("name", ["a < b & c", "</style><script>alert(1)</script>", "\"'`", "🛏 beds", "x\ud800\x00y"])
def test_no_name_breaks_a_page(name: str) -> None:
    found = outcomes(2)
    found = replace(found, heading=replace(found.heading, model=name, pools=(name,)))
    figures = tuple(replace(one, of=name) if one.of == "beds" else one for one in found.heading.figures)
    found = replace(found, heading=replace(found.heading, figures=figures))
    model = replace(a_model(name, name), about=name, assumed=(name,))
    warm_up = replace(SETTLED, series=tuple(replace(one, name=f"{name}: waiting") for one in SETTLED.series))
    table = compare(found, {f"{name}2": found}, baseline_name=name)

    alone = read(a_report(Ran(name, model, found, warm_up)))
    both = read(a_report(Ran(name, model, found, warm_up), Ran(f"{name}2", model, found, warm_up), comparison=table))

    shown = " ".join(re.sub("[\ud800\x00]", "\ufffd", name).split())
    assert text(alone.find("body/main/h1")) == shown
    assert text(both.find("body/main/h1")) == f"{shown} beside {shown}2"
    assert not [*alone.iter("script"), *both.iter("script")]


def test_a_page_lets_nothing_in_but_its_own_style_sheet() -> None:
    page = read(a_report())

    style = (HERE / "report.css").read_text(encoding="utf-8")
    key = b64encode(sha256(style.encode()).digest()).decode()
    policy = next(one.attrib["content"] for one in page.iter("meta") if "http-equiv" in one.attrib)
    assert policy == f"default-src 'none'; style-src 'sha256-{key}'; base-uri 'none'; form-action 'none'"
    assert text(page.find("head/style")) == " ".join(style.split())
    attributes = {name for one in page.iter() for name in one.attrib}
    assert not attributes & {"src", "href", "style"}
    assert "url(" not in style


def test_the_same_report_gives_the_same_page() -> None:
    assert page_of(a_report()) == page_of(a_report())
