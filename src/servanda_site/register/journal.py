"""The log's one writer, and its proof: every entry binds the one before it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from servanda_site.accounts.models import User
from servanda_site.register.locks import serialised
from servanda_site.register.models import LogEntry, Partnership

FIRST = "0" * 64


def canonical(value: Any) -> str:
    """JSON with one spelling: sorted keys, no spaces."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def write(who: User | None, action: str, target: str, *, before: Any = None, after: Any = None, why: str = "",
          partnership: Partnership | None = None, document: str = "", marking: int = 0) -> LogEntry:
    """Append one entry; must be called inside the transaction that makes the change.

    Args:
        who: the person; None is the program itself.
        action: what was done ("judge", "seal"); target: on what ("claim:u-...", "paper:12").
        before, after: JSON values. why: the person's reason.
        partnership, marking: who may see the entry. document: SHA-256 whose erasure takes the payload with it.
    """
    serialised("journal")
    last = LogEntry.objects.order_by("-number").first()
    payload = {"before": before, "after": after, "why": why}
    entry = LogEntry(
        number=last.number + 1 if last else 1, at=timezone.now(), who=who, who_name=str(who) if who else "", action=action,
        target=target, partnership=partnership, document=document, marking=marking, payload=payload,
        payload_sha256=_sha(canonical(payload)), previous=last.hash if last else FIRST,
    )
    entry.hash = seal(entry)
    entry.save(force_insert=True)
    return entry


def seal(entry: LogEntry) -> str:
    """The hash that binds an entry to the chain."""
    bound = [entry.number, entry.at.isoformat(), entry.who_id, entry.who_name, entry.action, entry.target, entry.partnership_id,
             entry.document, entry.marking, entry.payload_sha256, entry.previous]
    return _sha(canonical(bound))


def verify() -> Iterator[tuple[int, str]]:
    """What is wrong with the chain: (entry number, fault) where a fault is `missing`, `changed`, `payload` or `unbound`.

    An entry whose payload was erased is sound if an `erase` entry names its document, or its number.
    """
    previous, expected = FIRST, 1
    erasing = LogEntry.objects.filter(action="erase").values_list("document", "payload")
    erased = {document for document, _payload in erasing}
    named = {number for _document, payload in erasing for number in ((payload or {}).get("after") or {}).get("entries", ())}
    for entry in LogEntry.objects.order_by("number").iterator(chunk_size=2000):
        if entry.number != expected:
            yield expected, "missing"
        if entry.previous != previous:
            yield entry.number, "unbound"
        if seal(entry) != entry.hash:
            yield entry.number, "changed"
        if entry.payload is None:
            if entry.number not in named and (not entry.document or entry.document not in erased):
                yield entry.number, "payload"
        elif _sha(canonical(entry.payload)) != entry.payload_sha256:
            yield entry.number, "payload"
        previous, expected = entry.hash, entry.number + 1


@transaction.atomic
def forget(document: str, numbers: Iterable[int] = ()) -> int:
    """Take the payloads of a document's entries away (its erasure), and of those of some numbers, which the `erase` entry must
    name; the chain still verifies. How many."""
    found = LogEntry.objects.filter(Q(document=document) | Q(number__in=list(numbers)))
    return found.exclude(action="erase").update(payload=None)


def _sha(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
