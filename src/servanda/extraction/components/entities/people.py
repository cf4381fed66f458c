"""Persons of one paper: sightings of one bearer joined, later short forms found."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from rapidfuzz.distance import Levenshtein

from servanda.extraction.components.entities.lexicon import Lexicon
from servanda.extraction.components.entities.names import Run
from servanda.extraction.components.entities.page import Page
from servanda.extraction.components.entities.sightings import ROLE, Sighting

_ALIKE = 0.75
_SHORTEST = 2
_PAIR = 2
_GIVEN = 3  # letters of a first name beyond which it may stand for its bearer
# How many persons or sightings are compared at most, so that a long list of names costs no square of its length.
COMPARED = 200
_OTHER = "other"


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
            found = [p for p in self.persons[:COMPARED] if self._alike(p, sighting)]
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
