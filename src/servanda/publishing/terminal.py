"""The dossier on the terminal: one per pair of states, at a glance, each fact with its sources."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from rich.console import Console, ConsoleOptions, RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.segment import Segment
from rich.table import Table
from rich.text import Text as Styled

from servanda.publishing.dossier import Dossier, Line, Section, Teller
from servanda.publishing.words import Words
from servanda.reconciliation import record as r

DIFFERS = "\u2260"
_BETWEEN = " \u00b7 "
_WIDE = 110  # from this width on, what is known of a fact stands beside it; below, under it
_LEAD = 18  # columns for the date or the force that a fact is read by
_QUOTE = 180  # characters shown of a clause that tells an event (--html shows it whole)
_TURNS = dict.fromkeys((*range(0x202A, 0x202F), *range(0x2066, 0x206A)))  # signs that set or override the direction of text
# Looks are an addition: nothing is told by them alone.
_STYLES = {"due": "bold", "answer": "bold", "review": "italic"}


class Screen(Console):
    """Where dossiers are printed; that nobody reads them any more ends no more than the printing.

    Signs of a paper that would turn round what stands beside them are left out.
    """

    def render(self, renderable: RenderableType, options: ConsoleOptions | None = None) -> Iterable[Segment]:
        """What is printed, piece by piece."""
        for piece in super().render(renderable, options):
            yield piece if piece.text.isascii() else piece._replace(text=piece.text.translate(_TURNS))

    def on_broken_pipe(self) -> None:
        """Told as of any other file."""
        raise BrokenPipeError


def show(record: r.Record, words: Words, console: Console) -> None:
    """Print the dossiers of a record, then its papers."""
    numbers = {d.id: n for n, d in enumerate(record.documents, 1)}
    page = Terminal(words, numbers, console.width)
    for dossier in Teller(record, words).dossiers():
        for part in page.dossier(dossier):
            console.print(part)
    for part in page.sources(record.documents):
        console.print(part)


class Terminal:
    """Lays dossiers out for a width. numbers: document id to the number its source is shown by."""

    def __init__(self, words: Words, numbers: dict[str, int], width: int) -> None:
        self.words, self.numbers, self.wide = words, numbers, width >= _WIDE
        self.differs = False

    def dossier(self, d: Dossier) -> Iterable[RenderableType]:
        """One partnership."""
        yield Styled("")
        yield Rule(Styled(d.title, style="bold"), characters="\u2550")
        yield Styled(_BETWEEN.join(d.summary), style="dim")
        if not d.sections:
            yield Padding(Styled(self.words(d.empty)), (1, 2))
            return
        for line in d.founding:
            yield self._grid([line], len(line.lead), margin=2)
        for section in d.sections:
            if section.key != "organisations":
                yield from self._section(section)

    def _section(self, section: Section) -> Iterable[RenderableType]:
        yield Styled(f"\n{section.title}", style="bold underline")
        lead = max(len(line.lead) for group in section.groups for line in group.lines)
        for group in section.groups:
            if group.title:
                yield Styled(f"  {group.title}", style="italic")
            if section.key == "agenda":
                yield self._agenda(group.lines)
            else:
                yield self._grid(group.lines, min(lead, _LEAD))

    def _agenda(self, lines: Sequence[Line]) -> RenderableType:
        table = Table.grid(padding=(0, 2), expand=True)
        table.add_column(no_wrap=True)
        table.add_column(ratio=1, no_wrap=True, overflow="ellipsis")
        if self.wide:
            table.add_column(no_wrap=True)
        table.add_column(justify="right", no_wrap=True, style="cyan")
        for line in lines:
            by = [Styled(text, style="dim") for _, text in line.told] if self.wide else []
            table.add_row(Styled(line.lead, style="bold"), Styled(line.text), *by, Styled(self._source(line)))
        return Padding(table, (0, 0, 0, 2))

    def _grid(self, lines: Sequence[Line], lead: int, margin: int = 4) -> RenderableType:
        table = Table.grid(padding=(0, 2), expand=True)
        if lead:
            table.add_column(width=lead, style="bold")
        table.add_column(ratio=3, overflow="fold")
        if self.wide:
            table.add_column(ratio=2, overflow="fold")
        table.add_column(justify="right", no_wrap=True, style="cyan")
        for line in lines:
            cells = [Styled(line.lead)] if lead else []
            said, told = self._said(line), self._told(line)
            said = Styled("\n").join([said, *self._bearings(line)])
            if not self.wide:
                said, told = Styled("\n").join(part for part in (said, told) if part.plain), Styled("")
            table.add_row(*cells, said, *([told] if self.wide else []), Styled(self._source(line)))
        return Padding(table, (0, 0, 0, margin))

    def _said(self, line: Line) -> Styled:
        said = Styled(line.text, style="bold" if line.quote else "")
        if line.quote:
            quote = line.quote if len(line.quote) <= _QUOTE else line.quote[:_QUOTE].rsplit(" ", 1)[0] + "\u2026"
            said = Styled("\n").join([said, Styled(self.words("quote", words=quote), style="dim")])
        return said

    def _bearings(self, line: Line) -> Iterable[Styled]:
        """What bears on an undertaking, each with its reasons and the numbers of its papers."""
        for b in line.bearings:
            numbers = " ".join(f"[{n}]" for n in sorted({self.numbers[p.document] for p in b.places}))
            yield Styled.assemble(("\u2192 ", "green"), b.text, (_BETWEEN + b.reasons, "dim"), (f" {numbers}", "cyan"))

    def _told(self, line: Line) -> Styled:
        told = Styled(_BETWEEN, style="dim").join(Styled(text, style=_STYLES.get(kind, "dim")) for kind, text in line.told)
        if line.differs:
            self.differs = True
            told = Styled(_BETWEEN).join([*([told] if told.plain else []), Styled(
                f"{DIFFERS} {self.words('differs', fields=', '.join(line.differs))}", style="yellow")])
        return told

    def _source(self, line: Line) -> str:
        """The numbers of the papers that tell it, three to a row."""
        numbers = sorted({self.numbers[p.document] for p in line.places})
        rows = [numbers[n : n + 3] for n in range(0, len(numbers), 3)]
        return "\n".join(" ".join(f"[{n}]" for n in row) for row in rows)

    def sources(self, documents: Sequence[r.DocumentOf]) -> Iterable[RenderableType]:
        """The numbered list of papers, which way each was read, and what goes with what."""
        yield Styled(f"\n{self.words('sources')}", style="bold underline")
        table = Table.grid(padding=(0, 2), expand=True)
        table.add_column(justify="right", no_wrap=True, style="cyan")
        table.add_column(ratio=1, overflow="fold")
        details = Sources(documents, self.numbers, self.words).details
        for document in documents:
            told = Styled(_BETWEEN.join(details(document)), style="dim")
            title = [Styled(" ".join(document.title.split()))] if document.title else []
            path = Styled(self.words.paper(document.path))
            table.add_row(f"[{self.numbers[document.id]}]", Styled("\n").join([*title, path, told]))
        yield Padding(table, (0, 0, 0, 2))
        yield Styled("\n" + self.words("source_signs"), style="dim")
        if self.differs:
            yield Styled(self.words("differs_sign"), style="dim")


class Sources:
    """What is told of each paper in the list of sources. numbers: document id to the number it is shown by."""

    def __init__(self, documents: Sequence[r.DocumentOf], numbers: Mapping[str, int], words: Words) -> None:
        self.numbers, self.words = numbers, words
        self.stories: dict[str, list[str]] = {}
        for d in documents:
            if d.story:
                self.stories.setdefault(d.story, []).append(d.id)

    def details(self, d: r.DocumentOf) -> list[str]:
        """Who tells it, when, in which language, which way it was read, and which papers it goes with."""
        words, numbers = self.words, self.numbers
        side = words.state(d.side) if d.side else words("side_unknown")
        told = [words("outlet", outlet=", ".join(d.agencies), side=side) if d.agencies else side]
        told += [words.date(d.published)] if d.published else []
        told += [words.language(d.language), words(f"read_{d.read}")]
        if d.near_copy_of and d.near_copy_of in numbers:
            told.append(words("near_copy", number=f"[{numbers[d.near_copy_of]}]"))
        others = [o for o in self.stories.get(d.story or "", []) if o not in (d.id, d.near_copy_of)]
        if others:
            told.append(words("same_story", numbers=" ".join(f"[{numbers[o]}]" for o in others)))
        return told
