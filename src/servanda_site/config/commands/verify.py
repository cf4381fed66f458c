"""`servanda verify`: whether the log is whole and unchanged."""

from __future__ import annotations

import argparse
from collections.abc import Sequence

from django.utils.translation import gettext_lazy

from servanda.errors import ServandaError
from servanda_site.config.commands import DONE, FAULTS, _, command, migrate, set_up, tell

FAULT = {
    "missing": gettext_lazy("entry %(number)s is missing"),
    "changed": gettext_lazy("entry %(number)s was changed after it was written"),
    "payload": gettext_lazy("what entry %(number)s tells (before, after, why) was changed or taken away"),
    "unbound": gettext_lazy("entry %(number)s does not follow the entry before it"),
}


@command
def run(arguments: Sequence[str]) -> int:
    """Follow the chain of the log from its first entry to its last."""
    parser = argparse.ArgumentParser(
        prog="servanda verify", description=_("Check that no entry of the log was changed or removed. Keep the last line it "
        "prints somewhere else: given back with --head it also shows whether the log's end was cut off."))
    parser.add_argument("--head", metavar="NUMBER:HASH",
                        help=_("an entry that must still be there, as an earlier run printed it"))
    chosen = parser.parse_args(list(arguments))
    set_up()
    migrate()
    from servanda_site.register.journal import verify
    from servanda_site.register.models import LogEntry

    faults = [FAULT[fault] % {"number": number} for number, fault in verify()]
    if chosen.head:
        faults += missing_head(chosen.head)
    for fault in faults:
        tell(fault)
    last = LogEntry.objects.order_by("-number").first()
    if last is None:
        tell(_("the log is empty"))
    else:
        told = _("%(faults)s faults in %(number)s entries") if faults else _("%(number)s entries, none changed")
        tell(told % {"faults": len(faults), "number": last.number})
        tell(f"head {last.number}:{last.hash}")
    return FAULTS if faults else DONE


def missing_head(head: str) -> list[str]:
    """What is wrong with an entry that was the log's last once.

    Raises:
        ServandaError: no number and hash.
    """
    from servanda_site.register.models import LogEntry

    number, _colon, value = head.partition(":")
    if not number.isdigit() or len(value) != 64:
        raise ServandaError(_("--head %(head)s: give NUMBER:HASH as `servanda verify` printed it") % {"head": head})
    held = LogEntry.objects.filter(number=int(number)).first()
    if held is None:
        return [_("entry %(number)s is gone: the end of the log was cut off") % {"number": number}]
    if held.hash == value:
        return []
    return [_("entry %(number)s is another than it was: the log was written anew") % {"number": number}]
