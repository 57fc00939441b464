"""Who must have a second step at sign-in before they may have a page."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from everyweek.web.people.reader import Reader

ADMINISTERING = frozenset(
    {"organisation.administer", "administration.open", "country.administer", "round.run", "role.give"}
)
"""The permissions of those who look after others."""
NEVER_BEHIND_IT = ("account", "mfa_", "usersessions")
"""How the names of addresses begin that somebody needs to set up a second step, or to leave."""
WANTED = "second_step_wanted_page"


def lacks_second_step(reader: Reader, permission: str, *, address_name: str) -> bool:
    """Whether somebody who has the permission must set up a second step before they use it."""
    needed_by = settings.EVERYWEEK_SECOND_FACTOR
    if not needed_by or not reader.is_signed_in or reader.has_second_factor:
        return False
    if needed_by == "everybody":
        return not address_name.startswith(NEVER_BEHIND_IT)
    return permission in ADMINISTERING


def lead_to_set_up(request: HttpRequest) -> HttpResponse:
    """To the page on which a second step is set up, which leads back to the page that was wanted."""
    if request.method == "GET":
        request.session[WANTED] = request.get_full_path()
    return redirect(f"{reverse('mfa_index')}?needed=yes")
