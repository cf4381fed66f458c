"""Feeds fetched, within limits: only http and https, never a private address unless its host is allowed, the address that was
checked is the one connected to, few redirects, a bounded size and time."""

from __future__ import annotations

import io
import ipaddress
import socket
import ssl
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin, urlsplit

import httpx
from django.conf import settings
from django.utils.translation import gettext as _

from servanda.errors import ServandaError

Resolve = Callable[[str, int], Iterable[str]]
_REDIRECTS = 3
_SECONDS = 30.0
_STEP_SECONDS = 10.0
FEED_BYTES = 5_000_000
_AGENT = "Servanda"
_NAT64 = ipaddress.ip_network("64:ff9b::/96")


class NotFetched(ServandaError):
    """What was asked for is not fetched; the message says why."""


@dataclass(frozen=True, slots=True)
class Fetched:
    """What an address gave. url: where it was found in the end."""

    url: str
    data: bytes
    media_type: str


def resolve(host: str, port: int) -> list[str]:
    """The addresses of a host."""
    return list(dict.fromkeys(str(found[4][0]) for found in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)))


def fetch(url: str, *, limit: int | None = None, look_up: Resolve | None = None, transport: httpx.BaseTransport | None = None,
          seconds: float = _SECONDS) -> Fetched:
    """What stands at an address of the web.

    Args:
        limit: most bytes taken (the upload limit without it). look_up: resolves names. transport: makes the connection to the
            address that was checked. seconds: for all of it.

    Raises:
        NotFetched: no such address, a private one, too many redirects, too large, too slow, or an answer that is an error.
    """
    until = time.monotonic() + seconds
    most = limit or settings.UPLOAD_LIMIT
    for _hop in range(_REDIRECTS + 1):
        answer = _one(url, most, until, look_up or resolve, transport)
        if isinstance(answer, Fetched):
            return answer
        url = answer
    raise NotFetched(_("it redirects more than %(n)s times") % {"n": _REDIRECTS})


def _one(url: str, most: int, until: float, look_up: Resolve, transport: httpx.BaseTransport | None) -> Fetched | str:
    """What an address gives, or where it leads."""
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port or (443 if parts.scheme == "https" else 80)
    except ValueError:
        raise NotFetched(_("this is no address of the web")) from None
    if parts.scheme not in ("http", "https") or not host or parts.username is not None or parts.password is not None:
        raise NotFetched(_("only http and https addresses are fetched"))
    address = _checked(host, port, look_up)
    at = httpx.URL(url).copy_with(host=address, fragment=None)
    named = f"[{host}]" if ":" in host else host
    headers = {"Host": named if parts.port is None else f"{named}:{port}", "User-Agent": _AGENT, "Accept-Encoding": "identity"}
    wait = max(0.1, min(_STEP_SECONDS, until - time.monotonic()))
    try:
        with httpx.Client(transport=transport or httpx.HTTPTransport(verify=ssl.create_default_context()), trust_env=False,
                          follow_redirects=False, timeout=wait) as client, \
                client.stream("GET", at, headers=headers, extensions={"sni_hostname": host}) as answer:
            if answer.is_redirect:
                return urljoin(url, answer.headers.get("location", ""))
            if answer.status_code != 200:
                raise NotFetched(_("it answers %(status)s") % {"status": answer.status_code})
            if answer.headers.get("content-encoding", "identity").strip().lower() not in ("", "identity"):
                raise NotFetched(_("its answer is packed, which was not asked for"))
            return Fetched(url, _body(answer, most, until), answer.headers.get("content-type", "").partition(";")[0].strip())
    except (httpx.HTTPError, httpx.InvalidURL, OSError, UnicodeError) as error:
        raise NotFetched(_("it cannot be reached (%(why)s)") % {"why": type(error).__name__}) from None


def _body(answer: httpx.Response, most: int, until: float) -> bytes:
    taken = bytearray()
    for piece in answer.iter_raw():
        taken += piece
        if len(taken) > most:
            raise NotFetched(_("it is larger than %(n)s MB") % {"n": most // 1_000_000})
        if time.monotonic() > until:
            raise NotFetched(_("it takes too long"))
    return bytes(taken)


def _checked(host: str, port: int, look_up: Resolve) -> str:
    """The address to connect to. Every address of the name must be public, else none is taken."""
    try:
        found = list(look_up(host, port))
    except (OSError, UnicodeError):
        raise NotFetched(_("no host of this name is known")) from None
    if not found:
        raise NotFetched(_("no host of this name is known"))
    if host.lower() not in {h.lower() for h in settings.FEED_HOSTS} and not all(is_public(a) for a in found):
        raise NotFetched(_("its address is private; the server's operator may allow it (SERVANDA_FEED_HOSTS)"))
    return found[0]


def is_public(address: str) -> bool:
    """Whether an IP address is one of the public network, also when it is wrapped in another."""
    try:
        ip = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(ip, ipaddress.IPv6Address):
        inner = ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None)
        if inner is None and (ip in _NAT64 or int(ip) >> 32 == 0):
            inner = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
        if inner is not None:
            return is_public(str(inner)) if inner != ip else False
    return ip.is_global and not ip.is_multicast and not ip.is_reserved and not ip.is_unspecified


@dataclass(frozen=True, slots=True)
class Item:
    """One entry of a feed. key: by which it is known again. content: its own words as a page; empty where it has none."""

    key: str
    title: str
    link: str
    content: str


def items(data: bytes) -> list[Item]:
    """The entries of a feed, the newest as the feed has them.

    Raises:
        NotFetched: it is no feed, or one that defines entities.
    """
    import feedparser

    if b"<!ENTITY" in data[:100_000].upper():
        raise NotFetched(_("it defines entities of its own, as attacks do and feeds do not"))
    found: Mapping[str, Any] = feedparser.parse(io.BytesIO(data))
    entries = found.get("entries") or []
    if not entries and not found.get("version"):
        raise NotFetched(_("it is no feed"))
    return [item for item in map(_item, entries) if item.key]


def _item(entry: Mapping[str, Any]) -> Item:
    link, title = str(entry.get("link") or ""), " ".join(str(entry.get("title") or "").split())
    told = entry.get("content") or []
    content = str(told[0].get("value") if told else entry.get("summary") or "")
    return Item(str(entry.get("id") or link or title)[:1000], title[:300], link, content)

