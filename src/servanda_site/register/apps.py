"""The register app."""

from django.apps import AppConfig


class Register(AppConfig):
    """Papers, claims, judgements, the record."""

    name = "servanda_site.register"
    label = "register"
