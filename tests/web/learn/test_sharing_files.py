"""Files of what somebody shares: looked into, seen by reviewers as sent, and of the resource once it is accepted."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from support.attached_files import bomb, docx, locked_pdf, pdf, pdf_that_opens, png
from support.cast import Cast
from support.people import reader
from support.sharing import AT, decided, sent, sent_by, written_by
from support.site import words

from everyweek.web.learn.attachments.errors import CannotBeAttached
from everyweek.web.learn.attachments.files import path_of
from everyweek.web.learn.attachments.guarded import LookedInto
from everyweek.web.learn.attachments.kinds import BY_ENDING
from everyweek.web.learn.finding.keeping_current import make_index
from everyweek.web.learn.models import Attachment
from everyweek.web.learn.sharing import attaching
from everyweek.web.learn.sharing.actions import withdraw
from everyweek.web.learn.sharing.attaching import attach_to, remove_from
from everyweek.web.learn.sharing.errors import CannotBeSent, NotInThisState
from everyweek.web.learn.sharing.models import Submission, SubmissionFile
from everyweek.web.people.accounts.erasure import erase_person
from everyweek.web.people.accounts.export import export_of
from everyweek.web.people.models import AuditEntry

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, settings: Any) -> Iterator[Path]:
    settings.EVERYWEEK_HOME = tmp_path
    return tmp_path / "library" / "files"


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Text is taken as it is, without the process that looks into files: for what is not about that."""

    def as_text(content: bytes, name: str) -> LookedInto:
        kind = BY_ENDING[name.rpartition(".")[2]]
        return LookedInto(kind, pages=0, text=content.decode(), text_was_read=True, preview=b"")

    monkeypatch.setattr("everyweek.web.learn.attachments.taking.look_into", as_text)


def attached(
    cast: Cast, one: Submission, name: str = "a.txt", content: bytes = b"words", **more: Any
) -> SubmissionFile:
    file = attach_to(by=cast.reader(more.get("who", "contributor")), submission=one, name=name, content=content, now=AT)
    one.refresh_from_db()
    return file


def chosen(cast: Cast, one: Submission, name: str, content: bytes, who: str = "contributor") -> HttpResponse:
    return reader(cast[who]).post(f"/library/share/{one.pk}/files/", {"file": SimpleUploadedFile(name, content)})


def text(answer: HttpResponse) -> bytes:
    return b"".join(answer)


def test_a_file_is_attached_seen_by_the_reviewer_and_found_with_the_resource(cast: Cast, folder: Path) -> None:
    one = written_by(cast)
    answer = chosen(cast, one, "Board round.pdf", pdf())
    one.refresh_from_db()
    file = one.files.get()
    mine = f"/library/share/{one.pk}/files/"

    page = reader(cast["contributor"]).get(mine)
    one = sent(cast, one)
    read = reader(cast["reviewer"]).get(f"/library/review/{one.pk}/").content.decode()
    download = reader(cast["reviewer"]).get(f"/library/review/{one.pk}/files/{file.pk}/")
    picture = reader(cast["reviewer"]).get(f"/library/review/{one.pk}/files/{file.pk}/preview/")
    decided(cast, one, "accepted")
    make_index()

    row = Attachment.objects.get()
    assert answer["Location"] == mine
    assert "Board round.pdf PDF, 2 pages" in words(page.content)
    assert f'src="{mine}{file.pk}/preview/" alt="First page of Board round.pdf"' in page.content.decode()
    assert "Board round.pdf PDF, 2 pages" in words(read.encode())
    assert text(download) == pdf()
    assert download["Content-Disposition"].startswith("attachment;")
    assert download["Content-Security-Policy"] == "default-src 'none'; sandbox; frame-ancestors 'none'"
    assert download["X-Content-Type-Options"] == "nosniff"
    assert text(picture).startswith(b"\x89PNG")
    assert (row.resource.slug, row.added_by) == ("red-bags-in-fenwick", cast["contributor"])
    assert not SubmissionFile.objects.exists()
    assert path_of(row.sha256)
    assert "phlebotomist comes at six" in words(reader().get("/library/?q=phlebotomist").content)
    assert text(reader().get(f"/library/{row.resource.slug}/files/{row.pk}/")) == pdf()


def test_bad_files_are_refused_with_what_to_do_and_nothing_is_kept(cast: Cast, folder: Path) -> None:
    one = written_by(cast)
    bad = (
        ("a.pdf", locked_pdf(), "“a.pdf” was not attached. It is protected by a password, or encrypted"),
        ("a.pdf", pdf_that_opens("/JavaScript"), "“a.pdf” was not attached. It holds script"),
        ("a.docx", bomb(), "“a.docx” was not attached. It unpacks to far more than a document holds"),
        ("page.html", b"<script>x</script>", "“page.html” was not attached. It is a web page"),
        ("a.svg", b"<svg onload='x()'/>", "“a.svg” was not attached. It is a web page or a drawing"),
        ("a.txt", b"<!doctype html><script>x()</script>", "“a.txt” was not attached. It is a web page"),
        ("a.pdf", png(), "Its name says that it is a PDF, but it holds a PNG picture."),
        ("a.txt", b"", "“a.txt” was not attached. The file is empty."),
        ("run.exe", b"MZ", "“run.exe” was not attached. It is a program"),
    )

    for name, content, sentence in bad:
        answer = chosen(cast, one, name, content)
        assert answer.status_code == 200
        assert words(answer.content).count(sentence) == 2
    assert not SubmissionFile.objects.exists()
    assert not folder.exists()


def test_reviewers_see_what_was_sent_and_not_what_came_or_went_afterwards(cast: Cast, quick: None) -> None:
    one = written_by(cast)
    first = attached(cast, one, "first.txt", b"first")
    one = decided(cast, sent(cast, one), "changes asked")
    second = attached(cast, one, "second.txt", b"second")
    remove_from(by=cast.reader("contributor"), submission=one, file=first, now=AT)
    one.refresh_from_db()
    mine, theirs = reader(cast["contributor"]), reader(cast["reviewer"])
    review = f"/library/review/{one.pk}/"

    before = words(theirs.get(review).content)
    of_mine = words(mine.get(f"/library/share/{one.pk}/files/").content)
    status = [theirs.get(f"{review}files/{file.pk}/").status_code for file in (first, second)]
    sent(cast, one)
    after = words(theirs.get(review).content)

    assert ("first.txt" in before, "second.txt" in before, status) == (True, False, [200, 404])
    assert ("first.txt" in of_mine, "second.txt" in of_mine) == (False, True)
    assert "The reviewers see the files that were there when you sent it" in of_mine
    assert ("first.txt" in after, "second.txt" in after) == (False, True)
    assert [file.name for file in SubmissionFile.objects.all()] == ["second.txt"]


def test_of_what_was_taken_back_reviewers_open_no_file(cast: Cast, quick: None) -> None:
    one = written_by(cast)
    file = attached(cast, one)
    one = sent(cast, one)
    address = f"/library/review/{one.pk}/files/{file.pk}/"
    before = reader(cast["reviewer"]).get(address).status_code

    withdraw(by=cast.reader("contributor"), submission=one, seen_version=one.version, now=AT)

    assert (before, reader(cast["reviewer"]).get(address).status_code) == (200, 404)
    assert reader(cast["contributor"]).get(f"/library/share/{one.pk}/files/{file.pk}/").status_code == 200


def test_only_the_contributor_and_those_who_review_it_open_a_file(cast: Cast, quick: None) -> None:
    one = written_by(cast, "learning network's member", network="learning")
    file = attached(cast, one, who="learning network's member")
    sent(cast, one, "learning network's member")
    open_mine, open_review = set(), set()

    for who, someone in cast.people.items():
        if reader(someone).get(f"/library/share/{one.pk}/files/{file.pk}/").status_code == 200:
            open_mine.add(who)
        if reader(someone).get(f"/library/review/{one.pk}/files/{file.pk}/").status_code == 200:
            open_review.add(who)

    assert open_mine == {"learning network's member"}
    assert open_review == {"learning network's lead"}
    assert reader().get(f"/library/share/{one.pk}/files/{file.pk}/").status_code == 302


def test_a_file_of_another_submission_is_not_there(cast: Cast, quick: None) -> None:
    one, other = written_by(cast), written_by(cast)
    file = attached(cast, other)

    assert reader(cast["contributor"]).get(f"/library/share/{one.pk}/files/{file.pk}/").status_code == 404
    assert reader(cast["contributor"]).get(f"/library/share/{one.pk}/files/{file.pk}/remove/").status_code == 404


def test_with_the_reviewers_nothing_is_attached_or_removed(cast: Cast, quick: None) -> None:
    one = written_by(cast)
    file = attached(cast, one)
    sent(cast, one)

    late = chosen(cast, one, "late.txt", b"late")
    gone = reader(cast["contributor"]).post(f"/library/share/{one.pk}/files/{file.pk}/remove/")

    assert (late.status_code, gone.status_code) == (409, 409)
    assert "Take it back first if you want to change it. Nothing was attached." in words(late.content)
    assert [row.name for row in SubmissionFile.objects.all()] == ["a.txt"]


def test_a_file_that_was_never_sent_is_gone_at_once_and_from_the_disk(
    cast: Cast, quick: None, django_capture_on_commit_callbacks: Any
) -> None:
    one = written_by(cast)
    file = attached(cast, one)
    browser, address = reader(cast["contributor"]), f"/library/share/{one.pk}/files/{file.pk}/remove/"

    asked = words(browser.get(address).content)
    with django_capture_on_commit_callbacks(execute=True):
        browser.post(address)
    again = browser.post(address)

    assert "Remove this file? a.txt" in asked
    assert not SubmissionFile.objects.exists()
    assert (path_of(file.sha256), again.status_code) == (None, 404)


def test_the_same_file_twice_is_one_and_there_is_a_most(
    cast: Cast, quick: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = written_by(cast)
    monkeypatch.setattr(attaching, "MOST_FILES", 1)

    first, again = attached(cast, one), attached(cast, one, "b.txt")

    assert first == again
    with pytest.raises(CannotBeAttached, match="there are 1 files already, which is the most"):
        attached(cast, one, "c.txt", b"other")


def test_a_patient_in_the_text_of_a_file_is_seen_and_an_nhs_number_blocks(cast: Cast, quick: None) -> None:
    one = written_by(cast)
    attached(cast, one, "notes.txt", b"Mr Jones, 91, went home. 943 476 5919")
    browser = reader(cast["contributor"])

    read = words(browser.get(f"/library/share/{one.pk}/send/").content)

    assert "File “notes.txt”: This is an NHS number: it passes the check." in read
    assert "File “notes.txt”: This looks like the name and age of a patient: “Mr Jones, 91”" in read
    with pytest.raises(CannotBeSent, match="in a file of it"):
        sent(cast, one, looked_at_signs=True)


def test_cells_side_by_side_in_a_table_are_confirmed_and_a_whole_number_in_a_cell_blocks(
    cast: Cast, quick: None
) -> None:
    one = written_by(cast)
    file = attached(cast, one, "beds.csv", b"943 476 5919")
    browser = reader(cast["contributor"])

    beside = words(browser.get(f"/library/share/{one.pk}/send/").content)
    remove_from(by=cast.reader("contributor"), submission=one, file=file, now=AT)
    attached(cast, one, "people.csv", b"9434765919")
    whole = words(browser.get(f"/library/share/{one.pk}/send/").content)

    assert "File “beds.csv”: These figures side by side would be an NHS number: “943 476 5919”" in beside
    assert "It cannot be sent with an NHS number in it." not in beside
    assert "It cannot be sent with an NHS number in it." in whole


def test_the_reviewer_sees_what_was_found_in_files(cast: Cast, quick: None) -> None:
    one = written_by(cast)
    attached(cast, one, "notes.txt", b"born on 3 March 2019")
    one = sent(cast, one, looked_at_signs=True)

    read = words(reader(cast["reviewer"]).get(f"/library/review/{one.pk}/").content)

    assert "The contributor confirmed that none of it is about a patient. File “notes.txt”" in read


def test_script_in_the_name_of_a_file_is_shown_and_not_run(cast: Cast, quick: None) -> None:
    one = written_by(cast)
    attached(cast, one, "a<script>alert(1)<script>&lt;b&gt;.txt")
    one = sent(cast, one)

    for who, address in (("contributor", "share"), ("reviewer", "review")):
        page = reader(cast[who]).get(f"/library/{address}/{one.pk}/").content.decode()
        assert "<script>alert" not in page
        assert "&amp;lt;b&amp;gt;" in page or "a script alert" in page


def test_the_files_go_with_their_contributor_and_with_the_copy_that_they_take(
    cast: Cast, quick: None, django_capture_on_commit_callbacks: Any
) -> None:
    one = written_by(cast)
    file = attached(cast, one, "mine.txt")

    copy = export_of(cast["contributor"], now=AT)
    with django_capture_on_commit_callbacks(execute=True):
        erase_person(by=cast.reader("contributor"), person=cast["contributor"], removes_texts=False, now=AT)

    assert copy["files of what you want to share"][0]["name"] == "mine.txt"
    assert not SubmissionFile.objects.exists()
    assert path_of(file.sha256) is None


def test_the_chain_of_changes_holds_no_name_of_a_file(cast: Cast, quick: None) -> None:
    one = written_by(cast)
    file = attached(cast, one, "Winter of Mrs Smith.txt")
    remove_from(by=cast.reader("contributor"), submission=one, file=file, now=AT)

    entries = AuditEntry.objects.filter(action__startswith="submission.file")

    assert [entry.action for entry in entries] == ["submission.file-attached", "submission.file-removed"]
    assert "Smith" not in " ".join(entry.details for entry in entries)


def test_nobody_attaches_to_what_others_share(cast: Cast, quick: None) -> None:
    one = sent_by(cast)

    assert chosen(cast, one, "a.txt", b"x", who="reviewer").status_code == 404
    with pytest.raises(NotInThisState):
        attached(cast, one)


def test_a_picture_has_a_small_one_of_itself(cast: Cast) -> None:
    one = written_by(cast)
    file = attached(cast, one, "poster.png", png())

    page = reader(cast["contributor"]).get(f"/library/share/{one.pk}/files/")
    preview = reader(cast["contributor"]).get(f"/library/share/{one.pk}/files/{file.pk}/preview/")

    assert 'alt="Small picture of poster.png"' in page.content.decode()
    assert text(preview).startswith(b"\x89PNG")


def test_a_word_file_is_read_for_patients(cast: Cast) -> None:
    one = written_by(cast)
    attached(cast, one, "a.docx", docx("Patient 9434765919"))

    assert "File “a.docx”: This is an NHS number" in words(
        reader(cast["contributor"]).get(f"/library/share/{one.pk}/send/").content
    )
