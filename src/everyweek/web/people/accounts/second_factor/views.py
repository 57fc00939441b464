"""The pages of a second step. Setting it up, asking for it and switching it off are allauth's views in our words."""

from typing import Any

from allauth.mfa.base import views as asking
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as app
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from everyweek.web.people.accounts.second_factor.presenters import codes_page, second_step_page, set_up_page
from everyweek.web.people.accounts.second_factor.queries import find_second_step
from everyweek.web.people.accounts.second_factor.required import WANTED

TRAIL = [{"href": "/", "text": "Home"}, {"href": "/account/", "text": "Your account"}]
INDEX = {"href": "/account/second-step/", "text": "Second step at sign-in"}


@require_safe
@never_cache
def index(request: HttpRequest) -> HttpResponse:
    """Whether the reader has a second step, and what they can do about it."""
    page = second_step_page(find_second_step(request.user.pk), is_needed=request.GET.get("needed") == "yes")
    return render(request, "mfa/index.html", {"page": page, "breadcrumbs": TRAIL})


class SetUp(app.ActivateTOTPView):
    """The picture for the app, and the first code of it."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Somebody who has a second step has nothing to set up, also when the form was sent twice at once."""
        if find_second_step(request.user.pk):
            return redirect("mfa_index")
        try:
            return super().dispatch(request, *args, **kwargs)
        except IntegrityError:
            return redirect("mfa_index")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """What the page shows."""
        context = super().get_context_data(**kwargs)
        page = set_up_page(context["form"].secret, picture=context["totp_svg_data_uri"], address=context["totp_url"])
        return context | {"page": page, "breadcrumbs": [*TRAIL, INDEX]}


class SwitchOff(app.DeactivateTOTPView):
    """Asks, then removes the app and the recovery codes."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Somebody who has no second step has nothing to switch off."""
        return (
            super().dispatch(request, *args, **kwargs) if find_second_step(request.user.pk) else redirect("mfa_index")
        )


class Codes(codes.ViewRecoveryCodesView):
    """The recovery codes: shown once, right after they were made."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """What the page shows."""
        context = super().get_context_data(**kwargs)
        wanted = self.request.session.pop(WANTED, "")
        page = codes_page(context["unused_codes"], can_show=context["can_view_codes"], wanted=wanted)
        return {"page": page, "breadcrumbs": [*TRAIL, INDEX]}


authenticate = never_cache(asking.authenticate)
reauthenticate = never_cache(asking.ReauthenticateView.as_view(extra_context={"breadcrumbs": TRAIL}))
set_up = never_cache(SetUp.as_view())
switch_off = never_cache(transaction.atomic(SwitchOff.as_view(extra_context={"breadcrumbs": [*TRAIL, INDEX]})))
recovery_codes = never_cache(Codes.as_view())
new_recovery_codes = never_cache(
    codes.GenerateRecoveryCodesView.as_view(extra_context={"breadcrumbs": [*TRAIL, INDEX]})
)
