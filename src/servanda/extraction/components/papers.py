"""Papers that are themselves instruments: joint declarations by their title, treaties and letters by their wording."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from pydantic import BaseModel, ConfigDict
from spacy.tokens import Doc

from servanda.extraction.components.series import Lexicon as SeriesLexicon
from servanda.extraction.components.signing import Cues
from servanda.extraction.components.titles import Title, alternatives
from servanda.extraction.content import content
from servanda.extraction.gazetteer import Gazetteer
from servanda.extraction.mentions import Span
from servanda.reading import letters
from servanda.reading.text import Text, View

REACH = 120  # characters before a date in which the words that make it the day of a treaty may stand
_FOOT = 80  # characters of a line that gives a letter's place and date
_SIGNS = 2  # signs of a treaty that must be there, each of another kind
_PLACED = re.compile(r"(?:^|[\n.;:]|\d)\s?[A-Z\u00c0-\u00dd][^\n.,;:]{1,30},\s(?:\w{1,3}\s)?$")  # `Lima, the ...` heads a letter


class Head(BaseModel):
    """A head noun of instruments: its type, the word later mentions repeat, what else makes it an instrument.

    letters: it is what an exchange of letters is.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    type: str
    body: str
    pattern: str
    need: Literal["nothing", "content", "name", "capital", "act", "signed"] = "content"
    plural: bool = False
    cased: bool = False
    letters: bool = False


class Lexicon(BaseModel):
    """`instruments.yml`."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    heads: tuple[Head, ...] = ()
    excluded: tuple[str, ...] = ()
    own_state: tuple[str, ...] = ()
    generic: tuple[str, ...] = ()
    texts: tuple[str, ...] = ()
    series: SeriesLexicon = SeriesLexicon()
    bare: tuple[str, ...] = ()
    cues: Cues = Cues()
    signed: tuple[str, ...] = ()
    quoted: tuple[str, ...] = ()
    own: tuple[str, ...] = ()
    own_types: tuple[str, ...] = ()
    own_names: tuple[str, ...] = ()
    done_at: tuple[str, ...] = ()
    sealed_at: tuple[str, ...] = ()
    letters: tuple[str, ...] = ()
    examples: dict[str, tuple[str, ...]] = {}


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper that is an instrument. words: its title; name: the same, where it stands outside the story."""

    head: Head
    title: Title
    words: str
    name: str | None
    date: str | None
    states: tuple[str, ...]
    treaty: bool


class Papers:
    """Tells whether a paper is itself an instrument, by one language's lexicon."""

    def __init__(self, lexicon: Lexicon, heads: Sequence[tuple[Head, re.Pattern[str]]], gazetteer: Gazetteer) -> None:
        self._heads = [(head, pattern) for head, pattern in heads if head.type in lexicon.own_types]
        self._gazetteer = gazetteer
        self._signs = [alternatives((pattern,)) for pattern in lexicon.own]
        self._names = [alternatives((pattern,)) for pattern in lexicon.own_names]
        self._sealed = re.compile(alternatives(lexicon.sealed_at).pattern + r"[^.;\n]{0,120}$", re.IGNORECASE)
        self._done = re.compile(alternatives(lexicon.done_at).pattern + r"[^.;\n]{0,80}$", re.IGNORECASE)
        self._letters = alternatives(lexicon.letters)
        self._excluded = alternatives(lexicon.excluded)

    def itself(self, doc: Doc, today: str | None) -> Paper | None:
        """The paper as an instrument, or None; `today` is the day of the occasion it reports."""
        name = doc._.text.title if doc._.text is not None else None
        at, head = self._named(name) if name else (0, None)
        if head is not None and head.type != "declaration" and not any(sign.search(content(doc)) for sign in self._signs):
            head = None  # it tells of a text, in none of a text's own words
        treaty = head is None and self._is_treaty(content(doc))
        if treaty:
            head = self._treaty_head(content(doc))
        place, outside = _headline(doc), False
        if place is None and not treaty:
            place, outside = _opening(doc), True
        if head is None or place is None:
            return None
        if not outside and name and (shift := content(doc).find(name[at : at + 20], place.start, place.end)) > 0:
            place = Span(shift, place.end)
        span = doc.char_span(place.start, place.end, alignment_mode="contract")
        if span is None or not len(span):
            return None
        words = name if outside and name else span.text
        told = self._dated(doc, head)
        date = told or today if treaty or head.type != "declaration" else today or told
        title = Title(span.start, span.start, span.start, span.end, "definite")
        return Paper(head, title, words, name if outside else None, date, self._states(words), treaty)

    def _states(self, words: str) -> tuple[str, ...]:
        found = {m.code for m in self._gazetteer.find(words) if m.kind in ("name", "adjective", "prefix")}
        return tuple(sorted(found)) if len(found) > 1 else ()

    def _named(self, name: str) -> tuple[int, Head | None]:
        """Where a title names its own text, and by which head noun: nothing before it but states, years and marks."""
        for head, pattern in self._heads:
            match = pattern.search(name)
            if match is not None and self._excluded.match(name, match.start()):
                continue
            if match is None or (head.need != "nothing" and (
                match.start() > 0 or not name[match.end() :].strip() or ":" in name[match.end() :]
            )):
                continue
            before = name[: match.start()]
            colon = before.rfind(":") + 1
            rest = before[colon:]
            for mention in reversed(self._gazetteer.find(rest)):
                rest = rest[: mention.span.start] + rest[mention.span.end :]
            if not any(len(word) > 3 or not (word.isupper() or word.isdigit()) for word in re.findall(r"\w+", rest)):
                return (match.start() if colon else 0), head
        return 0, None

    def _dated(self, doc: Doc, head: Head | None = None) -> str | None:
        """The day a treaty was done (said in its last words), or those its letters bear."""
        borne = self._borne(doc)
        if borne:
            return f"{min(borne)}/{max(borne)}" if len(borne) > 1 else borne.pop()
        days, last_words = [], []
        for date in doc._.findings.dates:
            before = content(doc)[max(0, date.span.start - REACH) : date.span.start]
            if date.role == "day" and date.value and self._sealed.search(before):
                last_words.append(date.value)
            elif date.role == "day" and date.value and (self._done.search(before) or _PLACED.search(before)):
                days.append(date.value)
        if last_words and not (days and head is not None and head.letters):
            return last_words[-1]
        days += last_words
        if not days:
            return None
        first, last = min(days), max(days)
        return f"{first}/{last}" if first != last and self._letters.search(content(doc)) else first

    def _borne(self, doc: Doc) -> set[str]:
        """The days below the letters of an exchange, and the first one's at its head."""
        text: Text | None = doc._.text
        if text is None or text.dateline is None or not self._letters.search(content(doc)):
            return set()
        feet = [b for b in text.view.blocks if b.role == "signature" and b.end - b.start <= _FOOT]
        dates = [d for d in doc._.findings.dates if d.role == "day" and d.value]
        days = {d.value for d in dates if d.value and any(b.start <= d.span.start < b.end for b in feet)}
        signed = any(letters.signed().search(content(doc), b.start, b.end) for b in text.view.blocks if b.role == "signature")
        notes = [p for p in text.passages if signed and p.role == "note" and p.end - p.start <= REACH]
        heads = (text.content[p.start : p.end] for p in notes)
        days |= {day for words in heads if (day := letters.day(words)) is not None}
        if not days or text.dateline.date is None:
            return set()
        return {*days, text.dateline.date}

    def _is_treaty(self, text: str) -> bool:
        return sum(sign.search(text) is not None for sign in self._signs) >= _SIGNS

    def _treaty_head(self, text: str) -> Head | None:
        """The type of a treaty by what it calls itself, else the first of the lexicon's treaties."""
        named = next((match.group() for pattern in self._names if (match := pattern.search(text))), "")
        found = next((head for head, pattern in self._heads if named and pattern.search(named)), None)
        return found or next((head for head, _ in self._heads if head.letters), None)


def _headline(doc: Doc) -> Span | None:
    """The headline, if the story has one."""
    view: View | None = doc._.text.view if doc._.text is not None else None
    found = next((b for b in view.blocks if b.role == "headline"), None) if view is not None else None
    return Span(found.start, found.end) if found is not None else None


def _opening(doc: Doc) -> Span | None:
    """The first sentence of the story: what is cited for a paper whose title stands outside it."""
    view: View | None = doc._.text.view if doc._.text is not None else None
    for sentence in doc.sents:
        told = view is None or not view.blocks or view.blocks[view.block_at(sentence.start_char)].is_story
        if told and sentence.text.strip():
            return Span(sentence.start_char, sentence.end_char)
    return None
