"""Settings, each from the environment or from a default that is safe on one machine."""

import os
from importlib.util import find_spec
from pathlib import Path

from csp.constants import NONE, SELF

from everyweek.warehouse import home, warehouse_url
from everyweek.web.project.secret_key import secret_key_kept_in

WEB = Path(__file__).resolve().parents[1]

EVERYWEEK_HOME = home()
EVERYWEEK_WAREHOUSE = warehouse_url()

SECRET_KEY = os.environ.get("EVERYWEEK_SECRET_KEY") or secret_key_kept_in(EVERYWEEK_HOME)
DEBUG = os.environ.get("EVERYWEEK_DEBUG", "") == "1"
ALLOWED_HOSTS = [
    host for host in os.environ.get("EVERYWEEK_ALLOWED_HOSTS", "localhost,127.0.0.1,[::1]").split(",") if host
]

INSTALLED_APPS = ["everyweek.web.design", "everyweek.web.measure", "everyweek.web.project"]
ROOT_URLCONF = "everyweek.web.project.urls"
WSGI_APPLICATION = "everyweek.web.project.wsgi.application"
MIDDLEWARE = [
    "everyweek.web.project.security.SecurityHeaders",
    "csp.middleware.CSPMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.middleware.common.CommonMiddleware",
    "everyweek.web.project.unavailable.WarehouseUnavailablePage",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

# No page signs anybody in yet, so nothing needs Django's own database: observations live in the warehouse.
DATABASES: dict[str, dict[str, str]] = {}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

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

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "loggers": {"django.request": {"handlers": ["console"], "level": "ERROR", "propagate": False}},
}
