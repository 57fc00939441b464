"""What somebody typed is shown as they typed it, and does nothing else."""

import re

import pytest

from everyweek.web.people.discussion.text import as_typed

MARKS_OF_DIRECTION = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f"


@pytest.mark.parametrize(
    "typed",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "<b onclick='x'>bold</b>",
        '<a href="javascript:alert(1)">press</a>',
        "</p></article><h1>Not the heading</h1>",
        "<svg/onload=alert(1)>",
        "&lt;script&gt;",
    ],
)
def test_what_looks_like_a_tag_is_shown_and_is_none(typed: str) -> None:
    shown = as_typed(typed)

    tags = re.findall(r"<[^>]*>", shown)

    assert tags == ['<p dir="auto">', "</p>"]
    assert shown.unescape()[len('<p dir="auto">') : -len("</p>")] == typed


@pytest.mark.parametrize(
    "typed",
    [
        "javascript:alert(1)",
        "JAVASCRIPT://example.org/%0aalert(1)",
        "data:text/html,<script>alert(1)</script>",
        "vbscript:msgbox(1)",
        "file:///etc/passwd",
        "ftp://example.org/",
        "mailto:ann@example.nhs.uk",
        "//example.org/",
        "https://",
        "https:///path",
        "http://[::1",
        "https://example.org:port/",
        "https://www.england.nhs.uk@example.org/",
        "www.england.nhs.uk",
    ],
)
def test_only_whole_web_addresses_become_links(typed: str) -> None:
    assert "<a " not in as_typed(typed)


@pytest.mark.parametrize(
    ("typed", "leads_to", "after"),
    [
        ("See https://www.england.nhs.uk/a?b=1&c=2.", "https://www.england.nhs.uk/a?b=1&amp;c=2", "."),
        ("(http://example.org/a_(b))", "http://example.org/a_(b)", ")"),
        ("HTTPS://EXAMPLE.ORG/A", "HTTPS://EXAMPLE.ORG/A", ""),
        ("<https://example.org/>", "https://example.org/", "&gt;"),
        ('"https://example.org/" onmouseover="alert(1)', "https://example.org/", "&#34; onmouseover=&#34;alert(1)"),
        ("https://example.org/'onclick='x", "https://example.org/", "&#39;onclick=&#39;x"),
        ("https://example.org/\u202egpj.exe", "https://example.org/", "\u202egpj.exe"),
        ("https://例え.jp/é, then", "https://例え.jp/é", ", then"),
        ("https://[2001:db8::1]/x", "https://[2001:db8::1]/x", ""),
    ],
)
def test_a_web_address_is_a_link_that_says_where_it_leads(typed: str, leads_to: str, after: str) -> None:
    shown = str(as_typed(typed))

    assert f'<a href="{leads_to}" rel="nofollow noopener">{leads_to}</a>{after}' in shown
    assert re.findall(r"<a ([^>]*)>", shown) == [f'href="{leads_to}" rel="nofollow noopener"']


def test_two_addresses_in_a_line_are_two_links() -> None:
    shown = str(as_typed("https://a.example.org https://b.example.org"))

    assert re.findall(r'href="([^"]+)"', shown) == ["https://a.example.org", "https://b.example.org"]


def test_paragraphs_and_lines_stay_as_they_were_typed() -> None:
    shown = as_typed("First line\r\nsecond line\r\n\r\n  \r\nNext paragraph\r\n")

    assert str(shown) == '<p dir="auto">First line<br>second line</p><p dir="auto">Next paragraph</p>'


def test_marks_of_direction_do_not_reach_beyond_their_paragraph() -> None:
    shown = str(as_typed(f"{MARKS_OF_DIRECTION} abc\n\nnext"))

    assert shown.count('<p dir="auto">') == 2
    assert shown.endswith('<p dir="auto">next</p>')


def test_odd_characters_are_shown_as_they_are() -> None:
    typed = "👩‍⚕️ naïve ﷽ Z̷a̷l̷g̷o̷ \u00a0 \ufeff ﬀ"

    assert str(as_typed(typed)) == f'<p dir="auto">{typed}</p>'


def test_a_text_as_long_as_any_may_be_is_shown_without_delay_and_whole() -> None:
    typed = "(" * 6_000 + "https://example.org/" + "a)" * 3_000 + "\n" * 7_000 + "end"

    shown = as_typed(typed)

    assert shown.endswith('<p dir="auto">end</p>')
    assert shown.count("(") == 6_000


def test_a_text_made_to_keep_the_page_busy_is_shown_whole() -> None:
    typed = f"https://example.org/{')' * 19_000}"

    shown = str(as_typed(typed))

    assert shown.startswith('<p dir="auto"><a href="https://example.org/" rel="nofollow noopener">')
    assert shown.endswith(f"{')' * 19_000}</p>")
