"""Decide on suggested evidence: confirm, reject, take a decision back."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from servanda_site.accounts.models import User
from servanda_site.register.actions.refusals import Conflict, Impossible, NotAllowed, needs
from servanda_site.register.journal import write
from servanda_site.register.locks import serialised
from servanda_site.register.models import Role
from servanda_site.register.visibility import Access
from servanda_site.tracking import visibility
from servanda_site.tracking.models import Suggestion

VERDICTS = {"confirm": Suggestion.Decision.CONFIRMED, "reject": Suggestion.Decision.REJECTED,
            "reopen": Suggestion.Decision.PROPOSED}


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
    row.save(update_fields=["decision", "who", "decided", "why"])
    write(user, "decide evidence", f"evidence:{row.pk}", before={"decision": before},
          after={"decision": row.decision, "promise": row.promise, "deed": row.deed, "relation": row.relation}, why=row.why,
          partnership=row.partnership, document=row.document, marking=row.marking)
    return row
