"""One self-contained HTML page: the dossier on one side, the papers with the cited spans marked on the other."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from servanda.publishing.partnerships import partnerships
from servanda.publishing.words import Words
from servanda.reading.text import Text
from servanda.reconciliation import record as r

KINDS = ("entities", "events", "instruments", "mechanisms", "undertakings")


@dataclass(frozen=True, slots=True)
class Segment:
    """A run of a paper's text cited by the same facts. `anchors`: ids of the citations that begin here."""

    text: str
    facts: tuple[str, ...]
    anchors: tuple[str, ...]
    body: bool


@dataclass(frozen=True, slots=True)
class Paper:
    """One paper as the page shows it."""

    number: int
    document: r.DocumentOf
    segments: tuple[Segment, ...]


def render(record: r.Record, texts: Sequence[Text], words: Words) -> str:
    """The page.

    Args:
        record: what the papers say.
        texts: the papers' texts, to show them (those of the record's documents).
        words: the interface language.
    """
    contents = {t.document: t.content for t in texts}
    papers = [Paper(n, d, tuple(segments(contents[d.sha256], d, record))) for n, d in enumerate(record.documents, 1)]
    environment = Environment(loader=PackageLoader("servanda.publishing"), autoescape=True, undefined=StrictUndefined,
                              trim_blocks=True, lstrip_blocks=True)
    environment.filters["squeeze"] = lambda text: " ".join(str(text).split())
    areas = sorted({a for u in record.undertakings for a in u.areas}, key=lambda a: words.label("areas", a))
    sides = sorted({s for u in record.undertakings for s in u.by}, key=words.state)
    forces = [f for f in ("commit", "agree", "intend", "explore") if any(u.force == f for u in record.undertakings)]
    return environment.get_template("page.html").render(
        record=record, partnerships=partnerships(record), papers=papers, words=words, areas=areas, sides=sides,
        forces=forces, people={e.id: e for e in record.entities}, numbers={p.document.id: p.number for p in papers},
        name=lambda path: Path(path).name, anchor=anchor,
    )


def anchor(fact: str, place: r.Place) -> str:
    """The id of the place in the page where a fact is cited."""
    return f"{place.document}-{place.start}-{fact}"


def segments(content: str, document: r.DocumentOf, record: r.Record) -> Iterable[Segment]:
    """Cut a text at every bound of a citation and of the body, so that overlapping citations nest nowhere."""
    cited = list(_citations(document.id, record))
    cuts = {0, len(content)} | {p for _, place in cited for p in (place.start, place.end)}
    cuts |= {p for span in document.body for p in span}
    bounds = sorted(c for c in cuts if c <= len(content))
    opening: dict[int, list[tuple[str, r.Place]]] = {}
    for fact, place in cited:
        opening.setdefault(place.start, []).append((fact, place))
    live: list[tuple[str, r.Place]] = []
    for start, end in zip(bounds, bounds[1:], strict=False):
        live = [(f, p) for f, p in live if p.end > start] + opening.get(start, [])
        anchors = tuple(anchor(f, p) for f, p in opening.get(start, []))
        inside = any(s <= start and end <= e for s, e in document.body)
        yield Segment(content[start:end], tuple(dict.fromkeys(f for f, _ in live)), anchors, inside)


def _citations(document: str, record: r.Record) -> Iterable[tuple[str, r.Place]]:
    for kind in KINDS:
        for fact in getattr(record, kind):
            for place in _places(fact):
                if place.document == document:
                    yield fact.id, place


def _places(fact: Any) -> list[r.Place]:
    return list(fact.mentions if isinstance(fact, r.Entity) else fact.citations)
