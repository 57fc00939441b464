"""Addresses of plans."""

from everyweek.web.plan.actions.urls import urlpatterns as actions
from everyweek.web.plan.cycles.urls import urlpatterns as cycles
from everyweek.web.plan.exporting.urls import urlpatterns as exporting
from everyweek.web.plan.plans.urls import urlpatterns as plans
from everyweek.web.plan.proposals.urls import urlpatterns as proposals
from everyweek.web.plan.review.urls import urlpatterns as review
from everyweek.web.plan.templates.urls import urlpatterns as templates
from everyweek.web.plan.working.urls import urlpatterns as working

urlpatterns = [
    *templates,  # before the plans: “templates” and “proposals” are no plans
    *proposals,
    *review,
    *working,
    *exporting,
    *actions,  # before the plans: “overdue” is no plan
    *cycles,
    *plans,
]
