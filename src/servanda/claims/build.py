"""Findings of one text to claims: view spans become exact citations of the stored text."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from servanda.claims.claim import Citation, Claim, claim_id, claim_key
from servanda.errors import BrokenClaim
from servanda.extraction.mentions import Findings, Span, Step, Why
from servanda.reading.text import Text

_FORMS = 40  # names of one thing that are kept: what has more is no name


def build(text: Text, findings: Findings) -> list[Claim]:
    """The claims of one document, in reading order within each kind.

    Raises:
        BrokenClaim: a span lies outside the text (never expected; nothing uncited leaves here).
    """
    return _Builder(text).build(findings)


class _Builder:
    def __init__(self, text: Text) -> None:
        self.text = text
        self.sha = text.sha256
        self.seen: dict[tuple[str, str], int] = {}
        self.ids: dict[str, str] = {}
        self.cited: dict[Span, Citation] = {}

    def build(self, found: Findings) -> list[Claim]:
        claims = [self._entity(e) for e in found.entities if e.mentions]
        claims += [self._mechanism(m) for m in found.mechanisms]
        texts = [self._instrument(i) for i in found.instruments]
        claims += [self._lived(c, i.life) for c, i in zip(texts, found.instruments, strict=True)]
        events = [self._event(e) for e in found.events]
        claims += [self._placed(c, e.part_of) for c, e in zip(events, found.events, strict=True)]
        claims += [self._undertaking(u) for u in found.undertakings]
        return claims

    def _cite(self, span: Span) -> Citation:
        """The citation of a span, made once."""
        if (made := self.cited.get(span)) is None:
            made = self.cited[span] = self._citation(span)
        return made

    def _citation(self, span: Span) -> Citation:
        if not 0 <= span.start < span.end <= len(self.text.view.text):
            raise BrokenClaim(f"{self.text.path}: span {span.start}-{span.end} lies outside the text")
        start, end = self.text.view.source(span.start, span.end)
        return Citation(self.sha, start, end, self.text.content[start:end])

    def _words(self, span: Span) -> str:
        """The words of a span as written, line ends folded (a name broken over two lines is still one name)."""
        quote = self._cite(span).quote
        if "\n" not in quote and "\r" not in quote:
            return quote
        read, joined = self.text.view.text[span.start : span.end], " ".join(quote.split())
        return joined if len(joined) == len(read) else read

    def _claim(self, key: str, kind: str, label: str, states: Iterable[str], spans: Iterable[Span],
               why: Iterable[Why], fields: dict[str, Any]) -> Claim:
        citations = tuple(self._cite(s) for s in spans)
        quote = citations[0].quote
        slot = (f"{kind}/{label}", quote)
        self.seen[slot] = self.seen.get(slot, 0) + 1
        made = claim_id(kind, self.text.document, self.sha, f"{label}\0{quote}", self.seen[slot])
        self.ids[key] = made
        return Claim(made, claim_key(kind, quote, states), kind, self.text.document, fields, citations, tuple(why))

    def _names(self, title: str, forms: Iterable[Span]) -> list[str]:
        return list(dict.fromkeys([title, *(self._words(f) for f in forms)]))[:_FORMS]

    def _ref(self, key: str | None) -> str | None:
        return self.ids.get(key) if key else None

    def _entity(self, e: Any) -> Claim:
        offices = [{"office": o.office, "state": o.state} for o in e.offices]
        return self._claim(e.key, "entity", e.type, [e.state or ""], e.mentions, e.why,
                           {"type": e.type, "name": e.name, "names": list(e.names[:_FORMS]), "state": e.state,
                            "offices": offices})

    def _mechanism(self, m: Any) -> Claim:
        title = self._words(m.title)
        return self._claim(m.key, "mechanism", m.kind, m.states, m.citations or (m.title,), m.why,
                           {"kind": m.kind, "name": title, "names": self._names(title, m.forms),
                            "states": sorted(m.states), "status": m.status})

    def _instrument(self, i: Any) -> Claim:
        title = i.name or self._words(i.title)
        return self._claim(i.key, "instrument", i.type, i.parties, i.citations or (i.title,), i.why,
                           {"type": i.type, "title": title, "names": self._names(title, i.forms), "parties": sorted(i.parties),
                            "date": i.date, "status": i.status, "life": []})

    def _lived(self, text: Claim, life: Iterable[Step]) -> Claim:
        """The instrument with what is told of its life, which may name others told after it."""
        steps = [self._step(s) for s in life]
        return replace(text, fields={**text.fields, "life": steps}) if steps else text

    def _step(self, s: Step) -> dict[str, Any]:
        cited = self._cite(s.citation)
        return {"kind": s.kind, "date": s.date, "by": sorted(s.by), "planned": s.planned, "until": s.until, "months": s.months,
                "renewal": s.renewal, "notice": s.notice, "other": self._ref(s.other), "named": s.named,
                "citations": [{"document": self.text.document, "start": cited.start, "end": cited.end, "quote": cited.quote}]}

    def _event(self, e: Any) -> Claim:
        people = [self.ids[p] for p in e.participants if p in self.ids]
        return self._claim(e.key, "event", e.type, e.states, e.citations, e.why,
                           {"type": e.type, "date": e.date, "place": e.place, "participants": people,
                            "states": sorted(e.states), "status": e.status, "ordinal": e.ordinal,
                            "mechanism": self._ref(e.mechanism), "part_of": None})

    def _placed(self, event: Claim, whole: str | None) -> Claim:
        """The event with the one it is part of, which may be told after it."""
        return replace(event, fields={**event.fields, "part_of": self._ref(whole)}) if whole else event

    def _undertaking(self, u: Any) -> Claim:
        return self._claim(u.key, "undertaking", u.act, u.by, u.citations, u.why, {
            "by": sorted(u.by), "act": u.act, "force": u.force, "text": self._cite(u.citations[0]).quote,
            "areas": list(u.areas), "due": u.due, "target": self._words(u.target) if u.target else None,
            "mechanism": self._ref(u.mechanism), "answer": u.answer, "speaker": self._ref(u.speaker),
            "event": self._ref(u.event), "instrument": self._ref(u.instrument),
        })
