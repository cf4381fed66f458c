"""`servanda report`: documents made from the record, and the templates they are made with."""

from __future__ import annotations

import argparse
import shutil
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from servanda.errors import ServandaError
from servanda.publishing import whole
from servanda_site.config.commands import DONE, _, command, migrate, say, set_up, working

_MARKINGS = ("public", "official", "restricted")


@command
def run(arguments: Sequence[str]) -> int:
    """Make one document, or write out the templates."""
    chosen = _parser().parse_args(list(arguments))
    set_up(chosen.lang)
    if chosen.kind == "templates":
        return _templates(chosen.output)
    if not chosen.partnership:
        raise ServandaError(_("name the partnership, as in: servanda report dossier AZ-VN -o dossier.pdf"))
    migrate()
    from django.http import Http404

    from servanda_site.publishing.clearance import Command
    from servanda_site.publishing.making import Wanted, make
    from servanda_site.tracking.tasks import catch_up

    access = Command(_MARKINGS.index(chosen.marking))
    form = chosen.form or ("" if chosen.output in (None, "-") else Path(chosen.output).suffix.lstrip(".").lower())
    with working():
        try:
            partnership = access.partnership(chosen.partnership)
        except Http404:
            known = ", ".join(p.states.replace(" ", "-") for p in access.partnerships) or _("none")
            raise ServandaError(_("%(name)s: no such partnership at this marking; there are: %(known)s") % {
                "name": chosen.partnership, "known": known}) from None
        catch_up(partnership)
        made = make(access, partnership, Wanted(
            kind=chosen.kind, language=chosen.lang, marking=_MARKINGS.index(chosen.marking), day=chosen.date,
            sources=not chosen.no_sources, about=chosen.about, original=chosen.original.upper(), year=chosen.year, form=form,
            full=chosen.full))
    if chosen.output == "-":
        sys.stdout.buffer.write(made.data)
        return DONE
    path = whole.write(Path(chosen.output or made.name), made.data)
    say(_("%(file)s (%(size)s KB)") % {"file": path, "size": len(made.data) // 1024 + 1})
    return DONE


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="servanda report", description=_("Make a document from the record. The same record and "
                                     "date give the same bytes."))
    parser.add_argument("kind", metavar="KIND", help=_("dossier, briefing, matrix, session, yearly or scorecard; templates "
                        "writes the templates they are made with into the folder -o, "
                        "to be changed and named in SERVANDA_TEMPLATES"))
    parser.add_argument("partnership", nargs="?", metavar="PARTNERSHIP", help=_("as in AZ-VN"))
    parser.add_argument("--lang", default="en", metavar="LANG", help=_("language of the document and of messages (en)"))
    parser.add_argument("--marking", choices=_MARKINGS, default="public", help=_("what is marked higher stays out (public)"))
    parser.add_argument("--date", type=_day, metavar="YYYY-MM-DD", help=_("the day it is made for (today)"))
    parser.add_argument("--no-sources", action="store_true", help=_("without the notes that name the sources"))
    parser.add_argument("--full", action="store_true", help=_("everything, not only what is needed in the room (briefing)"))
    parser.add_argument("--about", default="", metavar="ID", help=_("the visit, meeting or body it is for (briefing, session)"))
    parser.add_argument("--original", default="", metavar="STATE", help=_("whose original it is (session)"))
    parser.add_argument("--year", type=int, metavar="YYYY", help=_("of which year (yearly)"))
    parser.add_argument("--format", dest="form", choices=("pdf", "docx", "xlsx"), help=_("else by the ending of -o"))
    parser.add_argument("-o", "--output", metavar="FILE", help=_("where to write it; - is standard output"))
    return parser


def _day(told: str) -> date:
    try:
        return date.fromisoformat(told)
    except ValueError:
        raise argparse.ArgumentTypeError(_("%s is no day; write it as 2026-11-26") % told) from None


def _templates(output: str | None) -> int:
    from servanda_site.publishing import patterns

    folder = Path(output or "templates")
    folder.mkdir(parents=True, exist_ok=True)
    for name in patterns.names():
        if (folder / name).exists():
            say(_("%(file)s is there already and was left as it is") % {"file": folder / name})
        else:
            shutil.copyfile(patterns.SHIPPED / name, folder / name)
    say(_("%(count)s templates in %(folder)s") % {"count": len(patterns.names()), "folder": folder})
    return DONE
