"""Suggestions of evidence: what the core finds in a partnership's record, kept beside what people decided on it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from servanda.followup import followed
from servanda.reconciliation import record as r
from servanda.reconciliation.dates import bounds
from servanda_site import __version__
from servanda_site.register import texts
from servanda_site.register.locks import serialised
from servanda_site.register.models import Fact, Paper, Partnership, Projection
from servanda_site.tracking.called import call_anew
from servanda_site.tracking.models import MadeOn, StateChange, Suggestion

_MODELS = {"entity": ("entities", r.Entity), "event": ("events", r.Event), "instrument": ("instruments", r.Instrument),
           "mechanism": ("mechanisms", r.Mechanism), "undertaking": ("undertakings", r.Undertaking)}
_NAMED = ("marking", "citations", "document")  # of evidence that a person named: theirs
_REFRESHED = ("marking", "relation", "score", "reasons", "citations", "version", "found", "document")


@dataclass(frozen=True, slots=True)
class _Found:
    """One suggestion of the core, the clearance it was found at, and the paper of a plain statement."""

    marking: int
    evidence: r.Evidence
    document: str

    @property
    def key(self) -> tuple[str, str]:
        return self.evidence.promise, self.evidence.deed or self.evidence.statement or ""


def bring_up(partnership: Partnership) -> int:
    """Look for evidence in a partnership's record as each clearance sees it. How many suggestions are open now.

    What nobody decided on and the rules no longer find is forgotten; what was decided stays as it was decided. Where the record
    was made again meanwhile, nothing is written: whoever looks into that one does.
    """
    generation = _generation(partnership)
    wanted: dict[tuple[str, str], _Found] = {}
    owner: dict[str, str] = {}
    days: dict[int, dict[str, tuple[date, str]]] = {}
    for projection, record in _records(partnership):
        owner = {claim: fact.id for name, _model in _MODELS.values() for fact in getattr(record, name)
                 for claim in (*fact.claims, fact.id)}
        days[projection.marking] = made_days(record)
        wanted = {(owner.get(p, p), owner.get(d, d)): found for (p, d), found in wanted.items()}
        for found in _evidence(projection, record):
            wanted.setdefault(found.key, found)
    with transaction.atomic():
        serialised(f"suggestions {partnership.pk}")
        if _generation(partnership) == generation:
            _write(partnership, wanted, owner)
            call_anew(partnership)
            MadeOn.objects.filter(partnership=partnership).delete()
            MadeOn.objects.bulk_create((MadeOn(partnership=partnership, marking=marking, promise=promise, day=day, said=said)
                                        for marking, told in days.items() for promise, (day, said) in told.items()),
                                       batch_size=500)
    return Suggestion.objects.filter(partnership=partnership, decision=Suggestion.Decision.PROPOSED).count()


def _generation(partnership: Partnership) -> int:
    """Which making of the record stands now: it rises in the same transaction in which the rows change."""
    return int(Partnership.objects.values_list("generation", flat=True).get(pk=partnership.pk))


def _records(partnership: Partnership) -> Iterator[tuple[Projection, r.Record]]:
    """The records of a partnership by clearance, each read whole: what was made again while it was read is read anew.

    Papers and facts are read one after the other; those of two makings do not belong together (facts would cite papers that are
    not among them).
    """
    keys = list(Projection.objects.filter(partnership=partnership).order_by("marking").values_list("pk", flat=True))
    for key in keys:
        while (projection := Projection.objects.filter(pk=key).select_related("partnership").first()) is not None:
            generation = projection.partnership.generation
            record = record_of(projection)
            if _generation(partnership) == generation:
                yield projection, record
                break


def record_of(projection: Projection) -> r.Record:
    """The core's record of a projection's rows."""
    held: dict[str, list[r.Fact]] = {name: [] for name, _model in _MODELS.values()}
    for kind, data in Fact.objects.filter(projection=projection).order_by("order").values_list("kind", "data"):
        name, model = _MODELS[kind]
        held[name].append(model.model_validate(data))
    documents = [r.DocumentOf.model_validate(d) for d in projection.documents]
    return r.Record.model_construct(documents=documents, evidence=[], **held)  # type: ignore[arg-type]


def _evidence(projection: Projection, record: r.Record) -> Iterable[_Found]:
    of_paper = {d.id: d.sha256 for d in record.documents}
    papers = Paper.objects.filter(partnership=projection.partnership_id, state=Paper.State.READ,
                                  marking__lte=projection.marking).exclude(reading=None).select_related("reading").order_by("pk")
    read: dict[str, Paper] = {}
    for paper in papers:
        read.setdefault(paper.sha256, paper)
    kept = [texts.kept(p.reading.content, p.name) for p in read.values() if p.reading]
    for e in followed(record, kept).evidence:
        document = of_paper.get(e.citations[0].document, "") if e.deed is None and e.citations else ""
        if e.deed is not None or document:
            yield _Found(projection.marking, e, document)


def made_days(record: r.Record) -> dict[str, tuple[date, str]]:
    """The day each undertaking was first told of (and that date as it is told): of the earliest of its papers that has one."""
    told: dict[str, tuple[date, str]] = {}
    for document in record.documents:
        given = [document.published, document.dateline.date if document.dateline else None]
        dated = [(span[1] - span[0], span[0], text) for text in given if text and (span := bounds(text)) is not None]
        if dated:
            _width, day, text = min(dated)  # the more exact of the two
            told[document.id] = day, text
    found = {}
    for undertaking in record.undertakings:
        days = [told[c.document] for c in undertaking.citations if c.document in told]
        if days:
            found[undertaking.id] = min(days)
    return found


def _write(partnership: Partnership, wanted: Mapping[tuple[str, str], _Found], owner: Mapping[str, str]) -> None:
    held: dict[tuple[str, str], Suggestion] = {}
    doubled = []
    states = StateChange.objects.filter(suggestion__partnership=partnership, undone=None)
    resting = set(states.values_list("suggestion", flat=True))
    order = {"confirmed": 0, "rejected": 1, "proposed": 2}
    for row in sorted(Suggestion.objects.filter(partnership=partnership), key=lambda s: (order[s.decision], s.pk)):
        key = owner.get(row.promise, row.promise), owner.get(row.deed, row.deed)
        if key not in held:
            held[key] = row
        elif row.decision == Suggestion.Decision.PROPOSED:
            doubled.append(row.pk)  # facts were joined: one suggestion is left of two
            StateChange.objects.filter(suggestion=row).update(suggestion=held[key])
    changed, fresh = [], []
    for key, found in wanted.items():
        row = held.pop(key, None)
        made = _row(partnership, found)
        if row is None:
            fresh.append(made)
            continue
        values = {name: getattr(made, name) for name in _REFRESHED if row.decision == "proposed" or name != "relation"
                  and not (row.named and name in _NAMED)}
        if any(getattr(row, name) != value for name, value in values.items()):
            for name, value in values.items():
                setattr(row, name, value)
            changed.append(row)
    gone = [row for row in held.values() if row.decision == Suggestion.Decision.PROPOSED and row.pk not in resting]
    Suggestion.objects.filter(pk__in=[*doubled, *(row.pk for row in gone)]).delete()
    erased = _gone(row.document for row in held.values() if row.named and row.document)
    for row in held.values():
        kept = row.citations if row.named and row.document not in erased else []  # the others' may be of a paper that is gone
        if (row.decision != Suggestion.Decision.PROPOSED or row.pk in resting) and (row.found or row.citations != kept):
            row.found, row.citations = False, kept
            changed.append(row)
    Suggestion.objects.bulk_create(changed, batch_size=500, update_conflicts=True, unique_fields=["id"],
                                   update_fields=_REFRESHED)  # a tenth of the time of bulk_update
    Suggestion.objects.bulk_create(fresh, batch_size=500)


def _gone(documents: Iterable[str]) -> set[str]:
    """Which of these documents were erased."""
    wanted = set(documents)
    kept = Paper.objects.filter(sha256__in=wanted).exclude(state=Paper.State.ERASED).values_list("sha256", flat=True)
    return wanted - set(kept)


def _row(partnership: Partnership, found: _Found) -> Suggestion:
    e = found.evidence
    return Suggestion(
        partnership=partnership, marking=found.marking, promise=e.promise, deed=found.key[1], plain=e.deed is None,
        document=found.document, relation=e.relation, score=e.score, reasons=list(e.why), version=__version__, found=True,
        citations=[{"document": c.document, "start": c.start, "end": c.end, "quote": c.quote} for c in e.citations[:5]])


