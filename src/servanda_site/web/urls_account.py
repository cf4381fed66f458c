"""Addresses of accounts, rights and the log."""

from __future__ import annotations

from django.urls import path

from servanda_site.web.views import account

urlpatterns = [path("account/", account.account, name="account")]
