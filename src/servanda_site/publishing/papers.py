"""The papers a document rests on: what they are called, and the sentences in which they tell a fact."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cached_property
from typing import Any

from servanda.errors import ServandaError
from servanda_site.publishing.lines import clean, short
from servanda_site.publishing.phrases import Phrases
from servanda_site.register import texts
from servanda_site.register.models import Paper, Projection
from servanda_site.register.visibility import Access

_BREAK = re.compile(r"(?<=[.!?;])\s+(?=[\"\u201c\u00ab(]?[^\W\d_])|\n")
_BRIEF = 40  # characters of a headline
_REACH = 600  # characters of a sentence looked at on either side


class Papers:
    """The papers of a record, by their ids in it. projection: the record's key; None where there is none."""

    def __init__(self, access: Access, projection: int | None, say: Phrases) -> None:
        self._access, self._projection, self._say = access, projection, say

    @cached_property
    def told(self) -> dict[str, dict[str, Any]]:
        """What the record has of each."""
        if self._projection is None:
            return {}
        found = Projection.objects.values_list("documents", flat=True).get(pk=self._projection)
        return {d["id"]: d for d in found}

    @cached_property
    def held(self) -> Mapping[str, Paper]:
        """The papers themselves, by the hash of their bytes."""
        return self._access.papers_of(d["sha256"] for d in self.told.values())

    def day(self, identity: str) -> str:
        """When one was published; empty where that is not known."""
        return self.told.get(identity, {}).get("published") or ""

    def language(self, identity: str) -> str:
        """The language of one."""
        return self.told.get(identity, {}).get("language") or ""

    def name(self, identity: str) -> str:
        """One as notes name it: who published it, its headline or the words it begins with, its date."""
        told = self.told.get(identity)
        if told is None:
            return ""
        paper = self.held.get(told["sha256"])
        lead = paper.reading.lead if paper and paper.reading else ""
        title = clean(told["title"] or "") or clean(lead)
        agencies = self._say("side_list").join(told["agencies"] or [])
        if not title and not agencies:
            title = clean(told["path"])
        day = self._say.words.date(told["published"]) if told["published"] else ""
        return ", ".join(p for p in (agencies, title, day) if p)

    def briefly(self, identity: str) -> str:
        """One by who published it (else by the beginning of its headline) and its date."""
        told = self.told.get(identity, {})
        day = self._say.words.date(told["published"]) if told.get("published") else ""
        who = self._say("side_list").join(told.get("agencies") or []) or short(clean(told.get("title") or ""), _BRIEF)
        return ", ".join(p for p in (who, day) if p)

    def sentence(self, place: Mapping[str, Any]) -> tuple[str, str]:
        """What stands before a place of a paper in its sentence, and after it; nothing where the text is not kept any more."""
        told = self.told.get(place["document"])
        paper = self.held.get(told["sha256"]) if told else None
        if paper is None or paper.reading is None:
            return "", ""
        try:
            content = texts.kept(paper.reading.content).content
        except (KeyError, OSError, ServandaError):
            return "", ""
        before, after = content[max(0, place["start"] - _REACH) : place["start"]], content[place["end"] :][:_REACH]
        return _BREAK.split(before)[-1], _BREAK.split(after)[0]
