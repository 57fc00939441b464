"""Offering a plan to a network to test at scale: who reads what when, and how the decision is kept."""

from typing import Any

import pytest
from support.cast import Cast
from support.people import reader
from support.planning import AT, plan_of
from support.site import words

from everyweek.web.people.errors import ChangedMeanwhile
from everyweek.web.people.models import AuditEntry, Notification
from everyweek.web.people.permissions import NotPermitted, can
from everyweek.web.plan.plans.errors import NotAPlan
from everyweek.web.plan.plans.members import add_member
from everyweek.web.plan.plans.models import ImprovementPlan
from everyweek.web.plan.proposals.actions import answer, decide, offer, take_back
from everyweek.web.plan.proposals.errors import CannotBeOffered, NotInThisState
from everyweek.web.plan.proposals.models import Proposal

pytestmark = pytest.mark.django_db
WHO, LEAD, MEMBER = "community's member", "community's lead", "reviewer"


def the_plan(cast: Cast) -> ImprovementPlan:
    return plan_of(cast, WHO, title="Frailty at the door", readers="team")


def offered(cast: Cast, plan: ImprovementPlan | None = None, *, network: str = "community") -> Proposal:
    return offer(
        by=cast.reader(WHO),
        plan=plan or the_plan(cast),
        network=cast.networks[network],
        words="It worked here.",
        asks_for="Five sites.",
        now=AT,
    )


def decided(cast: Cast, one: Proposal, decision: str, who: str = LEAD, words: str = "Because.") -> Proposal:
    return decide(by=cast.reader(who), proposal=one, decision=decision, words=words, seen_version=one.version, now=AT)


def token(page: str) -> str:
    return page.partition('name="once" value="')[2].partition('"')[0]


def post(cast: Cast, who: str, address: str, at: str, **typed: Any) -> Any:
    browser = reader(cast[who])
    return browser.post(address, {"once": token(browser.get(at).content.decode()), **typed})


def test_people_of_the_network_read_the_plan_while_it_is_offered_and_no_longer(cast: Cast) -> None:
    plan = the_plan(cast)
    someone = cast.reader(MEMBER)
    before = can(someone, "plan.read", plan)
    one = offered(cast, plan)
    meanwhile = can(someone, "plan.read", plan)

    decided(cast, one, "declined")

    assert (before, meanwhile, can(someone, "plan.read", plan)) == (False, True, False)


def test_the_page_that_offers_says_who_reads_the_plan_then(cast: Cast) -> None:
    plan = the_plan(cast)

    said = words(reader(cast[WHO]).get(f"/plans/{plan.key}/offer/").content.decode())

    assert "Everybody in the network reads this plan" in said
    assert "Community of frailty" in said


def test_a_plan_is_offered_asked_about_answered_and_taken_up_over_the_pages(cast: Cast) -> None:
    plan = the_plan(cast)
    form = f"/plans/{plan.key}/offer/"

    made = post(cast, WHO, form, form, network="community", words="It <script>worked</script>.", asks_for="Sites.")
    one = Proposal.objects.get()
    page = f"/plans/proposals/{one.pk}/"
    post(cast, LEAD, f"{page}decide/", page, version=1, decision="asked", words="How many?")
    post(cast, WHO, f"{page}answer/", page, version=2, words="Twelve.")
    post(cast, LEAD, f"{page}decide/", page, version=3, decision="accepted", words="Good.")

    assert made.url == page
    one.refresh_from_db()
    assert one.state == "accepted"
    assert list(one.steps.values_list("what", flat=True)) == ["sent", "asked", "answered", "accepted"]
    shown = reader(cast[MEMBER]).get(page).content.decode()
    assert "&lt;script&gt;worked" in shown
    for said in ("How many?", "Twelve.", "Good.", "To be tested at scale"):
        assert said in words(shown)


def test_leads_hear_of_an_offer_and_those_who_work_on_the_plan_of_the_answer(cast: Cast) -> None:
    one = offered(cast)

    decided(cast, one, "declined")

    told = {(row.person_id, row.title) for row in Notification.objects.filter(kind="proposal")}
    assert told == {
        (cast[LEAD].pk, "A plan is offered to Community of frailty to test at scale: “Frailty at the door”"),
        (cast[WHO].pk, "Community of frailty does not take up the plan “Frailty at the door”"),
    }


def test_every_step_is_in_the_chain_as_one_of_the_network_without_its_words(cast: Cast) -> None:
    decided(cast, offered(cast), "declined", words="A reason.")

    rows = AuditEntry.objects.filter(action__startswith="proposal.")

    assert {(row.action, row.network) for row in rows} == {
        ("proposal.sent", "community"),
        ("proposal.declined", "community"),
    }
    assert not any("A reason" in str(row.details) for row in rows)


@pytest.mark.parametrize("who", [WHO, MEMBER, "national support", "administrator of a board"])
def test_only_a_lead_who_did_not_offer_it_decides(cast: Cast, who: str) -> None:
    one = offered(cast)

    with pytest.raises(NotPermitted):
        decided(cast, one, "accepted", who)


def test_a_lead_does_not_decide_about_their_own_plan(cast: Cast) -> None:
    plan = plan_of(cast, LEAD, title="Own")
    one = offer(by=cast.reader(LEAD), plan=plan, network=cast.networks["community"], words="W", asks_for="", now=AT)

    with pytest.raises(NotPermitted):
        decided(cast, one, "accepted")


def test_whoever_is_not_in_the_network_cannot_offer_to_it(cast: Cast) -> None:
    with pytest.raises(NotPermitted):
        offered(cast, network="learning")


def test_it_is_offered_to_a_network_once_at_a_time(cast: Cast) -> None:
    plan = the_plan(cast)
    first = offered(cast, plan)

    with pytest.raises(CannotBeOffered, match="offered to Community of frailty already"):
        offered(cast, plan)
    take_back(by=cast.reader(WHO), proposal=first, words="", seen_version=1, now=AT)

    assert offered(cast, plan).pk != first.pk


def test_without_words_nothing_is_offered_or_decided(cast: Cast) -> None:
    plan = the_plan(cast)
    form = f"/plans/{plan.key}/offer/"

    page = post(cast, WHO, form, form, network="community", words=" ").content.decode()
    elsewhere = post(cast, WHO, form, form, network="learning", words="W").content.decode()
    one = offered(cast, plan)
    address = f"/plans/proposals/{one.pk}/"
    silent = post(cast, LEAD, f"{address}decide/", address, version=1, decision="accepted", words="").content.decode()

    assert "Write in a few sentences why others should try this." in words(page)
    assert "Choose a network that you are in." in words(elsewhere)
    assert "Say why, or what you ask" in words(silent)
    one.refresh_from_db()
    assert one.state == "sent"


def test_the_summary_of_mistakes_leads_to_the_field(cast: Cast) -> None:
    address = f"/plans/proposals/{offered(cast).pk}/"

    page = post(cast, LEAD, f"{address}decide/", address, version=1, decision="accepted", words="").content.decode()

    led_to = page.partition("nhsuk-error-summary")[2].partition('href="#')[2].partition('"')[0]
    assert f'id="{led_to}"' in page


def test_whoever_takes_a_step_is_not_told_of_it(cast: Cast) -> None:
    plan = the_plan(cast)
    add_member(by=cast.reader(WHO), plan=plan, email=cast[LEAD].email, leads=False, now=AT)
    one = offered(cast, plan)

    take_back(by=cast.reader(LEAD), proposal=one, words="", seen_version=1, now=AT)

    told = [row.title for row in Notification.objects.filter(kind="proposal")]
    assert told == ["A plan is offered to Community of frailty to test at scale: “Frailty at the door”"]


def test_those_of_the_team_who_are_not_in_the_network_are_led_back_to_the_plan(cast: Cast) -> None:
    plan, inside = plan_of(cast, "member"), "project room's member"
    add_member(by=cast.reader("member"), plan=plan, email=cast[inside].email, leads=False, now=AT)
    one = offer(by=cast.reader(inside), plan=plan, network=cast.networks["room"], words="W", asks_for="", now=AT)

    above = {
        who: reader(cast[who]).get(f"/plans/proposals/{one.pk}/").content.decode().partition("<main")[0]
        for who in ("member", inside)
    }

    assert "/networks/room/plans/" not in above["member"]
    assert f"/plans/{plan.key}/" in above["member"]
    assert "/networks/room/plans/" in above[inside]


def test_an_offer_to_a_closed_network_is_refused(cast: Cast) -> None:
    cast.networks["community"].ended_at = AT
    cast.networks["community"].save()

    with pytest.raises((CannotBeOffered, NotPermitted)):
        offered(cast)


def test_too_late_is_said_and_what_was_typed_is_kept(cast: Cast) -> None:
    one = offered(cast)
    address = f"/plans/proposals/{one.pk}/"
    browser = reader(cast[LEAD])
    sign = token(browser.get(address).content.decode())
    take_back(by=cast.reader(WHO), proposal=one, words="Not now.", seen_version=1, now=AT)

    late = browser.post(
        f"{address}decide/", {"once": sign, "version": 1, "decision": "accepted", "words": "Long words."}
    )

    assert late.status_code == 409
    said = words(late.content.decode())
    assert "It was taken back by those who work on the plan. Nothing was changed." in said
    assert "Long words." in late.content.decode()


def test_two_leads_who_decide_at_once_do_not_overwrite_one_another(cast: Cast) -> None:
    one = offered(cast)
    decided(cast, one, "asked")

    with pytest.raises(ChangedMeanwhile):
        decided(cast, one, "accepted")


def test_what_is_not_possible_in_a_state_is_said(cast: Cast) -> None:
    one = offered(cast)

    with pytest.raises(NotInThisState, match="It waits for the network"):
        answer(by=cast.reader(WHO), proposal=one, words="No question", seen_version=1, now=AT)
    with pytest.raises(CannotBeOffered, match="Choose what you decide"):
        decided(cast, one, "later")
    with pytest.raises(NotAPlan, match="at most 10,000"):
        decided(cast, one, "declined", words="x" * 10_001)


def test_the_network_lists_what_waits_for_it_first(cast: Cast) -> None:
    done = offered(cast, plan_of(cast, WHO, title="Older", readers="team"))
    decided(cast, done, "accepted")
    offered(cast, plan_of(cast, WHO, title="Newer", readers="team"))
    offered(cast, plan_of(cast, WHO, title="Newest", readers="team"))

    page = reader(cast[MEMBER]).get("/networks/community/plans/").content.decode()
    outside = reader(cast["member of another trust"]).get("/networks/learning/plans/")

    assert page.index("Newest") < page.index("Newer") < page.index("Older")
    assert outside.status_code in (403, 404)
    assert "/networks/community/plans/" in reader(cast[MEMBER]).get("/networks/community/").content.decode()


def test_an_offer_is_hidden_from_everybody_else(cast: Cast) -> None:
    one = offered(cast)

    assert reader(cast["member of another trust"]).get(f"/plans/proposals/{one.pk}/").status_code == 404
    assert reader(cast[WHO]).get(f"/plans/proposals/{2**70}/").status_code == 404
