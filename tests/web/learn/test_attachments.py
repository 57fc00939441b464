"""Attaching files to resources: who may, what is kept, how it is handed out, and that it is found by its words."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from support.attached_files import WORDS, bomb, docx, locked_pdf, pdf, png
from support.cast import Cast
from support.library import AT, published
from support.people import reader
from support.site import words

from everyweek.web.design.wording import size
from everyweek.web.learn.attachments import actions, files, forms
from everyweek.web.learn.attachments.actions import attach, remove
from everyweek.web.learn.attachments.errors import CannotBeAttached
from everyweek.web.learn.finding.keeping_current import make_index
from everyweek.web.learn.library.models import Resource
from everyweek.web.learn.models import Attachment
from everyweek.web.people.models import AuditEntry
from everyweek.web.people.permissions import NotPermitted

pytestmark = pytest.mark.django_db
PAGE = "/library/red-bag/files/"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, settings: Any) -> Iterator[Path]:
    settings.EVERYWEEK_HOME = tmp_path
    return tmp_path / "library" / "files"


@pytest.fixture
def resource(db: None) -> Resource:
    return published()


@pytest.fixture
def support_browser(cast: Cast) -> Client:
    return reader(cast["national support"])


def attached(cast: Cast, resource: Resource, name: str = "round.pdf", content: bytes = b"", **more: Any) -> Attachment:
    by = cast.reader(more.pop("by", "national support"))
    return attach(by=by, resource=resource, name=name, content=content or pdf(), now=AT, **more)


def sent(browser: Client, name: str, content: bytes, page: str = PAGE) -> HttpResponse:
    return browser.post(page, {"file": SimpleUploadedFile(name, content)})


def text(answer: HttpResponse) -> bytes:
    return b"".join(answer)


def test_a_file_is_attached_read_about_downloaded_and_found(
    cast: Cast, resource: Resource, support_browser: Client, client: Client
) -> None:
    answer = sent(support_browser, "Board round.pdf", pdf())
    make_index()

    row = Attachment.objects.get()
    page, found = client.get("/library/red-bag/"), words(client.get("/library/?q=phlebotomist").content)
    file = client.get(f"{PAGE}{row.pk}/")
    assert (answer.status_code, answer["Location"]) == (302, PAGE)
    assert f"Files Board round.pdf PDF, 2 pages, {size(len(pdf()))}" in words(page.content)
    assert f'src="{PAGE}{row.pk}/preview/" alt="First page of Board round.pdf"' in page.content.decode()
    assert text(file) == pdf()
    assert "1 resource found" in found
    assert "phlebotomist comes at six" in found
    assert "Has an attachment (1)" in found


def test_a_file_is_handed_out_as_a_download_that_can_run_nothing(
    cast: Cast, resource: Resource, client: Client
) -> None:
    row = attached(cast, resource, "Rounds “é”.docx", docx())

    answer = client.get(f"{PAGE}{row.pk}/", headers={"accept-encoding": "gzip"})

    assert answer["Content-Disposition"] == (
        "attachment; filename=\"Rounds ___.docx\"; filename*=UTF-8''Rounds%20%E2%80%9C%C3%A9%E2%80%9D.docx"
    )
    assert answer["Content-Type"] == "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox; frame-ancestors 'none'"
    assert answer["ETag"] == f'"{row.sha256}"'
    assert answer["Content-Length"] == str(row.size)
    assert answer["Cache-Control"] == "private, no-cache"
    assert "Content-Encoding" not in answer


def test_a_file_that_a_browser_has_is_not_sent_again_and_its_head_can_be_asked_for(
    cast: Cast, resource: Resource, client: Client
) -> None:
    row = attached(cast, resource)

    again = client.get(f"{PAGE}{row.pk}/", headers={"if-none-match": f'"{row.sha256}"'})
    head = client.head(f"{PAGE}{row.pk}/")

    assert (again.status_code, again.content) == (304, b"")
    assert (head.status_code, head["Content-Length"]) == (200, str(row.size))
    assert client.post(f"{PAGE}{row.pk}/").status_code == 405


def test_only_the_picture_drawn_here_is_shown_in_a_page(cast: Cast, resource: Resource, client: Client) -> None:
    row, picture = attached(cast, resource), attached(cast, resource, "a.png", png())

    preview = client.get(f"{PAGE}{row.pk}/preview/")
    small, original = client.get(f"{PAGE}{picture.pk}/preview/"), client.get(f"{PAGE}{picture.pk}/")

    assert preview["Content-Type"] == "image/png"
    assert preview["ETag"] == f'"{row.sha256}-preview"'
    assert text(preview).startswith(b"\x89PNG")
    assert original["Content-Disposition"].startswith("attachment;")
    assert text(small).startswith(b"\x89PNG")
    assert text(small) != png()
    row.has_preview = False
    row.save()
    files.throw_away(row.sha256)
    assert client.get(f"{PAGE}{row.pk}/preview/").status_code == 404


def test_bad_files_are_refused_on_the_page_and_nothing_is_kept(
    resource: Resource, support_browser: Client, folder: Path
) -> None:
    bad = (
        ("a.pdf", locked_pdf(), "“a.pdf” was not attached. It is protected by a password, or encrypted"),
        ("a.docx", bomb(), "“a.docx” was not attached. It unpacks to far more than a document holds"),
        ("page.html", b"<script>x</script>", "“page.html” was not attached. It is a web page"),
        ("a.svg", b"<svg onload='x()'/>", "“a.svg” was not attached. It is a web page or a drawing"),
        ("a.pdf", png(), "Its name says that it is a PDF, but it holds a PNG picture. Give it the right name"),
        ("a.txt", b"", "“a.txt” was not attached. The file is empty."),
        ("<b>.exe", b"MZ", "“b .exe” was not attached. It is a program, which nobody should get from here."),
    )

    for name, content, sentence in bad:
        answer = sent(support_browser, name, content)
        assert answer.status_code == 200
        assert words(answer.content).count(sentence) == 2  # in the summary, and beside the field
        assert "<title>Error: " in answer.content.decode()

    assert not Attachment.objects.exists()
    assert not folder.exists()


def test_a_file_that_is_too_large_is_refused_before_it_is_read(
    resource: Resource, support_browser: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(forms, "LARGEST", 100)

    answer, nothing = sent(support_browser, "a.txt", b"x" * 101), support_browser.post(PAGE, {})

    assert "“a.txt” was not attached. It is larger than 25 MB. Make its pictures smaller" in words(answer.content)
    assert "Choose a file to attach." in words(nothing.content)


def test_the_same_content_is_attached_once_and_kept_once(cast: Cast, resource: Resource, folder: Path) -> None:
    other = published("other")

    rows = [attached(cast, resource), attached(cast, resource, "again.pdf"), attached(cast, other)]

    assert rows[0] == rows[1] != rows[2]
    assert sorted(path.name for path in folder.iterdir()) == [rows[0].sha256, f"{rows[0].sha256}.png"]


def test_a_removed_file_is_gone_from_page_search_and_disk_once_nothing_else_has_it(
    cast: Cast,
    resource: Resource,
    support_browser: Client,
    folder: Path,
    django_capture_on_commit_callbacks: Any,
) -> None:
    other = published("other")
    row, same = attached(cast, resource), attached(cast, other)
    address = f"{PAGE}{row.pk}/"

    asked = words(support_browser.get(f"{address}remove/").content)
    with django_capture_on_commit_callbacks(execute=True):
        answer = support_browser.post(f"{address}remove/")
    kept = len(list(folder.iterdir()))
    with django_capture_on_commit_callbacks(execute=True):
        remove(by=cast.reader("national support"), attachment=same, now=AT)
        remove(by=cast.reader("national support"), attachment=same, now=AT)
    make_index()

    row.refresh_from_db()
    assert "Remove this file? round.pdf PDF, 2 pages" in asked
    assert answer["Location"] == PAGE
    assert (row.text, kept, list(folder.iterdir())) == ("", 2, [])
    assert support_browser.get(address).status_code == support_browser.get(f"{address}remove/").status_code == 404
    assert "round.pdf" not in words(support_browser.get("/library/red-bag/").content)
    assert "Nothing found" in words(support_browser.get("/library/?q=phlebotomist").content)
    assert list(AuditEntry.objects.filter(action__contains="file").values_list("action", flat=True)) == [
        *["resource.file-attached"] * 2,
        *["resource.file-removed"] * 2,
    ]


def test_a_file_that_is_missing_on_the_disk_is_said_on_the_page(
    cast: Cast, resource: Resource, folder: Path, client: Client
) -> None:
    row = attached(cast, resource)
    files.throw_away(row.sha256)

    page, file = client.get("/library/red-bag/"), client.get(f"{PAGE}{row.pk}/")

    assert "This file is missing on the server, and cannot be downloaded." in words(page.content)
    assert f"{PAGE}{row.pk}/" not in page.content.decode()
    assert file.status_code == client.get(f"{PAGE}{row.pk}/preview/").status_code == 404
    assert "This file is missing" in words(file.content)


def test_what_was_thrown_away_by_somebody_else_meanwhile_is_kept_again(
    cast: Cast, resource: Resource, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        row = attached(cast, resource)
        files.throw_away(row.sha256)

    assert files.path_of(row.sha256) is not None


def test_text_that_cannot_be_read_is_said_and_the_file_is_attached(
    cast: Cast, resource: Resource, client: Client
) -> None:
    attached(cast, resource, "a.docx", docx("x<unclosed>"))

    assert "Its text could not be read" in words(client.get("/library/red-bag/").content)


def test_script_in_the_name_and_in_the_text_is_shown_and_not_run(
    cast: Cast, resource: Resource, client: Client
) -> None:
    attached(cast, resource, "a&amp;'><script>alert(1)<script>.txt", b"phlebotomist says <script>alert(2)</script>")
    make_index()

    for address in ("/library/red-bag/", "/library/?q=phlebotomist"):
        answer = client.get(address).content.decode()
        assert "<script>" not in answer.replace("<script src=", "")


def test_who_may_attach_and_remove(cast: Cast) -> None:
    published("open")
    inside = published("inside", network=cast.networks["learning"])
    row = attached(cast, inside, by="learning network's lead")
    may_open = {"national support"}
    may_inside = {"learning network's lead"}

    for who, someone in cast.people.items():
        browser = reader(someone)
        inside_of_it = who.startswith("learning network")
        assert browser.get("/library/open/files/").status_code == (200 if who in may_open else 403), who
        refused = 403 if inside_of_it else 404
        for address in ("", f"{row.pk}/remove/"):
            status = browser.get(f"/library/inside/files/{address}").status_code
            assert status == (200 if who in may_inside else refused), who
        assert browser.get(f"/library/inside/files/{row.pk}/").status_code == (200 if inside_of_it else 404), who
        assert browser.get(f"/library/open/files/{row.pk}/").status_code == 404, who
    assert reader().get("/library/open/files/").status_code == 302
    assert reader().get(f"/library/inside/files/{row.pk}/preview/").status_code == 404


def test_an_action_checks_again_who_may(cast: Cast, resource: Resource) -> None:
    row = attached(cast, resource)

    with pytest.raises(NotPermitted):
        attached(cast, resource, by="contributor")
    with pytest.raises(NotPermitted):
        remove(by=cast.reader("contributor"), attachment=row, now=AT)


def test_there_is_a_most_of_files(cast: Cast, resource: Resource, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(actions, "MOST_FILES", 1)
    attached(cast, resource, "a.txt", b"one")

    with pytest.raises(CannotBeAttached, match="there are 1 files already, which is the most"):
        attached(cast, resource, "b.txt", b"two")


def test_a_full_disk_is_said_and_leaves_no_half_file(
    cast: Cast, resource: Resource, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("everyweek.web.people.attached_files.os.fsync", full)

    with pytest.raises(CannotBeAttached, match=r"could not be kept \(No space left on device\). Try again later"):
        attached(cast, resource)
    assert list(folder.iterdir()) == []


def test_files_are_listed_in_the_order_they_came_and_the_page_says_when_there_are_none(
    cast: Cast, resource: Resource, support_browser: Client
) -> None:
    empty = words(support_browser.get(PAGE).content)
    for number, name in enumerate(("b.txt", "a.txt")):
        attach(
            by=cast.reader("national support"), resource=resource, name=name, content=name.encode(),
            now=AT + timedelta(days=number),
        )  # fmt: skip

    listed = words(support_browser.get(PAGE).content)

    assert "No files are attached yet." in empty
    assert "b.txt Plain text, 5 bytes Attached on 2 June 2026. Remove b.txt a.txt Plain text" in listed
    assert WORDS not in listed
