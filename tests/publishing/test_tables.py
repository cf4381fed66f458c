"""Tables and linked data: safe cells, readable headers, terms that say what they are."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import openpyxl
from examples import HOSTILE, merged

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
