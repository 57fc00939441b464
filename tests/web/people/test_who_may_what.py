"""Every address of the site, asked for by everybody of the cast; and the table of it in docs/reference."""

import csv
import io
import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone
from support.cast import Cast
from support.permission_walk import REFUSED, SIGN_IN, YES, Asked, by_the_gate, every_address, everybody, outcome, routes
from support.world_of_people import things_of

from everyweek.web.people.access import EVERYBODY
from everyweek.web.people.permissions import PERMISSIONS
from everyweek.web.people.reader import NOBODY, Reader
from everyweek.web.project.access import ACCESS

REFERENCE = Path(__file__).resolve().parents[3] / "docs" / "reference"
NEVER_INSIDE = ("national support", "administrator of a region", "member of another trust", "nobody")
FACE_OF_A_NETWORK = {
    "network-reopen",
    "network",
    "network-join",
    "network-withdraw",
    "network-leave",
    "network-appoint",
    "administration-network-lead",
}

pytestmark = pytest.mark.django_db


@pytest.fixture
def walk(cast: Cast) -> tuple[Cast, list[Asked]]:
    return cast, every_address(things_of(cast, now=timezone.now()))


def readers(cast: Cast) -> dict[str, Any]:
    return {"nobody": NOBODY, **{who: cast.reader(who) for who in cast.people}}


A_FEW = (
    "nobody",
    "administrator of a board",
    "learning network's member",
    "national support",
)


def test_every_address_answers_a_few_of_the_cast_as_the_gate_decides(walk: tuple[Cast, list[Asked]]) -> None:
    assert answered_otherwise(*walk, people=A_FEW, each_decision_once=True) == []


@pytest.mark.slow
def test_every_address_answers_everybody_as_the_gate_decides(walk: tuple[Cast, list[Asked]]) -> None:
    assert answered_otherwise(*walk, people=("nobody", *walk[0].people)) == []


def answered_otherwise(
    cast: Cast, addresses: list[Asked], *, people: Iterable[str], each_decision_once: bool = False
) -> list[tuple[Any, ...]]:
    """Every answer that is not what the gate decided; a page that somebody may have can still say "not there".

    each_decision_once : of the things that one address can name, only the first of those of which the gate says yes,
                         the first of those that it refuses, and so on.
    """
    who_reads, browsers, wrong = readers(cast), everybody(cast), []
    for who in people:
        browser = browsers[who]()
        for asked, decided in decided_for(who_reads[who], addresses, each_decision_once=each_decision_once):
            if asked.name == "account_logout" or (ACCESS[asked.name] == EVERYBODY and who not in ("nobody", "member")):
                continue  # the last page of a browser; and what everybody gets, it is enough that two ask for
            answer = browser.get(asked.address)
            told = outcome(answer)
            is_right = told not in (SIGN_IN, REFUSED) if decided == YES else told == decided
            if not is_right or answer.status_code >= 500:
                wrong.append((who, asked.name, asked.of, decided, answer.status_code))
    return wrong


def decided_for(who: Reader, addresses: list[Asked], *, each_decision_once: bool) -> Iterator[tuple[Asked, str]]:
    """Every address with what the gate decides of it."""
    seen = set()
    for asked in addresses:
        decided = by_the_gate(asked, who)
        if not each_decision_once or (asked.name, decided) not in seen:
            seen.add((asked.name, decided))
            yield asked, decided


@pytest.mark.parametrize("each_decision_once", [True, pytest.param(False, marks=pytest.mark.slow)])
def test_every_form_is_refused_to_those_who_may_not_have_its_page(
    walk: tuple[Cast, list[Asked]], each_decision_once: bool
) -> None:
    cast, addresses = walk
    who_reads, browsers = readers(cast), everybody(cast)
    wrong = []

    for who in (
        "nobody",
        "signed in, without a role",
        "member of another trust",
        "administrator of another board",
        "national support",
    ):
        browser = browsers[who]()
        for asked, decided in decided_for(who_reads[who], addresses, each_decision_once=each_decision_once):
            if decided != YES:
                told = outcome(browser.post(asked.address, {"once": "", "text": "x"}))
                if told != decided:
                    wrong.append((who, asked.name, asked.of, decided, told))

    assert wrong == []


def test_no_address_of_the_inside_of_a_learning_network_is_there_for_those_who_oversee(
    walk: tuple[Cast, list[Asked]],
) -> None:
    cast, addresses = walk
    who_reads = readers(cast)

    reached = {
        (who, asked.name)
        for asked in addresses
        if asked.parts.get("network") == "learning" and asked.name not in FACE_OF_A_NETWORK
        for who in NEVER_INSIDE
        if by_the_gate(asked, who_reads[who]) == YES
    }

    assert reached == set()


def test_the_administrator_of_one_board_reaches_nothing_of_another(walk: tuple[Cast, list[Asked]]) -> None:
    cast, addresses = walk
    elsewhere = cast.reader("administrator of another board")
    of_the_board = ("ZZ1", "ZZA", "ZZ9")

    reached = {
        (asked.name, asked.of)
        for asked in addresses
        if ACCESS[asked.name].permission != "figures.see"
        and (asked.parts.get("code") in of_the_board or asked.parts.get("system") == "ZZA" or "ZZ1" in asked.of)
        and asked.name != "account-leave-role"
        and by_the_gate(asked, elsewhere) == YES
    }

    assert reached == set()


def test_the_table_in_the_reference_is_what_the_gate_decides(walk: tuple[Cast, list[Asked]]) -> None:
    cast, addresses = walk
    everybody_reads = readers(cast).items()
    decided = {asked: {who: by_the_gate(asked, reader) for who, reader in everybody_reads} for asked in addresses}
    pages = {"permissions.csv": matrix(decided), "permissions.md": readable(decided)}

    if os.environ.get("EVERYWEEK_WRITE_REFERENCE"):
        for name, text in pages.items():
            (REFERENCE / name).write_text(text, encoding="utf-8")

    for name, text in pages.items():
        assert (REFERENCE / name).read_text(encoding="utf-8") == text, "it is out of date: run make reference"


def test_every_permission_is_asked_for_somewhere_or_by_an_action() -> None:
    source = Path(__file__).resolve().parents[3] / "src" / "everyweek" / "web"
    texts = [path.read_text() for path in source.rglob("*.py") if path.parent.name != "permissions"]

    unused = [name for name in PERMISSIONS if not any(f'"{name}"' in text for text in texts)]

    assert unused == []


Decided = dict[Asked, dict[str, str]]


def matrix(decided: Decided) -> str:
    """Every address with every thing as a row, everybody as a column."""
    made = io.StringIO()
    rows = csv.writer(made, lineterminator="\n")
    people = list(next(iter(decided.values())))
    rows.writerow(("address", "of", "permission", *people))
    known = routes()
    for asked, answers in decided.items():
        rows.writerow((known[asked.name], asked.of, ACCESS[asked.name].permission, *answers.values()))
    return made.getvalue()


def readable(decided: Decided) -> str:
    """The permissions with their rules, and for each address who of the cast may have it."""
    lines = [
        "<!-- Made by tests/web/people/test_who_may_what.py (make reference); do not edit. -->",
        "",
        "# Who may what",
        "",
        "Every permission is written in `src/everyweek/web/people/permissions/`, and every address names one in",
        "`src/everyweek/web/project/access.py`. Below, everybody of the tests' cast was asked of every address, about",
        "things of their own and of others. `permissions.csv` beside this file has every single answer: yes, sign in,",
        "refused (403, with a sentence), or not there (404: not even its existence is told).",
        "",
        "The cast: ZZ1 is a trust counted in the board ZZA, and that in the region ZZ9; ZZC and ZZV are elsewhere.",
        "Everybody in a network is a member of ZZ1 too.",
        "",
        "## Permissions",
        "",
        "| permission | of | rule | who may not reads |",
        "|---|---|---|---|",
    ]
    lines += [
        f"| `{one.name}` | {one.about} | {_rule(one.rule.name)} | {one.why_not} |" for one in PERMISSIONS.values()
    ]
    lines += ["", "## Addresses", "", "| address | of | permission | who may have it |", "|---|---|---|---|"]
    known = routes()
    for asked, answers in decided.items():
        permission = ACCESS[asked.name].permission
        if permission != "figures.see":
            lines.append(f"| `{known[asked.name]}` | {asked.of} | `{permission}` | {_who(answers)} |")
    everyone = sorted({known[asked.name] for asked in decided if ACCESS[asked.name].permission == "figures.see"})
    lines += ["", "## Addresses that everybody may have", "", *(f"- `{address}`" for address in everyone), ""]
    return "\n".join(lines)


def _rule(name: str) -> str:
    plain = name.removeprefix("(").removesuffix(")") if name.count("(") == 1 and name.startswith("(") else name
    return plain.replace("~", "not ").replace("&", "and").replace("|", "or").replace("_", " ")


def _who(answers: dict[str, str]) -> str:
    may = [who for who, answer in answers.items() if answer == YES]
    others = [who for who in answers if who not in may]
    if not others:
        return "everybody"
    if others == ["nobody"]:
        return "everybody who signed in"
    if 0 < len(others) <= 4 and "nobody" in others:
        return f"everybody who signed in, except: {', '.join(who for who in others if who != 'nobody')}"
    return ", ".join(may) or "nobody of the cast"
