"""What every page needs, loaded before the first person asks for one."""

from __future__ import annotations

_PAGES = ("web/base.html", "web/home.html", "web/error.html", "account/login.html")
_DAY = "2000-01-01"


def warm() -> None:
    """Load addresses and views, the frame of the pages, and in each language of the pages labels, names and dates.

    The database is not asked. What reads papers (the parser, its models) is left to the workers.
    """
    from django.conf import settings
    from django.template.loader import get_template
    from django.urls import get_resolver
    from django.utils import translation

    from servanda import ontology
    from servanda_site.web.templatetags.record import words

    get_resolver().url_patterns  # noqa: B018 - they are made when first asked for
    for name in _PAGES:
        get_template(name)
    ontology.load()
    for tag, _ in settings.LANGUAGES:
        with translation.override(tag):
            words().state("")
            words().date(_DAY)
            translation.gettext("Papers")
