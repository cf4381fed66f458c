"""What a `Doc` carries of ours as bytes: in `doc.to_bytes()`, in a `DocBin`, between the processes of `nlp.pipe`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cache
from typing import Any

import srsly
from pydantic import TypeAdapter

from servanda.extraction.content import Kept
from servanda.extraction.mentions import Findings
from servanda.reading.text import Offsets, Text

_MARK = "__servanda__"
_KINDS: dict[str, type] = {"findings": Findings, "kept": Kept, "text": Text}
Chain = Callable[[Any], Any] | None


@cache
def _adapter(kind: str) -> TypeAdapter[Any]:
    return TypeAdapter(_KINDS[kind])


def encode(value: Any, chain: Chain = None) -> Any:
    """A value of ours by its kind and fields; any other by who encodes it otherwise. What can be made again is left out."""
    kind = next((k for k, of in _KINDS.items() if type(value) is of), None)
    if kind is None:
        return chain(value) if chain is not None else value
    if isinstance(value, Kept):
        return {_MARK: kind}
    if isinstance(value, Text):
        told = _adapter(kind).dump_python(replace(value, view=replace(value.view, offsets=())))
        return {_MARK: kind, "told": told, "offsets": Offsets(value.view.offsets).runs()}
    return {_MARK: kind, "told": _adapter(kind).dump_python(value)}


def decode(told: Any, chain: Chain = None) -> Any:
    """A value of ours again; only of the kinds named here, each field of its type."""
    kind = told.get(_MARK) if isinstance(told, dict) else None
    if kind not in _KINDS:
        return chain(told) if chain is not None else told
    if kind == "kept":
        return Kept()
    made = _adapter(kind).validate_python(told["told"])
    return replace(made, view=replace(made.view, offsets=Offsets.of(told["offsets"]))) if isinstance(made, Text) else made


srsly.msgpack_encoders.register("servanda", func=encode)
srsly.msgpack_decoders.register("servanda", func=decode)
