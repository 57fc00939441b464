"""Conversations inside a network: beginning, answering, reading, changing one's own words."""

import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone
from support.cast import Cast
from support.discussion import (
    LEAD,
    MEMBER,
    address,
    answered,
    begun,
    closed,
    main_part,
    seen,
    send,
    token_on,
    without_roles,
)
from support.people import person, reader

from everyweek.web.people.discussion import actions
from everyweek.web.people.discussion.errors import NetworkIsClosed, ThreadIsClosed
from everyweek.web.people.discussion.fragments import latest_threads
from everyweek.web.people.errors import ChangedMeanwhile
from everyweek.web.people.models import AuditEntry, Post, Thread
from everyweek.web.people.permissions import NotPermitted

SCRIPT = "<script>alert('x')</script>"


def test_a_member_begins_a_conversation_and_reads_it(cast: Cast) -> None:
    client = reader(cast[MEMBER["learning"]])

    answer = send(
        client,
        address("new-thread", network="learning"),
        title="  Handover at\tthe door ",
        text="We moved the nurse.\r\n\r\nIt works: https://example.org/x.",
    )
    page = client.get(answer["Location"])

    post = Post.objects.get()
    assert answer.status_code == 302
    assert answer["Location"] == f"/networks/learning/discussion/{post.thread_id}/?post={post.pk}#post-{post.pk}"
    assert (post.thread.title, post.text) == (
        "Handover at the door",
        "We moved the nurse.\n\nIt works: https://example.org/x.",
    )
    assert 'href="https://example.org/x" rel="nofollow noopener"' in main_part(page)
    assert "The learning network" in main_part(page)
    assert f'id="post-{post.pk}"' in main_part(page)
    assert seen(page).count("<h1") == 1


def test_a_post_says_who_wrote_it_of_which_organisation_and_when(cast: Cast) -> None:
    post = begun(cast, now=datetime(2026, 7, 1, 11, 30, tzinfo=UTC))

    page = main_part(reader(cast[LEAD["learning"]]).get(address("thread", post.thread)))

    assert re.search(
        r"<bdi>The learning network&#39;s member</bdi> <span[^>]*>Applebridge Invented Hospitals NHS Trust", page
    )
    assert "1 July 2026 at 12:30" in page


def test_a_form_sent_twice_makes_one_conversation_and_one_reply(cast: Cast) -> None:
    client = reader(cast[MEMBER["learning"]])
    begin = address("new-thread", network="learning")
    fields = {"once": token_on(client.get(begin)), "title": "Beds", "text": "How many?"}

    first, second = client.post(begin, fields), client.post(begin, fields)
    thread = Thread.objects.get()
    fields = {"once": token_on(client.get(address("thread", thread))), "text": "Twelve."}
    third, fourth = client.post(address("thread", thread), fields), client.post(address("thread", thread), fields)

    assert first["Location"] == second["Location"]
    assert third["Location"] == fourth["Location"]
    assert [post.text for post in Post.objects.all()] == ["How many?", "Twelve."]


def test_a_form_that_was_opened_by_somebody_else_or_by_nobody_is_refused(cast: Cast) -> None:
    begin = address("new-thread", network="learning")
    other = token_on(reader(cast[LEAD["learning"]]).get(begin))
    client = reader(cast[MEMBER["learning"]])

    answers = [client.post(begin, {"once": token, "title": "T", "text": "x"}) for token in (other, "", "made-up:x")]

    assert [answer.status_code for answer in answers] == [403, 403, 403]
    assert "This form did not come from a page that was opened by you." in seen(answers[0])
    assert not Thread.objects.exists()


@pytest.mark.parametrize(
    ("title", "text", "sentence"),
    [
        ("", "Text", "Say in a few words what it is about."),
        ("\u202e\u200f", "Text", "Say in a few words what it is about."),
        ("Title", " \r\n\u200b", "Write something: the post is empty."),
        ("T" * 151, "Text", "This has 151 characters; at most 150 can be kept."),
        ("Title", "x" * 20_001, "This has 20,001 characters; at most 20,000 can be kept."),
    ],
)
def test_what_cannot_be_kept_is_said_beside_the_field_and_nothing_is_lost(
    cast: Cast, title: str, text: str, sentence: str
) -> None:
    client = reader(cast[MEMBER["learning"]])

    page = send(client, address("new-thread", network="learning"), title=title, text=text)

    assert page.status_code == 200
    assert sentence in main_part(page)
    assert "Error: " in seen(page)
    assert text.strip().strip("\u200b") in main_part(page)
    assert not Thread.objects.exists()


def test_a_text_of_exactly_twenty_thousand_characters_is_kept_as_typed(cast: Cast) -> None:
    client = reader(cast[MEMBER["learning"]])
    typed = "  " + "a\n" * 9_999

    answer = send(client, address("new-thread", network="learning"), title="Long", text=typed.replace("\n", "\r\n"))

    assert answer.status_code == 302
    assert Post.objects.get().text == typed


def test_script_in_titles_texts_and_names_is_shown_and_does_nothing(cast: Cast) -> None:
    cast[MEMBER["learning"]].name = SCRIPT
    cast[MEMBER["learning"]].save()
    post = begun(cast, title=SCRIPT, text=SCRIPT)
    client = reader(cast[LEAD["learning"]])

    pages = [
        seen(client.get(where))
        for where in (
            address("network-discussion", network="learning"),
            address("network-discussion", network="learning") + "?q=%3Cscript%3Ealert",
            address("thread", post.thread),
            address("remove-post", post),
            address("report-post", post),
        )
    ]

    assert all("<script>alert" not in page for page in pages)
    assert all("&lt;script&gt;alert" in page for page in pages)


def test_marks_of_direction_are_taken_out_of_a_title(cast: Cast) -> None:
    send(reader(cast[MEMBER["learning"]]), address("new-thread", network="learning"), title="a\u202eb", text="x")

    assert Thread.objects.get().title == "ab"


def test_the_conversation_with_the_newest_post_stands_first(cast: Cast) -> None:
    now = timezone.now()
    old = begun(cast, title="Older", now=now - timedelta(days=3))
    begun(cast, title="Newer", now=now - timedelta(days=2))
    client = reader(cast[MEMBER["learning"]])

    before = main_part(client.get(address("network-discussion", network="learning")))
    answered(cast, old.thread)
    after = main_part(client.get(address("network-discussion", network="learning")))

    assert before.index("Newer") < before.index("Older")
    assert after.index("Older") < after.index("Newer")
    assert "2 posts, the last by The learning network&#39;s lead" in after


def test_conversations_are_found_by_words_of_their_titles(cast: Cast) -> None:
    begun(cast, title="Ambulance handover at night")
    begun(cast, title="Handover of patients")
    begun(cast, title="100% of beds_")
    client = reader(cast[MEMBER["learning"]])

    def titles(words: str) -> list[str]:
        page = client.get(address("network-discussion", network="learning"), {"q": words})
        return re.findall(r'<a class="ew-thread__title"[^>]*><bdi>([^<]*)</bdi>', seen(page))

    assert titles("handover NIGHT") == ["Ambulance handover at night"]
    assert sorted(titles("handover")) == ["Ambulance handover at night", "Handover of patients"]
    assert titles("%") == ["100% of beds_"]
    assert titles("s_") == ["100% of beds_"]
    assert titles("nothing") == []
    page = client.get(address("network-discussion", network="learning"), {"q": "nothing\x00 like it"})
    assert "No conversation has “nothing like it” in its title." in main_part(page)


def test_a_long_conversation_has_pages_and_each_post_an_address_that_finds_its_page(cast: Cast) -> None:
    post = begun(cast)
    by, now = cast.reader(MEMBER["learning"]), timezone.now()
    posts = [post] + [
        actions.write_post(by=by, thread=post.thread, text=f"Post {number}", shared_beyond=False, now=now)
        for number in range(2, 103)
    ]
    client = reader(cast[MEMBER["learning"]])

    first = main_part(client.get(address("thread", post.thread)))
    found = main_part(client.get(actions.address_of_post(posts[100])))

    assert "Posts 1 to 100 of 102" in first
    assert f'href="{actions.address_of_post(posts[-1])}">Go to the newest' in first
    assert 'id="reply"' in first
    assert f'id="post-{posts[100].pk}"' in found
    assert f'id="post-{post.pk}"' not in found
    assert "Posts 101 to 102 of 102" in found


@pytest.mark.parametrize("asked", ["?post=0", "?post=999999999999999999999999", "?post=x", "?page=0", "?page=x"])
def test_an_address_with_a_number_that_leads_nowhere_shows_the_conversation(cast: Cast, asked: str) -> None:
    post = begun(cast)

    page = reader(cast[MEMBER["learning"]]).get(address("thread", post.thread) + asked)

    assert page.status_code == 200
    assert post.text in main_part(page)


def test_a_conversation_is_found_only_under_its_own_network(cast: Cast) -> None:
    post = begun(cast, "community")
    client = reader(cast[MEMBER["community"]])
    begun(cast, "learning")

    answers = [
        client.get(f"/networks/learning/discussion/{post.thread_id}/"),
        client.get("/networks/community/discussion/99999999999999999999999/"),
        client.get(f"/networks/community/discussion/{post.thread_id}/posts/{post.pk + 1}/edit/"),
    ]

    assert [answer.status_code for answer in answers] == [404, 404, 404]


def test_an_author_changes_a_post_and_others_see_that_it_was(cast: Cast) -> None:
    post = begun(cast)
    client = reader(cast[MEMBER["learning"]])

    answer = client.post(address("edit-post", post), {"text": "We moved two nurses.", "version": "1"})
    page = main_part(reader(cast[LEAD["learning"]]).get(address("thread", post.thread)))

    post.refresh_from_db()
    assert answer.status_code == 302
    assert (post.text, post.version) == ("We moved two nurses.", 2)
    assert "We moved two nurses." in page
    assert "Edited on" in page


def test_saving_without_a_change_changes_nothing(cast: Cast) -> None:
    post = begun(cast)
    before = AuditEntry.objects.count()

    reader(cast[MEMBER["learning"]]).post(address("edit-post", post), {"text": post.text, "version": "1"})

    post.refresh_from_db()
    assert (post.version, post.edited_at, AuditEntry.objects.count()) == (1, None, before)


def test_of_two_windows_the_second_is_told_and_keeps_what_was_typed(cast: Cast) -> None:
    post = begun(cast)
    client = reader(cast[MEMBER["learning"]])
    client.post(address("edit-post", post), {"text": "From the first window.", "version": "1"})

    page = client.post(address("edit-post", post), {"text": "From the second window.", "version": "1"})

    post.refresh_from_db()
    assert page.status_code == 409
    assert "This post was changed by somebody else, or in another window" in main_part(page)
    assert "From the second window." in main_part(page)
    assert post.text == "From the first window."


def test_nobody_else_changes_a_post_not_even_a_lead(cast: Cast) -> None:
    post = begun(cast)

    answer = reader(cast[LEAD["learning"]]).post(address("edit-post", post), {"text": "Mine now.", "version": "1"})

    post.refresh_from_db()
    assert answer.status_code == 403
    assert "Only whoever wrote a post may change it" in seen(answer)
    assert post.text == "We moved the nurse to the door."


def test_whoever_has_left_can_neither_read_write_nor_change(cast: Cast) -> None:
    post = begun(cast)
    client = reader(cast[MEMBER["learning"]])
    token = token_on(client.get(address("thread", post.thread)))
    without_roles(cast, MEMBER["learning"])

    answers = [
        client.get(address("thread", post.thread)),
        client.post(address("thread", post.thread), {"once": token, "text": "One more."}),
        client.post(address("edit-post", post), {"text": "Changed.", "version": "1"}),
        client.get(address("network-discussion", network="learning")),
    ]

    assert [answer.status_code for answer in answers] == [404, 404, 404, 403]
    assert [one.text for one in Post.objects.all()] == [post.text]


@pytest.mark.parametrize("who", ["nobody", "member", "national support", "community's member"])
def test_the_actions_themselves_refuse_whoever_is_not_inside(cast: Cast, who: str) -> None:
    post = begun(cast)
    by, now = cast.reader(who), timezone.now()
    before = AuditEntry.objects.count()

    attempts = [
        lambda: begun(cast, who=who),
        lambda: actions.write_post(by=by, thread=post.thread, text="x", shared_beyond=False, now=now),
        lambda: actions.change_post(by=by, post=post, text="x", shared_beyond=True, seen_version=1, now=now),
        lambda: actions.set_thread_closed(by=by, thread=post.thread, closed=True, now=now),
    ]

    for attempt in attempts:
        with pytest.raises(NotPermitted):
            attempt()
    assert AuditEntry.objects.count() == before


def test_a_lead_closes_a_conversation_and_opens_it_again(cast: Cast) -> None:
    post = begun(cast)
    lead, member = reader(cast[LEAD["learning"]]), reader(cast[MEMBER["learning"]])
    token = token_on(member.get(address("thread", post.thread)))

    lead.post(address("close-thread", post.thread), {"closed": "yes"})
    page = member.get(address("thread", post.thread))
    late = member.post(address("thread", post.thread), {"once": token, "text": "My long answer."})
    lead.post(address("close-thread", post.thread), {"closed": "no"})
    again = send(member, address("thread", post.thread), text="My long answer.")

    assert "A lead closed this conversation on" in main_part(page)
    assert 'id="reply"' not in main_part(page)
    assert late.status_code == 409
    assert "A lead has closed the conversation “Handover at the front door”" in main_part(late)
    assert "My long answer." in main_part(late)
    assert again.status_code == 302


def test_only_a_lead_closes_a_conversation(cast: Cast) -> None:
    post = begun(cast)

    answer = reader(cast[MEMBER["learning"]]).post(address("close-thread", post.thread), {"closed": "yes"})

    post.thread.refresh_from_db()
    assert answer.status_code == 403
    assert post.thread.closed_at is None


def test_in_a_closed_network_everything_is_read_and_nothing_written(cast: Cast) -> None:
    post = begun(cast)
    client = reader(cast[MEMBER["learning"]])
    token = token_on(client.get(address("thread", post.thread)))
    closed(cast, "learning")

    page = client.get(address("thread", post.thread))
    late = client.post(address("thread", post.thread), {"once": token, "text": "My long answer."})
    begin = client.get(address("new-thread", network="learning"))
    edit = client.get(address("edit-post", post))

    assert post.text in main_part(page)
    assert "This network has been closed: what was written stays" in main_part(page)
    assert 'id="reply"' not in main_part(page)
    assert (late.status_code, begin.status_code, edit.status_code) == (409, 403, 403)
    assert "so nothing can be written or changed in it" in main_part(late)
    assert "My long answer." in main_part(late)
    assert "while it has not been closed" in seen(begin)
    assert "the network has not been closed" in seen(edit)
    with pytest.raises(NetworkIsClosed):
        begun(cast)


def test_the_action_refuses_a_reply_to_a_closed_conversation(cast: Cast) -> None:
    post = begun(cast)
    lead, now = cast.reader(LEAD["learning"]), timezone.now()
    actions.set_thread_closed(by=lead, thread=post.thread, closed=True, now=now)

    with pytest.raises(ThreadIsClosed):
        actions.write_post(by=lead, thread=post.thread, text="x", shared_beyond=False, now=now)
    with pytest.raises(ChangedMeanwhile):
        actions.change_post(
            by=cast.reader(MEMBER["learning"]), post=post, text="x", shared_beyond=False, seen_version=7, now=now
        )


def test_an_open_community_is_read_by_everybody_who_signs_in_and_written_by_its_members(cast: Cast) -> None:
    post = begun(cast, "community")
    client = reader(cast["member"])

    page = client.get(address("thread", post.thread))
    with pytest.raises(NotPermitted):
        answered(cast, post.thread, who="member")

    assert post.text in main_part(page)
    assert 'id="reply"' not in main_part(page)


def test_the_chain_of_changes_never_holds_what_was_said_nor_titles_of_a_learning_network(cast: Cast) -> None:
    for network in ("learning", "community"):
        post = begun(cast, network, title=f"Title of {network}", text="Words of the post.")
        actions.change_post(
            by=cast.reader(MEMBER[network]),
            post=post,
            text="Other words.",
            shared_beyond=True,
            seen_version=1,
            now=timezone.now(),
        )
        lead = cast.reader(LEAD[network])
        actions.set_thread_closed(by=lead, thread=post.thread, closed=True, now=timezone.now())

    said = {
        network: " ".join(AuditEntry.objects.filter(network=network).values_list("details", flat=True))
        for network in ("learning", "community")
    }
    assert "ords" not in said["learning"] + said["community"]
    assert "Title" not in said["learning"]
    assert "Title of community" in said["community"]
    done = set(AuditEntry.objects.filter(network="learning").values_list("action", flat=True))
    assert {"thread.begun", "post.written", "post.changed", "thread.closed"} <= done


def test_the_latest_conversations_are_shown_to_those_inside_only(cast: Cast) -> None:
    begun(cast, title="First", now=timezone.now() - timedelta(days=2))
    begun(cast, title="Second", now=timezone.now() - timedelta(days=1))
    network = cast.networks["learning"]

    inside = latest_threads(network, cast.reader(MEMBER["learning"]), 1)
    outside = [latest_threads(network, cast.reader(who), 5) for who in ("nobody", "member", "national support")]

    assert [(line.title, line.posts, line.who) for line in inside] == [("Second", 1, "The learning network's member")]
    assert inside[0].address.startswith("/networks/learning/discussion/")
    assert outside == [(), (), ()]


def test_the_page_of_a_conversation_costs_as_many_questions_for_many_posts_as_for_few(
    cast: Cast, django_assert_max_num_queries: Any
) -> None:
    post = begun(cast)
    now = timezone.now()
    for number in range(20):
        someone = person(f"Person{number}", email=f"person{number}@example.nhs.uk")
        Post.objects.create(thread=post.thread, author=someone, text="x", created_at=now)
    client = reader(cast[MEMBER["learning"]])
    client.get(address("thread", post.thread))

    with django_assert_max_num_queries(16):
        page = client.get(address("thread", post.thread))

    assert main_part(page).count("<article") == 21


def test_the_list_costs_as_many_questions_for_many_conversations_as_for_few(
    cast: Cast, django_assert_max_num_queries: Any
) -> None:
    for number in range(20):
        begun(cast, title=f"Conversation {number}")
    client = reader(cast[MEMBER["learning"]])
    client.get(address("network-discussion", network="learning"))

    with django_assert_max_num_queries(12):
        page = client.get(address("network-discussion", network="learning"))

    assert main_part(page).count("ew-thread__title") == 20
