"""`servanda diff A B`: what a later record adds or changes."""

from __future__ import annotations

import argparse
import json
import sys
from gettext import gettext as _
from pathlib import Path
from typing import Any

from servanda.errors import ServandaError


def add_arguments(verbs: Any) -> None:
    """The verb's own arguments."""
    verb = verbs.add_parser("diff", help=_("what a later record adds or changes"),
                             description=_("Say what a later record adds to an earlier one, takes away or changes."))
    verb.add_argument("before", type=Path, metavar="A", help=_("an earlier record (JSON) or bundle"))
    verb.add_argument("after", type=Path, metavar="B", help=_("a later record (JSON) or bundle"))
    verb.add_argument("--json", action="store_true", help=_("print the differences as JSON lines"))
    verb.add_argument("--lang", metavar="TAG", help=_("interface language (fr, en)"))
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
            raise ServandaError(_("%s: is no Servanda record; write one with: servanda read PATH --json > FILE") % path)
        return record
    except OSError as error:
        told = _("%(path)s: cannot be opened (%(reason)s); check the name")
        raise ServandaError(told % {"path": path, "reason": error.strerror}) from error
    except ValidationError as error:
        where = ".".join(str(part) for part in error.errors()[0]["loc"])  # in a record: what of it is wrong
        if not where:
            told = _("%s: is no Servanda record; write one with: servanda read PATH --json > FILE")
            raise ServandaError(told % path) from error
        told = _("%(path)s: is no Servanda record (%(reason)s); write one with: servanda read PATH --json > FILE")
        raise ServandaError(told % {"path": path, "reason": where}) from error


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
