"""Which later deeds bear on which promises, and how: `fulfils`, `advances`, `repeats`, `contradicts`.

Only deeds dated after the promise, between the same states. What is compared: the body and its sessions, who visits whom, the
texts promised and concluded, plain statements of result, and what the words speak of (in any two languages). In doubt, nothing
is said.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from servanda.documents import Laid
from servanda.followup import relations
from servanda.followup.collection import Collection
from servanda.followup.index import Index
from servanda.followup.parts import Deed, Promise, Statement
from servanda.reconciliation import record as r
from servanda.reconciliation.amounts import LARGE

_NEARLY = 0.85  # of the best score, from which another promise of the same occasion is told too
_SURE = 0.7  # score from which a deed settles a promise: nothing later repeats or undoes it
_ROUGH = 300  # days that a deed may have happened on, from which it may as well have been after a promise of that year
_MOST = 12  # deeds suggested for one promise, the likeliest
_CREATE = "create"  # the concept of founding


def suggest(record: r.Record, *, statements: Sequence[Statement] = (), promises: Iterable[str] | None = None,
            papers: Iterable[str] | None = None, leads: Mapping[str, tuple[str, ...]] | None = None) -> Sequence[r.Evidence]:
    """What in a record bears on its undertakings: suggestions, the likeliest of each undertaking first.

    Args:
        record: of a whole collection, or the facts of one partnership.
        statements: plain statements of its texts (`followup.statements`).
        promises: ids of the undertakings to look at; None: all.
        leads: words before short undertakings, by their ids (`followup.statements`).
        papers: ids of documents; only what joins a fact of one of these to another fact is told. None: all.
    """
    collection = Collection(record, statements, leads or {})
    wanted = None if promises is None else frozenset(promises)
    if papers is not None:
        index = Index(collection.promises(), collection.deeds())
        return [e for e in of_papers(index, papers) if wanted is None or e.promise in wanted]
    found, of = Laid[r.Evidence](), []  # of each promise: when it was made, its id, where its evidence begins and ends
    for promised, done in collection.pairs():
        index = Index(promised, done)
        for p in index.promises:
            if wanted is None or p.id in wanted:
                begin = len(found)
                found.extend(of_promise(index, p))
                of.append((p.made, p.id, begin, len(found)))
    return Laid(found[n] for _, _, begin, end in sorted(of) for n in range(begin, end)).plain()


def of_papers(index: Index, papers: Iterable[str]) -> list[r.Evidence]:
    """What some papers of an index bring: evidence of which they tell the promise or the deed.

    The work grows with what the papers' own partnerships hold, not with the whole index.
    """
    new = frozenset(papers)
    return [e for p in index.touched(new) for e in of_promise(index, p, new)]


def of_promise(index: Index, promise: Promise, papers: frozenset[str] | None = None) -> list[r.Evidence]:
    """What bears on one undertaking (papers: only what a paper of these has a part in)."""
    own = papers is None or any(c.document in papers for c in promise.fact.citations)
    if not own and papers:
        new = (d for d in index.deeds_near(promise) if any(c.document in papers for c in d.citations))
        brought = _judged(index, promise, new)
        if not any(f.first or f.proves or d.kind == "undertaking" for d, f in brought):  # whatever else was done, these stand
            return _told(promise, brought)
    kept = _first_only(promise, _judged(index, promise, index.deeds_near(promise)))
    return _told(promise, [(d, f) for d, f in kept if own or papers and any(c.document in papers for c in d.citations)])


def _judged(index: Index, promise: Promise, deeds: Iterable[Deed]) -> list[tuple[Deed, relations.Found]]:
    scale = index.scale(promise.pair)
    return [(deed, judged) for deed in deeds
            if later(promise, deed) and (judged := relations.judge(promise, deed, scale)) is not None]


def _told(promise: Promise, found: Iterable[tuple[Deed, relations.Found]]) -> list[r.Evidence]:
    told = [_evidence(promise, deed, judged) for deed, judged in found]
    return sorted(told, key=lambda e: (-e.score, e.deed or e.statement or ""))[:_MOST]


def later(promise: Promise, deed: Deed) -> bool:
    """Whether a deed was done after the promise (what was to be founded may have been the same day), and on another occasion."""
    roughly = deed.done <= promise.made < deed.until and (deed.until - deed.done).days >= _ROUGH  # told by its year
    if deed.done < promise.made and not roughly or deed.told <= promise.made:
        return False
    dated = deed.kind in ("event", "instrument")
    if (deed.stories <= promise.stories if dated else deed.stories & promise.stories) or deed.fact.id == promise.fact.id:
        return False
    if deed.done > promise.made or roughly:
        return True
    return isinstance(deed.fact, r.Event) and deed.fact.type == "establishment" and _CREATE in promise.action


def _first_only(promise: Promise, found: Sequence[tuple[Deed, relations.Found]]) -> list[tuple[Deed, relations.Found]]:
    """Of deeds that would each settle the promise, the first in time; once settled, it is neither promised again nor put off."""
    ordered = _proven(sorted(_told_once(found), key=lambda f: (f[0].done, f[0].kind, f[0].id)))
    settled = next((d for d, f in ordered if f.relation == "fulfils" and (f.first or f.score >= _SURE)), None)
    taken: set[str] = set()
    kept = []
    for deed, judged in ordered:
        if judged.first is not None and judged.first != "sits":
            if judged.first in taken:
                continue
            taken.add(judged.first)
        vain = deed.kind == "undertaking" or judged.relation == "contradicts"
        both_said = settled is not None and deed.kind == settled.kind == "statement" and bool(deed.stories & settled.stories)
        if both_said and judged.relation == "advances":
            continue  # the occasion that tells the thing itself tells no step of it
        if vain and settled is not None and (deed.done >= _at_the_latest(settled) or deed.stories & settled.stories):
            continue
        kept.append((deed, judged))
    kept = _still_promised(kept)
    return _best_of_each_paper(kept if promise.aim or promise.fact.target else _moved_apart(kept))


def _still_promised(found: Sequence[tuple[Deed, relations.Found]]) -> list[tuple[Deed, relations.Found]]:
    """Without plain statements that something was put off, where the occasion sets it another day; of what was not done yet,
    where it is promised again."""
    moved = [d.stories for d, f in found if d.kind == "undertaking" and f.relation == "contradicts"]
    again = [d.stories for d, f in found if d.kind == "undertaking" and f.relation == "repeats"]
    kept = []
    for deed, judged in found:
        told = judged.relation == "contradicts" and isinstance(deed.fact, Statement)
        beside = moved + again if told and deed.fact.how == "pending" else moved if told else []  # type: ignore[union-attr]
        if not any(deed.stories & stories for stories in beside):
            kept.append((deed, judged))
    return kept


def _at_the_latest(deed: Deed) -> date:
    """The day by which a deed was done: of one told by its year, the last."""
    return deed.until if (deed.until - deed.done).days >= _ROUGH else deed.done


def _told_once(found: Sequence[tuple[Deed, relations.Found]]) -> list[tuple[Deed, relations.Found]]:
    """Without plain statements that tell an event or a text that is found too, and without plans told as dropped."""
    facts = [c for d, _ in found if d.kind in ("event", "instrument") for c in d.citations if c.document not in d.announced]
    dropped = [d.citations[0] for d, f in found if d.kind == "statement" and f.relation == "contradicts"]
    return [(d, f) for d, f in found if not (d.kind == "statement" and any(_overlap(c, d.citations[0]) for c in facts))
            and not (d.kind == "undertaking" and any(_overlap(c, place) for c in d.citations for place in dropped))]


def _overlap(one: r.Place, other: r.Place) -> bool:
    return one.document == other.document and one.start < other.end and other.start < one.end


def _moved_apart(found: Sequence[tuple[Deed, relations.Found]]) -> list[tuple[Deed, relations.Found]]:
    """Without what only repeats a promise on an occasion that tells of a deed for it (of a figure aimed at, both may be told)."""
    moved = [d.stories for d, f in found if f.relation in ("advances", "fulfils") and d.kind != "undertaking"]
    again = [f.relation == "repeats" or f.first == relations.JOINED for _, f in found]
    return [(d, f) for (d, f), said in zip(found, again, strict=True) if not said or not any(d.stories & s for s in moved)]


def _proven(ordered: Sequence[tuple[Deed, relations.Found]]) -> list[tuple[Deed, relations.Found]]:
    """The deeds found, in time, the first that proves the promise kept told as fulfilling it."""
    shown = next((n for n, (_, f) in enumerate(ordered) if f.proves or f.relation == "fulfils"), None)
    if shown is None or not ordered[shown][1].proves:
        return list(ordered)
    deed, judged = ordered[shown]
    return [*ordered[:shown], (deed, replace(judged, relation="fulfils", proves=False)), *ordered[shown + 1 :]]


def _best_of_each_paper(found: Sequence[tuple[Deed, relations.Found]]) -> list[tuple[Deed, relations.Found]]:
    """Of promises like this one that one occasion makes again, only the ones most like it: with a sum aimed at, and without."""
    best: dict[tuple[frozenset[str], bool], float] = {}
    keys = [(deed.stories, any(n >= LARGE for n, _ in deed.figure)) for deed, _ in found]
    for (deed, judged), key in zip(found, keys, strict=True):
        if deed.kind == "undertaking":
            best[key] = max(best.get(key, 0.0), judged.score)
    return [(d, f) for (d, f), key in zip(found, keys, strict=True) if d.kind != "undertaking" or f.score >= _NEARLY * best[key]]


def _evidence(promise: Promise, deed: Deed, judged: relations.Found) -> r.Evidence:
    plain = isinstance(deed.fact, Statement)
    own = {c.document for c in promise.fact.citations}
    done = [c for c in deed.citations if c.document not in deed.announced] or list(deed.citations)
    places = [c for c in done if c.document not in own] or done
    return r.Evidence(promise=promise.id, deed=None if plain else deed.id, statement=deed.id if plain else None,
                      relation=judged.relation, score=round(judged.score, 3), why=list(judged.why),
                      citations=places)
