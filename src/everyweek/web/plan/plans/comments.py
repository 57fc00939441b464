"""Comments on a plan and on its actions. What they say never goes into the chain of changes."""

from datetime import datetime

from django.db import transaction
from django.urls import reverse

from everyweek.web.people.notifications.actions import notify
from everyweek.web.people.permissions import can
from everyweek.web.people.reader import Reader, reader_of
from everyweek.web.plan.actions.models import Action
from everyweek.web.plan.plans.checks import checked_words
from everyweek.web.plan.plans.errors import NotAPlan
from everyweek.web.plan.plans.holding import held, record_of
from everyweek.web.plan.plans.models import ImprovementPlan, PlanComment

LONGEST_COMMENT = 5000
NOT_YOURS = "Only whoever wrote a comment, and those who lead the plan, remove it."


@transaction.atomic
def write_comment(
    *, by: Reader, plan: ImprovementPlan, text: str, action: Action | None = None, now: datetime
) -> PlanComment:
    """Write below a plan, or below one of its actions; whoever works on it is told.

    Raises NotAPlan, NotPermitted, WriterIsGone.
    """
    plan = held(by, plan, "plan.comment")
    if not text.strip():
        raise NotAPlan("text", "Write something: the comment is empty.")
    text = checked_words(text, field="text", longest=LONGEST_COMMENT)
    comment = PlanComment.objects.create(plan=plan, action=action, author_id=by.identity, text=text, at=now)
    record_of(by, "plan.comment-written", plan, after={"action": action.number} if action else {}, now=now)
    about = f"action {action.number}, “{action.title}”, of “{plan.title}”" if action else f"the plan “{plan.title}”"
    notify(
        _told(plan, action) - {by.identity or 0},
        kind="plan",
        key=f"plan-comment-{comment.pk}",
        title=f"A new comment on {about}",
        address=address_of_comment(comment),
        now=now,
    )
    return comment


@transaction.atomic
def remove_comment(*, by: Reader, comment: PlanComment, now: datetime) -> None:
    """Remove a comment: that there was one stays to be seen. Raises NotAPlan, NotPermitted, WriterIsGone."""
    plan = held(by, comment.plan, "plan.comment")
    found = PlanComment.objects.get(pk=comment.pk)
    if not may_remove(by, found):
        raise NotAPlan("text", NOT_YOURS)
    if found.removed_at is not None:
        return
    found.text, found.removed_at = "", now
    found.save(update_fields=("text", "removed_at"))
    record_of(by, "plan.comment-removed", plan, now=now)


def may_remove(by: Reader, comment: PlanComment) -> bool:
    """Whether somebody wrote the comment, or looks after the plan."""
    return wrote(by, comment) or can(by, "plan.look-after", comment.plan)


def wrote(by: Reader, comment: PlanComment) -> bool:
    """Whether somebody wrote the comment."""
    return by.identity is not None and comment.author_id == by.identity


def address_of_comment(comment: PlanComment) -> str:
    """Where a comment stands."""
    plan = comment.plan.key
    if comment.action is None:
        return f"{reverse('plan', kwargs={'plan': plan})}#comment-{comment.pk}"
    there = reverse("plan-action", kwargs={"plan": plan, "action": comment.action.number})
    return f"{there}#comment-{comment.pk}"


def _told(plan: ImprovementPlan, action: Action | None) -> set[int]:
    """Who works on the plan, and whoever owns the action, as long as they may read the plan."""
    people = set(plan.members.filter(person__is_active=True).values_list("person_id", flat=True))
    owner = action.owner_id if action else None
    return people | {owner} if owner and can(reader_of(owner), "plan.read", plan) else people
