"""One self-contained HTML page: the dossier on one side, the papers with the cited spans marked on the other."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from servanda import __version__, ontology
from servanda.publishing.dossier import Line, Teller
from servanda.publishing.papers import Paper, Passage, papers
from servanda.publishing.terminal import DIFFERS, Sources
from servanda.publishing.values import Values, differing
from servanda.publishing.words import Words, alphabetical
from servanda.reading.text import Text
from servanda.reconciliation import record as r

if TYPE_CHECKING:
    from servanda.reading.formats import Page

_SIDE_BY_SIDE = 8  # sources whose tellings are set beside each other
_REFUSAL = "refusal"
_LONG = 300  # characters of a telling that are shown


@dataclass(frozen=True, slots=True)
class Reference:
    """A citation as the dossier shows it: `[paper.passage]`, or `[paper]` for a mention of a name."""

    label: str
    anchor: str
    paper: int
    passage: int | None


@dataclass(frozen=True, slots=True)
class Comparison:
    """What each source says, side by side: the sources; per property, whether they contradict each other, and what each says."""

    sources: tuple[tuple[Reference | None, str], ...]
    rows: tuple[tuple[str, bool, tuple[str, ...]], ...]


def render(record: r.Record, texts: Sequence[Text], words: Words, pages: Mapping[str, Sequence[Page]] | None = None) -> str:
    """The page.

    Args:
        record: what the papers say.
        texts: the papers' texts, to show them (those of the record's documents).
        words: the interface language.
        pages: by document (SHA-256), the pages of papers that were recognised from pictures; their pictures are shown.
    """
    shown = papers(record, texts, pages or {})
    view = _View(record, shown, words)
    style, script = _inlined("page.css"), _inlined("page.js")
    return _environment().get_template("page.html").render(
        dossiers=Teller(record, words).dossiers(), papers=shown, words=words, view=view, style=style, script=script,
        policy=_policy(style, script, any(p.pictured for p in shown)), version=__version__, differs_sign=DIFFERS,
        areas=_used(record, "areas", "areas"), forces=_forces(record, words), acts=_used(record, "act", "acts"),
        sides=sorted({s for u in record.undertakings for s in u.by}, key=lambda s: alphabetical(words.state(s))),
    )


class _View:
    """What the template asks of the record, fact by fact."""

    def __init__(self, record: r.Record, shown: Sequence[Paper], words: Words) -> None:
        self.record, self.words, self.values = record, words, Values(words, record)
        self.numbers = {p.document.id: p.number for p in shown}
        self.sources = Sources(record.documents, self.numbers, words)
        self.sides = {p.document.id: p.document.side for p in shown}
        self.passages = {(p.document.id, *span): passage for p in shown for span, passage in p.passages.items()}
        self.named: set[str] = set()
        self.texts: dict[str, str] = {}

    def anchor(self, line: Line) -> str:
        """The id of a fact's place in the dossier, where it is shown for the first time; else ""."""
        if line.fact.id in self.named:
            return ""
        self.named.add(line.fact.id)
        self.texts[line.fact.id] = line.text
        return f"f-{line.fact.id}"

    def force(self, line: Line) -> str:
        """The code that an undertaking is chosen by."""
        return _force(line.fact)

    def facts_of(self, passage: Passage) -> list[str]:
        """The facts of a passage that the dossier shows."""
        return [f for f in passage.facts if f in self.named]

    def references(self, line: Line) -> list[Reference]:
        """Where a fact is cited; of mentions of a name, the first of each paper."""
        return self.cited(line.places)

    def cited(self, places: Sequence[r.Place]) -> list[Reference]:
        """References to some places, each label once."""
        found: dict[str, Reference] = {}
        for place in places:
            reference = self.reference(place)
            if reference is not None:
                found.setdefault(reference.label, reference)
        return list(found.values())

    def reference(self, place: r.Place) -> Reference | None:
        """One citation, if its paper is shown."""
        passage = self.passages.get((place.document, place.start, place.end))
        if passage is None:
            return None
        paper = self.numbers[place.document]
        label = f"{paper}.{passage.number}" if passage.number else f"{paper}"
        return Reference(label, passage.anchor, paper, passage.number)

    def reasons(self, line: Line) -> list[str]:
        """Why a fact was read so: what each of its tellings rests on."""
        return list(dict.fromkeys(self.words.why(y.rule, y.cue, y.words) for y in line.fact.why))

    def joins(self, line: Line) -> list[str]:
        """Why the tellings of a fact were joined."""
        return list(dict.fromkeys(self.words("joined", reasons=", ".join(self.words.reason(x) for x in m.reasons))
                                  for m in line.fact.merged))

    def comparison(self, line: Line) -> Comparison | None:
        """What the sources of a fact say, where it is not the same."""
        columns = list(dict.fromkeys((t.citation.document, t.citation.start) for t in line.fact.tellings))[:_SIDE_BY_SIDE]
        if len(columns) < 2:
            return None
        told: dict[str, dict[tuple[str, int], Any]] = {}
        places = {}
        for t in line.fact.tellings:
            told.setdefault(t.property, {})[(t.citation.document, t.citation.start)] = t.value
            places[(t.citation.document, t.citation.start)] = t.citation
        if "title" in told or "name" in told:
            told.pop("names", None)
        against = differing(line.fact)
        rows = [(self.values.field(name), name in against, tuple(self._said(line.kind, name, by.get(c)) for c in columns))
                for name, by in told.items()]
        return Comparison(tuple((self.reference(places[c]), self._side(c[0])) for c in columns), tuple(rows))

    def _said(self, kind: str, name: str, value: Any) -> str:
        said = self.values(kind, name, value)
        return said if len(said) <= _LONG else said[:_LONG].rsplit(" ", 1)[0] + "\u2026"

    def _side(self, document: str) -> str:
        side = self.sides[document]
        return self.words.state(side) if side else self.words("side_unknown")

    def about(self, document: r.DocumentOf) -> list[str]:
        """Who tells a paper, when, how it was read."""
        return self.sources.details(document)


def _used(record: r.Record, name: str, vocabulary: str) -> list[str]:
    """The codes of a list that the undertakings use, in its order."""
    used: set[str] = set()
    for u in record.undertakings:
        value = getattr(u, name)
        used |= set(value) if isinstance(value, list) else {value}
    return [code for code in ontology.load().codes(vocabulary) if code in used]


def _forces(record: r.Record, words: Words) -> dict[str, str]:
    """How firmly the undertakings are made, in words, by the code that the page chooses them by; refusals as such, last."""
    codes = [*ontology.load().codes("forces"), _REFUSAL]
    used = {_force(u): Values(words).force(u) for u in record.undertakings}
    return {code: used[code] for code in codes if code in used}


def _force(u: r.Undertaking) -> str:
    return _REFUSAL if u.refused else u.force or ""


def _policy(style: str, script: str, pictures: bool) -> str:
    """What the page may do: use its own style and script, show its own pictures, nothing else, and call nobody."""
    hashes = [base64.b64encode(hashlib.sha256(part.encode()).digest()).decode() for part in (style, script)]
    images = "img-src data:; " if pictures else ""
    return (f"default-src 'none'; style-src 'sha256-{hashes[0]}'; script-src 'sha256-{hashes[1]}'; {images}"
            "base-uri 'none'; form-action 'none'")


def _inlined(name: str) -> str:
    return (files("servanda.publishing") / "templates" / name).read_text(encoding="utf-8")


@lru_cache(maxsize=1)
def _environment() -> Environment:
    environment = Environment(loader=PackageLoader("servanda.publishing"), autoescape=True, undefined=StrictUndefined,
                              trim_blocks=True, lstrip_blocks=True)
    environment.filters["name"] = lambda path: Path(path).name
    return environment
