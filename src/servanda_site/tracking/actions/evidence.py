"""Decide on evidence: confirm or reject what is suggested, name what is not, take a decision back."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from servanda_site import __version__
from servanda_site.accounts.models import User
from servanda_site.register import texts
from servanda_site.register.actions.refusals import Conflict, Impossible, NotAllowed, needs
from servanda_site.register.journal import write
from servanda_site.register.locks import serialised
from servanda_site.register.models import Fact, FactClaim, Paper, Partnership, Role
from servanda_site.register.visibility import Access
from servanda_site.tracking import visibility
from servanda_site.tracking.actions.levels import level, of_here
from servanda_site.tracking.models import Item, Notice, StateChange, Suggestion
from servanda_site.tracking.models.evidence import Relation
from servanda_site.tracking.standing import members

VERDICTS = {"confirm": Suggestion.Decision.CONFIRMED, "reject": Suggestion.Decision.REJECTED,
            "reopen": Suggestion.Decision.PROPOSED}
_WORDS = 400
_LONGEST = 8000


@transaction.atomic
def decide(user: User, suggestion: Suggestion, verdict: str, *, why: str = "", expects: str | None = None) -> Suggestion:
    """Confirm or reject a suggestion, or take one's decision back (`reopen`; somebody else's: heads of desk).

    Args:
        expects: the decision the person saw stand.

    Raises:
        NotAllowed; Conflict: another decision stands by now; Impossible: no such verdict.
    """
    serialised(f"suggestions {suggestion.partnership_id}")
    row = visibility.suggestions(Access(user)).filter(pk=suggestion.pk).first()
    if row is None:
        raise NotAllowed
    needs(user, Role.OFFICER, row.partnership)
    if verdict not in VERDICTS:
        raise Impossible(_("no verdict: %(verdict)s") % {"verdict": verdict})
    if expects is not None and expects != row.decision:
        raise Conflict(_("decided meanwhile"), row.decision)
    if row.decision != Suggestion.Decision.PROPOSED and row.who_id != user.pk:
        needs(user, Role.HEAD, row.partnership)
    before, decision = row.decision, VERDICTS[verdict]
    if before == decision:
        return row
    opened = decision == Suggestion.Decision.PROPOSED
    row.decision, row.why = decision, "" if opened else why.strip()[:2000]
    row.who, row.decided = (None, None) if opened else (user, timezone.now())
    key = row.pk
    if opened and row.named and not row.found:
        _forget(row)
    else:
        row.named = row.named and not opened
        row.save(update_fields=["decision", "who", "decided", "why", "named"])
        _grounds(row)
    write(user, "decide evidence", f"evidence:{key}", before={"decision": before}, after=_told(row), why=row.why,
          partnership=row.partnership, document=row.document, marking=row.marking)
    return row


def _grounds(row: Suggestion) -> None:
    """Tell those who answer for a state that all it rested on does not stand any more: who set it, and whose items serve it."""
    about = f"fact:{row.promise}"
    changes = StateChange.objects.filter(suggestion=row, undone=None, current=True).select_related("suggestion", "who")
    for change in changes:
        if not change.groundless:
            Notice.objects.filter(about=about, kind=Notice.Kind.GROUND, seen=None).delete()
            continue
        ids = FactClaim.objects.filter(fact__in=FactClaim.objects.filter(claim=row.promise).values("fact")).values("claim")
        serving = Item.objects.filter(removed=None, serves__promise__in=ids)
        people = User.objects.filter(Q(pk=change.who_id) | Q(pk__in=serving.values("assigned")), is_active=True)
        Notice.objects.bulk_create((Notice(
            user=person, about=about, fact=row.promise, partnership_id=row.partnership_id, marking=change.marking,
            kind=Notice.Kind.GROUND, day=timezone.localdate()) for person in people), ignore_conflicts=True)


def _told(row: Suggestion) -> dict[str, object]:
    return {"decision": row.decision, "promise": row.promise, "deed": row.deed, "relation": row.relation}


def _forget(row: Suggestion) -> None:
    """Take away what a person named and no rule found."""
    if StateChange.objects.filter(suggestion=row, undone=None).exists():
        raise Impossible(_("a state rests on it: take that back first"))
    if row.scores.filter(current=True).exists():
        raise Impossible(_("a score rests on it: give the score anew without it first"))
    row.delete()


@dataclass(frozen=True, slots=True)
class Words:
    """Words of a paper that tell of a deed: code points of its text from `start` to `end`."""

    paper: Paper
    start: int
    end: int


def words_of(paper: Paper, quote: str) -> Words:
    """Where a paper has these words, however they are spaced.

    Raises:
        Impossible: it has not.
    """
    if paper.reading is None:
        raise Impossible(_("this paper is not read"), "paper")
    content = texts.kept(paper.reading.content, paper.name).content
    found = re.search(r"\s+".join(re.escape(w) for w in quote.split()[:_WORDS]), content) if quote.split() else None
    if found is None:
        raise Impossible(_("the paper has no such words: copy them from its text"), "quote")
    return Words(paper, found.start(), found.end())


@transaction.atomic
def name(user: User, promise: Fact, deed: Fact | Words, relation: str, *, reason: str, marking: int | None = None) -> Suggestion:
    """Point at a fact, or at words of a paper, as what was done about an undertaking. It stands as confirmed evidence.

    Where the rules suggested the pair, or somebody rejected it, this decides on it.

    Raises:
        NotAllowed; Conflict: it is confirmed already; Impossible: what cannot be (of another partnership, itself).
    """
    partnership = promise.projection.partnership
    needs(user, Role.OFFICER, partnership)
    serialised(f"suggestions {partnership.pk}")
    if promise.kind != "undertaking":
        raise Impossible(_("only undertakings have evidence"))
    if relation not in Relation.values:
        raise Impossible(_("no such relation"), "relation")
    if not reason.strip():
        raise Impossible(_("say why it bears on it"), "reason")
    if isinstance(deed, Words):
        given = _cited(deed, partnership)
        held = Suggestion.objects.filter(promise__in=members(promise), deed=given["deed"], partnership=partnership)
    else:
        if deed.fact == promise.fact:
            raise Impossible(_("an undertaking is no evidence of itself"), "deed")
        of_here(partnership, deed, "deed")
        given = {"deed": deed.fact, "plain": False, "document": "", "citations": []}
        held = Suggestion.objects.filter(promise__in=members(promise), deed__in=members(deed), partnership=partnership)
    least = deed.paper.marking if isinstance(deed, Words) else 0
    needed = level(user, partnership, [promise] if isinstance(deed, Words) else [promise, deed], marking, least=least)
    row = held.first()
    before = row.decision if row is not None and row.marking <= Access(user).clearance(partnership) else None
    if before == Suggestion.Decision.CONFIRMED:
        raise Conflict(_("it is evidence already"), before)
    if row is not None and before is None:  # hidden from them: no refusal tells of it, and what it rests on stays hidden
        row.reasons, row.citations = [], given["citations"]
    row = row or Suggestion(partnership=partnership, promise=promise.fact, score=1.0, found=False, version=__version__, **given)
    row.marking, row.relation, row.named = needed, relation, True
    row.decision, row.who, row.decided, row.why = Suggestion.Decision.CONFIRMED, user, timezone.now(), reason.strip()[:2000]
    row.save()
    write(user, "name evidence", f"evidence:{row.pk}", before={"decision": before}, after=_told(row), why=row.why,
          partnership=partnership, document=row.document, marking=row.marking)
    return row


def _cited(words: Words, partnership: Partnership) -> dict[str, Any]:
    """Words of a paper as the evidence that they are."""
    paper = words.paper
    of_here(partnership, paper, "paper")
    if paper.reading is None:
        raise Impossible(_("this paper is not read"), "paper")
    content = texts.kept(paper.reading.content, paper.name).content
    last = min(len(content), words.start + _LONGEST)
    if not 0 <= words.start < words.end <= last or not content[words.start:words.end].strip():
        raise Impossible(_("the paper has no such words: copy them from its text"), "quote")
    key = hashlib.sha256(f"{paper.sha256}:{words.start}:{words.end}".encode()).hexdigest()[:16]
    cited = {"document": f"d-{paper.sha256[:12]}", "start": words.start, "end": words.end,
             "quote": content[words.start:words.end]}
    return {"deed": f"n-{key}", "plain": True, "document": paper.sha256, "citations": [cited]}
