"""What the head of an HTML page says of it: title, dates, site, address."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from servanda.reading.formats.pageblocks import PageBlock

# What pages call these things in their meta elements (name, property or itemprop), likeliest first.
_META: Mapping[str, tuple[str, ...]] = {
    "title": ("og:title", "headline", "citation_title", "dc.title", "dcterms.title", "twitter:title"),
    "date": (
        "article:published_time", "datepublished", "og:published_time", "published_time", "publish-date", "publishdate",
        "pubdate", "publication_date", "dc.date.issued", "dcterms.issued", "dcterms.created", "dc.date", "dcterms.date",
        "citation_publication_date", "sailthru.date", "parsely-pub-date", "article.published", "date",
    ),
    "modified": ("article:modified_time", "datemodified", "og:updated_time", "dcterms.modified", "last-modified"),
    "author": ("author", "article:author", "dc.creator", "dcterms.creator", "byl", "parsely-author"),
    "site": ("og:site_name", "application-name", "dc.publisher", "dcterms.publisher", "publisher", "al:ios:app_name"),
    "url": ("og:url",),
    "description": ("og:description", "description", "dc.description"),
    "language": ("og:locale", "content-language", "dc.language"),
}
_ISO_DAY = re.compile(r"\s*(\d{4}-\d{2}-\d{2})(?=[T\s]|$)")
_LINKED_DATE = re.compile(r'"(datePublished|dateModified)"\s*:\s*"([^"\\]{4,40})"')
_LONGEST = 1000
_MOST_META = 400


def metadata(tree: Any, blocks: Sequence[PageBlock]) -> dict[str, Any]:
    """The metadata of a page, each key only where the page has it (the keys: see `Extracted`)."""
    stated = _meta(tree)
    found = {key: next((stated[n] for n in names if stated.get(n)), "") for key, names in _META.items()}
    heading = next((b.text for b in blocks if b.level == 1 and not b.furniture), "")
    found["title"] = found["title"] or " ".join(heading.split()) or _clean(tree.title or "")
    found["url"] = _canonical(tree) or found["url"]
    root = tree.document.query_selector("html")
    found["language"] = (root.getattr("lang") if root is not None else "") or found["language"]
    linked = _linked_dates(tree)
    found["date"] = _day(found["date"] or linked.get("datePublished") or _time(tree))
    found["modified"] = _day(found["modified"] or linked.get("dateModified") or "")
    return {key: value for key, value in found.items() if value}


def _meta(tree: Any) -> dict[str, str]:
    """The first value of each meta element, and of elements that state a property of the page."""
    stated: dict[str, str] = {}
    for element in tree.document.get_elements_by_tag_name("meta")[:_MOST_META]:
        value = _clean(element.getattr("content") or "")
        for attribute in ("property", "name", "itemprop", "http-equiv"):
            name = (element.getattr(attribute) or "").strip().lower()
            if name and value:
                stated.setdefault(name, value)
    return stated


def _canonical(tree: Any) -> str:
    for element in tree.document.get_elements_by_tag_name("link")[:_MOST_META]:
        if (element.getattr("rel") or "").lower() == "canonical":
            return _clean(element.getattr("href") or "")
    return ""


def _linked_dates(tree: Any) -> dict[str, str]:
    """Dates in the page's linked data (JSON-LD), whatever shape it has."""
    found: dict[str, str] = {}
    for element in tree.document.get_elements_by_tag_name("script")[:_MOST_META]:
        if (element.getattr("type") or "").lower() == "application/ld+json":
            for name, value in _LINKED_DATE.findall((element.text or "")[:200_000]):
                found.setdefault(name, value)
    return found


def _time(tree: Any) -> str:
    """The only time element of a page, or the first that is marked as the date of publication."""
    times = [t for t in tree.document.get_elements_by_tag_name("time")[:_MOST_META] if t.getattr("datetime")]
    marked = [t for t in times if t.getattr("pubdate") is not None
              or "published" in f"{t.getattr('class') or ''} {t.getattr('itemprop') or ''}".lower()]
    if marked or len(times) == 1:
        return _clean((marked or times)[0].getattr("datetime"))
    return ""


def _day(value: str) -> str:
    match = _ISO_DAY.match(value)
    return match[1] if match else value


def _clean(value: str) -> str:
    return " ".join(value.split())[:_LONGEST]
