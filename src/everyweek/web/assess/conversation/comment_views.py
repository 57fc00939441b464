"""Commenting below a question, and removing one's own words."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from everyweek.web.assess.conversation import comments
from everyweek.web.assess.conversation.forms import CommentForm
from everyweek.web.assess.conversation.reading import comment_in_address
from everyweek.web.assess.conversation.telling import address_of_question
from everyweek.web.assess.conversation.theme_page import PROBLEMS, theme_response
from everyweek.web.assess.conversation.trail import found_assessment, question_or_not_there, way_to
from everyweek.web.people.discussion.text import as_typed
from everyweek.web.people.once.once import once
from everyweek.web.people.presence import reader

NOT_YOURS = "Only whoever wrote a comment removes it."


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@once
def write(request: HttpRequest, assessment_round: str, place: str, theme: str, question: str) -> HttpResponse:
    """Write below a question."""
    found = found_assessment(request)
    question_or_not_there(found, theme, question)
    if request.method != "POST":
        return redirect(address_of_question(found, theme, question))
    form = CommentForm(request.POST)
    if not form.is_valid():
        problem = str(form.errors["text"][0])
        return theme_response(request, theme, problem=problem, lost=request.POST.get("text", ""), status=400)
    typed = form.cleaned_data["text"]
    try:
        comments.write_comment(
            by=reader(request), assessment=found, theme=theme, question=question, text=typed, now=timezone.now()
        )
    except PROBLEMS as error:
        return theme_response(request, theme, problem=str(error), lost=typed, status=409)
    return redirect(address_of_question(found, theme, question))


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@once
def remove(
    request: HttpRequest, assessment_round: str, place: str, theme: str, question: str, comment: int
) -> HttpResponse:
    """Ask, then remove one's own comment."""
    found, who = found_assessment(request), reader(request)
    asked = question_or_not_there(found, theme, question)
    parts = {"assessment_round": assessment_round, "place": place, "theme": theme, "question": question}
    one = comment_in_address({**parts, "comment": comment})
    back = address_of_question(found, theme, question)
    if request.method == "POST":
        try:
            comments.remove_comment(by=who, comment=one, now=timezone.now())
        except PROBLEMS as error:
            return theme_response(request, theme, problem=str(error), status=409)
        return redirect(back)
    context = {
        "what": "Remove your comment?",
        "problem": "" if one.author_id == who.identity else NOT_YOURS,
        "words": as_typed(one.text),
        "button_words": "Remove it",
        "after": "That there was a comment stays, with your name; its words go for good.",
        "back": back,
        "breadcrumbs": way_to(found, asked.theme),
    }
    return render(request, "assess/conversation/remove.html", context)
