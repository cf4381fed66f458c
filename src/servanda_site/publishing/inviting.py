"""Calendar invitations by mail to sessions and visits: sent, sent again when something changes, cancelled, and answered."""

from __future__ import annotations

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.utils.translation import gettext as _

from servanda_site.accounts.models import User
from servanda_site.publishing import ics
from servanda_site.register.actions.refusals import Impossible, needs
from servanda_site.register.models import Marking, Role
from servanda_site.register.visibility import Access
from servanda_site.tracking import calendars
from servanda_site.tracking.actions import gatherings
from servanda_site.tracking.models import Gathering, Invitee, Session, Visit


def mail_is_set_up() -> bool:
    """Whether mail leaves this register; without a server it is written to the log alone."""
    return settings.EMAIL_BACKEND != "django.core.mail.backends.console.EmailBackend"


def entry_of(access: Access, row: Session | Visit) -> calendars.Entry | None:
    """A session or visit as a calendar's entry; None where it has no day."""
    if isinstance(row, Session):
        return calendars.of_session(row, access.facts_of([row.body]).get(row.body))
    return calendars.of_visit(row)


def send(user: User, row: Session | Visit, address: str) -> list[Invitee]:
    """Send the invitation (or its cancellation) as it stands to everybody on the list; who they are.

    Args:
        address: of the site, for the link back.

    Raises:
        NotAllowed; Impossible: it has no day, is restricted, nobody is asked, mail is not set up or could not be sent.
    """
    needs(user, Role.OFFICER, row.partnership)
    if row.marking >= Marking.RESTRICTED:
        raise Impossible(_("what is restricted is not sent by e-mail"))
    entry, people = entry_of(Access(user), row), list(row.invitees.all())
    if entry is None:
        raise Impossible(_("it has no day yet: there is nothing to put in a calendar"))
    if not people:
        raise Impossible(_("nobody is asked yet"))
    if not mail_is_set_up():
        raise Impossible(_("mail is not set up in this register (SERVANDA_EMAIL_URL), so nobody was written to and nothing was "
                           "noted as sent; download the calendar file and send it with your own mail"))
    off = row.status in (Gathering.Status.CANCELLED, Gathering.Status.POSTPONED)
    data, reached = ics.request(entry, people, address), []
    try:
        for person in people:
            _mail(entry, person, data, address, off=off)
            reached.append(person)
    finally:  # where the mail server goes away halfway, those it reached know
        if reached:
            gatherings.sent(user, row, reached)
    return people


@transaction.atomic
def unask(user: User, row: Session | Visit, person: int, address: str) -> None:
    """Take somebody off the list; who has an invitation is told that it does not hold for them any more, or stays on it.

    Raises:
        NotAllowed; Impossible: they are not on it, or the mail could not be sent.
    """
    found = gatherings.unask(user, row, person)
    entry = entry_of(Access(user), row)
    if found.told >= 0 and entry is not None and row.marking < Marking.RESTRICTED:
        _mail(entry, found, ics.request(entry, [found], address, uninvited=True), address, off=True, uninvited=True)


def replied(user: User, row: Session | Visit, data: bytes) -> Invitee:
    """Note the answer that a calendar program sent back, as a file; whose it was.

    Raises:
        NotAllowed; Impossible: it is no reply, or to another invitation, or from somebody who was not asked.
    """
    needs(user, Role.OFFICER, row.partnership)
    found = ics.reply(data)
    if found.uid != row.uid:
        raise Impossible(_("this reply is to another invitation: nothing was noted"))
    return gatherings.answer(user, row, found.email, found.answer, found.sequence)


def _mail(entry: calendars.Entry, person: Invitee, data: bytes, address: str, *, off: bool, uninvited: bool = False) -> None:
    """Send a calendar file to somebody, with the same in words.

    Raises:
        Impossible: it could not be sent.
    """
    changed = 0 <= person.told < entry.sequence
    subject = _("Cancelled: %(what)s") if off else _("Updated invitation: %(what)s") if changed else _("Invitation: %(what)s")
    subject = " ".join((subject % {"what": ics.summary(entry)}).split())
    mail = EmailMultiAlternatives(subject, ics.invitation(entry, subject, address, uninvited=uninvited), to=[person.email])
    mail.attach_alternative(data.decode(), f"text/calendar; method={'CANCEL' if off else 'REQUEST'}")
    try:
        mail.send()
    except OSError as error:
        raise Impossible(_("the mail could not be sent: %(why)s") % {"why": error}) from error
