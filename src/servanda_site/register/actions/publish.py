"""Publish: freeze a partnership's record, with the claims and judgements it follows from."""

from __future__ import annotations

import json
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from servanda_site.accounts.models import User
from servanda_site.register.actions.refusals import Impossible, NotAllowed, needs
from servanda_site.register.journal import write
from servanda_site.register.judging import in_force
from servanda_site.register.models import Partnership, Publication, Role
from servanda_site.register.projecting import block, record_of
from servanda_site.register.store import store
from servanda_site.register.visibility import Access


@transaction.atomic
def publish(user: User, partnership: Partnership, marking: int, title: str) -> Publication:
    """Freeze the record of a partnership as somebody of this clearance sees it."""
    needs(user, Role.HEAD, partnership)
    if marking > Access(user).clearance(partnership):
        raise NotAllowed
    if not title.strip():
        raise Impossible(_("title: needed"))
    held = block(partnership, marking)
    claims = [c.id for c in held.claims]
    judgements = [j.id for j in in_force(claims, held.documents)]
    frozen = {"record": record_of(partnership, marking).model_dump(mode="json"), "claims": claims, "judgements": judgements}
    content = store().put(json.dumps(frozen, ensure_ascii=False, sort_keys=True).encode("utf-8", "surrogatepass"))
    made = Publication.objects.create(partnership=partnership, marking=marking, by=user, title=title.strip()[:300],
                                      content=content, claims=len(claims), judgements=len(judgements))
    write(user, "publish", f"publication:{made.pk}", after={"title": made.title, "content": content}, partnership=partnership,
          marking=marking)
    return made


def opened(made: Publication) -> dict[str, Any]:
    """What was frozen (`record`, ids of its `claims`, `judgements`), and by whom and when.

    Raises:
        KeyError: it is no longer kept.
    """
    return {"title": made.title, "published": made.at.isoformat(), "by": str(made.by), **json.loads(store().get(made.content))}
