"""The ministry's letterhead: lines of its name, and its mark from a picture file."""

from __future__ import annotations

import base64
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

from servanda.errors import ServandaError

_PICTURES = {".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".svg": "image/svg+xml"}


@dataclass(frozen=True, slots=True)
class Letterhead:
    """Lines, the first of them the largest; path of a picture, or None."""

    lines: tuple[str, ...] = ()
    picture: Path | None = None

    @property
    def address(self) -> str:
        """The picture as a data address, for pages; empty without one."""
        if self.picture is None:
            return ""
        kind = _PICTURES[self.picture.suffix.lower()]
        return f"data:{kind};base64,{base64.b64encode(self.picture.read_bytes()).decode('ascii')}"


def letterhead() -> Letterhead:
    """The letterhead of the settings.

    Raises:
        ServandaError: the picture is not there, or no picture that documents can hold.
    """
    lines = tuple(part.strip() for part in settings.LETTERHEAD.split("|") if part.strip())
    if not settings.LOGO:
        return Letterhead(lines)
    path = Path(settings.LOGO).expanduser()
    if path.suffix.lower() not in _PICTURES or not path.is_file():
        raise ServandaError(_("%(path)s: SERVANDA_LOGO must be a PNG, JPEG or SVG file that is there") % {"path": path})
    return Letterhead(lines, path)
