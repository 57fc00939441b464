"""The page of what was shared with those who oversee says what it is, and why its reader sees it."""

import pytest
from support.cast import AT, Cast
from support.discussion import main_part
from support.people import reader

from everyweek.web.people.roles.actions import give_role

WHAT = "These are posts, events and links that somebody in a network chose to show to those who oversee: you see them"

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("who", "why"),
    [
        ("national support", "because you are national support."),
        ("administrator of a region", "because you administer Fenwick and the Marches (invented)."),
    ],
)
def test_it_is_called_as_the_link_to_it_and_says_in_one_sentence_why_it_is_shown(
    cast: Cast, who: str, why: str
) -> None:
    page = reader(cast[who]).get("/shared/")

    assert "<title>Shared with you – Everyweek</title>" in page.content.decode()
    assert f"<p>{WHAT} {why}</p>" in main_part(page)


def test_somebody_with_two_regions_reads_both_and_not_their_other_organisations(cast: Cast) -> None:
    someone = cast["administrator of a region"]
    for code in ("ZZX", "ZZ1"):
        give_role(by=None, by_words="the tests", person=someone, kind="system_administrator", organisation=code, now=AT)

    page = main_part(reader(someone).get("/shared/"))

    assert "because you administer Fenwick and the Marches (invented); Northwold and the Coast (invented)." in page
    assert "Applebridge" not in page
