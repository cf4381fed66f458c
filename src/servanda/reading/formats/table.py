"""The formats that are read, by media type: which module reads each, and how carefully."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from servanda.documents import media


@dataclass(frozen=True, slots=True)
class Format:
    """How files of one kind are read.

    name: as shown to people. module: in this package, with `read(document, limits)`. apart: opened in a process of its
    own, since its files can hold anything. slow: its pages may have to be recognised (`read` is told how to say so).
    """

    name: str
    module: str
    apart: bool = True
    slow: bool = False


FORMATS: Mapping[str, Format] = MappingProxyType({
    media.TEXT: Format("text", "plain", apart=False),
    media.MARKDOWN: Format("Markdown", "plain", apart=False),
    media.HTML: Format("HTML", "html"),
    media.PDF: Format("PDF", "pdf", slow=True),
    media.DOCX: Format("DOCX", "docx"),
    media.ODT: Format("ODT", "odt"),
    media.RTF: Format("RTF", "rtf"),
    media.MAIL: Format("e-mail", "mail"),
    **{kind: Format(kind.partition("/")[2].upper(), "image", slow=True) for kind in sorted(media.IMAGES)},
})
