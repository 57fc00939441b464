"""The search box."""

import pytest

from everyweek.reference import directory


def found(text, limit=20):
    return [organisation.code for organisation in directory().find(text, limit=limit)]


@pytest.mark.parametrize("text", ["RAJ", "raj", " raj "])
def test_a_code_finds_its_organisation_first(text):
    assert found(text)[0] == "RAJ"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("england", "england"),
        ("London", "Y56"),
        ("KINGS COLLEGE", "RJZ"),
        ("king's college hospital", "RJZ"),
        ("Guy’s & St. Thomas’", "RJ1"),
        ("newcastle upon-tyne", "RTD"),
        ("Fréeman newcastle tyne", "RTD"),
        ("Dunmarsh", "ZZ4"),
        ("walk-in exmoor", "ZZW01"),
        ("thames valley", "S0E4D"),
    ],
)
def test_words_of_a_name_find_it_whatever_case_accents_and_punctuation(text, code):
    assert found(text)[0] == code


def test_a_former_name_finds_the_organisation_under_its_latest_name():
    (organisation,) = directory().find("Southend")

    assert (organisation.code, organisation.name) == ("RAJ", "Mid and South Essex NHS Foundation Trust")


def test_beginnings_of_words_are_enough():
    assert found("coldh hosp")[0] == "ZZ3"


def test_the_beginning_of_a_code_finds_all_that_begin_so():
    assert found("r0") == ["R0A", "R0B", "R0D"]


def test_a_word_too_many_still_finds_the_best_match():
    assert found("bart's hospital")[0] == "R1H"


def test_a_misspelt_word_finds_what_was_meant():
    assert found("sheffeild")[:3] == ["RCU", "TAH", "RHQ"]


def test_real_organisations_come_before_the_cast_and_open_ones_before_closed():
    codes = found("nhs trust", limit=1000)

    first_invented = next(place for place, code in enumerate(codes) if code.startswith("ZZ"))
    assert not any(code.startswith("ZZ") for code in codes[:first_invented])
    assert codes.index("RFF") < codes.index("RAP")


def test_no_more_than_the_limit_is_found_and_nobody_twice():
    codes = found("nhs", limit=7)

    assert len(codes) == len(set(codes)) == 7


@pytest.mark.parametrize("text", ["", "  ", "?!", "xyzzy"])
def test_a_text_that_means_nobody_finds_nobody(text):
    assert found(text) == []
