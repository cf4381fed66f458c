"""PDF from page templates. Nothing is fetched; the same context on the same day gives the same bytes."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any

import jinja2
from markupsafe import Markup, escape

from servanda_site.publishing import patterns


def footnote(text: str) -> Markup:
    """A note at the foot of its page."""
    return Markup('<span class="note">{}</span>').format(escape(text)) if text else Markup("")


def html(template: str, context: Mapping[str, Any]) -> str:
    """A page template filled in.

    Raises:
        ServandaError: the template is faulty.
    """
    try:
        return patterns.environment(footnote).get_template(template).render(context)
    except (jinja2.TemplateError, TypeError, ValueError) as error:
        raise patterns.fault(template, error) from error


def pdf(template: str, context: Mapping[str, Any]) -> bytes:
    """A page template filled in, as PDF."""
    from weasyprint import HTML  # takes a while to come up: whoever asks for no PDF does not wait for it
    from weasyprint.text.fonts import FontConfiguration
    from weasyprint.urls import URLFetcher

    page = html(template, context)
    mark = hashlib.sha256(page.encode("utf-8", "surrogatepass")).digest()[:16]
    fetcher = URLFetcher(allowed_protocols=("data",), allow_redirects=False)
    made = HTML(string=page, url_fetcher=fetcher).write_pdf(pdf_identifier=mark, font_config=FontConfiguration())
    return bytes(made)
