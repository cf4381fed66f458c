"""`servanda load`: papers, folders and bundles into the register."""

from __future__ import annotations

import argparse
from collections.abc import Sequence

from django.utils.translation import gettext as _

from servanda.documents import Limits, collect
from servanda_site.config.commands import DONE, FAULTS, command, migrate, say, set_up, tell, working


@command
def run(arguments: Sequence[str]) -> int:
    """Bring papers in and read them before returning."""
    parser = argparse.ArgumentParser(prog="servanda load", description="Bring papers or a bundle into the register, read.")
    parser.add_argument("paths", nargs="+", metavar="PATH",
                        help="papers, folders, ZIP archives, or a bundle written by `servanda read -o`")
    parser.add_argument("--marking", choices=("public", "official", "restricted"), default="public", help="who may see them")
    chosen = parser.parse_args(list(arguments))
    set_up()
    migrate()
    from servanda_site.register.loading import load, offers_in, refuse_records

    refuse_records(chosen.paths)
    with working(reads=True):
        count, failed = load(collect(chosen.paths, Limits(), lambda p: say(str(p))), chosen.marking, say, offers_in(chosen.paths))
    tell(_("%(count)s papers in the register, %(failed)s not readable") % {"count": count, "failed": failed})
    return FAULTS if failed else DONE
