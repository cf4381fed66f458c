"""Persons of one paper: sightings of one bearer joined, later short forms found, offices and states settled."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice, pairwise

from rapidfuzz.distance import Levenshtein

from servanda.extraction.components.entities.lexicon import Lexicon
from servanda.extraction.components.entities.names import Run
from servanda.extraction.components.entities.page import Page
from servanda.extraction.components.entities.sightings import ROLE, Group, Sighting
from servanda.extraction.components.entities.signatures import Signatures
from servanda.ontology import model as ontology

_ALIKE = 0.75
_SHORTEST = 2
_PAIR = 2
_GIVEN = 3  # letters of a first name beyond which it may stand for its bearer
# How many persons or sightings are compared at most, so that a long list of names costs no square of its length.
_COMPARED = 200
_AHEAD = 50
_APART = 40  # words before somebody among which another's name makes it unsure who travels
_HEADING = 6  # words between somebody and the delegation he leads
_MEETING = 14  # words between a verb of meeting and the office of whom it names
_SENTENCES = 4  # sentences back in which somebody named first is still the subject
_CHAIRED = 3  # words between those for chairing together and the first who does
_OFFICES = 3  # offices back among which that of a counterpart may stand
_APPOSITION = 5  # words of an apposition in which a nationality may stand
_MINISTER = "minister/"
_MINISTERIAL = ("minister/", "deputy-minister/")
_STATE, _GOVERNMENT = "head-of-state", "head-of-government"
_SPEAKER = "speaker"
_ENVOY = "ambassador"
_OTHER = "other"
_LEADERS = frozenset({_STATE, _GOVERNMENT})
_SINGLE = frozenset({"head-of-state", "head-of-government", "speaker", "minister/foreign-affairs", "minister/defence"})


@dataclass(slots=True)
class Person:
    """One bearer: his sightings, the forms of his name (folded words) and where he is named (word indices, in order)."""

    sightings: list[Sighting] = field(default_factory=list)
    state: str | None = None
    codes: list[str] = field(default_factory=list)
    forms: dict[tuple[str, ...], Sighting] = field(default_factory=dict)
    starts: list[int] = field(default_factory=list)
    states: Counter[str] = field(default_factory=Counter)
    held: set[str] = field(default_factory=set)

    def add(self, sighting: Sighting) -> None:
        """Take one more sighting as his."""
        self.sightings.append(sighting)
        self.forms.setdefault(sighting.words, sighting)
        insort(self.starts, sighting.run.start)
        if sighting.state:
            self.states[sighting.state] += 1
        self.held.update(sighting.codes)

    @property
    def longest(self) -> tuple[str, ...]:
        """The words of his fullest name, folded."""
        return max(self.forms, key=len)

    def stated(self) -> str | None:
        """The state his sightings give most often."""
        return self.states.most_common(1)[0][0] if self.states else None


class People:
    """Joins the sightings of one page."""

    def __init__(self, lexicon: Lexicon, page: Page, sightings: Sequence[Sighting]) -> None:
        self.lexicon, self.page, self.sightings = lexicon, page, sightings
        self.persons: list[Person] = []
        self.by_word: dict[str, list[Person]] = {}

    def join(self) -> list[Person]:
        """The persons, in order of their first mention."""
        self.sightings = list(self._parted())
        certain = [s for s in self.sightings if s.certain]
        for sighting in (s for s in certain if len(s.words) >= _SHORTEST):
            self._place(sighting)
        for sighting in (s for s in certain if len(s.words) < _SHORTEST):
            self._place(sighting)
        for sighting in (s for s in self.sightings if not s.certain):
            self._recognise(sighting)
        for person in self.persons:
            person.sightings.sort(key=lambda s: s.run.start)
        self.persons.sort(key=lambda p: p.sightings[0].run.start)
        return self.persons

    def _parted(self) -> Iterator[Sighting]:
        """The sightings, without the verb of a headline (`President Borg Pays a Visit`), and two surnames with a dash
        (`the Borg-Otieno talks`) as two."""
        surnames = {s.words[-1] for s in self.sightings if s.certain and len(s.words) > 1}
        told = Counter(word for s in self.sightings for word in s.words)
        for sighting in self.sightings:
            words, run = sighting.words, sighting.run
            if len(words) != _PAIR or words[0] not in surnames:
                yield sighting
            elif words[1] in surnames and self.page.gap(run.start + 1) == "-":
                for at, word in enumerate(words, run.start):
                    alone = replace(run, begin=at, start=at, end=at + 1)
                    yield replace(sighting, run=alone, words=(word,), codes=[], certain=True)
            elif told[words[1]] == 1 and run.end < len(self.page.words) and (
                    self.page.gap(run.end) == " " and self.page.words[run.end].capital):
                yield replace(sighting, run=replace(run, end=run.start + 1), words=words[:1])
            else:
                yield sighting

    def _place(self, sighting: Sighting) -> None:
        person = self._bearer(sighting)
        if person is None:
            person = Person()
            self.persons.append(person)
        self._add(person, sighting)

    def _add(self, person: Person, sighting: Sighting) -> None:
        if sighting.words not in person.forms:
            for word in set(sighting.words):
                known = self.by_word.setdefault(word, [])
                if not any(p is person for p in known):
                    known.append(person)
        person.add(sighting)

    def _named(self, words: Sequence[str]) -> list[Person]:
        """The persons one of whose names these words may be (each shares a word of more than a letter with them)."""
        near = {id(p): p for word in words if len(word) > 1 for p in self.by_word.get(word, ())}
        return [p for p in near.values() if any(same(form, words) for form in p.forms)]

    def _bearer(self, sighting: Sighting) -> Person | None:
        found = self._named(sighting.words)
        found = [p for p in found if self._compatible(p, sighting)] or (found if len(sighting.words) == 1 else [])
        if not found and (sighting.codes or sighting.run.honorific):
            found = [p for p in self.persons[:_COMPARED] if self._alike(p, sighting)]
        if not found:
            return None
        return max(found, key=lambda p: (self._agreement(p, sighting), *self._nearness(p, sighting)))

    def _compatible(self, person: Person, sighting: Sighting) -> bool:
        state = person.stated()
        return not (state and sighting.state and state != sighting.state and sighting.words not in
                    person.forms)

    def _agreement(self, person: Person, sighting: Sighting) -> int:
        return len(person.held & set(sighting.codes)) + int(person.stated() is not None and person.stated() == sighting.state)

    def _nearness(self, person: Person, sighting: Sighting) -> tuple[int, int]:
        before = bisect_left(person.starts, sighting.run.start)
        return (1, person.starts[before - 1]) if before else (0, -person.starts[0])

    def _alike(self, person: Person, sighting: Sighting) -> bool:
        """Whether a name spelt otherwise with the same office is this person's ("Tokaev" beside "Tokaïev")."""
        same_office = person.held & (set(sighting.codes) - {ROLE, _OTHER})
        if not (same_office or (not sighting.codes and len(sighting.words) == 1)) or not self._compatible(person, sighting):
            return False
        mine, other = self._bare(person.longest), self._bare(sighting.words)
        if len(mine) == 1 or len(other) == 1:
            pairs = [(mine[-1], other[-1])]
        elif mine[-1] == other[-1]:
            return mine[0][0] == other[0][0]
        else:
            pairs = [(" ".join(mine), " ".join(other))]
        if any(a + "a" == b or b + "a" == a for a, b in pairs):
            return False
        return all(len(a) > 3 and Levenshtein.normalized_similarity(a, b) >= _ALIKE for a, b in pairs)

    def _bare(self, words: tuple[str, ...]) -> tuple[str, ...]:
        """A name without what only tells its bearers apart (`Jr.`)."""
        return words[:-1] if len(words) > 2 and words[-1] in self.lexicon.suffix_words else words

    def _recognise(self, sighting: Sighting) -> None:
        """An uncertain run that holds the name of a known person, whole or short."""
        words, run = sighting.words, sighting.run
        for size in range(len(words), 0, -1):
            for first in range(len(words) - size + 1):
                piece = words[first:first + size]
                if size < len(words) and size == 1 and first + size < len(words):
                    continue
                short = Sighting(Run(run.start + first, run.start + first, run.start + first + size), piece)
                found = self._named(piece)
                if size == 1:
                    found = [p for p in found if piece[0] in self._short_forms(p)]
                if found and size >= min(len(words), 2):
                    short.rule = "named elsewhere"
                    self._add(max(found, key=lambda p: self._nearness(p, short)), short)
                    return

    def _short_forms(self, person: Person) -> set[str]:
        """Single words that may stand for a person: the last of the name, and what the paper itself has used."""
        used = {form[0] for form in person.forms if len(form) == 1}
        longest = person.longest
        shorts = {longest[-1], *used}
        first = person.forms[longest]
        if self.page.words[first.run.start].text.isupper() and len(longest[0]) > 1:
            shorts.add(longest[0])
        if longest[0] in self.lexicon.surnames or self._alone(longest[0]):
            shorts.add(longest[0])
        return {s for s in shorts if len(s) > 1 and s not in self.lexicon.suffix_words}


    def _alone(self, word: str) -> bool:
        """Whether a name's first word may stand for its bearer (`Azman said`): nobody else's has it, and it is no common word."""
        return len(word) > _GIVEN and len(self.by_word.get(word, ())) == 1 and not self.lexicon.is_common(word)


def same(first: Sequence[str], second: Sequence[str]) -> bool:
    """Whether two names, as folded words, may be one person's: equal, or the shorter inside the longer in order."""
    short, long = sorted((tuple(first), tuple(second)), key=len)
    if short == long or len(short) == len(long) and sorted(short) == sorted(long):  # whichever name comes first
        return True
    if len(short) == 1:
        return short[0] in long and len(short[0]) > 1
    if short[-1] == long[-1] or short[0] == long[0]:
        return _inside(short, long) or len(short) == len(long) and _inside(long, short)
    return _inside(short, long) and len(short) >= _SHORTEST


def _inside(short: Sequence[str], long: Sequence[str]) -> bool:
    """Whether the words of one name occur in the other in order, an initial standing for its word."""
    rest = iter(long)
    return all(any(word == other or (len(word) == 1 and other.startswith(word)) for other in rest) for word in short)


class States:
    """Settles whose office it is where the paper does not say so beside the name."""

    def __init__(
        self, lexicon: Lexicon, page: Page, parties: Sequence[str], side: str | None, home: str | None = None,
        asked: str | None = None,
    ) -> None:
        self.lexicon, self.page, self.parties, self.home = lexicon, page, tuple(parties), home
        self.asked, self.side = asked, asked or side
        self.national = sorted(j for j, (_, m) in page.states.items() if m.kind in ("adjective", "name"))
        self.adjectives = {j for j, (_, m) in page.states.items() if m.kind == "adjective"}
        self.at: dict[int, Person] = {}
        self.unions = {s.code for s in ontology.load().states.values() if s.status == "union"}
        self.named = {mention.code for _, mention in page.states.values()}

    def settle(self, persons: Sequence[Person], unnamed: Iterable[tuple[str, str | None, int]], signatures: Signatures) -> None:
        """Fill `state` and `codes` of every person (unnamed: offices stated without a name, with their state and place)."""
        order = sorted(((s, p) for p in persons for s in p.sightings), key=lambda pair: pair[0].run.start)
        self.at = {s.run.start: p for s, p in order}
        for person in persons:
            stateless = any(s.stateless for s in person.sightings)
            told = person.stated() or self._ours(person) or self._sided(person) or self._serving(person)
            told = told or next((s.likely for s in person.sightings if s.likely), None)
            person.state = told or (None if stateless else self._by_name(person))
        self._relations(order, signatures.groups)
        self._sharers(persons)
        self._correspondents(signatures)
        own = self.side or self._own_side(persons) or self.home
        self._chairs(order, own)
        for person in persons:
            if person.state is None and any(s.stateless for s in person.sightings):
                person.codes = _chosen(code for s in person.sightings for code in s.codes)
                continue
            if person.state is None:
                person.state = self._invited(person) or self._led(person) or self._met(person)
                person.state = person.state or self._other_holder(person, persons, own) or self._posted(person)
            if person.state is None and person.held:
                taken = self._taken(person, persons)
                person.state = (own if own not in taken else None) or self._origin(person, taken) or self._nearest(person, taken)
            if person.state is None:
                person.state = self._context(person)
            person.codes = _chosen(self._of_union(person, code) for s in person.sightings for code in _said(s, person))
        self._adopt(persons, list(unnamed))

    def _of_union(self, person: Person, code: str) -> str:
        """The office of somebody: a union has no head of state, whoever presides over its commission heads its government."""
        return _GOVERNMENT if code == _STATE and person.state in self.unions else code

    def _by_name(self, person: Person) -> str | None:
        """The state a name is typical of: one of the paper's own if it can be, else one only if there is no other.

        A given name alone (a king's) says nothing.
        """
        if len(person.longest) == 1 and (word := person.longest[0]) and (
            word in self.lexicon.given or word not in self.lexicon.surnames
        ):
            return self._travelled(person)
        origins = self.lexicon.origins(person.longest)
        if own := [code for code in self.parties if code in origins]:
            return own[0] if len(own) == 1 else None
        if went := self._travelled(person):
            return went
        if not origins and (near := self.lexicon.nearly(person.longest[-1]) & set(self.parties)):
            return next(iter(near)) if len(near) == 1 else None
        leads = bool(self.lexicon.bearers(person.longest)) and self._leads_abroad(person)
        return next(iter(origins)) if len(origins) == 1 and (origins & self.named or leads or not self.parties) else None

    def _leads_abroad(self, person: Person) -> bool:
        """Whether a leader may be another state's: the paper's own side is not known, or has its own."""
        high = person.held & _LEADERS
        own = (p for p in self.at.values() if p is not person and p.state == self.side)
        return bool(high) and (self.side is None or any(p.held & high for p in own))

    def _adopt(self, persons: Sequence[Person], unnamed: Sequence[tuple[str, str | None, int]]) -> None:
        """Give an office stated without a name to the one person of that state it can be."""
        held = {(code, p.state) for p in persons for code in p.codes}
        told = {(code, state) for code, state, _ in unnamed} - held
        free = {(code, state) for code, state in told if code not in (ROLE, _OTHER) and not code.endswith("/other")}
        vague: dict[tuple[str, str | None], list[Person]] = {}
        for person in persons:
            for code in person.codes or [""]:
                if not code or code.endswith("/other"):
                    vague.setdefault((code, person.state), []).append(person)
        for (code, state), holders in vague.items():
            prefix = code.removesuffix("other")
            fitting = {c for c, s in free if s == state and s is not None and c.startswith(prefix)}
            if code and not fitting:
                fitting = {c for c, s in free if s is None and c.startswith(prefix)}
            if not code and len(holders) == 1:
                meant = {c for c, s, at in unnamed if s == state and self._is_meant(holders[0], at)}
                fitting = {c for c in fitting if c in meant or c not in _LEADERS}
            if len(holders) == 1 and len(fitting) == 1:
                kept = [c for c in holders[0].codes if c != code]
                holders[0].codes = [*kept, *(c for c in fitting if c not in kept)]

    def _is_meant(self, person: Person, at: int) -> bool:
        """Whether a leader's office without a name at a word may be that of somebody without one: of those of his state he is
        the last named before it, or the first named at all."""
        mine = sorted(k for k, p in self.at.items() if p.state == person.state)
        before = bisect_left(mine, at)
        return bool(mine) and self.at[mine[max(before - 1, 0)]] is person

    def _taken(self, person: Person, persons: Sequence[Person]) -> set[str]:
        """The states whose only holder of the person's office is somebody else."""
        single = person.held & _SINGLE
        return {p.state for p in persons[:_COMPARED] if single and p is not person and p.state and p.held & single}

    def _origin(self, person: Person, taken: set[str]) -> str | None:
        """The one state a name is typical of: by its ending only one that the paper names."""
        origins = (self.lexicon.bearers(person.longest) or self.lexicon.origins(person.longest) & self.named) - taken
        return next(iter(origins)) if len(origins) == 1 else None

    def _relations(self, order: Sequence[tuple[Sighting, Person]], groups: Sequence[Group]) -> None:
        """The office of counterparts, the state of spouses: those of whoever was named before. Counterparts are of two states."""
        for n, (sighting, person) in enumerate(order):
            if not sighting.relation:
                continue
            if sighting.relation == "counterpart" and (codes := self._beside(sighting, groups)):
                person.held.update(codes)
                sighting.codes += [c for c in codes if c not in sighting.codes]
            spouse = sighting.relation == "spouse"
            before = None if spouse else self._peer(order, n)
            if before is None:
                known = (p for s, p in _backwards(order, n) if s.relation != "spouse")
                before = next((p for p in known if p is not person and (spouse or not _compatriots(p, person))), None)
            if before is None:
                before = next((p for _, p in islice(order, n, n + _AHEAD) if p is not person), None)
            if spouse:
                person.sightings[0].codes, person.held = ["spouse"], {"spouse"}
                person.state = person.state or (before.state if before else None)
            elif before is not None:
                codes = _counterpart(_chosen(c for s in before.sightings for c in s.codes))
                if not any(code != ROLE for code in sighting.codes) and not _apart(person.held, codes):
                    person.held.update(codes)
                    sighting.codes += codes
                for one, other in ((person, before), (before, person)):
                    left = [c for c in self.parties if c != other.state]
                    if one.state is None and other.state in self.parties and len(left) == 1:
                        one.state = left[0]

    def _peer(self, order: Sequence[tuple[Sighting, Person]], n: int) -> Person | None:
        """Whose counterpart somebody is: his with whom he is joined (`X and his`, `from X to his`), else his who acts."""
        page, (sighting, person) = self.page, order[n]
        start = sighting.cue[0] if sighting.cue and sighting.cue[0] < sighting.run.begin else sighting.run.begin
        last, other = order[n - 1] if n else (None, person)
        if last is not None and last.run.end <= start and not _compatriots(other, person):
            first, *between = [page.words[k].folded for k in range(last.run.end, max(start, last.run.end + 1))]
            joins = first in self.lexicon.passes or first in self.lexicon.both and other.state and person.state
            together = joins and page.sentence[last.run.start] == page.sentence[start]
            if together and all(w in self.lexicon.possessives or w in self.lexicon.articles for w in between):
                return other
        doer = self._doer(sighting.run.begin, person)
        return doer if isinstance(doer, Person) and not _compatriots(doer, person) else None

    def _beside(self, sighting: Sighting, groups: Sequence[Group]) -> list[str]:
        """The office, held by nobody named, that stands last before a counterpart in his sentence (`the envoy of X and his`)."""
        page, start = self.page, sighting.run.begin
        ends = bisect_left(groups, start, key=lambda g: g.start)
        before = next((g for g in reversed(groups[max(0, ends - _OFFICES):ends]) if g.titles[0].kind == "office"), None)
        if before is None or before.used or before.plural or page.sentence[before.start] != page.sentence[start]:
            return []
        if any(k in self.at for k in range(before.end, start)):
            return []
        return [c for title in before.titles for c in title.codes if c not in (ROLE, _OTHER)]  # an `official` visit is nobody's

    def _sharers(self, persons: Sequence[Person]) -> None:
        """Of two who hold one office together, the one without a state has the other party's."""
        pairs: dict[int, list[Person]] = {}
        for person in persons:
            for sighting in person.sightings:
                if sighting.shared is not None and person not in pairs.setdefault(sighting.shared, []):
                    pairs[sighting.shared].append(person)
        for pair in pairs.values():
            known = [p.state for p in pair if p.state]
            left = [c for c in self.parties if c not in known]
            same_office = len(pair) == _PAIR and pair[0].held & pair[1].held  # not two departments of one government
            if same_office and len(known) == 1 and known[0] in self.parties and len(left) == 1:
                next(p for p in pair if p.state is None).state = left[0]

    def _chairs(self, order: Sequence[tuple[Sighting, Person]], own: str | None) -> None:
        """Of two who chair a session together one is of each party; where neither is known the paper's own is named first."""
        for (sighting, one), (last, other) in pairwise(order):
            if one is other or len(self.parties) != _PAIR or (one.state and other.state) or not self._chaired(sighting, last):
                continue
            if one.state is None and other.state is None and own in self.parties:
                one.state = own
            for known, unknown in ((one, other), (other, one)):
                if known.state in self.parties and unknown.state is None:
                    unknown.state = next(c for c in self.parties if c != known.state)

    def _chaired(self, first: Sighting, last: Sighting) -> bool:
        """Whether two are joined behind words for chairing together (`co-chaired by the minister, X, and Y`)."""
        page, joins = self.page, self.lexicon.both
        start = min(first.run.begin, first.cue[0]) if first.cue else first.run.begin
        if page.sentence[start] != page.sentence[last.run.start] or not any(
                page.words[k].folded in joins for k in range(first.run.end, last.run.begin)):
            return False
        led = self.lexicon.chairing
        return any(led.before(page.text, page.words, k) for k in range(start, max(start - _CHAIRED, 0), -1))

    def _correspondents(self, signatures: Signatures) -> None:
        """Of the two who write to each other, the one without a state has the other party's; else a minister lives in his."""
        for signer, addressed in signatures.letters():
            pair = [self.at.get(s.run.start) for s in (signer, addressed)]
            for one, other in zip(pair, reversed(pair), strict=True):
                if one is None or other is None or one is other or one.state is not None:
                    continue
                left = [c for c in self.parties if c != other.state]
                if other.state in self.parties and len(left) == 1:
                    one.state = left[0]
                elif any(code.startswith(_MINISTER) for code in one.held):
                    one.state = next((c for s in one.sightings if (c := signatures.resident(s)) in self.parties), None)

    def _ours(self, person: Person) -> str | None:
        """The state of whoever is interviewed, of somebody he calls his own ("our minister, X")."""
        words = self.page.words
        cues = [s.cue[0] for s in person.sightings if s.cue] if self.asked else []
        return self.asked if any(words[k].folded in self.lexicon.ours for at in cues for k in (at - 1, at) if k >= 0) else None

    def _sided(self, person: Person) -> str | None:
        """The state on whose side, or in whose name, the person is said to act in the sentence, or whose delegation he leads."""
        page, run = self.page, person.sightings[0].run
        goes_on = run.end < len(page.words) and page.sentence[run.end] == page.sentence[run.begin]
        behind = self.lexicon.siding.at(page.text, page.words, run.end) if goes_on else None
        if behind is not None and (code := self._side(run.end + behind.length)):
            return code  # `X on the Fijian side and Y on the Tongan side`
        for k in range(run.begin - 1, max(run.begin - _APART, -1), -1):
            if page.sentence[k] != page.sentence[run.begin]:
                break
            state = page.states.get(k)
            if state and state[1].kind in ("adjective", "name") and self.lexicon.sides.before(page.text, page.words, k):
                return state[1].code
            if self.lexicon.siding.before(page.text, page.words, k) and (code := self._side(k)):
                return code
        for k in range(run.end, min(run.end + _HEADING, len(page.words))):
            if page.sentence[k] != page.sentence[run.begin] or k in self.at:
                break
            match = self.lexicon.heading.at(page.text, page.words, k)
            state = page.states.get(k + match.length) if match else None
            if state is not None and state[1].kind == "adjective":
                return state[1].code
        return None

    def _side(self, k: int) -> str | None:
        """The state at a word, if a noun for a side stands behind it."""
        state = self.page.states.get(k)
        after = state[0] if state is not None and state[1].kind in ("adjective", "name") else len(self.page.words)
        return state[1].code if state and after < len(self.page.words) and (
            self.page.words[after].folded in self.lexicon.side_nouns) else None

    def _serving(self, person: Person) -> str | None:
        """The state whose government, parliament or ministry stands in an apposition right after the name."""
        page = self.page
        for run in (s.run for s in person.sightings):
            if page.gap(run.end).strip() != "," or not page.follows(run.end):
                continue
            k, body = run.end, None
            while k < min(len(page.words), run.end + _APPOSITION) and (k == run.end or page.together(k)) and k not in self.at:
                if body is not None and k in page.states and page.states[k][1].kind == "name":
                    return page.states[k][1].code
                linked = page.words[k].folded in self.lexicon.links
                body = body or self.lexicon.complements.at(page.text, page.words, k)
                if not (page.words[k].capital or linked):
                    break
                k += 1
        return None

    def _led(self, person: Person) -> str | None:
        """The state of a delegation led by, or of somebody accompanied by, the person."""
        return next((state for s in person.sightings if (state := self._led_at(s.run, person))), None)

    def _led_at(self, run: Run, person: Person) -> str | None:
        page = self.page
        j = run.begin
        while j > 0 and page.sentence[j - 1] == page.sentence[run.begin]:
            if self.lexicon.led.at(page.text, page.words, j):
                break
            state = page.states.get(j)
            after = {w.folded for w in page.words[state[0] : state[0] + 2]} if state is not None else set()
            if state is not None and state[1].kind == "adjective" and after & self.lexicon.agents:
                return state[1].code
            j -= 1
        else:
            return None
        for k in range(j - 1, -1, -1):
            if page.sentence[k] != page.sentence[run.begin]:
                return self._went(k) if page.words[k + 1].folded in self.lexicon.himself else None
            leader = self.at.get(k)
            if leader is not None and leader is not person and leader.state:
                return leader.state
            if k in page.states and page.states[k][1].kind in ("adjective", "name") and not self._gone_to(k):
                return page.states[k][1].code
        return None

    def _went(self, last: int) -> str | None:
        """The state of whoever the sentence that ends with a word says went abroad."""
        page = self.page
        first = bisect_left(page.sentence, page.sentence[last])
        goes = next((j for j in range(first, last + 1) if self.lexicon.travelled.at(page.text, page.words, j)), first)
        return next((p.state for k in range(goes - 1, first - 1, -1) if (p := self.at.get(k)) is not None and p.state), None)

    def _gone_to(self, k: int) -> bool:
        """Whether a state's name is but where somebody is or goes (`on a visit to Fiji at the head of a delegation`)."""
        return self.page.together(k) and self.page.words[k - 1].folded in self.lexicon.posted

    def _met(self, person: Person) -> str | None:
        """The other party, of somebody whom a person of one party is said to have met."""
        page, sighting = self.page, person.sightings[0]
        start = sighting.cue[0] if sighting.cue and sighting.cue[0] < sighting.run.begin else sighting.run.begin
        if len(self.parties) != 2 or not person.held:
            return None
        for j in range(start - 1, max(start - _MEETING, -1), -1):
            if page.sentence[j] != page.sentence[start]:
                return None
            if (match := self.lexicon.met.at(page.text, page.words, j)) is not None and j + match.length <= start:
                visitor = self._doer(j, person)
                own = visitor.state if isinstance(visitor, Person) else visitor
                cities = (page.states[k][1] for k in range(j + match.length, start) if k in page.states)
                if host := next((m.code for m in cities if m.kind in ("city", "capital") and m.code in self.parties), None):
                    return host  # `was received in Suva by X`
                left = [c for c in self.parties if own is not None and c != own]
                return left[0] if len(left) == 1 else None
        return None

    def _travelled(self, person: Person) -> str | None:
        """The other party, of somebody who, alone in a sentence, is said to go to one of the two."""
        page = self.page
        for sighting in person.sightings if len(self.parties) == 2 and person.held else ():
            start, end = sighting.run.begin, sighting.run.end
            for j in range(end, min(end + _MEETING, len(page.words))):
                if page.sentence[j] != page.sentence[start] or j in self.at or j in self.adjectives:
                    break
                match = self.lexicon.travelled.at(page.text, page.words, j)
                if match is None or not (place := page.states.get(j + match.length)):
                    continue
                if any(page.sentence[k] == page.sentence[start] for k in range(max(start - _APART, 0), start) if k in self.at):
                    break
                left = [c for c in self.parties if c != place[1].code]
                return left[0] if len(left) == 1 else None
        return None

    def _invited(self, person: Person) -> str | None:
        """The state to which somebody travels at the person's invitation."""
        page = self.page
        for sighting in person.sightings:
            start = sighting.cue[0] if sighting.cue and sighting.cue[0] < sighting.run.begin else sighting.run.begin
            if not self.lexicon.invited.before(page.text, page.words, start):
                continue
            first = last = start
            while first > 0 and page.sentence[first - 1] == page.sentence[start]:
                first -= 1
            while last < len(page.words) and page.sentence[last] == page.sentence[start]:
                last += 1
            for j in range(first, last):
                if match := self.lexicon.travelled.at(page.text, page.words, j):
                    k = j + match.length
                    k += k < last and page.words[k].folded in self.lexicon.articles
                    if k in page.states:
                        return page.states[k][1].code
        return None

    def _doer(self, position: int, met: Person) -> Person | str | None:
        """Who acts in a clause: the person (or the state of an unnamed one) before the first verb of its sentence, else of
        one of those before it."""
        page, end = self.page, position
        for _ in range(_SENTENCES):
            start = end
            while start > 0 and page.sentence[start - 1] == page.sentence[end]:
                start -= 1
            verb = next((j for j in range(start, end) if j in page.finite), end)
            first = next((p for j in range(start, verb) if (p := self.at.get(j)) is not None and p is not met), None)
            if first is not None:
                return first
            nations = {self.page.states[j][1].code for j in range(start, verb) if j in self.adjectives}
            if len(nations) == 1:
                return nations.pop()
            if start == 0:
                return None
            end = start - 1
        return None

    def _other_holder(self, person: Person, persons: Sequence[Person], own: str | None) -> str | None:
        """The other party, where the paper's own side already has somebody in an office that only one can hold."""
        single = person.held & _SINGLE
        taken = bool(single) and any(p is not person and p.state == own and p.held & single for p in persons[:_COMPARED])
        left = [c for c in self.parties if c != own]
        return left[0] if own in self.parties and single and taken and len(left) == 1 else None

    def _posted(self, person: Person) -> str | None:
        """The other party, of an ambassador in a paper told from the country of one: he is posted there."""
        left = [c for c in self.parties if c != self.home]
        posted = _ENVOY in person.held and not person.held - {ROLE, _OTHER, _ENVOY}  # else it is a rank
        return left[0] if posted and self.home in self.parties and len(left) == 1 else None

    def _own_side(self, persons: Sequence[Person]) -> str | None:
        """The state a paper takes for granted: that of known people whose office it gives without a state."""
        bare = Counter(p.state for p in persons if p.state and p.stated() is None and p.held)
        if len(bare) == 1 and bare.total() == 1 and self.home in self.parties:
            return self.home  # one known name alone outweighs no dateline
        if bare:
            return bare.most_common(1)[0][0]
        taken = {p.stated() for p in persons}
        left = [c for c in self.parties if c not in taken]
        return left[0] if len(left) == 1 and len(self.parties) == 2 else None

    def _context(self, person: Person) -> str | None:
        """The state that is named right before or after the person in the same sentence."""
        run = person.sightings[0].run
        for j in range(run.start - 1, max(-1, run.start - 8), -1):
            if self.page.sentence[j] != self.page.sentence[run.start]:
                break
            if j in self.page.states and self.page.states[j][1].kind in ("adjective", "name") and not person.held:
                return self.page.states[j][1].code
        return self._apposition(person)

    def _apposition(self, person: Person) -> str | None:
        """The nationality said of the person in an apposition right after the name."""
        page, run = self.page, person.sightings[0].run
        if run.end >= len(page.words) or page.gap(run.end).strip() != ",":
            return None
        for j in range(run.end, min(len(page.words), run.end + _APPOSITION)):
            if page.sentence[j] != page.sentence[run.end - 1] or (j > run.end and not page.together(j)) or j in page.finite:
                break
            if j in page.states and page.states[j][1].kind == "adjective":
                return page.states[j][1].code
        return None

    def _nearest(self, person: Person, taken: set[str]) -> str | None:
        at = person.sightings[0].run.start
        places = [j for j in self.national if self.page.states[j][1].code not in taken] if taken else self.national
        k = bisect_left(places, at)
        near = min(places[max(k - 1, 0):k + 1], key=lambda j: abs(j - at), default=None)
        return self.page.states[near][1].code if near is not None else None


def _backwards(order: Sequence[tuple[Sighting, Person]], n: int) -> Iterator[tuple[Sighting, Person]]:
    """What stands before position n, nearest first, as far as a reader looks back."""
    return (order[k] for k in range(n - 1, max(n - 1 - _AHEAD, -1), -1))


def _compatriots(one: Person, other: Person) -> bool:
    """Whether two are known to be of one state, as no counterparts are."""
    return one.state is not None and one.state == other.state


def _counterpart(codes: Sequence[str]) -> list[str]:
    """The office of a counterpart: of several, the department's."""
    return [c for c in codes if "/" in c] or list(codes)


def _apart(held: Collection[str], codes: Collection[str]) -> bool:
    """Whether one of two sets of offices is a head of state's and the other a minister's: they are nobody's counterparts."""
    return any(_STATE in one and _STATE not in other and any(c.startswith(_MINISTER) for c in other)
               for one, other in ((held, codes), (codes, held)))


def _said(sighting: Sighting, person: Person) -> list[str]:
    """The offices a sighting gives: a bare `president` is only short for the speaker that somebody is called elsewhere."""
    short = sighting.state is None and _SPEAKER not in sighting.codes and _SPEAKER in person.held
    return [code for code in sighting.codes if not (short and code == _STATE)]


def _chosen(codes: Iterable[str]) -> list[str]:
    """The codes of one person, each once; a role or an unnamed portfolio only where nothing better is said."""
    kept = list(dict.fromkeys(codes))
    for vague, better in (("minister/other", "minister/"), ("deputy-minister/other", "deputy-minister/")):
        if vague in kept and any(c.startswith(better) and c != vague for c in kept):
            kept.remove(vague)
    if _ENVOY in kept and any(c.startswith(_MINISTERIAL) for c in kept):
        kept.remove(_ENVOY)  # it is then a rank (`the Vice-Minister, Ambassador X`)
    if _OTHER in kept and any(c.startswith(_MINISTER) for c in kept):
        kept.remove(_OTHER)  # so is a seat in parliament (`Senator`)
    if ROLE in kept:
        kept.remove(ROLE)
        kept = kept or [_OTHER]
    return kept
