"""What papers tell of an occasion beside its fact: whether people met from afar or on whose margins, and who chaired.

Words of all languages are looked for (`data/told.yml`): a fact joins tellings of several.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from servanda.datafile import parse
from servanda.errors import ServandaError
from servanda_site.register import texts
from servanda_site.register.dossiers import claims_of
from servanda_site.register.models import Fact, Paper
from servanda_site.register.visibility import Access
from servanda_site.tracking.models import Visit

_DATA = Path(__file__).parent / "data" / "told.yml"
_NAME = re.compile(r"\s*(?P<name>[^,.;:()\n]{3,120})")
_ENDS = re.compile(r"[.!?](?=\s)|\n")
_REACH = 500  # characters of a sentence looked at on either side
_PLACES = 12  # of a fact that are looked at


@cache
def _pattern(family: str) -> re.Pattern[str]:
    """The words of a family, in all languages."""
    found = [words for said in parse(_DATA.read_text("utf-8")).values() for words in said.get(family, ())]
    return re.compile(rf"(?<!\w)(?:{'|'.join(found)})(?:(?<=['’])|(?!\w))", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class How:
    """How people met, as `Visit.Form`. forum: on whose margins."""

    form: str = Visit.Form.PERSON
    forum: str = ""


def how(access: Access, event: Fact) -> How:
    """How people met, by the sentences that tell of an event."""
    told = [sentence for sentence, _place in _sentences(event, _papers(access, [event]))]
    for sentence in told:
        margins = _pattern("margins").search(sentence)
        name = _NAME.match(sentence, margins.end()) if margins else None
        if name is not None:
            return How(Visit.Form.MARGINS, " ".join(name["name"].split()))
    return How(Visit.Form.ONLINE if any(_pattern("afar").search(sentence) for sentence in told) else Visit.Form.PERSON)


@dataclass(frozen=True, slots=True)
class Met:
    """Somebody told to have taken part in an occasion. chair: whether papers tell that they chaired it for their side."""

    person: Fact
    state: str
    event: Fact
    chair: bool


def people(access: Access, events: Sequence[Fact], codes: Sequence[str]) -> list[Met]:
    """Who is told to have taken part in some occasions for some states; chairs first, each once."""
    known = access.facts_of({key for event in events for key in event.data.get("participants") or ()})
    found: dict[str, Met] = {}
    for event in events:
        came = [known[key] for key in event.data.get("participants") or () if key in known]
        told = {f.fact: f for f in came if f.type == "person" and f.states.strip() in codes}
        chairs = _chairs(access, event, list(told.values()))
        for key, person in told.items():
            if key not in found or (key in chairs and not found[key].chair):
                found[key] = Met(person, person.states.strip(), event, key in chairs)
    return sorted(found.values(), key=lambda met: not met.chair)


def _chairs(access: Access, event: Fact, people: Sequence[Fact]) -> set[str]:
    """Who of some people is told in the sentence that tells of a chair: of each side whoever stands nearest to that word."""
    nearest: dict[str, tuple[int, str]] = {}
    papers = _papers(access, [event])
    for person in people:
        for sentence, start in _sentences(person, papers):
            for said in _pattern("chairs").finditer(sentence):
                distance, state = min(abs(start - said.end()), abs(said.start() - start)), person.states.strip()
                if state not in nearest or distance < nearest[state][0]:
                    nearest[state] = distance, person.fact
    return {key for _distance, key in nearest.values()}


def _sentences(fact: Fact, papers: Mapping[str, Paper]) -> Iterator[tuple[str, int]]:
    """The sentences of some papers in which a fact is told, each with where in it the fact stands."""
    places = fact.data.get("citations") or fact.data.get("mentions") or ()
    for place in [p for p in places if p["document"] in papers][:_PLACES]:
        paper = papers[place["document"]]
        try:
            content = texts.kept(paper.reading.content).content if paper.reading else ""
        except (KeyError, OSError, ServandaError):
            continue
        before = _ENDS.split(content[max(0, place["start"] - _REACH) : place["start"]])[-1]
        after = content[place["end"] :][:_REACH]
        stop = _ENDS.search(after)
        yield before + content[place["start"] : place["end"]] + (after[: stop.start()] if stop else after), len(before)


def _papers(access: Access, facts: Sequence[Fact]) -> dict[str, Paper]:
    """The papers that tell facts, as far as they may be seen, by the id documents have in the record."""
    shas = {claim.document for claims in claims_of(facts).values() for claim in claims}
    return {f"d-{sha[:12]}": paper for sha, paper in access.papers_of(shas).items()}
