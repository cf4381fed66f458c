"""How far the words of an event reach: the clause of a verb, the phrase of a noun."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from servanda.extraction.components.events.lexicon import Words
from servanda.extraction.components.events.page import Page
from servanda.extraction.mentions import Span

_LONGEST = 60  # tokens of a noun phrase
_HONORIFIC = 30  # characters before a name that its honorific takes
_ARTICLE = 5  # characters of an article before a state's name
_DATE = 30  # characters of a date
_OFFICE = 120  # characters of an office or a name
_NEXT = 80  # characters after a conjunction in which the second of two persons is named
_SITE = 70  # characters of a house and its city
_APPOSED = 130  # characters within which a name may follow the comma after a title
_ACRONYM = re.compile(r"[A-Z][\w-]{1,11}")
_HARD = frozenset({";", ":", "\u2014"})
_LEFT = frozenset({"ADJ", "DET", "NUM", "NOUN", "PROPN", "ADV", "X"})


class Sentence:
    """Character bounds of a sentence, and where its clauses part.

    dated: whether it begins with its day, as in a chronicle (`5 May 1990: opening of the embassy`); first: where its words begin.
    """

    def __init__(self, page: Page, words: Words, start: int, end: int, block: int) -> None:
        self.page, self.words, self.start, self.end, self.block = page, words, start, end, block
        hard = [
            i
            for i in range(start, end)
            if page.text[i] in _HARD
            or (page.text[i] in "-\u2013" and page.text[i - 1 : i + 2] == f" {page.text[i]} " and not _joins(page, i))
        ]
        self.dated = bool(hard) and _is_day(page, start, hard[0])
        self.first = hard[0] + 1 if self.dated else start
        self._hard = hard[1:] if self.dated else hard

    @property
    def parts(self) -> list[int]:
        """Where its further parts begin."""
        return [i + 1 for i in self._hard]

    def hard_left(self, position: int) -> int:
        """The start of the part of the sentence that a position lies in."""
        return max((i + 1 for i in self._hard if i < position), default=self.start)

    def hard_right(self, position: int) -> int:
        """The end of that part."""
        return min((i for i in self._hard if i >= position), default=self.end)

    def segment(self, triggers: Sequence[tuple[int, int]], own: tuple[int, int]) -> Span:
        """The clause of one trigger among others: from the parting before it to the parting after it."""
        left, right = self.hard_left(own[0]), self.hard_right(own[1])
        before = [end for _, end in triggers if end <= own[0]]
        after = [start for start, _ in triggers if start >= own[1] and not self._beside(own[1], start)]
        if before and max(before) > left:
            left = self._parting(max(before), own[0], max(before))
        if after and min(after) < right:
            right = self._parting(own[1], min(after), min(after))
        return trimmed(self.page.text, left, right)

    def _beside(self, start: int, end: int) -> bool:
        """Whether it is that on the margins of which the event before it was held, with its place and day after it."""
        found = list(self.words.family("beside").finditer(self.page.text, start, end))
        gap = self.page.text[found[-1].end() : end] if found else ""
        return bool(found) and not set(gap) & set(",;") and self.page.text[start : found[-1].start()].strip() == ""

    def _pairs(self, start: int, end: int, limit: int) -> bool:
        """Whether a conjunction joins two persons, both before the verb at `limit`."""
        persons, offices = self.page.persons, self.page.stand_ins
        named = (p for row in (persons, offices) for p in row.inside(start - 60, start))
        return any(start - p.end <= 2 for p in named) and bool(persons.inside(end, min(end + _NEXT, limit)))

    def _in_date(self, position: int) -> bool:
        """Whether a conjunction or a preposition belongs to a date (`on 3 and 4 May`, `in the course of the year`)."""
        return any(d.start <= position < d.end for d in self.page.dates_row.inside(position - _DATE, position + 1))

    def _in_name(self, position: int) -> bool:
        """Whether a conjunction belongs to an office, or to the name of a text or a body (`Minister for Trade and Ports`)."""
        page = self.page
        rows = (page.entitled, page.titles, page.bodies)
        return any(i.start < position < i.end for row in rows for i in row.inside(position - _OFFICE, position))

    def _parting(self, start: int, end: int, otherwise: int) -> int:
        """Where two clauses part: before the last conjunction between their triggers, else after the first comma."""
        text = self.page.text
        if (closed := self._past_relative(start, end)) is not None:
            return closed
        breaks = [
            m.start()
            for name in ("breaks", "relatives", "linkers")
            for m in self.words.family(name).finditer(text, start, end)
            if not self._in_date(m.start())
        ]
        further = [b for b in breaks if self._goes_on(b, end)]
        if further and len(further) == len(breaks):
            return end
        if breaks:
            last = max(b for b in breaks if b not in further)
            return self._next_subject(last, end) or last
        joins = [
            m.start()
            for m in self.words.family("coordinators").finditer(text, start, end)
            if not self._pairs(m.start(), m.end(), end) and not self._in_date(m.start()) and not self._in_name(m.start())
        ]
        if joins:
            return joins[-1]
        comma, last = text.find(",", start, end), text.rfind(",", start, end)
        named = any(p.end == last for p in self.page.persons.inside(comma, last))
        if last > comma and not text[last + 1 : end].strip() and named:
            marks = [i for i in range(comma, last) if text[i] == ","]
            if self.page.is_finite(end):  # `on the visit of Y, the minister, X, met`: the title and the name are the subject
                return marks[-2 if len(marks) > 1 else -1] + 1
            return last + 1  # `received the president, X, who had arrived`: the name belongs to the title before it
        return comma + 1 if comma >= 0 else otherwise


    def _past_relative(self, start: int, end: int) -> int | None:
        """Where the relative clause of a person ends that the first trigger stands in, the second right behind its comma
        (`X, who arrived on Monday at the head of a delegation, met`)."""
        text, comma = self.page.text, self.page.text.rfind(", ", start, end)
        if comma < 0 or self.page.persons.inside(comma, end) or not self.page.is_finite(end):
            return None
        relatives = self.words.family("relatives").finditer(text, self.start, start)
        opened = [m.start() for m in relatives if text.endswith(", ", 0, m.start())]
        named = opened and self.page.antecedent(opened[-1]) is not None
        whole = named and "," not in text[opened[-1] : comma] and not text[comma + 2 : end].strip()
        return comma + 1 if whole else None

    def _next_subject(self, start: int, end: int) -> int | None:
        """Where, behind a comma and a conjunction, the next verb's own subject begins (`at the tomb, and at night he met`)."""
        joins = [
            m.start() for m in self.words.family("coordinators").finditer(self.page.text, start, end)
            if self.page.text.endswith(", ", 0, m.start()) and not self._in_date(m.start())
        ]
        return joins[-1] if joins and self.page.persons.inside(joins[-1], end) else None

    def _goes_on(self, position: int, end: int) -> bool:
        """Whether the word there only leads to a further object of the verb before it (`then with the speaker`)."""
        page = self.page
        match = self.words.family("then").match(page.text, position)
        named = match is not None and page.persons.inside(match.end(), end)
        return bool(match and named) and not page.verb_between(match.end() if match else end, end, finite=False)


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun with its determiner and complements."""

    start: int
    head_start: int
    head_end: int
    end: int
    definite: bool
    pointing: bool

    @property
    def span(self) -> Span:
        """Its characters."""
        return Span(self.start, self.end)


def trimmed(text: str, start: int, end: int) -> Span:
    """A span without the blanks and commas at its ends."""
    while start < end and not (text[start].isalnum() or text[start] in '(\u00ab"\u201c'):
        start += 1
    while end > start and not (text[end - 1].isalnum() or text[end - 1] in ')\u00bb"\u201d%'):
        end -= 1
    return Span(start, end)


def phrase(page: Page, sentence: Sentence, start: int, end: int, others: Sequence[tuple[int, int]]) -> Phrase:
    """The noun phrase around a noun at `start` to `end`; `others` are the triggers it must not take in."""
    left = _left(page, sentence, start)
    low = max([sentence.start, *(e for _, e in others if e <= start)])
    left = max(left, low)
    high = min([sentence.hard_right(end), *(s for s, _ in others if s >= end)])
    right = _Right(page, page.words, end, high).reach()
    head = page.text[left:start]
    definite = bool(page.words.family("definite").search(head)) or page.words.possessed(head)
    pointing = bool(page.words.family("anaphoric").search(head))
    span = trimmed(page.text, left, max(right, end))
    return Phrase(min(span.start, start), start, end, max(span.end, end), definite, pointing)


def _is_day(page: Page, start: int, mark: int) -> bool:
    """Whether all before a colon or a dash is a day, a month or a year."""
    days = page.dates(start, mark)
    return bool(days) and days[0].span.start - start <= _ARTICLE and mark - days[-1].span.end <= 1


def _joins(page: Page, dash: int) -> bool:
    """Whether a dash stands inside a name or between two states, and parts nothing."""
    rows = (page.bodies, page.titles, page.entitled)
    if any(item.start < dash < item.end for row in rows for item in row.inside(dash - 300, dash)):
        return True
    before = [m for m in page.states.inside(dash - 50, dash) if dash - m.end <= 2]
    return bool(before) and bool(page.states.inside(dash, dash + 3))


def _left(page: Page, sentence: Sentence, start: int) -> int:
    """Where the phrase begins: determiner, ordinal and adjectives, or the possessor before the noun."""
    doc = page.doc
    first = page.token(start)
    if first is None:
        return start
    i, taken = first.i, 0
    while i > 0 and doc[i - 1].idx >= sentence.start and taken < 8 and _belongs(page, doc[i - 1]):
        i, taken = i - 1, taken + 1
        if doc[i].text[0].isalpha() and _determines(page, doc[i]):
            break
        owner = _owner(page, doc[i])
        if owner is not None:
            return max(owner, sentence.start)
    return min(doc[i].idx, start)


def _determines(page: Page, token: Token) -> bool:
    """Whether a token is a determiner."""
    word = page.text[token.idx : token.idx + len(token)]
    return token.pos_ == "DET" or bool(page.words.family("definite").fullmatch(word))


def _belongs(page: Page, token: Token) -> bool:
    if any(item.start <= token.idx < item.end for item in page.dates_row.inside(token.idx - _DATE, token.idx + 1)):
        return True
    if token.text == "," and any(d.end >= token.idx - 1 for d in page.dates_row.inside(token.idx - _DATE, token.idx)):
        return token.nbor(1).pos_ != "ADJ"  # `in May 2021, first visit of`: an apposition, no attribute
    if token.text in ("-", "\u2013") and token.i and not token.whitespace_ and not token.nbor(-1).whitespace_:
        return True  # `the Fiji-Tonga dialogue`
    if token.is_space or token.is_punct and token.text not in ("-", "'"):
        return False
    if page.words.family("definite").fullmatch(token.text.replace("\u2019", "'")) or page.inside_ordinal(token.idx):
        return True
    if token.pos_ == "VERB" and token.dep_ in page.words.modifiers and token.head.i > token.i:
        return "Part" in token.morph.get("VerbForm")  # `the scheduled visit`
    return token.pos_ in _LEFT or page.words.owned(page.text, token.idx) or page.words.ordinal(token.text) is not None


def _owner(page: Page, token: Token) -> int | None:
    """Where a possessor that ends at this token (`'s`) begins."""
    if not page.words.owned(page.text, token.idx) or token.i == 0:
        return None
    end = token.idx
    for row in (page.persons, page.states, page.bodies, page.stand_ins, page.dates_row):
        owners = [item for item in row.inside(end - 80, end) if item.end >= end - 1]
        if owners:
            return _title(page, owners[0].start)
    return page.doc[token.i - 1].idx


def _title(page: Page, name: int) -> int:
    """Where the title begins that stands right before a name (the name itself, if none does)."""
    near = [t.start for t in page.entitled.inside(name - _HONORIFIC, name) if 0 <= name - t.end <= 1]
    return near[0] if near else name


class _Right:
    """Walks right from a noun over its complements."""

    def __init__(self, page: Page, words: Words, start: int, limit: int) -> None:
        self.page, self.words, self.start, self.limit = page, words, start, limit
        self.agents = self.done = self.inverted = False

    def reach(self) -> int:
        """Where the phrase ends."""
        doc, i, steps, last = self.page.doc, self._token(self.start), 0, self.start
        while i < len(doc) and doc[i].idx < self.limit and steps < _LONGEST:
            after = self._step(doc[i])
            if after is None:
                break
            last = after
            i, steps = max(self._token(after), i + 1), steps + 1
        return min(last, self.limit)

    def _token(self, position: int) -> int:
        span = self.page.doc.char_span(max(0, position - 1), position, alignment_mode="expand")
        if span is None:
            return len(self.page.doc)
        i = span.end
        while i < len(self.page.doc) and self.page.doc[i].idx < position:
            i += 1
        return i

    def _step(self, token: Token) -> int | None:
        page, at = self.page, token.idx
        for row in (page.dates_row, page.persons, page.bodies, page.entitled):
            here = row.inside(at, at + 1)
            if here:
                return here[0].end
        if token.text == "(":
            close = page.text.find(")", at, min(self.limit, at + 60))
            short = _ACRONYM.fullmatch(page.text, at + 1, close) if close > 0 else None
            return close + 1 if close > 0 and (short or page.dates(at, close)) else None
        if token.text == ",":
            return self._comma(at)
        participle = self._participle(at)
        if participle is not None:
            self.agents, self.done = self.agents or self._by(participle), True
            self.inverted = self.inverted or bool(self.words.family("relatives").match(page.text, at))
            return participle
        self.agents = self.agents or (self.done and bool(self.words.family("agents").match(page.text, at)))
        if any(self.words.family(name).match(page.text, at) for name in ("breaks", "relatives", "linkers")):
            return at + len(token) if self._leads_to_place(at, token) else None
        if self.words.family("coordinators").match(page.text, at):
            return self._joined(at, token)
        if token.pos_ in ("VERB", "AUX") and "Part" not in token.morph.get("VerbForm") and not page.is_of_name(at):
            return None
        if token.pos_ == "PART" and token.text.isalpha():
            return None
        if token.pos_ == "DET" and token.i and token.nbor(-1).pos_ in ("NOUN", "PROPN"):
            return self._doer(at) if self.inverted else None
        if token.pos_ == "PRON" and "Nom" in token.morph.get("Case"):
            return None  # who acts next (`on the first day of his visit | he met`)
        if token.pos_ == "PRON" and not token.ent_type_ and not page.stand_ins.inside(at, at + 1):
            return None
        return at + len(token)

    def _leads_to_place(self, at: int, token: Token) -> bool:
        """Whether a preposition right behind the noun leads to where it was (`their meeting at the Palace in Lima`)."""
        page, end = self.page, min(self.limit, at + _SITE)
        if at > self.start + 1 or token.lower_ not in self.words.lexicon.locatives:
            return False
        found = page.places(at, end)
        return bool(found) and not page.verb_between(at, found[0][0].start) and "," not in page.text[at : found[0][0].start]

    def _doer(self, at: int) -> int | None:
        """Who did it, named after the verb of a relative clause (`the visit that the minister paid`, French order)."""
        self.inverted = False
        near = self.page.persons.inside(at, min(self.limit, at + _APPOSED))
        return near[0].start if near and not self.page.verb_between(at, near[0].start) else None

    def _by(self, position: int) -> bool:
        """Whether an agent follows."""
        return bool(
            self.words.family("by").match(self.page.text, position)
            or self.words.family("by").match(self.page.text, position + 1)
        )

    def _participle(self, at: int) -> int | None:
        for pattern in (self.words.participles["held"], self.words.participles["planned"]):
            match = pattern.match(self.page.text, at, self.limit)
            if match:
                return match.end()
        return None

    def _comma(self, at: int) -> int | None:
        """Past a comma only to a date, a participle, a place, or the name that stands in apposition."""
        after = at + 1
        while after < self.limit and self.page.text[after] == " ":
            after += 1
        if self._participle(after) is not None or self.page.dates_row.inside(after, after + 1):
            return after
        if any(self.page.is_located(m.start) for m in self.page.states.inside(after, after + 8)):
            return after
        if listed := self._listed(at, after):
            return listed
        opened = self.page.text.rfind(",", self.start, at)
        if opened >= 0 and self.page.dates(opened, at) and self.words.family("by").match(self.page.text, after):
            return after  # `the signing, on Monday, of`
        if self.words.family("by").match(self.page.text, after) and self.page.persons.inside(after, after + 40):
            return after
        if self.words.family("between").match(self.page.text, after) and self.page.persons.inside(after, after + _NEXT):
            self.agents = True  # `the talks held in Lima in May, between X and Y`
            return after
        if (second := self._second(at, after)) is not None:
            return second
        named = self.page.persons.inside(after, after + _HONORIFIC)
        if named and self._honours(after, named[0].start) and (self.agents or self._titled(at)):
            return named[0].start
        if self.agents:
            near = self.page.persons.inside(after, min(self.limit, after + _APPOSED))
            if near and not self.words.family("breaks").search(self.page.text, after, near[0].start):
                return near[0].start
        doer = self.page.token(after) if self.inverted and not self.page.persons.inside(self.start, at) else None
        return self._doer(after) if doer is not None and doer.pos_ == "DET" else None

    def _second(self, at: int, after: int) -> int | None:
        """The second of the two between whom talks were, behind a comma (`between the minister, X, and the envoy, Y`)."""
        joined = self.words.family("coordinators").match(self.page.text, after)
        first = self.page.persons.inside(self.start, at)
        if joined is None or len(first) != 1 or at - first[0].end > 1:
            return None
        near = self.page.persons.inside(joined.end(), min(self.limit, joined.end() + 2 * _APPOSED))
        two = self.words.family("between").search(self.page.text, self.start, first[0].start)
        return near[0].start if two and near and not self.page.verb_between(joined.end(), near[0].start) else None

    def _honours(self, start: int, end: int) -> bool:
        """Whether nothing but words of honour leads from a comma to a name (`the sultan, His Majesty X`)."""
        words = self.page.text[start:end].split()
        return all(word[0].isupper() for word in words) and not self.page.titles.inside(start, end)

    def _titled(self, at: int) -> bool:
        """Whether the phrase so far ends with an office whose holder is not named yet."""
        offices = [m.end() for m in self.words.family("people").finditer(self.page.text, self.start, at)]
        return bool(offices) and not self.page.persons.inside(max(offices), at)

    def _joined(self, at: int, token: Token) -> int | None:
        """Past a conjunction only to another date or name."""
        after = at + len(token) + 1
        if companions := self.words.family("entourage").match(self.page.text, after, self.limit):
            return companions.end()  # `the visit of the minister and her delegation to`
        near = self.page.persons.inside(after, min(self.limit, after + _APPOSED if self.agents else after + 70))
        parted = near and self.words.family("breaks").search(self.page.text, after, near[0].start)
        if near and not parted and (self.agents or "," not in self.page.text[after : near[0].start].rstrip(", ")):
            return near[0].start
        if self.page.dates_row.inside(after, after + 1):
            return after
        return self._listed(at, after)

    def _listed(self, at: int, after: int) -> int | None:
        """The end of a state's name after a mark or conjunction that another state's name stands before."""
        first = [m for m in self.page.states.inside(self.start, at) if at - m.end <= 1 and m.kind == "name"]
        second = [m for m in self.page.states.inside(after, after + _ARTICLE) if m.kind == "name"]
        return second[0].end if first and second else None
