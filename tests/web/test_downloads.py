"""What can be taken away from a measure's page."""

import csv
import json
from io import StringIO
from itertools import pairwise

from django.test import Client

ADDRESS = "/organisation/ZZ3/four_hour_performance/"


def rows_of(client: Client, query: str = "") -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(client.get(f"{ADDRESS}figures.csv{query}").content.decode())))


def test_the_csv_has_every_month_shares_between_0_and_1_and_missing_empty(client: Client) -> None:
    rows = rows_of(client, "?months=all")

    assert len(rows) == 36
    assert rows[0]["period_start"] == "2022-04-01"
    assert rows[-1]["period_end"] == "2025-04-01"
    assert all(row["value"] == "" or 0 < float(row["value"]) <= 1 for row in rows)
    missing = [row for row in rows if row["missing_because"].startswith("not applicable")]
    assert missing
    assert all(row["value"] == "" for row in missing)


def test_the_csv_says_what_the_rules_say_and_which_rules(client: Client) -> None:
    rows = rows_of(client)

    assert {row["rule_set"] for row in rows} == {"plotthedots 0.2"}
    assert {row["point_type"] for row in rows} <= {
        "common_cause",
        "special_cause_improvement",
        "special_cause_concern",
        "special_cause_neutral",
    }


def test_the_csv_comes_as_a_file_with_a_speaking_name(client: Client) -> None:
    answer = client.get(f"{ADDRESS}figures.csv")

    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert answer["Content-Disposition"] == 'attachment; filename="ZZ3-four_hour_performance.csv"'


def test_the_svg_is_a_picture_that_names_nothing_outside_itself(client: Client) -> None:
    answer = client.get(f"{ADDRESS}chart.svg")

    assert answer["Content-Type"] == "image/svg+xml"
    text = answer.content.decode()
    assert text.startswith("<svg")
    assert "href" not in text.replace("xmlns:xlink", "")
    assert "Coldharbour and Dunmarsh" in text


def test_the_png_is_a_png(client: Client) -> None:
    answer = client.get(f"{ADDRESS}chart.png")

    assert answer["Content-Type"] == "image/png"
    assert answer.content.startswith(b"\x89PNG")


def test_the_chart_for_programs_holds_the_points_and_loads_nothing(client: Client) -> None:
    specification = json.loads(client.get(f"{ADDRESS}chart.json").content)

    tables = {table["name"]: table for table in specification["data"]}
    assert len(tables["points"]["values"]) == 36
    assert all("url" not in table for table in specification["data"])


def test_no_line_joins_across_a_month_without_a_figure_or_a_rebase(client: Client) -> None:
    specification = json.loads(client.get(f"{ADDRESS}chart.json").content)

    points = next(table["values"] for table in specification["data"] if table["name"] == "points")
    for before, here in pairwise(points):
        if here["shown"] is None or before["segment"] != here["segment"]:
            assert before["stretch"] != here["stretch"]
    assert len({point["segment"] for point in points}) == 2


def test_a_chart_of_nothing_is_a_404_with_words(client: Client) -> None:
    answer = client.get("/organisation/ZZ1/category_2_mean/chart.svg")

    assert answer.status_code == 404
    assert "There is no figure of Category 2 mean response time for ZZ1 to draw" in answer.content.decode()


def test_drawn_charts_are_kept_on_disk_and_drawn_again_when_they_are_gone(client: Client, settings: object) -> None:
    folder = settings.EVERYWEEK_HOME / "cache" / "charts"  # type: ignore[attr-defined]

    first = client.get(f"{ADDRESS}chart.svg?months=5-years&size=small").content

    assert list(folder.glob("*.svg.gz"))
    assert client.get(f"{ADDRESS}chart.svg?months=5-years&size=small").content == first


def test_standards_of_one_height_are_one_line_with_the_words_that_held_at_its_end(client: Client) -> None:
    specification = json.loads(client.get("/organisation/ZZ8/category_2_mean/chart.json").content)

    standards = next(table["values"] for table in specification["data"] if table["name"] == "standards")
    assert [(row["label"], row["shown"]) for row in standards] == [
        ("18 minutes on average", 18.0),
        ("30 minutes on average in 2024/25", 30.0),
    ]
    assert standards[1]["begins"] == "2023-04-01"
