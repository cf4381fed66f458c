"""Templates of documents: those shipped, and a secretariat's own of the same names in the folder SERVANDA_TEMPLATES.

Templates are rendered in a sandbox: who may change a template may not thereby run a program.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import jinja2
from django.conf import settings
from django.utils.translation import gettext as _
from docx import Document
from jinja2.sandbox import ImmutableSandboxedEnvironment

from servanda.errors import ServandaError

_SHOWN = 120  # characters of a paragraph
SHIPPED = Path(__file__).parent / "templates"


def folders() -> list[Path]:
    """Where templates are looked for, the secretariat's own first.

    Raises:
        ServandaError: the folder of the settings is not there.
    """
    if not settings.DOCUMENT_TEMPLATES:
        return [SHIPPED]
    own = Path(settings.DOCUMENT_TEMPLATES).expanduser()
    if not own.is_dir():
        raise ServandaError(_("%(path)s: SERVANDA_TEMPLATES must be a folder that is there") % {"path": own})
    return [own, SHIPPED]


def path(name: str) -> Path:
    """The file of a template."""
    return next(f / name for f in folders() if (f / name).is_file())


def names() -> Sequence[str]:
    """The templates shipped."""
    return sorted(p.name for p in SHIPPED.iterdir())


def environment(footnote: Callable[[str], object]) -> ImmutableSandboxedEnvironment:
    """An environment of templates: what comes from papers is escaped; `footnote` makes a note of a text.

    A name that nothing fills in is a fault, not an empty place.
    """
    made = ImmutableSandboxedEnvironment(loader=jinja2.FileSystemLoader([str(f) for f in folders()]), autoescape=True,
                                         trim_blocks=True, lstrip_blocks=True, undefined=jinja2.StrictUndefined)
    made.filters["footnote"] = footnote
    return made


def fault(name: str, error: Exception) -> ServandaError:
    """What is told of a template that cannot be rendered."""
    where, line = _place(name, error)
    paragraph = _paragraph(path(name), error) if name.endswith(".docx") else ""
    told = {"path": path(where), "line": line, "reason": f"{error}: {paragraph}" if paragraph else error}
    if line:
        return ServandaError(_("%(path)s, line %(line)s: the template cannot be filled in (%(reason)s)") % told)
    return ServandaError(_("%(path)s: the template cannot be filled in (%(reason)s)") % told)


def _place(name: str, error: Exception) -> tuple[str, int | None]:
    """The template and line an error is about: where it says so, else the innermost line of a template it went through."""
    line, where, trace = getattr(error, "lineno", None), str(getattr(error, "name", "")), error.__traceback__
    if line:
        return where if where in names() else name, int(line)
    known = {str(folder / each): each for folder in folders() for each in names()}
    found = None
    while trace is not None:
        file = trace.tb_frame.f_code.co_filename
        if file in known:
            found = known[file], trace.tb_lineno
        trace = trace.tb_next
    return found or (name, None)


def _paragraph(template: Path, error: Exception) -> str:
    """The words of a Word template's paragraph that name what an error says is missing."""
    missing = re.findall(r"'(\w+)'", str(error))
    if not isinstance(error, jinja2.UndefinedError) or not missing:
        return ""
    found = (p.text for part in parts(template) for p in part)
    return next((text[:_SHOWN] for text in found if re.search(rf"\b{missing[-1]}\b", text)), "")


def parts(template: Path) -> Iterator[Sequence[Any]]:
    """The paragraphs of a Word template, of its tables, headers and footers too."""
    held = Document(str(template))
    yield held.paragraphs
    for table in held.tables:
        yield [p for row in table.rows for cell in row.cells for p in cell.paragraphs]
    for section in held.sections:
        yield [*section.header.paragraphs, *section.footer.paragraphs]
