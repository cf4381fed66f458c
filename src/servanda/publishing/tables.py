"""The record as tables: CSV files and one XLSX workbook, a sheet per kind of fact and one of citations."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import xlsxwriter

from servanda.publishing import lives, whole
from servanda.publishing.values import DATES, KINDS, REFERENCES, Values
from servanda.publishing.words import Words
from servanda.reconciliation import record as r

# A column `x_label` holds the same as `x` in words of the interface; codes stay as they are in the record.
COLUMNS: dict[str, tuple[str, ...]] = {
    "documents": ("id", "path", "language", "language_label", "title", "agencies", "side", "side_label", "published", "story",
                  "near_copy_of", "read", "read_label", "sha256"),
    "entities": ("id", "type", "type_label", "name", "names", "state", "state_label", "offices", "offices_label", "review",
                 "review_label", "source", "quote"),
    "events": ("id", "type", "type_label", "date", "date_label", "place", "participants", "states", "states_label", "status",
               "status_label", "ordinal", "mechanism", "review", "review_label", "source", "quote"),
    "instruments": ("id", "type", "type_label", "title", "parties", "parties_label", "date", "date_label", "status",
                    "status_label", "life", "review", "review_label", "source", "quote"),
    "mechanisms": ("id", "kind", "kind_label", "name", "states", "states_label", "status", "status_label", "review",
                   "review_label", "source", "quote"),
    "undertakings": ("id", "by", "by_label", "act", "act_label", "force", "force_label", "text", "areas", "areas_label",
                     "due", "due_label", "target", "mechanism", "answer", "answer_label", "review", "review_label", "source",
                     "quote"),
    "evidence": ("promise", "promise_id", "deed", "deed_id", "statement", "relation", "relation_label", "score", "why",
                 "why_label", "review", "review_label", "source", "quote"),
    "citations": ("fact_kind", "fact", "document", "path", "start", "end", "quote"),
}
_NUMBERS = frozenset({"score", "start", "end", "ordinal"})  # what a workbook holds as numbers
_WHOLE_DAY = re.compile(r"(19|[2-9]\d)\d\d-\d\d-\d\d")  # the days of a workbook begin with 1900
_DAY_FORMAT = "yyyy-mm-dd"
_ID = "_id"  # a column `x_id` holds the id that `x` tells by name
# A cell that a spreadsheet would take for a formula is written as text (CSV injection, CWE-1236).
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_LABEL = "_label"
_LONGEST = 32000  # characters a cell of a workbook holds
_NARROW, _WIDE = 10, 56
_PROSE = frozenset({"text", "quote", "title", "name", "source", "names", "path"})


def rows(record: r.Record, table: str, words: Words) -> Iterator[list[str]]:
    """One table's rows, without a header (the columns are `COLUMNS[table]`)."""
    values = Values(words, record)
    paths = {d.id: words.paper(d.path) for d in record.documents}
    if table == "citations":
        for kind in [k for k in KINDS if k not in ("documents", "evidence")]:
            for fact in getattr(record, kind):
                for p in _places(fact):
                    yield [KINDS[kind], fact.id, p.document, paths[p.document], str(p.start), str(p.end), _line(p.quote)]
        return
    for fact in getattr(record, table):
        yield [_cell(fact, KINDS[table], column, paths, values) for column in COLUMNS[table]]


def header(table: str, words: Words) -> list[str]:
    """What the columns of a table are called in the interface's language; codes beside labels say that they are codes."""
    columns, values = COLUMNS[table], Values(words)
    return [words("code_of", field=values.field(c)) if c + _LABEL in columns else values.field(c.removesuffix(_LABEL))
            for c in columns]


def write_csv(record: r.Record, folder: Path, words: Words) -> list[Path]:
    """Write one CSV file per table into a folder (UTF-8 with a byte order mark, which spreadsheets expect).

    The header holds the names of the columns as programs know them, the same in every language.
    """
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for table, columns in COLUMNS.items():
        out = io.StringIO()
        writer = csv.writer(out)
        writer.writerow(columns)
        writer.writerows([safe(c) for c in row] for row in rows(record, table, words))
        written.append(whole.write(folder / f"{table}.csv", out.getvalue().encode("utf-8-sig")))
    return written


def write_xlsx(record: r.Record, path: Path, words: Words) -> Path:
    """Write the workbook: a sheet per table, named and headed in the interface's language, the header frozen, filters
    on, cells wrapped. Numbers and whole days are cells of their kind, everything else is text.
    """
    with whole.drafted(path) as draft:
        _fill(draft, record, words)
    return path


def _fill(path: Path, record: r.Record, words: Words) -> None:
    book = xlsxwriter.Workbook(str(path), {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False})
    head = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top", "bg_color": "#EEF1F5"})
    body = book.add_format({"text_wrap": True, "valign": "top"})
    day = book.add_format({"text_wrap": True, "valign": "top", "align": "left", "num_format": _DAY_FORMAT})
    for table, columns in COLUMNS.items():
        sheet = book.add_worksheet(words(f"sheet_{table}"))
        listed = list(rows(record, table, words))
        for x, title in enumerate(header(table, words)):
            sheet.write_string(0, x, title, head)
        for y, row in enumerate(listed, 1):
            for x, (column, cell) in enumerate(zip(columns, row, strict=True)):
                kept = _typed(column, cell)
                if isinstance(kept, date):
                    sheet.write_datetime(y, x, kept, day)
                elif isinstance(kept, str):
                    sheet.write_string(y, x, kept[:_LONGEST], body)
                else:
                    sheet.write_number(y, x, kept, body)
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, max(1, len(listed)), len(columns) - 1)
        for x, column in enumerate(columns):
            sheet.set_column(x, x, _width(column, [row[x] for row in listed]))
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0)
    book.close()


def _typed(column: str, cell: str) -> str | float | date:
    """A cell as a workbook holds it: a number, a whole day, or text."""
    if column in _NUMBERS and cell:
        return float(cell)
    if column in DATES and _WHOLE_DAY.fullmatch(cell):
        try:
            return date.fromisoformat(cell)
        except ValueError:  # of a record that another wrote
            return cell
    return cell


def _width(column: str, cells: list[str]) -> int:
    if column in _PROSE:
        return _WIDE
    return max(_NARROW, min(30, 2 + max((len(c) for c in cells), default=0)))


def _places(fact: Any) -> list[r.Place]:
    return list(getattr(fact, "mentions", None) or getattr(fact, "citations", []))


def _cell(fact: Any, kind: str, column: str, paths: dict[str, str], values: Values) -> str:
    places = _places(fact)
    if column == "source":
        return "; ".join(f"{paths[p.document]}:{p.start}-{p.end}" for p in places)
    if column == "quote":
        return _line(places[0].quote) if places else ""
    if column.endswith(_ID):
        return getattr(fact, column.removesuffix(_ID)) or ""
    if column == "path":
        return paths[fact.id]
    if column == "life":
        return "; ".join(lives.told(values.words, fact, values.names))
    if column == "force_label":
        return values.force(fact)
    name = column.removesuffix(_LABEL)
    value = getattr(fact, name)
    if value in (None, [], ""):
        return ""
    if column != name or (name in REFERENCES and name != "near_copy_of"):
        return values(kind, name, value)
    if name == "offices":
        return "; ".join(f"{o.office} ({o.state})" if o.state else o.office for o in value)
    return "; ".join(_line(v) for v in value) if isinstance(value, list) else _line(value)


def _line(value: Any) -> str:
    return " ".join(str(value or "").split())


def safe(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return "'" + cell if cell.startswith(_FORMULA) else cell
