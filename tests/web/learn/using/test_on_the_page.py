"""The use of a resource on its page: what it costs, and what belongs to a person of it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from support.cast import Cast
from support.library import published
from support.people import reader
from support.site import words
from support.using import AT, commented_by, found_by, list_of, used_by

from everyweek.web.learn.using.comments.moderation import report_comment
from everyweek.web.learn.using.models import Comment, CommentReport, ListEntry, Opinion, ReadingList, Use
from everyweek.web.learn.using.on_resource import using_on_resource
from everyweek.web.people.accounts.erasure import erase_person
from everyweek.web.people.accounts.export import export_of
from everyweek.web.people.discussion.errors import WriterIsGone
from everyweek.web.people.reader import NOBODY

pytestmark = pytest.mark.django_db


def everything_by_the_member(cast: Cast) -> None:
    resource = published()
    used_by(cast, resource, happened="We tried it.")
    found_by(cast, resource, is_useful=False, reason="Too long.")
    comment = commented_by(cast, resource, text="How long?")
    other = commented_by(cast, resource, "champion", text="Ten weeks.")
    report_comment(by=cast.reader("member"), comment=other, why="Rude.", now=AT)
    report_comment(by=cast.reader("champion"), comment=comment, why="Short.", now=AT)
    list_of(cast, resource, title="For new starters", readers="everybody")


def test_a_signed_out_reader_of_a_resource_that_nobody_used_costs_three_questions_more(cast: Cast) -> None:
    resource = published()

    with CaptureQueriesContext(
        connection,
    ) as asked:
        shown = using_on_resource(resource, NOBODY)

    assert len(asked) == 3
    assert (shown.uses.rows, shown.useful, shown.comments) == ((), "", ())


def test_many_reports_and_comments_cost_no_more_questions_than_a_few(cast: Cast) -> None:
    resource = published()
    for who in ("member", "champion", "contributor", "reviewer", "national support", "community's lead"):
        used_by(cast, resource, who)
        commented_by(cast, resource, who)

    with CaptureQueriesContext(connection) as asked:
        using_on_resource(resource, NOBODY)

    assert len(asked) == 4


def test_somebody_who_only_reads_a_network_is_offered_nothing_that_they_may_not_do(cast: Cast) -> None:
    published("inside", network=cast.networks["community"])

    member, outside = (
        words(reader(cast[who]).get("/library/inside/").content) for who in ("community's member", "champion")
    )

    assert "We used this" in member
    assert "Write a comment" in member
    assert "We used this" not in outside
    assert "Write a comment" not in outside
    assert reader(cast["champion"]).get("/library/inside/used/").status_code == 403


def test_a_copy_of_ones_own_data_holds_all_of_it(cast: Cast) -> None:
    everything_by_the_member(cast)

    copy = export_of(cast["member"], now=AT)

    assert copy["what you told of resources you used"][0]["happened"] == "We tried it."
    assert copy["whether resources were useful to you"][0]["reason"] == "Too long."
    assert [one["text"] for one in copy["comments on resources"]] == ["How long?"]
    assert [one["why"] for one in copy["comments you reported"]] == ["Rude."]
    assert copy["reading lists"][0]["title"] == "For new starters"
    assert copy["what is in your reading lists"][0]["resource"] == "red-bag"


def test_what_somebody_wrote_stays_without_their_name_when_they_are_erased(cast: Cast) -> None:
    everything_by_the_member(cast)

    erase_person(by=cast.reader("member"), person=cast["member"], removes_texts=False, now=AT)

    page = words(reader().get("/library/red-bag/").content)
    assert "We tried it." in page
    assert "A former member" in page
    assert "How long?" in page
    assert "The member" not in page
    assert not Opinion.objects.exists()
    assert not ReadingList.objects.exists()
    assert not ListEntry.objects.exists()


def test_what_somebody_wrote_goes_with_them_when_they_chose_that(cast: Cast) -> None:
    everything_by_the_member(cast)

    erase_person(by=cast.reader("member"), person=cast["member"], removes_texts=True, now=AT)

    page = words(reader().get("/library/red-bag/").content)
    assert "Removed by whoever wrote it on" in page
    assert "How long?" not in page
    assert "Ten weeks." in page
    assert not Use.objects.exists()
    assert Comment.objects.get(by=cast["member"]).text == ""
    assert CommentReport.objects.get(by=cast["member"]).why == ""


@pytest.mark.parametrize("ending", ["used/{use}/remove/", "comments/{comment}/remove/"])
def test_whoever_is_closed_while_they_press_is_told_that_nothing_was_changed(
    cast: Cast, monkeypatch: pytest.MonkeyPatch, ending: str
) -> None:
    resource = published()
    use, comment = used_by(cast, resource), commented_by(cast, resource)
    address = f"/library/red-bag/{ending.format(use=use.pk, comment=comment.pk)}"
    browser = reader(cast["member"])
    once = browser.get(address).content.decode().partition('name="once" value="')[2].partition('"')[0]

    def gone(by: object) -> None:
        raise WriterIsGone

    for module in ("used.actions", "comments.moderation"):
        monkeypatch.setattr(f"everyweek.web.learn.using.{module}.hold_writer", gone)
    answer = browser.post(address, {"once": once})

    assert answer.status_code == 409
    assert "Your account was closed or erased meanwhile" in words(answer.content)
    assert Use.objects.filter(pk=use.pk).exists()
    assert Comment.objects.get().text
