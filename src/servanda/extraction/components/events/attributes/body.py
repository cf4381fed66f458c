"""The body that meets, and which of its meetings it is."""

from __future__ import annotations

import re

from servanda.extraction.components.events.attributes.asides import Asides
from servanda.extraction.components.events.candidate import Candidate, distance
from servanda.extraction.components.events.lexicon import Words
from servanda.extraction.components.events.page import Found, Page
from servanda.extraction.components.events.types import MET, SITS
from servanda.extraction.mentions import Span

_ARTICLE = 5
_REACH = 70  # characters between a body and the words that say that it meets
_PRONOUN = 16  # characters before a verb in which the pronoun that is its subject begins
_FIRST = 10  # characters of a pronoun, and what stands between it and its verb
_BEFORE = 400  # characters before a pronoun in which the body that it stands for is named
_APPOSED = re.compile(r", ?(?:\w+[' ]?)?")
_PAIR = 2
_HELD = 40  # characters before a body in which the office somebody has in it stands
NUMBER = 14  # characters before a body in which stands which of its meetings it is
WITH = 45  # characters after a meeting's noun in which it is said with whom it is


class Body:
    """Reads the bodies of the tellings of one document."""

    def __init__(self, page: Page, words: Words, asides: Asides) -> None:
        self.page, self.words, self.asides = page, words, asides

    def fill(self, c: Candidate) -> None:
        """Fill which body a telling says meets (or only that one does), and which of its meetings it is."""
        verb = c.verb.start if c.verb else c.noun.start
        if found := self._found(c, verb):
            c.body = found[0].value
        elif c.type in MET and c.shape == "clause":
            start = max(c.sentence.start, verb - _REACH)
            c.bodied = self._of_body_before(c) or any(
                self._is_subject(c, m.start(), m.end(), verb)
                for m in self.words.family("bodies").finditer(self.page.text, start, verb)
            )
        if c.type in SITS:
            c.ordinal = self._ordinal(c)

    def _found(self, c: Candidate, verb: int) -> list[Found]:
        """The body named in a telling, before its verb, or where its trigger says that a body stands."""
        found = self.page.bodies.inside(c.noun.start, max(c.noun.end, c.cue.end)) or self._whose(c)
        if c.type == "meeting" and c.trigger.noun:
            found = [b for b in found if not self._met_with(b)]
        if not found and c.type in SITS:
            before = self.page.bodies.inside(max(c.sentence.start, verb - 3 * _REACH), verb)
            found = [
                b
                for b in before
                if self._parted(b.end, verb)
                or (0 <= verb - b.end <= _REACH and self._is_subject(c, b.start, b.end, verb))
            ][-1:] or self._sat_for(c)
        if not found and c.shape == "clause" and c.type == "meeting" and not c.trigger.noun:
            found = self._stood_for(c) or self._who_sat(c)
        if not found and c.type == "call":
            found = self.sits_afar(c)
        if not found and "founded" in c.trigger.needs:
            near = self.page.bodies.inside(c.clause.start, c.clause.end + _ARTICLE)
            known = self.words.family("definite")
            found = sorted(near, key=lambda b: (
                known.search(self.page.text, b.start - _ARTICLE, b.start) is not None, distance(Span(b.start, b.end), c.cue)
            ))[:1]
        if not found and c.trigger.name == "body-held":
            found = self.page.bodies.before(c.cue.start)[-1:]
        if not found and c.trigger.name == "body-led":
            found = self.page.bodies.inside(c.cue.end, min(c.cue.end + _REACH, c.sentence.end))[:1]
        return found

    def _ordinal(self, c: Candidate) -> int | None:
        """Which of a body's meetings it is, as its noun says, or the words behind the verb of a body that meets."""
        first = min([c.noun.start, *(b.start - NUMBER for b in self._whose(c))])
        ordinal = self.words.ordinal(self.page.text[max(first, c.sentence.start) : c.cue.end])
        if ordinal is not None or c.trigger.noun or not (c.body or c.bodied):
            return ordinal
        end = next((b.start for b in self._sat_for(c)), c.cue.end + 30)
        end = next((d.span.start for d in self.page.dates(c.cue.end, end)), end)  # `in the first quarter` counts nothing
        return self.words.ordinal(self.page.text[c.cue.end : min(c.sentence.end, end)])

    def _met_with(self, body: Found) -> bool:
        """Whether a body, or those who sit in it, are only whom somebody meets (`talks with the chairs of the council`)."""
        before = self.page.text[max(0, body.start - WITH) : body.start]
        leads = [m.end() for m in self.words.family("meeting").finditer(before)]
        known, by = self.words.family("definite"), self.words.family("by")
        words = [w for w in before[leads[-1] :].split() if not known.fullmatch(w)] if leads else []
        return bool(leads) and (not words or len(words) <= _PAIR and by.fullmatch(words[-1]) is not None)

    def sits_afar(self, c: Candidate) -> list[Found]:
        """The body of which those who speak from afar hold a sitting (`held a virtual meeting on 3 May of the Commission`)."""
        held = c.verb is not None or not c.trigger.noun
        found = self.page.bodies.inside(c.cue.end, c.clause.end)[:1] if c.shape == "clause" and held else []
        return [b for b in found if self.page.only_words(c.cue.end, b.start)]

    def _of_body_before(self, c: Candidate) -> bool:
        """Whether a meeting is said to be of the body named just before (`the commission, whose last meeting`)."""
        text, start = self.page.text, max(c.sentence.start, c.noun.start - _REACH)
        head = list(self.words.family("relatives").finditer(text, start, c.noun.start + 1))
        whose = bool(head) and not text[head[-1].end() : c.noun.start].strip()
        return whose and bool(self.words.family("bodies").search(text, start, head[-1].start()))

    def _stood_for(self, c: Candidate) -> list[Found]:
        """The body named last, if the pronoun for it is who meets (`it last met in May`)."""
        pronoun = self.words.family("latter").match(self.page.text, c.clause.start)
        stands = pronoun is not None and pronoun.end() <= c.cue.start and c.cue.start - c.clause.start <= _PRONOUN
        stands = stands and not self.page.people(c.cue.end, c.clause.end)  # whoever meets somebody is no body
        told = [b for b in self.page.bodies.before(c.cue.start)[-1:] if stands and c.cue.start - b.end <= _BEFORE]
        if told and not self.page.persons.inside(c.clause.start, c.clause.end):
            c.people, c.subject = [], []
        return told

    def _who_sat(self, c: Candidate) -> list[Found]:
        """The body that is the subject of an opening participle (`Meeting in Suva on Friday, the Commission decided`)."""
        comma = self.page.text.find(", ", c.cue.end, c.sentence.end)
        opens = c.cue.start - c.sentence.hard_left(c.cue.start) <= _FIRST
        found = self.page.bodies.inside(comma, comma + _REACH)[:1] if opens and comma > 0 else []
        led = [b for b in found if not self.page.verb_between(c.cue.start, b.start) and self.page.only_words(comma, b.start)]
        placed = self.words.located.search(self.page.text, comma, led[0].start) if led else None
        return [b for b in led if placed is None and not self.page.people(c.cue.end, b.start)]

    def _whose(self, c: Candidate) -> list[Found]:
        """The body named right before a noun (`the 2nd Fiji-Tonga Joint Commission meeting`)."""
        if not c.trigger.noun or c.type not in SITS:
            return []
        near = self.page.bodies.inside(max(c.sentence.start, c.cue.start - _REACH), c.cue.start)
        return [b for b in near[-1:] if b.start < c.noun.start and not self.page.text[b.end : c.cue.start].strip()]

    def _sat_for(self, c: Candidate) -> list[Found]:
        """The body as which those who meet are said to sit (`met for the third meeting of the Committee`)."""
        if c.shape != "clause" or c.trigger.noun or c.type != "meeting":
            return []
        found = self.page.bodies.inside(c.cue.end, c.sentence.end)
        return [b for b in found if any(
            m.end() == b.start for m in self.words.family("sat_for").finditer(self.page.text, c.cue.end, b.start)
        )][:1]

    def _is_subject(self, c: Candidate, start: int, end: int, verb: int) -> bool:
        """Whether a body named before a verb is who meets, not where somebody met."""
        head = self.page.text[max(c.sentence.start, start - 16) : start]
        between = self.page.text[end:verb].rstrip(", ")
        relative = self.words.family("relatives").match(between, 2) if between.startswith(", ") else None
        if c.trigger.noun and end < c.noun.start and self.words.family("breaks").search(self.page.text, end, c.noun.start):
            return False  # `they revived the commission after a meeting of experts ended`
        first = max(c.sentence.start, start - _HELD)
        offices = [m.end() for m in self.words.family("people").finditer(self.page.text, first, start)]
        if offices and self.words.family("by").fullmatch(self.page.text[offices[-1] : start].strip()):
            return False  # `the chair of the commission met`
        aside = any(end <= s.start and s.end <= verb for s in self.asides.sayings(c, c.sentence.start, c.sentence.end))
        return (
            (aside or "," not in (between[2:] if relative else between) and not self.page.people(end, verb))
            and not self.words.located.search(head)
            and not self._named_before(max(c.sentence.start, start - 60), start)
        )

    def _parted(self, end: int, verb: int) -> bool:
        """Whether only a relative clause or a participle between commas stands between a body and its verb."""
        between = self.page.text[end:verb].rstrip()
        if not between.startswith(", ") or not between.endswith(","):
            return False
        aside = not self.page.people(end, verb) and not self.page.verb_between(end, verb)
        return aside or bool(self.words.family("relatives").match(between, 2))

    def _named_before(self, start: int, end: int) -> bool:
        """Whether somebody is named before a body, otherwise than in an aside that a comma ends."""
        found = self.page.people(start, end, stand_ins=False)
        return bool(found) and _APPOSED.fullmatch(self._gap_after(found[-1], end)) is None

    def _gap_after(self, person: Found, end: int) -> str:
        ends = [p.end for p in self.page.persons.inside(person.start, end) if p.value == person.value]
        return self.page.text[max(ends, default=person.end) : end]
