"""The pages of the library: searching it, reading a resource, and who may."""

import pytest
from django.test import Client
from support.cast import Cast
from support.library import AT, FULL, draft, published
from support.people import reader
from support.site import words

from everyweek.web.learn.finding.keeping_current import make_index
from everyweek.web.learn.library.models import OldAddress

pytestmark = pytest.mark.django_db(transaction=False)


def page(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return words(answer.content)


def test_a_resource_is_found_and_read_with_everything_it_says(client: Client) -> None:
    published(title="Red bag pathway", body="## What it was\n\nA **bag** with papers.\n", **FULL)
    make_index()

    found, read = page(client, "/library/?q=bags"), page(client, "/library/red-bag/")

    assert "1 resource found" in found
    assert "Red bag pathway" in found
    for said in (
        "What it was A bag with papers.", "Applebridge Invented Hospitals", "An infirmary that is no more",
        "March 2017",
        "Same day emergency care", "Front door", "Ann Other, Bob Other", "Open Government Licence",
        "stays fell from 7.2 to 6.3 days [7.2 → 6.3 days; ratio 0.875 (95% limits 0.8 to 0.95); p = 0.003; before and",
        "before and after, in one place", "1.0 1 May 2026 Shorter. Three wards tried it. Tested", "0.1 1 March 2026",
        "What people say To be confirmed", "Emergency admissions", "2 June 2026",
    ):  # fmt: skip
        assert said in read


def test_script_in_what_somebody_wrote_is_shown_and_not_run(client: Client) -> None:
    bad = "<script>alert(1)</script> [x](javascript:alert(1)) ![i](https://example.org/i.png) <b onclick=x>b</b>"
    published(title="<script>t</script>", summary="<script>s</script>", body=f"{bad}\n\n<iframe src=x></iframe>")
    make_index()

    for address in ("/library/", "/library/?q=script", "/library/red-bag/"):
        answer = client.get(address).content.decode()
        assert "<script>" not in answer.replace("<script src=", "")
        assert (
            "javascript:alert" not in answer.replace("(javascript:alert(1))", "").replace("[x]", "")
            or 'href="javascript' not in answer
        )
        assert "<iframe" not in answer
        assert "onclick" not in answer.replace("&lt;b onclick=x&gt;", "")
        assert '<img src="https' not in answer


def test_facets_are_counted_chosen_and_taken_away(client: Client) -> None:
    published("one", title="One ward", kind="guide", topics={"setting": ("care home",)}, dated="2019")
    published("two", title="Two wards", kind="tool", topics={"setting": ("care home", "community")})
    make_index()

    everything, tools = page(client, "/library/?q=wards"), page(client, "/library/?q=wards&type=tool&setting=community")

    assert "Guides (1)" in everything
    assert "Care home (2)" in everything
    assert "1 resource found" in tools
    assert "Tools and templates take away Tools and templates" in tools


@pytest.mark.parametrize(
    "asked", ["q=%00", "q=%22", "q=" + "a" * 1200, "q=%F0%9F%98%80", "page=-1", "page=99999999", "type=no"]
)
def test_no_question_fails(client: Client, asked: str) -> None:
    published()
    make_index()

    assert client.get(f"/library/?{asked}").status_code == 200


def test_nothing_found_says_what_to_do_and_a_slip_is_put_right(client: Client) -> None:
    published(title="Discharge lounge")
    make_index()

    nothing, slip = page(client, "/library/?q=zebra"), page(client, "/library/?q=dischrage")

    assert "Nothing found" in nothing
    assert "Show everything in the library" in nothing
    assert "Showing results for discharge . Search for “dischrage” as typed" in slip


def test_pages_of_the_answer_follow_one_another(client: Client) -> None:
    for number in range(12):
        published(f"ward-{number}", title=f"Ward {number}")
    make_index()

    first, second = (
        client.get("/library/?q=ward").content.decode(),
        client.get("/library/?q=ward&page=2").content.decode(),
    )

    assert 'href="/library/?q=ward&amp;page=2"' in first
    assert first.count('href="/library/ward-') == 10
    assert second.count('href="/library/ward-') == 2


def test_what_stands_inside_a_network_is_found_counted_and_read_by_those_inside_alone(cast: Cast) -> None:
    published("open", title="Open winter")
    published("inside", title="Winter inside", network=cast.networks["learning"])
    make_index()
    may = ("learning network's member", "learning network's lead")

    for who in ("nobody", *cast.people):
        browser = reader(cast[who]) if who != "nobody" else reader()
        found = words(browser.get("/library/?q=winter").content)
        assert ("Winter inside" in found, "2 resources found" in found) == (
            (True, True) if who in may else (False, False)
        )
        assert browser.get("/library/inside/").status_code == (200 if who in may else 404), who


def test_an_earlier_address_leads_on_and_only_for_those_who_may_read(cast: Cast, client: Client) -> None:
    moved = published("first")
    OldAddress.objects.create(slug="before", resource=moved)
    hidden = published("hidden", network=cast.networks["learning"])
    OldAddress.objects.create(slug="hidden-before", resource=hidden)

    answer = client.get("/library/before/")

    assert (answer.status_code, answer.headers["Location"]) == (301, "/library/first/")
    assert client.get("/library/hidden-before/").status_code == client.get("/library/no-such/").status_code == 404


def test_a_page_before_the_index_was_made_makes_it(client: Client) -> None:
    published(title="Winter")

    assert "1 resource found" in page(client, "/library/?q=winter")


def test_more_like_this_names_what_shares_telling_words(client: Client) -> None:
    published("one", title="Phlebotomy early in the morning")
    published("two", title="Early phlebotomy rounds")
    published("three", title="Beds")
    make_index()

    assert "More like this Early phlebotomy rounds" in page(client, "/library/one/")


def test_a_draft_has_the_same_digest_after_it_was_kept() -> None:
    from everyweek.web.learn.library.draft import draft_from_json
    from everyweek.web.learn.library.keeping import draft_of

    given = draft(**FULL)
    resource = published(**FULL)

    assert draft_of(resource) == given
    assert draft_from_json(resource.revisions.get().content).digest() == given.digest()
    assert resource.first_published_at == AT


def test_an_author_who_has_an_account_keeps_it_when_the_resource_changes(cast: Cast) -> None:
    resource = published(authors=("The member", "Bob Other"))
    resource.authors.filter(name="The member").update(person=cast["member"])

    changed = published(authors=("Bob Other", "The member"), title="Changed")

    assert dict(changed.authors.values_list("name", "person")) == {"The member": cast["member"].pk, "Bob Other": None}
