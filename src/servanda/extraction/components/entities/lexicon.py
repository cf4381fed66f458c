"""The words of `offices.yml`, `names.yml` and `organisations.yml`, ready to match."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence, Set
from functools import cache, lru_cache
from itertools import pairwise
from typing import Generic, NamedTuple, TypeVar

from rapidfuzz.distance import Levenshtein

from servanda import languages
from servanda.extraction.components.entities.shapes import Known, Names, Offices, Organisations
from servanda.languages import Language
from servanda.languages.folding import Word, fold, words
from servanda.ontology import model as ontology
from servanda.reading.structure import everywhere

V = TypeVar("V")


class Match(NamedTuple, Generic[V]):
    """A phrase found: how many words it takes, and what it stands for."""

    length: int
    value: V


_JOINERS = frozenset(" -.'\u2019\u2010\u2011\u00a0\n&")
_LONGEST_GAP = 3
_ABBREVIATION = 4
_MISSPELT = 5


def joined(text: str, first: Word, second: Word) -> bool:
    """Whether nothing but spaces, hyphens, apostrophes and abbreviation stops lie between two words."""
    gap = text[first.end:second.start]
    if "." in gap and len(first.text) > _ABBREVIATION:
        return False
    return len(gap) <= _LONGEST_GAP and "\n\n" not in gap and all(c in _JOINERS for c in gap)


# The words of a phrase, each with whether a comma stands before it.
_Pieces = tuple[tuple[Word, bool], ...]


class Phrases(Generic[V]):
    """Phrases by their folded words, longest first; capitals of an entry must be capitals in the text."""

    def __init__(self, entries: Iterable[tuple[str, V]]) -> None:
        self._by_first: dict[str, list[tuple[_Pieces, V]]] = {}
        self._by_last: dict[str, list[tuple[_Pieces, V]]] = {}
        for phrase, value in entries:
            if found := tuple(words(phrase)):
                marked = (False, *("," in phrase[one.end:other.start] for one, other in pairwise(found)))
                pieces = tuple(zip(found, marked, strict=True))
                self._by_first.setdefault(found[0].folded, []).append((pieces, value))
                self._by_last.setdefault(found[-1].folded, []).append((pieces, value))
        for table in (self._by_first, self._by_last):
            for listed in table.values():
                listed.sort(key=lambda entry: -len(entry[0]))

    @property
    def openers(self) -> Set[str]:
        """The folded words that phrases begin with."""
        return self._by_first.keys()

    def at(self, text: str, found: Sequence[Word], i: int, longest: int = 99) -> Match[V] | None:
        """The longest phrase that begins at word i, of at most so many words."""
        if i >= len(found):
            return None
        for pieces, value in self._by_first.get(found[i].folded, ()):
            if len(pieces) <= longest and _same(pieces, text, found, i):
                return Match(len(pieces), value)
        return None

    def before(self, text: str, found: Sequence[Word], i: int) -> Match[V] | None:
        """The longest phrase that ends with word i - 1."""
        if i <= 0:
            return None
        for pieces, value in self._by_last.get(found[i - 1].folded, ()):
            if i - len(pieces) >= 0 and _same(pieces, text, found, i - len(pieces)):
                return Match(len(pieces), value)
        return None


def _same(pieces: _Pieces, text: str, found: Sequence[Word], i: int) -> bool:
    if i + len(pieces) > len(found):
        return False
    for k, (piece, marked) in enumerate(pieces):
        word = found[i + k]
        if word.folded != piece.folded or (piece.capital and not word.capital):
            return False
        if len(piece.text) > 1 and piece.text.isupper() and not word.text.isupper():
            return False
        before = found[i + k - 1]
        if k and not (text[before.end:word.start].lstrip(".").strip() == "," if marked else joined(text, before, word)):
            return False
    return True


class Lexicon:
    """The tables of one language, ready to match."""

    def __init__(self, language: Language) -> None:
        self.offices = language.section("offices", Offices)
        self.names = language.section("names", Names)
        self.organisations = language.section("organisations", Organisations)
        offices, names = self.offices, self.names
        self.heads = Phrases(
            [(_relaxed(form), (head, False)) for head in offices.heads for form in head.forms]
            + [(_relaxed(form), (head, True)) for head in offices.heads for form in head.plural]
        )
        self.peculiar = Phrases([(_relaxed(form), entry) for entry in offices.peculiar for form in entry.forms])
        self.complements = Phrases([(form, kind) for kind, forms in offices.complements.items() for form in forms])
        self.portfolios = Phrases([(form, code) for code, forms in offices.portfolios.items() for form in forms])
        self.honorifics = Phrases(
            [(form, False) for form in names.honorifics] + [(form, True) for form in names.plural_honorifics]
        )
        self.venues = Phrases([(form, True) for form in names.venues])
        self.shared_places, self.plural_places = folded(names.shared_places), folded(names.plural_places)
        self.places = Phrases([(form, True) for form in names.place_nouns])
        self.heading = Phrases([(form, True) for form in offices.heading])
        self.roles = Phrases([(form, True) for form in offices.roles])
        self.sides = Phrases([(form, True) for form in offices.sides])
        self.siding, self.side_nouns = Phrases([(form, True) for form in offices.siding]), offices.side_nouns
        self.visitors = offices.visitors
        self.pronouns = folded(offices.pronouns)
        self.himself = folded(offices.himself)
        self.met = Phrases([(form, True) for form in offices.met])
        self.travelled = Phrases([(form, True) for form in offices.travelled])
        self.journeys = Phrases([(form, True) for form in offices.journeys])
        self.towards = Phrases([(form, True) for form in offices.towards])
        self.invited = Phrases([(form, True) for form in offices.invited])
        self.agents, self.ours = offices.agents, folded(offices.ours)
        self.led = Phrases([(form, True) for form in offices.led])
        self.chairing = Phrases([(form, True) for form in offices.chairing])
        self.consorts = {fold(noun): folded(holders) for noun, holders in offices.consorts.items()}
        self.alongside, self.quantifiers = folded(offices.alongside), folded(offices.quantifiers)
        self.spouses = Phrases([(form, False) for form in offices.spouse] + [(form, True) for form in offices.spouses])
        self.counterparts = Phrases(
            [(form, False) for form in offices.counterpart] + [(form, True) for form in offices.counterparts]
        )
        self.organisation_heads = Phrases([(f, head) for head in self.organisations.heads for f in head.forms])
        self.known = Phrases([*_national(self.organisations), *_international(language.tag)])
        self.openers = frozenset(form.lower() for form in names.openers)
        self.common = folded(names.common)
        # Most words open nothing: the words that open something are asked for in one.
        self.title_openers = self.counterparts.openers | self.spouses.openers | self.heads.openers | self.pronouns
        self.venue_openers = self.places.openers | self.venues.openers
        self.months = folded(form for forms in everywhere().months for form in forms)
        self._common = re.compile(rf"\w{{3,}}(?:{names.common_endings})" if names.common_endings else "(?!)")
        self._ordinal = re.compile(rf"\d+(?:{'|'.join(self.organisations.ordinals) or '(?!)'})")
        self.honorific_names = folded(names.honorific_names)
        self.peers, self.peer_links = folded(names.peers), folded(names.peer_links)
        self.particles = folded(names.particles)
        self.suffixes, self.letters = frozenset(names.suffixes), names.letters
        self.suffix_words = folded(names.suffixes)
        self.links = folded(offices.links)
        self.pauses = folded(offices.pauses)
        self.posted = folded(offices.posted)
        self.both, self.passes = folded(offices.both), folded(offices.passes)
        self.charged = folded(offices.charged)
        self.possessives = folded(offices.possessives)
        self.deputies = folded(offices.deputies)
        self.articles = folded(offices.articles)
        self.qualifiers = folded(offices.qualifiers)
        self.venue_links = folded(names.venue_links)
        self.located = folded(names.located)
        self.place_links = folded(names.place_links)
        self.joiners, self.receiving, self.who = folded(names.joiners), folded(names.receiving), folded(names.who)
        self.shortened = folded(names.shortened)
        self.followers = folded(names.followers)
        self.given = folded(names.given) | folded(ontology.load().names.given)
        self.organisation_links = folded(self.organisations.links)
        self.organisation_stops = folded(self.organisations.stops)
        self.unnamed = folded(self.organisations.unnamed)
        self.shared = folded(self.organisations.shared)
        self.abroad = Phrases([(form, True) for form in self.organisations.abroad])
        self.definite = folded(self.organisations.definite)
        self.sited = folded(self.organisations.sited)
        self.hyphened = folded(self.organisations.hyphened)
        self.ranks = folded(self.organisations.ranks)
        self.worldly = folded(self.organisations.worldly)
        self.directed = frozenset(self.organisations.directed)
        self.directing = folded(self.organisations.directing)
        self.announcers = Phrases([(form, True) for form in self.organisations.announcers])
        self.describers = Phrases([(form, True) for form in self.organisations.describers])
        self.belonging = Phrases([(form, True) for form in self.organisations.belonging])
        self.fronted = Phrases([(form, True) for form in self.organisations.fronted])
        self.abroad_heads = {
            word: frozenset(entry.states) for entry in self.organisations.abroad_heads for word in folded(entry.forms)}
        self.sites = Phrases([(form, True) for form in self.organisations.sites])
        self.partnered = folded(self.organisations.partnered)
        self.texts = Phrases([(form, True) for form in self.organisations.texts])
        self.treating = folded(self.organisations.treating)
        self.founding = folded(self.organisations.founding)
        self.linking = folded(self.organisations.linking)
        self.based = folded(self.organisations.based)
        self.things = folded(self.organisations.things)
        self.abbreviations, self.foreign = self.organisations.abbreviations, self.organisations.foreign
        self.contracted = self.organisations.contracted
        self.theme_endings = tuple(fold(form[1:]) for form in self.organisations.themes if form.startswith("-"))
        self.themes = folded(self.organisations.themes) | {
            word.folded for forms in offices.portfolios.values() for form in forms for word in words(form)
        } - self.organisation_links
        self.surnames, self.endings = _origins(names)
        self.family_first = frozenset(ontology.load().names.family_first)
        self.may_come_first = self.family_first | set(ontology.load().names.either)

    def is_common(self, folded_word: str) -> bool:
        """Whether a word is part of no name, even with a capital."""
        return folded_word in self.common or (
            self._common.fullmatch(folded_word) is not None and not self.is_name(folded_word))

    def ordinal(self, text: str) -> bool:
        """Whether a word is an ordinal in figures."""
        return self._ordinal.fullmatch(text) is not None

    def is_name(self, folded_word: str) -> bool:
        """Whether a word is a known given name or surname."""
        return folded_word in self.given or folded_word in self.surnames

    def origins(self, folded_words: Sequence[str]) -> frozenset[str]:
        """The states a name is typical of: by its last words, its first (where that is the surname), or its ending."""
        if found := self.bearers(folded_words):
            return found
        if written_last := self.surnames.get(folded_words[-1]):
            return written_last
        last = folded_words[-1]
        longest = max((len(end) for end in self.endings if last.endswith(end)), default=0)
        return frozenset().union(*(codes for end, codes in self.endings.items() if len(end) == longest and last.endswith(end)))

    def bearers(self, folded_words: Sequence[str]) -> frozenset[str]:
        """The states a name is typical of by a surname that stands in its place: no ending, no surname written last by a
        people that writes it first."""
        for size in range(min(3, len(folded_words)), 0, -1):
            found = self.surnames.get(" ".join(folded_words[-size:]))
            if found and (size > 1 or len(folded_words) == 1 or not found & self.family_first):
                return found
        return self.surnames.get(folded_words[0], frozenset()) & self.may_come_first

    @lru_cache(maxsize=1024)  # noqa: B019 (one lexicon per language, kept for the process)
    def nearly(self, folded_word: str) -> frozenset[str]:
        """The states of surnames that differ from a word in one letter."""
        if len(folded_word) < _MISSPELT:
            return frozenset()
        return frozenset().union(*(
            codes for name, codes in self.surnames.items()
            if abs(len(name) - len(folded_word)) <= 1 and Levenshtein.distance(name, folded_word, score_cutoff=1) <= 1
        ))


def _relaxed(form: str) -> str:
    """An office's words as papers that do not give it capitals write it; acronyms keep theirs."""
    return " ".join(word if word.isupper() else word.lower() for word in form.split())


def folded(forms: Iterable[str]) -> frozenset[str]:
    """The forms, folded."""
    return frozenset(fold(form) for form in forms)


def _national(section: Organisations) -> list[tuple[str, Known]]:
    return [(name, known) for known in section.known for name in known.names]


def _international(tag: str) -> list[tuple[str, Known]]:
    entries = []
    for organisation in ontology.load().organisations:
        forms = organisation.forms(tag)
        known = Known(names=forms or (organisation.key,), kind=organisation.kind, state=organisation.state)
        entries += [(form, known) for form in forms]
    return entries


def _origins(names: Names) -> tuple[dict[str, frozenset[str]], dict[str, frozenset[str]]]:
    """Surnames and endings, folded to words, with the states they are typical of."""
    tables: tuple[dict[str, frozenset[str]], dict[str, frozenset[str]]] = ({}, {})
    for code, forms in [*ontology.load().names.origins.items(), *names.origins.items()]:
        for form in forms:
            table = tables[form.startswith("-")]
            key = " ".join(word.folded for word in words(form))
            table[key] = table.get(key, frozenset()) | {code}
    return tables


@cache
def lexicon(tag: str) -> Lexicon:
    """The lexicon of a language, built once."""
    return Lexicon(languages.load(tag))
