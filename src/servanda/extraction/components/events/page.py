"""A document as events are read in it: what earlier components found, looked up by place."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from servanda.extraction.components.events.lexicon import Words
from servanda.extraction.content import content, is_finite
from servanda.extraction.mentions import DateMention, Findings, Mechanism, Span
from servanda.reading.text import Text

_APOSTROPHES = str.maketrans({"\u2019": "'", "\u02bc": "'", "\u00a0": " ", "\u202f": " ", "\n": " "})
_LONGEST = 100
_DENIAL = 70  # characters before a verb in which its negation may begin
_VENUE = 40
JUBILEE = 40  # characters before a founding in which stands which anniversary it has
_TITLE = 60  # characters of an office's complements before the name of its holder
_NOMINAL = frozenset({"ADJ", "NOUN", "PROPN"})
_FORMAL = frozenset({"ADP", "PROPN", "PUNCT", "DET", "NUM", "SPACE"})
_APPOSED = 8  # characters between an office and the name in apposition to it
_HYPHENS = ("-", "\u2010", "\u2011", "\u2013", "/")
_DIARY = 8  # blocks under the day that heads them
_ARTICLE = 4  # characters of an article before a day
_SIGNED = 150  # characters from the name of a text to the day of its signing
_CITIES = frozenset({"capital", "city"})
_NAME = r"[^\W\d_a-z][\w'-]+(?:[ -](?:[ae][dlnrstz]-)?[^\W\d_a-z][\w'-]*){0,2}"


@dataclass(frozen=True, slots=True)
class Found:
    """Something found earlier, with its place in the text; `value` is a key, a code or a mention."""

    start: int
    end: int
    value: str
    kind: str = ""


class Row:
    """Findings of one kind, in order, looked up by span."""

    def __init__(self, items: Sequence[Found]) -> None:
        self.items = sorted(items, key=lambda item: (item.start, -item.end))
        self._starts = [item.start for item in self.items]

    def inside(self, start: int, end: int) -> list[Found]:
        """Those that begin in a span."""
        return self.items[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def before(self, position: int) -> list[Found]:
        """Those that begin before a position."""
        return self.items[: bisect_left(self._starts, position)]


class Page:
    """One document: its text with plain apostrophes (same length), and its findings by place."""

    def __init__(self, doc: Doc, words: Words) -> None:
        self.doc, self.words = doc, words
        self.text = content(doc).translate(_APOSTROPHES)
        self.source: Text | None = doc._.text
        self.findings: Findings = doc._.findings
        self.persons = Row(
            [Found(s.start, s.end, e.key) for e in self.findings.entities if e.type == "person" for s in e.mentions]
        )
        self.named = {item.value for item in self.persons.items}
        self.entitled = Row(
            [Found(s.start, s.end, e.key) for e in self.findings.entities if e.type == "person" for s in e.titles]
        )
        self.stand_ins = Row(
            [
                Found(r.span.start, r.span.end, r.entity)
                for r in self.findings.references
                if r.entity in self.named and r.entity
            ]
        )
        self.dates_row = Row([Found(d.span.start, d.span.end, str(i)) for i, d in enumerate(self.findings.dates)])
        self.states = Row([Found(m.span.start, m.span.end, m.code, m.kind) for m in self.findings.states])
        self.bodies = Row(
            [Found(s.start, s.end, m.key) for m in self.findings.mechanisms for s in m.mentions or (m.title,)]
        )
        self.titles = Row([Found(i.title.start, i.title.end, i.key) for i in self.findings.instruments if i.name is None])
        self.texts = Row(
            [
                Found(s.start, s.end, i.key)
                for i in self.findings.instruments
                for s in (i.title, *i.mentions)
                if i.name is None or s != i.title  # a paper named outside its story cites a sentence that is no name
            ]
        )
        self.venues = Row(
            [
                Found(s.start, s.end, e.name, e.state or "")
                for e in self.findings.entities
                if e.type == "place"
                for s in e.mentions
            ]
        )
        self.state_of = {e.key: e.state for e in self.findings.entities}
        self.body_of: dict[str, Mechanism] = {m.key: m for m in self.findings.mechanisms}
        self._others = Row(
            [Found(s.start, s.end, e.key) for e in self.findings.entities if e.type != "place" for s in e.mentions]
        )
        self._place = re.compile(rf"(?<!\w)(?:{words.city_choice})\s({_NAME})")

    @property
    def reported_from(self) -> str | None:
        """The city of the text's dateline."""
        return self.source.dateline.place if self.source and self.source.dateline else None

    def holds(self, key: str, offices: Sequence[str]) -> bool:
        """Whether somebody holds one of some offices (beginnings of codes; none: any)."""
        entity = self.findings.entity(key)
        return (
            not offices
            or entity is not None
            and any(o.office == x or o.office.startswith((x + "/", x + "-")) for o in entity.offices for x in offices)
        )

    def dates(self, start: int, end: int) -> list[DateMention]:
        """The dates of a span."""
        return [self.findings.dates[int(item.value)] for item in self.dates_row.inside(start, end)]

    @property
    def is_dated(self) -> bool:
        """Whether the text says when it was written."""
        source = self.source
        return source is not None and bool(source.published or source.dateline and source.dateline.date)

    def day_above(self, block: int) -> str | None:
        """The day that heads the block, as in a diary: the last line above it that is nothing but a day."""
        blocks = self.source.view.blocks if self.source else ()
        for above in reversed(blocks[max(0, block - _DIARY) : max(0, block)]):
            named = [d for d in self.dates(above.start, above.end) if d.role == "day" and d.value]
            text = self.text[above.start : above.end].strip(" .:")
            if named and above.is_story and len(text) <= sum(d.span.end - d.span.start + _ARTICLE for d in named):
                return named[-1].value
        return None

    def dated(self, span: Span) -> bool:
        """Whether a day, month or year stands in a span."""
        return any(d.role in ("day", "range") and d.value for d in self.dates(span.start, span.end))

    def of_text(self, day: DateMention) -> bool:
        """Whether a day is told only of a text that is named before it (`under the treaty signed in Lima on 3 May 2013`)."""
        named = self.texts.inside(max(0, day.span.start - _SIGNED), day.span.start)
        if not named:
            return False
        participle = self.text.find(" ", named[-1].end + 1)  # which the parser may take for a verb
        return not self.verb_between(max(named[-1].end, participle), day.span.start)

    def verb_between(self, start: int, end: int, *, finite: bool = True) -> bool:
        """Whether a finite verb (or any verb but a participle) stands in a span."""
        forms = ("Fin",) if finite else ("Fin", "Inf")
        span = self.doc.char_span(start, end, alignment_mode="contract") if end > start else None
        verbs = (t for t in span or () if t.pos_ in ("VERB", "AUX") and any(f in t.morph.get("VerbForm") for f in forms))
        return any(not self.is_of_name(t.idx) for t in verbs)

    def decided(self, start: int, cue: int, verb: int, end: int) -> bool:
        """Whether what is said to be to happen was decided, with a day or a place (`agreed that talks be held in May`).

        Args:
            start, cue: where the decision may stand.
            verb, end: where the day or the place may.
        """
        set_down = self.dates(verb, end) or self.places(verb, end)
        return bool(set_down) and self.words.family("mandates").search(self.text, start, cue) is not None

    def verb_group(self, position: int) -> int:
        """Where the group of a verb begins: its auxiliaries and the adverbs among them stand before it."""
        span = self.doc.char_span(position, position + 1, alignment_mode="expand")
        first = span.start if span else 0
        at = first
        while at and self.doc[at - 1].pos_ in ("AUX", "ADV"):
            at -= 1
        while at < first and self.doc[at].pos_ != "AUX":
            at += 1
        return self.doc[at].idx

    def is_of_name(self, position: int) -> bool:
        """Whether a word is one of the name of a place, which may look like a verb (`Dar es Salaam`, `Accra`)."""
        near = (m for row in (self.states, self.venues) for m in row.inside(position - _VENUE, position + 1))
        return any(m.start <= position < m.end for m in near)

    def people(self, start: int, end: int, *, stand_ins: bool = True) -> list[Found]:
        """Persons named in a span, by name or by the office beside it, and the words that stand for one, in order; each once."""
        found = self.persons.inside(start, end) + self.entitled.inside(start, end)
        if stand_ins:
            found = found + [
                s for s in self.stand_ins.inside(start, end) if not self._is_apposed(s)
            ]
        once: dict[str, Found] = {}
        for item in sorted(found, key=lambda f: f.start):
            once.setdefault(item.value, item)
        return list(once.values())

    def _is_apposed(self, office: Found) -> bool:
        """Whether an office is said of the name after it, its own complements between them at most."""
        near = self.persons.inside(office.start, office.end + _TITLE)
        around = self.entitled.inside(office.start - _TITLE, office.end)
        if near and "," in self.text[office.end : near[0].start] and near[0].value != office.value and not any(
                t.value == near[0].value and t.end > office.start for t in around):
            return False  # `at the talks with the visiting president, X said`
        if near and self.words.family("coordinators").match(self.text, office.end + 1):
            return False  # `the king and Ms Vesi`
        if not near or near[0].start <= office.end + _APPOSED:
            return bool(near)
        gap = self.doc.char_span(office.end, near[0].start, alignment_mode="contract")
        if gap is None or not self.doc.has_annotation("POS"):
            return False
        by, articles = self.words.family("by"), self.words.family("articles")
        linked = (by.fullmatch(t.lower_) or articles.fullmatch(t.lower_) for t in gap)
        return all(
            link or t.pos_ in _NOMINAL or t.is_space or (t.text == "," and t.i == gap.end - 1)
            for t, link in zip(gap, linked, strict=True)
        )

    def token(self, start: int) -> Token | None:
        """The word at a place."""
        span = self.doc.char_span(start, start + 1, alignment_mode="expand")
        return span[0] if span is not None and len(span) else None

    def antecedent(self, position: int) -> Found | None:
        """The person named right before a relative pronoun, at most with a state and a day between them."""
        named = self.persons.inside(max(0, position - _TITLE - _VENUE), position)[-1:]
        gap = self.doc.char_span(named[0].end, position, alignment_mode="contract") if named else None
        days = self.dates(named[0].end, position) if named else []
        bare = all(t.pos_ in _FORMAL or any(d.span.start <= t.idx < d.span.end for d in days) for t in gap or ())
        return named[0] if named and bare else None

    def relatives(self, start: int, end: int) -> Iterator[re.Match[str]]:
        """The relative pronouns of a span that open an aside: a comma stands before them."""
        found = self.words.family("relatives").finditer(self.text, start, end)
        return (m for m in found if self.text.endswith(", ", 0, m.start()))

    def is_of_staff(self, noun: Span) -> bool:
        """Whether a meeting's noun says that it is of those who prepare a session, which they do not hold."""
        return self.words.family("staff").search(self.text, noun.start, noun.end) is not None

    def is_finite(self, start: int) -> bool:
        """Whether the word at a place is a verb with its own subject."""
        word = self.token(start)
        return word is not None and is_finite(word)

    def linked(self, first: int, start: int, head: int) -> bool:
        """Whether a preposition that puts one event inside another stands before a noun's phrase, or within two words of it."""
        return bool(self.words.linked.search(self.text, first, start) or self.words.linker_before.search(self.text, first, head))

    def auxiliary(self, end: int) -> bool:
        """Whether the word after a place is an auxiliary."""
        word = self.token(end + 1)
        return word is not None and word.pos_ == "AUX"

    def stop(self, start: int, end: int) -> int:
        """Where the first comma of a span stands (its end, if none does)."""
        comma = self.text.find(",", start, end)
        return comma if comma > 0 else end

    def past_blanks(self, position: int) -> int:
        """The place after the blanks that stand at one."""
        while position < len(self.text) and self.text[position] == " ":
            position += 1
        return position

    def joins(self, start: int) -> bool:
        """Whether the word at a place only begins a clause (`stated | that`, `the talks | that took place`)."""
        word = self.token(start)
        return word is not None and (word.pos_ == "SCONJ" or "Rel" in word.morph.get("PronType"))

    def places(self, start: int, end: int) -> list[tuple[Found, str, bool]]:
        """Cities and states of a span that stand after a preposition of place: (found, its state or empty, is a city)."""
        out: dict[int, tuple[Found, str, bool]] = {}
        for match in self._place.finditer(self.text, start, end):
            at = match.start(1)
            if self._in_name(match.start()):
                continue
            if match[1][0].isupper() and not self._is_taken(at, match.end(1)) and not self._modifies(at):
                out[at] = (Found(at, match.end(1), match[1]), "", True)
        for item in self.venues.inside(start, end):
            if all(word[:1].isupper() for word in item.value.split()) and self.is_located(item.start):
                out[item.start] = (item, item.kind, True)
        for item in self.states.inside(start, end):
            if any(h in self.text[item.end : item.end + 2] for h in _HYPHENS) or self.words.owned(self.text, item.end):
                continue
            if item.kind in _CITIES and self.is_located(item.start):
                out[item.start] = (item, item.value, True)
            elif item.kind == "name" and self.is_located(item.start, venues=False):
                out[item.start] = (item, item.value, False)
        for match in self.words.capital.finditer(self.text, start, end):
            self._seat(match.start(), match.end(), out)
        return [out[at] for at in sorted(out)]

    def _modifies(self, position: int) -> bool:
        """Whether the word at a place is an adjective before its noun (`in Islamic finance`)."""
        word = self.token(position)
        return word is not None and word.pos_ == "ADJ" and word.i + 1 < len(self.doc) and self.doc[word.i + 1].pos_ == "NOUN"

    def _seat(self, start: int, end: int, out: dict[int, tuple[Found, str, bool]]) -> None:
        """`The Finnish capital` is the capital's name, where the text gives it."""
        codes = [
            m.value
            for m in self.states.inside(start - _VENUE, end + _VENUE)
            if m.kind in ("adjective", "name") and (0 <= m.start - end <= 4 or 0 <= start - self._past_owner(m.end) <= 1)
        ]
        city = next((m for m in self.states.items if codes and m.value == codes[0] and m.kind == "capital"), None)
        if city is not None:
            out[start] = (Found(city.start, city.end, city.value, "capital"), city.value, True)

    def _past_owner(self, end: int) -> int:
        """The position after a possessive that stands there."""
        return end + 2 if self.words.owned(self.text, end) else end

    def is_located(self, position: int, *, venues: bool = True) -> bool:
        """Whether a preposition of place stands just before, or the noun of a venue."""
        if self.text[position - 1 : position] == "(" or self.words.located.search(
            self.text, max(0, position - 14), position
        ):
            return True
        return venues and bool(self.words.venue.search(self.text, max(0, position - _VENUE), position))

    def _in_name(self, position: int) -> bool:
        """Whether the word before a preposition is capitalised, so that both are parts of a name."""
        before = self.text[max(0, position - 30) : position].split()
        return (
            bool(before)
            and position > 0
            and self.text[position - 1] == " "
            and before[-1][:1].isupper()
            and before[-1][-1:].isalnum()
            and not self.persons.inside(position - 40, position)
        )

    def jubilee(self, start: int, first: int = 0) -> int | None:
        """Which anniversary of a founding that is named at `start` the words before it tell (from `first` on)."""
        return self.words.ordinal(self.text[max(first, start - JUBILEE) : start])

    def bygone(self, noun: Span) -> bool:
        """Whether an event's noun is said to be of a recent or an earlier time."""
        return self.words.family("bygone").search(self.text, noun.start, noun.end) is not None

    def lapsed(self, start: int, end: int) -> bool:
        """Whether words that lead to an event of another time govern what begins at the end of a span."""
        found = [m.end() for m in self.words.family("lapse").finditer(self.text, start, end)]
        return bool(found) and not self.verb_between(found[-1], end) and "," not in self.text[found[-1] : end]

    def only_words(self, start: int, end: int) -> bool:
        """Whether nothing but articles, adjectives, prepositions and a day stand there."""
        span = self.doc.char_span(start, end, alignment_mode="contract") if end > start else None
        days = [d.span for d in self.dates(start, end)]
        return all(
            t.pos_ not in ("NOUN", "PROPN", "VERB", "AUX") or any(d.start <= t.idx < d.end for d in days) for t in span or ()
        )

    def inside_ordinal(self, position: int) -> bool:
        """Whether a position lies in an ordinal (`2 e`, `12th`)."""
        return self.words.in_ordinal(self.text, position)

    def denied(self, start: int, end: int) -> bool:
        """Whether a negation, a refusal or a failure stands right before a verb, or reaches into its words."""
        first = max(0, start - _DENIAL)
        last = first + len(self.text[first:start].rstrip())
        found = self.words.family("negations").finditer(self.text, first, end)
        return any(m.start() < start and last <= m.end() for m in found)

    def is_organisation(self, start: int, end: int) -> bool:
        """Whether words lie in the name of an organisation or a person."""
        return any(item.start <= start and end <= item.end for item in self._others.inside(start - _LONGEST, end))

    def _is_taken(self, start: int, end: int) -> bool:
        """Whether a capitalised name is known to be something else than a place."""
        rows = (self.persons, self._others, self.states, self.bodies, self.titles, self.dates_row)
        near = (item for row in rows for item in row.inside(start - _LONGEST, end))
        return any(item.start < end and start < item.end for item in near)
