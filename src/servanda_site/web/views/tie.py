"""One tie: what is kept of it, what the record tells of it, what the plan holds of it; adding and changing it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from servanda_site.register.actions.refusals import Conflict, Impossible
from servanda_site.register.models import Fact, Marking, Partnership, Role
from servanda_site.register.visibility import Access
from servanda_site.tracking import standing, ties, visibility
from servanda_site.tracking.actions import ties as actions
from servanda_site.tracking.models import Support, Tie, TieVersion
from servanda_site.tracking.visibility import one
from servanda_site.web import gathering
from servanda_site.web.forms.fields import states_by_name
from servanda_site.web.forms.ties import GatherForm, PlanForm, SupportForm, TieForm
from servanda_site.web.templatetags.facts import first_letter_up
from servanda_site.web.templatetags.record import day as day_in_words
from servanda_site.web.templatetags.record import label, semicolon
from servanda_site.web.templatetags.record import state as state_name
from servanda_site.web.templatetags.tracking import field_text
from servanda_site.web.views.papers import number
from servanda_site.web.views.ties import ADD, TABS, may_add, of_group

_OFFERED, _VERSIONS = 100, 30
_EMPTY = 2  # rows for further partners


def add(request: HttpRequest, states: str, group: str) -> HttpResponse:
    """Add a tie; with `fact`, one that the record tells of."""
    access, partnership = of_group(request, states, group)
    gathering.officer_of(request, partnership)
    if not may_add(access, partnership, group):
        raise PermissionDenied
    told = request.POST.get("fact") or request.GET.get("fact") or ""
    fact = access.facts_of([told]).get(told) if told else None
    if fact is not None and fact.projection.partnership_id != partnership.pk:
        fact = None
    kinds = ties.GROUPS[group]
    known, beside = ties.Prefilled({"kind": kinds[0]}), []
    if fact is not None:
        kind = ties.kinds_of(partnership, [fact], kinds).get(fact.fact, [kinds[0]])[0]
        beside = ties.beside(access, fact, kind)
        known = ties.prefilled(access, fact, kind, [f for f, same in beside if same])
        values = known.values
        if values.get("candidate") and values.get("forum"):
            values["title"] = f"{state_name(values['candidate'])} \u2013 {values['forum']}"[:300]
        else:
            values["title"] = first_letter_up(values["title"])
    partners = known.values.pop("partners", []) + _untold(partnership, fact, known) if fact is not None else []
    partners = _rows_of_partners(request) if request.method == "POST" else partners
    form = TieForm(access, partnership, group, request.POST if request.method == "POST" else None, fact=fact, beside=beside,
                   later=known.later,
                   others=_candidatures(access, partnership, group),
                   initial=known.values | {"step": known.step, "side": known.side, "day": known.day})
    return _edited(request, access, partnership, group, form, partners, None, fact)


def _untold(partnership: Partnership, fact: Fact, known: ties.Prefilled) -> list[list[str]]:
    """Partners of the sides that no name is told of: a row that waits for one; of what states do themselves, the state."""
    kind, told = known.values["kind"], {state for state, _name in known.values.get("partners", [])}
    if kind == "candidature" or "" in told:
        return []
    named = kind in ("project", "position", "information")
    return [[code, state_name(code) if named else ""] for code in partnership.codes
            if code not in told and code in fact.states.split()]


def _candidatures(access: Access, partnership: Partnership, group: str, but: Tie | None = None) -> list[Tie]:
    """The candidatures that may stand in exchange."""
    if group != "candidatures":
        return []
    found = ties.ties(access).filter(partnership=partnership, kind="candidature")
    if but is not None:
        found = found.exclude(pk=but.pk).exclude(candidate=but.candidate)
    return list(found.order_by("-pk")[:_OFFERED])


def _rows_of_partners(request: HttpRequest) -> list[list[str]]:
    states, names = request.POST.getlist("partner-state"), request.POST.getlist("partner-name")
    return [[states[n] if n < len(states) else "", name] for n, name in enumerate(names) if name.strip()]


def _edited(request: HttpRequest, access: Access, partnership: Partnership, group: str, form: TieForm,
            partners: list[list[str]], row: Tie | None, fact: Fact | None) -> HttpResponse:
    status = gathering.OK
    if request.method == "POST":
        status = gathering.REFUSED
        if form.is_valid():
            try:
                made = _kept(request, partnership, group, form, partners, row, fact)
                messages.success(request, _("Kept."))
                return redirect("tie", key=made.pk)
            except (Impossible, Conflict) as error:
                status = gathering.refused(form, error)
    known = access.facts(partnership).filter(kind="entity", type="organisation").order_by("-told", "order")
    return render(request, "ties/edit.html", {
        "partnership": partnership, "group": group, "tab": TABS[group], "title": ADD[group], "form": form, "tie": row,
        "fact": fact,
        "partners": [*partners, *[["", ""]] * _EMPTY] if group != "candidatures" else [],
        "codes": sorted(states_by_name(), key=lambda s: s[0] not in partnership.codes),
        "bodies": sorted({*known.filter(states="").values_list("label", flat=True)[:_OFFERED],
                          *ties.forums(access, partnership)}),
        "names": list(known.exclude(states="").values_list("label", flat=True)[:_OFFERED])}, status=status)


@transaction.atomic
def _kept(request: HttpRequest, partnership: Partnership, group: str, form: TieForm, partners: list[list[str]], row: Tie | None,
          fact: Fact | None) -> Tie:
    values = form.given()
    if row is None:
        values.setdefault("kind", ties.GROUPS[group][0])
    if group != "candidatures":
        values["partners"] = partners
    if fact is not None and row is None:
        values["sources"] = [fact.fact, *form.cleaned_data.get("also", ())]
    made = actions.save(request.user, partnership, values, tie=row, expects=form.cleaned_data["version"] if row else None)  # type: ignore[arg-type]
    step, side = form.cleaned_data.get("step"), form.cleaned_data.get("side")
    if row is None and fact is not None and step and side:
        actions.enter(request.user, made, step=step, side=side, fact=fact, date_told=form.cleaned_data["day"])  # type: ignore[arg-type]
        if form.later is not None and form.cleaned_data.get("kept_word"):
            told = form.later
            actions.enter(request.user, made, step=Support.Step.GIVEN, side=side, fact=told.fact, paper=told.paper,  # type: ignore[arg-type]
                          words="" if told.fact else told.words, date_told=told.day)
    return made


def _tie(access: Access, key: int, *, removed: bool = True) -> Tie:
    row: Tie = one(ties.whole(ties.ties(access, removed=removed), access), key)
    return row


def edit(request: HttpRequest, key: int) -> HttpResponse:
    """Change a tie."""
    access: Access = request.access  # type: ignore[attr-defined]
    row = _tie(access, key, removed=False)
    gathering.officer_of(request, row.partnership)
    group = ties.GROUP_OF[row.kind]
    others = _candidatures(access, row.partnership, group, row)
    initial = {n: getattr(row, n) for n in ("kind", *ties.TEXTS, "marking", "version")} | {
        "exchange": row.exchange_id if row.exchange_id in {t.pk for t in others} else None}
    posted = request.POST if request.method == "POST" else None
    form = TieForm(access, row.partnership, group, posted, others=others, initial=initial)
    partners = _rows_of_partners(request) if posted is not None else [[p.state, p.name] for p in row.partners.all()]
    return _edited(request, access, row.partnership, group, form, partners, row, None)


@require_safe
def tie(request: HttpRequest, key: int) -> HttpResponse:
    """One tie: what is kept of it, what the record tells of it, what the plan holds of it."""
    access: Access = request.access  # type: ignore[attr-defined]
    return _page(request, access, _tie(access, key))


def _page(request: HttpRequest, access: Access, row: Tie, *, forms: Mapping[str, Any] | None = None, status: int = 200,
          ) -> HttpResponse:
    partnership, group = row.partnership, ties.GROUP_OF[row.kind]
    may, head = access.may(Role.OFFICER, partnership), access.may(Role.HEAD, partnership)
    ledger = ties.ledgers(access, [row])[0] if row.kind == "candidature" else None
    entries = ledger.entries if ledger else []
    facts = access.facts_of({s.fact for s in row.sources.all()} | {e.fact for e in entries if e.fact})
    gathered = list({f.fact: f for s in row.sources.all() if (f := facts.get(s.fact))}.values())
    standing.attach(access, gathered)
    known = access.facts_of({row.forum_fact, *(p.fact for p in row.partners.all())} - {""})
    made = dict(forms or {}) or (_forms(access, row, ledger, gathered) if may and row.removed is None else {})
    papers = set(access.papers().filter(pk__in=[e.paper_id for e in entries if e.paper_id]).values_list("pk", flat=True))
    undoes = may and row.removed is None
    return render(request, "ties/tie.html", {
        "tie": row, "partnership": partnership, "group": group, "tab": TABS[group], "facts": gathered, "ledger": ledger,
        "partners": [(p, known.get(p.fact)) for p in row.partners.all()], "forum": known.get(row.forum_fact),
        "entries": [(e, facts.get(e.fact), e.paper if e.paper_id in papers else None,
                     undoes and (head or e.who_id == request.user.pk)) for e in entries],
        "may": may, "today": timezone.localdate(), **_history(access, row), **made}, status=status)


def _forms(access: Access, row: Tie, ledger: ties.Ledger | None, gathered: Sequence[Fact], data: QueryDict | None = None,
           what: str = "") -> dict[str, Any]:
    """The forms of a tie's page; the one that was sent has what was typed."""
    def of(name: str) -> QueryDict | None:
        return data if what == name else None

    proposed = list(ties.proposed(access, row.partnership, ties.GROUPS[ties.GROUP_OF[row.kind]])[:_OFFERED])
    linked = {i.pk for i in row.planned}
    items = [i for i in visibility.items(access).filter(partnership=row.partnership)[: 2 * _OFFERED] if i.pk not in linked]
    found: dict[str, Any] = {"gather": GatherForm(proposed, of("gather")), "plan": PlanForm(items, of("plan"))}
    if ledger is not None:
        tellers = list({f.fact: f for f in [*gathered, *proposed]}.values())
        found["support"] = SupportForm(access, row, ledger.sides, tellers, of("support"))
    return found


def _history(access: Access, row: Tie) -> dict[str, Any]:
    """The versions of a tie that may be seen, each with what changed in it; without those in which nothing seen changed."""
    clearance = access.clearance(row.partnership)
    kept = list(row.versions.select_related("who").order_by("-number")[: _VERSIONS + 1])
    versions = [v for v in kept if v.data["marking"] <= clearance]
    seen = _seen_links(access, row, versions)
    history = []
    for now, before in zip(versions, [*versions[1:], None]):
        fields = [(told, _value(n, before.data), _value(n, now.data)) for n, told in _names().items()
                  if before.data.get(n) != now.data.get(n)] if before else []
        links = before is not None and seen[before.pk] != seen[now.pk]
        if before is None or fields or links:
            history.append({"version": now, "first": before is None and len(versions) == len(kept) <= _VERSIONS,
                            "fields": fields, "links": links})
    return {"history": history[:_VERSIONS], "may_undo": len(versions) > 1 and len(versions) == len(kept)}


def _seen_links(access: Access, row: Tie, versions: Sequence[TieVersion]) -> dict[int, tuple[set[str], set[int], set[int]]]:
    """The facts, items of the plan and candidatures that each version names, as far as they may be seen."""
    facts = access.facts_of({k for v in versions for k in v.data.get("sources", ())})
    keys = {k for v in versions for k in v.data.get("items", ())}
    items = set(visibility.items(access, removed=True).filter(pk__in=keys).values_list("pk", flat=True))
    others = set(ties.ties(access, removed=True).filter(partnership=row.partnership_id, pk__in={
        v.data["exchange"] for v in versions if v.data.get("exchange")}).values_list("pk", flat=True))
    return {v.pk: ({facts[k].fact for k in v.data.get("sources", ()) if k in facts}, items & set(v.data.get("items", ())),
                   others & {v.data.get("exchange")}) for v in versions}


def _names() -> dict[str, str]:
    """The fields of a version by the names people know."""
    return {"kind": _("What it is"), "title": _("What it is called"), "status": _("Where it stands"),
            "forum": _("International body"), "candidate": _("Candidate"), "post": _("Seat and term"), "date": _("Date"),
            "note": _("Note"), "partners": _("Partners"), "marking": _("Who may see it")}


def _value(name: str, data: Mapping[str, Any]) -> str:
    """A value of a version in words."""
    value = data.get(name)
    if name == "kind":
        return label(value, "ties")
    if name == "status":
        return Tie.Status(value).of(data["kind"])
    if name == "candidate":
        return state_name(value)
    if name == "date":
        return day_in_words(value)
    if name == "marking":
        return str(Marking(value).label)
    if name == "partners":
        return semicolon().join(told for _state, told in value or ())
    return field_text(value, name)


@require_POST
def change(request: HttpRequest, key: int) -> HttpResponse:
    """Take a tie out or put it back, undo, gather facts, link the plan, enter support, take an entry back."""
    access: Access = request.access  # type: ignore[attr-defined]
    row = _tie(access, key)
    gathering.officer_of(request, row.partnership)
    what = request.POST.get("do", "")
    if what in ("gather", "plan", "support"):
        return _sent(request, access, row, what)
    user: Any = request.user
    chosen = number(request.POST.get("key")) or 0
    deeds: dict[str, tuple[Callable[[], Any], str]] = {
        "remove": (lambda: actions.remove(user, row), _("Taken out. Its page puts it back.")),
        "back": (lambda: actions.remove(user, row, back=True), _("Put back.")),
        "undo": (lambda: actions.revert(user, row, expects=number(request.POST.get("version"))),
                 _("The last change is taken back.")),
        "let-go": (lambda: actions.gather(user, row, _fact(access, row, request.POST.get("fact", "")), off=True),
                   _("It is detached.")),
        "unlink": (lambda: actions.link(user, row, chosen, off=True), _("It is detached.")),
        "undo-entry": (lambda: actions.undo_entry(user, one(ties.supports(access).filter(tie=row), chosen)),
                       _("It is taken back.")),
    }
    if what not in deeds:
        messages.error(request, _("Nothing was asked for: nothing was done."))
    else:
        gathering.done(request, *deeds[what])
    # a tie goes with what was the last fact it gathers
    return redirect("tie", key=row.pk) if ties.ties(access, removed=True).filter(pk=row.pk).exists() else redirect(
        "ties", states=row.partnership.states.replace(" ", "-"), group=ties.GROUP_OF[row.kind])


def _fact(access: Access, row: Tie, identity: str) -> Fact:
    """A fact of a tie's partnership.

    Raises:
        Impossible
    """
    fact = access.facts_of([identity]).get(identity)
    if fact is None or fact.projection.partnership_id != row.partnership_id:
        raise Impossible(_("no fact of this partnership: %(id)s") % {"id": identity[:60] or "–"}, "identity")
    return fact


def _sent(request: HttpRequest, access: Access, row: Tie, what: str) -> HttpResponse:
    """A form of a tie's page was sent."""
    ledger = ties.ledgers(access, [row])[0] if row.kind == "candidature" else None
    facts = access.facts_of({s.fact for s in row.sources.all()})
    forms = _forms(access, row, ledger, list(facts.values()), request.POST, what)
    form = forms.get(what)
    if form is None:
        raise Http404
    status = gathering.REFUSED
    if form.is_valid():
        try:
            _do(request, access, row, form)
            messages.success(request, _("It is noted."))
            return redirect("tie", key=row.pk)
        except (Impossible, Conflict) as error:
            status = gathering.refused(form, error)
    return _page(request, access, row, forms=forms, status=status)


def _do(request: HttpRequest, access: Access, row: Tie, form: Any) -> None:
    user: Any = request.user
    if isinstance(form, SupportForm):
        actions.enter(user, row, **form.given())
    elif isinstance(form, GatherForm):
        actions.gather(user, row, _fact(access, row, form.wanted))
    elif form.cleaned_data.get("item"):
        actions.link(user, row, form.cleaned_data["item"])
    else:
        given = form.cleaned_data
        actions.put_into_plan(user, row, title=given["title"], due=given["due"], lead=given["lead"])
