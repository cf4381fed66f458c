"""DOCX and ODT: text and structure, and packages that are no papers."""

import io
import zipfile

import pytest
from makers import docx, odt, package, read, refusal

_P = "<w:p>{look}<w:r><w:t>{text}</w:t></w:r></w:p>"


def paragraph(text: str, look: str = "") -> str:
    return _P.format(text=text, look=f"<w:pPr>{look}</w:pPr>" if look else "")


def test_docx_gives_paragraphs_headings_and_tables() -> None:
    styles = '<w:style w:styleId="T2"><w:name w:val="heading 2"/></w:style>'
    cell = "<w:tc>{}</w:tc>"
    row = "<w:tr>" + cell.format(paragraph("2024")) + cell.format(paragraph("3 millions")) + "</w:tr>"
    body = paragraph("Trade", '<w:pStyle w:val="T2"/>') + paragraph("They met.") + f"<w:tbl>{row}{row}</w:tbl>"
    assert read("a.docx", docx(body, styles=styles)).text == "## Trade\n\nThey met.\n\n2024\t3 millions\n2024\t3 millions"


def test_docx_draws_the_numbers_of_lists() -> None:
    levels = '<w:lvl w:ilvl="0"><w:start w:val="2"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>' \
             '<w:lvl w:ilvl="1"><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%1.%2)"/></w:lvl>'
    numbering = f'<w:abstractNum w:abstractNumId="7">{levels}</w:abstractNum>' \
                '<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>'
    item = '<w:numPr><w:ilvl w:val="{}"/><w:numId w:val="1"/></w:numPr>'
    body = "".join(paragraph(t, item.format(d)) for t, d in [("one", 0), ("inner", 1), ("again", 1), ("two", 0)])
    assert read("a.docx", docx(body, numbering=numbering)).text == "2. one\n  2.a) inner\n  2.b) again\n3. two"


def test_docx_leaves_out_what_was_deleted_and_keeps_what_was_added() -> None:
    body = "<w:p><w:r><w:t>They </w:t></w:r><w:del><w:r><w:delText>refused</w:delText></w:r></w:del>" \
           "<w:ins><w:r><w:t>agreed</w:t></w:r></w:ins><w:r><w:tab/><w:t>now</w:t></w:r></w:p>"
    assert read("a.docx", docx(body)).text == "They agreed\tnow"


def test_docx_title_counts_only_where_the_text_carries_it() -> None:
    body = paragraph("Joint declaration")
    core = "<c xmlns:dc='d'><dc:title>{}</dc:title><dc:creator>Cabinet</dc:creator></c>"
    parts = {"word/document.xml": f"<w:d xmlns:w='w'>{body}</w:d>"}
    assert read("a.docx", package(parts | {"docProps/core.xml": core.format("Joint Declaration")})).metadata["title"]
    assert read("a.docx", package(parts | {"docProps/core.xml": core.format("Menu of Monday")})).metadata == {"author": "Cabinet"}


def test_odt_gives_paragraphs_headings_lists_and_notes() -> None:
    body = '<text:h text:outline-level="1">Trade</text:h><text:p>They<text:s text:c="2"/>met<text:note><text:note-citation>1' \
           "</text:note-citation><text:note-body><text:p>In May.</text:p></text:note-body></text:note>.</text:p>" \
           "<text:list><text:list-item><text:p>one</text:p></text:list-item><text:list-item><text:p>two</text:p>" \
           "</text:list-item></text:list><text:tracked-changes><text:p>gone</text:p></text:tracked-changes>"
    assert read("a.odt", odt(body)).text == "# Trade\n\nThey  met.\n\n- one\n- two\n\nIn May."


def test_odt_draws_the_numbers_of_lists() -> None:
    styles = '<office:automatic-styles><text:list-style style:name="L"><text:list-level-style-number text:level="1" ' \
             'style:num-format="I" style:num-suffix="."/></text:list-style></office:automatic-styles>'
    body = '<text:list text:style-name="L"><text:list-item><text:p>one</text:p></text:list-item>' \
           "<text:list-item><text:p>two</text:p></text:list-item></text:list>"
    assert read("a.odt", odt(body, styles=styles)).text == "I. one\nII. two"


def test_odt_with_a_password_is_refused() -> None:
    assert refusal("a.odt", odt("<text:p>x</text:p>", manifest="<m><encryption-data/></m>")) == "encrypted"


def test_docx_with_a_password_is_refused() -> None:
    data = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le")
    assert refusal("a.docx", data) == "encrypted"


def bomb(megabytes: int) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive, \
            archive.open("word/document.xml", "w") as part:
        for _ in range(megabytes):
            part.write(b" " * 1_000_000)
    return out.getvalue()


def test_docx_bomb_is_refused_unopened() -> None:
    assert refusal("a.docx", bomb(300)) == "expands"
    assert refusal("a.docx", bomb(20)) == "expands"


def test_docx_of_too_many_parts_is_refused() -> None:
    assert refusal("a.docx", package({"word/document.xml": "<x/>"} | {f"p{n}": "" for n in range(60)}), package_parts=50) \
        == "too-many-parts"


@pytest.mark.parametrize("entity", ['"ha"', 'SYSTEM "file:///etc/passwd"', 'SYSTEM "http://example.org/x"'])
def test_xml_entities_are_refused(entity: str) -> None:
    xml = f'<!DOCTYPE d [<!ENTITY a {entity}>]><w:d xmlns:w="w"><w:p><w:r><w:t>&a;&a;</w:t></w:r></w:p></w:d>'
    assert refusal("a.docx", package({"word/document.xml": xml})) == "entities"


def test_deep_xml_is_read() -> None:
    body = "<w:p>" * 50_000 + "<w:r><w:t>They met.</w:t></w:r>" + "</w:p>" * 50_000
    assert read("a.docx", docx(body)).text == "They met."


@pytest.mark.parametrize("data", [docx(paragraph("They met."))[:-60], package({"word/document.xml": "<w:d><w:p>"}),
                                  package({"word/documents.xml": "<x/>"})])
def test_damaged_docx_is_refused(data: bytes) -> None:
    assert refusal("a.docx", data) == "damaged"


def test_docx_of_other_makers_is_read() -> None:
    import docx as python_docx

    paper = python_docx.Document()
    paper.add_heading("Joint declaration", 1)
    paper.add_paragraph("to trade more", style="List Bullet")
    out = io.BytesIO()
    paper.save(out)
    assert read("a.docx", out.getvalue()).text == "# Joint declaration\n\n- to trade more"
