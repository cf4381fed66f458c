"""Papers and bundles into the register from the command line, in the name of the program itself."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from servanda.documents import STANDARD_INPUT, Bundle, DamagedBundle, Document, is_bundle
from servanda.errors import ServandaError
from servanda_site.register import intake
from servanda_site.register.actions.bring_in import offer, shown_name
from servanda_site.register.journal import write
from servanda_site.register.locks import serialised
from servanda_site.register.models import Marking, Paper
from servanda_site.register.packed import Offered, offers
from servanda_site.register.projecting import bring_up_all
from servanda_site.register.store import store
from servanda_site.register.visibility import GONE
from servanda_site.register.wording import sentence

MARKINGS = {"public": Marking.PUBLIC, "official": Marking.OFFICIAL, "restricted": Marking.RESTRICTED}
_RECORD = (b'"servanda-record"', b'"format"')
_HEAD = 400


@dataclass(slots=True)
class Loaded:
    """How many papers were given, how many of them are new to the register, and how many it cannot read."""

    given: int = 0
    new: int = 0
    failed: int = 0


def refuse_records(paths: Iterable[str]) -> None:
    """Refuse a bare record: facts without the papers they cite cannot be kept.

    Raises:
        ServandaError: one of these files is a record; the message says what to load instead.
    """
    for path in paths:
        file = Path(path)
        if path == "-" or not file.is_file():
            continue
        with file.open("rb") as opened:
            head = opened.read(_HEAD).lstrip(b"\xef\xbb\xbf \t\r\n")
        if head.startswith(b"{") and all(part in head for part in _RECORD):
            told = _("%(path)s: this is a record without its papers, and the register keeps no fact without its source; load the "
                     "papers, or the bundle that `servanda read PATH -o BUNDLE` writes")
            raise ServandaError(told % {"path": path})


def load(documents: Iterable[Document], marking: str, say: Callable[[str], None], said: Mapping[str, Offered] | None = None
         ) -> Loaded:
    """Keep and read papers; those already there under this marking are not taken twice.

    said: what bundles say of papers, by hash.
    """
    loaded = Loaded()
    for document in documents:
        loaded.given += 1
        paper, new = _kept(document, MARKINGS[marking], (said or {}).get(document.sha256))
        loaded.new += new
        if paper.state == Paper.State.WAITING:
            loaded.failed += _read(paper, say)
        elif paper.state == Paper.State.FAILED:
            loaded.failed += 1
            say(_told(paper))
    bring_up_all()
    return loaded


def offers_in(paths: Iterable[str]) -> dict[str, Offered]:
    """What the bundles among some paths say of their papers, by hash."""
    found: dict[str, Offered] = {}
    for path in paths:
        if path != STANDARD_INPUT and is_bundle(Path(path)):
            try:
                with Bundle(Path(path)) as bundle:
                    found |= offers(bundle)
            except DamagedBundle:
                continue  # told as its papers are collected
    return found


def _kept(document: Document, level: Marking, offered: Offered | None) -> tuple[Paper, bool]:
    """The paper of these bytes under this marking, and whether it is brought in only now."""
    store().put(document.data)
    with transaction.atomic():
        serialised(f"paper {document.sha256}")
        known = Paper.objects.filter(sha256=document.sha256, marking=level).exclude(state__in=GONE).first()
        if known is not None:
            return known, False
        paper = Paper.objects.create(sha256=document.sha256, name=shown_name(document.path), size=len(document.data),
                                     marking=level)
        write(None, "bring in", f"paper:{paper.pk}", after={"name": paper.name, "marking": level}, document=paper.sha256,
              marking=level)
        offer(paper, offered)
    return paper, True


def _told(paper: Paper) -> str:
    """A paper and where it stands; why it could not be read, and what to do."""
    told = [paper.name, str(Paper.State(paper.state).label)]
    if paper.state == Paper.State.FAILED and paper.problem:
        told.append(sentence(paper.problem))
    return pgettext("separator", ": ").join(told)


def _read(paper: Paper, say: Callable[[str], None]) -> int:
    """Read a paper and what it carries. How many could not be read."""
    failed, waiting = 0, [paper]
    while waiting:
        one = waiting.pop()
        failed += intake.read_paper(one.pk) == Paper.State.FAILED
        one.refresh_from_db()
        say(_told(one))
        waiting += Paper.objects.filter(part_of=one, state=Paper.State.WAITING)
    return failed
