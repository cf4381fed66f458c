"""One search box over papers and facts: all words wanted, in any form; "quoted words" together and in order.

Words are folded, and stemmed in the language of their paper, in Python on both sides (`folding`), so SQLite (FTS5) and PostgreSQL
(tsvector, `simple`) find the same; the order is the same too: newest first within each kind. People are found by the sound of
their names as well: as papers of other countries spell them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from django.db import connection
from django.db.models import QuerySet
from django.db.models.expressions import RawSQL

from servanda_site.register.folding import forms, sound, spans, words
from servanda_site.register.indexing import kind_word
from servanda_site.register.models import Entry
from servanda_site.register.visibility import Access

SECTIONS = ("entity", "mechanism", "instrument", "event", "undertaking", "title", "passage")
_NAMES = "entity"  # the kind whose people are found by the sound of their names too
MOST = 1000  # matches counted; more are told as "more than"
_PIECE = re.compile(r'"([^"]*)"?|(\S+)')
_LONGEST = 300
_MOST_WORDS = 16
_SENTENCE_END = re.compile(r"(?<=[.!?\u2026])\s+")
_AROUND = 160


@dataclass(frozen=True, slots=True)
class Query:
    """What is looked for: words, each in any form (`words`, folded), and runs of words in order (`phrases`)."""

    text: str
    words: tuple[str, ...]
    phrases: tuple[tuple[str, ...], ...]

    @classmethod
    def of(cls, text: str) -> Query:
        """The query a person typed, however long or odd."""
        single: list[str] = []
        phrases: list[tuple[str, ...]] = []
        for quoted, plain in _PIECE.findall(text[:_LONGEST]):
            found = words(quoted or plain)
            if quoted and found:
                phrases.append(tuple(found))
            else:
                single += found
        return cls(text.strip(), tuple(dict.fromkeys(single))[:_MOST_WORDS], tuple(dict.fromkeys(phrases))[:_MOST_WORDS])

    def hits(self, text: str, language: str | None = None, *, name: bool = False) -> list[tuple[int, int]]:
        """Where words of a text (of a name: by their sound too) are looked for. language: of the text; None: any."""
        wanted = frozenset(form for word in self.words for form in forms(word))
        heard = {sound(word) for word in self.words} - {""} if name else set()
        whole = {word for run in self.phrases for word in run}
        return [(start, end) for start, end, word in spans(text)
                if word in whole or not wanted.isdisjoint(forms(word, language))
                or (heard and sound(word) in heard)]

    def __bool__(self) -> bool:
        return bool(self.words or self.phrases)


@dataclass(frozen=True, slots=True)
class Hit:
    """One result: the entry, and its sentence in pieces (text, whether it is a hit)."""

    entry: Entry
    pieces: tuple[tuple[str, bool], ...]


@dataclass(frozen=True, slots=True)
class Section:
    """The results of one kind, the newest first; `more`: there are others."""

    kind: str
    hits: tuple[Hit, ...]
    more: bool = False


@dataclass(slots=True)
class Results:
    """What was found, kind by kind."""

    query: Query
    sections: list[Section] = field(default_factory=list)

    def __bool__(self) -> bool:
        return any(s.hits for s in self.sections)


def search(access: Access, text: str, *, kinds: Iterable[str] = SECTIONS, each: int = 10, after: int | None = None) -> Results:
    """Look through everything the person may see.

    Args:
        kinds: which kinds of results. each: how many per kind. after: go on below this entry (its id).
    """
    query = Query.of(text)
    results = Results(query)
    if not query:
        return results
    for kind in SECTIONS:
        if kind in set(kinds):
            found = list(_told(_matching(access.entries(kind), query, kind, after)[: each + 1]))
            if found:
                hits = tuple(Hit(e, tuple(marked(e.text, query, _language(e), name=kind == _NAMES))) for e in found[:each])
                results.sections.append(Section(kind, hits, len(found) > each))
    return results


def _heard(word: str, kind: str) -> tuple[str, ...]:
    """The sound by which a word also finds people."""
    return tuple(filter(None, [sound(word)])) if kind == _NAMES else ()


def _matching(entries: QuerySet[Entry], query: Query, kind: str, after: int | None) -> QuerySet[Entry]:
    any_form = [(kind_word(kind),), *((*forms(w), *_heard(w, kind)) for w in query.words)]
    if connection.vendor == "postgresql":
        asked_for = " & ".join("(" + " | ".join(form) + ")" for form in any_form)
        sql, wanted = "words_index @@ to_tsquery('simple', %s)", [asked_for]
        for run in query.phrases:
            sql += " AND plain_index @@ to_tsquery('simple', %s)"
            wanted.append(" <-> ".join(run))
        sql = f"SELECT id FROM register_entry WHERE {sql}"  # noqa: S608 (only placeholders are put in)
    else:
        asked = ["words : (" + " OR ".join(f'"{s}"' for s in form) + ")" for form in any_form]
        asked += ['plain : "' + " ".join(run) + '"' for run in query.phrases]
        sql, wanted = "SELECT rowid FROM register_entry_words WHERE register_entry_words MATCH %s", [" AND ".join(asked)]
    found = entries.filter(pk__in=RawSQL(sql, wanted)).order_by("-pk")  # noqa: S611 (the words are parameters)
    return found.filter(pk__lt=after) if after is not None else found


def _told(found: QuerySet[Entry]) -> QuerySet[Entry]:
    """A few entries with what is shown of them, looked up once they are known: of all that match, only the keys are sorted."""
    told = Entry.objects.filter(pk__in=found.values("pk")).order_by("-pk").defer("fact__projection__documents")
    return told.select_related("paper__reading", "paper__partnership", "fact__projection__partnership")


def _language(entry: Entry) -> str | None:
    """The language of a paper's passage; what facts are told in is not looked up."""
    reading = entry.paper.reading if entry.paper and entry.kind == "passage" else None
    return (reading.language or "") if reading else None


def marked(text: str, query: Query, language: str | None = None, *, name: bool = False) -> Iterator[tuple[str, bool]]:
    """The sentence with the first hit (or a window of it), in pieces, each with whether it is a hit.

    Args:
        language: of the text; None: any. name: it is a person's.
    """
    found = query.hits(text, language, name=name)
    if not found:
        yield text[: 2 * _AROUND], False
        return
    first, last = _window(text, found)
    at = first
    if first:
        yield "\u2026", False
    for start, end in found:
        if start >= first and end <= last:
            if start > at:
                yield text[at:start], False
            yield text[start:end], True
            at = end
    if at < last:
        yield text[at:last], False
    if last < len(text):
        yield "\u2026", False


def _window(text: str, found: Sequence[tuple[int, int]]) -> tuple[int, int]:
    """The bounds of the sentence around the first hit, cut to a readable length at spaces."""
    hit, end = found[0]
    cuts = [0, *(m.end() for m in _SENTENCE_END.finditer(text)), len(text)]
    first = max(c for c in cuts if c <= hit)
    last = min(c for c in cuts if c >= end)
    if hit - first > _AROUND:
        first = text.find(" ", hit - _AROUND, hit) + 1 or hit - _AROUND
    if last - end > 2 * _AROUND:
        last = max(text.rfind(" ", end, end + 2 * _AROUND), end)
    return first, last
