"""The catalogue of problems, and how one is told."""

import pickle
import re
from collections import defaultdict

import pytest

from servanda.documents import PaperProblem, Problem
from servanda.documents.problems import _catalogue, problem_codes

_NAMES = re.compile(r"\{(\w+)\}")


@pytest.mark.parametrize("code", problem_codes())
def test_problem_is_told_in_every_language_with_the_same_values(code: str) -> None:
    entry = _catalogue()["problems"][code]
    assert entry["severity"] in ("error", "warning", "notice")
    for part in ("wrong", "remedy", *(["option"] if "option" in entry else [])):
        assert set(entry[part]) == {"en", "fr"}
        assert len({frozenset(_NAMES.findall(s)) for s in entry[part].values()}) == 1
        assert all(s == s.strip() and not s.endswith((".", ";")) for s in entry[part].values())


def test_problem_line_names_file_fault_and_remedy() -> None:
    problem = Problem("too-many-pages", "a.pdf", {"pages": 900, "limit": 500})
    assert str(problem) == "a.pdf: it has 900 pages, the limit is 500; split it, or raise the limit with --pages"
    assert problem.line("fr").startswith("a.pdf\u00a0: il a 900 pages")


@pytest.mark.parametrize("code", problem_codes())
def test_who_gives_no_options_is_told_of_none(code: str) -> None:
    problem = Problem(code, "a.pdf", defaultdict(lambda: 1))
    for language in ("en", "fr"):
        remedy = problem.remedy(language, options=False)
        assert remedy and "--" not in remedy and problem.remedy(language).startswith(remedy)


def test_problem_survives_pickling() -> None:
    error = PaperProblem(Problem("empty", "a.txt"))
    assert pickle.loads(pickle.dumps(error)).problem == error.problem


def test_numbers_and_unnamed_paths_are_told_as_the_language_tells_them() -> None:
    big = Problem("too-large", "-", {"size": 203.2, "limit": 50.0})
    assert big.line("fr").startswith("entrée standard\u00a0: trop gros : 203,2 Mo ou plus, la limite est de 50 Mo")
    assert str(big).startswith("standard input: too large: 203.2 MB or more, the limit is 50 MB")
    assert "2\u202f000\u202f000 caractères" in Problem("too-long", "", {"limit": 2_000_000}).line("fr")
    assert str(Problem("too-long", "/a", {"limit": 2_000_000})).startswith("/a: ")
    assert str(Problem("missing", "-/a.pdf")).startswith("standard input/a.pdf: ")
    assert Problem("missing", "").line("fr").startswith("(chemin vide)\u00a0: ")
