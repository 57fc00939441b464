"""Addresses of signing in. The names without a hyphen are allauth's, because its views ask for one another by them.

Only what we offer is here: no sign-up, and no pages for e-mail addresses.
"""

from django.urls import path, re_path

from everyweek.web.people.accounts import views
from everyweek.web.people.accounts.second_factor import views as second_step
from everyweek.web.people.accounts.sessions.views import sessions
from everyweek.web.people.accounts.sign_on import views as sign_on

urlpatterns = [
    path("sign-in/", views.sign_in, name="account_login"),
    path("sign-in/code/", second_step.authenticate, name="mfa_authenticate"),
    path("sign-in/with/<slug:provider_id>/", sign_on.go, name="openid_connect_login"),
    path("sign-in/with/<slug:provider_id>/back/", sign_on.come_back, name="openid_connect_callback"),
    path("sign-out/", views.sign_out, name="account_logout"),
    path("account/", views.account, name="account"),
    path("account/details/", views.details, name="account-details"),
    path("account/roles/<int:role>/leave/", views.leave_role, name="account-leave-role"),
    path("account/password/", views.change_password, name="account_change_password"),
    path("account/forgotten/", views.forgotten, name="account_reset_password"),
    path("account/forgotten/sent/", views.forgotten_sent, name="account_reset_password_done"),
    re_path(
        r"^account/set-password/(?P<uidb36>[0-9A-Za-z]{1,13})-(?P<key>[0-9A-Za-z-]{1,100})/$",
        views.set_password,
        name="account_reset_password_from_key",
    ),
    path("account/confirm/", views.confirm_by_password, name="account_reauthenticate"),
    path("account/confirm/code/", second_step.reauthenticate, name="mfa_reauthenticate"),
    path("account/second-step/", second_step.index, name="mfa_index"),
    path("account/second-step/set-up/", second_step.set_up, name="mfa_activate_totp"),
    path("account/second-step/switch-off/", second_step.switch_off, name="mfa_deactivate_totp"),
    path("account/second-step/codes/", second_step.recovery_codes, name="mfa_view_recovery_codes"),
    path("account/second-step/codes/new/", second_step.new_recovery_codes, name="mfa_generate_recovery_codes"),
    path("account/sessions/", sessions, name="usersessions_list"),
    path("account/export/", views.export, name="account-export"),
    path("account/erase/", views.erase, name="account-erase"),
]
