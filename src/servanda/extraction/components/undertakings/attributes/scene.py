"""What the attributes of every undertaking of a document are read from, made once per document."""

from __future__ import annotations

import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from operator import itemgetter

from spacy.tokens import Doc
from spacy.tokens import Span as TokenSpan

from servanda.extraction.components.references.actors import Actor, actors, author, first_person
from servanda.extraction.components.references.lexicon import Words as ReferenceWords
from servanda.extraction.components.references.lexicon import plain_text
from servanda.extraction.components.references.lexicon import words as reference_words
from servanda.extraction.components.undertakings.attributes import lexicon
from servanda.extraction.content import is_finite
from servanda.extraction.mentions import DateMention, Findings, Mechanism, Span, StateMention, covered
from servanda.extraction.moments import Moment
from servanda.extraction.spoken import reference_of
from servanda.languages import Language
from servanda.reading.text import View


class _Letters(dict[int, str]):
    """Letters by their first part, each taken apart when first met."""

    def __missing__(self, code: int) -> str:
        letter = self[code] = unicodedata.normalize("NFD", chr(code))[0]
        return letter


_LETTERS = _Letters()
_PAIR = 2
_JUST = 3  # sentences in which talks have just been told
_TALKS = frozenset({"meeting", "call"})
_BESIDE = 3  # characters between an office and the name it is said of
_RELATIVE = 3  # characters from a name to the end of the blank, or comma, before the relative clause about it


def bare(text: str) -> str:
    """Lower-cased text without diacritics, every character at its place."""
    return text if text.isascii() else text.translate(_LETTERS)


@dataclass(frozen=True, slots=True)
class Body:
    """A mention of a joint body or channel."""

    span: Span
    key: str
    kind: str
    states: tuple[str, ...]


class Scene:
    """A document as the attributes see it: its text lower-cased, who acts where, which bodies are named where."""

    def __init__(self, doc: Doc, language: Language) -> None:
        self.doc, self.language = doc, language
        self.low = plain_text(doc)
        self.findings: Findings = doc._.findings
        self.words: lexicon.Words = lexicon.words(language)
        self.references: ReferenceWords = reference_words(language)
        self.actors = self._acting(actors(doc, self.references, language))
        self._actor_starts = [a.span.start for a in self.actors]
        self.sentences = [(s.start_char, s.end_char) for s in doc.sents]
        self._sentence_starts = [start for start, _ in self.sentences]
        self._state_starts = [m.span.start for m in self.findings.states]
        self._date_starts = [d.span.start for d in self.findings.dates]

    def _acting(self, found: Sequence[Actor]) -> list[Actor]:
        """The actors without the states in the name of a text, and what goes on about one (`the Fiji-Tonga roadmap, which`)."""
        named = [i.title for i in self.findings.instruments if i.name is None]
        told = {a.span.end for a in found if a.kind == "state" and covered(a.span, named)}
        led = {a.span.start for a in found if a.kind == "relative" and not told.isdisjoint(
            range(a.span.start - _RELATIVE, a.span.start))}
        return [a for a in found if a.span.end not in told and a.span.start not in led]

    @property
    def parties(self) -> tuple[str, ...]:
        """The states the paper is between."""
        return self.findings.parties

    @cached_property
    def view(self) -> View | None:
        """The text's view, where the doc was made from one."""
        return self.doc._.text.view if self.doc._.text is not None else None

    @cached_property
    def reference(self) -> Moment:
        """When the text speaks."""
        text = self.doc._.text
        return reference_of(text, self.findings.dates) if text is not None else Moment(None)

    @cached_property
    def titles(self) -> list[Span]:
        """The names of texts and bodies."""
        return [i.title for i in self.findings.instruments] + [m.title for m in self.findings.mechanisms]

    @cached_property
    def bare(self) -> str:
        """The lower-cased text without diacritics."""
        return bare(self.low)

    @cached_property
    def bodies(self) -> list[Body]:
        """Every mention of a body, in order."""
        found = {
            (span.start, span.end): Body(span, m.key, m.kind, m.states)
            for m in self.findings.mechanisms for span in (*m.mentions, *m.citations, m.title)
        }
        return [found[place] for place in sorted(found)]

    @cached_property
    def _named(self) -> dict[str, Mechanism]:
        return {m.key: m for m in self.findings.mechanisms}

    def is_subject(self, span: Span) -> bool:
        """Whether some words are the subject of a clause."""
        found = self.doc.char_span(span.start, span.end, alignment_mode="expand")
        subjects = self.language.relation("subject") | self.language.relation("passive_subject")
        return found is not None and found.root.dep_ in subjects

    @cached_property
    def joint_voice(self) -> bool:
        """Whether `we` stands for all parties."""
        return len(self.parties) > 1 and first_person(self.doc, self.low, self.references) == self.parties

    @cached_property
    def alone(self) -> tuple[str, ...]:
        """The one state that speaks throughout: that of whose speech it is, or of whoever is interviewed; none elsewhere."""
        ours = first_person(self.doc, self.low, self.references)
        if len(ours) != 1:
            ours = self._authors()
        return ours if len(ours) == 1 and ours[0] in self.parties else ()

    def _authors(self) -> tuple[str, ...]:
        """Whose speech it is: the state of the person named behind the words for one at the head, else the first named there."""
        key = author(self.doc, self.low, self.references)
        if key is not None:
            state = next((e.state for e in self.findings.entities if e.key == key), None)
            return (state,) if state else ()
        head = self.view.blocks[0] if self.view is not None and self.view.blocks else None
        told = self.references.authored.search(self.low, head.start, head.end) if head is not None else None
        if head is None or told is None or self.references.joint_texts.search(self.low, head.start, head.end):
            return ()
        return tuple(m.code for m in self.states_in(told.end(), head.end)[:1])

    def begin(self, actor: Actor) -> int:
        """Where the words for an actor begin: at the office before a name."""
        entity = self.findings.entity(actor.entity) if actor.kind == "person" and actor.entity else None
        ends = [t.start for t in entity.titles if 0 <= actor.span.start - t.end <= _BESIDE] if entity is not None else []
        return min(ends, default=actor.span.start)

    def plural(self, start: int, end: int) -> bool | None:
        """Whether the first finite verb between two positions is a plural; None where its form tells no number."""
        span = self.doc.char_span(start, end, alignment_mode="expand") if start <= end else None
        verbs = (t for t in span or () if is_finite(t))
        verb = next(verbs, None)
        if verb is None:
            return False
        return "Plur" in verb.morph.get("Number") if verb.morph.get("Number") else None

    def verbal(self, start: int, end: int) -> bool:
        """Whether a verb stands between two positions."""
        span = self.doc.char_span(start, end, alignment_mode="contract")
        return any(t.pos_ in ("VERB", "AUX") for t in span or ())

    def passive(self, cue: TokenSpan) -> bool:
        """Whether a cue is a passive, whose subject is not the one who acts."""
        return any(self.words.passives.fullmatch(self.low, t.idx, t.idx + len(t)) for t in cue)

    def named(self, body: Body) -> Mechanism:
        """The body of a mention."""
        return self._named[body.key]

    @cached_property
    def _body_starts(self) -> list[int]:
        return [b.span.start for b in self.bodies]

    def sentence(self, position: int) -> int:
        """Index of the sentence at a position."""
        return max(0, bisect_right(self._sentence_starts, position) - 1)

    def block(self, position: int) -> tuple[int, int]:
        """Bounds of the paragraph at a position."""
        if self.view is None or not self.view.blocks:
            return 0, len(self.low)
        block = self.view.blocks[self.view.block_at(position)]
        return block.start, block.end

    def actors_in(self, start: int, end: int) -> list[Actor]:
        """The actors that begin between two positions."""
        return self.actors[bisect_left(self._actor_starts, start):bisect_left(self._actor_starts, end)]

    def states_in(self, start: int, end: int) -> list[StateMention]:
        """The words naming states that begin between two positions."""
        return self.findings.states[bisect_left(self._state_starts, start):bisect_left(self._state_starts, end)]

    def last_talks(self, position: int) -> tuple[str, ...] | None:
        """The two states whose people have just been said, in a clause that opens its sentence, to have met or spoken."""
        last = bisect_left(self._talks, position, key=itemgetter(0)) - 1
        if last < 0 or self.sentence(position) - self.sentence(self._talks[last][0]) > _JUST:
            return None
        return self._talks[last][1]

    @cached_property
    def _talks(self) -> list[tuple[int, tuple[str, ...]]]:
        """Where such clauses begin, in order, and the two states of each; nowhere in a paper of one pair."""
        state_of = {e.key: e.state for e in self.findings.entities}
        held = [e for e in self.findings.events if e.status == "held" and len(e.states) == _PAIR]
        met = (e for e in held if e.type in _TALKS and {state_of.get(p) for p in e.participants} >= set(e.states))
        pairs = {tuple(sorted(e.states)) for e in met}
        if len(pairs) <= 1:
            return []
        told: dict[int, tuple[str, ...]] = {}
        for states, start in ((tuple(sorted(e.states)), c.start) for e in held for c in e.citations):
            if states in pairs and start - self.sentences[self.sentence(start)][0] <= _BESIDE:
                told.setdefault(start, states)
        return sorted(told.items())

    def dates_in(self, start: int, end: int) -> list[DateMention]:
        """The dates that begin between two positions."""
        return self.findings.dates[bisect_left(self._date_starts, start):bisect_left(self._date_starts, end)]

    def bodies_in(self, start: int, end: int) -> list[Body]:
        """The mentions of bodies that begin between two positions."""
        return self.bodies[bisect_left(self._body_starts, start):bisect_left(self._body_starts, end)]

    def last_body(self, position: int) -> Body | None:
        """The body last named before a position."""
        index = bisect_left(self._body_starts, position)
        return self.bodies[index - 1] if index else None
