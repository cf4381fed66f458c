"""The record as tables: CSV files and one XLSX workbook, a sheet per kind of fact."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import xlsxwriter

from servanda.reconciliation import record as r

COLUMNS: dict[str, tuple[str, ...]] = {
    "documents": ("id", "path", "language", "title", "agencies", "side", "published", "story", "near_copy_of", "sha256"),
    "entities": ("id", "type", "name", "names", "state", "offices", "review", "source", "quote"),
    "events": ("id", "type", "date", "place", "participants", "states", "status", "ordinal", "review", "source", "quote"),
    "instruments": ("id", "type", "title", "parties", "date", "status", "review", "source", "quote"),
    "mechanisms": ("id", "kind", "name", "states", "status", "review", "source", "quote"),
    "undertakings": ("id", "by", "act", "force", "text", "areas", "due", "target", "mechanism", "answer", "review",
                     "source", "quote"),
}
# A cell that a spreadsheet would take for a formula is written as text (CSV injection, CWE-1236).
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def rows(record: r.Record, table: str) -> Iterator[list[str]]:
    """One table's rows, the header first."""
    columns = COLUMNS[table]
    yield list(columns)
    paths = {d.id: d.path for d in record.documents}
    names = {e.id: e.name for e in record.entities} | {m.id: m.name for m in record.mechanisms}
    for fact in getattr(record, table):
        yield [_cell(fact, column, paths, names) for column in columns]


def write_csv(record: r.Record, folder: Path) -> list[Path]:
    """Write one CSV file per table into a folder (UTF-8 with a byte order mark, which spreadsheets expect)."""
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for table in COLUMNS:
        out = io.StringIO()
        csv.writer(out).writerows([_safe(c) for c in row] for row in rows(record, table))
        path = folder / f"{table}.csv"
        path.write_text(out.getvalue(), encoding="utf-8-sig", newline="")
        written.append(path)
    return written


def write_xlsx(record: r.Record, path: Path) -> Path:
    """Write the workbook: a sheet per table, header frozen, filters on."""
    book = xlsxwriter.Workbook(str(path), {"strings_to_formulas": False, "strings_to_urls": False})
    head, body = book.add_format({"bold": True, "bottom": 1}), book.add_format({"text_wrap": True, "valign": "top"})
    for table, columns in COLUMNS.items():
        sheet = book.add_worksheet(table)
        for y, row in enumerate(rows(record, table)):
            for x, cell in enumerate(row):
                sheet.write_string(y, x, cell[:32000], head if y == 0 else body)
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, max(1, len(getattr(record, table))), len(columns) - 1)
        for x, column in enumerate(columns):
            sheet.set_column(x, x, 60 if column in ("text", "quote", "title", "name") else 18)
    book.close()
    return path


def _cell(fact: Any, column: str, paths: dict[str, str], names: dict[str, str]) -> str:
    places = getattr(fact, "mentions", None) or getattr(fact, "citations", [])
    if column == "source":
        return "; ".join(f"{paths[p.document]}:{p.start}-{p.end}" for p in places)
    if column == "quote":
        return " ".join((places[0].quote or "").split())
    value = getattr(fact, column)
    if column == "offices":
        return "; ".join(f"{o.office} ({o.state})" if o.state else o.office for o in value)
    if column in ("participants", "mechanism"):
        listed = value if isinstance(value, list) else [value]
        return "; ".join(names.get(v, v) for v in listed if v)
    if isinstance(value, list):
        return "; ".join(str(v) for v in value)
    return "" if value is None else " ".join(str(value).split())


def _safe(cell: str) -> str:
    return "'" + cell if cell.startswith(_FORMULA) else cell
