"""Documents that can be wrong are checked: the JSON Schema, the links, the commands."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from servanda.cli.main import VERBS
from servanda.extraction import pipeline
from servanda.reconciliation.record import Record

ROOT = Path(__file__).parents[2]
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("src/*.md"), *ROOT.glob("evaluation/**/*.md")])


def test_schema_is_that_of_the_types() -> None:
    """Write it anew with: python -m servanda.reconciliation.record > docs/reference/record.schema.json."""
    written = json.loads((ROOT / "docs/reference/record.schema.json").read_text(encoding="utf-8"))
    assert written == Record.model_json_schema()


@pytest.mark.parametrize("page", PAGES, ids=lambda p: str(p.relative_to(ROOT)))
def test_links_lead_somewhere(page: Path) -> None:
    targets = re.findall(r"\]\((?!https?:|#)([^)#]+)", page.read_text(encoding="utf-8"))
    assert not [t for t in targets if not (page.parent / t).exists()]


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_is_in_the_readme(verb: str) -> None:
    assert f"servanda {verb}" in (ROOT / "README.md").read_text(encoding="utf-8") or f"make {verb}" in (
        ROOT / "README.md").read_text(encoding="utf-8")


def test_the_guide_names_every_component_in_order() -> None:
    guide = (ROOT / "docs/guide/spacy.md").read_text(encoding="utf-8")
    named = re.findall(r"`(servanda_\w+)`", guide.partition("```")[0])
    assert tuple(named) == pipeline.PIPES
