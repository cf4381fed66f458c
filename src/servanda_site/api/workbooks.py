"""The action plan as a workbook for programs: taken out, brought back and compared, its changes taken."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse
from ninja import File, Router, Schema, UploadedFile
from pydantic import Field

from servanda_site.api import problems
from servanda_site.api.authentication import scope
from servanda_site.api.follow import slug as slug_of
from servanda_site.api.parts import Given, Number, Slug, access_of, user_of
from servanda_site.publishing.making import XLSX
from servanda_site.register.actions.refusals import needs
from servanda_site.register.models import Role
from servanda_site.register.visibility import Access
from servanda_site.tracking import planning, sheets, visibility
from servanda_site.tracking.actions import sheet as actions
from servanda_site.tracking.models import SheetImport

router = Router(tags=["plan"])
Workbook = File(..., description="A workbook (XLSX) as `plan.xlsx` gives it, with what people changed in it.")


class DifferenceOut(Schema):
    """A field that a workbook would change. base: as the workbook was given; here: as it stands now; sheet: as the workbook has
    it. conflict: it was changed here since, too."""

    name: str
    base: Any
    here: Any
    sheet: Any
    conflict: bool


class RowOut(Schema):
    """What a row of a workbook would do. item: none where the row is a new one; refused: why it will not be taken."""

    row: int
    item: int | None
    title: str
    differences: list[DifferenceOut]
    refused: list[str]


class WorkbookOut(Schema):
    """A workbook compared with the plan as it stands. seen: name it when the changes are taken. said: of the file as a whole."""

    id: int
    partnership: str
    name: str
    rows: int
    applied: datetime | None
    seen: str
    said: list[str]
    changes: list[RowOut]


class TakeIn(Given):
    """That the changes be taken. seen: of the comparison you looked at; if the plan changed since, nothing is taken. take: the
    conflicts in which the workbook is to win, as "ROW:FIELD"; in the others what stands here stays."""

    seen: str = Field(pattern=r"^[0-9.,]*$", max_length=100_000)
    take: list[Annotated[str, Field(pattern=r"^[0-9]{1,6}:[a-z_]{1,20}$")]] = Field([], max_length=10_000)


class RefusedRowOut(Schema):
    """A row that was refused, and why."""

    row: int
    why: str


class TakenOut(Schema):
    """How many items changed, and the rows that were refused."""

    changed: int
    refused: list[RefusedRowOut]


def _told(access: Access, row: SheetImport, said: list[str] | None = None) -> dict[str, Any]:
    changes = actions.compare(access.user, row) if row.applied is None else []  # type: ignore[arg-type]
    return {"id": row.pk, "partnership": slug_of(row.partnership.states), "name": row.name, "rows": len(row.rows),
            "applied": row.applied, "seen": actions.mark(changes), "said": said or [],
            "changes": [{"row": c.row, "item": c.item.pk if c.item else None, "title": c.title, "refused": c.refused,
                         "differences": c.differences} for c in changes]}


@router.get("/partnerships/{slug}/plan.xlsx", auth=scope("read"))
def plan_workbook(request: HttpRequest, slug: str = Slug) -> HttpResponse:
    """The plan as a workbook that can be changed and brought back."""
    access = access_of(request)
    partnership = access.partnership(slug)
    items = planning.whole(visibility.items(access).filter(partnership=partnership))[: sheets.MOST]
    name = f"{slug_of(partnership.states)}-plan.xlsx"
    response = HttpResponse(sheets.write(access, items).getvalue(), content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "private, no-cache"
    return response


@router.post("/partnerships/{slug}/plan/workbooks", auth=scope("decide"), response={201: WorkbookOut})
def bring_workbook(request: HttpRequest, file: UploadedFile = Workbook, slug: str = Slug) -> Any:
    """Bring a workbook back: it is read and compared, nothing is changed yet. Your last one not yet taken is forgotten."""
    access = access_of(request)
    partnership = access.partnership(slug)
    needs(user_of(request), Role.OFFICER, partnership)
    if file.size is not None and file.size > sheets.LARGEST:
        return problems.answer(413, f"at most {sheets.LARGEST} bytes")
    try:
        kept, said = actions.keep(user_of(request), partnership, file.name or "plan.xlsx", file.read())
    except sheets.NotRead as error:
        return problems.answer(422, errors=[{"where": ["file"], "what": str(error)}])
    return 201, _told(access, kept, said)


@router.get("/workbooks/{key}", auth=scope("decide"), response=WorkbookOut)
def workbook(request: HttpRequest, key: int = Number) -> Any:
    """A workbook you brought back, compared with the plan as it stands now."""
    access = access_of(request)
    row = visibility.one(visibility.imports(access), key)
    needs(user_of(request), Role.OFFICER, row.partnership)
    return _told(access, row)


@router.post("/workbooks/{key}/changes", auth=scope("decide"), response=TakenOut)
def take_workbook(request: HttpRequest, given: TakeIn, key: int = Number) -> Any:
    """Take the changes of a workbook you brought back."""
    row = visibility.one(visibility.imports(access_of(request)), key)
    count, refused = actions.apply(user_of(request), row, set(given.take), given.seen)
    return {"changed": count, "refused": [{"row": number, "why": why} for number, why in refused]}
