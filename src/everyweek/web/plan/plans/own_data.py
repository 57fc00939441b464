"""What of plans belongs to a person.

A plan is the work of a team and stays when somebody who worked on it is erased. Their name goes from it: an action that
was theirs says “Somebody who left” as a role, so that those who go on see that it needs a new owner, and not that it
never had one.
"""

from datetime import datetime

from everyweek.web.people.accounts.own_data import part
from everyweek.web.plan.actions.models import Action
from everyweek.web.plan.actions.owners import SOMEBODY_WHO_LEFT
from everyweek.web.plan.cycles.models import Risk
from everyweek.web.plan.plans.models import ImprovementPlan, PlanComment, PlanLink, PlanMember

OF_PLANS = (
    part("plans you made", "plan.ImprovementPlan", "made_by", "key title organisation created_at"),
    part("plans you work on", "plan.PlanMember", "person", "plan__key plan__title leads added_at"),
    part(
        "actions of plans that are yours",
        "plan.Action",
        "owner",
        "plan__key number title about state starts_on due_on finished_on",
    ),
    part("risks of plans that you watch", "plan.Risk", "owner", "plan__key text mitigation closed_on"),
    part("links you added to plans", "plan.PlanLink", "added_by", "plan__key title address added_at"),
    part("comments on plans", "plan.PlanComment", "author", "plan__key action__number text at removed_at"),
)


def erase_from_plans(person: int) -> None:
    """Take a person out of every plan; what the team needs to go on stays."""
    PlanMember.objects.filter(person=person).delete()
    Action.objects.filter(owner=person).update(owner=None, owner_role=SOMEBODY_WHO_LEFT)
    Risk.objects.filter(owner=person).update(owner=None)
    ImprovementPlan.objects.filter(made_by=person).update(made_by=None)
    PlanLink.objects.filter(added_by=person).update(added_by=None)
    PlanComment.objects.filter(author=person).update(author=None)


def erase_comments_on_plans(person: int, *, now: datetime) -> None:
    """That there was a comment stays, as when its writer removes one; what it said does not."""
    mine = PlanComment.objects.filter(author=person)
    mine.filter(removed_at=None).update(removed_at=now)
    mine.update(text="")
