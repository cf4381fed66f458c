"""main_text: the blocks of a page that are its story."""

from __future__ import annotations

from collections.abc import Sequence

from servanda.reading.formats.pageblocks import PageBlock

# A part that holds at least this share of what is no furniture is the story's own.
_MOST = 0.5
# Furniture told by class names is not believed when it would leave less than this share.
_TRUST = 0.3
_LINKS = 0.8
_SHORT = 120


def main_text(blocks: Sequence[PageBlock]) -> list[PageBlock]:
    """The story of a page: its article (or main part, or all), without menus, lists of links and other furniture."""
    plain = [b for b in blocks if not b.furniture]
    kept = [b for b in plain if not b.by_class]
    if _size(kept) < _TRUST * _size(plain):
        kept = plain
    chosen = _scope(kept)
    story = [b for b, listed in zip(chosen, _link_lists(chosen), strict=True) if not listed]
    story = _with_headline(story, kept)
    return story or kept or list(blocks)


def _scope(blocks: Sequence[PageBlock]) -> Sequence[PageBlock]:
    """The blocks of the innermost article or main part that holds most of the text."""
    total = _size(blocks)
    sizes: dict[int, int] = {}
    for block in blocks:
        for scope in block.scopes:
            sizes[scope] = sizes.get(scope, 0) + _own(block)
    large = [scope for scope, size in sizes.items() if size >= _MOST * total and size]
    if not large:
        return blocks
    inner = max(large)  # numbered in the order they open: a part inside another has the higher number
    return [b for b in blocks if inner in b.scopes]


def _with_headline(story: list[PageBlock], blocks: Sequence[PageBlock]) -> list[PageBlock]:
    """A page often has its headline above the article."""
    if not story or any(b.level == 1 for b in story):
        return story
    first = blocks.index(story[0])
    headline = next((b for b in blocks[:first] if b.level == 1), None)
    return [headline, *story] if headline else story


def _link_lists(blocks: Sequence[PageBlock]) -> list[bool]:
    """For each block whether it is one of several that are hardly more than links."""
    dense = [b.linked >= _LINKS * len(b.text) and len(b.text) <= _SHORT and not b.level for b in blocks]
    return [d and ((i > 0 and dense[i - 1]) or (i + 1 < len(dense) and dense[i + 1])) for i, d in enumerate(dense)]


def _size(blocks: Sequence[PageBlock]) -> int:
    return sum(_own(b) for b in blocks)


def _own(block: PageBlock) -> int:
    return max(0, len(block.text) - block.linked)
