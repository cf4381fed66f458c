"""Which language a body is in, told by its small words, and by a statistical model where these leave a doubt."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from servanda import languages
from servanda.reading.typography import typography

_WORD = re.compile(r"[^\W\d_]+")
_SAMPLE = 6_000
_CLEAR_SHARE = 0.18
_CLEAR_LEAD = 2.0
_MIN_WORDS = 25
_SURE = 0.9


def tell(text: str) -> str | None:
    """The ISO 639-1 code of a text's language, None where it has no words."""
    words = [w.casefold() for w in _WORD.findall(text[:_SAMPLE])]
    if not words:
        return None
    counts = sorted(((sum(w in small for w in words), tag) for tag, small in _small_words().items()), reverse=True)
    if len(words) >= _MIN_WORDS and counts:
        best, tag = counts[0]
        second = counts[1][0] if len(counts) > 1 else 0
        if best >= _CLEAR_SHARE * len(words) and best >= _CLEAR_LEAD * second:
            return tag
    return _by_model(text[:_SAMPLE], len(words))


@lru_cache(maxsize=1)
def _small_words() -> dict[str, frozenset[str]]:
    return {tag: frozenset(w for w in typography(languages.load(tag)).unfinished if w.isalpha() and len(w) > 1)
            for tag in languages.installed()}


@lru_cache(maxsize=1)
def _model() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier
    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


def forget() -> None:
    """Let go of the model, which weighs as much as the facts of thousands of papers; it is loaded again when next asked."""
    _model.cache_clear()


def _by_model(text: str, words: int) -> str | None:
    ranked = [(str(tag), float(share)) for tag, share in _model().rank(text)]
    best, share = ranked[0]
    installed = languages.installed()
    if words >= _MIN_WORDS and share >= _SURE:
        return best
    # a short text says too little to be given to a language that is not there, or that cannot be read
    if best in installed and share >= _SURE:
        return best
    readable = [tag for tag in installed if languages.load(tag).profile.reads]
    return next((tag for tag, _ in ranked if tag in (readable if words < _MIN_WORDS else installed)), None)
