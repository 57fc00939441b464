"""The page of what is loaded."""

from pathlib import Path

from django.test import Client
from support.publications import SERVICE, Service, ambulance_csv, write
from support.site import load_into, words


def test_it_lists_each_publication_with_its_months_and_files(client: Client) -> None:
    page = words(client.get("/data/").content)

    assert "A&amp;E Attendances and Emergency Admissions" in page
    assert "Ambulance Quality Indicators" in page
    assert "April 2022 to March 2025" in page
    assert "Superseded, kept as first published" in page
    assert "No file was refused" in page


def test_a_refused_file_is_shown_with_what_was_found_and_what_was_expected(fresh_home: Path) -> None:
    faulty = fresh_home / "holiday.csv"
    faulty.write_text("Name,Days\nAda,25\n")
    load_into(fresh_home, faulty)

    page = words(Client(headers={"host": "localhost"}).get("/data/").content)

    assert "Refused files (1)" in page
    assert "holiday.csv" in page
    assert "Found a table of 2 columns; expected one of: Ambulance Quality Indicators" in page


def test_a_file_refused_at_every_load_is_listed_once(fresh_home: Path) -> None:
    faulty = fresh_home / "holiday.csv"
    faulty.write_text("Name,Days\nAda,25\n")
    for _ in range(2):
        load_into(fresh_home, faulty)

    page = words(Client(headers={"host": "localhost"}).get("/data/").content)

    assert "Refused files (1)" in page


def test_many_refused_files_are_folded_away(fresh_home: Path) -> None:
    for number in range(6):
        (fresh_home / f"holiday {number}.csv").write_text(f"Name,Days\nAda,{number}\n")
    load_into(fresh_home, *sorted(fresh_home.glob("holiday*.csv")))

    page = words(Client(headers={"host": "localhost"}).get("/data/").content)

    assert "Refused files (6)" in page
    assert "Which files, and why" in page


def test_before_anything_is_loaded_it_says_what_to_do(empty_client: Client) -> None:
    page = words(empty_client.get("/data/").content)

    assert "Nothing is loaded yet" in page
    assert "How to load files" in page


def test_a_page_is_sent_again_once_something_was_loaded(fresh_home: Path, sample_home: Path) -> None:
    client = Client(headers={"host": "localhost"})
    before = client.get("/")

    load_into(fresh_home, sample_home / "sample")

    after = client.get("/", headers={"if-none-match": before["ETag"]})
    assert after.status_code == 200
    assert "England now" in after.content.decode()


def test_a_warning_names_its_column_as_the_file_does(fresh_home: Path) -> None:
    second = Service("XA1", "A SECOND SERVICE")
    text = ambulance_csv(
        {(2024, 1): [SERVICE, second], (2024, 2): [SERVICE, second]}, absent=frozenset({(2024, 2, "XA1")})
    )
    load_into(fresh_home, write(fresh_home, "ambulances.csv", text))

    page = words(Client(headers={"host": "localhost"}).get("/data/").content)

    assert "column A7" in page
