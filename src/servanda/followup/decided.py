"""What people decided on suggestions of evidence: a rejected one never returns, a confirmed one stays."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain
from typing import get_args

from servanda.documents import Laid
from servanda.followup.evidence import suggest
from servanda.followup.statements import find, leads
from servanda.reading.text import Text
from servanda.reconciliation import record as r
from servanda.reconciliation.judgement import Judgement

BY_HAND = "by_hand"  # the reason of evidence that a person named and no rule finds
_RELATIONS = frozenset(get_args(r.Evidence.model_fields["relation"].annotation))


def followed(record: r.Record, texts: Sequence[Text], judgements: Iterable[Judgement] = ()) -> r.Record:
    """The record with what bears on its undertakings, people's decisions honoured.

    Args:
        record: of a whole collection.
        texts: of its documents, in which plain statements are looked for.
        judgements: people's decisions, oldest first.
    """
    promised = (c for u in record.undertakings for c in u.citations)
    events = (c for e in record.events if e.status == "held" and e.date and _compared(e) for c in e.citations)
    statements = find(texts, promised, events)
    found = suggest(record, statements=statements, leads=leads(texts, record.undertakings))
    return record.model_copy(update={"evidence": decided(found, record, judgements)})


def _compared(event: r.Event) -> bool:
    """Whether an event is itself compared with undertakings: of a meeting only who meets is, not what is said at it."""
    return event.type not in ("meeting", "call") and (event.type != "session" or event.mechanism is not None)


def decided(found: Sequence[r.Evidence], record: r.Record, judgements: Iterable[Judgement]) -> Sequence[r.Evidence]:
    """Suggestions with the decisions on them: those rejected left out, those confirmed kept whatever the rules find.

    A decision names the promise's and the deed's fact by their id or that of any claim they hold (a plain statement by its own).
    `value` may give another relation: a string, or `{"relation": ...}`.
    """
    verdicts = _last(judgements, record)
    kept, known = Laid[r.Evidence](), set()
    for e in found:
        pair = e.promise, e.deed or e.statement or ""
        judged = verdicts.get(pair)
        if judged is not None:
            known.add(pair)
        if judged is None or judged.verdict not in ("reject", "confirm", "correct"):
            kept.append(e)
        elif judged.verdict != "reject":
            kept.append(_judged(e, judged))
    kept.extend(made for pair, j in verdicts.items() if pair not in known and (made := _by_hand(pair, j, record)) is not None)
    told = [(e.promise, -e.score, e.deed or e.statement or "") for e in kept]
    promises = {promise for promise, *_ in told}
    order = {u.id: n for n, u in enumerate(record.undertakings) if u.id in promises}
    placed = sorted(range(len(kept)), key=lambda n: (order.get(told[n][0], len(order)), *told[n][1:]))
    return Laid(map(kept.__getitem__, placed)).plain()


def _last(judgements: Iterable[Judgement], record: r.Record) -> dict[tuple[str, str], Judgement]:
    """The last decision in force on each pair of facts."""
    listed = [j for j in judgements if j.target.evidence is not None]
    facts = chain(record.undertakings, record.events, record.instruments) if listed else ()
    owner = {claim: fact.id for fact in facts for claim in (fact.id, *fact.claims)}
    gone = {j.supersedes for j in listed if j.supersedes}
    last: dict[tuple[str, str], Judgement] = {}
    for j in listed:
        if j.id not in gone and j.target.evidence is not None:
            promise, deed = j.target.evidence
            last[owner.get(promise, promise), owner.get(deed, deed)] = j
    return last


def _judged(e: r.Evidence, judgement: Judgement) -> r.Evidence:
    relation = _relation(judgement)
    changed = relation is not None and relation != e.relation
    return e.model_copy(update={"relation": relation or e.relation, "review": "corrected" if changed else "confirmed"})


def _by_hand(pair: tuple[str, str], judgement: Judgement, record: r.Record) -> r.Evidence | None:
    """Evidence that only a person sees, or that the rules no longer find; None where a fact is gone or no relation is told."""
    relation = _relation(judgement)
    if judgement.verdict not in ("confirm", "correct") or relation is None:
        return None
    promise = next((u for u in record.undertakings if u.id == pair[0]), None)
    deeds: list[r.Event | r.Instrument | r.Undertaking] = [*record.events, *record.instruments, *record.undertakings]
    deed = next((f for f in deeds if f.id == pair[1]), None)
    if promise is None or deed is None:
        return None
    return r.Evidence.model_validate({"promise": pair[0], "deed": pair[1], "relation": relation, "score": 1.0, "why": [BY_HAND],
                                      "citations": list(deed.citations), "review": "manual"})


def _relation(judgement: Judgement) -> str | None:
    value = judgement.value
    told = value.get("relation") if isinstance(value, dict) else value
    return told if isinstance(told, str) and told in _RELATIONS else None
