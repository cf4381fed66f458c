"""Names of people compared across spellings and alphabets.

A name is folded to plain letters (anyascii) and rewritten by `ontology/data/transliteration.yml`; what is left is its
*skeleton*. Equal skeletons are one name, however their words are parted ("El Amrani", "Elamrani"); one letter more or less,
or other vowels, are a question of state and office (decided by `people`).
"""

from __future__ import annotations

import re
from functools import lru_cache
from importlib.resources import files

from anyascii import anyascii
from rapidfuzz.distance import Levenshtein

from servanda import datafile

_WORD = re.compile(r"[a-z]+")
_DOUBLE = re.compile(r"(.)\1+")
_VOWEL = re.compile(r"[aeiou]+")
_SHORTEST = 4  # letters from which a word may differ by one, consonants from which it may differ in its vowels
_HEARD = 3  # consonants from which that also goes for a shorter word, where nobody else can be meant


@lru_cache(maxsize=1)
def _rules() -> tuple[tuple[str, str], ...]:
    path = files("servanda.ontology") / "data" / "transliteration.yml"
    return tuple((a, b) for a, b in datafile.parse(path.read_text(encoding="utf-8")))


@lru_cache(maxsize=5_000)
def skeleton(name: str) -> tuple[str, ...]:
    """The words of a name by sound, in order."""
    plain = anyascii(name).casefold().replace("'", "").replace("-", " ")
    return tuple(_sound(word) for word in _WORD.findall(plain))


def _sound(word: str) -> str:
    for written, sound in _rules():
        word = word.replace(written, sound)
    return _DOUBLE.sub(r"\1", word)


def alike(first: str, second: str) -> bool:
    """Whether two words of a skeleton differ by at most one letter or in their vowels only, or one is the other's initial."""
    if first == second:
        return True
    if min(len(first), len(second)) == 1:
        return first[:1] == second[:1]
    if min(len(first), len(second)) < _SHORTEST:
        return False
    bare = _VOWEL.sub("", first)
    return Levenshtein.distance(first, second, score_cutoff=1) <= 1 or (
        len(bare) >= _SHORTEST and bare == _VOWEL.sub("", second))


def evened(first: tuple[str, ...], second: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Two skeletons with the words written together that stand as one word in the other."""
    return _together(first, frozenset(second)), _together(second, frozenset(first))


def _together(name: tuple[str, ...], words: frozenset[str]) -> tuple[str, ...]:
    """A skeleton with neighbours joined where what they make is one of the words."""
    out: list[str] = []
    at = 0
    while at < len(name):
        ends = range(len(name), at + 1, -1)
        end = next((e for e in ends if _DOUBLE.sub(r"\1", "".join(name[at:e])) in words), at + 1)
        out.append(_DOUBLE.sub(r"\1", "".join(name[at:end])))
        at = end
    return tuple(out)


def initialled(name: tuple[str, ...]) -> bool:
    """Whether a name has a word of one letter."""
    return any(len(word) == 1 for word in name)


def same_words(first: tuple[str, ...], second: tuple[str, ...]) -> int | None:
    """How many words of two skeletons (of as many words) differ by a letter or stand for each other as initials, in any
    order; None where they are two names."""
    if len(first) != len(second):
        return None
    rest, near = list(second), []
    for word in first:
        if word in rest:
            rest.remove(word)
        else:
            near.append(word)
    for word in near:
        match = next((other for other in rest if alike(word, other)), None)
        if match is None:
            return None
        rest.remove(match)
    return len(near)


def lengthened(first: tuple[str, ...], second: tuple[str, ...]) -> bool:
    """Whether two skeletons, in any order, differ in one word only, which one of them writes on (Batmunkh, Batmunkhiin)."""
    rest, other = [w for w in first if w not in second], [w for w in second if w not in first]
    if len(first) != len(second) or len(first) < 2 or len(rest) != 1 or len(other) != 1:
        return False
    short, long = sorted((rest[0], other[0]), key=len)
    return len(short) >= _SHORTEST and long.startswith(short)


def vowels_apart(first: tuple[str, ...], second: tuple[str, ...]) -> bool:
    """Whether two skeletons, word by word in one order, differ in the vowels of one word only."""
    differing = [(a, b) for a, b in zip(first, second) if a != b]
    bare = [tuple(_VOWEL.sub("", word) for word in pair) for pair in differing]
    return len(first) == len(second) and len(bare) == 1 and bare[0][0] == bare[0][1] and len(bare[0][0]) >= _HEARD
