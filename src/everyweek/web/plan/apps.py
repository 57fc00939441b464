"""The app of plans."""

from django.apps import AppConfig


class Plan(AppConfig):
    """Improvement plans."""

    name = "everyweek.web.plan"
    label = "plan"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """What of plans belongs to a person, for their copy of it and for when they are erased."""
        from everyweek.web.plan.plans.words_of_changes import join_the_words

        join_the_words()
        from everyweek.web.people.accounts.own_data import EXPORTED, TEXT_ERASERS
        from everyweek.web.plan.proposals.own_data import OF_PROPOSALS, erase_words_of_proposals
        from everyweek.web.plan.review.own_data import OF_REVIEWS, erase_notes_of_reviews
        from everyweek.web.plan.words_of_deciding import join_the_words_of_deciding
        from everyweek.web.plan.working.own_data import OF_REGISTRATIONS

        EXPORTED.extend((*OF_PROPOSALS, *OF_REVIEWS, *OF_REGISTRATIONS))
        TEXT_ERASERS.extend((erase_words_of_proposals, erase_notes_of_reviews))
        join_the_words_of_deciding()
        from everyweek.web.people.accounts.own_data import ERASERS
        from everyweek.web.people.notifications.worker import MORE_PARTS
        from everyweek.web.plan.actions.jobs import reminders_part
        from everyweek.web.plan.plans.own_data import OF_PLANS, erase_comments_on_plans, erase_from_plans

        EXPORTED.extend(OF_PLANS)
        ERASERS.append(erase_from_plans)
        TEXT_ERASERS.append(erase_comments_on_plans)
        MORE_PARTS.append(reminders_part)
