"""The claim: one proposed fact of one document. Immutable; identity independent of the run that found it."""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from anyascii import anyascii

from servanda.extraction.mentions import Why

_SHORT = 4  # elements of a list that others are likely to share


@dataclass(frozen=True, slots=True)
class Citation:
    """A span of a stored text (code points, end excluded) and the exact words there. `text` is the text's SHA-256."""

    text: str
    start: int
    end: int
    quote: str

    def __reduce__(self) -> tuple[Any, ...]:
        """By its values alone."""
        return Citation, (self.text, self.start, self.end, self.quote)


@dataclass(frozen=True, slots=True)
class Claim:
    """One proposed fact.

    kind: "entity", "event", "instrument", "mechanism" or "undertaking". document: SHA-256 of the document.
    fields: JSON values as RECORD.md names them; references to other facts are claim ids of the same document.
    key: shared by near copies (kind, folded quote, states), so that a rejection binds every copy.
    """

    id: str
    key: str
    kind: str
    document: str
    fields: Mapping[str, Any]
    citations: tuple[Citation, ...]
    why: tuple[Why, ...] = ()

    def __post_init__(self) -> None:
        """What many claims have in common is kept once."""
        object.__setattr__(self, "fields", keyed(self.kind, self.fields))
        object.__setattr__(self, "why", _shared(self.why))

    def __reduce__(self) -> tuple[Any, ...]:
        """Made anew where it comes from a shelf or another process."""
        return Claim, (self.id, self.key, self.kind, self.document, self.fields, self.citations, self.why)

    @property
    def quote(self) -> str:
        """The words of the first citation."""
        return self.citations[0].quote


def keyed(kind: str, values: Mapping[str, Any]) -> dict[str, Any]:
    """The same values in a dictionary that shares the table of its keys with the others of its kind, at half the weight: the
    interpreter does that for what objects of one class hold. Short lists of the same are one list: they are never changed."""
    holder = _holder(kind)()
    for name, value in values.items():
        setattr(holder, name, _once(value) if type(value) is list and len(value) <= _SHORT else value)
    shared: dict[str, Any] = vars(holder)
    return shared


@lru_cache(maxsize=100)
def _holder(kind: str) -> type:
    return type(kind, (), {})


def _once(values: list[Any]) -> list[Any]:
    """A list of strings or reasons that was met lately, for one that is the same."""
    return _listed(tuple(values)) if not values or isinstance(values[0], (str, Why)) else values


@lru_cache(maxsize=1_000)
def _listed(values: tuple[Any, ...]) -> list[Any]:
    return list(values)


@lru_cache(maxsize=1_000)
def _shared(why: tuple[Why, ...]) -> tuple[Why, ...]:
    return why


def digest(*parts: str) -> str:
    """SHA-256 over length-prefixed parts (so that "ab"+"c" is not "a"+"bc"), first 16 hexadecimal digits."""
    hasher = hashlib.sha256()
    for part in parts:
        raw = part.encode("utf-8", "surrogatepass")
        hasher.update(len(raw).to_bytes(8, "big") + raw)
    return hasher.hexdigest()[:16]


def fold(text: str) -> str:
    """Case, diacritics, typography and spacing taken away: what two copies of the same words share."""
    plain = anyascii(unicodedata.normalize("NFKC", text)).casefold()
    return " ".join("".join(c if c.isalnum() else " " for c in plain).split())


def claim_id(kind: str, document: str, text_sha: str, quote: str, occurrence: int) -> str:
    """A claim's identity: what is claimed, where. The first letters tell the kind.

    The document counts besides its text: two files of one text are two documents, each with claims of its own.
    """
    return f"{kind[0] if kind[0] != 'e' else kind[:2]}-{digest(kind, document, text_sha, quote, str(occurrence))}"


def claim_key(kind: str, quote: str, states: Iterable[str]) -> str:
    """What near copies of a claim share."""
    return digest(kind, fold(quote), *sorted(states))
