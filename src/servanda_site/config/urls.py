"""Addresses of the site."""

from __future__ import annotations

from django.urls import include, path, re_path

from servanda_site.config import health
from servanda_site.web.views.errors import closed

# What allauth offers and a register does not: accounts are made, and addresses changed, by administrators.
CLOSED = [
    path("account/signup/", closed, name="account_signup"),
    path("account/email/", closed, name="account_email"),
    path("account/confirm-email/", closed, name="account_email_verification_sent"),
    path("account/confirm-email/<str:key>/", closed, name="account_confirm_email"),
    path("account/login/code/confirm/", closed, name="account_confirm_login_code"),
    path("account/password/reset/", closed, name="account_reset_password"),
    path("account/password/reset/done/", closed, name="account_reset_password_done"),
    path("account/password/reset/key/done/", closed, name="account_reset_password_from_key_done"),
    re_path(r"^account/password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$", closed,
            name="account_reset_password_from_key"),
    path("account/ministry/signup/", closed, name="socialaccount_signup"),
    path("account/ministry/", closed, name="socialaccount_connections"),
]
urlpatterns = [
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("metrics", health.metrics, name="metrics"),
    *CLOSED,
    path("account/", include("allauth.account.urls")),
    path("account/mfa/", include("allauth.mfa.urls")),
    path("account/ministry/", include("allauth.socialaccount.urls")),
    path("account/ministry/", include("allauth.socialaccount.providers.openid_connect.urls")),
    path("", include("servanda_site.web.urls")),
    path("api/", include("servanda_site.api.urls")),
]
handler400 = "servanda_site.web.views.errors.bad_request"
handler403 = "servanda_site.web.views.errors.forbidden"
handler404 = "servanda_site.web.views.errors.not_found"
handler500 = "servanda_site.web.views.errors.broken"
