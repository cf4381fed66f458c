"""`servanda check`: whether the register is sound: configuration, database, log, stored bytes, record, search index."""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from dataclasses import asdict

from servanda_site.config.commands import DONE, FAULTS, _, command, set_up, tell


@command
def run(arguments: Sequence[str]) -> int:
    """Look at everything, change nothing."""
    parser = argparse.ArgumentParser(prog="servanda check", description=_("Check configuration, database, log, stored bytes "
                                     "against their hashes, record and search index. Exit code 1: something is wrong."))
    parser.add_argument("--json", action="store_true", help=_("one JSON object a check"))
    chosen = parser.parse_args(list(arguments))
    set_up()
    from servanda_site.config.checking import check_all

    faulty = False
    for outcome in check_all():
        faulty |= bool(outcome.faults)
        if chosen.json:
            tell(json.dumps(asdict(outcome), ensure_ascii=False))
            continue
        tell(f"{outcome.name}: {'FAULTS' if outcome.faults else 'sound'}")
        for line in outcome.faults:
            tell(f"  ! {line}")
        for line in outcome.notices:
            tell(f"  - {line}")
    return FAULTS if faulty else DONE
