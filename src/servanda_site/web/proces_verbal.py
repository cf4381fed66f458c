"""The agreed minutes of a session as a document for both sides to sign, two languages side by side."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from datetime import datetime, time
from functools import cache
from typing import Any
from unicodedata import category

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override, pgettext
from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from servanda import languages, ontology
from servanda.languages.folding import fold
from servanda.publishing.words import Words, alphabetical, available
from servanda_site.publishing.phrases import Phrases
from servanda_site.register.places import place_label
from servanda_site.tracking.models import AgendaItem, Delegate, Paragraph, Session
from servanda_site.web.templatetags.gathered import day_name
from servanda_site.web.templatetags.record import words

_FONT = "Liberation Serif"
Telling = Callable[[], str]


def written(row: Session, side: str, agenda: Sequence[AgendaItem], paragraphs: Sequence[Paragraph],
            titles: Sequence[str]) -> bytes:
    """The document.

    Args:
        side: whose original it is: it is named first. agenda, paragraphs: what of them may be seen.
        titles: of the session, in the language of each column.
    """
    document, tags = Document(), (row.left or "fr", row.right or "en")
    _set_up(document, row, titles[0], tags[0])
    codes = [side, *(c for c in row.partnership.codes if c != side)]
    people = {code: [d for d in row.delegates.all() if d.state == code] for code in codes}
    table = document.add_table(rows=0, cols=2)
    table.autofit = False
    _both(table, tags, lambda: _("Agreed minutes"), style="Title", size=15, centre=True)
    _heads(table.rows[0])
    _line(table, tags, titles, bold=True, centre=True)
    for code in codes:
        if people[code]:
            _both(table, tags, lambda code=code: _("Delegation: %(state)s") % {"state": official(code)}, style="Heading 1")  # type: ignore[misc]
            for person in people[code]:
                _both(table, tags, lambda person=person: _person(person))  # type: ignore[misc]
    if agenda:
        _both(table, tags, lambda: _("Agenda"), style="Heading 1")
        for item in agenda:
            _line(table, tags, [" ".join(filter(None, [item.number, title])) for title in (item.title, item.other or item.title)])
    _both(table, tags, lambda: _("Minutes"), style="Heading 1")
    for paragraph in paragraphs:
        _line(table, tags, [paragraph.left, paragraph.right])
    _both(table, tags, lambda: _done(row, tags))
    document.add_paragraph()
    _signatures(document, codes, tags)
    kept = io.BytesIO()
    document.save(kept)
    return kept.getvalue()


def _set_up(document: Any, row: Session, title: str, tag: str) -> None:
    style = document.styles["Normal"]
    style.font.name, style.font.size = _FONT, Pt(11)
    for name in ("Title", "Heading 1"):  # headings for whoever reads by them, as plain as the rest for the eye
        _plain(document.styles[name])
    document.styles.element.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}/{qn('w:lang')}").set(
        qn("w:val"), _locale(tag))
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.2)
    stamp = datetime.combine(row.agreed or row.start or timezone.localdate(row.made), time())
    document.core_properties.created = document.core_properties.modified = stamp
    document.core_properties.author, document.core_properties.title = "", title[:250]
    document.core_properties.language, document.core_properties.comments = _locale(tag), ""


def _plain(style: Any) -> None:
    """Make a style of headings look like the text, in bold."""
    style.font.name, style.font.size, style.font.bold = _FONT, Pt(11), True
    style.font.color.rgb = RGBColor(0, 0, 0)
    fonts = style.element.rPr.find(qn("w:rFonts"))
    for name in [n for n in fonts.attrib if n.endswith("Theme")]:
        del fonts.attrib[name]
    for name in ("w:pBdr", "w:spacing", "w:contextualSpacing"):
        for mark in style.element.pPr.findall(qn(name)) if style.element.pPr is not None else ():
            style.element.pPr.remove(mark)


def _heads(row: Any) -> None:
    """Say that a row heads the columns."""
    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def _locale(tag: str) -> str:
    """A language as Word names it."""
    return str(Phrases(tag)("locale"))


def official(code: str) -> str:
    """A state's official name in the language in force, as documents have it; of spellings of the same the longest (Viet Nam)."""
    name = Phrases(words().tag).official(code)
    known = languages.load(words().tag).states.get(code)
    same = [n for n in (known.names if known else ()) if _letters(n) == _letters(name)]
    return max([name, *same], key=len)


def _letters(name: str) -> str:
    return alphabetical(name).replace(" ", "")


def _for(code: str) -> str:
    return pgettext("signature", "For %(state)s") % {"state": format(Phrases(words().tag).named(official(code), code), "with")}


def _person(person: Delegate) -> str:
    told = ", ".join(filter(None, [person.name, office_here(person.office)]))
    return _("%(person)s (head of delegation)") % {"person": told} if person.head else told


def office_here(told: str) -> str:
    """An office in the language in force, where it is told as the vocabulary of another has it; else as it is told."""
    found = _offices().get(fold(" ".join(told.split())))
    if found is None or found[0] == words().tag:
        return told
    here = words().office(found[1])
    return here[:1].lower() + here[1:] if told[:1].islower() else here


@cache
def _offices() -> dict[str, tuple[str, str]]:
    """Offices by what they are called in each language of the pages: which, and their code."""
    known = ontology.load()
    codes = [*known.codes("offices"), *(f"{o}/{p}" for o in known.codes("offices") for p in known.codes("portfolios"))]
    spoken = [Words(tag) for tag in available()]
    return {fold(say.office(code)): (say.tag, code) for say in spoken for code in reversed(codes)}


def _done(row: Session, tags: Sequence[str]) -> str:
    names = [words().language(tag) for tag in dict.fromkeys(tags)]
    held = {"place": place_label(row.place, words().tag) or "____________", "day": day_name(row.agreed) or "____________",
            "one": names[0], "other": names[-1]}
    return _("Done at %(place)s on %(day)s in two originals, each in %(one)s and %(other)s, both texts being equally "
             "authentic.") % held


def _both(table: Any, tags: Sequence[str], telling: Telling, **look: Any) -> None:
    """One row, said in the language of each column."""
    told = []
    for tag in tags:
        with override(tag):
            told.append(telling())
    _line(table, tags, told, **look)


def _line(table: Any, tags: Sequence[str], told: Sequence[str], *, bold: bool = False, size: int = 11, centre: bool = False,
          style: str = "") -> None:
    """One row, each cell marked as of its language. style: of a heading."""
    cells = table.add_row().cells
    for cell, tag, text in zip(cells, tags, told, strict=True):
        cell.width = Cm(8.3)
        paragraph = cell.paragraphs[0]
        if style:
            paragraph.style = style
        paragraph.paragraph_format.space_after = Pt(6)
        if centre:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        run = paragraph.add_run(_printable(text))
        run.bold, run.font.size = bold or bool(style), Pt(size)
        _speak(run, tag)


def _speak(run: Any, tag: str) -> None:
    """Say in which language words are: spelling and screen readers go by it."""
    mark = OxmlElement("w:lang")
    mark.set(qn("w:val"), _locale(tag))
    run._r.get_or_add_rPr().append(mark)


def _signatures(document: Any, codes: Sequence[str], tags: Sequence[str]) -> None:
    table = document.add_table(rows=2, cols=len(codes))
    for place, code in enumerate(codes):
        for number, tag in enumerate(dict.fromkeys(tags)):
            with override(tag):
                run = table.rows[0].cells[place].paragraphs[0].add_run(("\n" if number else "") + _for(code))
            run.bold = True
            _speak(run, tag)
        table.rows[1].cells[place].paragraphs[0].add_run("\n\n\n____________________________")


def _printable(text: str) -> str:
    """Text without what a document cannot hold (control characters)."""
    return "".join(c for c in text if c in "\n\t" or c.isprintable() or category(c) == "Zs")  # a space that keeps words together
