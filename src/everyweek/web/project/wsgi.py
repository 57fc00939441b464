"""What the web server calls."""

import os
from threading import Thread

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "everyweek.web.project.settings")
application = get_wsgi_application()


def _warm_up() -> None:
    """Compile the charts' structure and start their drawing engine (1.3 s) before the first reader asks for one."""
    from everyweek.web.compare.warm_up import warm_up as warm_up_compare
    from everyweek.web.measure.warm_up import warm_up
    from everyweek.web.plan.working.warm_up import load_statistics

    warm_up()
    warm_up_compare()
    load_statistics()  # last, as few pages need it


if os.environ.get("EVERYWEEK_WARM_UP", "1"):  # empty after `everyweek serve --no-warm-up`
    Thread(target=_warm_up, name="warm-up", daemon=True).start()
