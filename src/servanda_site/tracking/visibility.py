"""What of the tracked may be seen: through the person's `Access`, and nothing about an undertaking they may not see."""

from __future__ import annotations

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.http import Http404

from servanda_site.register.models import FactClaim
from servanda_site.register.visibility import Access
from servanda_site.tracking.models import Baseline, Item, Score, SheetImport, StateChange, Suggestion, Window


def allowed(access: Access, prefix: str = "") -> Q:
    """What is marked no higher than the person is cleared for, in partnerships of which they see something.

    prefix: of the fields `partnership` and `marking` ("item__").
    """
    levels: dict[int, list[int]] = {}
    for partnership in access.partnerships:
        levels.setdefault(access.clearance(partnership), []).append(partnership.pk)
    found = Q(pk__in=[])
    for clearance, keys in levels.items():
        found |= Q(**{f"{prefix}partnership__in": keys, f"{prefix}marking__lte": clearance})
    return found


def projections(access: Access) -> list[int]:
    """The keys of the records the person sees."""
    seen = [access.projection(p) for p in access.partnerships]
    return [p.pk for p in seen if p is not None]


def sees(access: Access, column: str) -> Exists:
    """That what a column names is part of a fact the person sees."""
    return Exists(FactClaim.objects.filter(projection__in=projections(access), claim=OuterRef(column)))


def suggestions(access: Access) -> QuerySet[Suggestion]:
    """Suggestions of evidence: only where both the promise and the deed may be seen."""
    stated = Q(plain=True) & Exists(access.papers().filter(sha256=OuterRef("document")))
    found = Suggestion.objects.filter(allowed(access)).filter(sees(access, "promise"))
    return found.filter(stated | Q(sees(access, "deed"), plain=False)).select_related("partnership", "who")


def changes(access: Access) -> QuerySet[StateChange]:
    """Changes of state of undertakings that may be seen."""
    return StateChange.objects.filter(allowed(access)).filter(sees(access, "promise")).select_related(
        "who", "partnership", "suggestion")


def windows(access: Access) -> QuerySet[Window]:
    """Windows of assessment."""
    return Window.objects.filter(allowed(access)).select_related("partnership", "by")


def scores(access: Access, window: Window) -> QuerySet[Score]:
    """The scores in force of a window, of undertakings that may be seen."""
    clearance = access.clearance(window.partnership_id)
    found = Score.objects.filter(window=window, current=True, marking__lte=clearance)
    return found.filter(sees(access, "promise")).select_related("who")


def items(access: Access, *, removed: bool = False) -> QuerySet[Item]:
    """Items of action plans."""
    found = Item.objects.filter(allowed(access)).select_related("partnership", "by")
    found = found.order_by(F("due").asc(nulls_last=True), "pk")
    return found if removed else found.filter(removed=None)


def baselines(access: Access) -> QuerySet[Baseline]:
    """Frozen plans."""
    return Baseline.objects.filter(allowed(access)).select_related("partnership", "by")


def imports(access: Access) -> QuerySet[SheetImport]:
    """One's own workbooks that were read."""
    keys = [p.pk for p in access.partnerships]
    return SheetImport.objects.filter(by=access.user.pk, partnership__in=keys).select_related("partnership")


def one(found: QuerySet, key: int):  # type: ignore[no-untyped-def,type-arg]
    """One of these.

    Raises:
        Http404: there is none, or it may not be seen.
    """
    row = found.filter(pk=key).first()
    if row is None:
        raise Http404
    return row
