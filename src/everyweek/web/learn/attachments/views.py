"""Each view understands the request, makes one call and renders."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import condition, require_http_methods, require_safe

from everyweek.web.learn.attachments import actions
from everyweek.web.learn.attachments.errors import CannotBeAttached
from everyweek.web.learn.attachments.forms import AttachForm
from everyweek.web.learn.attachments.kinds import ALLOWED, BY_ENDING, LARGEST
from everyweek.web.learn.attachments.presenters import file_line, file_lines
from everyweek.web.learn.attachments.queries import attachment_of
from everyweek.web.learn.attachments.serving import as_download, as_picture, etag_of
from everyweek.web.learn.library.models import Resource
from everyweek.web.people.presence import reader


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def files(request: HttpRequest, slug: str) -> HttpResponse:
    """The files of a resource, for those who may attach and remove them."""
    found: Resource = request.found  # type: ignore[attr-defined]
    form = AttachForm(request.POST, request.FILES) if request.method == "POST" else AttachForm()
    if request.method == "POST" and form.is_valid():
        chosen = form.cleaned_data["file"]
        try:
            actions.attach(
                by=reader(request), resource=found, name=chosen.name, content=chosen.read(), now=timezone.now()
            )
        except CannotBeAttached as problem:
            form.add_error("file", str(problem))
        else:
            return redirect("resource-files", slug=found.slug)
    context = {
        "resource": found,
        "files": file_lines(found),
        "form": form,
        "allowed": f"{ALLOWED}, at most {LARGEST // 10**6} MB",
        "accept": ",".join(f".{ending}" for ending in BY_ENDING),
        "breadcrumbs": way_to(found),
    }
    return render(request, "learn/attachments/files.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def remove(request: HttpRequest, slug: str, attachment: int) -> HttpResponse:
    """Ask, then remove a file."""
    found: Resource = request.found  # type: ignore[attr-defined]
    one = attachment_of(found, attachment)
    if request.method == "POST":
        actions.remove(by=reader(request), attachment=one, now=timezone.now())
        return redirect("resource-files", slug=found.slug)
    context = {"resource": found, "file": file_line(one, found), "breadcrumbs": way_to(found)}
    return render(request, "learn/attachments/remove.html", context)


def _digest(request: HttpRequest, slug: str, attachment: int) -> str:
    return etag_of(attachment_of(request.found, attachment))  # type: ignore[attr-defined]


def _digest_of_preview(request: HttpRequest, slug: str, attachment: int) -> str:
    return etag_of(attachment_of(request.found, attachment), is_preview=True)  # type: ignore[attr-defined]


@require_safe
@condition(etag_func=_digest)
def file(request: HttpRequest, slug: str, attachment: int) -> HttpResponseBase:
    """A file, as a download and never as a page."""
    return as_download(request, attachment_of(request.found, attachment))  # type: ignore[attr-defined]


@require_safe
@condition(etag_func=_digest_of_preview)
def preview(request: HttpRequest, slug: str, attachment: int) -> HttpResponseBase:
    """The picture of the first page, which was drawn here."""
    return as_picture(request, attachment_of(request.found, attachment))  # type: ignore[attr-defined]


def way_to(resource: Resource) -> list[dict[str, Any]]:
    """The breadcrumbs of a page below a resource."""
    return [
        {"href": "/", "text": "Home"},
        {"href": reverse("library"), "text": "Library"},
        {"href": reverse("resource", kwargs={"slug": resource.slug}), "text": resource.title},
    ]
