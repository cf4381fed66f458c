"""`servanda export`: the record's tables as CSV, XLSX or JSON-LD."""

from __future__ import annotations

import argparse
import sys
from gettext import gettext as _
from pathlib import Path
from typing import Any

from servanda.cli.options import writable
from servanda.errors import ServandaError


def add_arguments(verbs: Any) -> None:
    """The verb's own arguments."""
    verb = verbs.add_parser("export", help=_("the record's tables as CSV, XLSX or JSON-LD"),
                             description=_("Write a record's tables to CSV, XLSX or JSON-LD."))
    verb.add_argument("record", type=Path, metavar="RECORD", help=_("a record (JSON) or a bundle"))
    verb.add_argument("--format", choices=("csv", "xlsx", "jsonld"), default="xlsx")
    verb.add_argument("-o", "--output", type=Path, required=True, metavar="PATH",
                      help=_("the file to write; for csv a FOLDER, made if absent, with one file per table in it"))
    verb.add_argument("--lang", metavar="TAG", help=_("language of headers and labels (fr, en)"))
    verb.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Write the tables."""
    from servanda.cli.diff import load_record
    from servanda.publishing import linked, tables
    from servanda.publishing.words import interface

    words = interface(arguments.lang)
    if arguments.format != "csv":
        writable(arguments.output)
    elif arguments.output.exists() and not arguments.output.is_dir():
        raise ServandaError(_("%s: is a file; name a folder for the tables") % arguments.output)
    record = load_record(arguments.record)
    if arguments.format == "csv":
        written = tables.write_csv(record, arguments.output, words)
    elif arguments.format == "xlsx":
        written = [tables.write_xlsx(record, arguments.output, words)]
    else:
        written = [linked.write(record, arguments.output)]
    sys.stdout.write("".join(f"{p}\n" for p in written))
    return 0
