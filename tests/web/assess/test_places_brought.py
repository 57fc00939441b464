"""Many places at once: pasted, or in a file; all of them are made, or none."""

from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from support.assessing import a_place
from support.cast import Cast
from support.people import reader
from support.sending import send
from support.site import words as words_of

from everyweek.web.assess.places.models import Place, PlaceMember
from everyweek.web.people.models import AuditEntry
from everyweek.web.people.sheets.write import xlsx_bytes

BOARD = "administrator of a board"
HERE = "/assess/places/in/ZZA/upload/"
HEADER = ["Place", "Acute hospital", "Council", "Lead", "Lead is of"]


def words(page: HttpResponse) -> str:
    return words_of(page.content.decode())


def test_three_hundred_places_are_made_from_a_workbook_with_a_lead(cast: Cast) -> None:
    rows = [[f"Town {n}", "ZZ1; ZZ2", f"Council {n}", "", ""] for n in range(299)]
    rows.append(["Fenwick", "ZZ1", "", cast["champion"].email.upper(), "ICB"])
    file = SimpleUploadedFile("places.xlsx", xlsx_bytes("Places", HEADER, rows))

    answer = send(reader(cast[BOARD]), HERE, file=file)

    assert answer["Location"] == "/assess/places/in/ZZA/"
    assert Place.objects.filter(system="ZZA").count() == 300
    assert Place.objects.get(key="town-7").parties.count() == 5
    lead = PlaceMember.objects.get()
    assert (lead.place.name, lead.party, lead.leads) == ("Fenwick", "system", True)
    assert AuditEntry.objects.filter(action="place.made").count() == 300


def test_every_fault_is_shown_with_its_row_and_column_and_nothing_is_made(cast: Cast) -> None:
    a_place(cast, "Fenwick")
    pasted = "\n".join(
        (
            "Place\tBoard\tAcute\tLead\tLead is of",
            "Vale\t\tZZ1\t\t",
            "fenwick\t\tZZ1\t\t",
            "VALE\t\tApplebridge\t\t",
            "\tZZC\tZZA\twho@example.org\tfriends",
        )
    )

    answer = send(reader(cast[BOARD]), HERE, pasted=pasted)

    page = words(answer)
    assert "Nothing was made: 3 rows have something to put right" in page
    assert "Row 3 Column Place What it says fenwick What to do There is a place called “fenwick”" in page
    assert "Row 4 Column Acute What it says Applebridge What to do Nothing has exactly the name or code" in page
    assert "The same name as in row 2" in page
    assert "Row 5 Column Board What it says ZZC What to do This is the list of ZZA" in page
    assert "Row 5 Column Place What it says nothing What to do Give the place a name" in page
    assert "Column Lead What it says who@example.org What to do Nobody who has an open account" in page
    assert "Column Lead is of What it says friends What to do Write one of: system, acute" in page
    assert "is an integrated care board and cannot take part" in page
    assert "VALE" in answer.content.decode()
    assert Place.objects.count() == 1


def test_rows_without_headings_are_read_in_our_order(cast: Cast) -> None:
    send(reader(cast[BOARD]), HERE, pasted="Fenwick\tZZ1\nVale\tZZ2")

    assert {(one.name, one.parties.get(party="acute").organisation) for one in Place.objects.all()} == {
        ("Fenwick", "ZZ1"),
        ("Vale", "ZZ2"),
    }


def test_a_list_of_several_systems_names_the_board_of_each(cast: Cast) -> None:
    pasted = "Place\tBoard\nFenwick\tZZA\nSaltings\tInvented Sound and Saltings ICB\n"

    wrong = send(reader(cast["national support"]), "/assess/places/upload/", pasted=f"{pasted}Nowhere\tZZ1\nHere\t")
    right = send(reader(cast["national support"]), "/assess/places/upload/", pasted=pasted)

    assert "is no integrated care board today" in words(wrong)
    assert "2 rows have something to put right" in words(wrong)
    assert right["Location"] == "/assess/places/"
    assert set(Place.objects.values_list("name", "system")) == {("Fenwick", "ZZA"), ("Saltings", "ZZC")}


def test_what_is_no_table_is_refused_with_a_sentence(cast: Cast) -> None:
    client = reader(cast[BOARD])
    damaged = SimpleUploadedFile("places.xlsx", b"PK\x03\x04 and nothing more")

    assert "Paste the rows of the places, or choose a file" in words(send(client, HERE))
    assert "The workbook cannot be read" in words(send(client, HERE, file=damaged))
    assert "The column “Board” is missing" in words(send(client, "/assess/places/upload/", pasted="Place\nFenwick"))
    assert "at most 1,000 places are made at once" in words(
        send(client, HERE, pasted="\n".join(f"Town {n}" for n in range(1001)))
    )
    both = send(client, HERE, pasted="Fenwick", file=SimpleUploadedFile("places.csv", b"Place\nVale\n"))
    assert "not both at once" in words(both)
    assert not Place.objects.exists()


def test_the_table_to_fill_in_can_be_filled_in(cast: Cast) -> None:
    client = reader(cast[BOARD])

    template = client.get("/assess/places/in/ZZA/places.xlsx")
    empty = send(client, HERE, file=SimpleUploadedFile("places.xlsx", template.content))

    assert template["Content-Disposition"] == 'attachment; filename="places-ZZA.xlsx"'
    assert "It has headings and nothing below them" in words(empty)


def test_a_row_of_a_board_that_one_does_not_administer_is_said_and_nothing_pasted_is_lost(cast: Cast) -> None:
    pasted = "Place\tBoard\nFenwick\tZZA\nSaltings\tInvented Sound and Saltings ICB\n"

    answer = send(reader(cast[BOARD]), "/assess/places/upload/", pasted=pasted)

    page = words(answer)
    assert answer.status_code == 200
    assert "1 row has something to put right" in page
    assert "You make no places in Invented Sound and Saltings ICB" in page
    assert "Fenwick" in answer.content.decode().partition("<textarea")[2].partition("</textarea>")[0]
    assert not Place.objects.exists()
