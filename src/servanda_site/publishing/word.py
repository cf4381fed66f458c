"""DOCX from Word templates, with true footnotes. The same context on the same day gives the same bytes."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any

import jinja2
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.exceptions import PackageNotFoundError
from docx.opc.oxml import serialize_part_xml
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docxtpl import DocxTemplate, InlineImage
from markupsafe import Markup, escape

from servanda_site.publishing import patterns
from servanda_site.publishing.letterhead import Letterhead
from servanda_site.publishing.lines import Cited

_NOTES_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
_SPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_FIRST = 1001  # numbers before it are Word's own separators and a template's own notes
_EPOCH = (1980, 1, 1, 0, 0, 0)
_PRINTABLE = (".png", ".jpg", ".jpeg")  # pictures Word takes
_TEXT, _SIGN = "footnote text", "footnote reference"  # Word's own names of the styles of notes and of their numbers
_SIZE = Pt(8.5)
_WITH_PICTURES = (RELATIONSHIP_TYPE.HEADER, RELATIONSHIP_TYPE.FOOTER)
_RAISED = '<w:rPr><w:vertAlign w:val="superscript"/></w:rPr>'


class _Notes:
    """The notes of one document, numbered as the template calls for them."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self.cited: Cited | None = Cited()  # None where a template has notes of its own: what number ours have is not known then

    def __call__(self, text: str) -> Markup:
        """Leave the run, put the note's sign, go on in another run."""
        if not text:
            return Markup("")
        self.texts.append(self.cited.told(text, len(self.texts) + 1) if self.cited else text)
        number = _FIRST + len(self.texts) - 1
        return Markup(f'</w:t></w:r><w:r>{_RAISED}<w:footnoteReference w:id="{number}"/></w:r>'  # noqa: S704 - a number
                      '<w:r><w:t xml:space="preserve">')

    def xml(self, text_style: str, sign_style: str) -> bytes:
        """The part that holds them. text_style, sign_style: ids of the styles of notes and of their numbers."""
        sign = f'<w:rPr><w:rStyle w:val="{escape(sign_style)}"/></w:rPr>'
        look = f'<w:pPr><w:pStyle w:val="{escape(text_style)}"/></w:pPr>'
        own = "".join(f'<w:footnote w:type="{kind}" w:id="{n}"><w:p><w:r><w:{mark}/></w:r></w:p></w:footnote>'
                      for n, (kind, mark) in enumerate((("separator", "separator"),
                                                        ("continuationSeparator", "continuationSeparator"))))
        told = "".join(f'<w:footnote w:id="{n}"><w:p>{look}<w:r>{sign}<w:footnoteRef/></w:r>'
                       f'<w:r><w:t xml:space="preserve"> {escape(text)}</w:t></w:r></w:p></w:footnote>'
                       for n, text in enumerate(self.texts, _FIRST))
        return f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:footnotes {_SPACE}>{own}{told}</w:footnotes>'.encode()


def docx(template: str, context: Mapping[str, Any], *, day: date, title: str, head: Letterhead, language: str) -> bytes:
    """A Word template filled in. language: of the document, as Word names it (`fr-FR`).

    Raises:
        ServandaError: the template is faulty.
    """
    notes = _Notes()
    try:
        made = DocxTemplate(patterns.path(template))
        made.init_docx()
        if any(r.reltype == RELATIONSHIP_TYPE.FOOTNOTES for r in made.docx.part.rels.values()):
            notes.cited = None
        shown = head.picture if head.picture and head.picture.suffix.lower() in _PRINTABLE else None
        picture = InlineImage(made, str(shown), height=Mm(18)) if shown else ""
        made.render({**context, "picture": picture}, patterns.environment(notes), autoescape=True)
    except (jinja2.TemplateError, PackageNotFoundError, TypeError, ValueError) as error:
        raise patterns.fault(template, error) from error
    if notes.texts:
        _attach(made, notes)
    _describe(made, ", ".join(head.lines) or title)
    _speak(made, language)
    _date(made, day, title)
    out = io.BytesIO()
    made.save(out)
    return fixed(out.getvalue())


def _attach(made: DocxTemplate, notes: _Notes) -> None:
    """Put the notes into the package, after those the template may have of its own."""
    document = made.docx.part
    xml = notes.xml(*_styles(made))
    own = next((r.target_part for r in document.rels.values() if r.reltype == RELATIONSHIP_TYPE.FOOTNOTES), None)
    if own is not None:
        held = parse_xml(own.blob)
        held.extend(note for note in parse_xml(xml) if int(note.get(qn("w:id"))) >= _FIRST)
        own._blob = serialize_part_xml(held)
        return
    part = Part(PackURI("/word/footnotes.xml"), _NOTES_TYPE, xml, document.package)
    document.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)


def _styles(made: DocxTemplate) -> tuple[str, str]:
    """The ids of the styles of notes and of their numbers: the template's own, else made here.

    Programs take the size of a note's number from its style alone, whatever its run says.
    """
    styles = made.docx.styles
    if _TEXT not in styles:
        style = styles.add_style(_TEXT, WD_STYLE_TYPE.PARAGRAPH, builtin=True)
        style.base_style, style.font.size = styles["Normal"], _SIZE
        style.paragraph_format.space_after = Pt(0)
    if _SIGN not in styles:
        styles.add_style(_SIGN, WD_STYLE_TYPE.CHARACTER, builtin=True).font.superscript = True
    return styles[_TEXT].style_id, styles[_SIGN].style_id


def _describe(made: DocxTemplate, told: str) -> None:
    """Say in words what pictures without such words show: the mark of a letterhead stands for whose it is."""
    parts = [rel.target_part for rel in made.docx.part.rels.values() if rel.reltype in _WITH_PICTURES]
    for root in (made.docx.element, *(part.element for part in parts)):
        for picture in root.iter(qn("wp:docPr")):
            if not picture.get("descr"):
                picture.set("descr", told)


def _speak(made: DocxTemplate, language: str) -> None:
    """Say in which language the document is, whatever the template was written in: spelling and screen readers go by it."""
    styles = made.docx.styles.element
    defaults = styles.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}")
    if defaults is not None and defaults.find(qn("w:lang")) is None:
        defaults.append(OxmlElement("w:lang"))
    for root in (styles, made.docx.settings.element, made.docx.element):
        for mark in [*root.iter(qn("w:lang")), *root.iter(qn("w:themeFontLang"))]:
            mark.set(qn("w:val"), language)
    made.docx.core_properties.language = language


def _date(made: DocxTemplate, day: date, title: str) -> None:
    """Properties that follow from the document alone."""
    properties = made.docx.core_properties
    properties.title, properties.author, properties.last_modified_by = title[:250], "Servanda", "Servanda"
    properties.created = properties.modified = datetime.combine(day, time())
    properties.revision, properties.comments = 1, ""


def fixed(data: bytes) -> bytes:
    """A zip archive whose bytes depend on nothing but what is in it."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as given, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        first = [n for n in ("[Content_Types].xml",) if n in given.namelist()]
        for name in [*first, *sorted(n for n in given.namelist() if n not in first)]:
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type, entry.external_attr, entry.create_system = zipfile.ZIP_DEFLATED, 0o600 << 16, 3
            made.writestr(entry, given.read(name), compresslevel=6)
    return out.getvalue()
