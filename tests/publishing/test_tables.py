"""Tables and linked data: safe cells, readable headers, terms that say what they are."""

from __future__ import annotations

import csv
import io
import json
from datetime import datetime
from importlib.resources import files
from pathlib import Path

import openpyxl
import pytest
from examples import HOSTILE, merged

from servanda import datafile, ontology
from servanda.publishing import linked, tables
from servanda.publishing.words import Words, available
from servanda.reconciliation import Record


def test_csv_cells_are_no_formulas(tmp_path: Path) -> None:
    tables.write_csv(merged(), tmp_path, Words("fr"))
    rows = list(csv.DictReader(io.StringIO((tmp_path / "undertakings.csv").read_text(encoding="utf-8-sig"))))
    assert {r["text"] for r in rows} >= {"'=SUM(A1) seeds soon", HOSTILE}
    assert not [c for r in rows for c in r.values() if c.startswith(("=", "+", "-", "@"))]
    assert {(r["by"], r["by_label"]) for r in rows} >= {("PT", "Portugal")}


def test_states_of_review_and_ways_of_reading_stand_in_words_beside_their_codes() -> None:
    words = Words("fr")
    for table in ("documents", "undertakings"):
        told = [dict(zip(tables.COLUMNS[table], row, strict=True)) for row in tables.rows(merged(), table, words)]
        codes = [c for c in ("review", "read", "language") if c in tables.COLUMNS[table]]
        assert codes and all(row[f"{c}_label"] and row[f"{c}_label"] != row[c] for row in told for c in codes)


def test_workbook_is_text_with_a_frozen_header_in_the_interface_language(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(tables.write_xlsx(merged(), tmp_path / "x.xlsx", Words("fr")))
    assert book.sheetnames == [Words("fr")(f"sheet_{table}") for table in tables.COLUMNS]
    sheet = book["engagements"]
    assert sheet.freeze_panes == "A2" and "\u00e9ch\u00e9ance" in [c.value for c in sheet[1]]
    cells = [c for row in sheet.iter_rows(min_row=2) for c in row if c.value]
    assert all(c.data_type == "s" and c.alignment.wrap_text for c in cells)
    assert "=SUM(A1) seeds soon" in {c.value for c in cells}


@pytest.mark.parametrize("tag", available())
def test_sheets_have_names_a_workbook_takes_and_headings_one_look(tag: str) -> None:
    words = Words(tag)
    names = [words(f"sheet_{table}") for table in tables.COLUMNS]
    assert len({n.casefold() for n in names}) == len(names) and not set("".join(names)) & set("[]:*?/\\")
    assert all(f"sheet_{table}" in words and len(name) <= 31 for table, name in zip(tables.COLUMNS, names, strict=True))
    titles = [title for table in tables.COLUMNS for title in tables.header(table, words)]
    acronyms = {words.state("PT"), "SHA-256", words("field_state"), words("field_states")}  # capitals of their own in a language
    assert not [t for t in titles if t[:1].isupper() and t.removesuffix(" (code)") not in acronyms]


def evidenced() -> Record:
    """The record with a deed and a plain statement that bear on a promise."""
    whole = merged().model_dump()
    promise, event = whole["undertakings"][0], whole["events"][0]
    whole["evidence"] = [
        {"promise": promise["id"], "deed": event["id"], "relation": "advances", "score": 0.5, "why": ["same_area"],
         "citations": event["citations"]},
        {"promise": promise["id"], "deed": None, "statement": "s-1", "relation": "fulfils", "score": 0.75, "why": [],
         "citations": promise["citations"]}]
    return Record.model_validate(whole)


def test_evidence_names_the_ids_of_what_it_joins(tmp_path: Path) -> None:
    made = evidenced()
    tables.write_csv(made, tmp_path, Words("en"))
    rows = list(csv.DictReader(io.StringIO((tmp_path / "evidence.csv").read_text(encoding="utf-8-sig"))))
    assert [(r["promise_id"], r["deed_id"], r["statement"]) for r in rows] == [
        (made.undertakings[0].id, made.events[0].id, ""), (made.undertakings[0].id, "", "s-1")]
    assert rows[0]["promise"] == made.undertakings[0].text


def test_workbook_holds_numbers_and_whole_days_as_such(tmp_path: Path) -> None:
    made = evidenced()
    book = openpyxl.load_workbook(tables.write_xlsx(made, tmp_path / "x.xlsx", Words("en")))

    def column(table: str, name: str) -> list[object]:
        at = tables.COLUMNS[table].index(name) + 1
        return [book[table].cell(y, at).value for y in range(2, book[table].max_row + 1)]

    assert column("evidence", "score") == [0.5, 0.75]
    assert column("citations", "start") and all(type(v) is int for v in column("citations", "start") + column("citations", "end"))
    assert column("events", "date") == [datetime(2024, 6, 3)]
    assert column("documents", "published") == ["2024-06", datetime(2024, 6, 4)]
    assert "2027" in column("undertakings", "due") and "soon" in column("undertakings", "due")


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
