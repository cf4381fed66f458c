"""Promises and deeds as they are compared: who, when, of which pair, through which body, about what."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from servanda import ontology
from servanda.reconciliation import content
from servanda.reconciliation import record as r
from servanda.reconciliation.amounts import Amount

Kind = Literal["event", "instrument", "undertaking", "statement"]
_PLURAL = 4  # letters from which a final s tells no two things apart
_NOUNS = frozenset({"aid", "develop", "exchange", "promote"})  # acts that as often are the matter of another
ACTIONS = frozenset({"accelerate", "diversify", "twin"}).union(*(row.acts for row in ontology.acts())) - _NOUNS
NUMBERS = frozenset(f"{content.ORDINAL}{n}" for n in range(1, 200))
# Concepts of the language data (languages/<tag>/concepts.yml): what kind of body or text a name tells of.
KINDS = frozenset({"commission", "consultation", "council", "group", "mechanism", "dialogue", "task", "working", "govern",
                   "force"})
PART_OF_YEAR = "semester"


@dataclass(frozen=True, slots=True)
class Statement:
    """A plain statement of a later paper that something has come about: a figure reached, a thing done, put off, refused.

    how: `done`, `grown`, `fallen`, `progress`, `pending` or `undone`. place: the clause, in the stored text. year: in which it
    says it was. leads: of one that refers to a thing named before it, the words that may name it.
    """

    id: str
    how: str
    place: r.Place
    year: int | None = None
    leads: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Promise:
    """An undertaking to be followed up. made: the last day it may have been made on; where: states it names as places;
    sites: those whose capitals it names; action: what its first words say is to be done; said: the day it was made, as a
    paper tells it (EDTF);
    tellings: its words, telling by telling; theme: states it speaks of otherwise than as places;
    aim: the amounts aimed at; parts: what each part of its words speaks of, where they enumerate; numbers: ordinals it tells;
    body: the joint body it names, or that its paper tells has met, where it is to meet again;
    names: those of its words that only name, and no person; led: whether its thing is told by the words before it;
    object, kinds: what its body is for, and what kind of body it is; forums: international bodies that its words name;
    denied: whether something is not to be done; spots: towns that it names; written: its names, as they are compared and as
    they are written; base: the large amounts it tells of what there is already."""

    fact: r.Undertaking
    made: date
    pair: frozenset[str]
    words: frozenset[str]
    stories: frozenset[str]
    people: frozenset[str]
    where: frozenset[str] = frozenset()
    sites: frozenset[str] = frozenset()
    action: frozenset[str] = frozenset()
    said: str = ""
    tellings: tuple[frozenset[str], ...] = ()
    theme: frozenset[str] = frozenset()
    aim: tuple[Amount, ...] = ()
    parts: tuple[frozenset[str], ...] = ()
    numbers: frozenset[str] = frozenset()
    body: str | None = None
    names: frozenset[str] = frozenset()
    led: bool = False
    object: frozenset[str] = frozenset()
    kinds: frozenset[str] = frozenset()
    forums: frozenset[str] = frozenset()
    denied: bool = False
    spots: frozenset[str] = frozenset()
    written: frozenset[tuple[str, str]] = frozenset()
    base: tuple[Amount, ...] = ()

    @property
    def id(self) -> str:
        """The undertaking's id."""
        return self.fact.id


@dataclass(frozen=True, slots=True)
class Deed:
    """What may bear on a promise: an event held, a text concluded, a plain statement, or what was undertaken later.

    done: the first day it may have happened on; told: the day it was told of, the last of several. ranks: offices of those who
    took part, with their states; where: the state it happened in, those a statement names; said: the day of the
    paper that tells it (EDTF); figure: the amounts a statement tells or an undertaking
    aims at; action: what the first words of an undertaking say is
    to be done; parts: what each part of its words speaks of, where they enumerate; numbers: the ordinal of an event, those an
    undertaking or a statement tells; object: what the body of an event is for; early: whether a text was drafted or initialled
    only; body: the joint body of an event or an undertaking; led: whether the thing of an undertaking is told by the words before
    it; drafted: what a signing tells of texts that were drafted only, beside others; until: the last day it may
    have happened on; announced: papers that tell of an event only before it (its stories and its words are those of the others);
    forums: international bodies that its words name; denied: whether something was not, or is not to be, done; spots: towns that
    an undertaking names; written: names in its words, as they are compared and as they are written.
    """

    fact: r.Event | r.Instrument | r.Undertaking | Statement
    kind: Kind
    done: date
    told: date
    pair: frozenset[str]
    words: frozenset[str]
    stories: frozenset[str]
    people: frozenset[str]
    citations: tuple[r.Place, ...]
    ranks: frozenset[tuple[str, str | None]] = frozenset()
    where: frozenset[str] = frozenset()
    said: str = ""
    tellings: tuple[frozenset[str], ...] = ()
    theme: frozenset[str] = frozenset()
    figure: tuple[Amount, ...] = ()
    action: frozenset[str] = frozenset()
    parts: tuple[frozenset[str], ...] = ()
    numbers: frozenset[str] = frozenset()
    object: frozenset[str] = frozenset()
    early: bool = False
    body: str | None = None
    led: bool = False
    drafted: frozenset[str] = frozenset()
    until: date = date.min
    announced: frozenset[str] = frozenset()
    forums: frozenset[str] = frozenset()
    denied: bool = False
    spots: frozenset[str] = frozenset()
    written: frozenset[tuple[str, str]] = frozenset()

    @property
    def id(self) -> str:
        """The fact's id, or the statement's."""
        return self.fact.id


def plain(words: Iterable[str]) -> frozenset[str]:
    """Concepts without the s of a plural, with the broader ones they belong to."""
    found = set(map(singular, words))
    return frozenset(found | ontology.above(frozenset(found)))


def singular(word: str) -> str:
    """A word without the s of a plural (a concept is as it is)."""
    return word[:-1] if word.endswith("s") and len(word) > _PLURAL and word not in ontology.concepts() else word
