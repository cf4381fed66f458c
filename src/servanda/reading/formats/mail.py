"""E-mail: the words of the message as text, its headers as metadata, what is attached as documents of their own."""

from __future__ import annotations

import email
from collections.abc import Iterator
from dataclasses import replace
from email import policy
from email.message import EmailMessage
from email.utils import parseaddr, parsedate_to_datetime
from pathlib import PurePosixPath

from servanda.documents import Document, Limits, PaperProblem, Problem, opened
from servanda.documents.media import MAIL
from servanda.documents.names import is_paper_name
from servanda.documents.problems import shown
from servanda.reading.formats import html
from servanda.reading.formats.decoding import decode
from servanda.reading.formats.extracted import Extracted
from servanda.reading.formats.markup import stated

# Parts that carry no paper: signatures, calendars, address cards, reports of delivery.
_NO_PAPERS = frozenset({
    "application/pkcs7-signature", "application/x-pkcs7-signature", "application/pgp-signature", "application/pgp-keys",
    "text/calendar", "text/vcard", "text/x-vcard", "message/delivery-status", "message/disposition-notification",
    "text/rfc822-headers",
})
_SEALED = frozenset({"application/pkcs7-mime", "application/x-pkcs7-mime", "multipart/encrypted"})
_FIELDS = {"from": "from", "to": "to", "cc": "cc", "reply-to": "reply_to", "message-id": "message_id",
           "content-language": "language"}
_LONGEST = 2000
_FULLER = 3  # times the length of the plain text from which the HTML beside it is the message, and that a stub


def read(document: Document, limits: Limits) -> Extracted:
    """The body of a mail (its plain text, else its HTML, or where that holds far more) and its attachments.

    PaperProblem: it is encrypted.
    """
    message = email.message_from_bytes(document.data.lstrip(b"\r\n"), policy=policy.default)
    if _is_sealed(message):
        raise PaperProblem(Problem("encrypted", document.path))
    body, extracted = _body(message, document.path, limits)
    attachments, problems = _attachments(message, body, document, limits)
    return Extracted(extracted.text, {**extracted.metadata, **_headers(message)}, attachments,
                     problems=extracted.problems + problems)


def _is_sealed(message: EmailMessage) -> bool:
    kind = message.get_content_type()
    return kind in _SEALED and message.get_param("smime-type") != "signed-data"


def _body(message: EmailMessage, path: str, limits: Limits) -> tuple[EmailMessage | None, Extracted]:
    """The part that holds the message itself, and what it says."""
    chosen: tuple[EmailMessage | None, Extracted] = (None, Extracted(""))
    for kind in ("plain", "html"):
        part = message.get_body(preferencelist=(kind,))
        if isinstance(part, EmailMessage) and part.get_payload(decode=True):
            told = _text(part, path, limits)
            if chosen[0] is None or len(told.text) > _FULLER * len(chosen[1].text):
                chosen = part, told
    return chosen


def _text(part: EmailMessage, path: str, limits: Limits) -> Extracted:
    payload = part.get_payload(decode=True)
    data = payload if isinstance(payload, bytes) else b""
    decoded = decode(data, part.get_content_charset())
    text = decoded.text.replace("\r\n", "\n")
    if part.get_content_subtype() != "html":
        return Extracted(text.strip("\n"))
    found = html.of_markup(text, path, limits)
    kept = {key: value for key, value in found.metadata.items() if key in ("site", "language", "url")}
    return Extracted(found.text, kept, problems=found.problems)


def _headers(message: EmailMessage) -> dict[str, str]:
    found = {key: _header(message, name) for name, key in _FIELDS.items()}
    return stated(title=_header(message, "subject"), date=_date(_header(message, "date")), author=_sender(found["from"]), **found)


def _sender(told: str) -> str:
    """Who sends a message, by name; by the address of one that gives no name."""
    return parseaddr(told)[0] or told


def _header(message: EmailMessage, name: str) -> str:
    try:
        value = str(message.get(name, ""))
    except Exception:  # noqa: BLE001 - the parser of headers raises all sorts on broken ones
        value = next((str(v) for k, v in message.raw_items() if k.lower() == name), "")
    value = value.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    return " ".join(value.split())[:_LONGEST]


def _date(value: str) -> str:
    """The day it was sent, where it was sent."""
    try:
        return parsedate_to_datetime(value).date().isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        return value


def _attachments(message: EmailMessage, body: EmailMessage | None, document: Document,
                 limits: Limits) -> tuple[tuple[Document, ...], tuple[Problem, ...]]:
    found: list[Document] = []
    problems: list[Problem] = []
    deeper, left = False, limits
    parts = [p for p in _leaves(message) if _carries_paper(p, body)]
    if len(parts) > limits.attachments:
        numbers = {"count": len(parts), "limit": limits.attachments}
        problems.append(Problem("too-many-attachments", document.path, numbers))
    for number, part in enumerate(parts[:limits.attachments], 1):
        if not (data := _bytes(part)):
            continue
        attached = Document.of(f"{document.path}/{_name(part, number)}", data)
        wrong: list[Problem] = []
        for paper in opened(attached, left, wrong.append):
            if paper is not attached:
                left = _less(left, paper)
            mail = MAIL in (paper.media_type, part.get_content_type())
            if mail and document.depth >= limits.mail_depth:
                deeper = True
            else:
                found.append(replace(paper, part_of=document.sha256, depth=document.depth + mail))
        problems += [replace(p, path=document.path, place=p.path.removeprefix(f"{document.path}/")) for p in wrong]
    if deeper:
        problems.append(Problem("mail-depth", document.path, {"limit": limits.mail_depth}))
    return tuple(found), tuple(problems)


def _less(limits: Limits, paper: Document) -> Limits:
    """What the archives of one mail may still hold, all together, once this was taken out of one."""
    return replace(limits, expanded_bytes=limits.expanded_bytes - len(paper.data), package_parts=limits.package_parts - 1)


def _leaves(message: EmailMessage) -> Iterator[EmailMessage]:
    """The parts that hold something, attached mails whole; a list of what is to do stands in for recursion."""
    waiting = [message]
    while waiting:
        part = waiting.pop()
        if part.is_multipart() and part.get_content_type() != MAIL:
            waiting += [p for p in reversed(part.get_payload()) if isinstance(p, EmailMessage)]  # type: ignore[arg-type]
        else:
            yield part


def _carries_paper(part: EmailMessage, body: EmailMessage | None) -> bool:
    """Whether a part is a paper: not the body or another form of it, not a picture in it, not a signature."""
    kind, name = part.get_content_type(), _file_name(part)
    if part is body or kind in _NO_PAPERS or (name and not is_paper_name(name)):
        return False
    attached = part.get_content_disposition() == "attachment"
    if kind.startswith("text/") and not name and not attached:
        return False
    return attached or not (kind.startswith("image/") and part.get("content-id"))


def _bytes(part: EmailMessage) -> bytes:
    if part.get_content_type() == MAIL:
        inner = part.get_payload()
        held = inner[0] if isinstance(inner, list) and inner else None
        return held.as_bytes(policy=policy.default) if isinstance(held, EmailMessage) else b""
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def _name(part: EmailMessage, number: int) -> str:
    """The name of an attachment as shown: never a path, never blank."""
    name = _file_name(part)
    if not name:
        name = f"part-{number}" + (".eml" if part.get_content_type() == MAIL else "")
    return shown(name.encode("utf-8", "replace").decode("utf-8"))[:200]


def _file_name(part: EmailMessage) -> str:
    return PurePosixPath((part.get_filename() or "").replace("\\", "/")).name
