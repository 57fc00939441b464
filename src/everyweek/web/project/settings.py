"""Settings, each from the environment or from a default that is safe on one machine."""

import os
from importlib.util import find_spec
from pathlib import Path

from csp.constants import NONE, SELF

from everyweek.warehouse import home, warehouse_url
from everyweek.web.design.contact import checked_contact
from everyweek.web.people.accounts import passwords
from everyweek.web.people.accounts.second_factor.choice import who_needs_it
from everyweek.web.people.accounts.sign_on.configuration import FILE_NAME as SIGN_ON_FILE
from everyweek.web.people.accounts.sign_on.configuration import read_sign_ons, sign_on_settings
from everyweek.web.people.database import database_settings
from everyweek.web.people.notifications.outbox.server_settings import mail_settings, site_address
from everyweek.web.project.secret_key import secret_key_kept_in

WEB = Path(__file__).resolve().parents[1]

EVERYWEEK_HOME = home()
EVERYWEEK_WAREHOUSE = warehouse_url()

SECRET_KEY = os.environ.get("EVERYWEEK_SECRET_KEY") or secret_key_kept_in(EVERYWEEK_HOME)
# Keys of before, newest first: what they signed still holds, and the chain of changes can still be checked.
SECRET_KEY_FALLBACKS = [key for key in os.environ.get("EVERYWEEK_OLD_SECRET_KEYS", "").split(",") if key]
DEBUG = os.environ.get("EVERYWEEK_DEBUG", "") == "1"
ALLOWED_HOSTS = [
    host for host in os.environ.get("EVERYWEEK_ALLOWED_HOSTS", "localhost,127.0.0.1,[::1]").split(",") if host
]

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "everyweek.web.people",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "everyweek.web.design",
    "everyweek.web.measure",
    "everyweek.web.compare",
    "everyweek.web.learn",
    "everyweek.web.assess",
    "everyweek.web.plan",
    "everyweek.web.project",
]
ROOT_URLCONF = "everyweek.web.project.urls"
WSGI_APPLICATION = "everyweek.web.project.wsgi.application"
MIDDLEWARE = [
    "everyweek.web.project.security.SecurityHeaders",
    "csp.middleware.CSPMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "everyweek.web.project.upload_limit.UploadLimit",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "everyweek.web.people.accounts.sessions.last_seen.LastSeen",
    "everyweek.web.project.unavailable.DatabaseUnavailablePage",
    "everyweek.web.project.gatekeeper.Gatekeeper",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

# People and what they write. Observations live in the warehouse, which Django does not know.
DATABASES = {"default": database_settings(os.environ.get("EVERYWEEK_DATABASE", ""), home=EVERYWEEK_HOME)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
# How often somebody tried to sign in must be counted over all processes: see CountedAttempt.
CACHES = {
    "default": {
        "BACKEND": "everyweek.web.people.accounts.attempts.CountedAttempts",
        "LOCATION": "people_attempts",
        "OPTIONS": {"MAX_ENTRIES": 20_000},
    }
}

_components = find_spec("nhsuk_frontend_jinja")
assert _components is not None
assert _components.submodule_search_locations is not None
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [Path(_components.submodule_search_locations[0]) / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "environment": "everyweek.web.design.environment.environment",
            "context_processors": ["everyweek.web.project.frame.frame"],
        },
    }
]

# scripts/build-assets puts a hash of the content into each name, so the folder it makes is served as it is.
STATIC_URL = "/static/"
STATIC_ROOT = WEB / "design" / "static" / "everyweek" / "built"
WHITENOISE_AUTOREFRESH = DEBUG

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_TZ = True
USE_I18N = False

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "connect-src": [SELF],
        "font-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
# HTTPS is the business of the proxy in front; EVERYWEEK_HTTPS=1 says that there is one.
BEHIND_HTTPS = os.environ.get("EVERYWEEK_HTTPS", "") == "1"
SECURE_HSTS_SECONDS = 31_536_000 if BEHIND_HTTPS else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_HTTPS else None

AUTH_USER_MODEL = "people.Person"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = passwords.VALIDATORS
PASSWORD_HASHERS = passwords.HASHERS
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"

# Hospital computers are shared: a sign-in ends with the browser, and after a long shift at the latest.
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = BEHIND_HTTPS
CSRF_COOKIE_AGE = None  # ends with the browser too
CSRF_FAILURE_VIEW = "everyweek.web.project.views.forged"

ACCOUNT_ADAPTER = "everyweek.web.people.accounts.adapter.AccountAdapter"
ACCOUNT_FORMS = {
    "login": "everyweek.web.people.accounts.forms.SignInForm",
    "change_password": "everyweek.web.people.accounts.forms.OtherPasswordForm",
    "reauthenticate": "everyweek.web.people.accounts.forms.PasswordAgainForm",
    "reset_password": "everyweek.web.people.accounts.forms.ForgottenPasswordForm",
    "reset_password_from_key": "everyweek.web.people.accounts.forms.NewPasswordForm",
}
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGIN_ON_PASSWORD_RESET = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 15 * 60  # long enough to find a phone and to set up its app
# Each asks for a mail to somebody: a person needs one, and perhaps another when they looked in the wrong place.
ACCOUNT_RATE_LIMITS = {"reset_password": "20/m/ip,3/10m/key"}
# The reader's own address, which a proxy in front passes on: without it, everybody in a hospital would be one guesser.
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if BEHIND_HTTPS else 0

EVERYWEEK_SECOND_FACTOR = who_needs_it(os.environ.get("EVERYWEEK_SECOND_FACTOR"), is_public=BEHIND_HTTPS)
MFA_ADAPTER = "everyweek.web.people.accounts.second_factor.adapter.SecondFactorAdapter"
MFA_FORMS = {
    "authenticate": "everyweek.web.people.accounts.second_factor.forms.CodeAtSignIn",
    "reauthenticate": "everyweek.web.people.accounts.second_factor.forms.CodeAgain",
    "activate_totp": "everyweek.web.people.accounts.second_factor.forms.FirstCode",
}
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_TOTP_ISSUER = "Everyweek"
MFA_TOTP_TOLERANCE = 1  # half a minute either way, for slow typing and clocks that drift

EVERYWEEK_SIGN_ONS = read_sign_ons(
    Path(os.environ.get("EVERYWEEK_SIGN_ON") or EVERYWEEK_HOME / SIGN_ON_FILE),
    is_asked_for=bool(os.environ.get("EVERYWEEK_SIGN_ON")),
)
SOCIALACCOUNT_ADAPTER = "everyweek.web.people.accounts.sign_on.adapter.SignOnAdapter"
SOCIALACCOUNT_PROVIDERS = sign_on_settings(EVERYWEEK_SIGN_ONS)

# EVERYWEEK_MAIL (the server's address without its password; "" for none), EMAIL_… and DEFAULT_FROM_EMAIL
globals().update(mail_settings(os.environ.get("EVERYWEEK_MAIL", ""), sender=os.environ.get("EVERYWEEK_MAIL_FROM", "")))
# Whom readers can ask for help; the robot that fetches publications names them too.
EVERYWEEK_CONTACT = checked_contact(os.environ.get("EVERYWEEK_CONTACT", ""))
EVERYWEEK_SITE = site_address(os.environ.get("EVERYWEEK_SITE", "") or "http://127.0.0.1:8000")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "loggers": {"django.request": {"handlers": ["console"], "level": "ERROR", "propagate": False}},
}
