"""The queue of comments that were reported."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from everyweek.web.learn.using.comments.moderation import leave_comment
from everyweek.web.learn.using.comments.presenters import reported_comment
from everyweek.web.learn.using.comments.queries import waiting_comment_reports
from everyweek.web.people.discussion.typed_number import typed_number
from everyweek.web.people.presence import reader


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def queue(request: HttpRequest) -> HttpResponse:
    """What was reported, and leaving it where it is."""
    who = reader(request)
    waiting = waiting_comment_reports(who)
    if request.method == "POST":
        number = typed_number(request.POST.get("report", ""))
        wanted = next((report for report in waiting if report.pk == number), None)
        if wanted is None:
            raise Http404
        leave_comment(by=who, report=wanted, now=timezone.now())
        return redirect("comment-queue")
    context = {
        "rows": [reported_comment(report) for report in waiting],
        "breadcrumbs": [{"href": "/", "text": "Home"}, {"href": reverse("library"), "text": "Library"}],
    }
    return render(request, "learn/using/comment_queue.html", context)
