"""The record as JSON-LD: schema.org for people, bodies, events, texts and acts, Dublin Core for papers, SKOS for fields,
Web Annotation and PROV for what each fact is quoted from. What no vocabulary has a word for is `servanda:`."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from servanda import ontology
from servanda.publishing import whole
from servanda.publishing.words import Words, available
from servanda.reconciliation import record as r

EDTF = "http://id.loc.gov/datatypes/edtf/EDTF"
CONTEXT = {
    "schema": "https://schema.org/", "dcterms": "http://purl.org/dc/terms/", "prov": "http://www.w3.org/ns/prov#",
    "oa": "http://www.w3.org/ns/oa#", "skos": "http://www.w3.org/2004/02/skos/core#", "servanda": "urn:servanda:term:",
    "id": "@id", "type": "@type",
}
_ACTS = {"pledge": "schema:PlanAction", "proposal": "schema:AskAction", "invitation": "schema:InviteAction"}
_ENTITIES = {"person": "schema:Person", "organisation": "schema:Organization", "place": "schema:Place"}
_EVENT_STATUS = {"planned": "schema:EventScheduled"}


def graph(record: r.Record) -> dict[str, Any]:
    """The record as one JSON-LD object; ids are URNs of the record's own ids."""
    nodes = [_document(d) for d in record.documents]
    nodes += [_entity(e) for e in record.entities] + [_event(e) for e in record.events]
    nodes += [_instrument(i) for i in record.instruments] + [_mechanism(m) for m in record.mechanisms]
    nodes += [_undertaking(u) for u in record.undertakings]
    states = {s for f in record.events for s in f.states} | {s for f in record.instruments for s in f.parties}
    states |= {s for f in record.mechanisms for s in f.states} | {s for u in record.undertakings for s in u.by}
    states |= {e.state for e in record.entities if e.state} | {d.side for d in record.documents if d.side}
    nodes += [_state(code) for code in sorted(states)]
    nodes += [_area(code) for code in ontology.load().codes("areas") if any(code in u.areas for u in record.undertakings)]
    return {"@context": CONTEXT, "@graph": [{k: v for k, v in n.items() if v not in (None, [], {})} for n in nodes]}


def write(record: r.Record, path: Path) -> Path:
    """Write the graph as a file."""
    return whole.write(path, json.dumps(graph(record), ensure_ascii=False, indent=1).encode("utf-8"))


def _document(d: r.DocumentOf) -> dict[str, Any]:
    return {"id": _urn(d.id), "type": "schema:DigitalDocument", "dcterms:title": d.title, "dcterms:language": d.language,
            "dcterms:issued": _edtf(d.published), "dcterms:identifier": f"urn:sha256:{d.sha256}", "dcterms:format": d.media_type,
            "dcterms:publisher": list(d.agencies), "dcterms:isVersionOf": _ref(d.near_copy_of),
            "servanda:side": _state_ref(d.side)}


def _entity(e: r.Entity) -> dict[str, Any]:
    allegiance = {"person": "schema:affiliation", "organisation": "schema:areaServed"}.get(e.type, "schema:containedInPlace")
    offices = [{"type": "schema:Role", "schema:roleName": o.office, "schema:memberOf": _state_ref(o.state)} for o in e.offices]
    return _fact(e, _ENTITIES.get(e.type, "schema:Thing"), e.mentions, {
        "schema:name": e.name, "schema:alternateName": [n for n in e.names if n != e.name],
        "schema:hasOccupation": offices, allegiance: _state_ref(e.state)})


def _event(e: r.Event) -> dict[str, Any]:
    return _fact(e, "schema:Event", e.citations, {
        "schema:additionalType": _term("event", e.type), "schema:temporalCoverage": _edtf(e.date), "schema:location": e.place,
        "schema:attendee": [_ref(p) for p in e.participants], "schema:contributor": [_state_ref(s) for s in e.states],
        "schema:eventStatus": _reference(_EVENT_STATUS.get(e.status)), "schema:superEvent": _ref(e.part_of),
        "schema:organizer": _ref(e.mechanism), "schema:position": e.ordinal, "servanda:status": e.status,
        **_outside("event_types", e.type)})


def _instrument(i: r.Instrument) -> dict[str, Any]:
    return _fact(i, "schema:Legislation", i.citations, {
        "schema:legislationType": i.type, "schema:name": i.title, "schema:alternateName": [n for n in i.names if n != i.title],
        "schema:legislationDate": _edtf(i.date), "schema:contributor": [_state_ref(s) for s in i.parties],
        "schema:creativeWorkStatus": i.status})


def _mechanism(m: r.Mechanism) -> dict[str, Any]:
    return _fact(m, "schema:Organization", m.citations, {
        "schema:additionalType": _term("mechanism", m.kind), "schema:name": m.name,
        "schema:alternateName": [n for n in m.names if n != m.name], "schema:member": [_state_ref(s) for s in m.states],
        "servanda:status": m.status})


def _undertaking(u: r.Undertaking) -> dict[str, Any]:
    return _fact(u, [_ACTS.get(u.act, "schema:Action"), "servanda:Undertaking"], u.citations, {
        "schema:agent": [_state_ref(s) for s in u.by], "schema:description": u.text, "servanda:force": u.force,
        "schema:about": [{"id": f"urn:servanda:area:{a}"} for a in u.areas], "schema:scheduledTime": _edtf(u.due),
        "servanda:target": u.target, "schema:instrument": _ref(u.mechanism), "servanda:answer": u.answer,
        "servanda:speaker": _ref(u.speaker), "servanda:saidAt": _ref(u.event), "dcterms:isPartOf": _ref(u.instrument),
        **_outside("acts", u.act)})


def _fact(fact: r.Fact, kind: str | list[str], places: Iterable[r.Place], more: dict[str, Any]) -> dict[str, Any]:
    quoted = [{"type": "oa:SpecificResource", "oa:hasSource": _ref(p.document),
               "oa:hasSelector": [{"type": "oa:TextPositionSelector", "oa:start": p.start, "oa:end": p.end},
                                  {"type": "oa:TextQuoteSelector", "oa:exact": p.quote}]} for p in places]
    return {"id": _urn(fact.id), "type": kind, **more, "servanda:review": fact.review, "prov:wasQuotedFrom": quoted}


def _state(code: str) -> dict[str, Any]:
    names = [{"@value": Words(tag).state(code), "@language": tag} for tag in available()]
    return {"id": f"urn:servanda:state:{code}", "type": "schema:Country", "schema:identifier": code, "schema:name": names}


def _area(code: str) -> dict[str, Any]:
    labels = [{"@value": Words(tag).label("areas", code), "@language": tag} for tag in available()]
    return {"id": f"urn:servanda:area:{code}", "type": "skos:Concept", "skos:notation": code, "skos:prefLabel": labels,
            **_outside("areas", code)}


def _outside(vocabulary: str, code: str) -> dict[str, Any]:
    """What a term is called in outside schemes: a broader concept where the scheme has URIs, its bare codes elsewhere."""
    schemes = {scheme.key: scheme for scheme in ontology.load().schemes}
    said: dict[str, Any] = {}
    for key, codes in ontology.load().mappings(vocabulary, code).items():
        if uri := schemes[key].uri:
            said.setdefault("skos:broadMatch", []).extend({"id": uri + c} for c in codes)
        else:
            said[f"servanda:{key}"] = list(codes)
    return said


def _edtf(date: str | None) -> Any:
    """A date as typed EDTF; what is no date (`soon`) as a plain word."""
    return {"@value": date, "@type": EDTF} if date and any(c.isdigit() for c in date) else date


def _term(kind: str, code: str) -> dict[str, str]:
    return {"id": f"urn:servanda:term:{kind}:{code}"}


def _reference(term: str | None) -> dict[str, str] | None:
    return {"id": term} if term else None


def _ref(identifier: str | None) -> dict[str, str] | None:
    return {"id": _urn(identifier)} if identifier else None


def _state_ref(code: str | None) -> dict[str, str] | None:
    return {"id": f"urn:servanda:state:{code}"} if code else None


def _urn(identifier: str) -> str:
    return f"urn:servanda:{identifier}"
