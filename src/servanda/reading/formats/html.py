"""HTML: the main text of a page, menus and page furniture left out; what its head says of it."""

from __future__ import annotations

from typing import Any

from servanda.documents import Document, Limits, Problem
from servanda.reading.formats import pagehead
from servanda.reading.formats.blocks import join
from servanda.reading.formats.decoding import declared_encoding, decode
from servanda.reading.formats.extracted import Extracted
from servanda.reading.formats.maintext import main_text
from servanda.reading.formats.pageblocks import PageBlocks
from servanda.reading.formats.plain import problems_of


def read(document: Document, limits: Limits) -> Extracted:
    """The main text of a page and its metadata; deeper nesting than `limits.nesting` is read without its structure."""
    decoded = decode(document.data, declared_encoding(document.data))
    extracted = of_markup(decoded.text, document.path, limits)
    return Extracted(extracted.text, {**extracted.metadata, "encoding": decoded.encoding},
                     problems=problems_of(decoded, document.path) + extracted.problems)


def of_markup(markup: str, path: str, limits: Limits) -> Extracted:
    """The same of markup that is already decoded."""
    from resiliparse.parse.html import HTMLTree

    tree: Any = HTMLTree.parse(markup)
    found = PageBlocks(limits.nesting)
    if tree.body is not None:
        found.walk(tree.body)
    blocks = main_text(found.blocks)
    problems = (Problem("deep", path, {"limit": limits.nesting}),) if found.deep else ()
    return Extracted(join(blocks), pagehead.metadata(tree, found.blocks), problems=problems)
