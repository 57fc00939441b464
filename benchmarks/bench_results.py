"""How long the results of a round over 300 places take, over HTTP from a real server, signed in.

10 interventions, 8 questions, 4 parties: 96,000 answers of parties, 24,000 agreed ones, and what each place gave out.
The named alternative, in the same run: the same table with every score worked out from the agreed answers at the time
of the request, which is what a page does that keeps no copy of what a place gave out.
Prints milliseconds and ratios; slowness never fails it.
"""

import os
import statistics
import tempfile
import time
from collections import defaultdict
from pathlib import Path
from typing import Any

from bench_network import once
from bench_pages import fill, free_port, milliseconds, start, stop

PLACES = 300
TIMES = 40
SECONDS_TO_WARM_UP = 60
"""Published files are compared for a while after a start, in the same process: what is measured earlier is that."""
BOUND = 200


def main() -> None:
    """Load, fill a round, serve, ask."""
    with tempfile.TemporaryDirectory() as name:
        home = Path(name)
        fill(home)
        os.environ |= {"EVERYWEEK_HOME": str(home), "DJANGO_SETTINGS_MODULE": "everyweek.web.project.settings"}
        import django

        django.setup()
        filled, cookie = fill_and_give_out()
        port = free_port()
        server = start(home, port)
        time.sleep(SECONDS_TO_WARM_UP)
        try:
            page = report(port, filled, cookie)
        finally:
            stop(server)
        alternative = milliseconds(lambda: worked_out_from_answers(filled.round), times=3)
        kept = milliseconds(lambda: read_as_kept(filled.round), times=9)
        print(f"scores worked out from 24,000 agreed answers, before any is shown: {alternative:.0f} ms; ", end="")
        print(f"read as kept: {kept:.0f} ms: {alternative / kept:.1f} times; our whole page {page:.0f} ms")


def fill_and_give_out(places: int = PLACES) -> tuple[Any, str]:
    """The filled round, what every place gave out of it, and the cookie of national support."""
    from django.test import Client
    from django.utils import timezone
    from filled_round import fill_round

    from everyweek.web.people.actions import add_person
    from everyweek.web.people.prepare import prepare_database
    from everyweek.web.people.roles.actions import give_role

    prepare_database()
    filled = fill_round(places=places)
    give_out(filled.assessments)
    somebody = add_person(email="support@example.nhs.uk", name="Support", password=None, now=timezone.now())
    give_role(by=None, by_words="benchmark", person=somebody, kind="national_support", now=timezone.now())
    client = Client(headers={"host": "localhost"})
    client.force_login(somebody)
    return filled, client.cookies["sessionid"].value


def give_out(assessments: tuple[Any, ...]) -> None:
    """What `submit` writes for each place, in bulk and past the action."""
    from django.db import transaction
    from filled_round import AT

    from everyweek.web.assess.consent.copying import copy_of
    from everyweek.web.assess.models import SharedReturn, SharedTheme

    copies = [copy_of(one) for one in assessments]
    with transaction.atomic():
        given = SharedReturn.objects.bulk_create(
            (
                SharedReturn(
                    assessment=one,
                    number=1,
                    is_submission=True,
                    to_system=True,
                    to_region=True,
                    newest_to_system=True,
                    newest_to_region=True,
                    content=copy.content,
                    at=AT,
                )
                for one, copy in zip(assessments, copies, strict=True)
            ),
            batch_size=100,
        )
        SharedTheme.objects.bulk_create(
            (
                SharedTheme(
                    shared=one,
                    position=position,
                    **{name: getattr(theme, name) for name in theme.__dataclass_fields__},
                )
                for one, copy in zip(given, copies, strict=True)
                for position, theme in enumerate(copy.themes)
            ),
            batch_size=500,
        )


def report(port: int, filled: Any, cookie: str) -> float:
    """Medians of the pages of results; that of the whole table in milliseconds."""
    here = f"/assess/rounds/{filled.round.key}/results/"
    pages = {
        "results, all places": here,
        "results, by a theme": f"{here}?sort=sdec",
        "results, one system": f"{here}?system=ZZA",
        "results of one place": f"{here}places/{filled.assessments[0].place.key}/",
        "priorities of a system": f"/assess/rounds/{filled.round.key}/priorities/ZZA/",
    }
    known = {}
    for name, address in pages.items():
        new = once(port, address, cookie)
        known[name] = statistics.median(once(port, address, cookie) for _ in range(TIMES))
        print(f"{name:24} new {new:6.1f} ms   known, median of {TIMES}: {known[name]:6.1f} ms (under {BOUND})")
    return known["results, all places"]


def worked_out_from_answers(found: Any) -> None:
    """The alternative: every score from the agreed answers of now."""
    from everyweek.maturity.scoring import score_framework
    from everyweek.web.assess.frameworks.queries import framework_of
    from everyweek.web.assess.models import AgreedAnswer

    framework = framework_of(found.framework)
    answers: defaultdict[int, dict[str, str]] = defaultdict(dict)
    rows = AgreedAnswer.objects.filter(assessment__round=found)
    for number, theme, question, value in rows.values_list("assessment_id", "theme", "question", "value"):
        answers[number][f"{theme}/{question}"] = value
    for given in answers.values():
        score_framework(framework, given)


def read_as_kept(found: Any) -> None:
    """What our page reads in its place."""
    from everyweek.web.assess.models import SharedReturn
    from everyweek.web.assess.results.queries import cells_of

    cells_of(SharedReturn.objects.filter(assessment__round=found, newest_to_region=True).values_list("pk", flat=True))


if __name__ == "__main__":
    main()
