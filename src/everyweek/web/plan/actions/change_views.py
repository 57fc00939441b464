"""Adding actions, changing and moving them, and commenting on them."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from everyweek.web.people.once.once import once
from everyweek.web.people.presence import reader
from everyweek.web.plan.actions import actions
from everyweek.web.plan.actions.forms import ActionForm, MoveForm, action_as_typed
from everyweek.web.plan.actions.models import Action
from everyweek.web.plan.actions.owners import owners_to_choose, possible_owners
from everyweek.web.plan.actions.queries import action_in
from everyweek.web.plan.plans import comments
from everyweek.web.plan.plans.forms import CommentForm
from everyweek.web.plan.plans.models import ImprovementPlan
from everyweek.web.plan.plans.pages import FormPage, answer, trail
from everyweek.web.plan.plans.queries import diagram_of

GOES_ON = {"board": "plan-board", "list": "plan-actions"}
"""Where somebody came from who moves an action, and goes back to."""


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@once
def new_action(request: HttpRequest, plan: str) -> HttpResponse:
    """Add an action."""
    found: ImprovementPlan = request.found  # type: ignore[attr-defined]
    form = ActionForm(
        request.POST if request.method == "POST" else None,
        owners=possible_owners(found),
        boxes=diagram_of(found),
        others=found.actions.values_list("number", "title"),
        initial={"organisation": found.organisation, "driver": request.GET.get("driver", ""), "state": "not started"},
    )

    def add(form: ActionForm, _: int) -> str:
        made = actions.add_action(by=reader(request), plan=found, asked=form.asked(), now=timezone.now())
        return _there(made)

    back = reverse("plan-actions", kwargs={"plan": found.key})
    page = FormPage(
        title="A new action",
        caption=found.title,
        breadcrumbs=trail(found, (back, "Actions")),
        back=back,
        button="Add the action",
        intro=("Only what is to be done is needed; everything else can come later.",),
    )
    return answer(request, form, add, page)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@once
def edit_action(request: HttpRequest, plan: str, action: int) -> HttpResponse:
    """Change an action."""
    found: ImprovementPlan = request.found  # type: ignore[attr-defined]
    row = action_in(found, action)
    form = ActionForm(
        request.POST if request.method == "POST" else None,
        owners=owners_to_choose(found, row.owner),
        boxes=diagram_of(found),
        others=found.actions.exclude(pk=row.pk).values_list("number", "title"),
        initial=action_as_typed(row),
    )

    def change(form: ActionForm, version: int) -> str:
        actions.change_action(
            by=reader(request), action=row, asked=form.asked(), seen_version=version, now=timezone.now()
        )
        return _there(row)

    page = FormPage(
        title=f"Change action {row.number}",
        caption=found.title,
        breadcrumbs=trail(found, (reverse("plan-actions", kwargs={"plan": found.key}), "Actions")),
        back=_there(row),
    )
    return answer(request, form, change, page, version=row.version)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@once
def move_action(request: HttpRequest, plan: str, action: int) -> HttpResponse:
    """Say how far an action is: from the board with one button, or here with the reason."""
    row: Action = request.found  # type: ignore[attr-defined]
    found = row.plan
    asked = request.POST if request.method == "POST" else request.GET
    back = GOES_ON.get(asked.get("back", ""))
    there = reverse(back, kwargs={"plan": found.key}) if back else _there(row)
    form = MoveForm(
        request.POST if request.method == "POST" else None,
        initial={"state": row.state, "why_state": row.why_state},
    )

    def move(form: MoveForm, version: int) -> str:
        typed = form.cleaned_data
        actions.move_action(
            by=reader(request),
            action=row,
            state=typed["state"],
            why=typed["why_state"],
            seen_version=version,
            now=timezone.now(),
        )
        return there

    page = FormPage(
        title=f"How far is action {row.number}?",
        caption=row.title,
        breadcrumbs=trail(found, (reverse("plan-actions", kwargs={"plan": found.key}), "Actions")),
        back=there,
        more={"hidden": {"back": asked.get("back", "")}},
    )
    return answer(request, form, move, page, version=row.version)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@once
def comment_on_action(request: HttpRequest, plan: str, action: int) -> HttpResponse:
    """Write a comment on an action."""
    found: ImprovementPlan = request.found  # type: ignore[attr-defined]
    row = action_in(found, action)
    form = CommentForm(request.POST if request.method == "POST" else None)

    def write(form: CommentForm, _: int) -> str:
        written = comments.write_comment(
            by=reader(request), plan=found, action=row, text=form.cleaned_data["text"], now=timezone.now()
        )
        return comments.address_of_comment(written)

    page = FormPage(
        title=f"Comment on action {row.number}",
        caption=row.title,
        breadcrumbs=trail(found, (_there(row), row.title)),
        back=_there(row),
        button="Comment",
    )
    return answer(request, form, write, page)


def _there(row: Action) -> str:
    return reverse("plan-action", kwargs={"plan": row.plan.key, "action": row.number})
