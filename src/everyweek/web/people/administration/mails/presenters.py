"""The page of mails."""

from typing import Any

from django.urls import reverse

from everyweek.web.design.paging import PageOfList
from everyweek.web.people.administration.mails.queries import MailLine
from everyweek.web.people.administration.people.presenters import found_words
from everyweek.web.people.administration.words import moment_of

STATES = {
    "refused": "The mail server refused it.",
    "uncertain": "It may or may not have gone: sending it was interrupted.",
}


def list_page(page: PageOfList, lines: tuple[MailLine, ...], *, may_send: bool) -> dict[str, Any]:
    """A page of the list."""
    return {
        "found": found_words(page, "mail", "mails"),
        "rows": tuple(
            {
                "to": line.to,
                "subject": line.subject,
                "when": f"Written on {moment_of(line.created_at)}.",
                "state": STATES[line.state],
                "said": f"It said: {line.said}" if line.said else "",
                "again_address": reverse("administration-mail-again", kwargs={"mail": line.number}),
            }
            for line in lines
        ),
        "pagination": page.pagination,
        "may_send": may_send,
    }
