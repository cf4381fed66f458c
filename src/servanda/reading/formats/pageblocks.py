"""The blocks of an HTML page, each with what is needed to tell story from page furniture."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from servanda.reading.formats.blocks import Block

_SKIPPED = frozenset({
    "script", "style", "noscript", "template", "iframe", "object", "embed", "svg", "math", "canvas", "audio", "video",
    "select", "textarea", "button", "input", "head", "dialog", "map", "title", "datalist", "rp", "rt",
})
_BLOCKS = frozenset({
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "div", "dl", "dt",
    "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "legend",
    "li", "main", "menu", "nav", "ol", "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead",
    "tr", "ul",
})
_HEADINGS = {f"h{n}": n for n in range(1, 7)}
_FURNITURE = frozenset({"nav", "aside", "footer", "menu"})
_FURNITURE_ROLES = frozenset({
    "navigation", "banner", "contentinfo", "complementary", "search", "dialog", "alertdialog", "menu", "menubar", "toolbar",
})
_FURNITURE_CLASS = re.compile(
    r"(?:^|[\s_-])(?:nav(?:bar|igation)?|(?:top|main|side|sub)?-?menus?|breadcrumbs?|shar(?:e|es|ing)|social|related|"
    r"recommend(?:ed|ations?)?|read-?more|see-?also|tags?|tag-?list|keywords|comments?|disqus|footer|sidebar|cookies?|"
    r"consent|gdpr|newsletter|subscri(?:be|ption)|adverts?|ads?|advertisement|sponsored|promo|widgets?|popup|modal|"
    r"pagination|pager|login|sign-?(?:in|up)|search(?:-?form|-?box)?|toolbar|skip-?link|sr-only|visually-hidden|"
    r"screen-reader-text|print-?only|most-?(?:read|viewed|popular)|trending|top-?stories|lang(?:uage)?-?switch(?:er)?)"
    r"(?:$|[\s_-])", re.I,
)
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
_WHOLE = frozenset({"html", "body", "main", "article"})
_SPACE = re.compile(r"[ \t\n\r\f]+")


@dataclass(slots=True)
class PageBlock(Block):
    """A block of a page. linked: how many of its characters are links. scopes: the articles and mains it stands in.

    furniture: by its element or role; by_class: by the names of its classes, which may mislead; caption: of a figure.
    """

    linked: int = 0
    scopes: tuple[int, ...] = ()
    furniture: bool = False
    by_class: bool = False
    caption: bool = False


@dataclass(slots=True)
class _Open:
    """What holds inside one open element."""

    tag: str
    scopes: tuple[int, ...] = ()
    furniture: bool = False
    by_class: bool = False
    link: bool = False
    level: int = 0
    caption: bool = False
    row: int | None = None
    lists: int = 0
    pre: bool = False
    marker: list[str] = field(default_factory=list)
    counter: list[int] | None = None


class PageBlocks:
    """Walks a page once, element by element, without recursion."""

    def __init__(self, nesting: int) -> None:
        self.nesting = nesting
        self.blocks: list[PageBlock] = []
        self.deep = False
        self._stack: list[_Open] = [_Open("")]
        self._text: list[str] = []
        self._linked = 0
        self._count = 0

    def walk(self, root: Any) -> None:
        """Collect the blocks under a node."""
        from resiliparse.parse.html import NodeType

        element, text = NodeType.ELEMENT, NodeType.TEXT
        node, depth = root, 0
        while node is not None:
            kind, inside = node.type, None
            if kind == element and node.tag not in _SKIPPED:
                inside = node.first_child
                self._enter(node, depth)
                if inside is None:
                    self._leave(depth)
            elif kind == text:
                self._say(node.value or "")
            if inside is not None:
                node, depth = inside, depth + 1
                continue
            while node is not None and node.next is None and node != root:
                node, depth = node.parent, depth - 1
                self._leave(depth)
            node = None if node is None or node == root else node.next
        self._flush()

    def _enter(self, node: Any, depth: int) -> None:
        if depth > self.nesting:
            self.deep = True
            self._text.append(" ")
            return
        tag = node.tag
        if tag in _BLOCKS:
            self._flush()
        elif tag == "br":
            self._text.append("\x00")
        self._stack.append(self._opened(node, tag, self._stack[-1]))

    def _leave(self, depth: int) -> None:
        if depth > self.nesting:
            return
        if self._stack[-1].tag in _BLOCKS:
            self._flush()
        self._stack.pop()

    def _opened(self, node: Any, tag: str, around: _Open) -> _Open:
        self._count += 1
        opened = _Open(tag, around.scopes, around.furniture, around.by_class, around.link or tag == "a",
                       _HEADINGS.get(tag, around.level), around.caption or tag in ("figcaption", "caption"), around.row,
                       around.lists, around.pre or tag == "pre", around.marker, around.counter)
        if tag in ("ul", "ol"):
            opened.lists, opened.counter = around.lists + 1, [0] if tag == "ol" else None
        elif tag == "li":
            opened.marker = [_marker(around.counter)]
        elif tag == "tr":
            opened.row = self._count
        elif tag == "table":
            opened.row = None
        if tag == "article" or tag == "main":
            opened.scopes = (*around.scopes, self._count)
        if node.attrs or tag in _FURNITURE or tag == "header":
            self._judge(node, tag, opened)
        return opened

    def _judge(self, node: Any, tag: str, opened: _Open) -> None:
        """Whether an element is page furniture, or hidden."""
        role = (node.getattr("role") or "").lower()
        if role == "main" and tag != "main":
            opened.scopes = (*opened.scopes, self._count)
        if tag in _FURNITURE or role in _FURNITURE_ROLES or (tag == "header" and not opened.scopes):
            opened.furniture = True
        if node.getattr("hidden") is not None or node.getattr("aria-hidden") == "true" \
                or _HIDDEN_STYLE.search(node.getattr("style") or ""):
            opened.furniture = True
        names = f"{node.getattr('class') or ''} {node.getattr('id') or ''}"
        if tag not in _WHOLE and names != " " and _FURNITURE_CLASS.search(names):
            opened.by_class = True

    def _say(self, text: str) -> None:
        around = self._stack[-1]
        if around.pre:
            text = text.replace("\r\n", "\n").replace("\n", "\x00")
        self._text.append(text)
        if around.link:
            self._linked += len(text.strip())

    def _flush(self) -> None:
        text = _SPACE.sub(" ", "".join(self._text))
        text = "\n".join(line.strip(" ") for line in text.split("\x00")).strip()
        around, linked = self._stack[-1], self._linked
        self._text, self._linked = [], 0
        if not text:
            return
        marker, indent = "", 0
        if around.marker and not around.level:
            marker, indent = around.marker[0], max(0, around.lists - 1)
            around.marker.clear()  # the first paragraph of an item carries its mark
        self.blocks.append(PageBlock(text, around.level, marker, around.row, indent, linked, around.scopes,
                                     around.furniture, around.by_class, around.caption))


def _marker(counter: list[int] | None) -> str:
    if counter is None:
        return "-"
    counter[0] += 1
    return f"{counter[0]}."
