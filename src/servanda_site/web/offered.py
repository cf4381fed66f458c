"""Who is offered to lists and delegations, with their offices in words; taking over who was ticked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from django.http import HttpRequest

from servanda_site.publishing.papers import Papers
from servanda_site.publishing.people import office_said
from servanda_site.publishing.phrases import Phrases
from servanda_site.register.dossiers import claims_of
from servanda_site.register.models import Partnership
from servanda_site.register.visibility import Access
from servanda_site.tracking.actions.gatherings import add_delegate
from servanda_site.tracking.models import Session, Visit
from servanda_site.tracking.offers import Offer
from servanda_site.web.templatetags.facts import first_letter_up
from servanda_site.web.templatetags.record import words


def in_words(access: Access, partnership: Partnership, offers: Sequence[Offer]) -> list[Offer]:
    """Offers with the offices that papers tell, in their own words."""
    told = [o.person for o in offers if o.person is not None and not o.office]
    seen = access.projection(partnership)
    if not told or seen is None:
        return list(offers)
    say = Phrases(words().tag)
    papers, claims = Papers(access, seen.pk, say), claims_of(told)
    return [o if o.person is None or o.office else
            replace(o, office=first_letter_up(office_said(o.person, claims.get(o.person.pk, ()), papers, say))) for o in offers]


def take(request: HttpRequest, offers: Sequence[Offer], row: Session | Visit) -> int:
    """Add who was ticked to the delegations; a chair heads a delegation that has no head. How many."""
    wanted, headed = set(request.POST.getlist("offer")), {d.state for d in row.delegates.filter(head=True)}
    chosen = [o for o in offers if o.key in wanted]
    for offer in in_words(request.access, row.partnership, chosen):  # type: ignore[attr-defined]
        head = offer.chair and offer.state not in headed
        headed |= {offer.state} if head else set()
        add_delegate(request.user, row, state=offer.state, name=offer.name, office=offer.office, head=head)  # type: ignore[arg-type]
    return len(chosen)
