"""One telling of an event, as detection hands it on to reading and merging."""

from __future__ import annotations

from dataclasses import dataclass, field

from servanda.extraction.components.events.lexicon import Trigger
from servanda.extraction.components.events.page import Found
from servanda.extraction.components.events.phrase import Phrase, Sentence
from servanda.extraction.mentions import Span

BESIDE = 5  # characters between the words for "on the margins" and the noun they govern


@dataclass(frozen=True, slots=True)
class Hit:
    """A trigger's words in a sentence; form: `noun`, `held`, `planned`, `participle` or `ellipsis`."""

    trigger: Trigger
    form: str
    start: int
    end: int


@dataclass(slots=True)
class Candidate:
    """One telling of an event.

    clause: what is read for its attributes. quote: what is cited. shape: `clause` (told by a verb), `phrase` (a noun with
    complements), `echo` (a noun that takes up an event told elsewhere). within: index of the candidate whose event it
    belongs to, by a linking preposition. further: whether it is a further one of several that one verb tells. others: persons
    that its clause leaves out. hangs: the telling whose day a participle after it shares. again: order of the telling that it
    takes up by a pronoun. purposed: whether it is only what somebody travels for; journey: the telling of
    that journey. destination: which of several states a visit leads to.
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
    when: str | None = None
    place: str | None = None
    place_state: str = ""
    people: list[str] = field(default_factory=list)
    ordinal: int | None = None
    body: str | None = None
    definite: bool = False
    verb: Span | None = None
    subject: list[str] = field(default_factory=list)
    bodied: bool = False
    last: bool = False
    article: bool = False
    further: bool = False
    others: list[str] = field(default_factory=list)
    hangs: Candidate | None = None
    again: int | None = None
    purposed: bool = False
    journey: Candidate | None = None
    destination: Found | None = None

    @property
    def begins(self) -> int:
        """Where its own words begin: those of its verb, its noun or its trigger."""
        return min((self.verb or self.cue).start, self.noun.start, self.cue.start)

    @property
    def sentence_span(self) -> Span:
        """The part of the sentence it stands in."""
        return Span(self.sentence.start, self.sentence.end)


def made_of(
    hit: Hit, sentence: Sentence, clause: Span, shape: str, status: str, noun: Phrase | None = None
) -> Candidate:
    """A candidate whose clause is read and cited; `noun` is the phrase of the event noun, if it has one."""
    cue = Span(hit.start, hit.end)
    return Candidate(
        hit.trigger.type,
        hit.trigger,
        cue,
        sentence,
        clause,
        clause,
        shape,
        status,
        noun.span if noun else cue,
        article=noun is not None and noun.definite,
    )


def inside(inner: Span, outer: Span) -> bool:
    """Whether one span is a part of another, and not all of it."""
    return outer.start <= inner.start and inner.end <= outer.end and inner != outer


def distance(span: Span, cue: Span) -> int:
    """How many characters lie between two spans."""
    return max(span.start - cue.end, cue.start - span.end, 0)
