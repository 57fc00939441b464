"""What invented people share, use and say, for the pictures of the library in docs/screenshots."""

from dataclasses import replace
from datetime import date, timedelta

GUIDE = "guide-acute-hospital-flow"


def fill_library(people, *, now) -> None:  # type: ignore[no-untyped-def]
    """A case study with its effect, another that waits for a review, and a guide in its next version."""
    from everyweek.web.learn.library.models import Resource
    from everyweek.web.learn.starting.loading import load_starting_resources
    from everyweek.web.people.reader import reader_of

    load_starting_resources(now=now - timedelta(days=30))
    maya, tom, sunita, nora = (
        reader_of(people[name].pk) for name in ("Maya Harbour", "Tom Brack", "Sunita Marsh", "Nora Field")
    )
    study = share(maya, nora, now=now)
    guide = Resource.objects.get(key=GUIDE)
    use(guide, study, tom, sunita, now=now)
    next_version(guide, tom, nora, now=now)
    keep(guide, study, maya, now=now)


def share(maya, nora, *, now):  # type: ignore[no-untyped-def]
    """One is accepted; another waits."""
    from everyweek.web.learn.library.draft import DraftEffect, DraftOrigin, draft_from_json
    from everyweek.web.learn.sharing import actions
    from everyweek.web.learn.sharing.reviewing import review

    made = []
    for title in ("A phone at the front door", "A board round at eight and at three"):
        begun = actions.begin(by=maya, kind="case study", title=title, now=now)
        draft = replace(
            draft_from_json(begun.content),
            summary="One clinician holds the phone and sends people to same day care before they are admitted.",
            body="## What we tried\n\nA consultant held one phone, ten to six.\n\n## What happened\n\nFewer waited.\n",
            topics={"intervention": ("sdec",), "setting": ("acute hospital",)},
            origins=(DraftOrigin("Applebridge Invented Hospitals", "ZZ1"),),
            dated="2024-03",
            measures=("four_hour_performance",),
            effects=(
                DraftEffect(
                    outcome="Seen within four hours",
                    design="before and after",
                    words="More people were seen within four hours after the phone was there.",
                    measure="four_hour_performance",
                    organisation="ZZ1",
                    began="2024-03",
                ),
            ),
        )
        saved = actions.save(by=maya, submission=begun, draft=draft, network=None, seen_version=begun.version, now=now)
        made.append(
            actions.send(
                by=maya,
                submission=saved,
                words="",
                declares_rights=True,
                declares_no_patients=True,
                looked_at_signs=True,
                seen_version=saved.version,
                now=now,
            )
        )
    return review(
        by=nora,
        submission=made[0],
        decision="accepted",
        words="Plain, and it says what did not work. Thank you.",
        seen_version=made[0].version,
        now=now,
    ).resource


def use(guide, study, tom, sunita, *, now) -> None:  # type: ignore[no-untyped-def]
    """Somebody used the guide, and two say something."""
    from everyweek.web.learn.library.draft import DraftOrigin
    from everyweek.web.learn.using.comments.actions import write_comment
    from everyweek.web.learn.using.used.actions import WhatWasTold, tell_use

    told = WhatWasTold(
        place=DraftOrigin("Brackwater Invented Hospitals", "ZZ2"),
        since=date(2024, 2, 1),
        happened="We began with one ward and the round at nine. Two months later all wards did it.",
        outcome="better",
        measure="four_hour_performance",
    )
    tell_use(by=tom, resource=guide, told=told, now=now)
    write_comment(by=sunita, resource=study, text="Who holds it when the consultant is called away?", now=now)


def next_version(guide, tom, nora, *, now) -> None:  # type: ignore[no-untyped-def]
    """What a reader missed is in the next version of the guide."""
    from everyweek.web.learn.library.keeping import draft_of
    from everyweek.web.learn.versions.actions import Seen, save
    from everyweek.web.learn.versions.feedback import give
    from everyweek.web.learn.versions.publishing import Answer, Wanted, publish

    said = give(by=tom, resource=guide, words="Say what to do at the weekend.", part="Ward rounds", now=now)
    draft = draft_of(guide)
    changed = replace(draft, body=f"{draft.body}\n## At the weekend\n\nOne round a day, with whoever decides there.\n")
    copy = save(by=nora, resource=guide, draft=changed, seen=Seen(0, guide.version), now=now)
    wanted = Wanted(
        changed="What to do at the weekend.",
        why="A reader missed it.",
        number="0.2",
        status="initial",
        looked_at_signs=True,
        answers={said.pk: Answer("done", "There is a section on the weekend now.")},
    )
    publish(by=nora, resource=guide, seen=Seen(copy.pk, copy.version), wanted=wanted, now=now)


def keep(guide, study, maya, *, now) -> None:  # type: ignore[no-untyped-def]
    """A reading list, and a search that is saved."""
    from everyweek.web.learn.finding.saved_actions import save_search
    from everyweek.web.learn.using.lists.actions import ListDetails, add_to_list, make_list

    details = ListDetails("For the first Perfect Week", "Read these before Monday.", readers="everybody")
    reading = make_list(by=maya, details=details, now=now)
    for resource, note in ((guide, "Chapter one is enough"), (study, "How we began")):
        add_to_list(by=maya, reading_list=reading, resource=resource, note=note, now=now)
    save_search(
        by=maya, name="Same day care, case studies", words="same day", chosen={"type": ("case study",)}, now=now
    )
