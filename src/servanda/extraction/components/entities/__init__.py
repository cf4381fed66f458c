"""Component `servanda_entities`: persons with state and offices, organisations and places."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from spacy.language import Language as SpacyLanguage
from spacy.tokens import Doc

from servanda import languages
from servanda.extraction.components.entities import joined, page, places, treaties
from servanda.extraction.components.entities.lexicon import lexicon
from servanda.extraction.components.entities.names import Names, Run
from servanda.extraction.components.entities.organisations import Organisations
from servanda.extraction.components.entities.page import INTERNATIONAL, ORGANISATION, Body, Page
from servanda.extraction.components.entities.people import People, Person
from servanda.extraction.components.entities.sightings import Reader
from servanda.extraction.components.entities.signatures import Signatures
from servanda.extraction.components.entities.states import States
from servanda.extraction.components.entities.titles import Titles
from servanda.extraction.components.entities.told import Told
from servanda.extraction.components.references.interviews import Named, answering
from servanda.extraction.components.references.lexicon import words as reference_words
from servanda.extraction.gazetteer import gazetteer
from servanda.extraction.mentions import Entity, Office, Span, Why
from servanda.languages import Language
from servanda.languages.folding import fold
from servanda.reading import agencies
from servanda.reading import places as cities
from servanda.reading.text import Text

_TWO = 2
_SPELT = 3  # words of a name that initials spell
_AROUND = 6  # words on either side shown of what tells a body
_LINKED = 2  # words between an office and the body it is held in
# Bodies that are always some state's, also where the paper does not say whose.
_NATIONAL = frozenset({"ministry", "parliament", "party", "government", "military", "agency", "region"})


def create(nlp: SpacyLanguage, name: str) -> Finder:
    """The component for the pipeline's language."""
    return Finder(languages.load(nlp.lang))


class Finder:
    """Fills `doc._.findings.entities`."""

    def __init__(self, language: Language) -> None:
        self.tag, self.language, self.lexicon = language.tag, language, lexicon(language.tag)

    def __call__(self, doc: Doc) -> Doc:
        """Find them in one document."""
        read = page.read(doc)
        read.suffixes = self.lexicon.suffixes
        finder = Organisations(self.lexicon, read)
        for body in list(finder.find()):
            read.take(body)
        Told(self.lexicon, read).take()
        for body in list(places.find(self.lexicon, read)):
            read.take(body)
        side = self._side(doc, read)
        persons = self._persons(doc, read, side)
        held = {b: state for b in read.bodies.values() if (state := self._holders(read, persons, b)) is not None}
        told = _bodies(read, finder, held, side or _seat(doc), _sources(doc))
        doc._.findings.entities = [*self._entities(read, persons), *told]
        return doc

    def _side(self, doc: Doc, read: Page) -> str | None:
        """The state whose agency tells the paper, unless it only speaks of two others: then the story is taken over."""
        side = doc._.text.side if doc._.text is not None else None
        named = {mention.code for _, mention in read.states.values()}
        return side if side in named or len(named & set(doc._.findings.parties)) < _TWO else None

    def _persons(self, doc: Doc, read: Page, side: str | None) -> list[Person]:
        with_party = any(b.kind == "party" for b in read.bodies.values())
        titles = Titles(self.lexicon, read, with_party, doc._.findings.parties).find()
        titled = frozenset(i for t in titles for i in range(t.start, t.end))
        sources = _sources(doc)
        runs = [r for r in Names(self.lexicon, read, titled).find() if r.honorific or not _is_source(read, r, sources)]
        reader = Reader(self.lexicon, read, titles, runs)
        signatures = Signatures(read, reader.groups, reader.sightings)
        signatures.read()
        persons = People(self.lexicon, read, reader.read()).join()
        asked = answering(doc, reference_words(self.language), [
            Named(read.words[p.sightings[0].run.start].start, p.stated(), sorted(p.held)) for p in persons])
        home = self._home(doc)
        unnamed = list(reader.unnamed())
        for code, _, at in unnamed:
            start = read.words[at].start
            doc._.findings.offices[start] = doc._.findings.offices.get(start, frozenset()) | {code}
        States(self.lexicon, read, persons, doc._.findings.parties, side, home, asked).settle(unnamed, signatures)
        return persons

    def _holders(self, read: Page, persons: list[Person], body: Body) -> str | None:
        """The state of whoever holds an office in a body beside it (`Director in the Ministry of Health X`, `X, Head of`)."""
        for person in persons if body.type == ORGANISATION and body.state is None else ():
            for sighting in person.sightings:
                if person.state is None or sighting.cue is None or sighting.stateless:
                    continue
                (start, end), run = sighting.cue, sighting.run
                linked = end <= body.start <= end + _LINKED and all(
                    read.together(k) and (read.words[k].folded in self.lexicon.organisation_links | self.lexicon.sited)
                    for k in range(end, body.start)) and read.together(body.start, comma=True)
                titled = body.end == start and read.together(start) and end <= run.start  # `Ministry of Health Secretary X`
                beside = body.end == run.start and read.together(run.start, comma=True)
                if start <= body.start < end or titled or linked and (end > run.end or beside):
                    return person.state
        return None

    def _home(self, doc: Doc) -> str | None:
        """The party in whose country the paper is told."""
        dateline = doc._.text.dateline if doc._.text is not None else None
        found = gazetteer(self.tag).find(dateline.place or "", frozenset(doc._.findings.parties)) if dateline else []
        return next((m.code for m in found if m.code in doc._.findings.parties), None)

    def _entities(self, read: Page, persons: list[Person]) -> Iterator[Entity]:
        for n, person in enumerate(persons, 1):
            spans = tuple(read.span(s.run.start, s.run.end) for s in person.sightings)
            names = _names(read, (*spans, *self._with_honorifics(read, person)))
            reasons = tuple(dict.fromkeys(
                Why(s.rule, read.text[slice(*_bounds(read, s.cue))] if s.cue else "", read.text[span.start:span.end])
                for s, span in zip(person.sightings, spans, strict=True) if s.rule
            ))
            offices = tuple(Office(code, person.state) for code in person.codes)
            titles = tuple(read.span(*s.cue) for s in person.sightings if s.cue and s.shared is None)
            yield Entity(f"p{n}", "person", max(names, key=len), names, spans, person.state, offices, reasons, titles)

    def _with_honorifics(self, read: Page, person: Person) -> Iterator[Span]:
        """The names with what may be an honorific or a given name before them."""
        for sighting in person.sightings:
            run = sighting.run
            if run.start > run.begin and read.words[run.start - 1].capital and (
                read.words[run.start - 1].folded in self.lexicon.honorific_names
            ):
                yield read.span(run.start - 1, run.end)


def _seat(doc: Doc) -> str | None:
    """The party whose city the paper is written from."""
    text: Text | None = doc._.text
    place = text.dateline.place if text is not None and text.dateline is not None else None
    found = cities.states_of(place) & {*doc._.findings.parties} if place else frozenset()
    return next(iter(found)) if len(found) == 1 else None


def _sources(doc: Doc) -> frozenset[str]:
    """Every name of the agencies and authorities credited with the paper, folded: they are no entities of it."""
    credited = doc._.text.agencies if doc._.text is not None else ()
    return frozenset(fold(name) for credit in credited
                     for name in (credit, *(n for a in agencies.known(credit) for n in (a.name, *a.aliases))))


def _is_source(read: Page, run: Run, sources: frozenset[str]) -> bool:
    """Whether a run of capitals is the name of an agency, credited with the paper or known to everybody."""
    span = read.span(run.start, run.end)
    name = read.text[span.start:span.end]
    return fold(name) in sources or any(agency.kind == "agency" for agency in agencies.known(name))


def _bodies(
    read: Page, finder: Organisations, held: Mapping[Body, str], own: str | None, sources: frozenset[str]
) -> Iterator[Entity]:
    grouped: dict[tuple[str, str], list[Body]] = {}
    credited = {finder.key(b) for b in read.bodies.values() if sources and fold(_text(read, b)) in sources}
    for body in sorted(read.bodies.values(), key=lambda body: body.start):
        if body.type == ORGANISATION and finder.key(body) in credited:
            continue
        grouped.setdefault((body.type, finder.key(body)), []).append(body)
    _join_initials(read, finder, grouped)
    named = [(_state(read, finder, bodies, held, own), bodies) for (kind, _), bodies in grouped.items() if kind == ORGANISATION]
    sites = [(None, bodies) for (kind, _), bodies in grouped.items() if kind != ORGANISATION]
    told = sorted([*joined.join(finder, named), *sites], key=lambda group: group[1][0].start)
    for n, (state, bodies) in enumerate(told, 1):
        spans = tuple(read.span(b.start, b.end) for b in bodies)
        names = _names(read, spans)
        yield Entity(f"b{n}", bodies[0].type, max(names, key=len), names, spans, state, why=_reasons(read, bodies))


def _state(read: Page, finder: Organisations, bodies: list[Body], held: Mapping[Body, str], own: str | None) -> str | None:
    """The state of an organisation: its own, else the other party's to its text, or that of who holds office in it or tells."""
    first = bodies[0]
    state = next((b.state for b in bodies if b.state), None)
    if state is None and first.kind != INTERNATIONAL:
        state = next((s for b in bodies if (s := treaties.opposite(finder.lexicon, read, b)) is not None), None)
    if state is not None or first.kind not in _NATIONAL:
        return state
    telling = own if finder.reports(first) else None
    return next((held[b] for b in bodies if b in held), None) or finder.joined(first) or telling or finder.context(first) or own


def _reasons(read: Page, bodies: list[Body]) -> tuple[Why, ...]:
    """What the mentions of one body rest on, each rule once; that its name comes again is none where there is another."""
    by_rule = {body.rule: body for body in reversed(bodies)}
    first = [body for body in bodies if by_rule[body.rule] is body and (body.rule != "repeated" or len(by_rule) == 1)]
    return tuple(_why(read, body) for body in first)


def _why(read: Page, body: Body) -> Why:
    start, end = body.start, body.end
    if body.cue is not None:
        return Why(f"{body.type}:{body.rule}", read.text[slice(*_bounds(read, body.cue))], _text(read, body))
    while start > max(body.start - _AROUND, 0) and read.follows(start):
        start -= 1
    while end < body.end + _AROUND and read.follows(end):
        end += 1
    return Why(f"{body.type}:{body.rule}", "", read.text[slice(*_bounds(read, (start, end)))])


def _join_initials(read: Page, finder: Organisations, grouped: dict[tuple[str, str], list[Body]]) -> None:
    """Join initials to the one body of the paper whose name they spell ("YSU", beside "Yerevan State University")."""
    links = finder.lexicon.organisation_links
    spelt: dict[str, set[tuple[str, str]]] = {}
    for key, bodies in grouped.items():
        for body in bodies if key[0] == ORGANISATION else ():
            words = [w.text for w in read.words[body.start:body.end] if w.folded not in links]
            if len(words) >= _SPELT and all(word[0].isupper() for word in words):
                spelt.setdefault("".join(word[0] for word in words), set()).add(key)
    for key in [k for k, bodies in grouped.items() if k[0] == ORGANISATION and bodies[0].end - bodies[0].start == 1]:
        long = spelt.get(_text(read, grouped[key][0]), set())
        if len(long) == 1 and not grouped[key][0].name:
            grouped[next(iter(long))] += grouped.pop(key)


def _text(read: Page, body: Body) -> str:
    span = read.span(body.start, body.end)
    return read.text[span.start:span.end]


def _bounds(read: Page, words: tuple[int, int]) -> tuple[int, int]:
    span = read.span(*words)
    return span.start, span.end


def _names(read: Page, spans: tuple[Span, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(" ".join(read.text[s.start:s.end].split()) for s in spans))
