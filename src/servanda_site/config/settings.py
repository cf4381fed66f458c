"""Django's settings, all from the environment (config/environment.py)."""

from __future__ import annotations

import os
from pathlib import Path

from csp.constants import NONE, SELF

from servanda_site.config import environment as env

SITE = Path(__file__).resolve().parents[1]
HOME = env.home()
DEBUG = False
SECRET_KEY = env.secret_key()
ALLOWED_HOSTS = env.listed("SERVANDA_HOSTS")
HTTPS = env.flag("SERVANDA_HTTPS")

INSTALLED_APPS = [
    "servanda_site.accounts", "servanda_site.register", "servanda_site.tracking", "servanda_site.web", "servanda_site.api",
    "django.contrib.auth", "django.contrib.contenttypes", "django.contrib.sessions", "django.contrib.messages",
    "django.contrib.staticfiles", "django.contrib.humanize",
    "allauth", "allauth.account", "allauth.mfa", "allauth.socialaccount", "allauth.socialaccount.providers.openid_connect",
    "csp", "django_htmx", "django_tasks", "django_tasks_db", "ninja",
]
MIDDLEWARE = [
    "servanda_site.config.middleware.RequestLog",
    "servanda_site.config.middleware.NothingOfTheDevice",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.http.ConditionalGetMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "servanda_site.accounts.middleware.PageLanguage",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "servanda_site.accounts.middleware.SignedIn",
    "servanda_site.register.middleware.WhoMay",
]
ROOT_URLCONF = "servanda_site.config.urls"
WSGI_APPLICATION = "servanda_site.config.wsgi.application"
TEMPLATES = [{
    "BACKEND": "django.template.backends.django.DjangoTemplates", "APP_DIRS": True,
    "OPTIONS": {"context_processors": [
        "django.template.context_processors.request", "django.template.context_processors.i18n",
        "django.contrib.auth.context_processors.auth", "django.contrib.messages.context_processors.messages",
        "servanda_site.web.context.page",
    ]},
}]

DATABASES = {"default": env.database()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "servanda_cache"}}
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default", "mail"]}}
PAPERS = HOME / "papers"
UPLOAD_LIMIT = int(float(env.value("SERVANDA_UPLOAD_MB")) * 1_000_000)
DATA_UPLOAD_MAX_MEMORY_SIZE = 4_000_000
DATA_UPLOAD_MAX_NUMBER_FILES = 500
FILE_UPLOAD_MAX_MEMORY_SIZE = 2_000_000
FEED_HOSTS = env.listed("SERVANDA_FEED_HOSTS")
WATCH = env.listed("SERVANDA_WATCH", os.pathsep)

LANGUAGE_CODE = env.value("SERVANDA_LANGUAGE")
LANGUAGES = [("en", "English"), ("fr", "Fran\u00e7ais")]
LOCALE_PATHS = [SITE / "locale"]
FORMAT_MODULE_PATH = "servanda_site.web.formats"
TIME_ZONE = env.value("SERVANDA_TIME_ZONE")
USE_TZ = True
USE_I18N = True

STATIC_URL = "/static/"
STATIC_ROOT = HOME / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "servanda_site.config.static.HashedNames"},
}

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
ACCOUNT_ADAPTER = "servanda_site.accounts.adapter.ClosedAccounts"
SOCIALACCOUNT_ADAPTER = "servanda_site.accounts.adapter.MinistryLogin"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_FORMS = {"login": "servanda_site.accounts.forms.SignIn"}
MFA_FORMS = {"add_webauthn": "servanda_site.accounts.forms.AddKey", "edit_webauthn": "servanda_site.accounts.forms.ChangeKey"}
ACCOUNT_RATE_LIMITS = {"login": "30/m/ip", "login_failed": "10/m/ip,5/5m/key", "reset_password": "10/m/ip,3/h/key"}
ACCOUNT_PREVENT_ENUMERATION = True
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if HTTPS else 0
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not HTTPS
MFA_TOTP_ISSUER = "Servanda"
SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": [{
    "provider_id": "ministry", "name": env.value("SERVANDA_OIDC_NAME"), "client_id": env.value("SERVANDA_OIDC_CLIENT"),
    "secret": env.value("SERVANDA_OIDC_SECRET"), "settings": {"server_url": env.value("SERVANDA_OIDC_URL")},
}] if env.value("SERVANDA_OIDC_URL") else []}}

SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 12 * 3600
SESSION_COOKIE_NAME = "servanda-session"
CSRF_COOKIE_NAME = "servanda-csrf"
CSRF_COOKIE_HTTPONLY = False
CSRF_FAILURE_VIEW = "servanda_site.web.views.errors.csrf"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {"DIRECTIVES": {
    "default-src": [NONE], "script-src": [SELF], "style-src": [SELF], "img-src": [SELF, "data:"], "font-src": [SELF],
    "connect-src": [SELF], "form-action": [SELF], "frame-ancestors": [NONE], "base-uri": [NONE], "manifest-src": [SELF],
}}

ADDRESS = env.address()
vars().update(env.mail())
DEFAULT_FROM_EMAIL = env.value("SERVANDA_EMAIL_FROM")
LETTERHEAD, LOGO = env.value("SERVANDA_LETTERHEAD"), env.value("SERVANDA_LOGO")
DOCUMENT_TEMPLATES = env.value("SERVANDA_TEMPLATES")
LOGGING = {
    "version": 1, "disable_existing_loggers": False,
    "formatters": {"line": {"()": "servanda_site.config.logs.JsonLines"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "loggers": {"django_tasks_db": {"level": "WARNING"}, "weasyprint": {"level": "ERROR"}, "fontTools": {"level": "ERROR"}},
    "root": {"handlers": ["stderr"], "level": env.value("SERVANDA_LOG_LEVEL")},
}
SILENCED_SYSTEM_CHECKS = [] if HTTPS else ["security.W004", "security.W008", "security.W012", "security.W016"]
