"""Who of the people of a record acts on a day, in which office, in the papers' own words.

Who is only recalled (somebody former, somebody a hall is named after, who acted long ago) is of the record, but stands neither
among those one meets nor in a delegation.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from servanda.publishing.dates import order
from servanda.reconciliation.dates import bounds
from servanda_site.publishing.lines import clean
from servanda_site.publishing.papers import Papers
from servanda_site.publishing.phrases import Phrases, former, rank
from servanda_site.register.dossiers import claims_of
from servanda_site.register.models import Claim, Fact

RECENT = timedelta(days=731)
_SPOUSE = "spouse"
_SOLE = ("head-of-state", "head-of-government", "party-leader", "ambassador")  # each held by one person of a side at a time
_FEW_PEOPLE = 600
_NEAR = 60  # characters before a name in which somebody is called former
Rank = tuple[Any, bool]  # when a paper last told of somebody, and whether they act: several told at once stay
_PLACES = 4  # of somebody that are looked at for it
_PLAIN = re.compile(r"[^\w]+")


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody with the office they hold.

    office: in the papers' own words, else by its labels; empty where none is told. last: when a paper last told of them (EDTF).
    acts: whether they act in the partnership on the day, in an office that no newer holder is told in. succeeded: whether a newer
    holder is told in one of their offices. beside: who else is told as newly, on the same day, in an office that one person
    holds at a time: which of them holds it, papers do not tell.
    """

    fact: Fact
    office: str
    last: str
    acts: bool
    succeeded: bool
    beside: tuple[str, ...] = ()

    @property
    def state(self) -> str:
        """Whose they are."""
        return self.fact.data.get("state") or ""

    @property
    def offices(self) -> list[str]:
        """The codes of their offices."""
        return [o["office"] for o in self.fact.data.get("offices") or []]

    @property
    def spouse(self) -> bool:
        """Whether they are told of as somebody's spouse alone."""
        return set(self.offices) == {_SPOUSE}


def people(facts: Mapping[str, Sequence[Fact]], papers: Papers, day: date, say: Phrases) -> list[Person]:
    """The people of a record, by precedence. Of those who are told in an office that one person holds at a time, the newest told
    stands first; of those told on one day, whom papers began to tell of last."""
    rows = [f for f in facts.get("entity", ()) if f.type == "person"]
    last = {f.fact: _last(f, papers) for f in rows}
    actors = _actors(facts, papers, day)
    things = " | ".join(_folded(f.label) for f in facts.get("entity", ()) if f.type != "person")
    recalled = {f.fact for f in rows if f.fact not in actors and f.data.get("offices")
                and _recalled(f, f" {things} ", papers, last[f.fact], day)}
    told = {f.fact: (order(last[f.fact] or "0001"), f.fact in actors) for f in rows}
    newest = _holders([f for f in rows if f.fact not in recalled], told)
    held = _together([f for f in rows if f.fact not in recalled], told, newest)
    claims = claims_of(rows, _FEW_PEOPLE * 4)
    found = []
    for fact in rows:
        lost = {office for office, state in _sole(fact) if told[fact.fact] < newest.get((office, state), told[fact.fact])}
        kept = {o["office"] for o in fact.data.get("offices") or []} - lost - {o.partition("/")[0] for o in lost}
        acts = fact.fact in actors or (bool(kept - {_SPOUSE}) and fact.fact not in recalled)
        found.append(Person(fact, office_said(fact, claims.get(fact.pk, ()), papers, say), last[fact.fact],
                            acts and bool(kept or not lost), bool(lost), held.get(fact.fact, ())))
    place: dict[tuple[str, str], int] = {}
    for fact in rows:
        for key in _sole(fact):
            place[key] = min(place.get(key, fact.order), fact.order)
    since = {f.fact: _ordinal(_days(f.data.get("mentions") or (), papers)) for f in rows if _sole(f)}

    def placed(person: Person) -> tuple[Any, ...]:
        sole = _sole(person.fact)
        if not sole:
            return rank(person.offices), person.fact.order, 0, 0, "", person.fact.order
        return (rank(person.offices), min(place[key] for key in sole), -_ordinal([person.last]), -since[person.fact.fact],
                _folded(person.fact.label), person.fact.order)

    return sorted(found, key=placed)


def _ordinal(days: Iterable[str]) -> int:
    """The first of some days (EDTF), as a number; 0: none is known."""
    spans = [span for day in days if day and (span := bounds(day))]
    return min((span[0].toordinal() for span in spans), default=0)


def named_alike(one: str, other: str) -> bool:
    """Whether two names are one, whatever their accents and marks."""
    return _folded(one) == _folded(other)


def _actors(facts: Mapping[str, Sequence[Fact]], papers: Papers, day: date) -> set[str]:
    """Who took part in what was held lately or is planned, and who spoke lately: ids."""
    found: set[str] = set()
    for event in facts.get("event", ()):
        lately = event.end is not None and day - RECENT <= event.end and (event.start is None or event.start <= day)
        ahead = event.status != "held" and (event.end is None or event.end >= day)
        if lately or ahead:
            found.update(event.data.get("participants") or ())
    for promise in facts.get("undertaking", ()):
        if promise.data.get("speaker") and _since(_newest(promise.data.get("citations") or (), papers), day):
            found.add(promise.data["speaker"])
    return found


def _recalled(person: Fact, things: str, papers: Papers, last: str, day: date) -> bool:
    """Whether somebody who does not act is only recalled: told of long ago, called former, or what a place is named after.

    things: the names of places and organisations.
    """
    if last and not _since(last, day):
        return True
    names = {_folded(n) for n in (person.label, *(person.data.get("names") or ())) if " " in n.strip()}
    places = (person.data.get("mentions") or ())[:_PLACES]
    return any(f" {n} " in things for n in names) or any(former(papers.sentence(p)[0][-_NEAR:]) for p in places)


def _holders(rows: Iterable[Fact], told: Mapping[str, Rank]) -> dict[tuple[str, str], Rank]:
    """How new the newest holder is of each office that one person holds at a time."""
    found: dict[tuple[str, str], Rank] = {}
    for fact in rows:
        for key in _sole(fact):
            found[key] = max(found.get(key, told[fact.fact]), told[fact.fact])
    return found


def _together(rows: Iterable[Fact], told: Mapping[str, Rank], newest: Mapping[tuple[str, str], Rank],
              ) -> dict[str, tuple[str, ...]]:
    """Of each who is told newest in an office that one person holds at a time: the others told as newly in it."""
    holders: dict[tuple[str, str], list[Fact]] = {}
    for fact in rows:
        for key in _sole(fact):
            if told[fact.fact] == newest[key]:
                holders.setdefault(key, []).append(fact)
    found: dict[str, tuple[str, ...]] = {}
    for listed in holders.values():
        for fact in listed:
            others = [f.label for f in listed if f.fact != fact.fact and not named_alike(f.label, fact.label)]
            found[fact.fact] = tuple(dict.fromkeys([*found.get(fact.fact, ()), *others]))
    return found


def _sole(fact: Fact) -> list[tuple[str, str]]:
    """The offices of somebody that one person holds at a time, with their states."""
    return [(o["office"], o.get("state") or fact.data.get("state") or "") for o in fact.data.get("offices") or []
            if o["office"] in _SOLE or (o["office"].startswith("minister/") and o["office"] != "minister/other")]


def _last(fact: Fact, papers: Papers) -> str:
    return _newest(fact.data.get("mentions") or (), papers)


def _newest(places: Iterable[Mapping[str, Any]], papers: Papers) -> str:
    return max(_days(places, papers), key=order, default="")


def _days(places: Iterable[Mapping[str, Any]], papers: Papers) -> list[str]:
    """The days of the papers of some places (EDTF), as far as they are known."""
    return [day for place in places if (day := papers.day(place["document"]))]


def _since(edtf: str, day: date) -> bool:
    """Whether a date is of the last years."""
    return bool(edtf) and edtf[:10] >= (day - RECENT).isoformat()[: len(edtf[:10])]


def office_said(fact: Fact, claims: Sequence[Claim], papers: Papers, say: Phrases) -> str:
    """An office in the papers' own words: in the document's language where a paper has it, of the newest paper, the fullest."""
    offices = fact.data.get("offices") or []
    if not offices:
        return ""
    by_hash = {d["sha256"]: d for d in papers.told.values()}
    heads = {o["office"].partition("/")[0] for o in offices}
    told: list[tuple[tuple[bool, bool, str, int], list[str]]] = []
    for claim in claims:
        held = {o["office"].partition("/")[0] for o in claim.fields.get("offices") or []}
        words = _whole([cue for rule, cue, *_words in claim.why if rule.startswith("office") and cue])
        if words and held & heads and claim.document in by_hash:
            paper = by_hash[claim.document]
            length = sum(map(len, words))
            told.append(((paper.get("language") == say.tag, any(" " in w for w in words), paper.get("published") or "", length),
                         words))
    if told and {"corrected", "manual"}.isdisjoint({fact.review}):
        return clean(say("side_list").join(max(told, key=lambda t: t[0])[1]))
    codes = [o["office"] for o in offices]
    named = [c for c in dict.fromkeys(codes) if "/" in c or not any(o.startswith(f"{c}/") for o in codes)]
    return say("side_list").join(dict.fromkeys(say.words.office(c) for c in named))


def _whole(cues: Iterable[str]) -> list[str]:
    """Words for offices, each once, without those that others hold and without a bracket that does not close."""
    told: list[str] = []
    for cue in sorted((_closed(clean(c)) for c in cues), key=len, reverse=True):
        if cue and not any(_folded(cue) in _folded(other) for other in told):
            told.append(cue)
    return told


def _closed(words: str) -> str:
    return words if words.count("(") == words.count(")") else words[: words.rfind("(")].rstrip()


def _folded(name: str) -> str:
    plain = "".join(c for c in unicodedata.normalize("NFD", name.casefold()) if not unicodedata.combining(c))
    return _PLAIN.sub(" ", plain).strip()
