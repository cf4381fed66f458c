"""One thing told twice in one document, which reading left as two claims.

Only where the second telling has nothing of its own: a visit that names nobody but whoever comes along, a text named by its
kind alone, a body that the same words name. All else that one document keeps apart stays apart.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable

from servanda.claims import Claim
from servanda.reconciliation import dates
from servanda.reconciliation.comparison import Comparison, Context, Mark
from servanda.reconciliation.happenings import travellers
from servanda.reconciliation.texts import about, named_as


class _Retold:
    """What is told twice in one document; of itself nothing is sure, nothing is compared and nothing must agree."""

    one_per_document = False

    def signature(self, claim: Claim, context: Context) -> Hashable | None:
        """Nothing."""
        return None

    def blocks(self, claim: Claim, context: Context) -> Iterable[Hashable]:
        """Nothing."""
        return []

    def compare(self, first: Claim, second: Claim, context: Context) -> Comparison | None:
        """Nothing."""
        return None

    def mark(self, claim: Claim, context: Context) -> Mark | None:
        """Nothing."""
        return None


class VisitsRetold(_Retold):
    """Visits of one document to one place in the same days, one of them without a visitor of its own."""

    def blocks(self, claim: Claim, context: Context) -> Iterable[Hashable]:
        """The document's visits."""
        return [claim.document] if claim.fields["type"] == "visit" else []

    def compare(self, first: Claim, second: Claim, context: Context) -> Comparison | None:
        """Same states, place, status and days, and one visitor."""
        a, b = first.fields, second.fields
        unnamed = [c for c in (first, second) if not travellers(c, context)]
        if len(unnamed) != 1 or a["states"] != b["states"] or a["status"] != b["status"]:
            return None
        places = [context.bag(c, c.fields["place"]) for c in (first, second) if c.fields["place"]]
        if dates.apart(a["date"], b["date"]) != 0 or (len(places) == 2 and not places[0] & places[1]):
            return None
        return Comparison(0.8, ("same_document", "same_date"), unnamed[0].id)


class InstrumentsRetold(_Retold):
    """Texts of one document, one of them named by its kind alone."""

    def blocks(self, claim: Claim, context: Context) -> Iterable[Hashable]:
        """The document's texts of a kind."""
        return [(claim.document, claim.fields["type"], claim.fields["status"])]

    def compare(self, first: Claim, second: Claim, context: Context) -> Comparison | None:
        """Same parties and day, and what only one of them says of its object."""
        bare = [c for c in (first, second) if not about(c, context)]
        if len(bare) != 1 or first.fields["parties"] != second.fields["parties"]:
            return None
        if dates.apart(first.fields["date"], second.fields["date"]) not in (None, 0):
            return None
        return Comparison(0.8, ("same_document", "same_type"), bare[0].id)


class MechanismsRetold(_Retold):
    """Bodies of one document whose names say the same in other words: the Joint High Commission, the Higher Joint Committee."""

    def signature(self, claim: Claim, context: Context) -> Hashable | None:
        """Document, kind, states and all that the name says."""
        f = claim.fields
        said = named_as(claim, context)
        return (claim.document, f["kind"], tuple(f["states"]), said) if said else None
