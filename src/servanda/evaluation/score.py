"""A record held against gold, kind by kind (annotation guide, section 9)."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from servanda.evaluation.gold import GoldPaper
from servanda.evaluation.likeness import (
    Fact,
    Pairing,
    dates_agree,
    names,
    pair,
    set_f1,
    span_f1,
    title_f1,
)
from servanda.evaluation.tally import Mistake, Tally
from servanda.languages.folding import fold
from servanda.reconciliation.record import Record

KINDS = ("body", "document", "persons", "organisations", "events", "instruments", "mechanisms", "undertakings")
_ALIKE = 0.5  # token F1 from which two cited spans or two titles are one
_SAME_BODY = 0.3  # the same for the body an undertaking names, which short forms may stand for


def score(record: Record, papers: Sequence[GoldPaper]) -> dict[str, Tally]:
    """Tallies by kind, of a record in which each paper was read by itself."""
    tallies = {kind: Tally() for kind in KINDS}
    scorer = _Scorer(record.model_dump(), tallies)
    for paper in papers:
        scorer.paper(paper)
    return tallies


class _Scorer:
    def __init__(self, record: dict[str, Any], tallies: dict[str, Tally]) -> None:
        self.record = record
        self.tallies = tallies
        self.documents = {Path(d["path"]).stem: d for d in record["documents"]}
        self.entities = {e["id"]: e for e in record["entities"]}
        self.bodies = {m["id"]: m["name"] for m in record["mechanisms"]}

    def paper(self, paper: GoldPaper) -> None:
        """Count one paper."""
        document = self.documents.get(paper.name)
        counts = self.tallies["document"]
        if document is None:
            counts.missed += 1
            document = {"id": None, "body": []}
        else:
            counts.hits += 1
            _describe(counts, paper.facts, document)
        self._body(paper, document["body"])
        for kind, entity_type in (("persons", "person"), ("organisations", "organisation")):
            self._entities(paper, document["id"], kind, entity_type)
        self._events(paper, document["id"])
        self._titled(paper, document["id"], "instruments", "title", "parties", ("type", "date", "status"))
        self._titled(paper, document["id"], "mechanisms", "name", "states", ("kind", "status"))
        self._undertakings(paper, document["id"])

    def _body(self, paper: GoldPaper, body: Sequence[tuple[int, int]]) -> None:
        """Characters of the story, white space apart."""
        noise = {i for quote in paper.facts["noise"] for i in range(*paper.span(quote))}
        want = {i for i, c in enumerate(paper.text) if not c.isspace() and i not in noise}
        kept = {i for start, end in body for i in range(start, min(end, len(paper.text))) if not paper.text[i].isspace()}
        tally = self.tallies["body"]
        tally.hits += len(want & kept)
        tally.missed += len(want - kept)
        tally.extra += len(kept - want)

    def _found(self, kind: str, document: str | None, cited: str = "citations") -> list[Fact]:
        """The facts of a kind that a document tells, with the spans cited in it."""
        out = []
        for fact in self.record[kind]:
            spans = [(c["start"], c["end"]) for c in fact[cited] if c["document"] == document]
            if spans:
                out.append({**fact, "spans": spans})
        return out

    def _count(self, kind: str, paper: GoldPaper, pairing: Pairing, words: Any) -> list[tuple[Fact, Fact]]:
        tally = self.tallies[kind]
        tally.hits += len(pairing.pairs)
        tally.missed += len(pairing.missed)
        tally.extra += len(pairing.extra)
        tally.mistakes += [Mistake(paper.name, "missed", words(f)) for f in pairing.missed]
        tally.mistakes += [Mistake(paper.name, "extra", words(f)) for f in pairing.extra]
        return pairing.pairs

    def _entities(self, paper: GoldPaper, document: str | None, kind: str, entity_type: str) -> None:
        gold = [e for e in paper.facts["entities"] if e["type"] == entity_type]
        found = [e for e in self._found("entities", document, "mentions") if e["type"] == entity_type]
        pairing = pair(gold, found, lambda g, s: float(bool(names(g["names"]) & names(s["names"]))))
        for g, s in self._count(kind, paper, pairing, lambda f: ", ".join(f["names"])):
            self.tallies[kind].mark("state", g.get("state") == s["state"])
            if entity_type == "person":
                self.tallies[kind].mark("offices", set_f1(g.get("offices"), [o["office"] for o in s["offices"]]))

    def _people(self, event: Fact) -> set[str]:
        return {n for p in event["participants"] for n in names(self.entities[p]["names"])}

    def _events(self, paper: GoldPaper, document: str | None) -> None:
        def likeness(g: Fact, s: Fact) -> float:
            if g["type"] != s["type"]:
                return 0.0
            overlap = span_f1(g["spans"], s["spans"], paper.text)
            company = bool(names(g["participants"]) & self._people(s)) or (
                not g["participants"] and set(g["states"]) == set(s["states"]))
            return overlap + (dates_agree(g["date"], s["date"]) and company)

        found = self._found("events", document)
        pairing = pair(_quoted(paper, "events"), found, likeness)
        tally = self.tallies["events"]
        for g, s in self._count("events", paper, pairing, lambda f: f"{f['type']} {f['date']} {_words(paper, f)}"):
            tally.mark("date", g["date"] == s["date"])
            tally.mark("place", fold(g["place"] or "") == fold(s["place"] or ""))
            tally.mark("status", g["status"] == s["status"])
            tally.mark("states", set_f1(g["states"], s["states"]))
            if g["type"] in ("session", "consultation"):
                tally.mark("ordinal", g.get("ordinal") == s["ordinal"])
            tally.mark("participants", _company(g["participants"], s["participants"], self._people(s)))

    def _titled(self, paper: GoldPaper, document: str | None, kind: str, title: str, states: str,
                attributes: Sequence[str]) -> None:
        def likeness(g: Fact, s: Fact) -> float:
            best = max(title_f1(g[title], name) for name in s["names"] or [s[title]])
            return best if best >= _ALIKE else 0.0

        pairing = pair(paper.facts[kind], self._found(kind, document), likeness)
        for g, s in self._count(kind, paper, pairing, lambda f: f[title]):
            for name in attributes:
                self.tallies[kind].mark(name, g.get(name) == s[name])
            self.tallies[kind].mark(states, set_f1(g[states], s[states]))

    def _undertakings(self, paper: GoldPaper, document: str | None) -> None:
        def likeness(g: Fact, s: Fact) -> float:
            overlap = span_f1(g["spans"], s["spans"], paper.text)
            return overlap if overlap >= _ALIKE else 0.0

        pairing = pair(_quoted(paper, "undertakings"), self._found("undertakings", document), likeness)
        tally = self.tallies["undertakings"]
        for g, s in self._count("undertakings", paper, pairing,
                                lambda f: f"{f['act']} {f['force'] or ''} {_words(paper, f)}"):
            self._promise(tally, paper, g, s)

    def _promise(self, tally: Tally, paper: GoldPaper, g: Fact, s: Fact) -> None:
        for name in ("act", "force"):
            tally.mark(name, g[name] == s[name])
        tally.mark("by", sorted(g["by"]) == sorted(s["by"]))
        tally.mark("areas", set_f1(g["areas"], s["areas"]))
        tally.mark("due", g["due"] == s["due"])
        if g["due"] or s["due"]:
            tally.mark("due where dated", g["due"] == s["due"])
        if g["act"] == "invitation":
            tally.mark("answer", g["answer"] == s["answer"])
        if g["target"] or s["target"]:
            tally.mark("target", title_f1(g["target"] or "", s["target"] or "") >= _ALIKE)
        body = self.bodies.get(s["mechanism"])
        right = body is None and g["mechanism"] is None or (
            body is not None and g["mechanism"] is not None and title_f1(g["mechanism"], body) >= _SAME_BODY)
        tally.mark("mechanism", right)
        if body or g["mechanism"]:
            tally.mark("mechanism where named", right)
        differing = [f"{n}: {g[n]} -> {s[n]}" for n in ("by", "act", "force", "areas", "due") if g[n] != s[n]]
        if differing:
            tally.mistakes.append(Mistake(paper.name, "wrong", f"{'; '.join(differing)} | {_words(paper, g)}"))


def _describe(tally: Tally, gold: Fact, found: Fact) -> None:
    """Compare what is said of the document itself."""
    tally.mark("language", found["language"] == gold["language"])
    tally.mark("published", found["published"] == gold["published"])
    tally.mark("title", fold(found["title"] or "") == fold(gold["title"] or ""))
    tally.mark("agencies", set_f1(names(found["agencies"]), names(gold["agencies"])))
    want, got = gold.get("dateline") or {}, found.get("dateline") or {}
    place = fold(want.get("place") or "") == fold(got.get("place") or "")
    tally.mark("dateline", (place + (want.get("date") == got.get("date"))) / 2)


def _quoted(paper: GoldPaper, kind: str) -> list[Fact]:
    return [{**fact, "spans": [paper.span(fact["quote"])]} for fact in paper.facts[kind]]


def _words(paper: GoldPaper, fact: Fact) -> str:
    start, end = fact["spans"][0]
    return " ".join(paper.text[start:end].split())[:120]


def _company(gold: Sequence[str], found: Sequence[str], people: set[str]) -> float:
    if not gold and not found:
        return 1.0
    return 2 * sum(fold(name) in people for name in gold) / (len(gold) + len(found))
