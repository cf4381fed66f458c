"""DOCX: the text of the main part and its notes, tracked deletions left out, list numbers drawn."""

from __future__ import annotations

import re
from dataclasses import dataclass

from servanda.documents import Document, Limits
from servanda.reading.formats.extracted import Extracted
from servanda.reading.formats.markup import (
    Attributes,
    Fields,
    Listener,
    Paragraphs,
    attribute,
    described,
    listen,
    local,
    paper,
)
from servanda.reading.formats.numbering import Counter, Level
from servanda.reading.formats.package import Package

_HEADING = re.compile(r"heading (\d)$")
_MAIN = "word/document.xml"
_NOTES = ("word/footnotes.xml", "word/endnotes.xml")


def read(document: Document, limits: Limits) -> Extracted:
    """The text of a DOCX. PaperProblem: it is encrypted, damaged or a bomb."""
    package = Package(document, limits, "DOCX")
    styles, numbers, fields = _Styles(), _Numbers(), Fields()
    listen(package, "word/styles.xml", styles)
    listen(package, "word/numbering.xml", numbers)
    listen(package, "docProps/core.xml", fields)
    text, found = paper(package, _MAIN, _Story(styles, numbers), *_NOTES), fields.found
    return described(text, found.get("title", ""), author=found.get("creator", ""), modified=found.get("modified", "")[:10],
                     language=found.get("language", ""))


@dataclass(slots=True)
class _Style:
    level: int = 0
    based_on: str = ""
    number: tuple[str, int] | None = None


class _Styles(Listener):
    """The paragraph styles: which are headings, which number their paragraphs."""

    def __init__(self) -> None:
        self.styles: dict[str, _Style] = {}
        self._style = _Style()

    def start(self, tag: str, attributes: Attributes) -> None:
        name, value = local(tag), attribute(attributes, "val")
        if name == "style":
            self._style = self.styles.setdefault(attribute(attributes, "styleId"), _Style())
        elif name == "name" and (match := _HEADING.match(value.lower())):
            self._style.level = min(6, int(match[1]))
        elif name == "name" and value.lower() == "title":
            self._style.level = 1
        elif name == "basedOn":
            self._style.based_on = value
        elif name == "numId":
            self._style.number = (value, self._style.number[1] if self._style.number else 0)
        elif name == "ilvl" and value.isdigit():
            self._style.number = (self._style.number[0] if self._style.number else "", int(value))

    def of(self, name: str) -> _Style:
        """A style with what it inherits."""
        found, seen = _Style(), set[str]()
        while name in self.styles and name not in seen:
            seen.add(name)
            style = self.styles[name]
            found.level = found.level or style.level
            found.number = found.number or style.number
            name = style.based_on
        return found


class _Numbers(Listener):
    """The lists of a paper and how each is numbered."""

    def __init__(self) -> None:
        self.counters: dict[str, Counter] = {}
        self._abstract: dict[str, dict[int, Level]] = {}
        self._levels: dict[int, Level] = {}
        self._depth, self._number = 0, ""
        self._level = Level("decimal")

    def start(self, tag: str, attributes: Attributes) -> None:
        name, value = local(tag), attribute(attributes, "val")
        if name == "abstractNum":
            self._levels = self._abstract.setdefault(attribute(attributes, "abstractNumId"), {})
        elif name == "lvl":
            depth = attribute(attributes, "ilvl")
            self._depth, self._level = int(depth) if depth.isdigit() else 0, Level("decimal")
        elif name == "numFmt":
            self._level = Level(value, self._level.pattern, self._level.start)
        elif name == "lvlText":
            self._level = Level(self._level.kind, value, self._level.start)
        elif name == "start" and value.isdigit():
            self._level = Level(self._level.kind, self._level.pattern, int(value))
        elif name == "num":
            self._number = attribute(attributes, "numId")
        elif name == "abstractNumId":
            self.counters[self._number] = Counter(self._abstract.get(value, {}))

    def end(self, tag: str) -> None:
        if local(tag) == "lvl":
            self._levels[self._depth] = self._level


@dataclass(slots=True)
class _Look:
    """What an open paragraph has said about itself."""

    style: str = ""
    number: str = ""
    depth: int = 0
    outline: int = 0


class _Story(Paragraphs):
    """The paragraphs of a part."""

    skipped = frozenset({"del", "moveFrom", "Fallback", "instrText", "delText", "rPr", "sectPr", "tblPr", "trPr", "tcPr",
                         "pPrChange", "comment"})

    def __init__(self, styles: _Styles, numbers: _Numbers) -> None:
        super().__init__()
        self._styles, self._numbers = styles, numbers
        self._looks: list[_Look] = []
        self.starts = {
            "p": self._begin, "t": self._tell, "tab": lambda _: self._sign("\t"), "br": lambda _: self.say("\n"),
            "cr": lambda _: self.say("\n"), "noBreakHyphen": lambda _: self.say("\u2011"), "tr": lambda _: self.open_row(),
            "pStyle": self._styled, "numId": self._numbered, "ilvl": self._deep, "outlineLvl": self._outlined,
            "tabs": lambda _: self._tabs(1),
        }
        self.ends = {"p": self._finish, "t": self._hush, "tr": self.close_row, "tabs": lambda: self._tabs(-1)}
        self._in_tabs = 0

    def _tabs(self, step: int) -> None:
        self._in_tabs += step

    def _sign(self, sign: str) -> None:
        if not self._in_tabs:  # tab stops of the paragraph are no tabs in its text
            self.say(sign)

    def _tell(self, _: Attributes) -> None:
        self.told += 1

    def _hush(self) -> None:
        self.told -= 1

    def _begin(self, _: Attributes) -> None:
        self._looks.append(_Look())
        self.open_paragraph()

    def _styled(self, attributes: Attributes) -> None:
        if self._looks:
            self._looks[-1].style = attribute(attributes, "val")

    def _numbered(self, attributes: Attributes) -> None:
        if self._looks:
            self._looks[-1].number = attribute(attributes, "val")

    def _deep(self, attributes: Attributes) -> None:
        value = attribute(attributes, "val")
        if self._looks and value.isdigit():
            self._looks[-1].depth = int(value)

    def _outlined(self, attributes: Attributes) -> None:
        value = attribute(attributes, "val")
        if self._looks and value in ("0", "1", "2", "3", "4", "5"):
            self._looks[-1].outline = int(value) + 1

    def _finish(self) -> None:
        look = self._looks.pop() if self._looks else _Look()
        block = self.close_paragraph()
        if block is None:
            return
        style = self._styles.of(look.style)
        block.level = style.level or look.outline
        number, depth = look.number, look.depth
        if not number and style.number:
            number, depth = style.number[0], look.depth or style.number[1]
        counter = self._numbers.counters.get(number)
        if counter is not None:
            block.marker, block.indent = counter.next(depth), min(depth, 8)
