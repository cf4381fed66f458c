"""Documents by kind: what is asked for, and the file that comes of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from servanda.errors import ServandaError
from servanda_site import __version__
from servanda_site.publishing import pages, sheets, tracked, word
from servanda_site.publishing.documents import briefing, dossier, matrix, session, yearly
from servanda_site.publishing.letterhead import letterhead
from servanda_site.publishing.material import Material
from servanda_site.publishing.phrases import Phrases, tags
from servanda_site.register.models import Fact, Partnership
from servanda_site.register.visibility import Access

PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
TYPES = {"pdf": PDF, "docx": DOCX, "xlsx": XLSX}


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked for.

    language: of the document. marking: told on it; the access must not see above it. day: what is overdue is counted from it.
    sources: whether sentences have notes. about: id of a visit, meeting or body (briefing, session), or the file people keep
    of one (briefing: `visit-7`, `session-3`). original: whose original a session file is. year: of the yearly report. form: one
    of the kind's; empty is its first. full: of a briefing note, everything and not only what is needed in the room.
    """

    kind: str
    language: str = "en"
    marking: int = 0
    day: date | None = None
    sources: bool = True
    about: str = ""
    original: str = ""
    year: int | None = None
    form: str = ""
    full: bool = False


@dataclass(frozen=True, slots=True)
class Made:
    """A document as a file."""

    name: str
    media_type: str
    data: bytes


def _dossier(material: Material, wanted: Wanted) -> dict[str, Any]:
    return dossier.context(material)


def _briefing(material: Material, wanted: Wanted) -> dict[str, Any]:
    prepared = tracked.prepared(material.access, material.partnership, wanted.about)
    about = None if prepared else _about(material, wanted, ("event", "mechanism"))
    return briefing.context(material, about, prepared, full=wanted.full)


def _matrix(material: Material, wanted: Wanted) -> dict[str, Any]:
    return matrix.context(material)


def _session(material: Material, wanted: Wanted) -> dict[str, Any]:
    bodies = material.facts.get("mechanism", [])
    body = _about(material, wanted, ("mechanism",)) or max(bodies, key=lambda b: (b.told, -b.order), default=None)
    original = wanted.original or material.partnership.ours or material.partnership.codes[0]
    if original not in material.partnership.codes:
        raise ServandaError(_("%(side)s: not a side of this partnership; its sides are: %(sides)s") % {
            "side": original, "sides": ", ".join(material.partnership.codes)})
    return session.context(material, body, original)


def _yearly(material: Material, wanted: Wanted) -> dict[str, Any]:
    return yearly.context(material, wanted.year or material.day.year)


def _scorecard(material: Material, wanted: Wanted) -> dict[str, Any]:
    return yearly.scorecard(material)


# kind: the forms it is made in, the first one unless another is asked for, and its context
KINDS: dict[str, tuple[tuple[str, ...], Callable[[Material, Wanted], dict[str, Any]]]] = {
    "dossier": (("pdf",), _dossier), "briefing": (("docx",), _briefing), "matrix": (("xlsx", "docx"), _matrix),
    "session": (("docx",), _session), "yearly": (("pdf",), _yearly), "scorecard": (("pdf",), _scorecard),
}


def make(access: Access, partnership: Partnership, wanted: Wanted) -> Made:
    """A document of a partnership, of what the access may see.

    Raises:
        ServandaError: there is no such kind, form, language, fact or side; or a template or the letterhead is faulty.
    """
    forms, told = _known(wanted)
    form = wanted.form or forms[0]
    day = wanted.day or timezone.localdate()
    say = Phrases(wanted.language)
    terse = wanted.kind == "briefing" and not wanted.full
    material = Material(access, partnership, day, say, sources=wanted.sources, terse=terse)
    title = say("year_title", title=say("yearly"), year=wanted.year or day.year) if wanted.kind == "yearly" else say(wanted.kind)
    whole = say("colon", name=title, value=material.title)
    name = f"{partnership.states.replace(' ', '-')}-{wanted.kind}-{day.isoformat()}-{wanted.language}.{form}"
    made_on = say("made_on", date=say.words.date(day.isoformat()))
    if form == "xlsx":
        about = [(title, material.title), (made_on, material.marking(wanted.marking)),
                 (matrix.counted(material), say("figures_about")),
                 (say("sheet_about"), say("made_by", version=__version__))]
        return Made(name, XLSX, sheets.xlsx(material, about, whole))
    head = letterhead()
    context = {"heading": title, "partnership": material.title, "whole": whole, "lang": wanted.language, "say": say,
               "made_on": made_on, "made_by": say("made_by", version=__version__), "marking": material.marking(wanted.marking),
               "letterhead": head, "sources": wanted.sources, "legend": say("legend") if wanted.sources else "",
               **told(material, wanted)}
    if form == "pdf":
        return Made(name, PDF, pages.pdf(f"{wanted.kind}.html", context))
    return Made(name, DOCX, word.docx(f"{wanted.kind}.docx", context, day=day, title=whole, head=head,
                                       language=say("locale")))


def _known(wanted: Wanted) -> tuple[tuple[str, ...], Callable[[Material, Wanted], dict[str, Any]]]:
    if wanted.kind not in KINDS:
        raise ServandaError(_("%(kind)s: no such document; there are: %(kinds)s") % {
            "kind": wanted.kind, "kinds": ", ".join(KINDS)})
    if wanted.language not in tags():
        raise ServandaError(_("%(language)s: documents are not made in this language; there are: %(languages)s") % {
            "language": wanted.language, "languages": ", ".join(tags())})
    forms, told = KINDS[wanted.kind]
    if wanted.form and wanted.form not in forms:
        raise ServandaError(_("%(form)s: this document is made as: %(forms)s") % {"form": wanted.form, "forms": ", ".join(forms)})
    return forms, told


def _about(material: Material, wanted: Wanted, kinds: tuple[str, ...]) -> Fact | None:
    if not wanted.about:
        return None
    found = material.access.facts_of([wanted.about]).get(wanted.about)
    fact = material.by_id.get(found.fact) if found else None
    if fact is None or fact.kind not in kinds:
        raise ServandaError(_("%(name)s: nothing in this partnership that the document could be about") % {"name": wanted.about})
    return fact
