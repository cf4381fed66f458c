"""The words that name states in a language, found in any text.

Words are compared folded (no case, no diacritics), by a table of first words, longest entry first; an entry's capitals
must be capitals in the text, so that `Turkey` is no bird and `US` no pronoun. A form that several states share is given
to the one the paper names otherwise. The parser is not needed: pages compare facts by these names too.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from servanda import languages
from servanda.extraction.mentions import Span, StateMention
from servanda.languages import Language
from servanda.languages.folding import Word, words

# What a form may stand for, the likelier first where one form has several.
KINDS = (
    ("names", "name"), ("adjectives", "adjective"), ("prefixes", "prefix"), ("capital", "capital"),
    ("leaders_seat", "seat"), ("cities", "city"),
)
_JOINERS = frozenset(" -.'\u2019\u2010\u2011\u00a0\n")
_LONGEST_GAP = 3
_ABBREVIATION = 4
_ASKED = 8  # texts of which it is remembered what they name: a paper, its title and its place are asked for by several components


@dataclass(frozen=True, slots=True)
class Form:
    """One name of one or more states: its folded words, how they must be cased, whom it may stand for (nobody: no state's)."""

    words: tuple[str, ...]
    cased: tuple[str, ...]
    readings: tuple[tuple[str, str], ...]
    doubtful: bool = False


class Gazetteer:
    """The names of states in one language, by first word."""

    def __init__(self, language: Language) -> None:
        self.forms: dict[str, list[Form]] = {}
        self._last = lru_cache(maxsize=_ASKED)(self._found)
        for form in _forms(language):
            self.forms.setdefault(form.words[0], []).append(form)
        for listed in self.forms.values():
            listed.sort(key=lambda form: (-len(form.words), form.cased[0][0].islower()))

    def find(self, text: str, sure: frozenset[str] = frozenset()) -> list[StateMention]:
        """The mentions in a text, longest first, in order; shared forms resolved by the rest of the text.

        sure: states that it is known to be about, whatever it names.
        """
        return list(self._last(text, sure))

    def _found(self, text: str, sure: frozenset[str]) -> tuple[StateMention, ...]:
        hits = list(self._hits(text, list(words(text))))
        clear = Counter(form.readings[0][0] for _, form in hits if len(form.readings) == 1 and not form.doubtful)
        clear.update(sure)
        return tuple(mention for span, form in hits if (mention := _resolved(span, form, clear)) is not None)

    def _hits(self, text: str, found: Sequence[Word]) -> Iterator[tuple[Span, Form]]:
        at = 0
        while at < len(found):
            form = next((f for f in self.forms.get(found[at].folded, ()) if _fits(f, found, at, text)), None)
            if form is None or self._runs_on(form, found, at, text):
                at += 1
                continue
            end = found[at + len(form.words) - 1].end
            if form.cased[-1].endswith(".") and text[end:end + 1] == ".":
                end += 1
            if form.readings:
                yield Span(found[at].start, end), form
            at += len(form.words)


    def _runs_on(self, form: Form, found: Sequence[Word], at: int, text: str) -> bool:
        """Whether another name begins within a form and goes on behind it: `Cap-Vert` in `Le Cap-Vert`, which is not `Le Cap`."""
        end = at + len(form.words)
        return any(inner + len(f.words) > end and _fits(f, found, inner, text)
                   for inner in range(at + 1, end) for f in self.forms.get(found[inner].folded, ()))


def _forms(language: Language) -> Iterator[Form]:
    """The entries of the language's states, one form for all states that share it in the same casing."""
    readings: dict[tuple[tuple[str, ...], tuple[str, ...]], list[tuple[str, str]]] = {}
    doubtful: set[tuple[tuple[str, ...], tuple[str, ...]]] = set()
    for code, names in language.states.items():
        for attribute, kind in KINDS:
            for entry in getattr(names, attribute):
                key = _key(entry)
                if key[0] and all(known != code for known, _ in readings.setdefault(key, [])):
                    readings[key].append((code, kind))
        for entry in names.ambiguous:
            key = _key(entry)
            doubtful.add(key)
            if key[0] and all(known != code for known, _ in readings.setdefault(key, [])):
                readings[key].append((code, "name"))
    for entry in (other for names in language.states.values() for other in names.others):
        readings.setdefault(_key(entry), [])
    for key, found in readings.items():
        yield Form(*key, tuple(found), key in doubtful)


def _key(entry: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Folded words and casing; a final full stop is kept on the last cased word, so that `U.S.` is cited whole."""
    pieces = list(words(entry))
    cased = [word.text for word in pieces]
    if cased and entry.endswith("."):
        cased[-1] += "."
    return tuple(word.folded for word in pieces), tuple(cased)


def _fits(form: Form, found: Sequence[Word], at: int, text: str) -> bool:
    last = at + len(form.words)
    if last > len(found):
        return False
    for i, (folded, cased) in enumerate(zip(form.words, form.cased, strict=True)):
        word = found[at + i]
        if word.folded != folded or not _cased_alike(cased, word.text):
            return False
        if i and not _joined(text[found[at + i - 1].end:word.start]):
            return False
    if any(kind == "prefix" for _, kind in form.readings) and len(form.readings) == 1:
        return text[found[last - 1].end:found[last - 1].end + 1] in ("-", "\u2010", "\u2011")
    return True


def _cased_alike(entry: str, word: str) -> bool:
    letters = entry.rstrip(".")
    if letters.isupper() and len(letters) <= _ABBREVIATION:
        return word.isupper()
    return word[0].isupper() or not letters[0].isupper()


def _joined(gap: str) -> bool:
    return len(gap) <= _LONGEST_GAP and "\n\n" not in gap and all(c in _JOINERS for c in gap)


def _resolved(span: Span, form: Form, clear: Counter[str]) -> StateMention | None:
    """The reading the rest of the paper supports; a doubtful form without support is left alone if it stands alone."""
    ranked = sorted(form.readings, key=lambda reading: -clear[reading[0]])
    code, kind = ranked[0]
    if form.doubtful and len(form.readings) == 1 and not clear[code]:
        return None
    return StateMention(span, code, kind)


@cache
def gazetteer(tag: str) -> Gazetteer:
    """The gazetteer of a language, built once."""
    return Gazetteer(languages.load(tag))


def codes(mentions: Iterable[StateMention]) -> tuple[str, ...]:
    """The states of some mentions, sorted, each once."""
    return tuple(sorted({mention.code for mention in mentions}))
