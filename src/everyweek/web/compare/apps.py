"""The app of the comparing pages."""

from django.apps import AppConfig


class Compare(AppConfig):
    """Groups that people build, and comparing with them."""

    name = "everyweek.web.compare"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """What becomes of a person's own groups when they ask for what is kept about them, or to be erased."""
        from everyweek.web.compare.own_groups.actions import delete_groups_of
        from everyweek.web.compare.own_groups.own_data import OWN_GROUPS
        from everyweek.web.people.accounts.own_data import ERASERS, EXPORTED

        EXPORTED.extend(OWN_GROUPS)
        ERASERS.append(delete_groups_of)
