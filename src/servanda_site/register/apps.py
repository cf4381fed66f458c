"""The register app."""

from django.apps import AppConfig


class Register(AppConfig):
    """Papers, claims, judgements, the record."""

    name = "servanda_site.register"
    label = "register"

    def ready(self) -> None:
        """Have what allauth changes in accounts written to the log."""
        from servanda_site.register import signals  # noqa: F401
