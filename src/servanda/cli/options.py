"""What several verbs take: the limits on papers, numbers from a least on, files that can be written."""

from __future__ import annotations

import argparse
import contextlib
import math
import sys
from collections.abc import Callable
from gettext import gettext as _
from pathlib import Path
from typing import Any

from servanda.errors import ServandaError


def add_limits(verb: argparse.ArgumentParser) -> None:
    """One option per limit of `servanda.documents.Limits`, named after it."""
    from dataclasses import MISSING, fields

    from servanda.documents.limits import Limits

    group = verb.add_argument_group(_("limits"), _("what one paper may cost (docs/guide/limits.md)"))
    for item in fields(Limits):
        if item.default is not MISSING and isinstance(item.default, (int, float)):
            group.add_argument(f"--{item.name.replace('_', '-')}", type=at_least(0, type(item.default)), default=item.default,
                               metavar="N", dest=f"limit_{item.name}", help=_("default %s") % item.default)


def at_least(least: int, kind: type[int] | type[float] = int) -> Callable[[str], int | float]:
    """A number that an option takes, refused below the least."""
    def number(typed: str) -> int | float:
        try:
            value = kind(typed)
        except ValueError:
            value = math.nan
        if not value >= least:  # nor what is no number
            told = _("%(typed)r is not a whole number from %(least)d on") if kind is int \
                else _("%(typed)r is not a number from %(least)d on")
            raise argparse.ArgumentTypeError(told % {"typed": typed, "least": least})
        return value

    return number


def limits_of(arguments: argparse.Namespace) -> Any:
    """The limits the command line asks for."""
    from servanda.documents.limits import Limits

    given = {k.removeprefix("limit_"): v for k, v in vars(arguments).items() if k.startswith("limit_")}
    return Limits(**given)


def complain(line: str) -> None:
    """Tell what went wrong, if anybody can be told."""
    with contextlib.suppress(OSError):
        print(line, file=sys.stderr)  # noqa: T201


def writable(target: Path | None) -> None:
    """Refuse a file that cannot be written before the long work, not after it.

    Raises:
        ServandaError: its folder is not there, or it is a folder itself.
    """
    if target is not None and not target.absolute().parent.is_dir():
        raise ServandaError(_("%s: its folder does not exist; make it first or choose another place") % target)
    if target is not None and target.is_dir():
        raise ServandaError(_("%s: is a folder; name a file in it") % target)
