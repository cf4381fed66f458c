"""RTF."""

from makers import read


def test_rtf_gives_paragraphs_items_and_metadata() -> None:
    extracted = read("a.rtf", rb"{\rtf1\ansi\ansicpg1252{\info{\title D\'e9claration}{\author Cabinet}}D\'e9claration\par "
                              rb"Ils ont \b sign\'e9\b0 \u8212? enfin.\par{\pntext\bullet\tab}un point\par}")
    assert extracted.text == "Déclaration\n\nIls ont signé— enfin.\n\n•\tun point"
    assert extracted.metadata == {"title": "Déclaration", "author": "Cabinet"}


def test_rtf_cut_off_is_read_and_told() -> None:
    extracted = read("a.rtf", rb"{\rtf1\ansi They met {\b in Sofia")
    assert extracted.text == "They met in Sofia"
    assert [p.code for p in extracted.problems] == ["cut-off"]


def test_deep_rtf_is_read() -> None:
    assert read("a.rtf", b"{\\rtf1 " + b"{" * 100_000 + b"They met." + b"}" * 100_001).text == "They met."
