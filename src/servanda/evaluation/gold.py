"""Gold: what annotators found in a paper, one `NAME.gold.json` beside `NAME.txt`."""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from servanda.errors import ServandaError

SUFFIX = ".gold.json"


@dataclass(frozen=True, slots=True)
class GoldPaper:
    """One annotated paper: its base name, its file, its text as stored, and the annotations as the guide names them."""

    name: str
    path: Path
    text: str
    facts: dict[str, Any]

    @property
    def language(self) -> str:
        """Language of the body."""
        return str(self.facts["language"])

    def span(self, quote: str) -> tuple[int, int]:
        """Where a quote stands in the text.

        Raises:
            ServandaError: it does not; the gold is broken.
        """
        start = self.text.find(quote)
        if start < 0:
            raise ServandaError(f"{self.path}: the gold quotes words that are not in the text: {quote[:80]!r}")
        return start, start + len(quote)


def load(folder: Path, *, language: str | None = None, named: Collection[str] | None = None,
         containing: str | None = None) -> list[GoldPaper]:
    """The annotated papers under a folder, by name.

    Args:
        language: only papers in this language.
        named: only papers of these base names.
        containing: only papers whose name contains this.

    Raises:
        ServandaError: no gold there, or a gold file is no JSON or has no text beside it.
    """
    papers = [paper for path in sorted(folder.rglob("*" + SUFFIX)) if (paper := _paper(path)) is not None]
    papers = [p for p in papers if (language is None or p.language == language) and (named is None or p.name in named)
              and (containing is None or containing in p.name)]
    if not papers:
        raise ServandaError(f"{folder}: no annotated papers here (NAME.txt beside NAME{SUFFIX})")
    return sorted(papers, key=lambda p: p.name)


def _paper(path: Path) -> GoldPaper:
    name = path.name.removesuffix(SUFFIX)
    text = path.with_name(name + ".txt")
    try:
        return GoldPaper(name, text, text.read_bytes().decode("utf-8"), json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError) as error:
        raise ServandaError(f"{path}: cannot be used as gold ({error})") from error
