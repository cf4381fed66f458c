"""Templates of documents: those shipped, and a secretariat's own of the same names in the folder SERVANDA_TEMPLATES.

Templates are rendered in a sandbox: who may change a template may not thereby run a program.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import jinja2
from django.conf import settings
from django.utils.translation import gettext as _
from jinja2.sandbox import ImmutableSandboxedEnvironment

from servanda.errors import ServandaError

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
    """An environment of templates: what comes from papers is escaped; `footnote` makes a note of a text."""
    made = ImmutableSandboxedEnvironment(loader=jinja2.FileSystemLoader([str(f) for f in folders()]), autoescape=True,
                                         trim_blocks=True, lstrip_blocks=True)
    made.filters["footnote"] = footnote
    return made


def fault(name: str, error: Exception) -> ServandaError:
    """What is told of a template that cannot be rendered."""
    line = getattr(error, "lineno", None)
    told = {"path": path(name), "line": line, "reason": error}
    if line:
        return ServandaError(_("%(path)s, line %(line)s: the template cannot be filled in (%(reason)s)") % told)
    return ServandaError(_("%(path)s: the template cannot be filled in (%(reason)s)") % told)
