"""A Text as stored bytes and back: JSON, compressed; offsets as runs."""

from __future__ import annotations

import json
import zlib
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Any

from servanda.reading.text import Block, Dateline, Offsets, Passage, Text, View
from servanda_site.register.store import store


def dump(text: Text) -> bytes:
    """The text as bytes; the same text gives the same bytes."""
    value: dict[str, Any] = {
        "document": text.document, "media_type": text.media_type, "content": text.content, "language": text.language,
        "title": text.title, "agencies": list(text.agencies), "side": text.side, "published": text.published,
        "dateline": [text.dateline.place, text.dateline.date] if text.dateline else None, "title_span": text.title_span,
        "warnings": list(text.warnings), "passages": [[p.start, p.end, p.role] for p in text.passages],
        "view": {"text": text.view.text, "offsets": _runs(text.view.offsets),
                 "blocks": [[b.start, b.end, b.role, b.heading, b.lead] for b in text.view.blocks]},
    }
    raw = json.dumps(value, sort_keys=True, separators=(",", ":")).encode("ascii")
    return zlib.compress(raw, 6)


def load(data: bytes, path: str = "") -> Text:
    """The text these bytes were made from, under the name its paper has now."""
    v = json.loads(zlib.decompress(data))
    view = v["view"]
    return Text(
        document=v["document"], path=path, media_type=v["media_type"], content=v["content"], language=v["language"],
        title=v["title"], agencies=tuple(v["agencies"]), side=v["side"], published=v["published"],
        dateline=Dateline(*v["dateline"]) if v["dateline"] else None,
        passages=tuple(Passage(*p) for p in v["passages"]),
        view=View(view["text"], Offsets.of(view["offsets"]), tuple(Block(*b) for b in view["blocks"])),
        title_span=tuple(v["title_span"]) if v["title_span"] else None,  # type: ignore[arg-type]
        warnings=tuple(v["warnings"]),
    )


def kept(content: str, path: str = "") -> Text:
    """The text kept under this hash."""
    text = _kept(content)
    return replace(text, path=path) if path else text


@lru_cache(maxsize=512)
def _kept(content: str) -> Text:
    return load(store().get(content))


def _runs(offsets: Sequence[int]) -> list[list[int]]:
    return (offsets if isinstance(offsets, Offsets) else Offsets(offsets)).runs()
