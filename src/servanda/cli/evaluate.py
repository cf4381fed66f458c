"""`servanda evaluate`: read a gold folder, each paper by itself, and print how well it was read."""

from __future__ import annotations

import argparse
import json
import sys
from gettext import gettext as _
from pathlib import Path
from typing import TYPE_CHECKING, Any

from servanda.cli.options import add_limits, limits_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from servanda.documents import Limits
    from servanda.evaluation import GoldPaper, Tally

UNDER = 3


def add_arguments(verbs: Any) -> None:
    """The verb's own arguments."""
    verb = verbs.add_parser("evaluate", help=_("how well a gold folder is read"),
                             description=_("Read a gold folder, each paper by itself, and print how well it was read."))
    verb.add_argument("folder", type=Path, metavar="DIR", help=_("NAME.txt beside NAME.gold.json, at any depth"))
    verb.add_argument("--errors", metavar="KIND", nargs="?", const="all", default=None,
                      help=_("list what was missed, extra or wrong (of one kind, or of all)"))
    verb.add_argument("--language", metavar="TAG", help=_("only papers in this language"))
    verb.add_argument("--document", metavar="NAME", help=_("only papers whose name contains this"))
    verb.add_argument("--list", type=Path, metavar="FILE", help=_("only the papers named in this file, one a line"))
    verb.add_argument("--floors", type=Path, metavar="FILE", help=_("figures that must be reached (YAML); exit code 3 if not"))
    verb.add_argument("--json", action="store_true", help=_("print the figures as JSON"))
    add_limits(verb)
    verb.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Read, score, print; exit code 3 where a floor is not reached."""
    from servanda import evaluation

    named = set(arguments.list.read_text(encoding="utf-8").split()) if arguments.list else None
    papers = evaluation.load(arguments.folder, language=arguments.language, named=named, containing=arguments.document)
    tallies = by_language(papers, limits_of(arguments))
    if arguments.json:
        figures = {tag: {kind: t.figures() for kind, t in rows.items()} for tag, rows in tallies.items()}
        sys.stdout.write(json.dumps(figures, indent=1) + "\n")
    else:
        sys.stdout.write(main_table(tallies))
    if arguments.errors:
        _print_errors(tallies, arguments.errors)
    if arguments.floors is None:
        return 0
    lines = evaluation.below(evaluation.load_floors(arguments.floors), tallies)
    sys.stdout.write("".join(f"{line}\n" for line in lines))
    return UNDER if lines else 0


def by_language(papers: Sequence[GoldPaper], limits: Limits | None = None) -> dict[str, dict[str, Tally]]:
    """Tallies by language and kind, each paper read by itself."""
    from servanda import evaluation, read

    tallies = {}
    for tag in sorted({p.language for p in papers}):
        mine = [p for p in papers if p.language == tag]
        tallies[tag] = evaluation.score(read([p.path for p in mine], apart=True, limits=limits), mine)
    return tallies


def main_table(tallies: Mapping[str, Mapping[str, Tally]]) -> str:
    """The figures of every language as text."""
    return "".join(table(tag, rows) for tag, rows in tallies.items())


def table(tag: str, rows: Mapping[str, Tally]) -> str:
    """The figures of one language as text: a line per kind, its attributes under it."""
    lines = [f"[{tag}]"]
    for kind, tally in rows.items():
        lines.append(f"{kind:14} gold {tally.gold:6}  precision {tally.precision:.3f}  recall {tally.recall:.3f}"
                     f"  f1 {tally.f1:.3f}")
        if tally.attributes:
            lines.append(" " * 15 + "  ".join(f"{name} {tally.share(name):.2f}" for name in sorted(tally.attributes)))
    return "\n".join(lines) + "\n\n"


def _print_errors(tallies: Mapping[str, Mapping[str, Tally]], kind: str) -> None:
    for tag, rows in tallies.items():
        for name, tally in rows.items():
            if kind in ("all", name) and tally.mistakes:
                sys.stdout.write(f"[{tag}] {name}: {len(tally.mistakes)} errors\n")
                sys.stdout.write("".join(f"  {mistake}\n" for mistake in tally.mistakes))
