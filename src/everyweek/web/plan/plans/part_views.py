"""Who works on a plan, what it is linked to, and what people say about it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from everyweek.web.people.once.once import once
from everyweek.web.people.permissions import can
from everyweek.web.people.presence import reader
from everyweek.web.plan.plans import comments, links, members
from everyweek.web.plan.plans.errors import NotAPlan
from everyweek.web.plan.plans.forms import CommentForm, LinkForm, MemberForm
from everyweek.web.plan.plans.models import ImprovementPlan, PlanComment, PlanLink
from everyweek.web.plan.plans.pages import PROBLEMS, FormPage, answer, not_done, trail
from everyweek.web.plan.plans.presenters import people_on_page
from everyweek.web.plan.plans.queries import members_of, part_in


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@once
def people(request: HttpRequest, plan: str) -> HttpResponse:
    """Who works on the plan, and a form to let somebody else."""
    found: ImprovementPlan = request.found  # type: ignore[attr-defined]
    who = reader(request)
    form = MemberForm(request.POST if request.method == "POST" else None)
    there = reverse("plan-people", kwargs={"plan": found.key})

    def add(form: MemberForm, _: int) -> str:
        typed = form.cleaned_data
        members.add_member(by=who, plan=found, email=typed["email"], leads=typed["leads"], now=timezone.now())
        return there

    page = FormPage(
        title="Who works on this plan",
        caption=found.title,
        breadcrumbs=trail(found),
        back=reverse("plan", kwargs={"plan": found.key}),
        button="Let them work on it",
        template="plan/plans/people.html",
        more={
            "people": people_on_page(found, members_of(found), who),
            "looks_after": can(who, "plan.look-after", found),
        },
    )
    return answer(request, form, add, page)


@require_POST
@never_cache
@once
def person(request: HttpRequest, plan: str, person: int) -> HttpResponse:
    """Let somebody lead the plan, lead it no more, or work on it no more."""
    found: ImprovementPlan = request.found  # type: ignore[attr-defined]
    who, now = reader(request), timezone.now()
    there = reverse("plan-people", kwargs={"plan": found.key})
    what = request.POST.get("what", "")
    try:
        if what == "remove":
            members.remove_member(by=who, plan=found, person=person, now=now)
        elif what in ("lead", "follow"):
            members.set_leads(by=who, plan=found, person=person, leads=what == "lead", now=now)
    except PROBLEMS as problem:
        return not_done(request, found, problem, there)
    return redirect("plans" if what == "remove" and person == who.identity else there)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@once
def new_link(request: HttpRequest, plan: str) -> HttpResponse:
    """Link the plan to something."""
    found: ImprovementPlan = request.found  # type: ignore[attr-defined]
    initial = {"address": request.GET.get("address", "")[:500], "title": request.GET.get("title", "")[:200]}
    form = LinkForm(request.POST if request.method == "POST" else None, initial=initial)
    there = reverse("plan", kwargs={"plan": found.key})

    def add(form: LinkForm, _: int) -> str:
        typed = form.cleaned_data
        links.add_link(
            by=reader(request),
            plan=found,
            address=typed["address"],
            title=typed["title"],
            host=request.get_host(),
            now=timezone.now(),
        )
        return f"{there}#links"

    page = FormPage("Link the plan to something", trail(found), there, caption=found.title, button="Add the link")
    return answer(request, form, add, page)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@once
def remove_link(request: HttpRequest, plan: str, link: int) -> HttpResponse:
    """Ask, then take a link out."""
    found: ImprovementPlan = request.found  # type: ignore[attr-defined]
    row = part_in(found, PlanLink, link)
    back = reverse("plan", kwargs={"plan": found.key})
    if request.method == "POST":
        try:
            links.remove_link(by=reader(request), link=row, now=timezone.now())
        except PROBLEMS as problem:
            return not_done(request, found, problem, back)
        return redirect(f"{back}#links")
    may_read = links.reads_target(reader(request), row.kind, row.address)
    context = {
        "title": "Take this link out?",
        "thing": row.title if may_read else "Something that you cannot read",
        "says": "What it leads to stays where it is.",
        "words": "Take it out",
        "back": back,
        "breadcrumbs": trail(found),
    }
    return render(request, "plan/plans/remove.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@once
def comment(request: HttpRequest, plan: str) -> HttpResponse:
    """Write a comment on the plan."""
    found: ImprovementPlan = request.found  # type: ignore[attr-defined]
    form = CommentForm(request.POST if request.method == "POST" else None)

    def write(form: CommentForm, _: int) -> str:
        written = comments.write_comment(
            by=reader(request), plan=found, text=form.cleaned_data["text"], now=timezone.now()
        )
        return comments.address_of_comment(written)

    back = reverse("plan", kwargs={"plan": found.key})
    page = FormPage("Comment on the plan", trail(found), back, caption=found.title, button="Comment")
    return answer(request, form, write, page)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@once
def remove_comment(request: HttpRequest, plan: str, comment: int) -> HttpResponse:
    """Ask, then remove a comment."""
    found: ImprovementPlan = request.found  # type: ignore[attr-defined]
    row = part_in(found, PlanComment, comment)
    back = comments.address_of_comment(row)
    who = reader(request)
    if not comments.may_remove(who, row):
        return not_done(request, found, NotAPlan("text", comments.NOT_YOURS), back)
    if request.method == "POST":
        try:
            comments.remove_comment(by=who, comment=row, now=timezone.now())
        except PROBLEMS as problem:
            return not_done(request, found, problem, back)
        return redirect(back)
    context = {
        "title": "Remove this comment?",
        "thing": row.text[:300],
        "says": "That there was a comment stays to be seen; what it said does not.",
        "words": "Remove the comment",
        "back": back,
        "breadcrumbs": trail(found),
    }
    return render(request, "plan/plans/remove.html", context)
