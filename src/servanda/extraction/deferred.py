"""Patterns that are compiled when first used: a lexicon has hundreds, and most papers have use for few."""

from __future__ import annotations

import re
from typing import Any, cast

_METHODS = ("search", "match", "fullmatch", "finditer", "findall", "split", "sub", "subn")


class _Deferred:
    """Stands for the compiled pattern, and hands over to it for good when first asked to do anything."""

    def __init__(self, pattern: str, flags: int) -> None:
        self.pattern, self.flags = pattern, flags | re.UNICODE.value

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        compiled = re.compile(self.pattern, self.flags)
        for method in _METHODS:
            setattr(self, method, getattr(compiled, method))
        return getattr(compiled, name)


def deferred(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """The same as `re.compile`, but for when a mistake in the pattern is told: at its first use."""
    return cast("re.Pattern[str]", _Deferred(pattern, int(flags)))
