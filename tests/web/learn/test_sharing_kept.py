"""What nobody goes on with, what was declined, networks that are closed meanwhile, and files that nothing has."""

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from support.cast import Cast
from support.people import reader
from support.sharing import AT, TITLE, decided, sent, sent_by, written_by
from support.site import words

from everyweek.web.learn.attachments import files
from everyweek.web.learn.attachments.actions import attach
from everyweek.web.learn.attachments.guarded import LookedInto
from everyweek.web.learn.attachments.kinds import KINDS
from everyweek.web.learn.attachments.sweeping import sweep_files
from everyweek.web.learn.library.models import Resource
from everyweek.web.learn.models import Attachment
from everyweek.web.learn.sharing.actions import save
from everyweek.web.learn.sharing.attaching import attach_to
from everyweek.web.learn.sharing.errors import NetworkHasClosed
from everyweek.web.learn.sharing.jobs import look_after
from everyweek.web.learn.sharing.models import Submission, SubmissionFile
from everyweek.web.people.models import AuditEntry, Notification
from everyweek.web.people.networks.making.actions import close_network

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, settings: Any, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where files are kept; they are taken as they are, since what is in them is not what these tests are about."""
    settings.EVERYWEEK_HOME = tmp_path
    found = LookedInto(KINDS["txt"], pages=0, text="words", text_was_read=True, preview=b"")
    monkeypatch.setattr("everyweek.web.learn.attachments.taking.look_into", lambda content, name: found)
    return tmp_path / "library" / "files"


def after(days: float) -> datetime:
    return AT + timedelta(days=days)


def with_file(cast: Cast, one: Submission, content: bytes = b"words") -> SubmissionFile:
    file = attach_to(by=cast.reader("contributor"), submission=one, name="a.txt", content=content, now=AT)
    one.refresh_from_db()
    return file


def told(cast: Cast) -> list[str]:
    lines = Notification.objects.filter(person=cast["contributor"], key__startswith="submission-idle")
    return list(lines.values_list("text", flat=True))


def close(cast: Cast, key: str) -> None:
    network = cast.networks[key]
    network.refresh_from_db()
    close_network(by=cast.reader("community's lead"), network=network, seen_version=network.version, now=AT)


def test_the_page_says_until_when_it_is_kept(cast: Cast) -> None:
    one = written_by(cast)

    read = words(reader(cast["contributor"]).get(f"/library/share/{one.pk}/").content)
    of_all = words(reader(cast["contributor"]).get("/library/share/").content)

    assert "Kept until 2 June 2027, a year after the last change. You are told half a year before." in read
    assert "deleted a year after its last change; you are told half a year before." in of_all
    assert "The files of what was declined are deleted after 90 days." in of_all


def test_after_half_a_year_the_contributor_is_told_once_and_after_a_year_it_is_deleted(
    cast: Cast, django_capture_on_commit_callbacks: Any
) -> None:
    one = written_by(cast)
    file = with_file(cast, one)

    said = [look_after(after(days)) for days in (179, 181, 182, 364)]
    there = Submission.objects.filter(pk=one.pk).exists()
    with django_capture_on_commit_callbacks(execute=True):
        last = look_after(after(366))

    [line] = told(cast)
    assert said == ["", "1 contributor told", "", ""]
    assert f"“{TITLE}” was not changed for half a year." in line
    assert "Otherwise it is deleted after 2 June 2027." in line
    assert (there, last) == (True, "1 old draft deleted")
    assert not Submission.objects.exists()
    assert files.path_of(file.sha256) is None
    entry = AuditEntry.objects.get(action="submission.deleted")
    assert (entry.by_words, TITLE in entry.details) == ("the worker", False)


def test_whoever_goes_on_with_it_keeps_it_for_another_year(cast: Cast) -> None:
    one = written_by(cast)
    look_after(after(181))
    one.refresh_from_db()
    from everyweek.web.learn.library.draft import draft_from_json

    save(
        by=cast.reader("contributor"),
        submission=one,
        draft=draft_from_json(one.content),
        network=None,
        seen_version=one.version,
        now=after(200),
    )
    said = [look_after(after(days)) for days in (366, 381)]

    assert said == ["", "1 contributor told"]
    assert Submission.objects.filter(pk=one.pk).exists()


def test_a_worker_that_stood_still_tells_before_it_deletes(cast: Cast) -> None:
    written_by(cast)

    said = [look_after(after(days)) for days in (800, 829, 831)]

    assert said == ["1 contributor told", "", "1 old draft deleted"]
    assert "Otherwise it is deleted after 9 September 2028" in told(cast)[0]


def test_what_is_with_the_reviewers_or_decided_is_never_deleted(cast: Cast) -> None:
    sent_by(cast)
    decided(cast, sent_by(cast), "accepted")
    decided(cast, sent_by(cast), "declined")

    said = [look_after(after(days)) for days in (400, 800)]

    assert said == ["", ""]
    assert Submission.objects.count() == 3


def test_files_of_what_was_declined_are_deleted_after_ninety_days_and_the_page_says_so(
    cast: Cast, django_capture_on_commit_callbacks: Any
) -> None:
    one = written_by(cast)
    file = with_file(cast, one)
    one = decided(cast, sent(cast, one), "declined")

    read = words(reader(cast["contributor"]).get(f"/library/share/{one.pk}/").content)
    early = look_after(after(89))
    with django_capture_on_commit_callbacks(execute=True):
        late = look_after(after(91))

    assert "Its files are deleted 90 days after it was declined. Download what you need." in read
    assert (early, late) == ("", "1 declined file deleted")
    assert files.path_of(file.sha256) is None
    assert "a.txt" not in words(reader(cast["contributor"]).get(f"/library/share/{one.pk}/").content)


def test_for_a_network_that_was_closed_meanwhile_reviewers_are_told_and_can_ask_for_another_audience(
    cast: Cast,
) -> None:
    who = "community's member"
    one = sent_by(cast, who, network="community")
    close(cast, "community")

    read = words(reader(cast["community's lead"]).get(f"/library/review/{one.pk}/").content)
    with pytest.raises(NetworkHasClosed, match="Community of frailty was closed since this was sent"):
        decided(cast, one, "accepted", who="community's lead")
    one = decided(cast, one, "changes asked", who="community's lead")
    choices = words(reader(cast[who]).get(f"/library/share/{one.pk}/").content)
    from everyweek.web.learn.library.draft import draft_from_json

    one = save(
        by=cast.reader(who), submission=one, draft=draft_from_json(one.content), network=None,
        seen_version=one.version, now=AT,
    )  # fmt: skip
    decided(cast, sent(cast, one, who), "accepted")

    assert "Community of frailty was closed since this was sent. It cannot be accepted as it is." in read
    assert "Only members of Community of frailty" not in choices
    assert Resource.objects.get().network is None


def test_for_a_network_that_was_closed_a_reviewer_declines(cast: Cast) -> None:
    one = sent_by(cast, "community's member", network="community")
    close(cast, "community")

    assert decided(cast, one, "declined", who="community's lead").state == "declined"


def test_the_sentence_for_a_closed_network_stands_on_the_page_with_the_words_that_were_typed(cast: Cast) -> None:
    one = sent_by(cast, "community's member", network="community")
    close(cast, "community")
    browser = reader(cast["community's lead"])
    page = browser.get(f"/library/review/{one.pk}/").content.decode()
    once = page.partition('name="once" value="')[2].partition('"')[0]

    answer = browser.post(
        f"/library/review/{one.pk}/",
        {"once": once, "version": one.version, "decision": "accepted", "words": "Lovely work."},
    )

    assert answer.status_code == 409
    assert "Ask for changes, so that whoever wrote it chooses who else may read it; or decline it." in words(
        answer.content
    )
    assert "Lovely work." in words(answer.content)


def test_a_file_whose_last_step_failed_is_taken_away_after_a_day(
    cast: Cast, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = written_by(cast)
    kept = with_file(cast, one)

    def fails(*_: object, **__: object) -> None:
        raise RuntimeError("the database went away")

    monkeypatch.setattr("everyweek.web.learn.sharing.attaching.record_of", fails)
    with pytest.raises(RuntimeError):
        with_file(cast, one, b"lost")
    (folder / ".unfinished.123").write_bytes(b"half")
    lost = len(list(folder.iterdir()))
    now = datetime.now(tz=AT.tzinfo)

    early, late = sweep_files(now=now), sweep_files(now=now + timedelta(hours=25))

    assert (lost, early, late) == (3, 0, 2)
    assert [path.name for path in folder.iterdir()] == [kept.sha256]


def test_what_a_resource_has_is_never_swept_and_beside_an_empty_database_nothing_is(cast: Cast, folder: Path) -> None:
    one = written_by(cast)
    with_file(cast, one)
    resource = decided(cast, sent(cast, one), "accepted").resource
    attach(by=cast.reader("national support"), resource=resource, name="b.txt", content=b"more", now=AT)
    later = datetime.now(tz=AT.tzinfo) + timedelta(days=2)

    swept = sweep_files(now=later)
    Attachment.objects.all().delete()
    beside_nothing = sweep_files(now=later)

    assert (swept, beside_nothing, len(list(folder.iterdir()))) == (0, 0, 2)


def test_beside_no_folder_nothing_is_swept(cast: Cast, folder: Path) -> None:
    one = written_by(cast)
    file = with_file(cast, one)
    files.throw_away(file.sha256)
    folder.rmdir()

    assert sweep_files(now=after(1000)) == 0
