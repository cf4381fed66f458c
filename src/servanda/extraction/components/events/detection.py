"""Which words tell an event: triggers of the lexicon in their clause, with what makes them one and when they are none."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from servanda.extraction.components.events.lexicon import Trigger, Words
from servanda.extraction.components.events.page import Page
from servanda.extraction.components.events.phrase import Phrase, Sentence, phrase
from servanda.extraction.mentions import Span

_LIGHT_REACH = 110  # characters between a verb and the noun it holds
_OCCURS_REACH = 220  # between a noun and the verb that says it took place
_UNREAL_REACH = 120
_HABIT_REACH = 60
_OBJECT_REACH = 160


@dataclass(slots=True)
class Candidate:
    """One telling of an event.

    clause: what is read for its attributes. quote: what is cited. shape: `clause` (told by a verb), `phrase` (a noun with
    complements), `echo` (a noun that takes up an event told elsewhere). within: index of the candidate whose event it
    belongs to, by a linking preposition.
    """

    type: str
    trigger: Trigger
    cue: Span
    sentence: Sentence
    clause: Span
    quote: Span
    shape: str
    status: str
    noun: Span
    headline: bool = False
    order: int = 0
    within: int | None = None
    beside: bool = False
    closing: bool = False
    virtual: bool = False
    date: str | None = None
    place: str | None = None
    place_state: str = ""
    people: list[str] = field(default_factory=list)
    ordinal: int | None = None
    body: str | None = None
    definite: bool = False

    @property
    def sentence_span(self) -> Span:
        """The part of the sentence it stands in."""
        return Span(self.sentence.start, self.sentence.end)


@dataclass(frozen=True, slots=True)
class Hit:
    """A trigger's words in a sentence; form: `noun`, `held`, `planned` or `ellipsis`."""

    trigger: Trigger
    form: str
    start: int
    end: int


class Detector:
    """Finds the tellings of events of one document."""

    def __init__(self, page: Page, words: Words) -> None:
        self.page, self.words = page, words

    def candidates(self, sentences: Sequence[tuple[Sentence, bool]]) -> list[Candidate]:
        """Every telling, in reading order; the second of each pair says whether the sentence is a headline."""
        out: list[Candidate] = []
        for sentence, headline in sentences:
            hits = self.hits(sentence)
            told: dict[int, int] = {}
            for i, hit in enumerate(hits):
                made = self._candidate(sentence, hits, i, headline, len(out))
                if made is not None:
                    told[i] = len(out)
                    out.append(made)
            self._link(sentence, out[len(out) - len(told):], len(out) - len(told))
        return out

    def hits(self, sentence: Sentence) -> list[Hit]:
        """The triggers of a sentence, none overlapping: the earliest, then the longest, wins."""
        start, end = sentence.start, sentence.end
        found = [
            Hit(trigger, form, m.start(), m.end())
            for trigger, form, pattern in self.words.triggers for m in pattern.finditer(self.page.text, start, end)
        ]
        kept: list[Hit] = []
        for hit in sorted(found, key=lambda h: (h.start, -h.end)):
            if (not kept or hit.start >= kept[-1].end) and not self._masked(hit):
                kept.append(hit)
        return self._with_ellipses(sentence, kept)

    def _with_ellipses(self, sentence: Sentence, hits: list[Hit]) -> list[Hit]:
        """Add pronouns that repeat an event noun (`that of`), read as the noun before them."""
        extra = []
        for match in self.words.list("ellipses").finditer(self.page.text, sentence.start, sentence.end):
            before = [h for h in hits if h.form == "noun" and h.end <= match.start()]
            if before and self.page.people(match.end(), min(sentence.end, match.end() + 120), stand_ins=False):
                extra.append(Hit(before[-1].trigger, "ellipsis", match.start(), match.end()))
        return sorted([*hits, *extra], key=lambda h: h.start)

    def _masked(self, hit: Hit) -> bool:
        """Whether the words stand inside the name of an instrument, which tells no event of its own."""
        return any(
            item.start < hit.start < item.end
            for item in self.page.titles.inside(hit.start - 400, hit.start)
        )

    def _candidate(self, sentence: Sentence, hits: Sequence[Hit], i: int, headline: bool, order: int) -> Candidate | None:
        hit = hits[i]
        if hit.form in ("held", "planned"):
            made = self._verbal(sentence, hits, i, hit.form)
        else:
            made = self._nominal(sentence, hits, i)
        if made is None:
            return None
        made.headline, made.order = headline, order
        return made if self._is_event(made, hit) else None

    def _verbal(self, sentence: Sentence, hits: Sequence[Hit], i: int, status: str) -> Candidate:
        hit = hits[i]
        clause = sentence.segment([(h.start, h.end) for h in hits if h.form in ("held", "planned")], (hit.start, hit.end))
        return _made(hit, sentence, clause, "clause", status)

    def _nominal(self, sentence: Sentence, hits: Sequence[Hit], i: int) -> Candidate | None:
        hit = hits[i]
        others = [(h.start, h.end) for h in hits if h is not hit]
        noun = phrase(self.page, sentence, hit.start, hit.end, others)
        left = max([sentence.hard_left(hit.start), *(e for _, e in others if e <= noun.start)])
        light = self._light(noun, left)
        if light == "unreal":
            if not (self._agreed(sentence, noun) and self.page.dates(noun.start, noun.end)):
                return None
            return _made(hit, sentence, noun.span, "phrase", "planned", noun)
        if light is None:
            light = self._occurs(sentence, noun, others)
        if light is not None:
            clause = sentence.segment(others, (noun.start, noun.end))
            made = _made(hit, sentence, clause, "clause", light, noun)
            made.definite = True
            return made
        return self._bare(sentence, hit, noun)

    def _light(self, noun: Phrase, left: int) -> str | None:
        """What the verb that holds the noun says: `held`, `planned`, `unreal`; None where there is none."""
        start = max(left, noun.start - _LIGHT_REACH)
        last: tuple[int, str] | None = None
        for status, pattern in self.words.light.items():
            for match in pattern.finditer(self.page.text, start, noun.start):
                if last is None or match.end() > last[0]:
                    last = (match.end(), status)
        if last is None or self.words.list("breaks").search(self.page.text, last[0], noun.start):
            return None
        return last[1]

    def _occurs(self, sentence: Sentence, noun: Phrase, others: Sequence[tuple[int, int]]) -> str | None:
        """What the verb after the noun says of it: `held`, `planned` or None."""
        limit = min([sentence.hard_right(noun.end), noun.end + _OCCURS_REACH, *(s for s, _ in others if s >= noun.end)])
        first: tuple[int, str] | None = None
        for status in ("planned", "held"):
            match = self.words.occurs[status].search(self.page.text, noun.head_end, limit)
            if match and (first is None or match.start() < first[0]):
                first = (match.start(), status)
        if first is None or self._verb_between(noun.end, first[0]):
            return None
        return first[1]

    def _verb_between(self, start: int, end: int) -> bool:
        return any(t.pos_ in ("VERB", "AUX") and "Fin" in t.morph.get("VerbForm") for t in self._tokens(start, end))

    def _tokens(self, start: int, end: int) -> Iterator[object]:
        span = self.page.doc.char_span(start, end, alignment_mode="contract") if end > start else None
        yield from span or ()

    def _agreed(self, sentence: Sentence, noun: Phrase) -> bool:
        return bool(self.words.list("agreed").search(self.page.text, sentence.start, noun.start))

    def _bare(self, sentence: Sentence, hit: Hit, noun: Phrase) -> Candidate | None:
        """A noun that no verb of happening holds: an event if definite and told in detail, else an echo or nothing."""
        text = self.page.text
        detail = bool(self.page.dates(noun.start, noun.end) or self.page.people(noun.start, noun.end))
        placed = bool(self.page.places(noun.head_end, noun.end))
        status = self._phrase_status(noun)
        if noun.indefinite and status != "planned":
            return None
        upcoming = bool(self.words.list("upcoming").search(text, noun.start, noun.end))
        if upcoming or status == "planned":
            if not self.page.dates(noun.start, noun.end):
                return None
            return _made(hit, sentence, noun.span, "phrase", "planned", noun)
        if not noun.definite and not (detail and placed):
            return None
        if self._wished(sentence, noun) and not detail:
            return None
        shape = "phrase" if detail or placed or hit.form == "ellipsis" else "echo"
        made = _made(hit, sentence, noun.span, shape, status, noun)
        made.definite = noun.definite
        return made

    def _wished(self, sentence: Sentence, noun: Phrase) -> bool:
        start = max(sentence.hard_left(noun.start), noun.start - _UNREAL_REACH)
        return bool(self.words.list("unreal").search(self.page.text, start, noun.start))

    def _phrase_status(self, noun: Phrase) -> str:
        if self.words.list("scheduled").search(self.page.text, noun.head_end, noun.end):
            return "planned"
        return "held"

    def _is_event(self, made: Candidate, hit: Hit) -> bool:
        """Whether what the trigger needs stands around it, and nothing says that it is a habit."""
        habit = self.words.list("habitual").search(
            self.page.text, made.cue.start - _HABIT_REACH if made.cue.start > _HABIT_REACH else 0,
            min(made.clause.end, made.cue.end + _HABIT_REACH),
        )
        if habit and made.clause.start <= habit.start():
            return False
        if made.shape == "echo":
            return True
        return all(self._has(need, made, hit) for need in made.trigger.needs)

    def _has(self, need: str, made: Candidate, hit: Hit) -> bool:
        page, clause, cue = self.page, made.clause, made.cue
        if need == "person":
            return bool(page.people(clause.start, clause.end)) or self._office(clause.start, clause.end)
        if need == "destination":
            return bool(page.places(cue.start, min(clause.end, cue.end + 80)))
        if need == "detail":
            return bool(
                page.dates(clause.start, clause.end) or page.people(clause.start, clause.end)
                or page.places(clause.start, clause.end) or page.bodies.inside(clause.start, clause.end)
                or self.words.list("pairs").search(page.text, clause.start, clause.end)
            )
        if need == "host":
            return bool(page.people(cue.end, clause.end)) or self._office(cue.end, min(clause.end, cue.end + 40))
        if need == "body":
            return bool(page.bodies.inside(clause.start, clause.end)) or self._ordinal_body(clause)
        if need == "date":
            return bool(page.dates(cue.end, min(clause.end, cue.end + 60)))
        return self._has_text(need, made)

    def _has_text(self, need: str, made: Candidate) -> bool:
        page, clause, cue = self.page, made.clause, made.cue
        instruments, plural = self.words.list("instruments"), self.words.list("instruments_plural")
        if need == "instrument":
            end = min(made.sentence.hard_right(cue.end), cue.end + _OBJECT_REACH)
            if page.texts.inside(cue.end, end) or instruments.search(page.text, cue.end, end):
                return True
            return bool(instruments.search(page.text, max(clause.start, cue.start - _OBJECT_REACH), cue.start))
        if need == "instrument-before":
            start = max(made.sentence.start, cue.start - _OBJECT_REACH)
            if not (page.texts.inside(start, cue.start) or instruments.search(page.text, start, cue.start)):
                return False
            many = [m.end() for m in plural.finditer(page.text, start, cue.start)]
            return not many or max(many) < cue.start - 40
        if need == "founded":
            near = Span(max(clause.start, cue.start - 80), min(clause.end, cue.end + 80))
            return bool(page.bodies.inside(near.start, near.end)) or bool(
                self.words.list("bodies").search(page.text, near.start, near.end) and page.dates(near.start, near.end)
            )
        return True

    def _office(self, start: int, end: int) -> bool:
        return bool(self.words.list("people").search(self.page.text, start, end))

    def _ordinal_body(self, clause: Span) -> bool:
        text = self.page.text[clause.start:clause.end]
        return self.words.ordinal(text) is not None or bool(self.words.list("bodies").search(text))

    def _link(self, sentence: Sentence, made: Sequence[Candidate], offset: int) -> None:
        """Join nouns that a preposition hangs on another event of the sentence (`signed at the session`)."""
        pattern = re.compile(rf"(?:{self.words.list('linkers').pattern})(?:\W+\w+){{0,2}}\W*$", re.IGNORECASE)
        for i, inner in enumerate(made):
            if inner.shape == "clause" and inner.cue.start == inner.clause.start:
                continue
            before = self.page.text[max(sentence.start, inner.quote.start - 60):inner.cue.start]
            match = pattern.search(before)
            if match is None or inner.shape == "clause":
                continue
            outer = [j for j in range(len(made)) if j != i and made[j].shape == "clause"]
            if not outer:
                continue
            nearest = min(outer, key=lambda j: abs(made[j].cue.start - inner.cue.start))
            made[nearest].within = offset + i
            made[nearest].beside = bool(self.words.list("beside").search(before))
            made[nearest].closing = bool(self.words.list("closing").search(before))


def _made(hit: Hit, sentence: Sentence, clause: Span, shape: str, status: str, noun: Phrase | None = None) -> Candidate:
    cue = Span(hit.start, hit.end)
    return Candidate(
        hit.trigger.type, hit.trigger, cue, sentence, clause, clause, shape, status, noun.span if noun else cue,
    )
