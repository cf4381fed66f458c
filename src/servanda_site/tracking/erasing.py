"""When a paper is erased, its words go from what people keep, too: minutes that became it, quotes that something rests on."""

from __future__ import annotations

from typing import Any

from servanda_site.register.models import LogEntry, Paper
from servanda_site.tracking.models import LifeStep, Paragraph, Session, Suggestion, Support


def on_paper_erased(sender: Any, paper: Paper, **more: Any) -> list[int]:
    """Take the words of a paper away. The numbers of the log's entries that have them."""
    sessions = list(Session.objects.filter(paper=paper).values_list("pk", flat=True))
    Paragraph.objects.filter(session__in=sessions).delete()
    written = LogEntry.objects.filter(target__in=[f"session:{pk}" for pk in sessions], action="write minutes")
    numbers = list(written.values_list("number", flat=True))
    supports = list(Support.objects.filter(paper=paper).exclude(words=""))
    for row in supports:
        entered = LogEntry.objects.filter(target=f"tie:{row.tie_id}", action="enter support", payload__after__words=row.words)
        numbers += entered.values_list("number", flat=True)
    Support.objects.filter(pk__in=[row.pk for row in supports]).update(words="")
    LifeStep.objects.filter(paper=paper).update(words="")
    Suggestion.objects.filter(document=paper.sha256).update(citations=[])
    return numbers
