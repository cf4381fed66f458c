"""XML read as it streams by: no tree, no recursion, no entities, nothing fetched."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from xml.etree.ElementTree import ParseError  # noqa: S405 - the exception only

from servanda.documents import PaperProblem
from servanda.reading.formats.blocks import Block, join
from servanda.reading.formats.extracted import Extracted
from servanda.reading.formats.package import Package

Attributes = Mapping[str, str]


def local(tag: str) -> str:
    """The name of an element or attribute without its namespace."""
    return tag.rpartition("}")[2]


def attribute(attributes: Attributes, name: str) -> str:
    """An attribute by its local name, "" where it is not there."""
    return next((value for key, value in attributes.items() if local(key) == name), "")


class Listener:
    """Told of every element and text; the base ignores everything."""

    def start(self, tag: str, attributes: Attributes) -> None:
        """An element begins."""

    def end(self, tag: str) -> None:
        """An element ends."""

    def data(self, text: str) -> None:
        """Some text (an element's text may come in pieces)."""

    def close(self) -> None:
        """The part ends."""


def listen(package: Package, part: str, listener: Listener) -> bool:
    """Read a part of a package; whether it has this part. PaperProblem: its XML is damaged or defines entities."""
    data = package.part(part)
    if data is None:
        return False
    from defusedxml.common import DefusedXmlException
    from defusedxml.ElementTree import DefusedXMLParser

    parser = DefusedXMLParser(target=listener, forbid_dtd=False, forbid_entities=True, forbid_external=True)
    try:
        parser.feed(data)
        parser.close()
    except DefusedXmlException:
        raise package.problem("entities") from None
    except (ParseError, ValueError, LookupError):
        raise package.problem("damaged", kind=package.kind) from None
    return True


def paper(package: Package, main: str, story: Paragraphs, *others: str) -> str:
    """The text of a package whose story is told by its main part and by others that it may have.

    PaperProblem: its main part is not there, or any of them is damaged.
    """
    if not listen(package, main, story):
        raise package.problem("damaged", kind=package.kind)
    for part in others:
        listen(package, part, story)
    return join([*story.blocks, *story.notes])


def described(text: str, title: str, **fields: str) -> Extracted:
    """A text with what its package says of it."""
    return Extracted(text, stated(title=title_within(title, text), **fields))


class Fields(Listener):
    """The texts of a flat part (properties of a paper) by local name, the first of each."""

    def __init__(self) -> None:
        self.found: dict[str, str] = {}
        self._text: list[str] = []

    def start(self, tag: str, attributes: Attributes) -> None:
        self._text = []

    def data(self, text: str) -> None:
        self._text.append(text)

    def end(self, tag: str) -> None:
        value = " ".join("".join(self._text).split())
        if value:
            self.found.setdefault(local(tag), value[:1000])
        self._text = []


class Paragraphs(Listener):
    """Collects paragraphs, those inside others (text boxes, notes) before the one that holds them.

    notes: paragraphs to be told after all others. A subclass says by element name what begins and ends: `starts` and
    `ends`; elements in `skipped` are passed over with all they hold. `told` counts open elements whose text is the paper's
    own (text outside is layout).
    """

    skipped: frozenset[str] = frozenset()
    starts: Mapping[str, Callable[[Attributes], None]] = {}
    ends: Mapping[str, Callable[[], None]] = {}

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.notes: list[Block] = []
        self.told = 0
        self._open: list[list[str]] = []
        self._rows: list[int] = []
        self._row_count = 0
        self._skipping = 0

    def start(self, tag: str, attributes: Attributes) -> None:
        name = local(tag)
        if self._skipping or name in self.skipped:
            self._skipping += 1
        elif name in self.starts:
            self.starts[name](attributes)

    def end(self, tag: str) -> None:
        if self._skipping:
            self._skipping -= 1
        elif (name := local(tag)) in self.ends:
            self.ends[name]()

    def data(self, text: str) -> None:
        if self.told and not self._skipping:
            self.say(text)

    def say(self, text: str) -> None:
        """Add to the paragraph that is open."""
        if self._open:
            self._open[-1].append(text)

    def open_row(self) -> None:
        """A row of a table begins."""
        self._row_count += 1
        self._rows.append(self._row_count)

    def close_row(self) -> None:
        """A row of a table ends."""
        if self._rows:
            self._rows.pop()

    def open_paragraph(self) -> None:
        """A paragraph begins."""
        self._open.append([])

    def close_paragraph(self) -> Block | None:
        """A paragraph ends; it is added to the blocks unless it is blank."""
        text = "".join(self._open.pop()).strip() if self._open else ""
        if not text:
            return None
        block = Block(text, row=self._rows[-1] if self._rows else None)
        self.blocks.append(block)
        return block


def title_within(title: str, text: str) -> str:
    """A stated title only where the text carries it: files often keep the title of the file they were made from."""
    return title if title and " ".join(title.split()).casefold() in " ".join(text[:20_000].split()).casefold() else ""


def stated(**fields: str) -> dict[str, str]:
    """Metadata without the empty fields."""
    return {key: value for key, value in fields.items() if value}


__all__ = ["Attributes", "Fields", "Listener", "PaperProblem", "Paragraphs", "attribute", "described", "listen", "local",
           "paper", "stated", "title_within"]
