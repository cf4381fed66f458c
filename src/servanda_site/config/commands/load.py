"""`servanda load`: papers, folders and bundles into the register."""

from __future__ import annotations

import argparse
from collections.abc import Sequence

from django.utils.translation import ngettext

from servanda.documents import Limits, Problem, collect
from servanda_site.config.commands import DONE, FAILED, FAULTS, _, command, migrate, say, set_up, tell, working


@command
def run(arguments: Sequence[str]) -> int:
    """Bring papers in and read them before returning."""
    parser = argparse.ArgumentParser(prog="servanda load", description=_("Bring papers or a bundle into the register, read."))
    parser.add_argument("paths", nargs="+", metavar="PATH",
                        help=_("papers, folders, ZIP archives, or a bundle written by `servanda read -o`"))
    parser.add_argument("--marking", choices=("public", "official", "restricted"), default="public", help=_("who may see them"))
    chosen = parser.parse_args(list(arguments))
    set_up()
    migrate()
    from servanda_site.register.loading import load, offers_in, refuse_records
    from servanda_site.tracking.tasks import catch_up

    refuse_records(chosen.paths)
    unseen: list[Problem] = []

    def told(problem: Problem) -> None:
        say(str(problem))
        if problem.severity == "error":
            unseen.append(problem)

    with working(reads=True):
        loaded = load(collect(chosen.paths, Limits(), told), chosen.marking, say, offers_in(chosen.paths))
        catch_up()
    if not loaded.given:
        say(_("nothing was loaded"))
        return FAILED
    given = loaded.given + len(unseen)
    tell(ngettext("%(given)s paper given, %(new)s of it new to the register, %(failed)s not readable",
                  "%(given)s papers given, %(new)s of them new to the register, %(failed)s not readable", given)
         % {"given": given, "new": loaded.new, "failed": loaded.failed + len(unseen)})
    return FAULTS if loaded.failed or unseen else DONE
