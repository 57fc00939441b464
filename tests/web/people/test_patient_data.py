"""The net for what could be a patient's: what it catches, and what it lets through."""

import pytest

from everyweek.web.people.patient_data import signs_of_patients


@pytest.mark.parametrize(
    "text",
    [
        "9434765919",
        "943 476 5919",
        "943-476-5919",
        "943.476.5919",
        "943\u00a0476\u00a05919",
        "94 34 76 59 19",
        "bed 3 943 476 5919 on ward 4",
        "NHS number:9434765919.",
        "943 \u2013 476 \u2013 5919",
        "４３２１ (943 476 5919)",
        "987 654 4321 or 943 476 5919",
    ],
)
def test_an_nhs_number_is_found_however_it_is_written(text: str) -> None:
    assert "NHS number" in {one.sign for one in signs_of_patients(text) if one.blocks}


@pytest.mark.parametrize(
    "text",
    [
        "943 476 5918",  # the last digit is wrong
        "020 7946 0958",
        "07700 900123",
        "0161 496 0000",
        "19434765919",
        "94347659190",
        "from 943 to 476, then 5919 more",
        "2019-2020, 2021-2022",
        "| 943 | 476 | 5919 |",
        "",
    ],
)
def test_other_figures_are_no_nhs_numbers(text: str) -> None:
    assert signs_of_patients(text) == ()


@pytest.mark.parametrize(
    "text",
    [
        "DOB 3/3/1931",
        "d.o.b.: 03-03-31",
        "Date of birth: 1931-03-03",
        "She was born on the 3rd March 1931",
        "born 3 Mar 1931 in Fenwick",
        "3 March 1931 (date of birth)",
        "birthday 3.3.1931",
    ],
)
def test_a_date_beside_words_of_birth_is_found(text: str) -> None:
    assert [(one.sign, one.blocks) for one in signs_of_patients(text)] == [("date of birth", False)]


@pytest.mark.parametrize(
    "text",
    [
        "The idea was born in March 2019",
        "Opened on 3 March 2019",
        "Babies born here: 3,000 a year",
        "stubborn queues on 3 March 2019",
    ],
)
def test_other_dates_are_let_through(text: str) -> None:
    assert signs_of_patients(text) == ()


@pytest.mark.parametrize(
    "text", ["Mr X, 84", "Mrs Smith (84) went home", "Ms A. Jones, 91, fell", "Miss Ó Neill aged 7."]
)
def test_a_name_with_an_age_is_found(text: str) -> None:
    assert [one.sign for one in signs_of_patients(text)] == ["name and age"]


@pytest.mark.parametrize(
    "text", ["Mr Smith, chief executive", "Mrs Jones, 12 wards", "Dr Ali (2019)", "Mr Brown, 30% of beds", "Ms Lee 84"]
)
def test_other_names_are_let_through(text: str) -> None:
    assert signs_of_patients(text) == ()


def test_a_long_text_is_read_in_an_instant() -> None:
    assert signs_of_patients("1 " * 25_000 + "born " * 5_000 + "Mr A " * 5_000) == ()
