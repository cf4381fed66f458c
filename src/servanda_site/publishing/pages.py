"""PDF from page templates. Nothing is fetched; the same context on the same day gives the same bytes."""

from __future__ import annotations

import contextlib
import hashlib
import io
from collections.abc import Mapping
from types import ModuleType
from typing import Any

import jinja2
from django.utils.translation import gettext as _
from markupsafe import Markup, escape

from servanda.errors import ServandaError
from servanda_site.publishing import patterns
from servanda_site.publishing.lines import Cited

_AT_FOOT = 150  # notes that stand at the foot of their pages; more stand at the end


class _Notes:
    """The notes of one document: at the foot of their pages; at the end of a document that has very many.

    Laying out a note with its page takes far longer than a line of text does.
    """

    def __init__(self, *, at_end: bool = False) -> None:
        self.at_end = at_end
        self.texts: list[str] = []
        self.cited = Cited()

    def __call__(self, text: str) -> Markup:
        """The sign of a note, with the note itself where it belongs to the page."""
        if not text:
            return Markup("")
        text = self.cited.told(text, len(self.texts) + 1)
        self.texts.append(text)
        if not self.at_end:
            return Markup('<span class="note">{}</span>').format(escape(text))
        return Markup('<a class="call" href="#note-{}">{}</a>').format(len(self.texts), len(self.texts))

    def last(self) -> list[str]:
        """The notes for the end."""
        return self.texts if self.at_end else []


def html(template: str, context: Mapping[str, Any]) -> str:
    """A page template filled in.

    Raises:
        ServandaError: the template is faulty.
    """
    try:
        notes = _Notes()
        page = _rendered(template, context, notes)
        return page if len(notes.texts) <= _AT_FOOT else _rendered(template, context, _Notes(at_end=True))
    except (jinja2.TemplateError, TypeError, ValueError) as error:
        raise patterns.fault(template, error) from error


def _rendered(template: str, context: Mapping[str, Any], notes: _Notes) -> str:
    return patterns.environment(notes).get_template(template).render({**context, "last_notes": notes.last})


def pdf(template: str, context: Mapping[str, Any]) -> bytes:
    """A page template filled in, as PDF.

    Raises:
        ServandaError: the template is faulty, or the system lacks what PDF is made with.
    """
    renderer()
    from weasyprint import HTML
    from weasyprint.text.fonts import FontConfiguration
    from weasyprint.urls import URLFetcher

    page = html(template, context)
    mark = hashlib.sha256(page.encode("utf-8", "surrogatepass")).digest()[:16]
    fetcher = URLFetcher(allowed_protocols=("data",), allow_redirects=False)
    made = HTML(string=page, url_fetcher=fetcher).write_pdf(pdf_identifier=mark, pdf_tags=True,
                                                              font_config=FontConfiguration())
    return bytes(made)


def renderer() -> ModuleType:
    """What makes PDF; loaded when it is asked for, as it takes a while to come up.

    Raises:
        ServandaError: the system lacks its libraries; the message names the packages.
    """
    try:
        with contextlib.redirect_stdout(io.StringIO()):  # where it explains itself at length
            import weasyprint
    except OSError as error:
        told = _("PDF needs the library Pango, which this system lacks (%(reason)s). Install it, then ask again: on Debian and "
                 "Ubuntu “apt-get install libpango-1.0-0 libpangoft2-1.0-0”, on Fedora “dnf install pango”, on macOS “brew "
                 "install pango”. Word and Excel documents need nothing of it.")
        raise ServandaError(told % {"reason": str(error).partition(":")[0]}) from error
    return weasyprint
