"""Code holds no words of any language: they are data (docs/decisions/0003-language-is-data.md)."""

from __future__ import annotations

import ast
import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

import servanda
from servanda import languages

ROOT = Path(servanda.__file__).parent
MODULES = sorted(p for p in ROOT.rglob("*.py"))
# Sections whose words are long enough and special enough to be looked for in code.
LEXICONS = ("undertakings", "events", "instruments", "mechanisms", "offices", "names", "references", "attributes", "structure")
LETTERS = frozenset({"Lu", "Ll", "Lt", "Lo"})
_WORD = re.compile(r"[^\W\d_]{5,}")


def strings(path: Path) -> Iterator[tuple[int, str]]:
    """String literals of a module, docstrings left out."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    told = set()
    for node in ast.walk(tree):
        if isinstance(node, (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)) and ast.get_docstring(node):
            told.add(id(node.body[0].value))  # type: ignore[attr-defined]
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in told:
            yield node.lineno, node.value


@cache
def french_words() -> frozenset[str]:
    """Words of the French lexicons that are no English word of the English ones nor a code of the ontology."""
    def collect(tag: str) -> set[str]:
        found: set[str] = set()
        for section in LEXICONS:
            found |= {w.casefold() for text in _leaves(languages.load(tag).raw(section)) for w in _WORD.findall(text)}
        return found

    ontology = {w.casefold() for p in (ROOT / "ontology" / "data").glob("*.yml")
                for w in re.findall(r"code: ([\w/-]+)", p.read_text(encoding="utf-8")) for w in re.findall(r"\w+", w)}
    return frozenset(w for w in collect("fr") - collect("en") - ontology if not w.isascii())


def _leaves(data: Any) -> Iterator[str]:
    if isinstance(data, str):
        yield data
    elif isinstance(data, dict):
        for value in data.values():
            yield from _leaves(value)
    elif isinstance(data, list):
        for value in data:
            yield from _leaves(value)


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(ROOT)))
def test_module_has_no_letter_of_a_language(path: Path) -> None:
    found = [(n, s) for n, s in strings(path) if any(not c.isascii() and unicodedata.category(c) in LETTERS for c in s)]
    assert not found


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(ROOT)))
def test_module_names_no_language_and_no_term(path: Path) -> None:
    tags = set(languages.installed())
    words = french_words()
    found = [(n, s) for n, s in strings(path) if s in tags or any(w.casefold() in words for w in _WORD.findall(s))]
    assert not [f for f in found if path.name != "words.py"], found

