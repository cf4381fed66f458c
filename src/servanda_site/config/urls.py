"""Addresses of the site."""

from __future__ import annotations

from django.urls import include, path

from servanda_site.config import health

urlpatterns = [
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("metrics", health.metrics, name="metrics"),
    path("account/", include("allauth.account.urls")),
    path("account/mfa/", include("allauth.mfa.urls")),
    path("account/", include("allauth.socialaccount.urls")),
    path("account/", include("allauth.socialaccount.providers.openid_connect.urls")),
    path("", include("servanda_site.web.urls")),
    path("api/", include("servanda_site.api.urls")),
]
handler400 = "servanda_site.web.views.errors.bad_request"
handler403 = "servanda_site.web.views.errors.forbidden"
handler404 = "servanda_site.web.views.errors.not_found"
handler500 = "servanda_site.web.views.errors.broken"
