"""`servanda rebuild`: the record and the search index made again from what is kept for ever."""

from __future__ import annotations

import argparse
from collections.abc import Sequence

from servanda_site.config.commands import DONE, _, command, migrate, say, set_up, tell, working


@command
def run(arguments: Sequence[str]) -> int:
    """Make everything derived again; the result is the same as before."""
    parser = argparse.ArgumentParser(prog="servanda rebuild", description=_("Throw away the record and the search index and make "
                                     "them again from papers, claims and judgements. The site may run meanwhile."))
    parser.parse_args(list(arguments))
    set_up()
    migrate()
    from servanda_site.register.projecting import bring_up_all

    with working():
        say(_("search index ..."))
        papers = index_papers()
        say(_("record ..."))
        partnerships = bring_up_all(everything=True)
    tell(_("%(partnerships)s partnerships and %(papers)s papers made again") % {"partnerships": partnerships, "papers": papers})
    return DONE


def index_papers() -> int:
    """Index every readable paper anew, and forget the entries of papers out of sight. How many."""
    from django.db import connection, transaction

    from servanda_site.register import indexing, texts
    from servanda_site.register.models import Entry, Paper

    readable = Paper.objects.filter(state=Paper.State.READ).exclude(reading=None).select_related("reading")
    count = 0
    for paper in readable.iterator(chunk_size=200):
        assert paper.reading is not None  # noqa: S101 - excluded above
        with transaction.atomic():
            indexing.paper(paper, texts.kept(paper.reading.content, paper.name))
        count += 1
    with transaction.atomic():
        Entry.objects.filter(paper__isnull=False).exclude(paper__state=Paper.State.READ).delete()
        if connection.vendor == "sqlite":
            with connection.cursor() as cursor:
                cursor.execute("INSERT INTO register_entry_words(register_entry_words) VALUES ('rebuild')")
    return count
