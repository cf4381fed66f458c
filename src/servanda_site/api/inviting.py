"""Calendar invitations to sessions and visits for programs: who is asked, what is sent to them, what they answer."""

from __future__ import annotations

from typing import Any, Literal

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import File, Router, UploadedFile

from servanda_site.api import problems
from servanda_site.api.authentication import scope
from servanda_site.api.meetings import InviteeOut, invitee, invitees
from servanda_site.api.parts import Count, Given, Line, Number, access_of, user_of
from servanda_site.api.sessions import session_of
from servanda_site.api.visits import visit_of
from servanda_site.publishing import ics, inviting
from servanda_site.register.actions.refusals import Impossible
from servanda_site.tracking.actions import gatherings
from servanda_site.tracking.models import Invitee, Session, Visit

router = Router(tags=["meetings"])
AnswerName = Literal[tuple(Invitee.Answer.values)]  # type: ignore[valid-type]
Reply = File(..., description="What a calendar program sent back (RFC 5546, METHOD:REPLY).")


class InviteeIn(Given):
    """Somebody to be asked."""

    name: Line = ""
    email: Line


class AnswerIn(Given):
    """What somebody answered to an invitation as it stood at a sequence."""

    email: Line
    answer: AnswerName
    sequence: Count


@router.get("/sessions/{key}/session.ics", auth=scope("read"))
def session_calendar(request: HttpRequest, key: int = Number) -> HttpResponse:
    """A session as a calendar file (RFC 5545)."""
    return _file(request, session_of(access_of(request), key))


@router.get("/visits/{key}/visit.ics", auth=scope("read"))
def visit_calendar(request: HttpRequest, key: int = Number) -> HttpResponse:
    """A visit as a calendar file (RFC 5545)."""
    return _file(request, visit_of(access_of(request), key))


def _file(request: HttpRequest, row: Session | Visit) -> HttpResponse:
    entry = inviting.entry_of(access_of(request), row)
    if entry is None:
        raise Impossible(_("it has no day yet: there is nothing to put in a calendar"))
    data = ics.published([entry], ics.summary(entry), request.build_absolute_uri("/"))
    response = HttpResponse(data, content_type="text/calendar; charset=utf-8")
    response["Cache-Control"] = "private, no-cache"
    return response


@router.post("/sessions/{key}/invitees", auth=scope("decide"), response={201: InviteeOut})
def session_invitee(request: HttpRequest, given: InviteeIn, key: int = Number) -> Any:
    """Put somebody on the list of those who get the calendar invitation to a session."""
    return 201, invitee(gatherings.ask(user_of(request), session_of(access_of(request), key), **given.model_dump()))


@router.post("/visits/{key}/invitees", auth=scope("decide"), response={201: InviteeOut})
def visit_invitee(request: HttpRequest, given: InviteeIn, key: int = Number) -> Any:
    """Put somebody on the list of those who get the calendar invitation to a visit."""
    return 201, invitee(gatherings.ask(user_of(request), visit_of(access_of(request), key), **given.model_dump()))


@router.delete("/sessions/{key}/invitees/{person}", auth=scope("decide"), response=list[InviteeOut])
def session_invitee_off(request: HttpRequest, key: int = Number, person: int = Number) -> Any:
    """Take somebody off the list of a session; who has the invitation is sent its cancellation. Who is left."""
    return _unasked(request, session_of(access_of(request), key), person)


@router.delete("/visits/{key}/invitees/{person}", auth=scope("decide"), response=list[InviteeOut])
def visit_invitee_off(request: HttpRequest, key: int = Number, person: int = Number) -> Any:
    """Take somebody off the list of a visit; who has the invitation is sent its cancellation. Who is left."""
    return _unasked(request, visit_of(access_of(request), key), person)


def _unasked(request: HttpRequest, row: Session | Visit, person: int) -> list[dict[str, Any]]:
    inviting.unask(user_of(request), row, person, request.build_absolute_uri("/"))
    return invitees(access_of(request), row)


@router.post("/sessions/{key}/invitation", auth=scope("decide"), response=list[InviteeOut])
def session_invitation(request: HttpRequest, key: int = Number) -> Any:
    """Send the invitation to a session as it stands, or its cancellation, by mail to everybody on the list."""
    return _sent(request, session_of(access_of(request), key))


@router.post("/visits/{key}/invitation", auth=scope("decide"), response=list[InviteeOut])
def visit_invitation(request: HttpRequest, key: int = Number) -> Any:
    """Send the invitation to a visit as it stands, or its cancellation, by mail to everybody on the list."""
    return _sent(request, visit_of(access_of(request), key))


def _sent(request: HttpRequest, row: Session | Visit) -> list[dict[str, Any]]:
    inviting.send(user_of(request), row, request.build_absolute_uri("/"))
    return invitees(access_of(request), row)


@router.post("/sessions/{key}/answers", auth=scope("decide"), response=InviteeOut)
def session_answer(request: HttpRequest, given: AnswerIn, key: int = Number) -> Any:
    """Note what somebody answered to the invitation to a session."""
    return invitee(gatherings.answer(user_of(request), session_of(access_of(request), key), given.email, given.answer,
                                     given.sequence))


@router.post("/visits/{key}/answers", auth=scope("decide"), response=InviteeOut)
def visit_answer(request: HttpRequest, given: AnswerIn, key: int = Number) -> Any:
    """Note what somebody answered to the invitation to a visit."""
    return invitee(gatherings.answer(user_of(request), visit_of(access_of(request), key), given.email, given.answer,
                                     given.sequence))


@router.post("/sessions/{key}/replies", auth=scope("decide"), response=InviteeOut)
def session_reply(request: HttpRequest, file: UploadedFile = Reply, key: int = Number) -> Any:
    """Note the reply to the invitation to a session that a calendar program sent back as a file."""
    return _replied(request, session_of(access_of(request), key), file)


@router.post("/visits/{key}/replies", auth=scope("decide"), response=InviteeOut)
def visit_reply(request: HttpRequest, file: UploadedFile = Reply, key: int = Number) -> Any:
    """Note the reply to the invitation to a visit that a calendar program sent back as a file."""
    return _replied(request, visit_of(access_of(request), key), file)


def _replied(request: HttpRequest, row: Session | Visit, file: UploadedFile) -> Any:
    if file.size is not None and file.size > ics.LARGEST_REPLY:
        return problems.answer(413, f"at most {ics.LARGEST_REPLY} bytes")
    return invitee(inviting.replied(user_of(request), row, file.read()))
