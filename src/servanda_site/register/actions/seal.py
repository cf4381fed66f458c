"""Take a paper out of sight, or erase it: for what was loaded by mistake or under the wrong marking.

Sealed: nobody sees it or what follows from it; a head of desk or administrator may unseal it. Erased: two administrators agree;
bytes, text, claims and the log's payloads about it go; its hash and a tombstone stay, so that the log still verifies.
"""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from servanda_site.accounts.models import User
from servanda_site.register import tasks
from servanda_site.register.actions.refusals import Impossible, NotAllowed, needs
from servanda_site.register.journal import forget, write
from servanda_site.register.made import paper_erased
from servanda_site.register.models import Claim, Entry, Judgement, Offer, Paper, Publication, Reading, Role
from servanda_site.register.projecting import bring_up, touch
from servanda_site.register.store import store
from servanda_site.register.visibility import GONE, Access


def _administers(user: User) -> bool:
    return Access(user).is_administrator


@transaction.atomic
def seal(user: User, paper: Paper, *, reason: str = "") -> None:
    """Take a paper out of sight, at once."""
    if not _administers(user):
        needs(user, Role.HEAD, paper.partnership)
    if paper.state in GONE:
        raise Impossible(_("sealed already"))
    before = paper.state
    Paper.objects.filter(pk=paper.pk).update(state=Paper.State.SEALED, before_sealing=before, lease=None)
    write(user, "seal", f"paper:{paper.pk}", before={"state": before}, why=reason, partnership=paper.partnership,
          document=paper.sha256, marking=paper.marking)
    paper.refresh_from_db()
    _forget_derived(paper)


@transaction.atomic
def unseal(user: User, paper: Paper, *, reason: str = "") -> None:
    """Bring a sealed paper back."""
    if not _administers(user):
        needs(user, Role.HEAD, paper.partnership)
    if paper.state != Paper.State.SEALED:
        raise Impossible(_("not sealed"))
    back = paper.before_sealing or Paper.State.WAITING
    if back == Paper.State.READING:
        back = Paper.State.WAITING
    Paper.objects.filter(pk=paper.pk).update(state=back, erase_asked=None)
    write(user, "unseal", f"paper:{paper.pk}", after={"state": back}, why=reason, partnership=paper.partnership,
          document=paper.sha256, marking=paper.marking)
    paper.refresh_from_db()
    if back == Paper.State.WAITING:
        tasks.wake(paper)
    if paper.reading is not None:
        from servanda_site.register import indexing, texts

        indexing.paper(paper, texts.kept(paper.reading.content, paper.name))
    _bring_up(paper)


@transaction.atomic
def ask_to_erase(user: User, paper: Paper, *, reason: str) -> None:
    """One administrator asks that a sealed paper be erased; another must agree."""
    if not _administers(user):
        raise NotAllowed
    if paper.state != Paper.State.SEALED:
        raise Impossible(_("seal it first"))
    Paper.objects.filter(pk=paper.pk).update(erase_asked=user)
    write(user, "ask to erase", f"paper:{paper.pk}", why=reason, partnership=paper.partnership, document=paper.sha256,
          marking=paper.marking)
    paper.refresh_from_db()


def erase(user: User, paper: Paper, *, reason: str = "") -> None:
    """A second administrator agrees: everything but the tombstone goes.

    Raises:
        NotAllowed: no administrator, or the one who asked. Impossible: nobody asked.
    """
    with transaction.atomic():
        paper = Paper.objects.select_for_update().get(pk=paper.pk)
        if not _administers(user) or paper.erase_asked_id == user.pk:
            raise NotAllowed
        if paper.state != Paper.State.SEALED or paper.erase_asked_id is None:
            raise Impossible(_("nobody asked for it"))
        last = not Paper.objects.filter(sha256=paper.sha256).exclude(pk=paper.pk).exclude(state=Paper.State.ERASED).exists()
        readings = list(Reading.objects.filter(sha256=paper.sha256)) if last else []
        contents = [held for r in readings for held in (r.content, *(page[3] for page in r.pages))]
        Paper.objects.filter(pk=paper.pk).update(
            state=Paper.State.ERASED, name="", source="", reading=None, problem=None, warnings=[], chosen=None)
        Entry.objects.filter(paper=paper).delete()
        Offer.objects.filter(paper=paper).delete()
        after: dict[str, object] = {"sha256": paper.sha256}
        if last:
            told = sorted({n for _by, numbers in paper_erased.send(Paper, paper=paper) for n in numbers or ()})
            after |= {"entries": told} if told else {}
            Reading.objects.filter(sha256=paper.sha256).delete()
            Claim.objects.filter(document=paper.sha256).delete()
            Judgement.objects.filter(document=paper.sha256).update(value=None, quote="", reason="", key="")
            forget(paper.sha256, told)
        write(user, "erase", f"paper:{paper.pk}", after=after, why=reason, partnership=paper.partnership,
              document=paper.sha256, marking=paper.marking)
        _bring_up(paper)
        if last:
            transaction.on_commit(lambda: [store().remove(c) for c in (paper.sha256, *contents)])  # type: ignore[arg-type]


def _forget_derived(paper: Paper) -> None:
    Entry.objects.filter(paper=paper).delete()
    _bring_up(paper)


def _bring_up(paper: Paper) -> None:
    if paper.partnership is not None:
        touch(paper.partnership)
        bring_up(paper.partnership)


def publications_with(paper: Paper) -> list[Publication]:
    """Frozen records of the paper's partnership made since it came in: whoever erases must know of them."""
    return list(Publication.objects.filter(partnership=paper.partnership, at__gte=paper.at, marking__gte=paper.marking))
