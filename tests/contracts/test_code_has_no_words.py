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
# Files of a language that hold codes of other programs: labels of a parser, packs of a recogniser.
NO_WORDS = frozenset({"language", "recognition"})
# Words of other programs and standards that some lexicon holds too.
OF_OTHERS = frozenset({
    "appos",  # a label of the parsers
    "changes",  # English, of the help of a command
    "oasis", "parquet",  # of media types and suffixes of files
    "xviii",  # a Roman numeral
})
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
def terms() -> frozenset[str]:
    """Words of the lexicons of every language that are neither English ones nor names in the code, which is in English."""
    held = {tag: _terms_of(tag) for tag in languages.installed()}
    others = frozenset().union(*(words for tag, words in held.items() if tag != "en"))
    return others - held["en"] - _named_in_code() - OF_OTHERS


def _terms_of(tag: str) -> frozenset[str]:
    folder = ROOT / "languages" / tag
    sections = (p.stem for p in folder.glob("*.yml") if p.stem not in NO_WORDS)
    return frozenset(w.casefold() for section in sections for text in _leaves(languages.load(tag).raw(section))
                     for w in _WORD.findall(text))


@cache
def _named_in_code() -> frozenset[str]:
    """The words modules, functions, variables and arguments are named by."""
    names = {part for path in MODULES for part in path.relative_to(ROOT).with_suffix("").parts}
    for path in MODULES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names |= {n for n in (getattr(node, key, None) for key in ("id", "attr", "arg", "name")) if isinstance(n, str)}
    return frozenset(w.casefold() for name in names for w in re.findall(r"[A-Za-z]+", name))


def terms_in(path: Path) -> list[tuple[int, str]]:
    """The string literals of a module that are the tag of a language or hold a term of a lexicon."""
    tags, words = set(languages.installed()), terms()
    return [(n, s) for n, s in strings(path) if s in tags or any(w.casefold() in words for w in _WORD.findall(s))]


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
    assert not terms_in(path)


@pytest.mark.parametrize("told", [
    "convenir", "renforcer", "ministre", "prochainement", "la Commission mixte", "vendredi", "convinieron", "viernes", "fr", "en",
])
def test_a_term_in_a_module_is_seen(told: str, tmp_path: Path) -> None:
    """Words of patterns, of dates and of other languages' folders alike: the proof proves something."""
    module = tmp_path / "errors.py"
    module.write_text(f"{(ROOT / 'errors.py').read_text(encoding='utf-8')}\n\nWORDS = ({told!r},)\n", encoding="utf-8")
    assert [s for _, s in terms_in(module)] == [told]
    assert not terms_in(ROOT / "errors.py")
