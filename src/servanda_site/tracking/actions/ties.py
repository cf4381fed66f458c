"""Keep ties: add, change, take out, put back, undo; enter the support for candidatures; set proposals aside."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from servanda import ontology
from servanda.reconciliation.dates import bounds
from servanda_site.accounts.models import User
from servanda_site.register.actions.refusals import Conflict, Impossible, NotAllowed, needs
from servanda_site.register.journal import write
from servanda_site.register.locks import serialised
from servanda_site.register.models import Fact, Marking, Paper, Partnership, Role
from servanda_site.register.validating import date_told as read_date
from servanda_site.register.visibility import Access
from servanda_site.tracking import ties, visibility
from servanda_site.tracking.actions import plan
from servanda_site.tracking.actions.gatherings import sound_side
from servanda_site.tracking.actions.levels import level, lowest, of_here, sound_day
from servanda_site.tracking.actions.versions import said_before, take_out
from servanda_site.tracking.models import Item, SetAside, Support, Tie, TiePartner, TieSource, TieVersion
from servanda_site.tracking.standing import members

_LIMITS = {"title": 300, "forum": 300, "post": 300, "date": 64, "note": 8000, "candidate": 8, "status": 12}
_PARTNERS, _SOURCES, _ITEMS, _ENTRIES = 60, 200, 100, 300
_HIDDEN = ("information",)  # kinds that are restricted unless somebody says otherwise


@transaction.atomic
def save(user: User, partnership: Partnership, values: Mapping[str, Any], *, tie: Tie | None = None, expects: int | None = None,
         ) -> Tie:
    """Add a tie, or change the fields given of one.

    Args:
        values: by the names of `ties.FIELDS`, spelt as `ties.as_data` does. expects: the version the person saw.

    Raises:
        NotAllowed; Conflict: it was changed meanwhile; Impossible: a value that cannot be (`field` says which).
    """
    needs(user, Role.OFFICER, partnership)
    serialised(f"ties {partnership.pk}")
    access = Access(user)
    before: dict[str, Any] = {}
    if tie is not None:
        tie = ties.ties(access, removed=True).filter(pk=tie.pk, partnership=partnership).first()
        if tie is None:
            raise NotAllowed
        before = ties.as_data(tie)
        if expects is not None and expects != tie.version:
            raise Conflict(_("changed meanwhile"), tie)
    given = _checked(access, partnership, values, before, tie)
    if tie is not None and all(before[name] == value for name, value in given.items()):
        return tie
    row = tie or Tie(partnership=partnership, by=user, version=0)
    for name in ("kind", *ties.TEXTS, "marking"):
        if name in given:
            setattr(row, name, given[name])
    if "exchange" in given:
        row.exchange_id = given["exchange"]
    row.start, row.end = bounds(row.date) or (None, None) if row.date else (None, None)
    row.forum_fact = _known(access, partnership, [row.forum]).get(row.forum, "") if row.forum else ""
    row.version, row.changed = row.version + 1, timezone.now()
    row.save()
    _parts(access, row, given)
    after = ties.as_data(row)
    TieVersion.objects.create(tie=row, number=row.version, data=after, who=user)
    names = [n for n in ties.FIELDS if before.get(n) != after[n]]
    write(user, "change tie" if tie else "add tie", f"tie:{row.pk}", before={n: before.get(n) for n in names},
          after={n: after[n] for n in names}, partnership=partnership, marking=max(row.marking, before.get("marking", 0)))
    return row


def _checked(access: Access, partnership: Partnership, values: Mapping[str, Any], before: Mapping[str, Any], tie: Tie | None,
             ) -> dict[str, Any]:
    given = {name: values[name] for name in ties.FIELDS if name in values}
    kind = given.get("kind", before.get("kind", ""))
    if kind not in ontology.load().codes("ties") or (before and ties.GROUP_OF[kind] != ties.GROUP_OF[before["kind"]]):
        raise Impossible(_("there is no such tie"), "kind")
    for name in ties.TEXTS:
        if name in given:
            text = str(given[name] or "").replace("\0", "").strip()
            if len(text) > _LIMITS[name]:
                raise Impossible(_("at most %(n)s characters") % {"n": _LIMITS[name]}, name)
            given[name] = text if name == "note" else " ".join(text.split())
    others = ties.ties(access, removed=True).filter(partnership=partnership)
    if before.get("exchange") and not others.filter(pk=before["exchange"]).exists():
        given["exchange"] = before["exchange"]  # not theirs to see, nor to take away
    now = {**before, **given}
    if not now.get("title"):
        raise Impossible(_("a title is needed"), "title")
    if now.get("status") not in ties.statuses(kind):
        raise Impossible(_("no such state of things"), "status")
    if kind in ("candidature", "position") and not now.get("forum"):
        raise Impossible(_("say at which international body"), "forum")
    _check_race(access, partnership, kind, now, tie, others)
    if given.get("date"):
        given["date"] = read_date(given["date"], "date")
        span = bounds(given["date"])
        if span is None:
            raise Impossible(_("a year is needed, and a first and a last day"), "date")
        for day in span:
            sound_day(day, "date")
    if "partners" in given:
        given["partners"] = _partners(given["partners"])
    given["marking"] = _gathered(access, partnership, kind, given, before)
    return given


def _check_race(access: Access, partnership: Partnership, kind: str, now: Mapping[str, Any], tie: Tie | None,
                others: QuerySet[Tie]) -> None:
    """What only a candidature has."""
    if kind != "candidature":
        if now.get("candidate") or now.get("post") or now.get("exchange"):
            raise Impossible(_("only a candidature has a candidate"), "candidate")
        return
    if now.get("candidate") not in partnership.codes:
        raise Impossible(_("say whose candidature it is"), "candidate")
    if tie is not None and ties.supports(access).filter(tie=tie, side=now["candidate"]).exists():
        raise Impossible(_("its ledger has entries of this side as a supporter: take them back first"), "candidate")
    if now.get("exchange") and now["exchange"] != (tie.exchange_id if tie else None):
        other = others.filter(pk=now["exchange"], kind="candidature", removed=None).first()
        if other is None or other.candidate == now["candidate"] or (tie is not None and other.pk == tie.pk):
            raise Impossible(_("only a candidature of another side can stand in exchange"), "exchange")


def _partners(told: Iterable[Iterable[Any]]) -> list[list[str]]:
    states, found = ontology.load().states, []
    for state, name in told:
        name, state = " ".join(str(name or "").split()), str(state or "")
        if not name:
            continue
        if len(name) > 300:
            raise Impossible(_("at most %(n)s characters") % {"n": 300}, "partners")
        if state and state not in states:
            raise Impossible(_("no such state: %(state)s") % {"state": state[:20]}, "partners")
        found.append([state, name])
    if len(found) > _PARTNERS:
        raise Impossible(_("at most %(n)s partners") % {"n": _PARTNERS}, "partners")
    return found


def _gathered(access: Access, partnership: Partnership, kind: str, given: dict[str, Any], before: Mapping[str, Any]) -> int:
    """Check the facts and items it gathers (what the person does not see of them stays); the marking that follows."""
    had = before.get("sources", [])
    facts = access.facts_of({*given.get("sources", had), *had})
    hidden = [key for key in had if key not in facts]
    wanted = [k for k in dict.fromkeys(given.get("sources", had)) if k not in hidden]
    for key in wanted:
        if key not in facts or facts[key].projection.partnership_id != partnership.pk:
            raise Impossible(_("no fact of this partnership: %(id)s") % {"id": str(key)[:60]}, "sources")
    if len(wanted) > _SOURCES:
        raise Impossible(_("too many facts"), "sources")
    if "sources" in given:
        given["sources"] = sorted({facts[k].fact for k in wanted} | set(hidden))
    if "items" in given:
        held = set(before.get("items", []))
        seen = set(visibility.items(access, removed=True).filter(partnership=partnership).filter(
            pk__in=held | set(given["items"])).values_list("pk", flat=True))
        if (set(given["items"]) - held) - seen:
            raise Impossible(_("no item of this partnership's plan"), "items")
        given["items"] = sorted((set(given["items"]) & (seen | held)) | (held - seen))
        if len(given["items"]) > _ITEMS:
            raise Impossible(_("at most %(n)s items") % {"n": _ITEMS}, "items")
    least = max((lowest(facts[k]) for k in wanted), default=0)
    if hidden:
        least = max(least, before["marking"])
    marking = given.get("marking")
    if marking is None:
        marking = max(least, before.get("marking", Marking.RESTRICTED if kind in _HIDDEN else 0))
    if marking not in Marking.values:
        raise Impossible(_("no such marking"), "marking")
    if marking < least:
        raise Impossible(_("what it is about or rests on is marked “%(marking)s”: it cannot be marked lower")
                         % {"marking": Marking(least).label}, "marking")
    if marking > access.clearance(partnership):
        raise NotAllowed
    return int(marking)


def _known(access: Access, partnership: Partnership, names: Iterable[str]) -> dict[str, str]:
    """The ids of those the record knows, by name."""
    found = access.facts(partnership).filter(kind="entity", label__in=set(names) - {""})
    return dict(found.values_list("label", "fact"))


def _parts(access: Access, row: Tie, given: Mapping[str, Any]) -> None:
    if "partners" in given:
        known = _known(access, row.partnership, (name for _state, name in given["partners"]))
        row.partners.all().delete()
        TiePartner.objects.bulk_create(TiePartner(tie=row, order=n, state=state, name=name, fact=known.get(name, ""))
                                       for n, (state, name) in enumerate(given["partners"]))
    if "sources" in given:
        row.sources.exclude(fact__in=given["sources"]).delete()
        held = set(row.sources.values_list("fact", flat=True))
        TieSource.objects.bulk_create(TieSource(tie=row, fact=key) for key in given["sources"] if key not in held)
    if "items" in given:
        row.items.set(given["items"])


@transaction.atomic
def remove(user: User, tie: Tie, *, back: bool = False) -> None:
    """Take a tie out of the pages, or put it back.

    Raises:
        NotAllowed; Conflict: somebody did so meanwhile.
    """
    needs(user, Role.OFFICER, tie.partnership)
    if not ties.ties(Access(user), removed=True).filter(pk=tie.pk).exists():
        raise NotAllowed
    take_out(user, tie, "tie", back=back, told={"title": tie.title})


@transaction.atomic
def revert(user: User, tie: Tie, *, expects: int | None = None) -> Tie:
    """Take the last change of a tie back: it says again what it said before.

    Raises:
        NotAllowed; Conflict; Impossible: it was never changed, or what it said cannot be said any more.
    """
    return save(user, tie.partnership, said_before(tie), tie=tie, expects=expects)


@transaction.atomic
def gather(user: User, tie: Tie, fact: Fact, *, off: bool = False) -> Tie:
    """Add a fact of the record to what a tie gathers, or (off) let it go, whatever ids it was gathered by."""
    serialised(f"ties {tie.partnership_id}")
    held, own = list(tie.sources.values_list("fact", flat=True)), set(members(fact))
    if not off and own & set(held):
        raise Impossible(_("this is said already"))
    sources = [key for key in held if key not in own] if off else [*held, fact.fact]
    return save(user, tie.partnership, {"sources": sources}, tie=tie)


@transaction.atomic
def link(user: User, tie: Tie, item: int, *, off: bool = False) -> Tie:
    """Say that an item of the plan belongs to a tie, or (off) does not any more."""
    serialised(f"ties {tie.partnership_id}")
    others = list(tie.items.exclude(pk=item).values_list("pk", flat=True))
    return save(user, tie.partnership, {"items": others if off else [*others, item]}, tie=tie)


@transaction.atomic
def put_into_plan(user: User, tie: Tie, *, title: str, due: date | None = None, lead: str = "") -> Item:
    """Make an item of the plan for a tie: it serves the undertakings the tie gathers, and is marked as the tie is."""
    access = Access(user)
    facts = access.facts_of(tie.sources.values_list("fact", flat=True))
    serves = sorted({f.fact for f in facts.values() if f.kind == "undertaking"})
    item = plan.save(user, tie.partnership, {"title": title, "due": due.isoformat() if due else "", "lead": lead,
                                             "serves": serves, "marking": tie.marking})
    link(user, tie, item.pk)
    return item


@transaction.atomic
def enter(user: User, tie: Tie, *, step: str, side: str, date_told: str = "", fact: Fact | None = None,
          paper: Paper | None = None, words: str = "", marking: int | None = None) -> Support:
    """Enter in the ledger of a candidature that a side was asked for its support, promised, gave or refused it.

    Raises:
        NotAllowed; Impossible: no candidature, the candidate's own support, no such date, nothing it rests on,
            what is of another partnership, told already.
    """
    needs(user, Role.OFFICER, tie.partnership)
    serialised(f"ties {tie.partnership_id}")
    if not ties.ties(Access(user)).filter(pk=tie.pk).exists():
        raise NotAllowed
    if tie.kind != "candidature":
        raise Impossible(_("only a candidature has a ledger"))
    if step not in Support.Step.values:
        raise Impossible(_("no such state of things"), "step")
    sound_side(tie.partnership, side, "side")
    if side == tie.candidate:
        raise Impossible(_("a side does not support its own candidature here"), "side")
    date_told = read_date(date_told, "date_told") if date_told.strip() else ""
    span = bounds(date_told) if date_told else None
    if date_told and span is None:
        raise Impossible(_("a year is needed, and a first and a last day"), "date_told")
    for day in span or ():
        sound_day(day, "date_told")
    if span and span[0] > timezone.localdate():
        raise Impossible(_("this day is still to come"), "date_told")
    if fact is None and paper is None and not words.strip():
        raise Impossible(_("say what it rests on: a fact, a paper or words"), "words")
    words = words.strip()[:2000]
    held = ties.supports(Access(user)).filter(tie=tie)  # what is hidden from them cannot be told by a refusal
    if held.count() >= _ENTRIES:
        raise Impossible(_("too many entries"))
    if held.filter(step=step, side=side, date=date_told, fact=fact.fact if fact else "", paper=paper,
                   words=words).exists():
        raise Impossible(_("this is told already"))
    of_here(tie.partnership, paper, "paper")
    least = max(tie.marking, paper.marking if paper else 0)
    row = Support.objects.create(
        partnership=tie.partnership, marking=level(user, tie.partnership, [fact] if fact else [], marking, least=least), tie=tie,
        step=step, side=side, date=date_told, start=span[0] if span else None, fact=fact.fact if fact else "", paper=paper,
        words=words, who=user)
    write(user, "enter support", f"tie:{tie.pk}", after={"step": step, "side": side, "date": date_told, "words": row.words},
          partnership=tie.partnership, marking=row.marking)
    return row


@transaction.atomic
def undo_entry(user: User, row: Support) -> None:
    """Take an entry of a ledger back. Somebody else's: heads of desk."""
    needs(user, Role.OFFICER if row.who_id == user.pk else Role.HEAD, row.partnership)
    if not ties.supports(Access(user), undone=True).filter(pk=row.pk).exists():
        raise NotAllowed
    if not Support.objects.filter(pk=row.pk, undone=None).update(undone=timezone.now()):
        raise Conflict(_("taken back already"))
    write(user, "undo support", f"tie:{row.tie_id}", before={"step": row.step, "side": row.side, "date": row.date},
          partnership=row.partnership, marking=row.marking)


@transaction.atomic
def set_aside(user: User, fact: Fact, group: str) -> list[SetAside]:
    """Say that a fact which bears on some kinds of ties is none to be kept: it is not proposed there again."""
    partnership = fact.projection.partnership
    needs(user, Role.OFFICER, partnership)
    serialised(f"ties {partnership.pk}")
    held = set(SetAside.objects.filter(fact__in=members(fact), undone=None).values_list("kind", flat=True))
    kinds = [k for k in ties.kinds_of(partnership, [fact], ties.GROUPS[group]).get(fact.fact, ()) if k not in held]
    if not kinds:
        raise Impossible(_("this is not proposed any more"))
    marking = level(user, partnership, [fact])
    made = [SetAside.objects.create(partnership=partnership, marking=marking, kind=kind, fact=fact.fact, who=user)
            for kind in kinds]
    write(user, "set aside", f"fact:{fact.fact}", after={"kinds": kinds}, partnership=partnership, marking=marking)
    return made


@transaction.atomic
def undo_aside(user: User, rows: Iterable[SetAside]) -> None:
    """Have a fact proposed again. What somebody else set aside: heads of desk."""
    for row in rows:
        needs(user, Role.OFFICER if row.who_id == user.pk else Role.HEAD, row.partnership)
        if row.marking > Access(user).clearance(row.partnership):
            raise NotAllowed
        if not SetAside.objects.filter(pk=row.pk, undone=None).update(undone=timezone.now()):
            raise Conflict(_("taken back already"))
        write(user, "undo set aside", f"fact:{row.fact}", before={"kinds": [row.kind]}, partnership=row.partnership,
              marking=row.marking)
