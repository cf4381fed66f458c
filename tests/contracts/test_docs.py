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


# The names that readers of our files rely on: those of the format as it was agreed, whatever else a record has.
_FACT = "id claims review why tellings merged"
AGREED = {
    "Record": "format version documents entities events instruments mechanisms undertakings evidence",
    "DocumentOf": "id path sha256 text_sha256 media_type language title agencies side published dateline body story near_copy_of",
    "DatelineOf": "place date",
    "Entity": f"{_FACT} type name names state offices mentions",
    "OfficeOf": "office state",
    "Event": f"{_FACT} type date place participants states status ordinal mechanism part_of citations",
    "Instrument": f"{_FACT} type title names parties date status citations",
    "Mechanism": f"{_FACT} kind name names states status citations",
    "Undertaking": f"{_FACT} by act force text areas due target mechanism answer speaker event instrument citations",
    "Evidence": "promise deed relation score why citations",
    "Place": "document start end quote",
    "Why": "rule cue words",
    "Telling": "property value citation",
    "Merge": "with score reasons",
}


@pytest.mark.parametrize("part", AGREED)
def test_the_schema_has_the_agreed_names(part: str) -> None:
    schema = Record.model_json_schema()
    fields = schema if part == "Record" else schema["$defs"][part]
    assert set(AGREED[part].split()) <= set(fields["properties"])
    if part in ("OfficeOf", "Place", "Why", "Telling", "Merge"):
        assert set(AGREED[part].split()) == set(fields["properties"])


def test_every_name_in_the_reference_is_in_the_schema() -> None:
    told = (ROOT / "docs/reference/record.md").read_text(encoding="utf-8").partition("| part | holds |")[2]
    schema = Record.model_json_schema()
    known = {name for part in (schema, *schema["$defs"].values()) for name in part["properties"]}
    named = set(re.findall(r"`([a-z_]+)`", told))
    codes = {"proposed", "denounced", "amends", "implements", "supersedes", "term", "confirmed", "corrected", "manual"}
    assert named - codes <= known


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
