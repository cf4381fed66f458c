"""RTF: the text of the paper, a blank line between paragraphs."""

from __future__ import annotations

import re

from servanda.documents import Document, Limits, Problem
from servanda.reading.formats.extracted import Extracted
from servanda.reading.formats.markup import stated, title_within

_FIELD = r"\{{\\{name} ([^{{}}]{{1,1000}})\}}"
_TITLE, _AUTHOR = (re.compile(_FIELD.format(name=name)) for name in ("title", "author"))
_CODE_PAGE = re.compile(r"\\ansicpg(\d{3,5})\b")
_HEAD = 20_000
# The bullet or number of a list item, which the library would pass over.
_MARKER = re.compile(r"\{\\(?:pntext|listtext)\b")
_BREAKS = re.compile(r"[ \t]*\n\s*")


def read(document: Document, limits: Limits) -> Extracted:
    """The text of an RTF; one that is cut off is read as far as it goes, with a problem that says so."""
    from striprtf.striprtf import rtf_to_text

    source = document.data.decode("latin-1")
    head = source[:_HEAD]
    page = _CODE_PAGE.search(head)
    encoding = f"cp{page[1]}" if page else "cp1252"

    def plain(marked: str) -> str:
        try:
            return str(rtf_to_text(marked, encoding=encoding, errors="replace"))
        except LookupError:
            return str(rtf_to_text(marked, encoding="cp1252", errors="replace"))

    def field(pattern: re.Pattern[str]) -> str:
        match = pattern.search(head)
        return " ".join(plain("{\\rtf1 " + match[1] + "}").split()) if match else ""

    text = _BREAKS.sub("\n\n", plain(_MARKER.sub("{", source)).replace("\x00", "")).strip()
    text = text.encode("utf-8", "replace").decode("utf-8")
    problems = () if source.rstrip("\x00\r\n\t ").endswith("}") else (Problem("cut-off", document.path, {"kind": "RTF"}),)
    return Extracted(text, stated(title=title_within(field(_TITLE), text), author=field(_AUTHOR)), problems=problems)
