"""Front matter: a YAML head between `---` lines, and the one crawlers write on the first line."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

import yaml

_HEAD = re.compile(r"\ufeff?\s*---[ \t]*\r?\n(.*?\n)(?:---|\.\.\.)[ \t]*(?:\r?\n|$)", re.S)
_KEY = re.compile(r"^([\w-]+):", re.M)
_LIMIT = 20_000
_Safe: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the fast reader where it is built in


class _TextLoader(_Safe):  # type: ignore[misc]
    """YAML whose scalars all stay text: dates are read by our own rules."""


_TextLoader.yaml_implicit_resolvers = {}


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """The head of a page: where it stands and what it says."""

    start: int
    end: int
    values: dict[str, str] = field(default_factory=dict)

    def first(self, *keys: str) -> str | None:
        """The value of the first of some keys that is there."""
        return next((self.values[k] for k in keys if self.values.get(k)), None)


def find(content: str) -> FrontMatter | None:
    """The front matter a text begins with, or None; one that is no valid YAML is still front matter."""
    match = _HEAD.match(content[:_LIMIT])
    if match is None or not _KEY.search(match.group(1)):
        return None
    start = match.start() + len(match.group()) - len(match.group().lstrip("\ufeff \t\r\n"))
    end = start + len(content[start:match.end()].rstrip())
    return FrontMatter(start, end, _values(match.group(1)))


def _values(head: str) -> dict[str, str]:
    try:
        found: Any = yaml.load(head, Loader=_TextLoader)  # noqa: S506 (a safe loader)
    except yaml.YAMLError:
        found = {}
        for line in head.splitlines():
            key, _, value = line.partition(":")
            if value.strip():
                found[key.strip()] = value.strip().strip("\"'")
    if not isinstance(found, dict):
        return {}
    return {str(k).casefold(): " ".join(v.split()) for k, v in found.items() if isinstance(v, str)}
