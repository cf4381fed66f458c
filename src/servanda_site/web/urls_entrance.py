"""Addresses of the way in, beside those of allauth."""

from __future__ import annotations

from django.urls import path

from servanda_site.web.views import entrance

urlpatterns = [
    path("welcome/<str:secret>/", entrance.welcome, name="welcome"),
    path("password/<str:secret>/", entrance.set_password, name="set_password"),
    path("no-account/", entrance.no_account, name="no_account"),
    path("language/", entrance.language, name="language"),
]
