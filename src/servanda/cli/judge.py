"""`servanda judge`: decide, one by one, what the machine proposes. Decisions are added to a JSON-lines file."""

from __future__ import annotations

import argparse
import getpass
import json
import os
import sys
from gettext import gettext as _
from pathlib import Path
from typing import TYPE_CHECKING, Any

from servanda.cli.options import add_limits, limits_of, writable

if TYPE_CHECKING:
    from servanda.publishing.words import Words
    from servanda.reconciliation.corrections import Unsound
    from servanda.reconciliation.judgement import Judgement


def add_arguments(verbs: Any) -> None:
    """The verb's own arguments."""
    verb = verbs.add_parser("judge", help=_("accept, correct or reject what was read, one by one"),
                             description=_("Decide on what was read, one proposal at a time, with its sentence before you."))
    verb.add_argument("paths", nargs="+", metavar="PATH", help=_("the papers, as for `read`"))
    verb.add_argument("--any-name", action="store_true", help=_("as for `read`"))
    verb.add_argument("--judgements", type=Path, required=True, metavar="FILE",
                      help=_("the decisions (JSON lines); made if absent, only ever added to"))
    verb.add_argument("--kind", choices=("entity", "event", "instrument", "mechanism", "undertaking", "merge", "evidence"),
                      help=_("only proposals of one kind"))
    verb.add_argument("--again", action="store_true", help=_("ask again what was left as unsure"))
    verb.add_argument("--who", default=None, metavar="NAME", help=_("who decides (default: the login name)"))
    verb.add_argument("--lang", metavar="TAG", help=_("interface language (fr, en)"))
    add_limits(verb)
    verb.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Hold the dialogue until everything is decided or the person stops."""
    from servanda.cli.dialogue import Dialogue
    from servanda.publishing.words import interface
    from servanda.reader import study

    words = interface(arguments.lang)
    writable(arguments.judgements)
    if (cut := mend(arguments.judgements)) is not None:
        sys.stderr.write(words("judge_cut_off", path=arguments.judgements, cut=cut) + "\n")
    made = load(arguments.judgements, words)
    reading = study(arguments.paths, judgements=made, limits=limits_of(arguments), any_name=arguments.any_name)
    for problem in reading.problems:
        sys.stderr.write(problem.line(words.tag) + "\n")
    if not reading.sources:
        return 2
    dialogue = Dialogue(reading, made, arguments.judgements, words, arguments.who or _login())
    dialogue.hold(kind=arguments.kind, again=arguments.again)
    return 1 if reading.problems else 0


def load(path: Path, words: Words) -> list[Judgement]:
    """The decisions of a file; each corrected value that cannot be is told on standard error, and not applied."""
    from servanda.reconciliation import judgement

    def refused(line: int, wrong: Unsound) -> None:
        sys.stderr.write(words("judgement_unsound", path=path, line=line, field=wrong.name, value=words.typed(wrong.value),
                               expected=words.expected(wrong)) + "\n")

    return judgement.load(path, refused)


def cut_off(path: Path) -> bytes:
    """The last line of a file of decisions if it has no end: a machine that stopped, or an editor, left it so."""
    return path.read_bytes().rpartition(b"\n")[2] if path.is_file() else b""


def mend(path: Path) -> Path | None:
    """Give a last line its end; set it aside where it was cut off in writing (it was never said to be written).

    Returns where it was set aside, None where nothing was.
    """
    if not (last := cut_off(path)):
        return None
    try:
        json.loads(last)
    except ValueError:
        aside = path.with_name(path.name + ".cut-off")
        with aside.open("ab") as out:
            out.write(last + b"\n")
        os.truncate(path, path.stat().st_size - len(last))
        return aside
    with path.open("ab") as out:
        out.write(b"\n")
    return None


def _login() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "unknown"
