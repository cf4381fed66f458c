"""Which language a body is in, told by its small words, and by a statistical model where these leave a doubt."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from servanda import datafile, languages
from servanda.reading.typography import typography

_WORD = re.compile(r"[^\W\d_]+")
_SAMPLE = 6_000
_CLEAR_SHARE = 0.18
_SOME_SHARE = 0.1  # of the words of one paragraph, which may hold many names
_CLEAR_LEAD = 2.0
_MIN_WORDS = 25
_SURE = 0.9
_FOREIGN_WORDS = 12  # words that show a language that is not there, where there are next to no small words of one that is
_FOREIGN_SHARE = 0.5  # that the model then gives the likeliest
_MIN_PARAGRAPH = 12  # words of a paragraph that tells its language
_PART = 0.25  # of the words of a paper, from which those in another language are told of


def tell(text: str) -> str | None:
    """The ISO 639-1 code of a text's language, None where it has no words."""
    words = [w.casefold() for w in _WORD.findall(text[:_SAMPLE])]
    if not words:
        return None
    if _is_foreign(words):
        return next((tag for tag, _ in _ranked(text[:_SAMPLE]) if tag not in languages.installed()), None)
    if len(words) >= _MIN_WORDS and (tag := _by_small_words(words)) is not None:
        return tag
    return _by_model(text[:_SAMPLE], words)


@lru_cache(maxsize=1)
def _small_words() -> dict[str, frozenset[str]]:
    return {tag: frozenset(w for w in typography(languages.load(tag)).unfinished if w.isalpha() and len(w) > 1)
            for tag in languages.installed()}


def of(paragraph: str, told: str | None) -> str | None:
    """The language of a paragraph: that of its paper where it does not clearly show another, None where it is short."""
    words = [w.casefold() for w in _WORD.findall(paragraph)]
    if len(words) < _MIN_PARAGRAPH:
        return None
    counts = {tag: sum(w in small for w in words) for tag, small in _small_words().items()}
    tag = max(counts, key=lambda t: (counts[t], t == told))
    clear = counts[tag] >= max(_SOME_SHARE * len(words), _CLEAR_LEAD * counts.get(told or "", 0))
    return tag if clear else told


def beside(told: str | None, paragraphs: Iterable[str]) -> str | None:
    """The other installed language in which a good part of some paragraphs is written, None where there is none."""
    found: Counter[str | None] = Counter()
    for paragraph in paragraphs:
        if (tag := of(paragraph, told)) is not None:
            found[tag] += len(_WORD.findall(paragraph))
    others = {tag: count for tag, count in found.items() if tag not in (None, told)}
    most = max(others, key=lambda tag: (others[tag], tag or ""), default=None)
    return most if most is not None and others[most] >= _PART * sum(found.values()) else None


def _by_small_words(words: Sequence[str]) -> str | None:
    """The language whose small words make up a clear share of some words, far before any other's."""
    counts = sorted(((sum(w in small for w in words), tag) for tag, small in _small_words().items()), reverse=True)
    best, tag = counts[0] if counts else (0, None)
    second = counts[1][0] if len(counts) > 1 else 0
    return tag if best >= _CLEAR_SHARE * len(words) and best >= _CLEAR_LEAD * second else None


def _is_foreign(words: Sequence[str]) -> bool:
    """Whether most letters are of scripts in which no installed language is written."""
    letters = "".join(words)
    return sum(_script(letter) not in _scripts() for letter in letters) * 2 > len(letters)


@lru_cache(maxsize=4096)
def _script(letter: str) -> str:
    """The script of a letter, by the first word of its name."""
    return unicodedata.name(letter, "").partition(" ")[0]


@lru_cache(maxsize=1)
def _scripts() -> frozenset[str]:
    return frozenset(_script(letter) for words in _small_words().values() for word in words for letter in word)


@lru_cache(maxsize=1)
def _model() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier
    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


def forget() -> None:
    """Let go of the model, which weighs as much as the facts of thousands of papers; it is loaded again when next asked."""
    _model.cache_clear()


def _by_model(text: str, words: Sequence[str]) -> str | None:
    ranked = _ranked(text)
    best, share = ranked[0]
    installed = languages.installed()
    if share >= _SURE and (best in installed or len(words) >= _MIN_WORDS):
        return best
    if share >= _FOREIGN_SHARE and len(words) >= _FOREIGN_WORDS and _is_none_installed(words, ranked):
        return best
    # a short text says too little to be given to a language that is not there, or that cannot be read
    readable = [tag for tag in installed if languages.load(tag).profile.reads]
    return next((tag for tag, _ in ranked if tag in (readable if len(words) < _MIN_WORDS else installed)), None)


def _is_none_installed(words: Sequence[str], ranked: Sequence[tuple[str, float]]) -> bool:
    """Whether neither the small words nor the model give a text to an installed language."""
    most = max(sum(w in small for w in words) for small in _small_words().values())
    return most < _CLEAR_SHARE * len(words) and sum(share for tag, share in ranked if tag in languages.installed()) <= 1 - _SURE


def _ranked(text: str) -> list[tuple[str, float]]:
    """Languages by how likely a text is in each, the likeliest first; spoken ones counted as what they are written as."""
    shares: defaultdict[str, float] = defaultdict(float)
    for tag, share in _model().rank(text):
        shares[_written().get(tag, tag)] += float(share)
    return sorted(shares.items(), key=lambda known: -known[1])


@cache
def _written() -> dict[str, str]:
    """Spoken languages, each with the one it is written as."""
    listed = datafile.parse((files("servanda.languages") / "written.yml").read_text(encoding="utf-8"))
    return {spoken: written for written, members in listed.items() for spoken in members}
