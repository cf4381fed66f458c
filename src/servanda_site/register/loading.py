"""Papers into the register from the command line, in the name of the program itself."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from django.db import transaction

from servanda.documents import Document
from servanda_site.register import intake
from servanda_site.register.actions.bring_in import shown_name
from servanda_site.register.journal import write
from servanda_site.register.models import Marking, Paper
from servanda_site.register.projecting import bring_up_all
from servanda_site.register.store import store
from servanda_site.register.visibility import GONE

MARKINGS = {"public": Marking.PUBLIC, "official": Marking.OFFICIAL, "restricted": Marking.RESTRICTED}


def load(documents: Iterable[Document], marking: str, say: Callable[[str], None]) -> tuple[int, int]:
    """Keep and read papers; those already there under this marking are not taken twice. How many in all, how many failed."""
    count = failed = 0
    for document in documents:
        count += 1
        level = MARKINGS[marking]
        if Paper.objects.filter(sha256=document.sha256, marking=level).exclude(state__in=GONE).exists():
            continue
        store().put(document.data)
        with transaction.atomic():
            paper = Paper.objects.create(sha256=document.sha256, name=shown_name(document.path), size=len(document.data),
                                         marking=level)
            write(None, "bring in", f"paper:{paper.pk}", after={"name": paper.name, "marking": level}, document=paper.sha256,
                  marking=level)
        state = intake.read_paper(paper.pk)
        failed += state == Paper.State.FAILED
        say(f"{paper.name}: {state}")
    bring_up_all()
    return count, failed
