"""`servanda load`: papers and bundles in, a bare record refused."""

from __future__ import annotations

from pathlib import Path

import makers
import pytest

from servanda import reader
from servanda.documents import Limits, collect
from servanda.errors import ServandaError
from servanda.publishing import bundle
from servanda_site.register.loading import Loaded, load, refuse_records
from servanda_site.register.models import LogEntry, Paper

NOTES = {"one.txt": "The ministers met in Baku and spoke of trade.\n",
         "two.txt": "The ministers met in Hanoi and spoke of rail.\n"}


@pytest.fixture(autouse=True)
def no_parser(monkeypatch):
    monkeypatch.setattr(reader, "claims_of", lambda text: [])


@pytest.fixture
def written(tmp_path):
    """A bundle of two notes, and their record."""
    folder = tmp_path / "papers"
    folder.mkdir()
    for name, told in NOTES.items():
        (folder / name).write_text(told)
    reading = reader.study([folder], jobs=1)
    (tmp_path / "record.json").write_text(reading.record.to_json())
    return bundle.write(tmp_path / "talks.servanda", reading)


def loaded(path, marking="public"):
    return load(collect([path], Limits(), lambda problem: None), marking, lambda line: None)


@pytest.mark.django_db
def test_bundle_is_loaded_once_per_marking(written):
    assert loaded(written) == Loaded(2, 2, 0)
    assert sorted(Paper.objects.values_list("name", "state", "marking")) == [("one.txt", "read", 0), ("two.txt", "read", 0)]
    assert loaded(written) == Loaded(2, 0, 0) and Paper.objects.count() == 2
    assert loaded(written, "restricted") == Loaded(2, 2, 0) and Paper.objects.filter(marking=2).count() == 2
    assert LogEntry.objects.filter(action="bring in", who=None).count() == 4


@pytest.mark.django_db
def test_record_is_refused_with_a_clear_word(written):
    record = written.with_name("record.json")
    with pytest.raises(ServandaError, match="record without its papers.*bundle"):
        refuse_records([str(written), str(record)])
    record.rename(written.with_name("note.txt"))  # whatever its name
    with pytest.raises(ServandaError, match="note.txt"):
        refuse_records([str(written.with_name("note.txt"))])
    refuse_records([str(written), str(written.parent), "-", "/none"])


@pytest.mark.django_db
def test_failing_paper_is_counted_and_the_rest_read(tmp_path):
    (tmp_path / "locked.pdf").write_bytes(makers.pdf([[(72, 700, "Signed")]], encrypted=True))
    (tmp_path / "note.txt").write_text(NOTES["one.txt"])
    said: list[str] = []
    assert load(collect([tmp_path], Limits(), lambda problem: None), "official", said.append) == Loaded(2, 2, 1)
    assert said[1] == "note.txt: read"
    assert said[0].startswith("locked.pdf: not readable: the ") and "password" in said[0]  # why, and what to do
    again: list[str] = []  # what could not be read is told again, not passed over
    assert load(collect([tmp_path], Limits(), lambda problem: None), "official", again.append) == Loaded(2, 0, 1)
    assert again == said[:1]


@pytest.mark.django_db
def test_damaged_bundle_tells_what_is_wrong(written):
    data = bytearray(Path(written).read_bytes())
    written.write_bytes(bytes(data[: len(data) // 2]))
    problems: list[str] = []
    assert load(collect([written], Limits(), lambda p: problems.append(p.code)), "public", print) == Loaded()
    assert problems == ["damaged"]


@pytest.mark.django_db
def test_what_is_given_counts_what_cannot_be_opened_too(tmp_path, capsys, monkeypatch):
    from servanda_site.config.commands.load import run

    (tmp_path / "bad.zip").write_bytes(b"PK\x03\x04 nothing")
    (tmp_path / "broken.docx").write_bytes(b"PK\x03\x04 nothing")
    (tmp_path / "note.txt").write_text(NOTES["one.txt"])
    monkeypatch.setattr("servanda_site.config.commands.load.migrate", lambda: None)
    assert run([str(tmp_path)]) == 1
    told = capsys.readouterr()
    assert "3 papers given, 2 of them new" in told.out, told
    assert "2 not readable" in told.out
    assert all("damaged or cut off" in line for line in told.err.splitlines() if "bad.zip" in line or "broken.docx" in line)
