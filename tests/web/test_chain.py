"""The chain: whose figure each link shows, how old it is, and where it is tight."""

from datetime import date
from pathlib import Path

import pytest
from django.test import Client
from support.daily import Given, keep, winter_from
from support.site import words

MONTHS = [date(2023 + at // 12, at % 12 + 1, 1) for at in range(24)]
"""January 2023 to December 2024."""
WAVES = (0, 4, -2, 1, -4, 2, 0, -1)


def months(base: int, *, step_from: int | None = None, step: int = 0, of: int = 1000) -> dict[date, tuple[int, int]]:
    """A monthly share in thousandths that goes up and down, and from some month on lies higher or lower."""
    return {
        month: (base + WAVES[at % 8] + (step if step_from is not None and at >= step_from else 0), of)
        for at, month in enumerate(MONTHS)
    }


def occupancy(base: int, *, organisation: str = "ZZ1", step_from: int | None = None, step: int = 0) -> Given:
    return Given("general_and_acute_occupancy", organisation, months(base, step_from=step_from, step=step))


def chain_of(code: str) -> str:
    return words(Client(headers={"host": "localhost"}).get(f"/organisation/{code}/chain/").content)


def test_it_shows_seven_links_in_the_order_a_patient_passes_them(client: Client) -> None:
    page = words(client.get("/organisation/ZZ1/chain/").content)

    titles = ["111 and 999 calls", "Ambulance", "Front door", "Emergency department", "Beds", "Discharge", "Community"]
    places = [page.index(f"{title} {word}") for title, word in zip(titles, words_of(client, "ZZ1"), strict=True)]
    assert places == sorted(places)


def words_of(client: Client, code: str) -> list[str]:
    html = client.get(f"/organisation/{code}/chain/").content.decode()
    return [part.split("</strong>")[0].split(">")[-1] for part in html.split('class="nhsuk-tag')[1:]]


def test_a_trust_has_no_ambulances_so_its_regions_figure_is_shown_and_says_whose_it_is(client: Client) -> None:
    page = words(client.get("/organisation/ZZ1/chain/").content)

    assert (
        "Fenwick and the Marches (invented): Applebridge Invented Hospitals NHS Trust has no figure of its own." in page
    )


def test_a_regions_own_figure_is_not_called_anybody_elses(client: Client) -> None:
    page = words(client.get("/organisation/ZZ9/chain/").content)

    assert "no figure of its own" not in page


def test_each_link_leads_to_its_measure_and_to_more_of_its_kind(client: Client) -> None:
    html = client.get("/organisation/ZZ1/chain/").content.decode()

    assert 'href="/organisation/ZZ1/four_hour_performance/"' in html
    assert 'href="/organisation/ZZ1/#emergency_department"' in html
    assert 'href="/organisation/ZZ9/category_2_mean/"' in html
    assert 'href="/organisation/ZZ9/#ambulance"' in html


def test_a_week_is_named_by_its_first_day(client: Client) -> None:
    assert "Week of 10 March 2025" in words(client.get("/organisation/ZZ8/chain/").content)


def test_small_letters_lead_to_the_proper_address(client: Client) -> None:
    answer = client.get("/organisation/zz1/chain/?vintage=first")

    assert (answer.status_code, answer["Location"]) == (301, "/organisation/ZZ1/chain/?vintage=first")


def test_beds_that_miss_their_standard_every_time_are_tight_and_named_at_the_head(fresh_home: Path) -> None:
    keep(fresh_home, occupancy(970))

    page = chain_of("ZZ1")

    assert "Tightest now: beds (Bed occupancy 96.9%, worse than the" in page
    assert "Beds tight" in page


def test_beds_that_vary_by_chance_around_their_standard_are_called_ordinary(fresh_home: Path) -> None:
    keep(fresh_home, occupancy(920))

    page = chain_of("ZZ1")

    assert "Beds ordinary variation" in page
    assert "Nothing stands out as tight among the links with a recent figure." in page
    assert "Not known: 111 and 999 calls, ambulance, front door, emergency department, discharge and community" in page


def test_beds_that_get_emptier_are_easing(fresh_home: Path) -> None:
    keep(fresh_home, occupancy(970, step_from=16, step=-30))

    page = chain_of("ZZ1")

    assert "Beds easing" in page
    assert "Easing, and as things are still sure to miss the standard: beds." in page
    assert "Nothing stands out as tight" in page


def test_the_link_with_two_reasons_is_named_before_the_one_with_one(fresh_home: Path) -> None:
    performance = Given("four_hour_performance", "ZZ1", months(600))  # misses 78 % every time
    keep(fresh_home, performance, occupancy(950, step_from=16, step=30))

    page = chain_of("ZZ1")

    head = page[page.index("Tightest now") :]
    assert head.index("beds (") < head.index("emergency department (")
    assert "and getting worse)" in head


def test_an_old_figure_is_shown_with_its_age_and_never_called_tight(fresh_home: Path) -> None:
    handovers = Given("general_and_acute_occupancy_daily", "ZZ1", winter_from(date(2018, 12, 3), base=0.99))
    keep(fresh_home, handovers, Given("four_hour_performance", "ZZ1", months(800)))

    page = chain_of("ZZ1")

    assert "Beds no recent figure" in page
    assert "Winter 2018–19, the newest that is loaded. It says nothing of now." in page
    assert "Tightest now" not in page


def test_a_recent_figure_of_the_group_is_shown_before_an_old_one_of_its_own(fresh_home: Path) -> None:
    keep(
        fresh_home,
        Given("general_and_acute_occupancy_daily", "ZZ1", winter_from(date(2018, 12, 3))),
        occupancy(940, organisation="ZZ2"),
    )

    page = chain_of("ZZ1")

    assert "Applebridge Invented Hospitals NHS Trust has no recent figure of its own." in page
    assert "December 2024" in page


def test_the_first_headline_measure_with_a_recent_figure_speaks(fresh_home: Path) -> None:
    old = Given(
        "general_and_acute_occupancy", "ZZ1", {date(2020 + at // 12, at % 12 + 1, 1): (9, 10) for at in range(24)}
    )
    keep(fresh_home, old, Given("general_and_acute_occupancy_daily", "ZZ1", winter_from(date(2024, 12, 2))))

    assert "Week of 10 March 2025" in chain_of("ZZ1")


def test_few_points_are_said_to_be_on_trial(fresh_home: Path) -> None:
    few = dict(list(months(970).items())[-5:])
    keep(fresh_home, Given("general_and_acute_occupancy", "ZZ1", few))

    page = chain_of("ZZ1")

    assert "Beds tight" in page
    assert "The limits are on trial: they rest on 5 months." in page


def test_organisations_left_out_of_a_groups_figure_are_told(fresh_home: Path) -> None:
    keep(fresh_home, occupancy(900), Given("general_and_acute_occupancy", "ZZ2", dict.fromkeys(MONTHS)))

    assert "1 organisation left out, for want of a figure." in chain_of("ZZ9")


@pytest.mark.parametrize("code", ["RAJ", "england"])
def test_an_empty_warehouse_says_that_nothing_is_known(empty_client: Client, code: str) -> None:
    page = words(empty_client.get(f"/organisation/{code}/chain/").content)

    assert "Where the chain is tight is not known" in page
    assert page.count("no figure") >= 7


def test_the_words_are_explained_on_the_page(client: Client) -> None:
    page = words(client.get("/organisation/ZZ1/chain/").content)

    assert "What the words mean" in page
    assert "a year and a half or more behind the newest" in page
