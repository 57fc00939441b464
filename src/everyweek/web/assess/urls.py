"""Addresses of assessments.

Words come before keys: no round is called “new”, and no place “results” (places/keys.py).
"""

from everyweek.web.assess.consent.urls import urlpatterns as consent
from everyweek.web.assess.conversation.urls import urlpatterns as conversation
from everyweek.web.assess.frameworks.urls import urlpatterns as frameworks
from everyweek.web.assess.home.urls import urlpatterns as home
from everyweek.web.assess.places.urls import urlpatterns as places
from everyweek.web.assess.results.urls import urlpatterns as results
from everyweek.web.assess.returns.urls import urlpatterns as returns
from everyweek.web.assess.rounds.urls import urlpatterns as rounds

urlpatterns = [
    *home,
    *frameworks,
    *places,
    *rounds,
    *results,
    *consent,
    *conversation,
    *returns,
]
