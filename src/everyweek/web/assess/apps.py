"""The app of assessments."""

from django.apps import AppConfig


class Assess(AppConfig):
    """Places, rounds, and what is agreed in them."""

    name = "everyweek.web.assess"
    label = "assess"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """What of assessments belongs to a person, for their copy of it and for when they are erased."""
        from everyweek.web.assess.consent.own_data import OF_CONSENT
        from everyweek.web.assess.conversation.own_data import OF_THE_CONVERSATION, erase_comments_in_assessments
        from everyweek.web.assess.frameworks.own_data import OF_FRAMEWORKS
        from everyweek.web.assess.places.own_data import OF_PLACES, end_memberships_of
        from everyweek.web.assess.results.own_data import OF_RESULTS
        from everyweek.web.assess.rounds.jobs import rounds_part
        from everyweek.web.assess.rounds.own_data import OF_ROUNDS
        from everyweek.web.people.accounts.own_data import ERASERS, EXPORTED, TEXT_ERASERS
        from everyweek.web.people.notifications.worker import MORE_PARTS

        ERASERS.append(end_memberships_of)
        TEXT_ERASERS.append(erase_comments_in_assessments)
        EXPORTED.extend((*OF_CONSENT, *OF_THE_CONVERSATION, *OF_RESULTS, *OF_FRAMEWORKS, *OF_PLACES, *OF_ROUNDS))
        MORE_PARTS.append(rounds_part)
