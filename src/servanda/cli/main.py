"""Arguments and exit codes of the `servanda` command.

Exit codes: 0 all papers read; 1 some could not be read, or not whole (the rest was); 2 the command itself was wrong or nothing
could be read; 3 differences found (`diff`), or figures under their floors (`evaluate`).
"""

from __future__ import annotations

import argparse
import errno
import gettext
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from importlib.metadata import entry_points
from itertools import pairwise
from pathlib import Path

from servanda import __version__
from servanda.cli.options import complain
from servanda.errors import ServandaError

VERBS = ("read", "judge", "diff", "export", "evaluate")
SITE_VERBS = {
    "serve": "serve the register on this machine, with a worker of its own",
    "worker": "one more worker for a register that is served",
    "load": "bring papers or a bundle into the register",
    "rebuild": "make the record again from claims and judgements",
    "verify": "check the chain of the log",
    "check": "check configuration, database, search, log and stored papers",
    "backup": "write the whole state into one file",
    "restore": "bring a backup back",
    "report": "make a document to carry: dossier, briefing note, matrix and others",
}
OK, SOME_UNREAD, FAILED, DIFFERENT = 0, 1, 2, 3
_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO)
DOMAIN = "servanda"  # of the catalogues in `locale/`: what the command says of itself, argparse's own words included
_ = gettext.gettext


def parser() -> argparse.ArgumentParser:
    """The whole command line."""
    top = argparse.ArgumentParser(
        prog="servanda", description=_("Read diplomatic papers into a record in which every fact cites its sentence."),
        epilog=_("Exit codes: 0 done, 1 some papers not read or not whole, 2 wrong command or nothing read, 3 differences."),
    )
    top.add_argument("--version", action="version", version=f"servanda {__version__}",
                     help=_("show program's version number and exit"))
    verbs = top.add_subparsers(dest="verb", metavar="VERB", required=True)
    for verb in VERBS:
        import_module(f"servanda.cli.{verb}").add_arguments(verbs)
    for verb, told in SITE_VERBS.items():
        verbs.add_parser(verb, help=_("%s (register)") % _(told), add_help=False)
    return top


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command and return its exit code."""
    _open_streams()
    gettext.bindtextdomain(DOMAIN, str(Path(__file__).with_name("locale")))
    gettext.textdomain(DOMAIN)
    given = list(sys.argv[1:] if arguments is None else arguments)
    before, asked = os.environ.get("LANGUAGE"), _asked(given)
    if asked is None:
        return _run(given)
    os.environ["LANGUAGE"] = asked  # what the command says of itself is in the language asked for, too
    try:
        return _run(given)
    finally:
        if before is None:
            del os.environ["LANGUAGE"]
        else:
            os.environ["LANGUAGE"] = before


def _run(given: list[str]) -> int:
    if given and given[0] in SITE_VERBS:
        return _site(given)
    chosen = parser().parse_args(given)
    try:
        code: int = chosen.run(chosen)
    except ServandaError as error:
        complain(f"servanda: {error}")
        return FAILED
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # nor is the rest of it flushed into the pipe
        return OK
    except OSError as error:  # a file that cannot be read or written: which, and why
        from servanda.documents.problems import shown

        name = shown(os.fsdecode(error.filename)) if error.filename else _("standard output") if error.errno in _FULL else ""
        told = f"{name}: {error.strerror or error}" if name else f"{error.strerror or error}"
        complain(f"servanda: {told}; " + _("check that there is room, and that you may read and write there"))
        return FAILED
    return code


def _open_streams() -> None:
    """Give nothing to read and nowhere to write to a command started with its streams closed: what it opens next is no stream."""
    for name, mode, number in (("stdin", "r", 0), ("stdout", "w", 1), ("stderr", "w", 2)):
        if getattr(sys, name) is None:
            opened = os.open(os.devnull, os.O_RDWR)  # the lowest number that is free
            setattr(sys, name, os.fdopen(opened, mode, encoding="utf-8", closefd=opened != number))


def _asked(given: Sequence[str]) -> str | None:
    """The language that the arguments ask for, where there is one of it."""
    told = [after for before, after in pairwise(given) if before == "--lang"]
    told += [word.removeprefix("--lang=") for word in given if word.startswith("--lang=")]
    if not told:
        return None  # what a short answer (`--help`) does not need is not loaded
    from servanda.publishing.words import available

    return told[-1] if told[-1] in available() else None


def _site(given: list[str]) -> int:
    """Hand a verb to the site package, if it is installed."""
    for point in entry_points(group="servanda.commands"):
        if point.name == given[0]:
            code: int = point.load()(given[1:])
            return code
    print("servanda: " + _("'%s' belongs to the site: install servanda[site]") % given[0], file=sys.stderr)  # noqa: T201
    return FAILED
