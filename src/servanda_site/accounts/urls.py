"""Addresses of accounts, beside those of allauth."""

from __future__ import annotations

from django.urls import path

from servanda_site.accounts import views

urlpatterns = [
    path("welcome/<str:secret>/", views.welcome, name="welcome"),
    path("password/<str:secret>/", views.set_password, name="set_password"),
    path("no-account/", views.no_account, name="no_account"),
    path("language/", views.language, name="language"),
]
