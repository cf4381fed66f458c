"""What the search looks through: each block of a paper's story, each fact's words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from servanda.reading.text import Text
from servanda_site.register.folding import forms, sound, words
from servanda_site.register.models import Entry, Fact, Paper

_PASSAGE = 1200


def paper(paper: Paper, text: Text) -> None:
    """Index a paper anew."""
    Entry.objects.filter(paper=paper).delete()
    tongue = text.language or ""
    rows = [Entry(paper=paper, kind="title", text=paper.name, **_words("title", paper.name, None))]
    for block in text.view.blocks:
        for start in range(block.start, block.end, _PASSAGE):
            end = min(block.end, start + _PASSAGE)
            told = text.view.text[start:end]
            if told.strip():
                first, last = text.view.source(start, end)
                kind = "title" if block.role == "headline" else "passage"
                rows.append(Entry(paper=paper, kind=kind, start=first, end=last, text=told, **_words(kind, told, tongue)))
    Entry.objects.bulk_create(rows, batch_size=500)


def facts(rows: Sequence[Fact], languages: Mapping[str, str | None]) -> None:
    """Index facts anew: label and every name under which they are told. languages: of the papers, by document."""
    keys = [r.pk for r in rows]
    for i in range(0, len(keys), 500):
        Entry.objects.filter(fact__in=keys[i : i + 500]).delete()
    Entry.objects.bulk_create([_entry(row, languages) for row in rows], batch_size=500)


def _entry(row: Fact, languages: Mapping[str, str | None]) -> Entry:
    told = " \u00b7 ".join(dict.fromkeys([row.label, *row.data.get("names", [])]))
    cited = row.data.get("citations") or row.data.get("mentions") or []
    spoken = {languages.get(place["document"]) or "" for place in cited}
    tongue = spoken.pop() if len(spoken) == 1 else None
    return Entry(fact=row, kind=row.kind, text=told, **_words(row.kind, told, tongue, by_sound=row.type == "person"))


def _words(kind: str, text: str, language: str | None, *, by_sound: bool = False) -> dict[str, str]:
    """What the index holds of an entry: the word for its kind, each word's forms, a person's sounds; its words as they stand."""
    found = words(text)
    held = [form for w in found for form in (*forms(w, language), sound(w) if by_sound else "") if form]
    return {"words": " ".join([kind_word(kind), *dict.fromkeys(held)]), "plain": " ".join(found)}


def kind_word(kind: str) -> str:
    """The word by which the index knows an entry's kind (no stem looks like it)."""
    return f"kind0{kind}"
