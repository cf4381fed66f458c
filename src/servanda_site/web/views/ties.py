"""What ties two partners beside bodies and texts: ties of cities, parties and peoples, candidatures, forums, projects, exchanges
of information. Each page shows what people keep, and what the record tells that nobody gathered yet."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import F, Q
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, QueryDict, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from servanda_site.register.models import Fact, Marking, Partnership, Role
from servanda_site.register.visibility import Access
from servanda_site.tracking import standing, ties
from servanda_site.tracking.actions import ties as actions
from servanda_site.tracking.models import Item, Support, Tie
from servanda_site.web import gathering, tabled
from servanda_site.web.templatetags.facts import first_letter_up
from servanda_site.web.templatetags.record import day as day_in_words
from servanda_site.web.templatetags.record import label, semicolon
from servanda_site.web.templatetags.record import state as state_name
from servanda_site.web.templatetags.record import states as state_names
from servanda_site.web.templatetags.tracking import day_of

_PAGE = 50
_MOST = 1000  # candidatures of a partnership that are counted
_PROPOSED, _ASIDE = 30, 50
RESULTS = ("open", "decided")
TITLES: Mapping[str, str | Promise] = {
    "ties": gettext_lazy("Ties between the two partners"), "candidatures": gettext_lazy("Support of candidatures"),
    "forums": gettext_lazy("Positions by forum"), "projects": gettext_lazy("Joint projects"),
    "information": gettext_lazy("Exchange of information"),
}
TABS: Mapping[str, str | Promise] = {
    "ties": gettext_lazy("Ties"), "candidatures": gettext_lazy("Candidatures"), "forums": gettext_lazy("Forums"),
    "projects": gettext_lazy("Projects"), "information": gettext_lazy("Exchange of information"),
}
LEADS: Mapping[str, str | Promise] = {
    "ties": gettext_lazy("Twinned cities and provinces, parties, parliaments, friendship associations, former students."),
    "candidatures": gettext_lazy("Who asked whom for support in international bodies, who promised, gave, and owes it."),
    "forums": gettext_lazy("Positions that are coordinated in multilateral forums."),
    "projects": gettext_lazy("Energy, transport corridors and other projects, with their partners and next steps."),
    "information": gettext_lazy("Exchange of information between services. What is kept here is restricted unless somebody who "
                                "is cleared for it says otherwise."),
}
ADD: Mapping[str, str | Promise] = {
    "ties": gettext_lazy("Add a tie"), "candidatures": gettext_lazy("Add a candidature"),
    "forums": gettext_lazy("Add a position"), "projects": gettext_lazy("Add a project"),
    "information": gettext_lazy("Add an exchange"),
}


@dataclass(frozen=True, slots=True)
class Chosen:
    """What a list is narrowed to, as it stands in its address."""

    words: str = ""
    kind: str = ""
    status: str = ""
    side: str = ""
    forum: str = ""
    owes: str = ""

    @property
    def any(self) -> bool:
        """Whether it is narrowed at all."""
        return any((self.words, self.kind, self.status, self.side, self.forum, self.owes))


@dataclass(frozen=True, slots=True)
class Row:
    """One tie of a list: what the plan has to do next of it; of a candidature, its ledger."""

    tie: Tie
    next: tuple[str, date | None, Item] | None
    ledger: ties.Ledger | None


def of_group(request: HttpRequest, states: str, group: str) -> tuple[Access, Partnership]:
    """The partnership of a page.

    Raises:
        Http404: there is no such page.
    """
    access: Access = request.access  # type: ignore[attr-defined]
    partnership = access.partnership(states)
    if group not in ties.GROUPS:
        raise Http404
    return access, partnership


def may_add(access: Access, partnership: Partnership, group: str) -> bool:
    cleared = group != "information" or access.clearance(partnership) >= Marking.RESTRICTED
    return cleared and access.may(Role.OFFICER, partnership)


def _chosen(asked: QueryDict, partnership: Partnership, group: str) -> Chosen:
    def among(name: str, offered: Sequence[str]) -> str:
        return value if (value := asked.get(name, "")) in offered else ""

    kinds, race = ties.GROUPS[group], group == "candidatures"
    status = [*RESULTS, *ties.statuses(kinds[0])] if race else list(ties.statuses(kinds[0]))
    return Chosen(" ".join(asked.get("words", "").split())[:100], among("kind", kinds), among("status", status),
                  among("side", partnership.codes), " ".join(asked.get("forum", "").split())[:300],
                  among("owes", partnership.codes) if race else "")


def _rows(access: Access, partnership: Partnership, group: str, chosen: Chosen) -> list[Tie]:
    """The ties that fit, the next to be decided or the latest changed first."""
    found = ties.ties(access).filter(partnership=partnership, kind__in=[chosen.kind] if chosen.kind else ties.GROUPS[group])
    if chosen.words:
        found = found.filter(Q(title__icontains=chosen.words) | Q(forum__icontains=chosen.words) | Q(note__icontains=chosen.words)
                             | Q(post__icontains=chosen.words) | Q(partners__name__icontains=chosen.words))
    if chosen.forum:
        found = found.filter(forum=chosen.forum)
    if chosen.side:
        found = found.filter(Q(candidate=chosen.side) | Q(partners__state=chosen.side))
    if chosen.status in RESULTS:
        decided = (Tie.Status.ELECTED, Tie.Status.DEFEATED, Tie.Status.WITHDRAWN)
        found = found.filter(status__in=decided) if chosen.status == "decided" else found.exclude(status__in=decided)
    elif chosen.status:
        found = found.filter(status=chosen.status)
    order = [F("start").desc(nulls_last=True), "title", "pk"] if group == "candidatures" else ["kind", "title", "pk"]
    return list(ties.whole(found.distinct(), access).order_by(*order)[:_MOST])


def _asked(access: Access, partnership: Partnership, group: str, chosen: Chosen) -> list[Row]:
    found = _rows(access, partnership, group, chosen)
    held: dict[int, ties.Ledger] = {}
    if group == "candidatures":
        held = {ledger.tie.pk: ledger for ledger in ties.ledgers(access, found)}
        if chosen.owes:
            found = [t for t in found if held[t.pk].owes(chosen.owes)]
        today = timezone.localdate()
        found.sort(key=lambda t: (not t.open, (t.start or date.max) if t.open else today - (t.start or date.min)))
    return [Row(t, ties.next_step(t.planned), held.get(t.pk)) for t in found]


@require_safe
def listing(request: HttpRequest, states: str, group: str) -> HttpResponse:
    """What is kept of one sort, and what the record proposes for it."""
    access, partnership = of_group(request, states, group)
    chosen = _chosen(request.GET, partnership, group)
    rows = _asked(access, partnership, group, chosen)
    page = Paginator(rows, _PAGE).get_page(request.GET.get("page"))
    kinds = ties.GROUPS[group]
    proposed = ties.proposed(access, partnership, kinds)
    facts = list(proposed[:_PROPOSED])
    standing.attach(access, facts)
    bears = ties.kinds_of(partnership, facts, kinds)
    kept = ties.kept_as(access, partnership, bears, facts)
    aside = list(ties.asides(access).filter(partnership=partnership, kind__in=kinds)[:_ASIDE])
    named = access.facts_of({a.fact for a in aside})
    sides, bodies = ties.totals(partnership, [r.ledger for r in rows if r.ledger]) if group == "candidatures" else ({}, [])
    return render(request, "ties/list.html", {
        "partnership": partnership, "group": group, "tabs": TABS.items(), "title": TITLES[group], "lead": LEADS[group],
        "add": ADD[group], "page": page, "chosen": chosen, "query": request.GET.urlencode(), "kinds": kinds,
        "status_choices": _status_choices(group),
        "forums": sorted({*ties.forums(access, partnership, kinds), *([chosen.forum] if chosen.forum else [])}),
        "proposed": [(f, bears.get(f.fact, [kinds[0]]), kept.get(f.fact)) for f in facts],
        "more": proposed.count() - len(facts) if len(facts) == _PROPOSED else 0,
        "aside": [(named[a.fact], a) for a in aside if a.fact in named], "sides": sides, "bodies": bodies,
        "may": access.may(Role.OFFICER, partnership), "may_add": may_add(access, partnership, group),
        "head": access.may(Role.HEAD, partnership), "today": timezone.localdate()})


def _status_choices(group: str) -> list[tuple[str, str]]:
    kinds = ties.GROUPS[group]
    named = [(s.value, s.of(kinds[0] if len(kinds) == 1 else "")) for s in ties.statuses(kinds[0])]
    if group != "candidatures":
        return named
    return [("open", _("still open")), ("decided", _("over")), *named[1:]]


@require_safe
def export(request: HttpRequest, states: str, group: str, form: str) -> StreamingHttpResponse | FileResponse:
    """What the list shows, all pages of it, as a file."""
    access, partnership = of_group(request, states, group)
    if form not in ("csv", "xlsx"):
        raise Http404
    rows = _asked(access, partnership, group, _chosen(request.GET, partnership, group))
    columns = _columns(access, partnership, group, rows)
    name = f"{partnership.states.replace(' ', '-')}-{group}.{form}"
    heading = [first_letter_up(str(told)) for told, _wide, _cell in columns]
    cells = [[cell(row) for _told, _wide, cell in columns] for row in rows]  # now: a stream outlasts the language of the page
    if form == "csv":
        return tabled.csv(name, heading, cells)
    return tabled.xlsx(name, group, heading, cells, [wide for _told, wide, _cell in columns])


Column = tuple[str, bool, Callable[[Row], str]]


def _columns(access: Access, partnership: Partnership, group: str, rows: Sequence[Row]) -> list[Column]:
    """The columns of a file: heading, whether it holds long texts, what stands in it."""
    facts = access.facts_of({s.fact for r in rows for s in r.tie.sources.all()}
                            | {e.fact for r in rows if r.ledger for e in r.ledger.entries if e.fact})
    found: list[Column] = [(_("What it is called"), True, lambda r: r.tie.title)]
    if group == "ties":
        found.insert(0, (_("What it is"), False, lambda r: label(r.tie.kind, "ties")))
    if group in ("candidatures", "forums"):
        found.append((_("International body"), False, lambda r: r.tie.forum))
    if group == "candidatures":
        found += [(_("Candidate"), False, lambda r: state_name(r.tie.candidate)),
                  (_("Seat and term"), False, lambda r: r.tie.post),
                  (_("Decided on"), False, lambda r: day_in_words(r.tie.date))]
    else:
        found += [(_("Partners"), True, lambda r: _partners(r.tie)), (_("Since"), False, lambda r: day_in_words(r.tie.date))]
    found.append((_("Where it stands"), False, lambda r: r.tie.get_status_display()))
    if group == "candidatures":
        for code in partnership.codes:
            found.append((_("Support of %(side)s") % {"side": state_name(code)}, False, _support(code)))
        found.append((_("Owed by"), False, lambda r: state_names(r.ledger.owing) if r.ledger else ""))
    found += [(_("The position") if group == "forums" else _("Note"), True, lambda r: r.tie.note),
              (_("Next step"), True, _next), (_("The papers tell"), True, lambda r: _told(r, facts)),
              (_("Who may see it"), False, lambda r: r.tie.get_marking_display())]
    return found


def _partners(tie: Tie) -> str:
    return semicolon().join(f"{p.name} ({state_name(p.state)})" if p.state else p.name for p in tie.partners.all())


def _support(code: str) -> Callable[[Row], str]:
    return lambda r: str(Support.Step(stands).label) if r.ledger and (stands := r.ledger.stands(code)) else ""


def _next(row: Row) -> str:
    if row.next is None:
        return ""
    text, due, _item = row.next
    return f"{text} ({day_of(due)})" if due else text


def _told(row: Row, facts: Mapping[str, Fact]) -> str:
    ids = [s.fact for s in row.tie.sources.all()] + [e.fact for e in row.ledger.entries if e.fact] if row.ledger else [
        s.fact for s in row.tie.sources.all()]
    return "\n".join(dict.fromkeys(facts[i].label for i in ids if i in facts))


@require_POST
def aside(request: HttpRequest, states: str, group: str) -> HttpResponse:
    """Set a proposal of the record aside, or have it proposed again (back=1)."""
    access, partnership = of_group(request, states, group)
    gathering.officer_of(request, partnership)
    identity = request.POST.get("fact", "")
    fact = access.facts_of([identity]).get(identity)
    if fact is None or fact.projection.partnership_id != partnership.pk:
        messages.error(request, _("Nothing was asked for: nothing was done."))
        return redirect("ties", states=states, group=group)
    user: Any = request.user
    if request.POST.get("back") == "1":
        rows = list(ties.asides(access).filter(fact__in=standing.members(fact), kind__in=ties.GROUPS[group]))
        gathering.done(request, lambda: actions.undo_aside(user, rows), _("It is proposed again."))
    else:
        gathering.done(request, lambda: actions.set_aside(user, fact, group),
                       _("It is set aside. The list at the foot of the page brings it back."))
    return redirect("ties", states=states, group=group)
