"""Adding a link or a chart to an answer, and removing one."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods
from markupsafe import Markup, escape

from everyweek.web.assess.conversation.asked import QuestionAsked, own_parties_asked
from everyweek.web.assess.conversation.errors import NotYourParty, WrongEvidence
from everyweek.web.assess.conversation.evidence import (
    add_link,
    add_measure,
    measures_to_show,
    organisations_to_show,
    remove_evidence,
)
from everyweek.web.assess.conversation.forms import ChartForm, LinkForm
from everyweek.web.assess.conversation.reading import evidence_in_address
from everyweek.web.assess.conversation.shown_presenters import measure_title
from everyweek.web.assess.conversation.telling import address_of_question
from everyweek.web.assess.conversation.theme_page import PROBLEMS, theme_response
from everyweek.web.assess.conversation.trail import found_assessment, question_or_not_there, way_to
from everyweek.web.assess.rounds.models import Assessment
from everyweek.web.assess.rounds.running import why_not_open
from everyweek.web.assess.vocabulary import PARTIES
from everyweek.web.people.access import NotThere
from everyweek.web.people.once.once import once
from everyweek.web.people.organisations.known import directory, name_of
from everyweek.web.people.presence import reader


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@once
def add(request: HttpRequest, assessment_round: str, place: str, theme: str, question: str, party: str) -> HttpResponse:
    """Add a link, or the chart of a measure."""
    found, now = found_assessment(request), timezone.now()
    asked = question_or_not_there(found, theme, question)
    if party not in PARTIES:
        raise NotThere("assessment.take-part")
    may_write = party in own_parties_asked(reader(request), found)
    kind = request.POST.get("kind", "")
    link = LinkForm(request.POST if kind == "link" else None)
    chart = _chart_form(request, found, asked, posted=kind == "measure")
    form = link if kind == "link" else chart
    problem = why_not_open(found, now=now) if may_write else str(NotYourParty(PARTIES[party]))
    if request.method == "POST" and form.is_valid():
        do = add_link if kind == "link" else add_measure
        try:
            do(
                by=reader(request),
                assessment=found,
                theme=theme,
                question=question,
                party=party,
                now=now,
                **form.cleaned_data,
            )
        except WrongEvidence as error:
            form.add_error(error.field, str(error))
        except PROBLEMS as error:
            problem = str(error)
        else:
            return redirect(address_of_question(found, theme, question))
    context = {
        "question": asked.question,
        "party": PARTIES[party],
        "may_write": may_write,
        "link": link,
        "chart": chart,
        "has_charts": len(chart.fields["measure"].choices) > 1 and bool(chart.fields["organisation"].choices),
        "problem": problem,
        "back": address_of_question(found, theme, question),
        "breadcrumbs": way_to(found, asked.theme),
    }
    status = 409 if problem and request.method == "POST" else 200
    return render(request, "assess/conversation/evidence.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@once
def remove(
    request: HttpRequest, assessment_round: str, place: str, theme: str, question: str, evidence: int
) -> HttpResponse:
    """Ask, then show it no more."""
    found = found_assessment(request)
    asked = question_or_not_there(found, theme, question)
    parts = {"assessment_round": assessment_round, "place": place, "theme": theme, "question": question}
    one = evidence_in_address({**parts, "evidence": evidence})
    may_write = one.party in own_parties_asked(reader(request), found)
    back = address_of_question(found, theme, question)
    if request.method == "POST":
        try:
            remove_evidence(by=reader(request), evidence=one, now=timezone.now())
        except PROBLEMS as error:
            return theme_response(request, theme, problem=str(error), status=409)
        return redirect(back)
    context = {
        "what": "Remove this from the answer?",
        "problem": "" if may_write else str(NotYourParty(PARTIES[one.party])),
        "words": Markup("<p>{}</p>").format(escape(one.title or measure_title(one.measure))),
        "button_words": "Remove it",
        "after": "What it leads to stays as it is.",
        "back": back,
        "breadcrumbs": way_to(found, asked.theme),
    }
    return render(request, "assess/conversation/remove.html", context)


def _chart_form(request: HttpRequest, found: Assessment, asked: QuestionAsked, *, posted: bool) -> ChartForm:
    known = directory()
    return ChartForm(
        *([request.POST] if posted else []),
        measures=[(key, measure_title(key)) for key in measures_to_show(asked)],
        organisations=[(code, name_of(code, known)) for code in organisations_to_show(found)],
    )
