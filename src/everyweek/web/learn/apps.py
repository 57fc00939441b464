"""The app of the library."""

from django.apps import AppConfig


class Learn(AppConfig):
    """Resources, and finding them."""

    name = "everyweek.web.learn"
    label = "learn"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """What of the library belongs to a person, for their copy of it and for when they are erased."""
        from everyweek.web.learn.jobs import library_part
        from everyweek.web.learn.library.own_data import IN_THE_LIBRARY, take_name_from_resources
        from everyweek.web.learn.sharing.own_data import OF_SHARING, erase_submissions_of
        from everyweek.web.people.accounts.own_data import ERASERS, EXPORTED
        from everyweek.web.people.notifications.worker import MORE_PARTS

        EXPORTED.extend((*IN_THE_LIBRARY, *OF_SHARING))
        ERASERS.extend((take_name_from_resources, erase_submissions_of))
        MORE_PARTS.append(library_part)
