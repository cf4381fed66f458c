"""Addresses of accounts, rights and the log."""

from __future__ import annotations

from django.urls import path

from servanda_site.web.views import account, administration, log

# No name here may begin with "account_": those are allauth's, and open to people who have not signed in.
urlpatterns = [
    path("account/", account.account, name="account"),
    path("account/tokens/", account.token_add, name="token_add"),
    path("account/tokens/<int:key>/revoke/", account.token_revoke, name="token_revoke"),
    path("administration/", administration.accounts, name="administration"),
    path("administration/accounts/add/", administration.add, name="administration_add"),
    path("administration/accounts/<int:key>/", administration.account, name="administration_account"),
    path("administration/partnerships/", administration.partnerships, name="administration_partnerships"),
    path("administration/sealed/", administration.sealed, name="administration_sealed"),
    path("administration/sealed/<int:key>/", administration.sealed_change, name="administration_sealed_change"),
    path("log/", log.log, name="log"),
]
