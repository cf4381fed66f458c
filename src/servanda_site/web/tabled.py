"""Tables as files: CSV and XLSX as spreadsheets expect them, no cell of which is a formula."""

from __future__ import annotations

import csv as lines
import io
import tempfile
from collections.abc import Iterable, Iterator, Sequence

import xlsxwriter
from django.http import FileResponse, StreamingHttpResponse

from servanda.publishing import tables

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_ROWS = 1_000_000
_CELL = 32_000


def csv(name: str, heading: Sequence[str], rows: Iterable[Sequence[str]]) -> StreamingHttpResponse:
    """A table as a CSV file of a name."""
    response = StreamingHttpResponse(_lines(heading, rows), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _lines(heading: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[bytes]:
    """Its lines, a byte order mark first."""
    out = io.StringIO()
    writer = lines.writer(out)
    writer.writerow(heading)
    yield out.getvalue().encode("utf-8-sig")
    for row in rows:
        out.seek(0)
        out.truncate()
        writer.writerow([tables.safe(cell) for cell in row])
        yield out.getvalue().encode("utf-8", "replace")


def xlsx(name: str, sheet_name: str, heading: Sequence[str], rows: Iterable[Sequence[str]], wide: Sequence[bool]) -> FileResponse:
    """A table as a workbook of one sheet, every cell text, under a heading that filters. wide: the columns of long texts."""
    out = tempfile.SpooledTemporaryFile(max_size=8_000_000)  # noqa: SIM115 - the response closes it
    book = xlsxwriter.Workbook(out, {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False,
                                     "constant_memory": True})
    head = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
    body = book.add_format({"text_wrap": True, "valign": "top"})
    sheet = book.add_worksheet(sheet_name)
    sheet.freeze_panes(1, 0)
    for x, (cell, long) in enumerate(zip(heading, wide, strict=True)):
        sheet.set_column(x, x, 56 if long else 18)
        sheet.write_string(0, x, cell, head)
    last = 0
    for y, row in enumerate(rows, 1):
        if y > _ROWS:
            break
        for x, cell in enumerate(row):
            sheet.write_string(y, x, cell[:_CELL], body)
        last = y
    sheet.autofilter(0, 0, max(1, last), len(heading) - 1)
    book.close()
    out.seek(0)
    return FileResponse(out, as_attachment=True, filename=name, content_type=XLSX)
