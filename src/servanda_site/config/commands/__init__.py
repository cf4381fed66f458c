"""The site's verbs of the `servanda` command. Each module has `run(arguments) -> exit code`."""

from __future__ import annotations

import os


def set_up() -> None:
    """Make Django ready; call before anything of the site is imported."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "servanda_site.config.settings")
    import django

    django.setup()


def migrate() -> None:
    """Bring the database up to this version, the cache table and static files too."""
    from django.core.management import call_command

    call_command("migrate", verbosity=0, interactive=False)
    call_command("createcachetable", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)
