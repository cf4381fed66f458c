"""`servanda judge`: decide, one by one, what the machine proposes. Decisions are added to a JSON-lines file."""

from __future__ import annotations

import argparse
import getpass
import sys
from pathlib import Path
from typing import Any


def add_arguments(verbs: Any) -> None:
    """The verb's own arguments."""
    verb = verbs.add_parser("judge", help="accept, correct or reject what was read, one by one", description=__doc__)
    verb.add_argument("paths", nargs="+", metavar="PATH", help="the papers, as for `read`")
    verb.add_argument("--judgements", type=Path, required=True, metavar="FILE",
                      help="the decisions (JSON lines); made if absent, only ever added to")
    verb.add_argument("--kind", choices=("entity", "event", "instrument", "mechanism", "undertaking", "merge"),
                      help="only proposals of one kind")
    verb.add_argument("--again", action="store_true", help="ask again what was left as unsure")
    verb.add_argument("--who", default=None, metavar="NAME", help="who decides (default: the login name)")
    verb.add_argument("--lang", metavar="TAG", help="interface language (fr, en)")
    verb.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Hold the dialogue until everything is decided or the person stops."""
    from servanda.cli.dialogue import Dialogue
    from servanda.publishing.words import interface
    from servanda.reader import study
    from servanda.reconciliation import judgement

    words = interface(arguments.lang)
    made = judgement.load(arguments.judgements)
    reading = study(arguments.paths, judgements=made)
    for problem in reading.problems:
        sys.stderr.write(problem.line(words.tag) + "\n")
    if not reading.sources:
        return 2
    dialogue = Dialogue(reading, made, arguments.judgements, words, arguments.who or _login())
    dialogue.hold(kind=arguments.kind, again=arguments.again)
    return 1 if reading.problems else 0


def _login() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "unknown"
