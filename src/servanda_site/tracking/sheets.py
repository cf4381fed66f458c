"""The action plan as a workbook, out and back: what people changed is found by comparing with the version they were given."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from xml.etree.ElementTree import ParseError

import openpyxl
import xlsxwriter
from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from openpyxl.utils.exceptions import InvalidFileException

from servanda.errors import ServandaError
from servanda.reconciliation.dates import bounds
from servanda.reconciliation.typed import typed_date
from servanda_site.accounts.models import User
from servanda_site.register.visibility import Access
from servanda_site.tracking import planning, visibility
from servanda_site.tracking.models import Item, ItemVersion, SheetImport

COLUMNS: dict[str, Any] = {
    "id": gettext_lazy("Item no."), "version": gettext_lazy("Version"), "title": pgettext_lazy("plan", "Title"),
    "undertakings": gettext_lazy("Undertakings"), "serves": gettext_lazy("Undertakings (ids)"),
    "lead": pgettext_lazy("plan", "Lead"), "counterpart": gettext_lazy("Counterpart"),
    "focal_ours": gettext_lazy("Focal point, lead"), "focal_theirs": gettext_lazy("Focal point, counterpart"),
    "steps": gettext_lazy("Steps"), "due": pgettext_lazy("plan", "Due"), "due_said": gettext_lazy("Due, as it was said"),
    "milestone": gettext_lazy("Next milestone"),
    "progress": gettext_lazy("Progress (%)"), "difficulties": gettext_lazy("Difficulties"),
    "next_step": gettext_lazy("Next step"), "funding": gettext_lazy("Funding"), "instrument": gettext_lazy("Text (id)"),
    "assigned": gettext_lazy("Assigned to (e-mail)"),
}
NEEDED = ("id", "version", "title")
READ = tuple(name for name in COLUMNS if name not in ("id", "version", "undertakings"))
_WIDE = ("title", "undertakings", "steps", "difficulties", "next_step")
MOST = 3000  # rows
LARGEST = 5_000_000
_BYTES = 100_000_000  # unpacked
_STEP = re.compile(r"\[(?P<done>[xX ]?)\]\s*(?P<text>.*?)(?:\s*\|\s*(?P<due>\d[\d./-]{5,9}))?\s*$")
MANY = ("serves", "assigned")
_BROKEN = (zipfile.BadZipFile, zlib.error, InvalidFileException, KeyError, ValueError, IndexError, TypeError, AttributeError,
           OSError, ParseError, EOFError, NotImplementedError, RuntimeError)  # what openpyxl raises on what is no workbook


class NotRead(ServandaError):
    """The file is no workbook of a plan; the message says why."""


def write(access: Access, items: Iterable[Item]) -> io.BytesIO:
    """A workbook of the items (at most `MOST` are read back), in the language of the page; nothing of what may not be seen."""
    listed = list(items)
    served, texts = planning.served(access, listed), access.facts_of({i.instrument for i in listed if i.instrument})
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False})
    head = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
    body = book.add_format({"text_wrap": True, "valign": "top"})
    day = book.add_format({"num_format": "yyyy-mm-dd", "valign": "top", "align": "left"})
    sheet = book.add_worksheet("plan")
    sheet.freeze_panes(1, 3)
    for x, (name, label) in enumerate(COLUMNS.items()):
        sheet.set_column(x, x, 44 if name in _WIDE else 9 if name in ("id", "version") else 20)
        sheet.write_string(0, x, str(label), head)
    for y, item in enumerate(listed, 1):
        data = planning.as_data(item)
        facts = served[item.pk]
        cells = data | {"id": item.pk, "version": item.version, "undertakings": "\n".join(f.label for f in facts),
                        "instrument": texts[item.instrument].fact if item.instrument in texts else "",
                        "serves": "\n".join(f.fact for f in facts), "assigned": "\n".join(data["assigned"]),
                        "steps": "\n".join(step_line(*s) for s in data["steps"])}
        for x, name in enumerate(COLUMNS):
            value = cells[name]
            if name == "due" and item.due:
                sheet.write_datetime(y, x, datetime(item.due.year, item.due.month, item.due.day), day)
            elif isinstance(value, int):
                sheet.write_number(y, x, value, body)
            else:
                sheet.write_string(y, x, str(value)[:32_000], body)
    sheet.autofilter(0, 0, max(1, len(listed)), len(COLUMNS) - 1)
    book.close()
    out.seek(0)
    return out


def step_line(text: str, due: str, done: bool) -> str:
    """A step as a line of a cell: "[x] text | 2026-03-01"."""
    return f"[{'x' if done else ' '}] {text}" + (f" | {due}" if due else "")


def read(data: bytes) -> tuple[list[dict[str, Any]], list[str]]:
    """The rows of a workbook, and what is to be said of it as a whole (columns that are missing).

    Each row: its number, the item and version it speaks of, values by field, what is wrong with it.

    Raises:
        NotRead: it is no workbook, or lacks the columns without which nothing can be told of its rows.
    """
    lines = _cells(data)
    first = lines[0] if lines else ()
    heads = {" ".join(str(value).split()).casefold(): x for x, value in enumerate(first) if value not in (None, "")}
    places: dict[str, int] = {}
    for code, _name in settings.LANGUAGES:
        with translation.override(code):
            for name, label in COLUMNS.items():
                if (x := heads.get(str(label).casefold())) is not None:
                    places.setdefault(name, x)
    lacking = [str(COLUMNS[name]) for name in NEEDED if name not in places]
    if lacking:
        raise NotRead(_("columns are missing: %(names)s. Export the plan, and change that file.") % {"names": ", ".join(lacking)})
    missing = [str(COLUMNS[name]) for name in READ if name not in places]
    said = []
    if missing:
        said.append(_("columns are missing: %(names)s; what they hold stays as it is here.") % {"names": ", ".join(missing)})
    if len(lines) > MOST + 1:
        said.append(_("only the first %(n)s rows are read.") % {"n": MOST})
    rows = [_row(n, {name: line[x] if x < len(line) else None for name, x in places.items()})
            for n, line in enumerate(lines[1 : MOST + 1], 2) if any(v not in (None, "") for v in line)]
    return rows, said


def _cells(data: bytes) -> list[tuple[Any, ...]]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            if sum(i.file_size for i in packed.infolist()) > _BYTES:
                raise NotRead(_("it is too large"))
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=False)
        sheet = book["plan"] if "plan" in book.sheetnames else book.worksheets[0]
        return [row for n, row in enumerate(sheet.iter_rows(values_only=True, max_col=60)) if n <= MOST + 1]
    except _BROKEN as error:
        raise NotRead(_("it is no XLSX workbook")) from error


def _row(number: int, cells: Mapping[str, Any]) -> dict[str, Any]:
    problems: list[str] = []
    values: dict[str, Any] = {}
    for name, cell in cells.items():
        label = str(COLUMNS[name])
        if isinstance(cell, str) and cell.lstrip().startswith("=") or type(cell).__name__ in ("ArrayFormula", "DataTableFormula"):
            if name != "undertakings":
                problems.append(_("%(column)s: a formula, where a value is needed") % {"column": label})
            continue
        if name in READ:
            try:
                values[name] = _value(name, cell)
            except ValueError as error:
                problems.append(f"{label}: {error}")
    item, version = _number(cells.get("id")), _number(cells.get("version"))
    if cells.get("id") not in (None, "") and item is None:
        problems.append(_("%(column)s: no number") % {"column": str(COLUMNS["id"])})
    return {"row": number, "item": item, "version": version, "values": values, "problems": problems}


def _number(cell: Any) -> int | None:
    try:
        value = float(str(cell))
        return int(value) if value.is_integer() and 0 < value < 2**53 else None
    except (ValueError, OverflowError):
        return None


def _value(name: str, cell: Any) -> Any:
    if name == "due":
        return _day(cell)
    if name == "progress":
        if cell in (None, ""):
            return 0
        share = float(cell) if isinstance(cell, int | float) and not isinstance(cell, bool) else _float(str(cell))
        if not share.is_integer() or not 0 <= share <= 100:
            raise ValueError(_("not a whole number from 0 to 100"))
        return int(share)
    text = "" if cell is None else str(cell)
    if name in MANY:
        return sorted({part.strip() for part in re.split(r"[\n;,]+", text) if part.strip()})
    if name == "steps":
        return [_step(line) for line in text.splitlines() if line.strip()]
    return text.replace("\r\n", "\n").strip() if name in ("difficulties", "next_step") else " ".join(text.split())


def _float(text: str) -> float:
    try:
        return float(text.strip().removesuffix("%").replace(",", "."))
    except ValueError:
        raise ValueError(_("not a whole number from 0 to 100")) from None


def _step(line: str) -> list[Any]:
    found = _STEP.match(line.strip())
    if found is None:
        return [" ".join(line.split()), "", False]
    return [" ".join(found["text"].split()), _day(found["due"]), found["done"].lower() == "x"]


def _day(cell: Any) -> str:
    if cell in (None, ""):
        return ""
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    span = bounds(typed_date(str(cell)))
    if span is not None and span[0] == span[1]:
        return span[0].isoformat()
    raise ValueError(_("no such day: %(day)s") % {"day": str(cell)[:40]})


@dataclass(slots=True)
class Difference:
    """One field a workbook would change. conflict: it was changed here too since that version."""

    name: str
    base: Any
    here: Any
    sheet: Any
    conflict: bool


@dataclass(slots=True)
class RowChange:
    """What one row of a workbook would do; refused: why it will not be taken."""

    row: int
    item: Item | None
    title: str
    differences: list[Difference] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)

    @property
    def conflicts(self) -> list[Difference]:
        """The fields changed here and in the workbook."""
        return [d for d in self.differences if d.conflict]


def compare(access: Access, imported: SheetImport) -> list[RowChange]:
    """What the rows of a workbook would change now: only those that change something, or are refused."""
    wanted = {r["item"] for r in imported.rows if r["item"]}
    items = {i.pk: i for i in planning.whole(visibility.items(access).filter(partnership=imported.partnership_id, pk__in=wanted))}
    versions = {(v.item_id, v.number): v.data for v in ItemVersion.objects.filter(
        item__in=list(items), number__in={r["version"] for r in imported.rows if r["version"]})}
    gone = _gone(imported.rows)
    known = _known(access, [*map(planning.as_data, items.values()), *versions.values(), *(r["values"] for r in imported.rows)])
    found, seen = [], set()
    for row in imported.rows:
        item = items.get(row["item"])
        title = row["values"].get("title", item.title if item else "")
        change = RowChange(row["row"], item, title, [], list(row["problems"]))
        if row["item"] and item is None:
            change.refused.append(_("there is no such item in this plan"))
        elif row["item"] and row["item"] in seen:
            change.refused.append(_("this item stands in the workbook twice"))
        seen.add(row["item"])
        if not change.title:
            change.refused.append(_("a title is needed"))
        change.differences = _differences(row, item, versions, known)
        held = {e.lower() for e in planning.as_data(item)["assigned"]} if item else set()
        change.refused += [_("%(who)s has no account any more, or never had one") % {"who": e}
                           for d in change.differences if d.name == "assigned" for e in d.sheet
                           if e.lower() in gone and e.lower() not in held]
        if change.refused or change.differences:
            found.append(change)
    return found


def _known(access: Access, rows: Iterable[Mapping[str, Any]]) -> dict[str, str]:
    """The facts that some items name, where they may be seen: by every id, the one they have now."""
    named = {key for r in rows for key in (*r.get("serves", ()), r.get("instrument", "")) if key}
    return {key: fact.fact for key, fact in access.facts_of(named).items()}


def _differences(row: Mapping[str, Any], item: Item | None, versions: Mapping[tuple[int, int], Any], known: Mapping[str, str],
                 ) -> list[Difference]:
    here = planning.as_data(item) if item else {}
    base = versions.get((row["item"], row["version"])) if item else {}
    found = []
    for name, value in row["values"].items():
        now, then = here.get(name, _empty(name)), (base or {}).get(name, _empty(name))
        if name == "serves":
            now, then = (sorted({known[key] for key in keys if key in known}) for keys in (now, then))
            value = sorted({known.get(key, key) for key in value})
        elif name == "instrument":
            now, then, value = known.get(now, ""), known.get(then, ""), known.get(value, value)
        if value == now or (base is not None and value == then):
            continue  # as it is here, or as it was given: nothing was changed in the workbook
        both = item is not None and (base is None or then != now)
        found.append(Difference(name, then if base is not None else None, now, value, both))
    return found


def _empty(name: str) -> Any:
    return [] if name in (*MANY, "steps") else 0 if name == "progress" else ""


def _gone(rows: Iterable[Mapping[str, Any]]) -> set[str]:
    """The addresses that belong to nobody with an account."""
    named = {e.lower() for r in rows for e in r["values"].get("assigned", [])}
    return named - set(User.objects.filter(email__in=named, is_active=True).values_list("email", flat=True))
