"""“We used this”: what places tell, whether the figures show it, and what becomes of it on the pages."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from support.cast import Cast
from support.library import published
from support.people import reader
from support.site import words
from support.using import AT, told, used_by

from everyweek.web.learn.library.draft import DraftOrigin
from everyweek.web.learn.using.models import Use
from everyweek.web.learn.using.used.actions import change_use, take_use_away, tell_use
from everyweek.web.people.errors import ChangedMeanwhile
from everyweek.web.people.models import AuditEntry, Notification
from everyweek.web.people.permissions import NotPermitted

pytestmark = pytest.mark.django_db

FORM = {
    "organisation": "ZZ1",
    "since": "february 2024",
    "happened": "We tried it on two wards.",
    "outcome": "better",
    "measure": "",
    "before": "",
    "after": "",
}
SDEC = {"topics": {"intervention": ("sdec",)}}


def token(client: Client, address: str) -> str:
    """The token of a form that counts once."""
    return client.get(address).content.decode().partition('name="once" value="')[2].partition('"')[0]


def sent(client: Client, address: str = "/library/red-bag/used/", **typed: Any) -> Any:
    return client.post(address, {"once": token(client, address), **FORM, **typed})


def test_a_reader_tells_that_it_was_used_and_it_stands_on_the_page(cast: Cast) -> None:
    published()

    answer = sent(reader(cast["member"]), before="72%", after="83%", measure="four_hour_performance")

    use = Use.objects.get()
    assert answer["Location"] == "/library/red-bag/#used"
    assert (use.code, use.since, use.outcome, use.by_id) == ("ZZ1", date(2024, 2, 1), "better", cast["member"].pk)
    page = reader().get("/library/red-bag/")
    read = words(page.content)
    assert "Used by 1 place." in read
    assert "since February 2024 It got better" in read
    assert "We tried it on two wards." in read
    assert "What they say: before 72%, after 83%." in read
    assert "The member" not in read
    assert 'href="/organisation/ZZ1/"' in page.content.decode()


def test_the_form_begins_with_where_the_reader_is(cast: Cast) -> None:
    published()

    mine = reader(cast["member"]).get("/library/red-bag/used/").content.decode()
    nowhere = reader(cast["national support"]).get("/library/red-bag/used/").content.decode()

    assert 'value="Applebridge Invented Hospitals NHS Trust (ZZ1)"' in mine
    assert 'name="organisation" type="text" value=""' in nowhere


def test_a_report_with_a_measure_carries_the_verdict_of_the_figures_with_its_chart(client: Client, cast: Cast) -> None:
    use = used_by(cast, published(), measure="four_hour_performance")

    page = client.get("/library/red-bag/")
    chart = client.get(f"/library/red-bag/used/{use.pk}/chart.svg")
    narrow = client.get(f"/library/red-bag/used/{use.pk}/chart.svg?size=narrow")

    read = words(page.content)
    assert "What the published figures say: Seen in the data The mean was 7" in read
    assert "Before and after is not proof" in read
    assert f'src="/library/red-bag/used/{use.pk}/chart.svg"' in page.content.decode()
    assert chart["Content-Type"] == narrow["Content-Type"] == "image/svg+xml"
    assert "The change" in chart.content.decode()


def test_an_organisation_that_nobody_knows_is_kept_by_its_name_and_cannot_be_seen(client: Client, cast: Cast) -> None:
    published()
    sent(reader(cast["member"]), organisation="The cottage hospital", measure="four_hour_performance")

    use = Use.objects.get()
    read = words(client.get("/library/red-bag/").content)

    assert (use.name, use.code) == ("The cottage hospital", "")
    assert "Cannot be seen It is not of one organisation with published figures." in read
    assert client.get(f"/library/red-bag/used/{use.pk}/chart.svg").status_code == 404


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"organisation": " \u200b"}, "Write at which organisation it was used."),
        ({"organisation": "a" * 10_000}, "This has 10,000 characters; at most 200 can be kept."),
        ({"since": ""}, "Write the month in which it began, such as March 2025."),
        ({"since": "2024"}, "Write the month in which it began, such as March 2025."),
        ({"since": "in the spring"}, "Write the month in which it began, such as March 2025."),
        ({"since": "January 3000"}, "“January 3000” is not between 1948 and this month."),
        ({"happened": ""}, "Write what happened, in a few sentences."),
        ({"happened": "a" * 10_000}, "This has 10,000 characters; at most 5,000 can be kept."),
        ({"happened": "Bed 3: 943 476 5919 went home."}, "“943 476 5919” is an NHS number: it passes the check."),
        ({"before": "943 476 5919"}, "“943 476 5919” is an NHS number: it passes the check."),
        ({"outcome": ""}, "Choose how it went."),
        ({"outcome": "splendid"}, "Choose how it went from the list."),
        ({"measure": "joy"}, "“joy” is no measure of the catalogue. Choose from the list."),
        ({"after": "a" * 61}, "This has 61 characters; at most 60 can be kept."),
    ],
)
def test_what_cannot_be_kept_has_its_sentence_and_loses_nothing(
    cast: Cast, typed: dict[str, str], sentence: str
) -> None:
    published()

    answer = sent(reader(cast["member"]), **{"happened": "Hours of work.", **typed})

    read = words(answer.content)
    assert answer.status_code == 200
    assert sentence in read
    assert typed.get("happened", "Hours of work.")[:200] in read
    assert not Use.objects.exists()


def test_a_double_click_tells_it_once_and_the_same_place_and_month_is_told_once(cast: Cast) -> None:
    published()
    browser = reader(cast["member"])
    typed = {"once": token(browser, "/library/red-bag/used/"), **FORM}

    first, second = browser.post("/library/red-bag/used/", typed), browser.post("/library/red-bag/used/", typed)
    again = sent(browser, happened="Once more.")

    assert first["Location"] == second["Location"]
    assert Use.objects.count() == 1
    assert again.status_code == 409
    assert "since February 2024 already. Change what you told then" in words(again.content)
    assert "Once more." in words(again.content)


def test_measures_that_the_resource_should_move_come_first(cast: Cast) -> None:
    published(measures=("handover_delay_hours", "four_hour_performance"))

    page = reader(cast["member"]).get("/library/red-bag/used/").content.decode()

    first = page.partition("<select")[2].partition("</select>")[0].split("<option")[1:4]
    assert 'value=""' in first[0]
    assert 'value="four_hour_performance"' in first[1]


def test_whoever_told_it_changes_it_and_the_chain_keeps_the_state_before_without_words(cast: Cast) -> None:
    use = used_by(cast, published())
    address = f"/library/red-bag/used/{use.pk}/"

    shown = reader(cast["member"]).get(address).content.decode()
    answer = sent(reader(cast["member"]), address, version=use.version, outcome="worse", happened="It went wrong.")

    use.refresh_from_db()
    entry = AuditEntry.objects.get(action="use.changed")
    assert 'value="February 2024"' in shown
    assert answer["Location"] == "/library/red-bag/#used"
    assert (use.outcome, use.happened, use.version) == ("worse", "It went wrong.", 2)
    assert '"outcome":"better"' in entry.details.replace(" ", "")
    assert "wards" not in entry.details
    assert "wrong" not in entry.details


def test_of_two_changes_at_once_the_second_keeps_what_it_typed(cast: Cast) -> None:
    use = used_by(cast, published())
    address, browser = f"/library/red-bag/used/{use.pk}/", reader(cast["member"])
    sent(browser, address, version=1, happened="From the first window.")

    answer = sent(browser, address, version=1, happened="From the second window.")

    assert answer.status_code == 409
    assert "From the second window." in words(answer.content)
    assert Use.objects.get().happened == "From the first window."


def test_whoever_told_it_takes_it_away_and_nobody_else_does(cast: Cast) -> None:
    use = used_by(cast, published())
    address = f"/library/red-bag/used/{use.pk}/remove/"

    for who in ("champion", "administrator of a region"):
        assert reader(cast[who]).get(address).status_code == 404
    browser = reader(cast["member"])
    answer = browser.post(address, {"once": token(browser, address)})

    assert answer["Location"] == "/library/red-bag/#used"
    assert not Use.objects.exists()
    assert AuditEntry.objects.filter(action="use.retracted").exists()


def test_a_reviewer_removes_it_with_a_reason_of_which_its_writer_is_told(cast: Cast) -> None:
    use = used_by(cast, published())
    address, browser = f"/library/red-bag/used/{use.pk}/remove/", reader(cast["reviewer"])

    without = browser.post(address, {"once": token(browser, address)})
    given = browser.post(address, {"once": token(browser, address), "why": "It is an advertisement."})

    assert "Say why you remove it. Whoever wrote it reads the reason." in words(without.content)
    assert given["Location"] == "/library/red-bag/#used"
    assert not Use.objects.exists()
    line = Notification.objects.get(person=cast["member"], kind="words-removed")
    assert (line.title, line.text) == (
        "What you told of using “Red bag pathway” was removed",
        "It is an advertisement.",
    )


def test_the_newest_five_stand_on_the_page_and_all_on_their_own(cast: Cast) -> None:
    resource = published()
    for month in range(1, 8):
        used_by(cast, resource, place=DraftOrigin(f"Place {month}"), since=date(2025, month, 1))

    page, all_of_them = (
        words(reader().get(one).content) for one in ("/library/red-bag/", "/library/red-bag/used/all/")
    )

    assert "Used by 7 places." in page
    assert "All 7 reports" in page
    assert [f"Place {month} , since" in page for month in range(1, 8)] == [False, False, *[True] * 5]
    assert all(f"Place {month} , since" in all_of_them for month in range(1, 8))
    assert page.index("Place 7 , since") < page.index("Place 3 , since")


def test_script_is_shown_and_not_run(cast: Cast) -> None:
    bad = "<script>alert(1)</script>"
    used_by(cast, published(**SDEC), place=DraftOrigin(bad), happened=bad, before=bad[:50])

    for address in ("/library/red-bag/", "/library/red-bag/used/all/", "/library/what-works/sdec/"):
        page = reader(cast["reviewer"]).get(address).content.decode()
        assert "&lt;script&gt;alert(1)" in page
        assert "<script>alert" not in page


def test_what_works_counts_the_reports_and_says_why_they_are_not_pooled(client: Client, cast: Cast) -> None:
    resource = published(**SDEC)
    used_by(cast, resource, measure="four_hour_performance")
    used_by(cast, resource, place=DraftOrigin("Elsewhere"), outcome="worse", measure="four_hour_performance")
    used_by(cast, resource, "champion", outcome="too early")

    page = client.get("/library/what-works/sdec/")

    read = words(page.content)
    assert "What places that used it report 3 reports from 2 places." in read
    assert "a report has nothing to be compared with, and those who are content write more often" in read
    assert "it got better 1 , it made no difference 0 , it got worse 1 , too early to say 1 ." in read
    assert "seen in the data 1 , not seen in the data 0 , too early to say 0 , cannot be seen 1 ." in read
    assert f'href="/library/red-bag/used/all/#use-{Use.objects.order_by("pk")[0].pk}"' in page.content.decode()
    assert "No effect of it is in the library yet." in read


def test_what_works_counts_no_report_of_what_its_reader_may_not_open(cast: Cast) -> None:
    inside = published("inside", network=cast.networks["learning"], **SDEC)
    used_by(cast, inside, "learning network's member", happened="Only for us.")

    outside, member = (
        words(reader(someone).get("/library/what-works/sdec/").content)
        for someone in (cast["national support"], cast["learning network's lead"])
    )

    assert "Nobody has told of using it yet." in outside
    assert "1 report from 1 place." in member


def test_nobody_outside_tells_of_using_what_a_network_keeps_for_itself(cast: Cast) -> None:
    inside = published("inside", network=cast.networks["learning"])

    for who in ("member", "national support", "administrator of a region"):
        assert reader(cast[who]).get("/library/inside/used/").status_code == 404
        with pytest.raises(NotPermitted):
            tell_use(by=cast.reader(who), resource=inside, told=told(), now=AT)
    assert reader().get("/library/inside/used/")["Location"].startswith("/sign-in/")
    assert reader(cast["learning network's member"]).get("/library/inside/used/").status_code == 200


@pytest.mark.parametrize("number", ["0", "99999999999999999999"])
def test_a_report_that_is_not_there_is_not_found(cast: Cast, number: str) -> None:
    published()

    for ending in ("", "remove/", "chart.svg"):
        assert reader(cast["reviewer"]).get(f"/library/red-bag/used/{number}/{ending}").status_code == 404


def test_one_that_was_taken_away_meanwhile_is_a_sentence_and_not_lost(cast: Cast) -> None:
    use, by = used_by(cast, published()), cast.reader("member")
    take_use_away(by=by, use=use, why="", now=AT)

    with pytest.raises(ChangedMeanwhile):
        change_use(by=by, use=use, told=told(), seen_version=1, now=AT)
    take_use_away(by=by, use=use, why="", now=AT)

    assert AuditEntry.objects.filter(action="use.retracted").count() == 1
