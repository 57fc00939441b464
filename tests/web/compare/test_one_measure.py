"""One measure of an organisation beside others, on the sample."""

import csv
import json
import re
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from support.people import person, read_from, reader
from support.site import words

from everyweek.reference import directory
from everyweek.web.compare.own_groups import actions

ADDRESS = "/organisation/ZZG/compare/four_hour_performance/"


def chosen(html: str) -> str:
    found = re.search(r'<option value="([^"]*)" selected', html)
    return found.group(1) if found else ""


def test_it_says_first_how_the_organisation_stands_and_how_sure_that_is(client: Client) -> None:
    page = words(client.get(ADDRESS).content)

    assert "A&amp;E 4-hour performance, all types: Gallowmere Invented University Hospitals" in page
    assert "beside the 10 most like it" in page
    assert re.search(r"66\.2% over April 2024 to March 2025, and 95% sure to be between \d\d\.\d% and \d\d\.\d%", page)
    assert "Worse than the median of the 10 most like it" in page
    assert re.search(r"\d+th of 11, but by chance alone it might be anywhere from \d+th to \d+th", page)


def test_the_choice_of_whom_works_without_javascript_and_says_how_they_were_chosen(client: Client) -> None:
    html = client.get(ADDRESS).content.decode()

    assert '<select class="nhsuk-select" id="among" name="among">' in html
    assert chosen(html) == "nearest"
    assert "all trusts with a type 1 emergency department" in html
    assert "by weighted Euclidean distance" in html
    assert re.search(r"Version \S+ of this method", html)
    assert 'href="/organisation/ZZG/peers/"' in html


def test_compared_with_all_everybody_is_in_the_table_and_no_distance(client: Client) -> None:
    html = client.get(f"{ADDRESS}?among=all").content.decode()

    assert chosen(html) == "all"
    assert html.count('class="ew-table__who"') == 19
    assert "How unlike" not in html
    assert "How unlike" in client.get(ADDRESS).content.decode()


@pytest.mark.parametrize("among", ["nonsense", "codes:", "codes:QQQ", "own:mine", "own:", "codes:ZZG", ":", "🏥"])
def test_a_choice_that_cannot_be_followed_is_told_and_the_usual_one_shown(client: Client, among: str) -> None:
    answer = client.get(ADDRESS, {"among": among})

    html = answer.content.decode()
    assert answer.status_code == 200
    assert "The choice in this address cannot be followed" in html
    assert "Shown instead: the usual comparison." in html
    assert chosen(html) == "nearest"


@pytest.mark.parametrize("file", ["ranked.svg", "funnel.png", "figures.csv"])
def test_a_file_is_never_of_another_comparison_than_was_asked_for(client: Client, file: str) -> None:
    answer = client.get(f"{ADDRESS}{file}?among=nonsense")

    assert answer.status_code == 404
    assert "There is nobody to compare with" in answer.content.decode()


def test_codes_given_by_hand_are_offered_again_under_their_own_name(client: Client) -> None:
    html = client.get(f"{ADDRESS}?among=codes:zz1,ZZ2").content.decode()

    assert chosen(html) == "codes:zz1,ZZ2"
    assert "ZZ1, ZZ2" in html
    assert html.count('class="ew-table__who"') == 3


def test_with_two_peers_there_is_no_median_and_the_page_says_so(client: Client) -> None:
    page = words(client.get(f"{ADDRESS}?among=codes:ZZ1,ZZ2").content)

    assert "too few for a median" in page
    assert "To the median" not in page
    assert "ZZ1" in page


def test_an_organisation_of_another_kind_is_left_out_with_a_word(client: Client) -> None:
    page = words(client.get(f"{ADDRESS}?among=codes:ZZ1,ZZ2,ZZU").content)

    assert "Not compared, because they are not among the trusts with a type 1 emergency department: ZZU" in page


def test_the_gap_to_the_median_comes_first_and_gaps_are_never_added(client: Client) -> None:
    html = client.get(ADDRESS).content.decode()

    titles = re.findall(r'<h3 class="ew-gap__title">To ([^,]+), ', html)
    assert titles[0] == "the median of its peers"
    assert "the ambition" in titles
    assert html.count("ew-gap--large") == 1
    assert "They are never added together" in html
    assert re.search(r"between [\d,]+ and [\d,]+ more patients", html)


def test_what_acts_on_the_measure_tells_what_was_seen_from_what_is_general_knowledge(client: Client) -> None:
    html = client.get(ADDRESS).content.decode()

    helps = re.findall(r'<li class="(ew-help[^"]*)">(.*?)</li>', html, re.DOTALL)
    assert len(helps) >= 2
    for kind, text in helps:
        assert ("General knowledge, not checked" in text) == ("ew-help--unsure" in kind)
    assert {"ew-help", "ew-help ew-help--unsure"} == {kind for kind, _ in helps}


@pytest.mark.django_db
def test_no_link_leads_to_a_page_that_is_not_there_yet(
    client: Client, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("everyweek.web.learn.finding.keeping_current.folder", lambda: tmp_path / "library")
    html = client.get(ADDRESS).content.decode()

    main = html[html.index("<main") :]
    for address in set(re.findall(r'href="(/[^"#]*)', main)):
        page = client.get(address.replace("&amp;", "&"))
        assert page.status_code == 200 or page["Location"].startswith("/sign-in/"), address


def test_every_organisation_is_in_the_table_with_a_rank_that_is_not_bare(client: Client) -> None:
    html = client.get(ADDRESS).content.decode()

    body = html[html.index('<tbody class="nhsuk-table__body">') :]
    ranks = re.findall(r">(\d+(?:st|nd|rd|th) of 11[^<]*)<", body)
    assert len(ranks) == 11
    assert all("plausibly" in rank or "95% sure" in rank for rank in ranks)
    assert 'href="/organisation/ZZ1/four_hour_performance/"' in body


def test_the_organisation_itself_stands_out_by_words_and_not_by_colour_alone(client: Client) -> None:
    html = client.get(ADDRESS).content.decode()

    assert re.search(r'<tr class="ew-table__own">.*?The one compared', html)
    assert re.search(r"ew-card--own.*?The one compared", html, re.DOTALL)


def test_one_that_merged_in_the_window_is_rolled_up_here_and_where_its_links_lead(client: Client) -> None:
    html = client.get("/organisation/ZZ3/compare/four_hour_performance/").content.decode()

    assert "/organisation/ZZ3/four_hour_performance/?organisations=rolled-up" in html
    assert "organisations=rolled-up&amp;size=small" in html
    assert "What to know of some of them" in html


def test_one_that_has_ended_is_answered_for_by_who_does_its_work_today(client: Client) -> None:
    page = words(client.get("/organisation/ZZ4/compare/four_hour_performance/").content)

    assert "Coldharbour and Dunmarsh Invented Hospitals" in page


def test_a_small_class_is_compared_with_all_of_it_and_the_form_says_so(client: Client) -> None:
    html = client.get("/organisation/ZZ8/compare/category_2_mean/").content.decode()

    assert chosen(html) == "nearest"
    assert "all ambulance services</option>" in html
    assert "peers/" not in html[html.index("<main") :]


def test_a_measure_that_nobody_is_ranked_by_has_no_rank_and_no_gap(client: Client) -> None:
    page = words(client.get("/organisation/ZZ9/compare/attendances/").content)

    assert "nobody is ranked" in page
    assert "So there is no gap to close." in page
    assert "plausibly" not in page


def test_where_nobody_has_a_figure_the_reason_is_said_once(client: Client) -> None:
    html = client.get("/organisation/ZZ1/compare/nhs_111_answered_within_60_seconds/").content.decode()

    assert html.count("No file that is loaded has a figure of this measure") == 1
    assert "data-chart=" not in html
    assert "Is anybody unusual" not in html


def test_an_organisation_without_a_figure_is_told_why(client: Client) -> None:
    page = words(client.get("/organisation/RAJ/compare/four_hour_performance/").content)

    assert "cannot be compared on this" in page


def test_before_anything_is_loaded_the_page_says_what_is_missing(empty_client: Client) -> None:
    answer = empty_client.get("/organisation/RAJ/compare/four_hour_performance/")

    assert answer.status_code == 200
    assert "cannot be compared on this" in words(answer.content)


@pytest.mark.parametrize(
    ("address", "title"),
    [
        ("/organisation/england/compare/four_hour_performance/", "This cannot be compared"),
        ("/organisation/england/compare/four_hour_performance/?among=nonsense", "This cannot be compared"),
        ("/organisation/QQQ/compare/four_hour_performance/", "There is no such organisation"),
        ("/organisation/ZZ1/compare/no_such_measure/", "There is no such measure"),
        ("/organisation/ZZ9/compare/attendances/funnel.svg", "There is no such picture"),
        ("/organisation/ZZ1/compare/nhs_111_answered_within_60_seconds/ranked.svg", "There is no such picture"),
    ],
)
def test_what_is_not_there_is_a_404_with_words(client: Client, address: str, title: str) -> None:
    answer = client.get(address)

    assert answer.status_code == 404
    assert title in answer.content.decode()


def test_a_code_in_small_letters_leads_to_the_address_with_its_choice(client: Client) -> None:
    answer = client.get("/organisation/zzg/compare/four_hour_performance/?among=all")

    assert answer.status_code == 301
    assert answer["Location"] == f"{ADDRESS}?among=all"


def test_small_charts_are_twelve_until_all_are_asked_for(client: Client) -> None:
    some, every = (client.get(f"{ADDRESS}?among=all{more}").content.decode() for more in ("", "&show=all"))

    assert some.count("size=small") == 12
    assert (
        "Show the other 8 too" in some
    )  # of one that has too few months for a figure, the chart is there all the same
    assert "among=all&amp;show=all#over-time" in some
    assert every.count("size=small") == 20


def test_the_csv_has_every_organisation_with_interval_rank_window_and_files(client: Client) -> None:
    answer = client.get(f"{ADDRESS}figures.csv")

    rows = list(csv.DictReader(StringIO(answer.content.decode())))
    assert answer["Content-Disposition"] == 'attachment; filename="ZZG-four_hour_performance-compared.csv"'
    assert len(rows) == 11
    (own,) = [row for row in rows if row["is_itself"] == "yes"]
    assert own["organisation"] == "ZZG"
    assert own["window_to"] == "2025-03-01"
    assert float(own["lower_95"]) < float(own["value"]) < float(own["upper_95"])
    assert float(own["value"]) == pytest.approx(float(own["numerator"]) / float(own["denominator"]))
    assert own["sources"]


def test_a_missing_value_is_empty_in_the_csv_with_its_reason(client: Client) -> None:
    text = client.get("/organisation/RAJ/compare/four_hour_performance/figures.csv").content.decode()

    (own,) = [row for row in csv.DictReader(StringIO(text)) if row["is_itself"] == "yes"]
    assert (own["value"], own["rank"]) == ("", "")
    assert own["missing_because"]


@pytest.mark.parametrize("picture", ["ranked", "funnel"])
def test_pictures_come_in_every_form_and_name_nothing_outside_themselves(client: Client, picture: str) -> None:
    svg, png, specification = (client.get(f"{ADDRESS}{picture}.{form}") for form in ("svg", "png", "json"))

    assert svg["Content-Type"] == "image/svg+xml"
    assert "href" not in svg.content.decode().replace("xmlns:xlink", "")
    assert png.content.startswith(b"\x89PNG")
    assert all("url" not in table for table in json.loads(specification.content)["data"])


def test_a_reader_who_signed_in_can_compare_with_their_own_group_and_nobody_else_can(
    sample_home: Path, settings: Any, db: None, now: Any
) -> None:
    read_from(sample_home, settings)
    ann, bob = person("Ann Other"), person("Bob Other")
    group = actions.create_group(owner=ann, name="Our coast", codes=("ZZ1", "ZZ2"), directory=directory(), now=now)
    own = f"{ADDRESS}?among=own:{group.key}"

    of_ann, of_bob, of_anybody = (reader(who).get(own) for who in (ann, bob, None))

    assert "beside Our coast" in of_ann.content.decode()
    assert "Our coast (my group)" in of_ann.content.decode()
    assert "no-store" in of_ann["Cache-Control"]
    assert "You have no such group" in of_bob.content.decode()
    assert "Our coast" not in of_bob.content.decode()
    assert "once they have signed in" in of_anybody.content.decode()
    assert "Our coast" not in of_anybody.content.decode()
