"""The follow-up matrix: one row for each undertaking, what stands of it, and where it is told."""

from __future__ import annotations

from typing import Any

from servanda_site.publishing.material import Material, Promise, clean

COLUMNS = ("number", "text", "act", "by", "areas", "force", "due", "days", "state", "declared", "answer", "target", "body",
           "told", "review", "source", "id")


def rows(material: Material) -> list[dict[str, Any]]:
    """The undertakings as cells by the names of the columns; `late` marks the overdue."""
    return [_row(material, n, p) for n, p in enumerate(material.promises, 1)]


def columns(material: Material) -> list[str]:
    """The columns shown: without the source where sources are switched off."""
    return [c for c in COLUMNS if c != "source" or material.sources]


def context(material: Material) -> dict[str, Any]:
    """The rows, and what the columns are called."""
    listed = rows(material)
    return {"rows": listed, "count": material.say.count("count", len(listed)),
            "col": {c: material.say(f"col_{c}") for c in COLUMNS}, "empty": "" if listed else material.say("nothing")}


def _row(material: Material, number: int, promise: Promise) -> dict[str, Any]:
    fact, say = promise.fact, material.say
    return {
        "number": number, "text": clean(fact.label), "act": say.words.label("acts", fact.type), "by": material.who(promise.by),
        "areas": material.areas(fact), "force": say.words.label("forces", fact.force), "due": material.day_of(fact.date),
        "days": promise.late or "", "days_said": say.count("days", promise.late) if promise.late else "",
        "state": say(f"state_{promise.shown}"),
        "declared": material.say.several(material.declared(promise)),
        "answer": say.words.label("answers", fact.status), "target": clean(fact.data.get("target") or ""),
        "body": material.name_of(fact.data.get("mechanism")), "told": material.day_of(promise.made),
        "review": say(f"review_{fact.review}"), "source": material.note(fact), "id": fact.fact, "note": material.note(fact),
        "late": bool(promise.late),
    }
