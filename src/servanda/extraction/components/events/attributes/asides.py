"""What a clause says beside its event: asides, who says it, what talks are about. It is of another time and place."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise

from servanda.extraction.components.events.candidate import Candidate
from servanda.extraction.components.events.lexicon import Words
from servanda.extraction.components.events.page import Page
from servanda.extraction.mentions import Span

_VERB = 4  # characters behind a comma in which the verb of an aside begins
_COMMA = re.compile(r", (?=\w)")
_APPOSES = frozenset({"ADJ", "VERB", "NOUN", "PROPN"})  # what an aside about a subject begins with


class Asides:
    """Tells, for the tellings of one document, which parts of their clauses are not about them."""

    def __init__(self, page: Page, words: Words, made: Sequence[Candidate]) -> None:
        self.page, self.words = page, words
        self.cues = [c.cue.start for c in made]

    def of(self, c: Candidate) -> list[Span]:
        """The parts of a clause whose dates and places are not its event's."""
        return [*self._beside(c), *self._topics(c)] if c.shape == "clause" else []

    def sayings(self, c: Candidate, first: int | None = None, last: int | None = None) -> list[Span]:
        """The asides of a clause (or of more words) that begin with a finite verb (`, said the minister,`)."""
        text, out = self.page.text, []
        begin, stop = first if first is not None else c.clause.start, last if last is not None else c.clause.end
        commas = [m.start() for m in _COMMA.finditer(text, begin, stop)]
        for start, end in pairwise([*commas, stop]):
            told = self.words.participles["held"].match(text, start + 2)  # `, chaired by X and Y,`
            acts = bisect_left(self.cues, start + 2) < bisect_left(self.cues, start + _VERB)  # `X, the minister, received Y, ...`
            said = self.page.is_finite(start + 2) and not told and not acts
            if said and not any(s and start <= s.start < end for s in (c.cue, c.verb)):
                out.append(Span(start, end))
        return out

    def beside_verb(self, c: Candidate, aside: Span) -> bool:
        """Whether a finite verb stands outside an aside: else that is the sentence's (`X, the minister, met Y, on a visit`)."""
        parts = (c.sentence.start, aside.start), (aside.end, c.sentence.end)
        return any(self.page.verb_between(*part) for part in parts)

    def _beside(self, c: Candidate) -> list[Span]:
        """Relative clauses between commas before the verb, and words on who says it: they are of another time and place."""
        text, out = self.page.text, self.sayings(c)
        for match in self.words.family("formerly").finditer(text, c.clause.start, c.clause.end):
            comma = text.find(",", match.end(), c.clause.end)
            out.append(Span(match.start(), comma if comma > 0 else match.end()))
        for match in self.words.family("attributed").finditer(text, c.clause.start, c.clause.end):
            comma = text.find(",", match.end(), c.clause.end)
            out.append(Span(match.start(), comma if comma > 0 else c.clause.end))
        if c.noun == c.cue:
            out += self._apposed(c)
        if c.trigger.noun:
            return [*out, *self._between(c), *self._of_whom(c), *self._done_after(c)]
        out += self._trailing(c)
        for match in self.page.relatives(c.clause.start + 1, c.cue.start):
            comma = text.rfind(",", match.end(), c.cue.start)
            if comma > 0 and not text[comma + 1 : c.cue.start].strip():
                out.append(Span(match.start(), comma))
        return out

    def _of_whom(self, c: Candidate) -> Iterator[Span]:
        """What a relative clause says of somebody named behind an event's verb (`was chaired by X, who had come on Monday`)."""
        end = max(c.cue.end, c.noun.end, c.verb.end if c.verb else 0)
        for match in self.page.relatives(end, c.clause.end):
            named = self.page.persons.inside(end, match.start())
            if named and named[-1].end + len(", ") == match.start() and self.page.verb_between(match.end(), c.clause.end):
                yield Span(match.start(), c.clause.end)
                return

    def of_another(self, c: Candidate) -> list[Span]:
        """What a relative clause says of somebody named behind a verb, unless it is who came with him (`met Y, who is here
        in the delegation of X`)."""
        if c.shape != "clause" or c.trigger.noun:
            return []
        joined = (self.words.accompanied, self.words.attends)
        spans = [s for s in self._of_whom(c) if self.words.family("delegates").search(self.page.text, s.start, s.end)]
        return [s for s in spans if not any(cue.match(self.page.text, s.start) for cue in joined)]

    def _between(self, c: Candidate) -> list[Span]:
        """The relative clause or participle between commas that parts an event's noun from its verb (`, set up in 1990,`)."""
        text, end = self.page.text, c.verb.start if c.verb is not None else 0
        opened = next(self.page.relatives(c.cue.end, max(end, c.cue.end)), None)
        start = opened.start() if opened else self._participle(c.cue.end, end)
        comma = text.rfind(",", start + 1, end) if start is not None else -1
        return [Span(start, comma)] if start is not None and comma > 0 and not text[comma + 1 : end].strip() else []

    def _participle(self, start: int, end: int) -> int | None:
        """Where a participle stands right behind a comma that does not tell the event itself (`, held in May,`)."""
        text, own = self.page.text, self.words.participles
        words = self.page.doc.char_span(start, end, alignment_mode="contract") if start < end else None
        told = (t.idx for t in words or () if "Part" in t.morph.get("VerbForm") and text.endswith(", ", start, t.idx))
        return next((at for at in told if not any(own[tense].match(text, at) for tense in own)), None)

    def _apposed(self, c: Candidate) -> Iterator[Span]:
        """What is said of the subject between commas right before the verb (`, closed in 1990,`)."""
        text = self.page.text
        for token in self.page.doc.char_span(c.clause.start, c.cue.start, alignment_mode="contract") or ():
            comma = text.rfind(",", token.idx, c.cue.start)
            begins = token.pos_ in _APPOSES and text.endswith(", ", 0, token.idx)
            begins = begins and not self.page.dates(token.idx, token.idx + 1)
            if begins and comma > 0 and not text[comma + 1 : c.cue.start].strip():
                yield Span(token.idx, comma)

    def _topics(self, c: Candidate) -> list[Span]:
        """What talks are said to have been about: the places named there are not where they were held."""
        if not c.trigger.noun:
            return []
        match = self.words.family("topical").search(self.page.text, c.cue.end, c.clause.end)
        if match is None:
            return []
        before = c.verb is not None and c.verb.start > match.end()  # `a forum devoted to tea is set for May`
        return [Span(match.end(), c.verb.start if before and c.verb is not None else c.clause.end)]

    def _done_after(self, c: Candidate) -> list[Span]:
        """What somebody is said to do after an event (`took part in a forum before flying to Rome on Sunday`)."""
        end = max(c.cue.end, c.noun.end, c.verb.end if c.verb else 0)
        sooner = self.words.family("sooner").search(self.page.text, end, c.clause.end)
        return [Span(sooner.start(), c.clause.end)] if sooner else []

    def _trailing(self, c: Candidate) -> list[Span]:
        """The relative clause after a verb's own words: what it dates and places is something else."""
        text, end = self.page.text, max(c.cue.end, c.verb.end if c.verb else 0)
        out = self._done_after(c)
        if c.type == "call" and (wished := self.words.family("unreal").search(text, end, c.clause.end)):
            out.append(Span(wished.end(), c.clause.end))  # `wrote to X, proposing that they meet in May`
        for match in self.page.relatives(end, c.clause.end):
            if self.page.verb_between(match.end(), c.clause.end):
                return [*out, Span(match.start(), c.clause.end)]
        return out
