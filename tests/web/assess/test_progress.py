"""How far places are: for themselves, for those who run a round, and for those who administer a board."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test.utils import CaptureQueriesContext
from support.assessing import (
    DEADLINE,
    DURING,
    LEAD,
    MADE,
    a_round,
    an_assessment,
    fenwick,
    open_now,
    saltings,
    the_assessment,
)
from support.cast import Cast
from support.people import reader
from support.site import words as words_of

from everyweek.web.assess.conversation.models import AgreedAnswer
from everyweek.web.assess.home.presenters import home_page
from everyweek.web.assess.places.actions import end_place, make_places
from everyweek.web.assess.places.asked import PartyAsked, PlaceAsked
from everyweek.web.assess.places.models import Place
from everyweek.web.assess.rounds import actions
from everyweek.web.assess.rounds.mine import RoundLine, my_assessments, rounds_run_by
from everyweek.web.assess.rounds.models import Assessment, AssessmentRound
from everyweek.web.assess.rounds.presenters import csv_rows, mine_in_words, totals
from everyweek.web.assess.rounds.progress import progress_by_system, progress_of_places, systems_of_reader
from everyweek.web.assess.rounds.reminders import remind

NATIONAL, BOARD = "national support", "administrator of a board"
HERE = "/assess/rounds/summer-assessment/"


def words(page: HttpResponse) -> str:
    return words_of(page.content.decode())


def agree(one: Assessment, *questions: str, now: datetime = DURING) -> None:
    """Agreed answers as they are kept; how they come about is tested with the conversation."""
    AgreedAnswer.objects.bulk_create(
        AgreedAnswer(
            assessment=one, theme=of.partition("/")[0], question=of.partition("/")[2], value="yes", settled_at=now
        )
        for of in questions
    )
    Assessment.objects.filter(pk=one.pk, begun_at=None).update(begun_at=now)


def submitted(one: Assessment, *, at: datetime) -> None:
    """An assessment as it is when it was submitted; how that comes about is tested with consent."""
    Assessment.objects.filter(pk=one.pk).update(begun_at=at, submitted_at=at, first_submitted_at=at)


@pytest.fixture
def asked(cast: Cast) -> AssessmentRound:
    """A round with Fenwick (begun, three of five agreed) and Saltings (nothing yet)."""
    place = fenwick(cast)
    found = a_round(cast, place, saltings(cast))
    one = the_assessment(found, place)
    agree(one, "kettle/boils", "kettle/pours", "cup/warmth", "saucer/there")
    AgreedAnswer.objects.create(assessment=one, theme="bread", question="fresh", value="", settled_at=DURING)
    return found


def test_what_was_carried_over_from_the_round_before_is_not_counted_as_agreed(
    cast: Cast, asked: AssessmentRound
) -> None:
    one = the_assessment(asked, Place.objects.get(key="fenwick"))
    one.agreed.filter(theme="kettle").update(carried=True)

    places = progress_of_places(asked)
    lines = my_assessments(cast.reader(LEAD), now=DURING)

    assert {row.key: row.agreed for row in places} == {"fenwick": 1, "saltings": 0}
    assert [line.agreed for line in lines] == [1]


def test_a_line_for_each_system_counts_places_and_agreed_questions_without_prompts(asked: AssessmentRound) -> None:
    lines = progress_by_system(asked, now=DURING)

    assert [
        (line.code, line.places, line.not_begun, line.begun, line.submitted, line.agreed, line.questions)
        for line in lines
    ] == [("ZZA", 1, 0, 1, 0, 3, 5), ("ZZC", 1, 1, 0, 0, 0, 5)]
    assert [(line.late, line.without_lead) for line in lines] == [(0, 0), (0, 1)]
    assert totals(lines) == (
        "0 of 2 places submitted. 1 begun, 1 not begun.",
        "3 of 10 questions agreed (30 %).",
        "1 place without anybody who leads: nobody there could submit.",
    )


def test_late_is_counted_by_each_places_own_deadline(cast: Cast, asked: AssessmentRound) -> None:
    one = asked.assessments.get(place__key="fenwick")
    actions.give_longer(
        by=cast.reader(NATIONAL),
        of=one,
        deadline_at=DEADLINE + timedelta(days=7),
        why="Snow",
        seen_version=one.version,
        now=DURING,
    )

    after = progress_by_system(asked, now=DEADLINE + timedelta(hours=1))
    submitted(asked.assessments.get(place__key="saltings"), at=DEADLINE + timedelta(days=1))
    later = progress_by_system(asked, now=DEADLINE + timedelta(days=8))

    assert [line.late for line in after] == [0, 1]
    assert [(line.late, line.sent_late, line.submitted) for line in later] == [(1, 0, 0), (0, 1, 1)]
    assert totals(later)[0] == "1 of 2 places submitted, 1 of them after the deadline. 1 begun, 0 not begun. 1 late."


def test_a_place_that_was_ended_is_not_counted_and_still_listed(cast: Cast, asked: AssessmentRound) -> None:
    place = Place.objects.get(key="fenwick")
    end_place(by=cast.reader(NATIONAL), place=place, seen_version=1, now=DURING)

    lines = progress_by_system(asked, now=DEADLINE + timedelta(days=1))
    page = words(reader(cast[NATIONAL]).get(f"{HERE}progress.csv"))

    assert [(line.code, line.places, line.late, line.agreed) for line in lines] == [("ZZC", 1, 1, 0)]
    assert "Fenwick,Place ended" in page
    assert remind(DEADLINE + timedelta(days=1)) == 1


def test_the_page_shows_numbers_to_those_who_run_the_round_and_no_answer(cast: Cast, asked: AssessmentRound) -> None:
    page = words(reader(cast[NATIONAL]).get(f"{HERE}?system=ZZA"))

    assert "Invented Harbour and Vale ICB Places 1 Not begun 0 Begun 1 Questions agreed 3 of 5 Submitted 0" in page
    assert "Invented Sound and Saltings ICB 1 without anybody who leads" in page
    assert "Places of Invented Harbour and Vale ICB" in page
    assert "Does it boil" not in page


def test_an_administrator_of_a_board_sees_the_places_of_their_board_only(cast: Cast, asked: AssessmentRound) -> None:
    client = reader(cast[BOARD])

    page = words(client.get(HERE))
    others = words(client.get(f"{HERE}?system=ZZC"))
    file = client.get(f"{HERE}progress.csv").content.decode("utf-8-sig")

    assert "3 of 5" in page
    assert "Fenwick" in page
    assert "Sound and Saltings" not in page + others + file
    assert "Change the round" not in page
    assert systems_of_reader(cast.reader("administrator of a region"), asked) == ("ZZA",)
    assert systems_of_reader(cast.reader("administrator of a trust"), asked) == ()


def test_somebody_who_takes_part_sees_how_far_their_own_place_is_and_no_other(
    cast: Cast, asked: AssessmentRound
) -> None:
    client = reader(cast["member"])

    page = words(client.get(HERE))

    assert "Fenwick" in page
    assert "3 of 5 questions agreed" in page
    assert "How far they are" not in page
    assert "Saltings" not in page
    assert client.get(f"{HERE}progress.csv").status_code == 403
    assert "My assessments" not in words(reader(cast["champion"]).get(HERE))


def test_progress_as_a_file_has_a_row_for_each_place(cast: Cast, asked: AssessmentRound) -> None:
    answer = reader(cast[NATIONAL]).get(f"{HERE}progress.csv")

    rows = answer.content.decode("utf-8-sig").splitlines()
    assert answer["Content-Disposition"] == 'attachment; filename="summer-assessment-progress.csv"'
    assert rows[0].startswith("System code,System,Place,State,Late,Questions agreed,Questions,Deadline")
    assert rows[1].startswith("ZZA,Invented Harbour and Vale ICB,Fenwick,")
    assert ",3,5,28 July 2026 at 12:00,,6 July 2026 at 10:30,,yes" in rows[1]
    assert rows[2].endswith(",0,5,28 July 2026 at 12:00,,,,no")


def test_one_place_says_its_state_in_words(asked: AssessmentRound) -> None:
    from everyweek.web.assess.rounds.presenters import tag_of_place

    late = DEADLINE + timedelta(hours=1)
    begun, untouched = progress_of_places(asked)
    before = [tag_of_place(one, now=DURING)["text"] for one in (begun, untouched)]
    submitted(asked.assessments.get(place__key="fenwick"), at=DURING)
    submitted(asked.assessments.get(place__key="saltings"), at=late)

    assert before == ["Begun", "Not begun"]
    assert tag_of_place(begun, now=late)["text"] == "Late"
    assert [tag_of_place(one, now=late)["text"] for one in progress_of_places(asked)] == ["Submitted", "Submitted late"]


@pytest.mark.parametrize(
    ("now", "says"),
    [
        (MADE, "0 of 5 questions agreed, opens on 1 July 2026"),
        (DEADLINE - timedelta(days=6, hours=3), "0 of 5 questions agreed, 6 days left"),
        (DEADLINE - timedelta(hours=26), "0 of 5 questions agreed, 1 day 2 hours left"),
        (DEADLINE + timedelta(days=3), "0 of 5 questions agreed, 3 days late"),
    ],
)
def test_my_assessment_says_how_far_it_is_and_how_long_there_is(cast: Cast, now: datetime, says: str) -> None:
    an_assessment(cast)

    (one,) = my_assessments(cast.reader(LEAD), now=now)

    assert mine_in_words(one, now=now)["says"] == says


def test_what_is_open_comes_before_what_is_submitted_and_closed(cast: Cast) -> None:
    place = fenwick(cast)
    rounds = [
        a_round(cast, place, title=title, deadline_at=DEADLINE + timedelta(days=days))
        for title, days in (("Closed", 0), ("Submitted", 0), ("Later", 5), ("Sooner", 1))
    ]
    submitted(the_assessment(rounds[1], place), at=DURING)
    actions.close(by=cast.reader(NATIONAL), of=rounds[0], seen_version=1, now=DURING)

    mine = my_assessments(cast.reader(LEAD), now=DURING)

    assert [one.round for one in mine] == ["Sooner", "Later", "Submitted", "Closed"]
    assert [mine_in_words(one, now=DURING)["tag"]["text"] for one in mine] == [
        "Not begun",
        "Not begun",
        "Submitted",
        "Closed",
    ]


def test_the_first_page_begins_with_ones_own_assessments(cast: Cast) -> None:
    an_assessment(cast, **open_now(datetime.now(UTC)))

    of_a_lead = words(reader(cast[LEAD]).get("/assess/"))
    of_nobody_yet = words(reader(cast["champion"]).get("/assess/"))
    of_the_board = words(reader(cast[BOARD]).get("/assess/"))

    assert "My assessments Fenwick , Summer assessment Not begun 0 of 5 questions agreed, 9 days left" in of_a_lead
    assert "Make a round" not in of_a_lead
    assert "You take part in none yet." in of_nobody_yet
    assert "Rounds I run or oversee Summer assessment" in of_the_board
    assert "Make a round" in of_the_board
    assert reader().get("/assess/").status_code == 302


def test_an_administrator_oversees_rounds_that_ask_their_board(cast: Cast, asked: AssessmentRound) -> None:
    a_round(cast, Place.objects.get(key="fenwick"), title="Of the board", who=BOARD, system="ZZA")

    assert [one.title for one in rounds_run_by(cast.reader(BOARD))] == ["Of the board", "Summer assessment"]
    assert [one.title for one in rounds_run_by(cast.reader("administrator of another board"))] == ["Summer assessment"]
    assert rounds_run_by(cast.reader("member")) == ()
    assert len(rounds_run_by(cast.reader(NATIONAL))) == 2


def test_a_round_of_three_hundred_places_takes_a_handful_of_statements(cast: Cast) -> None:
    by = cast.reader(NATIONAL)
    boards = ("ZZA", "ZZB", "ZZC", "ZZD", "ZZE", "ZZF")
    places = make_places(
        by=by,
        asked=[PlaceAsked(f"Town {n}", boards[n % 6], (PartyAsked("acute", "ZZ1"),)) for n in range(300)],
        now=MADE,
    )
    a_round(cast, *places)
    client = reader(cast[NATIONAL])
    client.get(f"{HERE}?system=ZZA")

    with CaptureQueriesContext(connection) as one_page:
        page = words(client.get(f"{HERE}?system=ZZA"))
    with CaptureQueriesContext(connection) as file:
        client.get(f"{HERE}progress.csv")

    assert "0 of 300 places submitted" in page
    assert len(one_page) <= 20
    assert len(file) <= 12


def test_what_was_taken_back_is_not_counted_as_submitted_late(asked: AssessmentRound) -> None:
    one = asked.assessments.get(place__key="saltings")
    submitted(one, at=DEADLINE + timedelta(days=1))
    Assessment.objects.filter(pk=one.pk).update(submitted_at=None)

    lines = progress_by_system(asked, now=DEADLINE + timedelta(days=2))

    assert totals(lines)[0] == "0 of 2 places submitted. 2 begun, 0 not begun. 2 late."


def test_a_place_that_was_ended_is_late_with_nothing(cast: Cast, asked: AssessmentRound) -> None:
    end_place(by=cast.reader(NATIONAL), place=Place.objects.get(key="fenwick"), seen_version=1, now=DURING)

    rows = list(csv_rows(progress_of_places(asked), now=DEADLINE + timedelta(days=1)))

    assert [(row[2], row[4]) for row in rows] == [("Fenwick", "no"), ("Saltings", "yes")]


def test_what_was_submitted_still_says_so_after_the_round_was_closed(cast: Cast) -> None:
    one = an_assessment(cast)
    submitted(one, at=DURING)
    actions.close(by=cast.reader(NATIONAL), of=one.round, seen_version=1, now=DEADLINE)

    (line,) = my_assessments(cast.reader(LEAD), now=DEADLINE)

    mine = mine_in_words(line, now=DEADLINE)
    assert mine["tag"]["text"] == "Submitted"
    assert "submitted on 6 July 2026, closed on 28 July 2026" in mine["says"]


def test_the_first_page_leads_to_the_newest_rounds_and_their_results_only() -> None:
    rounds = [RoundLine(f"r{number}", f"Round {number}", "Tea", "", MADE, DEADLINE, None) for number in range(7)]

    page = home_page([], rounds, makes=True, now=DURING)

    assert [one["title"] for one in page["results"]] == [f"Round {number}" for number in range(5)]
