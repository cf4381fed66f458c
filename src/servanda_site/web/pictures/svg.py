"""Elements of SVG as safe text: attributes and classes only, no styles."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

CHARACTER = 6.6  # width of a character at the pictures' size of letters (12)


def element(tag: str, *children: object, **attributes: object) -> SafeString:
    """An element. Attribute names: `class_` is class, other underscores are hyphens; None leaves one out."""
    told = "".join(f' {name.rstrip("_").replace("_", "-")}="{conditional_escape(_number(value))}"'
                   for name, value in attributes.items() if value is not None)
    inner = "".join(conditional_escape(c) for c in children)
    return mark_safe(f"<{tag}{told}>{inner}</{tag}>" if inner else f"<{tag}{told}/>")  # noqa: S308 - every part is escaped


def drawing(width: float, height: float, children: Iterable[object], *, title: str, class_: str) -> SafeString:
    """A whole picture, named for who cannot see it, a group of links. It shrinks with its column but is not blown up."""
    return element("svg", element("title", title), *children, xmlns="http://www.w3.org/2000/svg", role="group",
                   viewBox=f"0 0 {width:g} {height:g}", width=width, height=height, class_=f"picture {class_}",
                   aria_label=title)


def link(address: str, title: str, *children: object) -> SafeString:
    """A part that leads somewhere and says where."""
    return element("a", element("title", title), *children, href=address)


def short(text: str, width: float) -> str:
    """A text cut so that it fits a width."""
    fits = max(1, int(width / CHARACTER))
    return text if len(text) <= fits else text[: max(1, fits - 1)].rstrip() + "\u2026"


def _number(value: object) -> object:
    return f"{value:.1f}".rstrip("0").rstrip(".") if isinstance(value, float) else value
