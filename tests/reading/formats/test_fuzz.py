"""Papers with random damage are read or refused, never more."""

import random
import time

import pytest
from makers import docx, odt, pdf, read

from servanda.documents import PaperProblem

PAPERS = {
    "a.html": b"<html><head><title>x</title></head><body><article><h1>T</h1><p>They <b>met</b>.</p><ul><li>one</li></ul></body>",
    "a.pdf": pdf([[(72, 700, "They met in Sofia."), (72, 680, "They signed.")]] * 3),
    "a.docx": docx("<w:p><w:r><w:t>They met.</w:t></w:r></w:p>" * 20),
    "a.odt": odt("<text:p>They met.</text:p>" * 20),
    "a.rtf": rb"{\rtf1\ansi\ansicpg1252{\info{\title D\'e9}}D\'e9 \par \u8212? {\pntext\bullet\tab}un\par}",
    "a.eml": b"From: a@b\nSubject: x\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\nThey met.\n--b--\n",
    "a.txt": "Les délégués ont signé. ".encode() * 10,
    "a.md": "---\ntitle: x\n---\n# Titre\n\nUn accord signé.".encode(),
}


def damaged(data: bytes, chance: random.Random) -> bytes:
    bytes_ = bytearray(data)
    for _ in range(chance.choice([1, 1, 3, 10, 50])):
        at, kind = chance.randrange(len(bytes_) + 1), chance.randrange(4)
        if kind == 0:
            bytes_[at:at + 1] = bytes([chance.randrange(256)])
        elif kind == 1:
            bytes_[at:at] = chance.randbytes(chance.randrange(9))
        elif kind == 2:
            del bytes_[at:at + chance.randrange(30)]
        else:
            other = chance.randrange(len(bytes_) + 1)
            bytes_[at:at] = bytes_[other:other + chance.randrange(200)]
    return bytes(bytes_)


@pytest.mark.long
@pytest.mark.parametrize("name", PAPERS)
def test_damage_does_no_harm(name: str) -> None:
    chance = random.Random(name)
    for _ in range(1_000):
        began = time.monotonic()
        try:
            read(name, damaged(PAPERS[name], chance))
        except PaperProblem as error:
            assert error.problem.line("fr")
        assert time.monotonic() - began < 20
