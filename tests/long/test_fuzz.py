"""Damaged papers, bundles, records and decisions: read or refused by name, in time, never more."""

from __future__ import annotations

import contextlib
import io
import json
import random
import time
import zipfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from makers import docx, odt, package, pdf, picture, tiff

from servanda.cli.diff import load_record
from servanda.documents import Bundle, Document, Limits, PaperProblem
from servanda.errors import ServandaError
from servanda.publishing import bundle, page, tables
from servanda.publishing.words import Words
from servanda.reader import claims_of, extracted_of, study, text_of
from servanda.reconciliation import judgement, resolve
from servanda.reconciliation.source import Source

pytestmark = pytest.mark.long

SECONDS = 12.0  # for each kind of paper; the run as a whole stays under four minutes
LIMITS = Limits(seconds=5.0, ocr_seconds=5.0)
SLOWEST = 5.0 + 10.0 + 15.0  # the limit, a cold start of the process that opens papers, and what a busy machine adds
EVERY = 12  # of the papers that could be read, the part whose facts are looked for too
STORY = (
    "La ministre sénégalaise des Affaires étrangères, Awa Ndiaye, a reçu mardi 4 juin 2024 à Dakar son homologue grec "
    "Nikos Vallas. Les deux pays sont convenus d’ouvrir une ligne maritime avant 2027 et de réunir la commission mixte. "
    "Un mémorandum d’entente sur la pêche a été signé."
)
HTML = f"""<!doctype html><html lang="fr"><head><meta charset="utf-8"><title>Dakar et Athènes</title>
<meta property="article:published_time" content="2024-06-04T10:00"></head><body><nav><a href="/">Accueil</a></nav><article>
<h1>Dakar et Athènes ouvrent une ligne</h1><p>{STORY}</p><ul><li>un</li><li><b>deux</b></li></ul>
<table><tr><td>2024</td><td>3</td></tr></table><p>&eacute;t&#233; &amp; hiver</p></article>
<footer>Partager</footer></body></html>"""
MAIL = b"""From: Cabinet <a@example.org>
To: b@example.org
Date: Tue, 4 Jun 2024 10:00:00 +0000
Subject: =?utf-8?q?Communiqu=C3=A9?=
Message-ID: <1@example.org>
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary="b"

--b
Content-Type: text/html; charset=utf-8
Content-Transfer-Encoding: quoted-printable

<p>Les d=C3=A9l=C3=A9gu=C3=A9s ont sign=C3=A9.</p>
--b
Content-Type: application/octet-stream; name="annex.txt"
Content-Disposition: attachment; filename="annex.txt"
Content-Transfer-Encoding: base64

VGhleSBtZXQgaW4gRGFrYXIu
--b--
"""
PAPERS: dict[str, bytes] = {
    "a.txt": f"Dakar, 4 juin (APS) – {STORY}\n\n>> Lire aussi\n\nUn autre titre\n".encode(),
    "wide.txt": b"\xff\xfe" + STORY.encode("utf-16-le"),
    "western.txt": STORY.replace("\u2019", "'").encode("cp1252"),
    "a.md": f"---\ntitle: 'Dakar et Athènes'\ndate: 2024-06-04\ntags: [a]\n---\n\n# Titre\n\n{STORY}\n\n- un\n- deux\n".encode(),
    "a.html": HTML.encode(),
    "a.pdf": pdf([[(72, 700, "They met in Dakar."), (72, 680, "Greece and Senegal agreed to open a line.")],
                  [(72, 700, "The joint commission will meet"), (72, 680, "in Athens before June 2025.")]]),
    "a.docx": docx("<w:p><w:pPr><w:pStyle w:val='T'/></w:pPr><w:r><w:t>Titre</w:t></w:r></w:p>"
                   f"<w:p><w:r><w:t>{STORY}</w:t></w:r></w:p>"
                   "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>1</w:t></w:r></w:p></w:tc></w:tr></w:tbl>",
                   styles="<w:style w:styleId='T'><w:name w:val='heading 1'/></w:style>",
                   numbering="<w:abstractNum w:abstractNumId='7'><w:lvl w:ilvl='0'><w:numFmt w:val='decimal'/></w:lvl>"
                             "</w:abstractNum>"),
    "a.odt": odt(f"<text:h text:outline-level='1'>Titre</text:h><text:p>{STORY}</text:p>"
                 "<text:list><text:list-item><text:p>un</text:p></text:list-item></text:list>"),
    "a.rtf": rb"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0 Arial;}}{\info{\title D\'e9}}D\'e9put\'e9s \par \u8212? \b gras\b0 "
             rb"{\pntext\bullet\tab}un\par}",
    "a.eml": MAIL,
    "a.tiff": tiff(*picture(["They met."])),
}
_PACKED = (".docx", ".odt")
_ODD = (b"\0", b"<", b"&#x110000;", b"\xed\xa0\x80", b"]]>", b"{", b"\\u-1", b"%", b"\r\n\r\n", b"\xe2\x80\xae")


def damaged(data: bytes, chance: random.Random) -> bytes:
    """The bytes with a few or many changed, added, dropped, doubled or cut off."""
    changed = bytearray(data)
    for _ in range(chance.choice([1, 1, 2, 5, 20, 60])):
        at, kind = chance.randrange(len(changed) + 1), chance.randrange(6)
        if kind == 0:
            changed[at:at + 1] = bytes([chance.randrange(256)])
        elif kind == 1:
            changed[at:at] = chance.randbytes(chance.randrange(9))
        elif kind == 2:
            del changed[at:at + chance.randrange(30)]
        elif kind == 3:
            other = chance.randrange(len(changed) + 1)
            changed[at:at] = changed[other:other + chance.randrange(200)]
        elif kind == 4:
            changed[at:at] = chance.choice(_ODD)
        elif chance.random() < 0.1:
            del changed[at:]
    return bytes(changed)


def damaged_within(data: bytes, chance: random.Random) -> bytes:
    """A package sound outside, one of whose parts is damaged."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    name = chance.choice(sorted(n for n in parts if parts[n]))
    return package(parts | {name: damaged(parts[name], chance)})


def whole_way(name: str, data: bytes, *, facts: bool) -> str:
    """Open, read and (where asked) extract and show one paper; returns the code of what is wrong with it, "" for nothing."""
    document = Document.of(name, data)
    problems = []
    text = text_of(document, LIMITS, problems.append)
    for problem in problems:
        for tag in ("fr", "en"):
            assert problem.line(tag).startswith(name) and "\n" not in problem.line(tag), problem
    if text is None:
        held = bool(problems) or document.media_type == "message/rfc822"  # a mail may hold attachments only
        assert held, "a paper that is not read says why"
        return problems[0].code if problems else ""
    assert len(text.view.offsets) == len(text.view.text)
    assert all(0 <= p.start <= p.end <= len(text.content) for p in text.passages)
    if facts:
        claims = claims_of(text)
        assert all(text.content[c.start:c.end] == c.quote for claim in claims for c in claim.citations)
        record = resolve([Source(text)], claims)
        record.to_json().encode()
        page.render(record, [text], Words("fr")).encode()
        for table in tables.COLUMNS:
            "".join(cell for row in tables.rows(record, table, Words("en")) for cell in row).encode()
    return ""


@pytest.fixture(scope="module")
def warm() -> None:
    """Models and patterns loaded, so that what is timed is the papers."""
    for name in ("a.txt", "a.html", "a.pdf"):
        assert whole_way(name, PAPERS[name], facts=True) == ""


@pytest.mark.usefixtures("warm")
@pytest.mark.parametrize("name", PAPERS)
def test_damaged_papers_are_read_or_refused(name: str) -> None:
    chance = random.Random(name)
    told: Counter[str] = Counter()
    end, number, slowest = time.monotonic() + SECONDS, 0, 0.0
    while time.monotonic() < end:
        number += 1
        within = name.endswith(_PACKED) and chance.random() < 0.7
        data = (damaged_within if within else damaged)(PAPERS[name], chance)
        began = time.monotonic()
        try:
            told[whole_way(name, data, facts=number % EVERY == 0)] += 1
        except Exception as error:
            Path(f"fuzz-{name}").write_bytes(data)
            raise AssertionError(f"{name}, paper {number}: {error!r} (kept as fuzz-{name})") from error
        slowest = max(slowest, time.monotonic() - began)
        assert slowest < SLOWEST
    print(f"{name}: {number} damaged papers, {told.pop('', 0)} read, refused {dict(told)}, slowest {slowest:.1f} s")
    assert number > 20


def test_random_bytes_under_every_name_are_read_or_refused() -> None:
    chance = random.Random(5)
    heads = [data[:chance.randrange(1, 40)] for data in PAPERS.values()]
    heads += [b"", b"\xef\xbb\xbf", b"PK\x03\x04", b"%PDF-", b"BM", b"GIF89a"]
    end, number = time.monotonic() + SECONDS, 0
    while time.monotonic() < end:
        number += 1
        with contextlib.suppress(PaperProblem):
            data = chance.choice(heads) + chance.randbytes(chance.choice([0, 1, 50, 3000]))
            whole_way(chance.choice(sorted(PAPERS)), data, facts=False)
    print(f"random bytes: {number} papers")


def _bundle(folder: Path) -> bytes:
    (folder / "paper.txt").write_text(STORY, encoding="utf-8")
    return bundle.write(folder / "sound.servanda", study([folder / "paper.txt"])).read_bytes()


def _record(folder: Path) -> bytes:
    (folder / "paper.txt").write_text(STORY, encoding="utf-8")
    return study([folder / "paper.txt"]).record.to_json().encode()


def _decisions(folder: Path) -> bytes:
    made = {"at": "2024-06-04T10:00:00Z", "who": "desk", "verdict": "confirm"}
    return b"".join(json.dumps({"id": f"j-{n}", "target": {"claim": f"c-{n}"}, **made}).encode() + b"\n" for n in range(5))


def _open_bundle(path: Path) -> None:
    with Bundle(path) as held:
        list(held.documents(LIMITS, lambda problem: None))
        held.verify()


STORED: dict[str, tuple[Callable[[Path], bytes], Callable[[Path], object]]] = {
    "x.servanda": (_bundle, _open_bundle), "record.json": (_record, load_record), "bundle.servanda": (_bundle, load_record),
    "desk.jsonl": (_decisions, judgement.load),
}


@pytest.mark.parametrize("name", STORED)
def test_damaged_files_of_our_own_are_taken_whole_or_refused(name: str, tmp_path: Path) -> None:
    make, take = STORED[name]
    sound, chance, refused, number = make(tmp_path), random.Random(name), 0, 0
    path = tmp_path / name
    end = time.monotonic() + SECONDS / 2
    while time.monotonic() < end:
        number += 1
        path.write_bytes(damaged(sound, chance))
        try:
            take(path)
        except ServandaError as error:
            assert name in str(error) and "\n" not in str(error)
            refused += 1
    print(f"{name}: {number} damaged, {refused} refused")


def test_damaged_mail_gives_its_attachments_or_says_why() -> None:
    chance = random.Random(11)
    end = time.monotonic() + SECONDS / 2
    while time.monotonic() < end:
        problems = []
        extracted = extracted_of(Document.of("a.eml", damaged(MAIL, chance)), LIMITS, problems.append)
        assert extracted is not None or problems
        for carried in extracted.attachments if extracted else ():
            assert "\n" not in carried.path
            extracted_of(carried, LIMITS, problems.append)
