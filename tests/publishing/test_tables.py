"""Tables and linked data: safe cells, readable headers, terms that say what they are."""

from __future__ import annotations

import csv
import io
import json
from importlib.resources import files
from pathlib import Path

import openpyxl
from examples import HOSTILE, merged

from servanda import datafile, ontology
from servanda.publishing import linked, tables
from servanda.publishing.words import Words


def test_csv_cells_are_no_formulas(tmp_path: Path) -> None:
    tables.write_csv(merged(), tmp_path, Words("fr"))
    rows = list(csv.DictReader(io.StringIO((tmp_path / "undertakings.csv").read_text(encoding="utf-8-sig"))))
    assert {r["text"] for r in rows} >= {"'=SUM(A1) seeds soon", HOSTILE}
    assert not [c for r in rows for c in r.values() if c.startswith(("=", "+", "-", "@"))]
    assert {(r["by"], r["by_label"]) for r in rows} >= {("PT", "Portugal")}


def test_workbook_is_text_with_a_frozen_header_in_the_interface_language(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(tables.write_xlsx(merged(), tmp_path / "x.xlsx", Words("fr")))
    assert book.sheetnames == list(tables.COLUMNS)
    sheet = book["undertakings"]
    assert sheet.freeze_panes == "A2" and "\u00e9ch\u00e9ance" in [c.value for c in sheet[1]]
    cells = [c for row in sheet.iter_rows(min_row=2) for c in row if c.value]
    assert all(c.data_type == "s" and c.alignment.wrap_text for c in cells)
    assert "=SUM(A1) seeds soon" in {c.value for c in cells}


def test_every_citation_has_a_row() -> None:
    record = merged()
    listed = list(tables.rows(record, "citations", Words("en")))
    facts = [*record.events, *record.undertakings]
    assert len(listed) == sum(len(f.citations) for f in facts) + sum(len(e.mentions) for e in record.entities)


def test_linked_data_names_every_node_it_points_to() -> None:
    graph = json.loads(json.dumps(linked.graph(merged())))
    ids = {n["id"] for n in graph["@graph"]}
    for node in graph["@graph"]:
        for key in ("schema:agent", "schema:about", "schema:attendee", "schema:contributor"):
            assert {ref["id"] for ref in node.get(key, [])} <= ids
    prefixes = {k for n in graph["@graph"] for k in n if ":" in k}
    assert {p.split(":")[0] for p in prefixes} <= set(graph["@context"])


def test_linked_data_tells_a_field_in_the_schemes_others_use() -> None:
    nodes = {n["id"]: n for n in linked.graph(merged())["@graph"]}
    fields = [n for n in nodes.values() if n["type"] == "skos:Concept"]
    assert fields
    for node in fields:
        expected = ontology.load().mappings("areas", node["skos:notation"]).get("eurovoc", ())
        assert [m["id"] for m in node.get("skos:broadMatch", [])] == [f"http://eurovoc.europa.eu/{code}" for code in expected]
    assert any("servanda:cameo" in n for n in nodes.values() if n["type"] == "schema:Event")


def test_outside_codes_belong_to_terms_that_exist() -> None:
    """A term misspelt in the data of the outside schemes would be lost in silence."""
    known = {name: set(ontology.load().codes(name)) for name in ontology.load().vocabularies}
    outside = datafile.parse((files("servanda.ontology") / "data" / "mappings.yml").read_text(encoding="utf-8"))
    for key, scheme in outside.items():
        assert scheme["source"] and scheme["name"], key
        for vocabulary in scheme.keys() - {"name", "source", "uri"}:
            assert set(scheme[vocabulary]) <= known[vocabulary], (key, vocabulary)
