"""The record as JSON-LD: Dublin Core for papers, schema.org for people, events and bodies, PROV for sources."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from servanda.reconciliation import record as r

CONTEXT = {
    "schema": "https://schema.org/", "dcterms": "http://purl.org/dc/terms/", "prov": "http://www.w3.org/ns/prov#",
    "oa": "http://www.w3.org/ns/oa#", "servanda": "urn:servanda:term:", "id": "@id", "type": "@type",
}
_CLASS = {"entities": "schema:Thing", "events": "schema:Event", "instruments": "schema:Legislation",
          "mechanisms": "schema:Organization", "undertakings": "servanda:Undertaking"}
_PERSON = {"person": "schema:Person", "organisation": "schema:Organization", "place": "schema:Place"}
_OWN = ("claims", "why", "citations", "mentions", "id", "merged", "tellings", "type")


def graph(record: r.Record) -> dict[str, Any]:
    """The record as one JSON-LD object; ids are URNs of the record's own ids."""
    nodes: list[dict[str, Any]] = [
        {"id": _urn(d.id), "type": "schema:DigitalDocument", "dcterms:title": d.title, "dcterms:language": d.language,
         "dcterms:date": d.published, "dcterms:identifier": f"urn:sha256:{d.sha256}"} for d in record.documents
    ]
    for kind, class_name in _CLASS.items():
        for fact in getattr(record, kind):
            nodes.append(_node(fact, class_name))
    return {"@context": CONTEXT, "@graph": nodes}


def write(record: r.Record, path: Path) -> Path:
    """Write the graph as a file."""
    path.write_text(json.dumps(graph(record), ensure_ascii=False, indent=1), encoding="utf-8")
    return path


def _node(fact: Any, class_name: str) -> dict[str, Any]:
    values = fact.model_dump(mode="json")
    kind = values.get("type")
    places = values.get("mentions") or values.get("citations") or []
    node = {"id": _urn(fact.id), "type": _PERSON.get(str(kind), class_name)}
    if kind:
        node["servanda:type"] = kind
    node |= {f"servanda:{k}": v for k, v in values.items() if k not in _OWN and v not in (None, [])}
    node["prov:wasQuotedFrom"] = [
        {"type": "oa:SpecificResource", "oa:hasSource": {"id": _urn(p["document"])},
         "oa:hasSelector": [{"type": "oa:TextPositionSelector", "oa:start": p["start"], "oa:end": p["end"]},
                            {"type": "oa:TextQuoteSelector", "oa:exact": p["quote"]}]} for p in places
    ]
    return node


def _urn(identifier: str) -> str:
    return f"urn:servanda:{identifier}"
