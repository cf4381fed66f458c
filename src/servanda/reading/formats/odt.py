"""ODT: the text of the paper, tracked deletions and comments left out, list numbers drawn, notes at the end."""

from __future__ import annotations

from dataclasses import dataclass, field

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
from servanda.reading.formats.numbering import BULLET, Counter, Level
from servanda.reading.formats.package import Package

_MOST_SPACES = 200


def read(document: Document, limits: Limits) -> Extracted:
    """The text of an ODT. PaperProblem: it is encrypted, damaged or a bomb."""
    package = Package(document, limits, "ODT")
    encryption, fields, styles = _Encryption(), Fields(), _ListStyles()
    listen(package, "META-INF/manifest.xml", encryption)
    if encryption.found:
        raise package.problem("encrypted")
    listen(package, "meta.xml", fields)
    listen(package, "styles.xml", styles)
    listen(package, "content.xml", styles)
    text, found = paper(package, "content.xml", _Story(styles)), fields.found
    author = found.get("initial-creator", "") or found.get("creator", "")
    return described(text, found.get("title", ""), author=author, modified=found.get("date", "")[:10],
                     language=found.get("language", ""))


class _Encryption(Listener):
    def __init__(self) -> None:
        self.found = False

    def start(self, tag: str, attributes: Attributes) -> None:
        self.found = self.found or local(tag) == "encryption-data"


class _ListStyles(Listener):
    """How each list style numbers its levels."""

    def __init__(self) -> None:
        self.styles: dict[str, dict[int, Level]] = {}
        self._levels: dict[int, Level] = {}

    def start(self, tag: str, attributes: Attributes) -> None:
        name = local(tag)
        if name == "list-style":
            self._levels = self.styles.setdefault(attribute(attributes, "name"), {})
        elif name.startswith("list-level-style-"):
            depth = _number(attribute(attributes, "level"), 1) - 1
            kind = attribute(attributes, "num-format") if name.endswith("number") else BULLET
            pattern = f"{attribute(attributes, 'num-prefix')}%{depth + 1}{attribute(attributes, 'num-suffix')}"
            self._levels[depth] = Level(kind or "none", pattern if kind else "",
                                        _number(attribute(attributes, "start-value"), 1))


@dataclass(slots=True)
class _List:
    """An open list: its counter is that of the outermost list it stands in."""

    counter: Counter
    marker: list[str] = field(default_factory=list)


class _Story(Paragraphs):
    """The paragraphs of the content, notes apart."""

    skipped = frozenset({
        "tracked-changes", "annotation", "note-citation", "forms", "automatic-styles", "font-face-decls", "scripts",
        "ruby-text", "sequence-decls", "variable-decls", "user-field-decls", "desc", "title",
    })

    def __init__(self, styles: _ListStyles) -> None:
        super().__init__()
        self._styles = styles
        self._lists: list[_List] = []
        self._levels: list[int] = []
        self._in_notes = 0
        self.starts = {
            "p": lambda _: self._begin(0), "h": self._heading, "s": self._spaces, "tab": lambda _: self.say("\t"),
            "line-break": lambda _: self.say("\n"), "list": self._open_list, "list-item": lambda _: self._item(),
            "list-header": lambda _: None, "table-row": lambda _: self.open_row(), "note-body": lambda _: self._note(1),
        }
        self.ends = {"p": self._finish, "h": self._finish, "list": self._close_list, "table-row": self.close_row,
                     "note-body": lambda: self._note(-1)}

    def _heading(self, attributes: Attributes) -> None:
        self._begin(max(1, min(6, _number(attribute(attributes, "outline-level"), 1))))

    def _begin(self, level: int) -> None:
        self._levels.append(level)
        self.told += 1
        self.open_paragraph()

    def _spaces(self, attributes: Attributes) -> None:
        self.say(" " * min(_MOST_SPACES, _number(attribute(attributes, "c"), 1)))

    def _open_list(self, attributes: Attributes) -> None:
        name = attribute(attributes, "style-name")
        if name or not self._lists:
            self._lists.append(_List(Counter(self._styles.styles.get(name, {}))))
        else:
            self._lists.append(_List(self._lists[-1].counter))

    def _close_list(self) -> None:
        if self._lists:
            self._lists.pop()

    def _item(self) -> None:
        if self._lists:
            here = self._lists[-1]
            here.marker[:] = [here.counter.next(len(self._lists) - 1)]

    def _note(self, step: int) -> None:
        self._in_notes += step

    def _finish(self) -> None:
        self.told -= 1
        level = self._levels.pop() if self._levels else 0
        block = self.close_paragraph()
        if block is None:
            return
        block.level = level
        if self._in_notes:
            self.notes.append(self.blocks.pop())
        elif self._lists and self._lists[-1].marker:
            block.marker, block.indent = self._lists[-1].marker.pop(), min(len(self._lists) - 1, 8)


def _number(value: str, default: int) -> int:
    return int(value) if value.isdigit() and len(value) < 7 else default
