"""What all components ask of a `Doc`, taken out of it once (the parser's library makes each token anew each time it is asked)."""

from __future__ import annotations

from collections.abc import Callable
from itertools import accumulate
from typing import Any, TypeVar

from spacy.attrs import LENGTH, MORPH, ORTH, POS, SPACY
from spacy.tokens import Doc, Token

T = TypeVar("T")
_KEPT = "servanda"


class Kept:
    """What was made of a doc, by name; it is no part of the doc where that is written down."""

    __slots__ = ("made",)

    def __init__(self) -> None:
        self.made: dict[str, Any] = {}


def content(doc: Doc) -> str:
    """The same as `doc.text`."""
    return once(doc, "content", lambda: str(doc.text))


def token_words(doc: Doc) -> list[str]:
    """The words of the tokens."""
    return once(doc, "words", lambda: [doc.vocab.strings[key] for key in doc.to_array(ORTH).tolist()])


def token_spaces(doc: Doc) -> list[bool]:
    """Whether a blank follows each token."""
    return once(doc, "spaces", lambda: doc.to_array(SPACY).astype(bool).tolist())


def token_starts(doc: Doc) -> list[int]:
    """Where each token begins (code points)."""
    return once(doc, "starts", lambda: list(accumulate(doc.to_array([LENGTH, SPACY]).sum(axis=1).tolist(), initial=0))[:-1])


def token_classes(doc: Doc) -> list[str]:
    """The word class that the tagger gives each token (empty without one); to be asked once all are given."""
    return once(doc, "classes", lambda: [doc.vocab.strings[key] for key in doc.to_array(POS).tolist()])


def token_features(doc: Doc) -> list[frozenset[str]]:
    """The forms that the tagger gives each token (`Tense=Past`); to be asked once all are given."""
    return once(doc, "features", lambda: _features(doc))


def _features(doc: Doc) -> list[frozenset[str]]:
    keys = doc.to_array(MORPH).tolist()
    told = {key: frozenset(doc.vocab.strings[key].split("|")) for key in set(keys)}
    return [told[key] for key in keys]


def is_finite(token: Token) -> bool:
    """Whether a token is a verb in a finite form."""
    return token.pos_ in ("VERB", "AUX") and "Fin" in token.morph.get("VerbForm")


def tells(doc: Doc, start: int, end: int) -> bool:
    """Whether a finite verb stands between two positions, as far as words were tagged."""
    span = doc.char_span(start, end, alignment_mode="contract") if start < end else None
    return any(is_finite(token) for token in span or ())


def once(doc: Doc, name: str, make: Callable[[], T]) -> T:
    """What is made of a doc, made once and kept with it: what follows from it must not change any more."""
    kept: Kept | None = doc.user_data.get(_KEPT)
    if kept is None:
        kept = doc.user_data[_KEPT] = Kept()
    if name not in kept.made:
        kept.made[name] = make()
    made: T = kept.made[name]
    return made
