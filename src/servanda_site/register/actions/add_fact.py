"""Add a fact by hand: with words picked in a paper, or with a stated source, of which a note is kept as a paper of its own."""

from __future__ import annotations

import re
import secrets
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from servanda.claims.claim import claim_key
from servanda.documents import Document
from servanda.reading import read
from servanda.reading.text import Text
from servanda.reconciliation.assemble import BY_HAND
from servanda_site.accounts.models import User
from servanda_site.register import intake, tasks, texts
from servanda_site.register.actions.refusals import Impossible, NotAllowed, needs
from servanda_site.register.journal import write
from servanda_site.register.models import Claim, Paper, Partnership, Role
from servanda_site.register.projecting import touch
from servanda_site.register.store import store
from servanda_site.register.validating import field_name, fields
from servanda_site.register.visibility import Access

NEEDED: Mapping[str, tuple[str, ...]] = {
    "entity": ("type", "name"), "event": ("type", "states"), "instrument": ("type", "title", "parties"),
    "mechanism": ("kind", "name", "states"), "undertaking": ("by", "act"),
}
EMPTY: Mapping[str, Mapping[str, Any]] = {
    "entity": {"type": "person", "name": "", "names": [], "state": None, "offices": []},
    "event": {"type": "meeting", "date": None, "place": None, "participants": [], "states": [], "status": "held", "ordinal": None,
              "mechanism": None, "part_of": None},
    "instrument": {"type": "agreement", "title": "", "names": [], "parties": [], "date": None, "status": "concluded"},
    "mechanism": {"kind": "committee", "name": "", "names": [], "states": [], "status": "existing"},
    "undertaking": {"by": [], "act": "pledge", "force": None, "text": "", "areas": [], "due": None, "target": None,
                    "mechanism": None, "answer": None, "speaker": None, "event": None, "instrument": None},
}


def add_from_paper(user: User, paper: Paper, kind: str, value: Mapping[str, Any], start: int, end: int,
                   links: Mapping[str, Claim] | None = None) -> Claim:
    """Add a fact that cites the words between two code points of a paper's text.

    Args:
        links: facts of the same paper that it names, by field ("mechanism", "event").

    Raises:
        NotAllowed; Impossible: no such words, or a value that cannot be.
    """
    needs(user, Role.OFFICER, paper.partnership)
    if paper.reading is None:
        raise Impossible(_("this paper has no text"))
    text = texts.kept(paper.reading.content, paper.name)
    if not 0 <= start < end <= len(text.content) or not text.content[start:end].strip():
        raise Impossible(_("no words were picked"))
    with transaction.atomic():
        return _keep(user, paper, kind, value, [paper.reading.text_sha256, start, end, text.content[start:end]], links)


def find(text: Text, quote: str, start: int | None = None, end: int | None = None) -> tuple[int, int]:
    """Where the words stand in a text: at the places given if they are there, else where they are first found.

    Raises:
        Impossible: they are not in it.
    """
    words = quote.split()
    if not words:
        raise Impossible(_("no words were picked"))
    if start is not None and end is not None and text.content[start:end].split() == words:
        return start, end
    pattern = re.compile(r"\s+".join(re.escape(w) for w in words[:600]))
    found = pattern.search(text.content)
    if found is None:
        raise Impossible(_("these words are not in the paper; paste them exactly as they stand there"))
    return found.span()


def add_from_source(user: User, partnership: Partnership, kind: str, value: Mapping[str, Any], words: str, source: str,
                    marking: int) -> Claim:
    """Add a fact that rests on a source which is no paper of the register (a note, a call), as the person words it.

    The words and the source are kept as a small paper, so that the fact cites it like any other.
    """
    needs(user, Role.OFFICER, partnership)
    if marking > Access(user).clearance(partnership):
        raise NotAllowed
    if not words.strip() or not source.strip():
        raise Impossible(_("the words and their source are needed"))
    told = " ".join(words.split())
    content = f"{told}\n\n{' '.join(source.split())}\n{user} {timezone.now():%Y-%m-%d %H:%M}\n"
    with transaction.atomic():
        paper, text = keep_note(user, partnership, f"{source.strip()[:80]}.txt", content, source, marking)
        return _keep(user, paper, kind, value, [text.sha256, 0, len(told), told])


def keep_note(user: User, partnership: Partnership, name: str, content: str, source: str, marking: int,
              told: date | None = None) -> tuple[Paper, Text]:
    """Keep what somebody wrote in the register as a paper of it, of which nothing is proposed. Call inside a transaction.

    told: the day of the paper, whatever its words are read to say.
    """
    document = Document.of(name, content.encode())
    text = read(content, document_sha=document.sha256, path=document.path, media_type="text/plain")
    if told is not None:
        text = replace(text, published=told.isoformat(), dateline=None)
    paper = Paper.objects.create(
        sha256=store().put(document.data), name=document.path, size=len(document.data), media_type="text/plain", by=user,
        marking=marking, chosen=partnership, partnership=partnership, source=source.strip(), state=Paper.State.READ)
    intake.keep_text(paper, text, [])
    return paper, text


def _keep(user: User, paper: Paper, kind: str, value: Mapping[str, Any], citation: list[Any],
          links: Mapping[str, Claim] | None = None) -> Claim:
    if kind not in NEEDED:
        raise Impossible(_("no kind of fact: %(kind)s") % {"kind": kind})
    given = fields(kind, value)
    missing = [name for name in NEEDED[kind] if not given.get(name)]
    if missing:
        raise Impossible(_("%(name)s: needed") % {"name": field_name(missing[0])}, field=missing[0])
    full = {**EMPTY[kind], **given}
    if kind == "undertaking":
        full["text"] = citation[3]
    full |= {name: claim.pk for name, claim in (links or {}).items() if name in full and claim.document == paper.sha256}
    name = full.get("name") or full.get("title")
    if "names" in full:
        full["names"] = [name]
    states = full.get("states") or full.get("parties") or full.get("by") or [full.get("state") or ""]
    claim = Claim.objects.create(
        id=f"{kind[:2] if kind[0] == 'e' else kind[0]}-{secrets.token_hex(8)}", kind=kind,
        key=claim_key(kind, citation[3], states), document=paper.sha256, fields=full, citations=[citation],
        why=[[BY_HAND, "", ""]], by=user, decision="manual")
    write(user, "add", f"claim:{claim.pk}", after={"kind": kind, "fields": full, "quote": citation[3]},
          partnership=paper.partnership, document=paper.sha256, marking=paper.marking)
    touch(paper.partnership)
    if paper.partnership is not None:
        tasks.wake_partnership(paper.partnership)
    return claim
