"""Who works on a plan, and who leads it."""

from datetime import datetime

from django.db import transaction
from django.urls import reverse

from everyweek.web.people.models import Person
from everyweek.web.people.notifications.actions import notify
from everyweek.web.people.reader import Reader
from everyweek.web.plan.plans.errors import NotAPlan, NotThereAnyMore
from everyweek.web.plan.plans.holding import held, moved, record_of
from everyweek.web.plan.plans.models import ImprovementPlan, PlanMember

LAST_LEAD = "Somebody must lead the plan. Let somebody else lead it first."
MOST_MEMBERS = 200
LARGEST = 2**63
"""More than a column of either database holds."""


@transaction.atomic
def add_member(*, by: Reader, plan: ImprovementPlan, email: str, leads: bool, now: datetime) -> PlanMember:
    """Let somebody with an account work on the plan, who is told. Raises NotAPlan, NotPermitted, WriterIsGone."""
    plan = held(by, plan, "plan.look-after")
    person = Person.objects.filter(email__iexact=email.strip(), is_active=True).first() if email.strip() else None
    if person is None:
        raise NotAPlan("email", _nobody(email.strip()))
    if plan.members.filter(person=person).exists():
        raise NotAPlan("email", f"{person.name} works on this plan already.")
    if plan.members.count() >= MOST_MEMBERS:
        raise NotAPlan("email", f"At most {MOST_MEMBERS} people work on a plan.")
    member = PlanMember.objects.create(plan=plan, person=person, leads=leads, added_at=now)
    moved(plan, now=now)
    record_of(by, "plan.member-added", plan, after={"member": person.pk, "leads": leads}, about=person.pk, now=now)
    if person.pk != by.identity:
        notify(
            [person.pk],
            kind="plan",
            key=f"plan-member-{member.pk}",
            title=f"You {'lead' if leads else 'work on'} the plan “{plan.title}”",
            text=f"{by.name} added you.",
            address=reverse("plan", kwargs={"plan": plan.key}),
            now=now,
        )
    return member


@transaction.atomic
def set_leads(*, by: Reader, plan: ImprovementPlan, person: int, leads: bool, now: datetime) -> PlanMember:
    """Let somebody who works on the plan lead it, or lead it no more.

    Raises NotAPlan, NotThereAnyMore, NotPermitted, WriterIsGone.
    """
    plan = held(by, plan, "plan.look-after")
    member = _member(plan, person)
    if member.leads == leads:
        return member
    if not leads:
        _check_somebody_else_leads(plan, member)
    member.leads = leads
    member.save(update_fields=("leads",))
    record_of(
        by,
        "plan.member-changed",
        plan,
        before={"member": person, "leads": not leads},
        after={"member": person, "leads": leads},
        about=person,
        now=now,
    )
    return member


@transaction.atomic
def remove_member(*, by: Reader, plan: ImprovementPlan, person: int, now: datetime) -> None:
    """Let somebody work on the plan no more; everybody may leave by themselves.

    Raises NotAPlan, NotThereAnyMore, NotPermitted, WriterIsGone.
    """
    plan = held(by, plan, "plan.change" if person == by.identity else "plan.look-after")
    member = _member(plan, person)
    _check_somebody_else_leads(plan, member)
    member.delete()
    moved(plan, now=now)
    record_of(by, "plan.member-removed", plan, before={"member": person}, about=person, now=now)


def _member(plan: ImprovementPlan, person: int) -> PlanMember:
    found = plan.members.filter(person_id=person).first() if 0 < person < LARGEST else None
    if found is None:
        raise NotThereAnyMore("This member of the plan")
    return found


def _check_somebody_else_leads(plan: ImprovementPlan, member: PlanMember) -> None:
    others = plan.members.filter(leads=True, person__is_active=True).exclude(pk=member.pk)
    if member.leads and not others.exists():
        raise NotAPlan("email", LAST_LEAD)


def _nobody(email: str) -> str:
    if not email:
        return "Write the e-mail address with which they sign in."
    return f"Nobody with an open account has the address {email[:100]}. Ask an administrator to invite them first."
