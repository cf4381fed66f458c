"""Keep the life of texts: what happened, how texts hang together, until when they hold."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from servanda.reconciliation.dates import bounds
from servanda_site.accounts.models import User
from servanda_site.register.actions.refusals import Conflict, Impossible, NotAllowed, needs
from servanda_site.register.journal import write
from servanda_site.register.locks import serialised
from servanda_site.register.models import Fact, Paper, Role
from servanda_site.register.validating import date_told as read_date
from servanda_site.register.visibility import Access
from servanda_site.tracking import lives, told_lives
from servanda_site.tracking.actions.gatherings import sound_side
from servanda_site.tracking.actions.levels import level, of_here, sound_day
from servanda_site.tracking.models import LifeStep, StepAside, TextRelation, TextTerms
from servanda_site.tracking.standing import members

MOST_STEPS = 200


@transaction.atomic
def add_step(user: User, text: Fact, *, stage: str, date_told: str, side: str = "", told_by: str = "", paper: Paper | None = None,
             words: str = "", marking: int | None = None) -> LifeStep:
    """Say what happened to a text. Another account of the same with another date is kept beside the first.

    Args:
        date_told: as typed. side: who did it; empty: both together. told_by: whose account it is.

    Raises:
        NotAllowed; Impossible: no such date, or the very same is told already.
    """
    partnership = text.projection.partnership
    needs(user, Role.OFFICER, partnership)
    _is_text(text)
    serialised(f"texts {partnership.pk}")
    if stage not in LifeStep.Stage.values:
        raise Impossible(_("no such state of things"), "stage")
    for state, field in ((side, "side"), (told_by, "told_by")):
        if state:
            sound_side(partnership, state, field)
    date_told = read_date(date_told, "date_told")
    span = bounds(date_told)
    if span is None:
        raise Impossible(_("a year is needed, and a first and a last day"), "date_told")
    for day in span:
        sound_day(day, "date_told")
    if span[0] > timezone.localdate() and stage not in told_lives.TO_COME:
        raise Impossible(_("this day is still to come"), "date_told")
    if paper is None and not words.strip():
        raise Impossible(_("say what it rests on: a paper or words"), "words")
    of_here(partnership, paper, "paper")
    held = lives.steps(Access(user)).filter(instrument__in=members(text))  # what is hidden from them cannot be told by a refusal
    if held.count() >= MOST_STEPS:
        raise Impossible(_("too many entries"))
    if held.filter(stage=stage, side=side, date=date_told, told_by=told_by).exists():
        raise Impossible(_("this is told already"))
    _in_order(text, list(held), LifeStep(stage=stage, date=date_told, start=span[0], end=span[1], told_by=told_by))
    row = LifeStep.objects.create(
        partnership=partnership, marking=level(user, partnership, [text], marking, least=paper.marking if paper else 0),
        instrument=text.fact, stage=stage, side=side, date=date_told, start=span[0], end=span[1], told_by=told_by,
        paper=paper, words=words.strip()[:2000], who=user)
    write(user, "life of text", f"text:{text.fact}", after={"stage": stage, "side": side, "date": row.date, "told_by": told_by},
          partnership=partnership, marking=row.marking)
    return row


def _in_order(text: Fact, held: list[LifeStep], step: LifeStep) -> None:
    """Refuse what would come before the signature; where the papers of the two sides say so, both accounts stay, marked.

    Raises:
        Impossible
    """
    life = lives.Life(text, [*held, step])
    early = next((pair for pair in life.before_signature if step in pair), None)
    if early is None:
        return
    signed, later = early
    if signed.told_by and later.told_by and later.told_by not in signed.told_by.split():
        return
    if later is step:
        raise Impossible(_("the text was signed on %(day)s: this is before. If a paper of the other side says so, name whose "
                           "account it is: both are kept") % {"day": _day(signed.date)}, "date_told")
    raise Impossible(_("“%(stage)s” is told for %(day)s: the text was signed by then. If a paper of the other side says so, name "
                       "whose account it is: both are kept") % {"stage": later.get_stage_display(), "day": _day(later.date)},
                     "date_told")


def _day(edtf: str) -> str:
    span = bounds(edtf)
    return date_format(span[0]) if span and span[0] == span[1] else edtf


def _is_text(text: Fact) -> None:
    if text.kind != "instrument":
        raise Impossible(_("this is no text"))


@transaction.atomic
def take_told(user: User, text: Fact, key: str) -> LifeStep | TextRelation | TextTerms:
    """Keep what papers tell of a text's life, as if somebody had said it: it rests on the paper and its words.

    Raises:
        NotAllowed; Conflict: it is not proposed any more; Impossible: something needed is not told, or it cannot be.
    """
    needs(user, Role.OFFICER, text.projection.partnership)
    row = _told(user, text, key)
    if not row.whole:
        raise Impossible(_("the papers do not tell enough of it: say it in the form"))
    source = row.sources[0]
    if row.what == told_lives.TERM:
        return set_terms(user, text, until=row.until, renewal_months=row.renewal, notice_months=row.notice)
    if row.other is not None:
        return relate(user, text, row.what, row.other)
    return add_step(user, text, stage=row.what, date_told=row.date, side=row.side, told_by=row.told_by, paper=source.paper,
                    words=source.quote)


@transaction.atomic
def set_told_aside(user: User, text: Fact, key: str) -> StepAside:
    """Say that what papers tell of a text's life is not so: it is not proposed again.

    Raises:
        NotAllowed; Conflict: it is not proposed any more.
    """
    partnership = text.projection.partnership
    needs(user, Role.OFFICER, partnership)
    serialised(f"texts {partnership.pk}")
    row = _told(user, text, key)
    least = min(s.paper.marking for s in row.sources)
    made = StepAside.objects.create(partnership=partnership, marking=level(user, partnership, [text], None, least=least),
                                    instrument=text.fact, told=row.values, who=user)
    write(user, "set told step aside", f"text:{text.fact}", after={k: v for k, v in row.values.items() if v},
          partnership=partnership, marking=made.marking)
    return made


def _told(user: User, text: Fact, key: str) -> told_lives.Told:
    access = Access(user)
    found = told_lives.of_text(access, lives.lives(access, [text])[0])
    row = next((t for t in found if t.key == key), None)
    if row is None:
        raise Conflict(_("this is not proposed any more"))
    return row


@transaction.atomic
def undo_told_aside(user: User, row: StepAside) -> None:
    """Have it proposed again. What somebody else set aside: heads of desk."""
    _may_undo(user, row)
    if not StepAside.objects.filter(pk=row.pk, undone=None).update(undone=timezone.now()):
        raise Conflict(_("taken back already"))
    write(user, "undo set told step aside", f"text:{row.instrument}", before={k: v for k, v in row.told.items() if v},
          partnership=row.partnership, marking=row.marking)


@transaction.atomic
def undo_step(user: User, row: LifeStep) -> None:
    """Take back what was said to have happened. Somebody else's: heads of desk."""
    _may_undo(user, row)
    if not LifeStep.objects.filter(pk=row.pk, undone=None).update(undone=timezone.now()):
        raise Conflict(_("taken back already"))
    write(user, "undo life of text", f"text:{row.instrument}", before={"stage": row.stage, "side": row.side, "date": row.date},
          partnership=row.partnership, marking=row.marking)


def _may_undo(user: User, row: LifeStep | TextRelation | StepAside) -> None:
    needs(user, Role.OFFICER if row.who_id == user.pk else Role.HEAD, row.partnership)
    if row.marking > Access(user).clearance(row.partnership):
        raise NotAllowed


@transaction.atomic
def relate(user: User, one: Fact, kind: str, other: Fact) -> TextRelation:
    """Say how one text bears on another.

    Raises:
        NotAllowed; Impossible: a text and itself, or it is said already.
    """
    partnership = one.projection.partnership
    needs(user, Role.OFFICER, partnership)
    _is_text(one)
    _is_text(other)
    serialised(f"texts {partnership.pk}")
    if kind not in TextRelation.Kind.values:
        raise Impossible(_("no such relation"), "kind")
    if one.fact == other.fact:
        raise Impossible(_("one and the same"), "other")
    if other.projection.partnership_id != partnership.pk:
        raise Impossible(_("two texts of one partnership can be related"), "other")
    said = TextRelation.objects.filter(one__in=members(one), other__in=members(other), kind=kind, undone=None)
    if said.exists():
        raise Impossible(_("this is said already"))
    back = TextRelation.objects.filter(one__in=members(other), other__in=members(one), kind=kind, undone=None)
    if back.exists():
        raise Impossible(_("the other way round is said already: take it back first"))
    row = TextRelation.objects.create(partnership=partnership, marking=level(user, partnership, [one, other]), one=one.fact,
                                      kind=kind, other=other.fact, who=user)
    write(user, "relate texts", f"text:{one.fact}", after={"kind": kind, "other": other.fact}, partnership=partnership,
          marking=row.marking)
    return row


@transaction.atomic
def undo_relation(user: User, row: TextRelation) -> None:
    """Take a relation back. Somebody else's: heads of desk."""
    _may_undo(user, row)
    if not TextRelation.objects.filter(pk=row.pk, undone=None).update(undone=timezone.now()):
        raise Conflict(_("taken back already"))
    write(user, "undo relation", f"text:{row.one}", before={"kind": row.kind, "other": row.other},
          partnership=row.partnership, marking=row.marking)


@transaction.atomic
def set_terms(user: User, text: Fact, *, until: date | None, renewal_months: int = 0, notice_months: int = 0,
              expects: int | None = None) -> TextTerms:
    """Say until when a text holds, whether it goes on by itself, how long before its end notice must be given.

    Raises:
        NotAllowed; Conflict: somebody changed them meanwhile; Impossible.
    """
    partnership = text.projection.partnership
    needs(user, Role.OFFICER, partnership)
    _is_text(text)
    serialised(f"texts {partnership.pk}")
    sound_day(until, "until")
    if (renewal_months or notice_months) and until is None:
        raise Impossible(_("say first until when it holds"), "until")
    for months, field in ((renewal_months, "renewal_months"), (notice_months, "notice_months")):
        if not 0 <= months <= 1200:
            raise Impossible(_("between no month and a hundred years"), field)
    row = TextTerms.objects.filter(instrument__in=members(text), marking__lte=Access(user).clearance(partnership)).order_by(
        "changed").last()
    if expects is not None and expects != (row.version if row else 0):
        raise Conflict(_("changed meanwhile"), row)
    before = _terms(row) if row else None
    row = row or TextTerms(partnership=partnership, instrument=text.fact, version=0)
    row.marking = level(user, partnership, [text])
    row.until, row.renewal_months, row.notice_months = until, renewal_months, notice_months
    row.version, row.by, row.changed = row.version + 1, user, timezone.now()
    row.save()
    write(user, "terms of text", f"text:{text.fact}", before=before, after=_terms(row), partnership=partnership,
          marking=row.marking)
    return row


def _terms(row: TextTerms) -> dict[str, object]:
    return {"until": row.until.isoformat() if row.until else None, "renewal_months": row.renewal_months,
            "notice_months": row.notice_months}
