"""Keep joint bodies and their sessions: rules, members, days, agenda, delegations, minutes, decisions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from servanda_site.accounts.models import User
from servanda_site.register import texts
from servanda_site.register.actions.add_fact import add_from_paper, keep_note
from servanda_site.register.actions.merge import merge
from servanda_site.register.actions.refusals import Conflict, Impossible, NotAllowed, needs
from servanda_site.register.journal import write
from servanda_site.register.locks import serialised
from servanda_site.register.models import Claim, Fact, Role
from servanda_site.register.projecting import bring_up
from servanda_site.register.visibility import Access
from servanda_site.tracking import gathered
from servanda_site.tracking.actions import gatherings
from servanda_site.tracking.actions.levels import level, lowest, sound_day
from servanda_site.tracking.models import AgendaItem, BodyMember, BodyRules, Gathering, Paragraph, Session
from servanda_site.tracking.standing import members

MOST_ITEMS = 300
MOST_PARAGRAPHS = 500
_LONGEST = 8000


@transaction.atomic
def set_rules(user: User, body: Fact, *, every_months: int | None, alternates: bool, parent: Fact | None, note: str,
              expects: int | None = None) -> BodyRules:
    """Say how often a body meets, whether the sides host in turn, and to which body it reports.

    Raises:
        NotAllowed; Conflict: somebody changed them meanwhile; Impossible: it would report to itself.
    """
    partnership = body.projection.partnership
    needs(user, Role.OFFICER, partnership)
    _is_body(body)
    serialised(f"bodies {partnership.pk}")
    if every_months is not None and not 1 <= every_months <= 600:
        raise Impossible(_("between one month and fifty years"), "every_months")
    access = Access(user)
    if parent is not None:
        _no_circle(access, body, parent)
    row = gathered.rules(access, [body]).get(body.fact)
    if expects is not None and expects != (row.version if row else 0):
        raise Conflict(_("changed meanwhile"), row)
    before = _told(row) if row else None
    row = row or BodyRules(partnership=partnership, body=body.fact, version=0)
    row.every_months, row.alternates, row.note = every_months, alternates, note.strip()[:2000]
    row.parent = parent.fact if parent else ""
    row.marking = level(user, partnership, [body, *([parent] if parent else [])])
    row.version, row.by, row.changed = row.version + 1, user, timezone.now()
    row.save()
    write(user, "body rules", f"body:{body.fact}", before=before, after=_told(row), partnership=partnership, marking=row.marking)
    return row


def _told(row: BodyRules) -> dict[str, Any]:
    return {"every_months": row.every_months, "alternates": row.alternates, "parent": row.parent, "note": row.note}


def _is_body(body: Fact) -> None:
    if body.kind != "mechanism":
        raise Impossible(_("this is no joint body"))


def _no_circle(access: Access, body: Fact, parent: Fact) -> None:
    """Refuse a body that would report, by way of others, to itself."""
    _is_body(parent)
    own, seen = set(members(body)), set()
    above: Fact | None = parent
    while above is not None and above.fact not in seen:
        if above.fact in own:
            raise Impossible(_("a body cannot report to itself"), "parent")
        seen.add(above.fact)
        row = gathered.rules(access, [above]).get(above.fact)
        above = access.facts_of([row.parent]).get(row.parent) if row and row.parent else None


@transaction.atomic
def add_member(user: User, body: Fact, *, state: str, name: str, office: str = "", part: str = "member",
               since: date | None = None, until: date | None = None, person: Fact | None = None) -> BodyMember:
    """Add somebody who sits in a body."""
    partnership = body.projection.partnership
    needs(user, Role.OFFICER, partnership)
    _is_body(body)
    if part not in BodyMember.Part.values:
        raise Impossible(_("no such part"), "part")
    gatherings.sound_side(partnership, state)
    for day, field in ((since, "since"), (until, "until")):
        sound_day(day, field)
    if since and until and until < since:
        raise Impossible(_("the last day is before the first"), "until")
    row = BodyMember.objects.create(
        partnership=partnership, marking=level(user, partnership, [body, *([person] if person else [])]), body=body.fact,
        state=state, name=gatherings.sound_name(name), office=" ".join(office.split())[:300], part=part, since=since, until=until,
        person=person.fact if person else "", by=user)
    write(user, "add member", f"body:{body.fact}", after=_seat(row),
          partnership=partnership, marking=row.marking)
    return row


def _seat(row: BodyMember) -> dict[str, Any]:
    """Somebody who sits in a body as the log keeps them."""
    return {"member": row.pk, "name": row.name, "state": row.state, "part": row.part, "office": row.office,
            "since": row.since.isoformat() if row.since else None, "until": row.until.isoformat() if row.until else None}


@transaction.atomic
def remove_member(user: User, row: BodyMember, *, back: bool = False) -> None:
    """Take somebody out of a body's list, or put them back."""
    needs(user, Role.OFFICER, row.partnership)
    if BodyMember.objects.filter(pk=row.pk, removed__isnull=not back).update(removed=None if back else timezone.now()):
        write(user, "restore member" if back else "remove member", f"body:{row.body}",
              before=_seat(row), partnership=row.partnership, marking=row.marking)


@transaction.atomic
def open_session(user: User, body: Fact, *, event: Fact | None = None, marking: int | None = None, **given: Any) -> Session:
    """Begin to prepare a session of a body. event: what the record tells of it. given: as `gatherings.FIELDS`, and `ordinal`."""
    partnership = body.projection.partnership
    needs(user, Role.OFFICER, partnership)
    _is_body(body)
    serialised(f"bodies {partnership.pk}")
    number_free(Access(user), body, given.get("ordinal"), event=event)
    row = Session(partnership=partnership, body=body.fact, event=event.fact if event else "", by=user,
                  marking=level(user, partnership, [body, *([event] if event else [])], marking), ordinal=given.get("ordinal"))
    gatherings.fill(row, given)
    row.save()
    write(user, "open session", f"session:{row.pk}", after=gatherings.told(row) | {"ordinal": row.ordinal, "body": row.body},
          partnership=partnership, marking=row.marking)
    return row


@transaction.atomic
def change_session(user: User, row: Session, given: Mapping[str, Any], *, expects: int | None = None) -> Session:
    """Change number, days, place, status or marking of a session."""
    row = locked(user, row, expects)
    access = Access(user)
    body = body_of(access, row)
    number_free(access, body, given.get("ordinal", row.ordinal), but=row.pk)
    before = gatherings.told(row) | {"ordinal": row.ordinal, "marking": row.marking}
    row.marking = level(user, row.partnership, [body], given.get("marking", row.marking), least=_least(access, row))
    row.ordinal = given.get("ordinal", row.ordinal)
    gatherings.fill(row, given)
    gatherings.raise_version(row, calendar=gatherings.matters(before, row))
    row.save()
    gatherings.ask_again(before, row)
    write(user, "change session", f"session:{row.pk}", before=before,
          after=gatherings.told(row) | {"ordinal": row.ordinal, "marking": row.marking}, partnership=row.partnership,
          marking=max(row.marking, before["marking"]))
    return row


def _least(access: Access, row: Session) -> int:
    """The marking below which a session cannot fall: of what is on its agenda."""
    named = access.facts_of({a.fact for a in row.agenda.exclude(fact="")})
    return max((lowest(f) for f in named.values()), default=0)


def number_free(access: Access, body: Fact, ordinal: int | None, *, but: int | None = None, event: Fact | None = None) -> None:
    """Refuse a number that another session of the body has.

    Raises:
        Impossible
    """
    if not ordinal:
        return
    for sitting in gathered.sittings(access, [body])[body.fact]:
        if sitting.ordinal == ordinal and sitting.row is not None and sitting.row.pk != but:
            raise Impossible(_("there is a session of this number already"), "ordinal")


def body_of(access: Access, row: Session) -> Fact:
    """The body of a session."""
    found = access.facts_of([row.body]).get(row.body)
    if found is None:
        raise NotAllowed
    return found


def locked(user: User, row: Session, expects: int | None) -> Session:
    """A session as it stands, to be changed by an officer.

    Raises:
        NotAllowed; Conflict: it is not what the person saw.
    """
    needs(user, Role.OFFICER, row.partnership)
    found = Session.objects.select_for_update(of=("self",)).select_related("partnership", "paper").get(pk=row.pk)
    if expects is not None and expects != found.version:
        raise Conflict(_("changed meanwhile"), found)
    return found


@dataclass(frozen=True, slots=True)
class Point:
    """A point of the agenda as somebody arranged it. key: of the point that is there; None: a new one.

    other: its words in the other language of the minutes; None: as they are.
    """

    key: int | None
    order: int
    number: str
    title: str
    fact: Fact | None = None
    removed: bool = False
    other: str | None = None


@transaction.atomic
def arrange(user: User, row: Session, points: Sequence[Point], *, expects: int | None = None) -> None:
    """Put the agenda in order: renumber, reword, remove and add points.

    Raises:
        NotAllowed; Conflict; Impossible: a point about something that is marked higher than the session.
    """
    row = locked(user, row, expects)
    held = {a.pk: a for a in row.agenda.all()}
    before = _points(row)
    if len(points) > MOST_ITEMS:
        raise Impossible(_("too many points"))
    for place, point in enumerate(sorted(points, key=lambda p: p.order), 1):
        item = held.get(point.key) if point.key is not None else AgendaItem(session=row)
        if item is None:
            continue
        if point.removed:
            item.delete()
            continue
        if point.fact is not None and point.key is None:
            if lowest(point.fact) > row.marking:
                raise Impossible(_("“%(title)s” is marked higher than the session: raise the session's marking first")
                                 % {"title": point.fact.label[:120]})
            item.fact = point.fact.fact
        title = " ".join(point.title.split())[:500]
        if not title:
            raise Impossible(_("a point needs words"))
        item.order, item.number, item.title = place, " ".join(point.number.split())[:12], title
        if point.other is not None:
            item.other = " ".join(point.other.split())[:500]
        item.save()
    gatherings.raise_version(row, calendar=False)
    row.save(update_fields=["version", "changed"])
    write(user, "arrange agenda", f"session:{row.pk}", before=before, after=_points(row), partnership=row.partnership,
          marking=row.marking)


def _points(row: Session) -> list[list[str]]:
    """The agenda as the log keeps it: of each point number, words, and the fact it is about."""
    return [[a.number, a.title, a.fact] for a in row.agenda.all()]


@transaction.atomic
def write_minutes(user: User, row: Session, left: str, right: str, paragraphs: Sequence[tuple[str, str, bool]], *,
                  expects: int | None = None) -> None:
    """Write the minutes: paragraphs in two languages side by side, and which of them decide something.

    Raises:
        NotAllowed; Conflict; Impossible: they are agreed already.
    """
    row = locked(user, row, expects)
    if row.agreed:
        raise Impossible(_("the minutes are agreed: they are not changed any more"))
    if left == right:
        raise Impossible(_("two languages are needed"), "right")
    kept = [(a.strip()[:_LONGEST], b.strip()[:_LONGEST], d) for a, b, d in paragraphs if a.strip() or b.strip()]
    if len(kept) > MOST_PARAGRAPHS:
        raise Impossible(_("too many paragraphs"))
    before = _written(row)
    row.paragraphs.all().delete()
    Paragraph.objects.bulk_create(Paragraph(session=row, order=n, left=a, right=b, decision=d)
                                  for n, (a, b, d) in enumerate(kept, 1))
    row.left, row.right = left, right
    gatherings.raise_version(row, calendar=False)
    row.save(update_fields=["left", "right", "version", "changed"])
    write(user, "write minutes", f"session:{row.pk}", before=before, after=_written(row), partnership=row.partnership,
          marking=row.marking)


def _written(row: Session) -> dict[str, Any]:
    """The minutes as the log keeps them: the languages, and of each paragraph both and whether it decides."""
    return {"left": row.left, "right": row.right, "paragraphs": [[p.left, p.right, p.decision] for p in row.paragraphs.all()]}


def agree(user: User, row: Session, day: date, heading: str, *, one_language: bool = False,
          expects: int | None = None) -> Session:
    """Say that both sides agreed the minutes: they become a paper of the register, which tells that the session was held.

    Args:
        heading: the first line of the paper, which names the session.
        one_language: that the person knows of decisions written in one language only.

    Raises:
        NotAllowed; Conflict; Impossible: nothing is written, the session has no day, or it is still to come.
    """
    with transaction.atomic():
        row = locked(user, row, expects)
        body = body_of(Access(user), row)
        written = list(row.paragraphs.all())
        if row.agreed:
            raise Impossible(_("the minutes are agreed already"))
        if not written:
            raise Impossible(_("nothing is written yet"))
        alone = [p.order for p in gathered.in_one_language(written)]
        if alone and not one_language:
            raise Impossible(_("decisions are written in one language only (paragraphs %(numbers)s): write the other, or tick "
                               "that they are agreed so") % {"numbers": ", ".join(map(str, alone))}, "one_language")
        if row.start is None:
            raise Impossible(_("say first on which day the session was held"))
        sound_day(day, "day")
        if row.start > timezone.localdate():
            raise Impossible(_("the session is still to come, on %(day)s: its minutes cannot be agreed yet")
                             % {"day": date_format(row.start)})
        if day > timezone.localdate():
            raise Impossible(_("this day is still to come"), "day")
        if day < row.start:
            raise Impossible(_("this day is before the session"), "day")
        told = "\n\n".join([heading, *(p.left for p in written if p.left), *(p.right for p in written if p.right)])
        row.paper, _text = keep_note(user, row.partnership, f"{heading[:120]}.txt", told + "\n", heading, row.marking, day)
        row.agreed, row.status = day, Gathering.Status.HELD
        gatherings.raise_version(row, calendar=False)
        row.save()
        write(user, "agree minutes", f"session:{row.pk}", after={"paper": row.paper_id, "day": day.isoformat()},
              partnership=row.partnership, document=row.paper.sha256, marking=row.marking)
        _tell(user, row, body, heading)
    bring_up(row.partnership)
    _join(user, row, body)
    return row


def _tell(user: User, row: Session, body: Fact, heading: str) -> None:
    """What the minutes tell of themselves: the body, and that its session was held."""
    assert row.paper is not None and row.start is not None  # noqa: S101 - set by the caller
    end = row.end or row.start
    when = row.start.isoformat() if end == row.start else f"{row.start.isoformat()}/{end.isoformat()}"
    named = add_from_paper(user, row.paper, "mechanism", {
        "kind": body.type, "name": body.label, "states": body.states.split() or row.partnership.codes, "status": "existing"},
        0, len(heading))
    session = {"type": "session", "date": when, "place": row.place, "states": row.partnership.codes, "status": "held",
               "ordinal": row.ordinal or ""}
    made = add_from_paper(user, row.paper, "event", {k: v for k, v in session.items() if v}, 0, len(heading),
                          {"mechanism": named})
    if not row.event:
        row.event = made.pk
        row.save(update_fields=["event"])


def _told_by(row: Session) -> dict[str, Claim]:
    """The body and the session as the minutes tell them, by kind of fact."""
    assert row.paper is not None  # noqa: S101 - agreed minutes are a paper
    found = Claim.objects.filter(document=row.paper.sha256, kind__in=("mechanism", "event"), by__isnull=False)
    return {claim.kind: claim for claim in found.order_by("-at")}


def _join(user: User, row: Session, body: Fact) -> None:
    """See to it that the minutes' body and session are those the record knows."""
    told = {kind: claim.pk for kind, claim in _told_by(row).items()}
    for kind, known in (("mechanism", body.fact), ("event", row.event)):
        found = Access(user).facts_of([known, told.get(kind, "")])
        one, other = found.get(known), found.get(told.get(kind, ""))
        if one is not None and other is not None and one.fact != other.fact:
            merge(user, one, other, reason=_("said by the minutes"))


def decide(user: User, row: Session, paragraph: Paragraph, value: Mapping[str, Any]) -> Claim:
    """Make an undertaking of a decision of agreed minutes; it cites them.

    Raises:
        NotAllowed; Conflict: somebody did meanwhile; Impossible: the minutes are not agreed yet, or a value that cannot be.
    """
    with transaction.atomic():
        row = locked(user, row, None)
        paragraph = Paragraph.objects.select_for_update().get(pk=paragraph.pk, session=row)
        if not row.agreed or row.paper is None or row.paper.reading is None:
            raise Impossible(_("the minutes are not agreed yet"))
        if paragraph.claim:
            raise Conflict(_("decided meanwhile"), paragraph.claim)
        words = paragraph.left or paragraph.right
        start = texts.kept(row.paper.reading.content, row.paper.name).content.find(words)
        claim = add_from_paper(user, row.paper, "undertaking", value, start, start + len(words), _told_by(row))
        Paragraph.objects.filter(pk=paragraph.pk).update(claim=claim.pk, decision=True)
        write(user, "decision of minutes", f"session:{row.pk}", after={"claim": claim.pk, "paragraph": paragraph.order},
              partnership=row.partnership, document=row.paper.sha256, marking=row.marking)
    bring_up(row.partnership)
    return claim
