"""The api app."""

from django.apps import AppConfig


class Api(AppConfig):
    """The api app."""

    name = "servanda_site.api"
    label = "api"
