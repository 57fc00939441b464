"""The app of the library."""

from django.apps import AppConfig


class Learn(AppConfig):
    """Resources, and finding them."""

    name = "everyweek.web.learn"
    label = "learn"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """What of the library belongs to a person, for their copy of it and for when they are erased."""
        from everyweek.web.learn.finding.beside_figures import join_the_figures
        from everyweek.web.learn.finding.saved_own_data import OF_SAVED_SEARCHES, erase_searches_of
        from everyweek.web.learn.jobs import library_part, saved_searches_part
        from everyweek.web.learn.library.own_data import IN_THE_LIBRARY, take_name_from_resources
        from everyweek.web.learn.sharing.jobs import sharing_part
        from everyweek.web.learn.sharing.own_data import OF_SHARING, erase_submissions_of
        from everyweek.web.learn.using.own_data import (
            OF_USING,
            erase_opinions_and_lists_of,
            erase_texts_about_resources,
        )
        from everyweek.web.learn.versions.own_data import OF_VERSIONS, erase_from_versions, erase_words_about_resources
        from everyweek.web.people.accounts.own_data import ERASERS, EXPORTED, TEXT_ERASERS
        from everyweek.web.people.notifications.worker import MORE_PARTS

        EXPORTED.extend((*IN_THE_LIBRARY, *OF_SHARING, *OF_USING, *OF_VERSIONS))
        ERASERS.extend(
            (erase_from_versions, take_name_from_resources, erase_submissions_of, erase_opinions_and_lists_of)
        )
        TEXT_ERASERS.extend((erase_texts_about_resources, erase_words_about_resources))
        join_the_figures()
        EXPORTED.extend(OF_SAVED_SEARCHES)
        ERASERS.append(erase_searches_of)
        MORE_PARTS.extend((library_part, saved_searches_part, sharing_part))
