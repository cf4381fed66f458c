"""Where papers come from."""

import io
import os
from collections.abc import Iterable
from pathlib import Path
from types import SimpleNamespace

import pytest

from servanda.documents import STANDARD_INPUT, Document, Limits, Problem, collect
from servanda.documents.sources import _at_once


def gather(*paths: str | Path, limits: Limits | None = None) -> tuple[list[Document], list[Problem]]:
    problems: list[Problem] = []
    return list(collect(paths, limits or Limits(), problems.append)), problems


def names(documents: Iterable[Document]) -> list[str]:
    return [Path(d.path).name for d in documents]


def test_collect_walks_folders_in_the_order_of_names(tmp_path: Path) -> None:
    for name in ("b/2.txt", "a.txt", "b/10.txt", "c.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(name)
    documents, problems = gather(tmp_path)
    assert names(documents) == ["a.txt", "10.txt", "2.txt", "c.txt"]
    assert not problems


def test_collect_passes_over_hidden_and_data_files_of_a_folder(tmp_path: Path) -> None:
    for name in (".hidden.txt", "~$lock.docx", "record.json", "paper.txt"):
        (tmp_path / name).write_text(name)
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git" / "x.txt").write_text("x")
    assert names(gather(tmp_path)[0]) == ["paper.txt"]
    assert names(gather(tmp_path / ".hidden.txt")[0]) == [".hidden.txt"]


@pytest.mark.parametrize("name", ["record.json", "tables.CSV", "script.py", "list.yml"])
def test_collect_refuses_text_that_is_data_or_code_by_its_name(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("The ministers met.")
    documents, (problem,) = gather(tmp_path / name)
    assert not documents and problem.code == "not-a-paper"
    assert str(problem).startswith(str(tmp_path / name)) and "--any-name" in str(problem)
    assert names(collect([tmp_path / name], Limits(), print, any_name=True)) == [name]


@pytest.mark.parametrize("name", ["communique", "note.text", "paper.fr", "visit.7.5.2025"])
def test_collect_takes_text_of_any_other_name(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("The ministers met.")
    assert names(gather(tmp_path / name)[0]) == [name]


def test_collect_takes_papers_by_their_bytes_whatever_their_names(tmp_path: Path) -> None:
    (tmp_path / "scan.json").write_bytes(b"%PDF-1.4 ...")
    assert names(gather(tmp_path / "scan.json")[0]) == ["scan.json"]


def test_collect_passes_over_what_a_browser_saved_with_a_page(tmp_path: Path) -> None:
    (tmp_path / "visit.html").write_text("<p>They met.</p>")
    for folder, name in (("visit_files", "style.css"), ("visit_annexes", "b.txt")):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "a.txt").write_text(folder)
        (tmp_path / folder / name).write_text(name)
    assert names(gather(tmp_path)[0]) == ["visit.html", "a.txt", "b.txt"]


def test_collect_takes_the_same_bytes_once(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text("same")
    assert names(gather(tmp_path / "a.txt", tmp_path, tmp_path)[0]) == ["a.txt"]


def test_collect_reads_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(b"The ministers met.")))
    documents, _ = gather(STANDARD_INPUT)
    assert (documents[0].path, documents[0].data) == ("-", b"The ministers met.")


def test_collect_does_not_follow_links_to_folders(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("a")
    (tmp_path / "loop").symlink_to(tmp_path)
    assert names(gather(tmp_path)[0]) == ["a.txt"]


@pytest.mark.parametrize(("name", "code"), [("not-there.txt", "missing"), ("a.txt/inner", "missing"),
                                            ("empty", "empty-folder"), ("zero\0byte", "missing")])
def test_collect_tells_one_problem_and_goes_on(tmp_path: Path, name: str, code: str) -> None:
    (tmp_path / "a.txt").write_text("a")
    (tmp_path / "empty").mkdir()
    documents, problems = gather(f"{tmp_path}/{name}", tmp_path / "a.txt")
    assert [p.code for p in problems] == [code]
    assert names(documents) == ["a.txt"]


def test_collect_refuses_what_is_no_file(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert [p.code for p in gather(tmp_path / "pipe", "/dev/zero")[1]] == ["not-a-file", "not-a-file"]


def test_collect_refuses_large_files_unread(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with (tmp_path / "large.txt").open("wb") as file:
        file.truncate(200_000_000)
    documents, problems = gather(tmp_path)
    assert not documents and "200 MB" in str(problems[0])
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(b"x" * 20)))
    assert [p.code for p in gather("-", limits=Limits(file_bytes=10))[1]] == ["too-large"]


@pytest.mark.parametrize(("error", "code"), [(PermissionError(13, "no"), "closed-file"), (OSError(5, "I/O"), "system-refused")])
def test_collect_tells_of_files_the_system_refuses(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: OSError,
                                                   code: str) -> None:
    (tmp_path / "a.txt").write_text("a")

    def refuse(*_: object) -> None:
        raise error

    monkeypatch.setattr("servanda.documents.sources._at_once", refuse)
    assert [p.code for p in gather(tmp_path / "a.txt")[1]] == [code]


def test_collect_tells_of_a_closed_folder_and_reads_its_neighbours(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("closed", "open"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "a.txt").write_text(name)
    scandir = os.scandir

    def guarded(path: str) -> object:
        if str(path).endswith("closed"):
            raise PermissionError(13, "Permission denied")
        return scandir(path)

    monkeypatch.setattr("os.scandir", guarded)
    documents, problems = gather(tmp_path)
    assert [(p.code, Path(p.path).name) for p in problems] == [("closed-folder", "closed")]
    assert [d.data for d in documents] == [b"open"]


def test_problem_shows_odd_names_on_one_line(tmp_path: Path) -> None:
    problems = gather(f"{tmp_path}/two\nlines", f"{tmp_path}/\udcff")[1]
    assert all("\n" not in str(p) for p in problems)


def test_a_path_that_may_not_be_looked_at_stops_no_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.txt").write_text("a")
    (tmp_path / "link.txt").write_text("behind a closed folder")
    stat = Path.stat

    def closed(self: Path, *, follow_symlinks: bool = True) -> os.stat_result:
        if self.name == "link.txt":
            raise PermissionError(13, "Permission denied", str(self))
        return stat(self, follow_symlinks=follow_symlinks)

    monkeypatch.setattr(Path, "stat", closed)
    for given in ((tmp_path,), (tmp_path / "link.txt", tmp_path / "a.txt")):
        documents, problems = gather(*given)
        assert names(documents) == ["a.txt"]
        assert [(p.code, Path(p.path).name) for p in problems] == [("closed-file", "link.txt")]


def test_a_pipe_put_in_the_place_of_a_file_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.txt")
    os.close(_at_once(str(tmp_path / "a.txt"), os.O_RDONLY))
