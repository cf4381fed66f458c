"""Read a kept paper: bytes to text to claims, in one transaction that also says so. Never twice for the same bytes and reader."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Iterable
from datetime import timedelta
from textwrap import shorten
from typing import Any

from django.conf import settings
from django.db import transaction

from servanda import reader
from servanda.claims import Claim as CoreClaim
from servanda.documents import Document, Limits, Problem
from servanda.publishing.partnerships import partnerships
from servanda.reading.formats import Page
from servanda.reading.text import Text
from servanda.reconciliation import resolve
from servanda.reconciliation.source import Source
from servanda_site.register import indexing, packed, tasks, texts
from servanda_site.register.actions.bring_in import lease, shown_name
from servanda_site.register.journal import canonical, write
from servanda_site.register.locks import serialised
from servanda_site.register.models import Claim, Offer, Paper, Partnership, Reading, Run, Sighting
from servanda_site.register.store import store

_INSTANT = timedelta(microseconds=1)
_LEAD = 120
_log = logging.getLogger("servanda.intake")


def limits() -> Limits:
    """The limits papers are read under here."""
    return Limits(file_bytes=settings.UPLOAD_LIMIT)


def read_paper(key: int) -> str:
    """Read the paper of a key, if it waits and nobody else reads it. Returns where it stands then."""
    paper = Paper.objects.filter(pk=key).first()
    if paper is None or not lease(paper, tasks.LEASE_SECONDS):
        return paper.state if paper else "gone"
    problems: list[Problem] = []
    try:
        document = Document.of(paper.name, store().get(paper.sha256), depth=_depth(paper))
        extracted = reader.extracted_of(document, limits(), problems.append)
        text = reader.text_from(document, extracted) if extracted is not None and extracted.text else None
        problems += reader.lacks(text, extracted) if text is not None and extracted is not None else []
        offered = packed.taken_over(paper, text) if text is not None else None
        claims = offered if offered is not None else reader.claims_of(text) if text is not None else []
    except Exception:  # noqa: BLE001 - whatever a paper does to the reader, the next one is read
        _log.exception("paper %s could not be read", key)
        problems.append(Problem("reader-failed", paper.name))
        text, claims, extracted, offered = None, [], None, None
    with transaction.atomic():
        held = Paper.objects.select_for_update().get(pk=key)
        if held.state != Paper.State.READING:  # cancelled or sealed meanwhile
            return held.state
        Offer.objects.filter(paper=held).delete()
        if extracted is None or (text is None and not extracted.attachments):
            return _failed(held, problems)
        held.media_type = document.media_type
        held.warnings = [told(p) for p in problems]
        for carried in extracted.attachments:
            _carried(held, carried)
        if text is not None:
            keep_text(held, text, claims, extracted.pages)
        held.state, held.lease, held.problem = Paper.State.READ, None, None
        held.save()
        found = {"claims": len(claims)} | ({} if offered is None else {"from": "bundle"})
        write(None, "read", f"paper:{key}", after=found, partnership=held.partnership, document=held.sha256, marking=held.marking)
        if held.partnership is not None:
            Partnership.objects.filter(pk=held.partnership_id).update(stale=True)
            tasks.wake_partnership(held.partnership)
    return Paper.State.READ


def _depth(paper: Paper) -> int:
    """How many mails, one in the other, a paper came in."""
    depth, carrier = 0, paper.part_of
    while carrier is not None:
        depth, carrier = depth + 1, carrier.part_of
    return depth


def told(problem: Problem) -> dict[str, Any]:
    """A problem as kept: its sentences are made when it is shown, in the language of the page."""
    return {"code": problem.code, "params": dict(problem.params), "place": problem.place}


def _failed(paper: Paper, problems: list[Problem]) -> str:
    errors = [p for p in problems if p.severity == "error"] or problems or [Problem("no-text", paper.name)]
    paper.state, paper.lease, paper.problem = Paper.State.FAILED, None, told(errors[0])
    paper.save()
    write(None, "failed", f"paper:{paper.pk}", after=paper.problem, partnership=paper.partnership, document=paper.sha256,
          marking=paper.marking)
    return paper.state


def _carried(mail: Paper, document: Document) -> None:
    """An attachment is a paper of its own, under the mail's marking."""
    sha256 = store().put(document.data)
    if not Paper.objects.filter(sha256=sha256, part_of=mail).exists():
        paper = Paper.objects.create(
            sha256=sha256, name=shown_name(document.path), size=len(document.data), marking=mail.marking, chosen=mail.chosen,
            partnership=mail.chosen, source=mail.source, by=mail.by, part_of=mail)
        tasks.wake(paper)


def keep_text(paper: Paper, text: Text, claims: list[CoreClaim], pages: Iterable[Page] = ()) -> None:
    """Keep the text of a paper, the pictures it was recognised from and what it says; tie it to its partnership; index it."""
    run = _run(text)
    home = home_of(text, claims)
    content = store().put(texts.dump(text))
    serialised(f"document {paper.sha256}")
    reading, new = Reading.objects.get_or_create(
        sha256=paper.sha256, text_sha256=text.sha256, run=run, defaults={
            "content": content, "media_type": text.media_type, "language": text.language or "", "way": reader.way(text),
            "title": text.title or "", "lead": lead_of(text), "agencies": list(text.agencies), "side": text.side or "",
            "published": text.published or "", "home": home,
            "pages": [[p.number, p.start, p.end, store().put(p.image)] for p in pages if p.image]})
    if new and keep(paper.sha256, claims, run):
        Paper.objects.filter(sha256=paper.sha256).update(reviewed=None, reviewer=None)
        paper.reviewed = paper.reviewer = None
    paper.reading = reading
    if paper.partnership is None:
        paper.partnership = partnership_of(reading.home)
    paper.save()
    indexing.paper(paper, text)


def keep(document: str, claims: list[CoreClaim], run: Run) -> int:
    """Keep what a reading found. Claims are only ever added; those no longer seen are marked so, and keep their judgements.

    Returns:
        How many were never seen before.
    """
    before = set(Claim.objects.filter(document=document).values_list("pk", flat=True))
    rows = [
        Claim(id=c.id, key=c.key, kind=c.kind, document=c.document, fields=dict(c.fields), order=n,
              citations=[[p.text, p.start, p.end, p.quote] for p in c.citations], why=[[w.rule, w.cue, w.words] for w in c.why])
        for n, c in enumerate(claims)
    ]
    Claim.objects.bulk_create(rows, ignore_conflicts=True, batch_size=500)
    seen = [c.id for c in claims]
    Claim.objects.filter(document=document, by=None).exclude(pk__in=seen).update(current=False)
    Claim.objects.filter(pk__in=seen).update(current=True)
    _keep_lives(claims, before)
    Sighting.objects.bulk_create([Sighting(claim_id=c, run=run) for c in seen], ignore_conflicts=True, batch_size=500)
    return len(set(seen) - before)


def _keep_lives(claims: list[CoreClaim], before: set[str]) -> None:
    """What is told of the life of texts is no part of what a claim is: of claims known before it is kept as it is read now."""
    told = {c.id: c.fields.get("life", []) for c in claims if c.kind == "instrument" and c.id in before}
    changed = []
    for row in Claim.objects.filter(pk__in=list(told)):
        if row.fields.get("life", []) != told[row.pk]:
            row.fields["life"] = told[row.pk]
            row.at += _INSTANT  # claims are known by their time of keeping to whoever holds them
            changed.append(row)
    Claim.objects.bulk_update(changed, ["fields", "at"], batch_size=500)


def lead_of(text: Text) -> str:
    """The words a story begins with, cut at a word."""
    told = next((text.view.text[b.start : b.end] for b in text.view.blocks if b.is_story), "")
    return shorten(told, _LEAD, placeholder="\u2026")


def home_of(text: Text, claims: list[CoreClaim]) -> str:
    """The states a document is about, by its own claims alone; empty where it is about no pair."""
    record = resolve([Source(text)], claims, apart=True)
    found = [p for p in partnerships(record) if any(d.sha256 == text.document for d in p.documents) and len(p.states) > 1]
    return " ".join(sorted(found[0].states)) if found else ""


def partnership_of(states: str) -> Partnership:
    """The partnership of these states (empty: the one for papers about no pair), made when first needed."""
    return Partnership.objects.get_or_create(states=states)[0]


def _run(text: Text) -> Run:
    versions = reader.run([text]).model_dump()
    digest = hashlib.sha256(canonical(versions).encode()).hexdigest()
    return Run.objects.get_or_create(digest=digest, defaults={"versions": versions})[0]
