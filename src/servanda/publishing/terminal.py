"""The dossier on the terminal: one per pair of states, at a glance, each fact with its source."""

from __future__ import annotations

from collections.abc import Iterable

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text as Styled

from servanda.publishing.partnerships import Partnership, partnerships
from servanda.publishing.words import Words
from servanda.reconciliation import record as r


def show(record: r.Record, words: Words, console: Console) -> None:
    """Print the dossiers of a record."""
    numbers = {d.id: n for n, d in enumerate(record.documents, 1)}
    people = {e.id: e for e in record.entities}
    dossier = Dossier(words, numbers, people)
    for partnership in partnerships(record):
        console.print(dossier.render(partnership))
    console.print(dossier.sources(record.documents))


class Dossier:
    """Renders partnerships. numbers: document id to the number its source is shown by."""

    def __init__(self, words: Words, numbers: dict[str, int], people: dict[str, r.Entity]) -> None:
        self.words, self.numbers, self.people = words, numbers, people

    def render(self, p: Partnership) -> Group:
        """One partnership: foundations, texts, meetings, what is owed, bodies, invitations, people."""
        w = self.words
        title = w("title", states=w.states(p.states)) if p.states else w("no_pair")
        counts = f"{w.count('documents', len(p.documents))}, {w.count('undertakings', len(p.undertakings))}"
        parts: list[RenderableType] = [Rule(Styled(title, style="bold")), Styled(counts, style="dim")]
        if not (p.events or p.instruments or p.mechanisms or p.undertakings or p.people):
            return Group(*parts, Padding(w("nothing"), (1, 2)))
        parts += self._section("level", (self._event(e) for e in p.founding))
        parts += self._section("signed", (self._instrument(i) for i in p.instruments))
        parts += self._section("met", (self._event(e) for e in p.meetings))
        parts += self._owed(p)
        parts += self._section("bodies", (self._mechanism(m) for m in p.mechanisms))
        invitations = [u for u in p.undertakings if u.act == "invitation"]
        parts += self._section("invitations", (self._invitation(u) for u in invitations))
        parts += self._section("people", (self._person(e) for e in p.people))
        return Group(*parts)

    def sources(self, documents: Iterable[r.DocumentOf]) -> Group:
        """The numbered list of papers, and which way each was read."""
        w = self.words
        rows = []
        for d in documents:
            told = [", ".join(d.agencies), d.published, w.state(d.side) if d.side else w("side_unknown"),
                    d.language or w("unknown_language"), w(f"read_{d.read}")]
            copy = f" ({w('near_copy')} [{self.numbers[d.near_copy_of]}])" if d.near_copy_of else ""
            rows.append(self._row(f"[{self.numbers[d.id]}] {d.path}", ", ".join(t for t in told if t) + copy, ""))
        return Group(*self._section("sources", rows))

    def _section(self, key: str, rows: Iterable[tuple[str, str, str]], title: str | None = None
                 ) -> list[RenderableType]:
        listed = list(rows)
        if not listed:
            return []
        table = Table.grid(padding=(0, 2), expand=True)
        table.add_column(ratio=7, overflow="fold")
        table.add_column(ratio=4, style="dim", overflow="fold")
        table.add_column(justify="right", style="cyan", no_wrap=True)
        for row in listed:
            table.add_row(*(Styled(cell) for cell in row))
        return [Styled("\n" + (title or self.words(key)), style="bold underline"), Padding(table, (0, 0, 0, 2))]

    def _owed(self, p: Partnership) -> list[RenderableType]:
        w = self.words
        pledges = [u for u in p.undertakings if u.act == "pledge"]
        parts: list[RenderableType] = []
        for by in sorted({tuple(u.by) for u in pledges}, key=lambda s: (-len(s), s)):
            both = set(by) == set(p.states) and len(by) > 1
            title = w("owed_both") if both else w("owed_by", state=w.states(by))
            rows = sorted((u for u in pledges if tuple(u.by) == by), key=lambda u: u.areas[:1])
            parts += self._section("", (self._undertaking(u) for u in rows), title)
        asked = [u for u in p.undertakings if u.act == "proposal"]
        return parts + self._section("proposals", (self._proposal(u) for u in asked))

    def _row(self, fact: str, told: str, source: str) -> tuple[str, str, str]:
        return " ".join(fact.split()), told, source

    def _undertaking(self, u: r.Undertaking) -> tuple[str, str, str]:
        w = self.words
        told = [", ".join(w.label("areas", a) for a in u.areas), w.label("forces", u.force), self._due(u)]
        return self._row(u.text, " \u00b7 ".join(t for t in told if t), self._source(u.citations))

    def _proposal(self, u: r.Undertaking) -> tuple[str, str, str]:
        w = self.words
        told = [w("asks", state=w.states(u.by)), ", ".join(w.label("areas", a) for a in u.areas), self._due(u)]
        return self._row(u.text, " \u00b7 ".join(t for t in told if t), self._source(u.citations))

    def _invitation(self, u: r.Undertaking) -> tuple[str, str, str]:
        told = f"{self.words('by')} {self.words.states(u.by)} \u00b7 {self.words(u.answer or 'open')}"
        return self._row(u.text, told, self._source(u.citations))

    def _due(self, u: r.Undertaking) -> str:
        if not u.due:
            return ""
        return self.words("soon") if u.due == "soon" else f"{self.words('due')} {u.due}"

    def _event(self, e: r.Event) -> tuple[str, str, str]:
        w = self.words
        who = ", ".join(self.people[p].name for p in e.participants if p in self.people)
        told = [w.label("event_types", e.type), e.place, who, w(e.status) if e.status == "planned" else ""]
        return self._row(f"{e.date or w('no_date')}  {e.citations[0].quote}", " \u00b7 ".join(t for t in told if t),
                         self._source(e.citations))

    def _instrument(self, i: r.Instrument) -> tuple[str, str, str]:
        w = self.words
        told = [w.label("instrument_types", i.type), i.date, w(i.status)]
        return self._row(i.title, " \u00b7 ".join(t for t in told if t), self._source(i.citations))

    def _mechanism(self, m: r.Mechanism) -> tuple[str, str, str]:
        told = [self.words.label("mechanism_kinds", m.kind), self.words(m.status)]
        return self._row(m.name, " \u00b7 ".join(told), self._source(m.citations))

    def _person(self, e: r.Entity) -> tuple[str, str, str]:
        w = self.words
        told = [w.state(e.state) if e.state else "", ", ".join(w.office(o.office) for o in e.offices)]
        return self._row(", ".join(e.names), " \u00b7 ".join(t for t in told if t), self._source(e.mentions))

    def _source(self, places: list[r.Place]) -> str:
        first: dict[int, int] = {}
        for place in places:
            first.setdefault(self.numbers[place.document], place.start)
        return " ".join(f"[{n}:{start}]" for n, start in sorted(first.items()))

