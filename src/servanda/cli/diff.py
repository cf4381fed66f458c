"""`servanda diff A B`: what a later record adds or changes."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from servanda.errors import ServandaError


def add_arguments(verbs: Any) -> None:
    """The verb's own arguments."""
    verb = verbs.add_parser("diff", help="what a later record adds or changes", description=__doc__)
    verb.add_argument("before", type=Path, metavar="A", help="an earlier record (JSON) or bundle")
    verb.add_argument("after", type=Path, metavar="B", help="a later record (JSON) or bundle")
    verb.add_argument("--json", action="store_true", help="print the differences as JSON lines")
    verb.add_argument("--lang", metavar="TAG", help="interface language (fr, en)")
    verb.set_defaults(run=run)


def load_record(path: Path) -> Any:
    """A record from its file, or from a bundle.

    Raises:
        ServandaError: the file is absent, damaged, or holds no record; the message says which.
    """
    from pydantic import ValidationError

    from servanda.reconciliation.record import Record

    try:
        record = Record.model_validate_json(_stored(path))
        if "format" not in record.model_fields_set:
            raise ServandaError(f"{path}: is no Servanda record; write one with: servanda read PATH --json > FILE")
        return record
    except OSError as error:
        raise ServandaError(f"{path}: cannot be opened ({error.strerror}); check the name") from error
    except ValidationError as error:
        raise ServandaError(f"{path}: is no Servanda record ({error.errors()[0]['msg']}); "
                            "write one with: servanda read PATH --json > FILE") from error


def _stored(path: Path) -> bytes:
    """A record's JSON."""
    from servanda.documents import Bundle, is_bundle

    if not is_bundle(path):
        return path.read_bytes()
    with Bundle(path) as bundle:
        return bundle.record()


def run(arguments: argparse.Namespace) -> int:
    """Print the differences; exit code 3 if there are any."""
    from servanda.publishing.differences import differences, lines
    from servanda.publishing.words import interface

    words = interface(arguments.lang)
    before, after = load_record(arguments.before), load_record(arguments.after)
    found = differences(before, after)
    if arguments.json:
        told = [json.dumps({"kind": d.kind, "change": d.change, "id": d.id, "words": d.words, "fields": d.fields},
                           ensure_ascii=False) for d in found]
    else:
        told = list(lines(found, before, after, words)) or [words("no_change")]
    sys.stdout.write("".join(line + "\n" for line in told))
    return 3 if found else 0
