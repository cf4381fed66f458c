"""One undertaking told twice in one document is one: the fullest telling is kept."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence

from servanda.extraction.components.undertakings.candidate import Candidate
from servanda.extraction.components.undertakings.lexicon import Words
from servanda.languages.folding import fold

SHARED = 0.85  # of the shorter telling's words
SHORTEST = 3
COMPARED = 40  # earlier tellings a word may lead to


def fullest(candidates: Sequence[Candidate], words: Words) -> list[Candidate]:
    """The candidates without those another one tells as fully."""
    bags, sides = [_bag(c, words) for c in candidates], _sides(candidates)
    dropped: set[int] = set()
    telling: dict[str, list[int]] = defaultdict(list)
    for i, bag in enumerate(bags):
        for j in _alike(bag, telling):
            if j not in dropped and not (sides[i] and sides[j] and sides[i] != sides[j]) and _same(
                    candidates[i], bag, candidates[j], bags[j]) and not _apart(candidates[i], candidates[j]):
                dropped.add(i if len(bag) <= len(bags[j]) else j)
                if i in dropped:
                    break
        for word in bag:
            telling[word].append(i)
    return [c for i, c in enumerate(candidates) if i not in dropped]


def _alike(bag: frozenset[str], telling: dict[str, list[int]]) -> list[int]:
    """Earlier candidates that share words with a bag, by its rarer words (a word told everywhere tells nothing apart)."""
    rare = sorted(bag, key=lambda w: (len(telling.get(w, ())), w))[: len(bag) // 2 + 1]
    return sorted({j for word in rare for j in telling.get(word, ())[-COMPARED:]})


def _same(a: Candidate, left: frozenset[str], b: Candidate, right: frozenset[str]) -> bool:
    small, large = sorted((left, right), key=len)
    if a.act != b.act or a.start == b.start or len(small) < SHORTEST:
        return False
    return len(small & large) >= SHARED * len(small) and len(small) >= 0.4 * len(large)


def _apart(a: Candidate, b: Candidate) -> bool:
    """Whether each of two tellings has a number or a name the other lacks (`road 13`, `road 8`): then they are two things."""
    one, other = _told(a), _told(b)
    return bool(one - other) and bool(other - one)


def _told(candidate: Candidate) -> frozenset[str]:
    """The numbers in figures and the names of an action."""
    return frozenset(fold(t.text) for t in candidate.action if t.text[:1].isdigit() or t.pos_ == "PROPN" and t.text[:1].isupper())


def _sides(candidates: Sequence[Candidate]) -> list[frozenset[str]]:
    """The states that each one's subject names."""
    subjects = [c.subject for c in candidates]
    doc = next((s.doc for s in subjects if s is not None), None)
    named = sorted((m.span.start, m.code) for m in doc._.findings.states) if doc is not None else []
    starts = [start for start, _ in named]
    bounds = [(bisect_left(starts, s.start_char), bisect_left(starts, s.end_char)) if s is not None else (0, 0) for s in subjects]
    return [frozenset(code for _, code in named[first:last]) for first, last in bounds]


def _bag(candidate: Candidate, words: Words) -> frozenset[str]:
    """Content words, cut to their stems."""
    forms = (t.text.lower() for t in candidate.action if t.is_alpha and len(t) > 3)
    return frozenset(fold(f)[:7] for f in forms if not words.fits("determiners", f))
