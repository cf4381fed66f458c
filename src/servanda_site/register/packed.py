"""Archives and bundles brought in: the papers in them, and of a bundle what a reading found in each."""

from __future__ import annotations

import io
import logging
import zipfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from servanda import reader
from servanda.claims import Citation, Claim, Why
from servanda.claims.claim import claim_id, claim_key
from servanda.documents import Bundle, DamagedBundle, Document, Limits, Problem, begins_bundle, opened
from servanda.documents.archive import is_archive
from servanda.reading.text import Text
from servanda.reconciliation import record, resolve
from servanda.reconciliation.source import Source
from servanda_site.register.models import Offer, Paper

_SMALL = 10_000_000
_log = logging.getLogger("servanda.intake")
# Of a kind: what its identity is made from besides its words, and the states its key names.
_LABELS = {"entity": "type", "mechanism": "kind", "instrument": "type", "event": "type", "undertaking": "act"}
_SHAPES: dict[str, type[record.Fact]] = {"entity": record.Entity, "mechanism": record.Mechanism, "instrument": record.Instrument,
                                         "event": record.Event, "undertaking": record.Undertaking}
_STATES = {"entity": "state", "mechanism": "states", "instrument": "parties", "event": "states", "undertaking": "by"}


@dataclass(frozen=True, slots=True)
class Offered:
    """What a bundle says of one paper: the claims found in it, and the versions of what found them."""

    claims: list[dict[str, Any]]
    run: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Packed:
    """A paper that was packed, and what its bundle says of it."""

    document: Document
    offered: Offered | None = None


def is_packed(name: str, data: bytes, limits: Limits) -> bool:
    """Whether bytes of a name are an archive or a bundle rather than a paper."""
    return begins_bundle(name, data) or is_archive(Document.of(name, data), limits)


def papers(name: str, data: bytes, limits: Limits, on_problem: Callable[[Problem], None]) -> Iterator[Packed]:
    """The papers in an archive or a bundle. on_problem: told of what is wrong with it, or with one of its parts."""
    if not begins_bundle(name, data):
        yield from (Packed(document) for document in opened(Document.of(name, data), limits, on_problem))
        return
    try:
        if expands(data, limits):
            on_problem(Problem("expands", name, {"size": limits.expanded_bytes // 1_000_000}))
            return
        with Bundle(Path(name), data, limits.expanded_bytes) as bundle:
            yield from _bundled(bundle, limits, on_problem)
    except DamagedBundle:
        on_problem(Problem("damaged", name, {"kind": "bundle"}))


def offers(bundle: Bundle) -> dict[str, Offered]:
    """What a bundle says of each of its papers, by hash; nothing where it cannot be made out."""
    try:
        run = bundle.manifest.get("run")
        return {sha: Offered(rows, run) for sha, rows in bundle.claims().items()} if isinstance(run, dict) else {}
    except DamagedBundle:
        return {}


def expands(data: bytes, limits: Limits) -> bool:
    """Whether a ZIP file would unpack to more than is agreed."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            total = sum(item.file_size for item in archive.infolist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError, EOFError, OSError):
        return False  # it is told as damaged
    return total > limits.expanded_bytes or (total > _SMALL and total > limits.expansion_ratio * len(data))


def _bundled(bundle: Bundle, limits: Limits, on_problem: Callable[[Problem], None]) -> Iterator[Packed]:
    said = offers(bundle)
    for document in bundle.documents(limits, on_problem):
        yield Packed(document, said.get(document.sha256))


def taken_over(paper: Paper, text: Text) -> list[Claim] | None:
    """The claims a bundle offers for a paper, where they are those that reading it here would find.

    So they are where the bundle was read by the same versions, from the same text; each claim must stand in the text word for
    word under the id its words give, and all together make a record. Anything else is read anew (None).
    """
    offer = Offer.objects.filter(paper=paper).first()
    if offer is None:
        return None
    try:
        here = reader.run([text])
        language = text.language or ""
        if (offer.run["servanda"], offer.run["ontology"]) != (here.servanda, here.ontology):
            return None
        if offer.run["languages"].get(language) != here.languages.get(language):
            return None
        claims = [_claim(row) for row in offer.claims]
        if all(_stands(claim, text, len(claims)) for claim in claims) and len({c.id for c in claims}) == len(claims):
            resolve([Source(text)], claims, apart=True)
            return claims
    except Exception:  # noqa: BLE001 - whatever a bundle says, the paper is read
        _log.info("paper %s: what its bundle offers cannot be taken over", paper.pk)
    return None


def _claim(row: Mapping[str, Any]) -> Claim:
    cited = tuple(Citation(c["text"], int(c["start"]), int(c["end"]), c["quote"]) for c in row["citations"])
    why = tuple(Why(str(w["rule"]), str(w["cue"]), str(w["words"])) for w in row["why"])
    return Claim(row["id"], row["key"], row["kind"], row["document"], dict(row["fields"]), cited, why)


def _stands(claim: Claim, text: Text, most: int) -> bool:
    """Whether a claim cites this text word for word, under the id and key that its words give."""
    cited = all(c.text == text.sha256 and 0 <= c.start < c.end and text.content[c.start : c.end] == c.quote
                for c in claim.citations)
    cited = cited and all(text.content[c["start"] : c["end"]] == c["quote"] for step in claim.fields.get("life", ())
                          for c in step["citations"])
    label, states = claim.fields[_LABELS[claim.kind]], claim.fields[_STATES[claim.kind]]
    ids = (claim_id(claim.kind, text.document, text.sha256, f"{label}\0{claim.quote}", n) for n in range(1, most + 1))
    key = claim_key(claim.kind, claim.quote, [states or ""] if claim.kind == "entity" else states)
    return cited and claim.document == text.document and claim.key == key and claim.id in ids and _shaped(claim)


def _shaped(claim: Claim) -> bool:
    """Whether a claim has the fields of its kind, each of its type."""
    shape = _SHAPES[claim.kind]
    places = "mentions" if claim.kind == "entity" else "citations"
    told = shape.model_validate({**claim.fields, "id": claim.id, places: []}).model_dump(mode="json")
    return all(told[name] == value for name, value in claim.fields.items())
