"""What is new, in words: what it is called, what is said of it, where its page is."""

from __future__ import annotations

from dataclasses import dataclass

from django import template
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from servanda_site.publishing.news import Digest, Due, News, Part
from servanda_site.register.models import Fact
from servanda_site.tracking.models import Notice
from servanda_site.web.templatetags.facts import first_letter_up, heading
from servanda_site.web.templatetags.gathered import days_of, session_of
from servanda_site.web.templatetags.record import words
from servanda_site.web.templatetags.tracking import because, declarer, signed

register = template.Library()
_LONGEST = 220
_LISTED = 20  # of each kind, of each partnership


def _short(text: str) -> str:
    text = " ".join("".join(c if c.isprintable() else " " for c in text).split())
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1].rstrip() + "…"


def _pair(label: str, value: str) -> str:
    return _("%(what)s: %(values)s") % {"what": label, "values": value}


@register.filter
def news_title(news: News) -> str:
    """What it is called."""
    row = news.what
    if news.of == "session" and news.fact is not None:
        return _short(session_of(news.fact, row.ordinal))
    if news.of == "review":
        return _("What was read")
    if news.fact is not None:
        return _short(heading(news.fact))
    return _short(row.tie.title if news.of == "support" else row.title)


@register.filter
def news_said(news: News) -> str:
    """What is new about it, in a phrase."""
    told = {"paper": _paper, "evidence": _evidence, "decided": _decided, "state": _state, "score": _score,
            "invitation": _invitation, "life": _life, "session": _gathering, "visit": _gathering, "item": _item,
            "tie": _tie, "support": _support,
            "publication": _publication, "review": _review}[news.of](news)
    return _short(first_letter_up(told))


def _paper(news: News) -> str:
    reading = news.what.reading
    parts = [", ".join(reading.agencies), words().date(reading.published) if reading.published else ""] if reading else []
    return ", ".join(p for p in parts if p) or _("paper")


def _deed(news: News) -> str:
    if news.deed is not None:
        date = words().date(news.deed.date) if news.deed.date else ""
        return ", ".join(p for p in (heading(news.deed), date) if p)
    return words()("quote", words=" ".join(news.what.citations[0]["quote"].split())[:120]) if news.what.citations else ""


def _evidence(news: News) -> str:
    told = _pair(_("may be evidence (%(relation)s)") % {"relation": news.what.get_relation_display()}, _deed(news))
    return f"{told} – {because(news.what)}" if news.what.reasons else told


def _decided(news: News) -> str:
    what = {"confirmed": _("evidence confirmed (%(relation)s)"), "rejected": _("evidence rejected (%(relation)s)")}.get(
        news.what.decision, _("evidence (%(relation)s)"))
    if news.what.named and news.what.decision == "confirmed":
        what = _("evidence named (%(relation)s)")
    return _by(news, _pair(what % {"relation": news.what.get_relation_display()}, _deed(news)))


def _by(news: News, told: str) -> str:
    return _pair(str(news.who), told) if news.who is not None else told


def _state(news: News) -> str:
    change = news.what
    return _by(news, f"{change.get_state_display()} ({declarer(change)}, {words().date(change.day.isoformat())})")


def _score(news: News) -> str:
    return _by(news, _("%(score)s for %(side)s in “%(window)s”") % {
        "score": signed(news.what.value), "side": words().state(news.what.side), "window": news.what.window.title})


def _invitation(news: News) -> str:
    return _by(news, f"{news.what.get_state_display()}, {words().date(news.what.day.isoformat())}")


def _life(news: News) -> str:
    step = news.what
    side = f" ({words().state(step.side)})" if step.side else ""
    return _by(news, f"{step.get_stage_display()}{side}, {words().date(step.date)}")


def _gathering(news: News) -> str:
    return _by(news, f"{news.what.get_status_display()}, {days_of(news.what)}")


def _item(news: News) -> str:
    item = news.what
    due = ", " + _("due %(date)s") % {"date": words().date(item.due.isoformat())} if item.due else ""
    return _by(news, _("item of the plan, %(percent)s %%") % {"percent": item.progress} + due)


def _tie(news: News) -> str:
    return _by(news, _pair(words().label("ties", news.what.kind), news.what.get_status_display()))


def _support(news: News) -> str:
    entry = news.what
    date = ", " + words().date(entry.date) if entry.date else ""
    return _by(news, _("support of %(side)s: %(step)s") % {
        "side": words().state(entry.side), "step": entry.get_step_display()} + date)


def _publication(news: News) -> str:
    return _by(news, _("published the record"))


def _review(news: News) -> str:
    told = {"confirm": ngettext("%(n)s accepted", "%(n)s accepted", news.counts.get("confirm", 0)),
            "correct": ngettext("%(n)s corrected", "%(n)s corrected", news.counts.get("correct", 0)),
            "reject": ngettext("%(n)s rejected", "%(n)s rejected", news.counts.get("reject", 0)),
            "unsure": ngettext("%(n)s not sure", "%(n)s not sure", news.counts.get("unsure", 0)),
            "same": ngettext("%(n)s joined", "%(n)s joined", news.counts.get("same", 0)),
            "different": ngettext("%(n)s parted", "%(n)s parted", news.counts.get("different", 0))}
    return _by(news, ", ".join(told[v] % {"n": n} for v, n in news.counts.items() if v in told))


@register.filter
def news_address(news: News) -> str:
    """The page of what it is about."""
    row = news.what
    if news.of == "review":
        return reverse("partnership", args=[news.partnership.states.replace(" ", "-")])
    if news.of == "support":
        return reverse("tie", args=[row.tie_id])
    if news.of == "publication":
        return reverse("publications")
    pages = {"paper": "paper", "session": "session", "visit": "visit", "item": "plan_item", "tie": "tie"}
    if news.of in pages:
        return reverse(pages[news.of], args=[row.pk])
    if news.fact is None:
        return ""
    page = {"invitation": "invitation", "life": "instrument_life"}.get(news.of, "fact")
    return reverse(page, args=[news.fact.fact])


@register.filter
def due_title(due: Due) -> str:
    """What is due."""
    if due.of == "session" and due.fact is not None:
        return _short(session_of(due.fact, due.what.ordinal))  # type: ignore[union-attr]
    return _short(heading(due.what) if isinstance(due.what, Fact) else due.what.title)  # type: ignore[union-attr]


@register.filter
def due_said(due: Due) -> str:
    """Of what kind it is, and its day."""
    kinds = {"due": _("undertaking"), "item": _("item of the plan"), "session": _("session"),
             "body": _("should meet by its own rule"), "notice": _("last day to give notice"), "ends": _("its term ends"),
             "renews": _("goes on for another term"), "over": _("its term is over; nobody said what became of it")}
    told = due.what.date if due.of == "due" and isinstance(due.what, Fact) else due.day.isoformat()
    return f"{first_letter_up(kinds[due.of])}, {words().date(told)}"


@register.filter
def due_address(due: Due) -> str:
    """The page of what is due."""
    if not isinstance(due.what, Fact):
        return reverse("plan_item" if due.of == "item" else "session", args=[due.what.pk])
    page = {"due": "fact", "body": "body"}.get(due.of, "instrument_life")
    return reverse(page, args=[due.what.fact])


@register.filter
def notice_title(notice: Notice) -> str:
    """What a notice is about."""
    if notice.item is not None:
        return _short(notice.item.title)
    told: Fact = notice.told_of  # type: ignore[attr-defined]
    return _short(session_of(told, notice.session.ordinal) if notice.session is not None else heading(told))


@register.filter
def notice_said(notice: Notice) -> str:
    """What is told of it."""
    label = str(notice.get_kind_display())
    return label if notice.kind == Notice.Kind.ASSIGNED else f"{label}, {words().date(notice.day.isoformat())}"


@register.filter
def notice_address(notice: Notice) -> str:
    """The page of what it is about."""
    if notice.item_id is not None:
        return reverse("plan_item", args=[notice.item_id])
    if notice.session_id is not None:
        return reverse("session", args=[notice.session_id])
    if notice.kind == Notice.Kind.GROUND:
        return f"{reverse('fact', args=[notice.fact])}#standing"
    return reverse("body" if notice.kind == Notice.Kind.LATE else "instrument_life", args=[notice.fact])


@dataclass(frozen=True, slots=True)
class Section:
    """One list of a digest: each line's words, what is said of it and its page; how many more there are."""

    title: str
    lines: list[tuple[str, str, str]]
    more: int


@register.filter
def sections(part: Part) -> list[Section]:
    """What a digest tells of a partnership, list by list; what is late first."""
    due = ((pgettext("digest", "Overdue since"), part.overdue), (_("Due within two weeks"), part.soon))
    told = ((_("Evidence to decide on"), part.evidence), (_("Decisions of others"), part.decisions),
            (_("New papers"), part.papers))
    found = [Section(title, [(due_title(d), due_said(d), due_address(d)) for d in rows[:_LISTED]], len(rows) - _LISTED)
             for title, rows in due if rows]
    return found + [Section(title, [(news_title(n), news_said(n), news_address(n)) for n in rows[:_LISTED]], len(rows) - _LISTED)
                    for title, rows in told if rows]


@register.filter
def span_of(digest: Digest) -> str:
    """The days a digest tells of."""
    first, last = (timezone.localtime(m).date().isoformat() for m in (digest.since, digest.until))
    return words().date(first if first == last else f"{first}/{last}")
