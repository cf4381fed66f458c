"""The action plan as a workbook: taken out, brought back, compared before anything is changed."""

from __future__ import annotations

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from servanda_site.register.actions.refusals import Conflict, Impossible
from servanda_site.register.visibility import Access
from servanda_site.tracking import planning, sheets, visibility
from servanda_site.tracking.actions import sheet as actions
from servanda_site.web.refused import said
from servanda_site.web.tabled import XLSX
from servanda_site.web.templatetags.facts import heading
from servanda_site.web.templatetags.tracking import field_text, plan_field
from servanda_site.web.views.plan import narrowed, officer


@require_safe
def export(request: HttpRequest, states: str) -> FileResponse:
    """What the plan shows, as a workbook."""
    access: Access = request.access  # type: ignore[attr-defined]
    partnership = access.partnership(states)
    found, _chosen = narrowed(access, partnership, request.GET)
    name = f"{partnership.states.replace(' ', '-')}-plan.xlsx"
    book = sheets.write(access, planning.whole(found)[: sheets.MOST])
    return FileResponse(book, as_attachment=True, filename=name, content_type=XLSX)


@require_http_methods(["GET", "HEAD", "POST"])
def bring(request: HttpRequest, states: str) -> HttpResponse:
    """Bring a workbook back: it is read and compared, nothing is changed yet."""
    access: Access = request.access  # type: ignore[attr-defined]
    partnership = access.partnership(states)
    officer(request, partnership)
    problem = ""
    if request.method == "POST":
        file = request.FILES.get("file")
        try:
            if file is None:
                raise sheets.NotRead(_("choose a file"))
            if file.size is None or file.size > sheets.LARGEST:
                raise sheets.NotRead(_("it is too large"))
            kept, told = actions.keep(request.user, partnership, file.name or "plan.xlsx", file.read())  # type: ignore[arg-type]
            for line in told:
                messages.warning(request, line[:1].upper() + line[1:])
            return redirect("plan_imported", key=kept.pk)
        except sheets.NotRead as error:
            problem = said(error)
    return render(request, "tracking/import.html", {"partnership": partnership, "problem": problem},
                  status=422 if problem else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def imported(request: HttpRequest, key: int) -> HttpResponse:
    """What a workbook would change; POST: take it."""
    access: Access = request.access  # type: ignore[attr-defined]
    row = visibility.one(visibility.imports(access), key)
    officer(request, row.partnership)
    status = 200
    if request.method == "POST":
        try:
            count, refused = actions.apply(request.user, row, set(request.POST.getlist("take")),  # type: ignore[arg-type]
                                           request.POST.get("seen", ""))
            messages.success(request, ngettext("%(n)s item changed.", "%(n)s items changed.", count) % {"n": count})
            for number, why in refused:
                messages.error(request, _("Row %(n)s was refused: %(why)s.") % {"n": number, "why": why})
            return redirect("plan", states=row.partnership.states.replace(" ", "-"))
        except Conflict:
            messages.error(request, _("The plan changed while you looked. This is what the workbook would change now."))
            status = 409
        except Impossible as error:
            messages.error(request, said(error))
            status = 422
    changes = actions.compare(request.user, row) if row.applied is None else []  # type: ignore[arg-type]
    differences = [d for c in changes for d in c.differences if d.name == "serves"]
    promises = {p for d in differences for v in (d.base, d.here, d.sheet) for p in v or ()}
    names = {p: p for d in differences for p in d.sheet} | {k: heading(f) for k, f in access.facts_of(promises).items()}
    shown = [(c, [{"d": d, "label": plan_field(d.name)} | {n: field_text(getattr(d, n), d.name, names)
                                                          for n in ("base", "here", "sheet")} for d in c.differences])
             for c in changes]
    return render(request, "tracking/imported.html", {
        "imported": row, "partnership": row.partnership, "changes": shown, "seen": actions.mark(changes),
        "takes": sum(1 for c in changes if not c.refused), "refused": sum(1 for c in changes if c.refused),
        "conflicts": sum(len(c.conflicts) for c in changes if not c.refused), "rows": len(row.rows)}, status=status)
