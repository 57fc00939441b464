"""Using a brought return: as a whole, once, and nothing that somebody changed meanwhile."""

from datetime import timedelta
from urllib.parse import parse_qsl

import pytest
from django.test import Client
from django.utils import timezone
from support.assessing import (
    LEAD,
    OUTSIDER,
    SPEAKS_FOR_SYSTEM,
    an_assessment,
    open_now,
)
from support.brought_returns import brought, hidden, typed, used
from support.cast import Cast
from support.people import reader
from support.returns import address, filled, settled

from everyweek.web.assess.conversation.models import AgreedAnswer, ThemePosition
from everyweek.web.assess.conversation.queries import agreed_answers, agreed_in_full, positions
from everyweek.web.assess.returns.import_views import address_of_done
from everyweek.web.assess.returns.using import Used
from everyweek.web.assess.rounds.actions import close
from everyweek.web.assess.rounds.models import Assessment
from everyweek.web.people.once.models import Submission

pytestmark = pytest.mark.django_db


@pytest.fixture
def assessment(cast: Cast) -> Assessment:
    """Fenwick, half answered, in a round that is open now."""
    now = timezone.now()
    return filled(cast, an_assessment(cast, now=now - timedelta(days=40), **open_now(now)), now=now)


@pytest.fixture
def lead(cast: Cast) -> Client:
    """The browser of whoever leads the assessment of Fenwick."""
    return reader(cast[LEAD])


def test_answers_of_a_file_are_settled_for_the_parties_that_are_ticked(lead: Client, assessment: Assessment) -> None:
    file = typed(
        lead, assessment, {("kettle/pours", "Answer"): "Yes", ("kettle/pours", "Note and evidence"): "It <b>pours</b>"}
    )

    page = brought(lead, assessment, file)
    response = used(lead, assessment, page, parties=("acute",))

    pours = agreed_in_full(assessment)["kettle/pours"]
    assert response.status_code == 302
    assert (pours.value, pours.note, pours.parties) == ("yes", "It <b>pours</b>", {"acute"})
    assert "From your file, 1 answer is in the assessment now" in lead.get(response["Location"]).content.decode()
    assert "It &lt;b&gt;pours&lt;/b&gt;" in page


def test_a_target_and_a_level_of_a_file_are_kept(lead: Client, assessment: Assessment) -> None:
    day = timezone.localdate() + timedelta(days=100)
    file = typed(
        lead,
        assessment,
        {
            ("bread", "Target"): 2,
            ("bread", "Target by"): f"{day:%d/%m/%Y}",
            ("saucer", "Level"): "mature",
            ("cup", "Target"): "Hot",
            ("cup", "Target by"): day,
        },
    )

    response = used(lead, assessment, brought(lead, assessment, file))

    stands = positions(assessment)
    assert response.status_code == 302
    assert (stands["bread"].target_score, stands["bread"].target_on) == (2, day)
    assert (stands["saucer"].level, stands["saucer"].agreed_with) == ("Mature", "A. N. Other")
    assert stands["cup"].target_level == "Hot"


def test_using_the_same_preview_twice_counts_once(lead: Client, assessment: Assessment) -> None:
    page = brought(lead, assessment, typed(lead, assessment, {("bread/sliced", "Answer"): "Yes"}))

    first, second = used(lead, assessment, page), used(lead, assessment, page)

    assert first["Location"] == second["Location"]
    assert AgreedAnswer.objects.get(theme="bread", question="sliced").version == 1


def test_what_somebody_changed_meanwhile_is_left_alone_and_said(
    cast: Cast, lead: Client, assessment: Assessment
) -> None:
    cells = {("bread/sliced", "Answer"): "Yes", ("kettle/pours", "Answer"): "Yes"}
    page = brought(lead, assessment, typed(lead, assessment, cells))
    settled(cast, assessment, "bread/sliced", "no", now=timezone.now())

    response = used(lead, assessment, page)

    text = lead.get(response["Location"]).content.decode()
    assert agreed_answers(assessment)["bread/sliced"] == "no"
    assert agreed_answers(assessment)["kettle/pours"] == "yes"
    assert "The bread: Is it sliced?" in text
    assert "From your file, 1 answer is in the assessment now" in text


def test_a_position_that_somebody_changed_meanwhile_is_left_alone(
    cast: Cast, lead: Client, assessment: Assessment
) -> None:
    page = brought(lead, assessment, typed(lead, assessment, {("saucer", "Level"): "Mature"}))
    ThemePosition.objects.filter(theme="saucer").update(version=9)

    response = used(lead, assessment, page)

    assert "The saucer: level and target" in lead.get(response["Location"]).content.decode()
    assert positions(assessment)["saucer"].level == "Progressing"


def test_a_round_that_closed_meanwhile_takes_nothing(cast: Cast, lead: Client, assessment: Assessment) -> None:
    page = brought(lead, assessment, typed(lead, assessment, {("bread/sliced", "Answer"): "Yes"}))
    one = assessment.round
    close(by=cast.reader("national support"), of=one, seen_version=one.version, now=timezone.now())

    response = used(lead, assessment, page)

    assert response.status_code == 409
    assert "was closed on" in response.content.decode()
    assert "bread/sliced" not in agreed_answers(assessment)
    assert "was closed on" in brought(lead, assessment, b"x")


def test_a_party_that_is_not_theirs_takes_nothing_of_the_file(cast: Cast, assessment: Assessment) -> None:
    other = reader(cast[SPEAKS_FOR_SYSTEM])
    cells = {("bread/sliced", "Answer"): "Yes", ("saucer", "Level"): "Early"}
    page = brought(other, assessment, typed(other, assessment, cells))

    response = used(other, assessment, page, parties=("acute",))

    assert "Select a valid choice" in response.content.decode()
    assert positions(assessment)["saucer"].level == "Progressing"
    assert used(other, assessment, page, parties=("system",)).status_code == 302
    assert agreed_in_full(assessment)["bread/sliced"].parties == {"system"}


def test_nobody_ticked_asks_again_and_keeps_what_was_brought(lead: Client, assessment: Assessment) -> None:
    page = brought(lead, assessment, typed(lead, assessment, {("bread/sliced", "Answer"): "Yes"}))

    again = used(lead, assessment, page, parties=()).content.decode()

    assert "an answer that nobody agrees to is not an agreed one" in again
    assert used(lead, assessment, again).status_code == 302
    assert agreed_answers(assessment)["bread/sliced"] == "yes"


def test_what_one_person_was_shown_cannot_be_used_by_another(cast: Cast, lead: Client, assessment: Assessment) -> None:
    page = brought(lead, assessment, typed(lead, assessment, {("bread/sliced", "Answer"): "Yes"}))
    other = reader(cast[SPEAKS_FOR_SYSTEM])
    own = brought(other, assessment, typed(other, assessment, {("bread/sliced", "Answer"): "No"}))

    form = {"changes": hidden(page, "changes"), "once": hidden(own, "once"), "parties": ["system"]}
    response = other.post(address(assessment, "import/use/"), form)

    assert response.status_code == 409
    assert "What you saw before cannot be used any more" in response.content.decode()
    assert "bread/sliced" not in agreed_answers(assessment)


def test_only_those_who_take_part_bring_a_return(cast: Cast, assessment: Assessment) -> None:
    for who in (OUTSIDER, "administrator of a board", "national support"):
        client = reader(cast[who])

        assert client.get(address(assessment, "import/")).status_code == 404
        assert client.post(address(assessment, "import/use/")).status_code == 404


def test_characters_that_no_database_holds_are_left_out(lead: Client, assessment: Assessment) -> None:
    cells = {("saucer", "Agreed with"): "A_x0000_nn", ("bread/sliced", "Answer"): "Yes"}
    page = brought(lead, assessment, typed(lead, assessment, cells))

    assert used(lead, assessment, page).status_code == 302
    assert "\x00" not in positions(assessment)["saucer"].agreed_with


def test_however_many_were_left_alone_the_way_back_is_short_enough_to_be_kept(assessment: Assessment) -> None:
    keys = tuple(f"kettle/a_question_with_quite_a_long_key_{number}" for number in range(80))

    way_back = address_of_done(assessment, Used(answers=3, positions=1, left_alone=("bread/sliced", *keys)))

    said = dict(parse_qsl(way_back.partition("?")[2]))
    assert len(way_back) <= Submission._meta.get_field("outcome").max_length
    assert said["left"].startswith("bread/sliced,kettle/a_question")
    assert len(said["left"].split(",")) + int(said["more"]) == 81


def test_of_many_that_were_left_alone_the_page_says_how_many_more_there_are(
    lead: Client, assessment: Assessment
) -> None:
    page = lead.get(address(assessment, "return/"), {"used": "3", "themes": "1", "left": "bread/sliced", "more": "7"})

    text = page.content.decode()
    assert "From your file, 3 answers and 1 level or target are in the assessment now." in text
    assert "and 7 more: bring the file again, and you see them all" in text
