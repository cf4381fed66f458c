"""The follow-up matrix and the action plan as a workbook. No cell is a formula; the same context and day give the same bytes."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from textwrap import wrap
from typing import Any

import xlsxwriter

from servanda.publishing.tables import safe
from servanda_site.publishing.documents import matrix
from servanda_site.publishing.material import Material
from servanda_site.publishing.word import fixed

_LONGEST = 32000  # characters a cell holds
_WIDTHS = {"number": 5, "text": 52, "source": 60, "by": 16, "areas": 18, "due": 16, "days": 9, "target": 24, "body": 28,
           "declared": 26, "hint": 30, "id": 22, "item": 44, "lead": 28, "counterpart": 28, "focal": 28, "steps": 40,
           "next_step": 36, "difficulties": 36, "text_of_it": 28}
_USUAL = 14
_LINE, _HIGHEST = 15.0, 400.0  # points of a line, and of a row
_BUTTON = 2  # characters that the button of a filter takes of a heading
_PRINTED = "progress"  # the last column of the matrix on paper
_CITED = "source"  # whole sentences, not printed: rows are as high as the other columns need, and it is read in its cell
_NUMBERS = ("number", "days")
_PAPER_A3 = 8


def xlsx(material: Material, about: list[tuple[str, str]], title: str) -> bytes:
    """The workbook: the matrix, the plan, and a sheet that says what it is. about: its rows."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False,
                                     "strings_to_numbers": False})
    book.set_properties({"title": title[:250], "author": "Servanda", "created": _midnight(material.day)})
    say = material.say
    _table(book, say("sheet_matrix"), material, matrix.columns(material), matrix.rows(material))
    _table(book, say("sheet_plan"), material, matrix.PLAN, matrix.plan(material))
    sheet, look = book.add_worksheet(say("sheet_about")), book.add_format({"text_wrap": True, "valign": "top"})
    for y, (name, value) in enumerate(about):
        sheet.set_row(y, _LINE * _lines(value, 90))
        sheet.write_string(y, 0, _cell(name), look)
        sheet.write_string(y, 1, _cell(value), look)
    sheet.fit_to_pages(1, 0)
    sheet.set_column(0, 0, 30)
    sheet.set_column(1, 1, 90)
    book.close()
    return fixed(out.getvalue())


def _table(book: Any, name: str, material: Material, columns: Sequence[str], listed: Sequence[Mapping[str, Any]]) -> None:
    sheet = book.add_worksheet(name)
    head = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top", "bg_color": "#EEF1F5"})
    body = book.add_format({"text_wrap": True, "valign": "top", "align": "left"})
    late = book.add_format({"text_wrap": True, "valign": "top", "align": "left", "bold": True, "font_color": "#A8442A"})
    high = [c for c in columns if c != _CITED]
    told = {c: material.say(f"col_{c}") for c in columns}
    sheet.set_row(0, 4 + _LINE * max(_lines(told[c], _WIDTHS.get(c, _USUAL) - _BUTTON) for c in columns))
    for x, column in enumerate(columns):
        sheet.write_string(0, x, told[column], head)
        sheet.set_column(x, x, _WIDTHS.get(column, _USUAL))
    for y, row in enumerate(listed, 1):
        sheet.set_row(y, min(_HIGHEST, _LINE * max(_lines(row[c], _WIDTHS.get(c, _USUAL)) for c in high)))
        for x, column in enumerate(columns):
            look = late if row["late"] and column in ("state", "due", "days") else body
            if column in _NUMBERS and row[column] != "":
                sheet.write_number(y, x, row[column], look)
            else:
                sheet.write_string(y, x, _cell(row[column]), look)
    sheet.freeze_panes(1, 2)
    sheet.autofilter(0, 0, max(1, len(listed)), len(columns) - 1)
    sheet.set_landscape()
    sheet.set_paper(_PAPER_A3)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    if _PRINTED in columns:
        sheet.print_area(0, 0, max(1, len(listed)), columns.index(_PRINTED))


def _lines(value: object, width: int) -> int:
    """How many lines a cell takes: offices leave rows as high as they are told."""
    return sum(max(1, len(wrap(line, max(1, width), break_long_words=True))) for line in str(value).split("\n"))


def _cell(value: object) -> str:
    return safe(str(value))[:_LONGEST]


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time())
