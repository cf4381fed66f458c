"""What the command says of itself, in the language of the system's locale."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po

import servanda
from servanda.cli.main import DOMAIN, SITE_VERBS, main

SOURCES = Path(servanda.__file__).parent
LOCALE = SOURCES / "cli" / "locale"
TAGS = [folder.name for folder in LOCALE.iterdir()]


@pytest.fixture(params=TAGS)
def words(request: pytest.FixtureRequest) -> dict[object, object]:
    """A catalogue as it is written."""
    with (LOCALE / request.param / "LC_MESSAGES" / f"{DOMAIN}.po").open("rb") as held:
        return told(read_po(held))


def told(catalogue: Catalog) -> dict[object, object]:
    """What a catalogue says, by its words in English (of a plural, the singular)."""
    return {m.id if isinstance(m.id, str) else m.id[0]: m.string if isinstance(m.string, str) else tuple(m.string)
            for m in catalogue if m.id}


def marked() -> Iterator[str]:
    """What modules of the reader mark for translation."""
    for _name, _line, message, _notes, _context in extract_from_dir(str(SOURCES), [("**.py", "python")]):
        yield str(message)
    yield from SITE_VERBS.values()


def run(*arguments: str, lang: str = "fr_FR.UTF-8") -> subprocess.CompletedProcess[str]:
    """The command under a locale, whatever the machine has."""
    clean = {k: v for k, v in os.environ.items() if k not in ("LANGUAGE", "LC_ALL", "LC_MESSAGES")}
    return subprocess.run([sys.executable, "-m", "servanda.cli", *arguments], capture_output=True, text=True, check=False,
                          env={**clean, "LANG": lang, "PYTHONIOENCODING": "utf-8"})


def test_every_word_of_the_command_is_in_the_catalogue(words):
    missing = {text for text in marked() if not words.get(text)}
    assert not missing


def test_what_is_compiled_is_what_is_written():
    for tag in TAGS:
        folder = LOCALE / tag / "LC_MESSAGES"
        compiled = read_mo(io.BytesIO((folder / f"{DOMAIN}.mo").read_bytes()))
        with (folder / f"{DOMAIN}.po").open("rb") as held:
            assert told(compiled) == told(read_po(held))


def test_help_and_usage_errors_are_french_under_a_french_locale():
    assert "Lit des documents diplomatiques" in run("--help").stdout
    refused = run("read")
    assert refused.returncode == 2
    assert "erreur" in refused.stderr and "required" not in refused.stderr
    assert "limites" in run("read", "--help").stdout


def test_verbs_of_the_register_too():
    told = run("report", "--help").stdout
    assert "le jour pour lequel il est fait" in told and "positional" not in told
    assert "jour" in run("report", "dossier", "--date", "hier").stderr


def test_english_everywhere_else():
    assert "required" in run("read", lang="C.UTF-8").stderr
    assert "Make a document" in run("report", "--help", lang="xx_XX.UTF-8").stdout


def test_what_the_command_says_is_in_the_language_asked_for(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    paper, record = tmp_path / "paper.txt", tmp_path / "record.json"
    paper.write_text("The ministers met in Baku.")
    record.write_text('{"format": "servanda-record", "undertakings": [{"id": 3}]}')
    before = os.environ.get("LANGUAGE")
    for arguments, told in ((["diff", paper, paper, "--lang", "fr"], "ce n’est pas un dossier de Servanda\u202f; pour"),
                            (["diff", record, record, "--lang=fr"], "ce n’est pas un dossier de Servanda (undertakings.0."),
                            (["diff", paper, paper, "--lang", "en"], "is no Servanda record; write"),
                            (["read", paper, "--judgements", tmp_path / "none", "--lang", "fr"], "aucune décision ici")):
        assert main([str(a) for a in arguments]) == 2
        err = capsys.readouterr().err
        assert told in err and "Invalid" not in err
    assert os.environ.get("LANGUAGE") == before
    assert main(["read", str(tmp_path / "nowhere"), "--lang", "fr"]) == 2
    assert "nowhere\u00a0: aucun fichier" in capsys.readouterr().err


def test_help_loads_nothing_that_it_does_not_need() -> None:
    code = ("import sys\nfrom servanda.cli.main import main\ntry:\n    main(['--help'])\nexcept SystemExit:\n    pass\n"
            "assert not {'spacy', 'servanda.publishing', 'servanda.reconciliation'} & sys.modules.keys()")
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, check=False).returncode == 0
