"""The files of something that a person wants to share: for its contributor, and for those who review it."""

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import condition, require_http_methods, require_safe

from everyweek.web.learn.attachments.errors import CannotBeAttached
from everyweek.web.learn.attachments.forms import AttachForm
from everyweek.web.learn.attachments.kinds import ALLOWED, BY_ENDING, LARGEST
from everyweek.web.learn.attachments.serving import as_download, as_picture, etag_of
from everyweek.web.learn.sharing.attaching import MOST_FILES, attach_to, remove_from
from everyweek.web.learn.sharing.file_presenters import line_of_mine
from everyweek.web.learn.sharing.files import kept_file, shown_file
from everyweek.web.learn.sharing.models import Submission, SubmissionFile
from everyweek.web.learn.sharing.presenters import page_of_mine
from everyweek.web.learn.sharing.views import PROBLEMS, trail
from everyweek.web.people.presence import reader


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def files(request: HttpRequest, submission: int) -> HttpResponse:
    """Attach files, and see those that are there."""
    found: Submission = request.found  # type: ignore[attr-defined]
    form = AttachForm(request.POST, request.FILES) if request.method == "POST" else AttachForm()
    problem = ""
    if request.method == "POST" and form.is_valid():
        chosen = form.cleaned_data["file"]
        try:
            attach_to(by=reader(request), submission=found, name=chosen.name, content=chosen.read(), now=timezone.now())
        except CannotBeAttached as error:
            form.add_error("file", str(error))
        except PROBLEMS as error:
            problem = str(error)
        else:
            return redirect("share-files", submission=found.pk)
    context = {
        "page": page_of_mine(found),
        "form": form,
        "problem": problem,
        "allowed": f"{ALLOWED}, at most {LARGEST // 10**6} MB. Up to {MOST_FILES} files, one after the other.",
        "accept": ",".join(f".{ending}" for ending in BY_ENDING),
        "breadcrumbs": trail(found),
    }
    return render(request, "learn/sharing/files.html", context, status=409 if problem else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def remove(request: HttpRequest, submission: int, file: int) -> HttpResponse:
    """Ask, then take a file away."""
    found: Submission = request.found  # type: ignore[attr-defined]
    one, problem = kept_file(found, file), ""
    if request.method == "POST":
        try:
            remove_from(by=reader(request), submission=found, file=one, now=timezone.now())
        except PROBLEMS as error:
            problem = str(error)
        else:
            return redirect("share-files", submission=found.pk)
    context = {
        "page": page_of_mine(found),
        "file": line_of_mine(one),
        "problem": problem,
        "breadcrumbs": trail(found),
    }
    return render(request, "learn/sharing/remove_file.html", context, status=409 if problem else 200)


def _mine(request: HttpRequest, file: int) -> SubmissionFile:
    return kept_file(request.found, file)  # type: ignore[attr-defined]


def _sent(request: HttpRequest, file: int) -> SubmissionFile:
    return shown_file(request.found, file)  # type: ignore[attr-defined]


def _etag_of_mine(request: HttpRequest, submission: int, file: int) -> str:
    return etag_of(_mine(request, file))


def _etag_of_my_picture(request: HttpRequest, submission: int, file: int) -> str:
    return etag_of(_mine(request, file), is_preview=True)


def _etag_of_sent(request: HttpRequest, submission: int, file: int) -> str:
    return etag_of(_sent(request, file))


def _etag_of_sent_picture(request: HttpRequest, submission: int, file: int) -> str:
    return etag_of(_sent(request, file), is_preview=True)


@require_safe
@condition(etag_func=_etag_of_mine)
def file(request: HttpRequest, submission: int, file: int) -> HttpResponseBase:
    """A file, for its contributor."""
    return as_download(request, _mine(request, file))


@require_safe
@condition(etag_func=_etag_of_my_picture)
def preview(request: HttpRequest, submission: int, file: int) -> HttpResponseBase:
    """The picture of a file, for its contributor."""
    return as_picture(request, _mine(request, file))


@require_safe
@condition(etag_func=_etag_of_sent)
def file_to_review(request: HttpRequest, submission: int, file: int) -> HttpResponseBase:
    """A file as it was sent, for those who review it."""
    return as_download(request, _sent(request, file))


@require_safe
@condition(etag_func=_etag_of_sent_picture)
def preview_to_review(request: HttpRequest, submission: int, file: int) -> HttpResponseBase:
    """The picture of a file as it was sent."""
    return as_picture(request, _sent(request, file))
