"""`servanda read`: papers to a dossier, a record, a page or a bundle."""

from __future__ import annotations

import argparse
import sys
from gettext import gettext as _
from pathlib import Path
from typing import TYPE_CHECKING, Any

from servanda.cli.bar import Bar
from servanda.cli.options import add_limits, at_least, complain, limits_of, writable
from servanda.errors import ServandaError

if TYPE_CHECKING:
    from servanda.reader import Reading


def add_arguments(verbs: Any) -> None:
    """The verb's own arguments."""
    verb = verbs.add_parser("read", help=_("read papers and print the dossier"),
                             description=_("Read papers and show the record: a dossier, JSON, a page or a bundle."))
    verb.add_argument("paths", nargs="+", metavar="PATH", help=_("files, folders or a bundle; - is standard input"))
    verb.add_argument("--any-name", action="store_true", help=_("also read text files named as data or code (.csv, .json, .py)"))
    verb.add_argument("--apart", action="store_true", help=_("each paper by itself: nothing joined across papers"))
    verb.add_argument("--judgements", type=Path, metavar="FILE", help=_("people's decisions (JSON lines), honoured"))
    verb.add_argument("--json", action="store_true", help=_("print the record as JSON instead of the dossier"))
    verb.add_argument("--html", type=Path, metavar="FILE", help=_("write one self-contained page"))
    verb.add_argument("-o", "--output", type=Path, metavar="BUNDLE", help=_("write a bundle: originals, texts, claims, record"))
    verb.add_argument("--lang", metavar="TAG", help=_("language of the dossier's own words (fr, en)"))
    verb.add_argument("--jobs", type=at_least(1), metavar="N", help=_("processes (default: what the number of papers is worth)"))
    verb.add_argument("--quiet", action="store_true", help=_("no dossier, no progress; only what went wrong"))
    add_limits(verb)
    verb.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Read, show, and say by the exit code whether every paper could be read."""
    from servanda.cli.judge import load
    from servanda.publishing.words import interface
    from servanda.reader import study

    words = interface(arguments.lang)
    for target in (arguments.html, arguments.output):
        writable(target)
    if arguments.judgements and arguments.judgements.is_dir():
        raise ServandaError(_("%s: is a folder; name the file that servanda judge writes") % arguments.judgements)
    if arguments.judgements and not arguments.judgements.exists():
        told = _("%s: no judgements are here; check the name (servanda judge writes the file)")
        raise ServandaError(told % arguments.judgements)
    decisions = load(arguments.judgements, words) if arguments.judgements else []
    with Bar(words, arguments.quiet) as progress:
        reading = study(arguments.paths, apart=arguments.apart, judgements=decisions, limits=limits_of(arguments),
                        jobs=arguments.jobs, progress=progress.step, any_name=arguments.any_name)
    for problem in reading.problems:
        complain(problem.line(words.tag))
    _show(reading, words, arguments)
    if not reading.documents or not reading.sources:
        return 2
    return 1 if any(p.severity != "notice" for p in reading.problems) else 0


def _show(reading: Reading, words: Any, arguments: argparse.Namespace) -> None:
    """Files first: whoever reads what is printed may stop at any line of it."""
    if arguments.html:
        from servanda.publishing import page, whole

        whole.write(arguments.html, page.render(reading.record, reading.texts, words, reading.pages).encode("utf-8"))
    if arguments.output:
        from servanda.publishing import bundle

        bundle.write(arguments.output, reading)
    if arguments.json:
        sys.stdout.writelines(reading.record.json_parts())
        sys.stdout.write("\n")
    elif not arguments.quiet and reading.sources:
        from servanda.publishing import terminal

        terminal.show(reading.record, words, terminal.Screen(highlight=False))
    sys.stdout.flush()
