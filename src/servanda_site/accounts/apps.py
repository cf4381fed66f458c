"""The accounts app."""

from django.apps import AppConfig


class Accounts(AppConfig):
    """Accounts, one-time links, tokens."""

    name = "servanda_site.accounts"
    label = "accounts"
