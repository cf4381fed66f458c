"""Names of people compared across spellings and alphabets.

A name is folded to plain letters (anyascii) and rewritten by `ontology/data/transliteration.yml`; what is left is its
*skeleton*. Equal skeletons are one name, however their words are parted ("El Amrani", "Elamrani"); other spellings
(`spelling`), one letter more or less, or other vowels, are a question of state and office (decided by `people`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from anyascii import anyascii

from servanda import datafile
from servanda.reconciliation import spelling

_WORD = re.compile(r"[a-z]+")
_MARKS = str.maketrans({"'": "", "`": "", "-": " "})  # of Uzbek letters, of Arabic and Slavic sounds; of double names
_DOUBLE = re.compile(r"(.)\1+")
_VOWELS = re.compile(r"[aeiou]+")
_PIECES = 4  # pieces that may be written together as one word
_SHORTEST = 4  # letters from which a word may be spelt otherwise
_MISPRINTED = 5  # letters from which one may be misprinted
_ENDING = range(2, 4)  # letters that write a word on
_HEARD = 3  # consonants from which a word may differ in its vowels, where nobody else can be meant


@lru_cache(maxsize=1)
def _rules() -> tuple[tuple[str, str], ...]:
    path = files("servanda.ontology") / "data" / "transliteration.yml"
    return tuple((a, b) for a, b in datafile.parse(path.read_text(encoding="utf-8")))


@lru_cache(maxsize=5_000)
def skeleton(name: str) -> tuple[str, ...]:
    """The words of a name by sound, in order."""
    plain = anyascii(name).casefold().translate(_MARKS)
    return tuple(_sound(word) for word in _WORD.findall(plain))


def _sound(word: str) -> str:
    for written, sound in _rules():
        word = word.replace(written, sound)
    return _DOUBLE.sub(r"\1", word)


def alike(first: str, second: str) -> bool:
    """Whether two words of a skeleton are spellings of one, differ by a misprint at most, or one is the other's initial."""
    return _differs(first, second) is not None


def spelt_alike(first: str, second: str) -> bool:
    """Whether two words are spellings of one by sound, with no misprint between them."""
    one, other = skeleton(first), skeleton(second)
    return bool(one) and len(one) == len(other) and all(
        (found := _differs(a, b)) is not None and found < spelling.MISPRINT for a, b in zip(one, other, strict=True))


def _differs(first: str, second: str) -> float | None:
    """What two words' differences weigh (`spelling`), an initial as much as a misprint; None where they are two."""
    if first == second:
        return 0.0
    if min(len(first), len(second)) == 1:
        return spelling.MISPRINT if first[:1] == second[:1] else None
    found = None if _two(first, second) else spelling.weight(first, second)
    least = _MISPRINTED if found == spelling.MISPRINT else _SHORTEST
    return found if not found or min(len(first), len(second)) >= least else None


@lru_cache(maxsize=1)
def _own() -> dict[str, set[tuple[int, int]]]:
    """Words that look like spellings of one and are names of their own: which of which group."""
    found: dict[str, set[tuple[int, int]]] = {}
    for group, names in enumerate(spelling.two_names()):
        for own, written in enumerate(names):
            for word in skeleton(written):
                found.setdefault(word, set()).add((group, own))
    return found


def _two(first: str, second: str) -> bool:
    """Whether two words are known as two names."""
    one, other = _own().get(first, ()), _own().get(second, ())
    return any(group == of and name != own for group, name in one for of, own in other)


def evened(first: tuple[str, ...], second: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Two skeletons with the words written together that stand as one word in the other."""
    return _together(first, frozenset(second)), _together(second, frozenset(first))


def _together(name: tuple[str, ...], words: frozenset[str]) -> tuple[str, ...]:
    """A skeleton with neighbours joined where what they make is one of the words."""
    out: list[str] = []
    at = 0
    while at < len(name):
        joined = {end: _DOUBLE.sub(r"\1", "".join(name[at:end])) for end in range(min(len(name), at + _PIECES), at, -1)}
        end = next((e for e, word in joined.items() if word not in name and _among(word, words)), at + 1)
        out.append(joined[end])
        at = end
    return tuple(out)


def _among(word: str, words: frozenset[str]) -> bool:
    """Whether a word is one of these, as it is or in another spelling."""
    return word in words or (len(word) >= _SHORTEST and any(
        (found := spelling.weight(word, other)) is not None and found < spelling.MISPRINT for other in words))


def initialled(name: tuple[str, ...]) -> bool:
    """Whether a name has a word of one letter."""
    return any(len(word) == 1 for word in name)


@dataclass(frozen=True, slots=True)
class Difference:
    """How two names of as many words differ. letters: words with a misprint, or with an initial for the other; spelt: words
    that are spelt otherwise; weight: of their spellings."""

    letters: int = 0
    spelt: int = 0
    weight: float = 0.0


def difference(first: tuple[str, ...], second: tuple[str, ...]) -> Difference | None:
    """How two skeletons (of as many words, in any order) differ; None where they are two names."""
    if len(first) != len(second):
        return None
    rest, near = list(second), []
    for word in first:
        if word in rest:
            rest.remove(word)
        else:
            near.append(word)
    weights = []
    for word in near:
        found = min(((w, other) for other in rest if (w := _differs(word, other)) is not None), default=None)
        if found is None:
            return None
        rest.remove(found[1])
        weights.append(found[0])
    spelt = [w for w in weights if 0 < w < spelling.MISPRINT]
    return Difference(len([w for w in weights if w >= spelling.MISPRINT]), len(spelt), sum(spelt))


def lengthened(first: tuple[str, ...], second: tuple[str, ...]) -> bool:
    """Whether two skeletons, in any order, differ in one word only, which one of them writes on (Batmunkh, Batmunkhiin)."""
    rest, other = [w for w in first if w not in second], [w for w in second if w not in first]
    if len(first) != len(second) or len(first) < 2 or len(rest) != 1 or len(other) != 1:
        return False
    short, long = sorted((rest[0], other[0]), key=len)
    return len(short) >= _SHORTEST and long.startswith(short) and len(long) - len(short) in _ENDING


def vowels_apart(first: tuple[str, ...], second: tuple[str, ...]) -> bool:
    """Whether two skeletons, word by word in one order, differ in the vowels of one word only, syllable for syllable."""
    differing = [(a, b) for a, b in zip(first, second) if a != b]
    if len(first) != len(second) or len(differing) != 1 or _two(*differing[0]):
        return False
    one, other = (_VOWELS.sub("a", word) for word in differing[0])
    return one == other and len(_VOWELS.sub("", one)) >= _HEARD
