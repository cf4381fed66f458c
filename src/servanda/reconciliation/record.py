"""The record: the JSON of docs/reference/record.md, as types. Its JSON Schema is generated from them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Annotated, Any, ClassVar, Literal, TypeVar

from pydantic import AliasChoices, BaseModel, ConfigDict, Field, SerializerFunctionWrapHandler, WrapSerializer

from servanda.claims.claim import keyed
from servanda.extraction.mentions import Why

REFUSAL = "undertaking:refusal"  # the rule that a refusal rests on
Review = Literal["proposed", "confirmed", "corrected", "manual"]


@cache
def _fields(part: type[BaseModel]) -> set[str]:
    return set(part.model_fields)


@cache
def _ordered(part: type[BaseModel]) -> tuple[str, ...]:
    return tuple(part.model_fields)


def _again(part: type[_Part], values: tuple[Any, ...]) -> _Part:
    """A part as it was before it was laid aside."""
    return part.model_construct(**dict(zip(_ordered(part), values, strict=True)))


def _listed(parts: Sequence[Any], handler: SerializerFunctionWrapHandler) -> Any:
    return handler(list(parts))


T = TypeVar("T")
# Facts of a record: a list, or of many papers facts laid aside, which are made anew whenever they are asked for.
Many = Annotated[Sequence[T], WrapSerializer(_listed)]


class _Checked(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class _Part(_Checked):
    def model_post_init(self, context: Any, /) -> None:
        """A part knows which of its fields were given; where parts are frozen one such set serves all of a kind, and so do the
        names of their fields: a record weighs half."""
        object.__setattr__(self, "__pydantic_fields_set__", _fields(type(self)))
        object.__setattr__(self, "__dict__", keyed(type(self).__name__, self.__dict__))

    def __reduce__(self) -> tuple[Any, ...]:
        """By its values alone."""
        return _again, (type(self), tuple(map(self.__dict__.__getitem__, _ordered(type(self)))))


# The smallest parts, of which a record holds the most, are plain classes with slots, a quarter the weight of a model. What comes
# from outside is checked with the record it stands in.
@dataclass(frozen=True, slots=True)
class Place:
    """A citation as files show it: document id, code points in its text (end excluded), the exact words."""

    __pydantic_config__: ClassVar[ConfigDict] = ConfigDict(extra="forbid")

    document: str
    start: int
    end: int
    quote: str | None = None

    def __reduce__(self) -> tuple[Any, ...]:
        """By its values alone."""
        return Place, (self.document, self.start, self.end, self.quote)


@dataclass(frozen=True, slots=True)
class Telling:
    """What one source said of one property, where sources differ."""

    __pydantic_config__: ClassVar[ConfigDict] = ConfigDict(extra="forbid")

    property: str
    value: Any
    citation: Place


@dataclass(frozen=True, slots=True)
class Merge:
    """A merge of the machine: with which claim (`with` in files, `other` in those written before), how sure, why."""

    __pydantic_config__: ClassVar[ConfigDict] = ConfigDict(extra="forbid", serialize_by_alias=True)

    other: Annotated[str, Field(validation_alias=AliasChoices("with", "other"), serialization_alias="with")]
    score: float
    reasons: list[str]


class Fact(_Part):
    """What every fact carries: identity, review state, reasons, and the claims it is made of."""

    id: str
    claims: list[str] = []
    review: Review = "proposed"
    why: list[Why] = []
    tellings: list[Telling] = []
    merged: list[Merge] = []


class DatelineOf(_Part):
    """Place and EDTF date of a dateline."""

    place: str | None = None
    date: str | None = None


class DocumentOf(_Part):
    """A document of the record."""

    id: str
    path: str
    sha256: str
    text_sha256: str
    media_type: str
    language: str | None
    title: str | None
    agencies: list[str]
    side: str | None
    published: str | None
    dateline: DatelineOf | None
    body: list[tuple[int, int]]
    story: str | None = None
    near_copy_of: str | None = None
    read: Literal["parsed", "lexicon", "kept"] = "parsed"
    warnings: list[str] = []


@dataclass(frozen=True, slots=True)
class OfficeOf:
    """An office as stated, and the state it belongs to."""

    __pydantic_config__: ClassVar[ConfigDict] = ConfigDict(extra="forbid")

    office: str
    state: str | None = None


class Entity(Fact):
    """A person, organisation or place."""

    type: str
    name: str
    names: list[str]
    state: str | None
    offices: list[OfficeOf]
    mentions: list[Place]


class Event(Fact):
    """Something held or planned."""

    type: str
    date: str | None
    place: str | None
    participants: list[str]
    states: list[str]
    status: str
    ordinal: int | None
    mechanism: str | None
    part_of: str | None
    citations: list[Place]


@dataclass(frozen=True, slots=True)
class StepOf:
    """One thing told of the life of an instrument; told with different days by different papers, it is there once for each.

    kind: a code of `life`. by: the states that did it (none: all, or it is not told). planned: still to come. Of the terms:
    until (EDTF, the last day), months (how long it holds), renewal (months it goes on by itself each time; 0: not told how
    long), notice (months before its end). other: the id of the text it bears on; named: that text's words, where no fact is
    known to be it.
    """

    __pydantic_config__: ClassVar[ConfigDict] = ConfigDict(extra="forbid")

    kind: str
    date: str | None
    by: list[str]
    planned: bool
    until: str | None
    months: int | None
    renewal: int | None
    notice: int | None
    other: str | None
    named: str | None
    citations: list[Place]


class Instrument(Fact):
    """A text between the parties. life: what papers tell to have become of it, in the order of the days."""

    type: str
    title: str
    names: list[str]
    parties: list[str]
    date: str | None
    status: str
    citations: list[Place]
    life: list[StepOf] = []


class Mechanism(Fact):
    """A standing joint body or channel."""

    kind: str
    name: str
    names: list[str]
    states: list[str]
    status: str
    citations: list[Place]


class Undertaking(Fact):
    """Who undertakes, agrees, offers, asks or invites future action."""

    by: list[str]
    act: str
    force: str | None
    text: str
    areas: list[str]
    due: str | None
    target: str | None
    mechanism: str | None
    answer: str | None
    speaker: str | None
    event: str | None
    instrument: str | None
    citations: list[Place]

    @property
    def refused(self) -> bool:
        """Whether it is a refusal: a pledge that something will not be done."""
        return any(w.rule == REFUSAL for w in self.why)


class Evidence(_Part):
    """A deed that may bear on an undertaking; a suggestion until a person confirms it.

    deed: an event, instrument or undertaking; None for a plain statement, which then has an id of its own. why: reasons as
    `code` or `code: details`. review: `proposed`, or what a person made of it.
    """

    promise: str
    deed: str | None
    statement: str | None = None
    relation: Literal["fulfils", "advances", "repeats", "contradicts"]
    score: float
    why: list[str]
    citations: list[Place]
    review: Review = "proposed"


class Run(_Part):
    """What read the documents: versions of code, ontology and language data (no time: same input, same record)."""

    servanda: str
    ontology: str
    languages: dict[str, str] = {}


class Record(_Checked):
    """Everything the documents say, each fact with its sources."""

    format: Literal["servanda-record"] = "servanda-record"
    version: Literal[1] = 1
    run: Run | None = None
    documents: Many[DocumentOf] = []
    entities: Many[Entity] = []
    events: Many[Event] = []
    instruments: Many[Instrument] = []
    mechanisms: Many[Mechanism] = []
    undertakings: Many[Undertaking] = []
    evidence: Many[Evidence] = []

    def to_json(self, indent: int | None = 1) -> str:
        """The record as JSON text (UTF-8, stable order)."""
        return self.model_dump_json(indent=indent)

    def json_parts(self) -> Iterator[str]:
        """The text of `to_json`, piece by piece: that of many papers need not be held whole."""
        told = self.model_copy(update=dict.fromkeys(_KINDS, [])).to_json()
        yield told[: told.index(f' "{_KINDS[0]}": []')]
        for name in _KINDS:
            yield f' "{name}": ['
            number = 0
            for number, part in enumerate(getattr(self, name), 1):
                yield (",\n  " if number > 1 else "\n  ") + part.model_dump_json(indent=1).replace("\n", "\n  ")
            yield ("\n ]" if number else "]") + ("\n}" if name == _KINDS[-1] else ",\n")


_KINDS = ("documents", "entities", "events", "instruments", "mechanisms", "undertakings", "evidence")


if __name__ == "__main__":
    import json
    import sys

    sys.stdout.write(json.dumps(Record.model_json_schema(), indent=1) + "\n")
