"""What extraction finds in one text: mentions with their place in the view and their reasons.

All spans here are character offsets in `View.text`; `claims` turns them into exact citations of the stored text.
Keys are local to one document ("p1", "m2"): identities that outlast the document are made by `claims`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class Span:
    """A span of the view, end excluded."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Why:
    """What a fact rests on: the rule, the lexicon entry that triggered it, the words it was seen in."""

    # it stands in the record as it is, which takes no other fields from outside
    __pydantic_config__: ClassVar[dict[str, str]] = {"extra": "forbid"}

    rule: str
    cue: str = ""
    words: str = ""

    def __reduce__(self) -> tuple[type[Why], tuple[str, str, str]]:
        """By its values alone."""
        return Why, (self.rule, self.cue, self.words)


@dataclass(frozen=True, slots=True)
class StateMention:
    """A word that names a state. kind: name, adjective, prefix, capital (may stand for the government), city, seat."""

    span: Span
    code: str
    kind: str


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date expression resolved to EDTF. role: `day`, `range`, `due` (a deadline: by, before, within), `soon`, `duration`.

    `value` is None where the expression cannot be resolved. `relative` says that it was resolved against the dateline
    or publication date. `planned_value` is the reading for things to come where it differs ("Thursday").
    weekday: the day of the week that it names, 1 to 7. recalled: its sentence tells of what was long ago.
    """

    span: Span
    value: str | None
    role: str
    relative: bool = False
    planned_value: str | None = None
    weekday: int | None = None
    recalled: bool = False


@dataclass(frozen=True, slots=True)
class Office:
    """An office as stated: a code of the ontology, and the state it belongs to."""

    office: str
    state: str | None = None


@dataclass(frozen=True, slots=True)
class Entity:
    """A person, organisation or place of one document, with every mention of it.

    titles: the words of the offices that stand beside a person's name and are said of it.
    """

    key: str
    type: str
    name: str
    names: tuple[str, ...]
    mentions: tuple[Span, ...]
    state: str | None = None
    offices: tuple[Office, ...] = ()
    why: tuple[Why, ...] = ()
    titles: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Reference:
    """Words that stand for known things: `the two parties`, `he`, `the Kazakh side`, `the minister`.

    states: the states it speaks for, sorted. entity: key of the person or organisation it stands for, if one.
    """

    span: Span
    states: tuple[str, ...] = ()
    entity: str | None = None


@dataclass(frozen=True, slots=True)
class Mechanism:
    """A standing joint body or channel (GUIDE section 5). `mentions` also hold later short forms ("the Committee").

    `forms` are the full forms of its name other than `title`.
    """

    key: str
    kind: str
    title: Span
    states: tuple[str, ...]
    status: str
    citations: tuple[Span, ...]
    mentions: tuple[Span, ...] = ()
    why: tuple[Why, ...] = ()
    forms: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Step:
    """One thing told of the life of an instrument; citation: the sentence that tells it.

    kind: a code of the ontology's `life`: what happened (`ratified`), its terms (`term`) or how it bears on another text
    (`amends`). date: EDTF. by: the states that did it; none: all its parties, or it is not told. planned: still to come.
    Of terms: until (EDTF, its last day), months (how long it holds), renewal (months it goes on by itself each time; 0: it is
    not told how long), notice (months before its end). other: key of the other text; named: its words, where it is none of
    this paper's.
    """

    kind: str
    citation: Span
    date: str | None = None
    by: tuple[str, ...] = ()
    planned: bool = False
    until: str | None = None
    months: int | None = None
    renewal: int | None = None
    notice: int | None = None
    other: str | None = None
    named: str | None = None


@dataclass(frozen=True, slots=True)
class Instrument:
    """A text between the parties (GUIDE section 4). date is EDTF.

    `name` is its title where that stands outside the story (the paper itself, named in a front matter or page title); `forms` are
    the full forms of its name other than `title`; `life` is what is told to have become of it.
    """

    key: str
    type: str
    title: Span
    parties: tuple[str, ...]
    date: str | None
    status: str
    citations: tuple[Span, ...]
    mentions: tuple[Span, ...] = ()
    why: tuple[Why, ...] = ()
    name: str | None = None
    forms: tuple[Span, ...] = ()
    life: tuple[Step, ...] = ()


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened or is planned (GUIDE section 3). participants are entity keys; date is EDTF."""

    key: str
    type: str
    date: str | None
    place: str | None
    participants: tuple[str, ...]
    states: tuple[str, ...]
    status: str
    citations: tuple[Span, ...]
    ordinal: int | None = None
    mechanism: str | None = None
    part_of: str | None = None
    why: tuple[Why, ...] = ()


@dataclass(frozen=True, slots=True)
class Undertaking:
    """Who undertakes, agrees, offers, asks or invites future action (GUIDE section 6)."""

    key: str
    by: tuple[str, ...]
    act: str
    force: str | None
    citations: tuple[Span, ...]
    areas: tuple[str, ...] = ()
    due: str | None = None
    target: Span | None = None
    mechanism: str | None = None
    answer: str | None = None
    speaker: str | None = None
    event: str | None = None
    instrument: str | None = None
    why: tuple[Why, ...] = ()


@dataclass(slots=True)
class Findings:
    """What the components have found in one document so far; kept on `doc._.findings`, filled in pipeline order.

    done: the components that have looked.
    """

    states: list[StateMention] = field(default_factory=list)
    dates: list[DateMention] = field(default_factory=list)
    entities: list[Entity] = field(default_factory=list)
    references: list[Reference] = field(default_factory=list)
    parties: tuple[str, ...] = ()
    offices: dict[int, frozenset[str]] = field(default_factory=dict)  # stated without a name: begin, codes
    mechanisms: list[Mechanism] = field(default_factory=list)
    instruments: list[Instrument] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)
    undertakings: list[Undertaking] = field(default_factory=list)
    done: list[str] = field(default_factory=list)

    def entity(self, key: str) -> Entity | None:
        """The entity of this document with that key."""
        return next((e for e in self.entities if e.key == key), None)


def covered(span: Span, spans: Sequence[Span]) -> bool:
    """Whether a span lies inside one of others."""
    return any(s.start <= span.start and span.end <= s.end for s in spans)
