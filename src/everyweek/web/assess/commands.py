"""What the command line asks of assessments."""

from everyweek.web.people.commands import with_django


@with_django
def prepare() -> None:
    """Before the pages are served: the frameworks that come with Everyweek."""
    from django.utils import timezone

    from everyweek.web.assess.frameworks.starting import load_built_in

    load_built_in(now=timezone.now())
