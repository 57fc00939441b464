"""Lists of trusts and of successors: told by their content, read, and refused with the row."""

from datetime import date
from pathlib import Path

import pytest
from support.organisation_lists import Listed, successor_list, trust_list

from everyweek.publications.document import Document
from everyweek.publications.errors import FaultyPublication
from everyweek.publications.recognise import read_list, readers
from everyweek.reference.updates import ListedSuccessor, ListedTrust, SuccessorList, TrustList

FENWICK = Listed("X01")
MARSH = Listed("X02", "MARSH NHS TRUST", region="Y62", board="QOP", opened="20010401", last_day="20241031")


def document(text):
    return Document(path=Path("any name.dat"), content=text.encode())


def refusal(text):
    with pytest.raises(FaultyPublication) as refused:
        read_list(document(text))
    return refused.value


@pytest.mark.parametrize(("columns", "line_end"), [(27, "\r\n"), (27, "\n"), (24, "\n")])
def test_a_list_of_trusts_is_read_in_every_layout(columns, line_end):
    found = read_list(document(trust_list(FENWICK, MARSH, columns=columns, line_end=line_end) + line_end))

    assert found == TrustList(
        (
            ListedTrust(1, "X01", "FENWICK NHS TRUST", "Y61", "QUE", date(1994, 4, 1), None),
            ListedTrust(2, "X02", "MARSH NHS TRUST", "Y62", "QOP", date(2001, 4, 1), date(2024, 11, 1)),
        )
    )


def test_a_row_with_little_more_than_a_code_and_a_name_is_read():
    bare = Listed("X03", "BARE NHS TRUST", region="", board="", opened="")

    found = read_list(document(trust_list(FENWICK, bare, columns=24)))

    assert found.trusts[1] == ListedTrust(2, "X03", "BARE NHS TRUST", "", "", None, None)


def test_the_day_of_a_list_is_the_newest_opening_or_closure_in_it_that_is_past():
    planned = Listed("X04", last_day="20270331")
    found = read_list(document(trust_list(FENWICK, MARSH, planned)))

    assert found.dated(loaded_on=date(2026, 6, 1)) == date(2024, 11, 1)
    assert found.dated(loaded_on=date(2027, 6, 1)) == date(2027, 4, 1)
    assert TrustList(()).dated(loaded_on=date(2026, 6, 1)) == date.min


@pytest.mark.parametrize(
    ("trust", "row", "column", "problem"),
    [
        (Listed("x-2"), 2, "A", "no organisation's code"),
        (Listed("X02", name="--"), 2, "B", "no name"),
        (Listed("X02", region="QUE", board="Y61"), 2, "C", "no region"),
        (Listed("X02", board="Q/E"), 2, "D", "no organisation's code"),
        (Listed("X02", opened="19941301"), 2, "K", "not a day"),
        (Listed("X02", opened="1 April"), 2, "K", "not a day"),
        (Listed("X02", opened="20200401", last_day="20200331"), 2, "L", "closed before it opened"),
        (Listed("X02", opened="", last_day="20200331"), 2, "L", "closed before it opened"),
        (Listed("X01", name="OTHER NHS TRUST"), 2, "", "X01 is there twice"),
    ],
)
def test_a_faulty_row_of_a_list_of_trusts_is_refused_with_its_place(trust, row, column, problem):
    refused = refusal(trust_list(FENWICK, trust))

    assert (refused.place.row, refused.place.column) == (row, column)
    assert problem in refused.problem


def test_a_list_cut_off_in_a_row_is_refused():
    whole = trust_list(FENWICK, MARSH, columns=24)

    refused = refusal(whole[: whole.index("MARSH") + 8])

    assert refused.place.row == 2
    assert refused.found == "2 columns"
    assert refused.expected == "24"


@pytest.mark.parametrize("header", ["old_code,new_code,date", "trust_code_old,trust_code_new,from_date"])
def test_a_list_of_successors_is_read_under_either_header(header):
    text = successor_list("X01,X02,2024-11-01", "", "03A,X2C4Y,2021-04-01", header=header)

    assert read_list(document("\ufeff" + text)) == SuccessorList(
        (
            ListedSuccessor(2, "X01", "X02", date(2024, 11, 1)),
            ListedSuccessor(4, "03A", "X2C4Y", date(2021, 4, 1)),
        )
    )


def test_the_columns_of_a_list_of_successors_may_stand_in_another_order():
    text = successor_list("2024-11-01,X02,X01", header="date,new_code,old_code")

    assert read_list(document(text)) == SuccessorList((ListedSuccessor(2, "X01", "X02", date(2024, 11, 1)),))


@pytest.mark.parametrize(
    ("row", "column", "problem"),
    [
        ("X03,X02", "", "number of columns"),
        ("X03,X02,2024-13-01", "date", "not a day"),
        ("X03,X02,20241101", "date", "not a day"),
        ("X03,X02,", "date", "no day"),
        ("X03,,2024-11-01", "new_code", "no organisation's code"),
        ("2024-11-01,X02,X03", "date", "not a day"),
        ("X01,X02,2024-11-01", "", "there twice"),
    ],
)
def test_a_faulty_row_of_a_list_of_successors_is_refused_with_its_place(row, column, problem):
    refused = refusal(successor_list("X01,X02,2024-11-01", row))

    assert (refused.place.row, refused.place.column) == (3, column)
    assert problem in refused.problem


@pytest.mark.parametrize(
    "text",
    [
        "Period,Org Code,Parent Org,Org name\n",
        trust_list(Listed("X01", postcode="")),
        trust_list(Listed("X01", region="QUE", board="Y61")),
        trust_list(FENWICK).replace('"",', "", 1),
        "old_code,new_code\nX01,X02\n",
        "",
    ],
)
def test_other_tables_are_no_list_of_organisations(text):
    assert read_list(document(text)) is None


@pytest.mark.parametrize(
    "text", [trust_list(FENWICK, columns=24), trust_list(FENWICK), successor_list("A01,B01,2020-01-01")]
)
def test_a_list_is_no_publication_of_figures(text):
    assert not [reader.words for reader in readers() if reader.recognise(document(text))]
