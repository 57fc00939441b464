"""Addresses of signing in. The names are allauth's, because its views ask for one another by them.

Only what we offer is here: no sign-up, and no pages for e-mail addresses.
"""

from django.urls import path, re_path

from everyweek.web.people.accounts import views

urlpatterns = [
    path("sign-in/", views.sign_in, name="account_login"),
    path("sign-out/", views.sign_out, name="account_logout"),
    path("account/", views.account, name="account"),
    path("account/password/", views.change_password, name="account_change_password"),
    re_path(
        r"^account/set-password/(?P<uidb36>[0-9A-Za-z]{1,13})-(?P<key>[0-9A-Za-z-]{1,100})/$",
        views.set_password,
        name="account_reset_password_from_key",
    ),
]
