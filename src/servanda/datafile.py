"""The package's own data files, which are YAML 1.2: "on", "no" and dates are words there, and a key told twice is an error.

Read by ryaml, some six times as fast as PyYAML (docs/decisions/0007-speed.md). Heads of users' papers do not come this way: they
are hostile (`reading/frontmatter.py`).
"""

from __future__ import annotations

from typing import Any

import ryaml


def parse(text: str) -> Any:
    """The values a YAML text holds. ValueError: it is no YAML; the message names line and column."""
    return ryaml.loads(text)  # type: ignore[attr-defined]  # (its stubs name it without exporting it)
