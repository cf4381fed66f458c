"""Plain text and Markdown: encodings, and nothing changed."""

import pytest
from makers import read, refusal

FRENCH = "Le ministre a été reçu à Sofia : « l’œuvre commune » — 3 € de plus.\r\nLes deux pays coopèrent.\n\n\tFin\u2028\x0c"
TURKISH = "Türkiye Dışişleri Bakanlığı ile görüşmeler yapıldı, iki ülke arasında işbirliği güçlendirilecek."
RUSSIAN = "Министры иностранных дел двух стран провели переговоры и подписали соглашение."


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_text_is_the_decoded_bytes_without_the_mark(encoding: str) -> None:
    extracted = read("a.txt", FRENCH.encode(encoding))
    assert extracted.text == FRENCH
    assert not extracted.problems


@pytest.mark.parametrize(("text", "encoding"), [
    (FRENCH.replace("\u2028", ""), "windows-1252"),
    ("Déclaration conjointe signée à Bakou", "iso-8859-1"),
    ("L'œuvre commune a été saluée à Sofia", "iso-8859-15"),
    ("Les délégations ont été reçues à Genève, où elles ont déjà négocié.", "mac_roman"),
    (TURKISH, "cp1254"), (RUSSIAN, "cp1251"), (RUSSIAN, "koi8_r"),
])
def test_text_in_a_code_page_is_told_by_its_bytes(text: str, encoding: str) -> None:
    assert read("a.txt", text.encode(encoding)).text == text


@pytest.mark.parametrize("data", [
    "Les deux délégations ont été reçues".encode() + b"\xff\xfe" + " à Sofia".encode(),
    b"The ministers met.\xff\xfe\x80\x81 They signed.",
])
def test_invalid_bytes_are_shown_and_told(data: bytes) -> None:
    extracted = read("a.txt", data)
    assert "\ufffd" in extracted.text
    assert [p.code for p in extracted.problems] == ["bad-encoding"]


def test_a_replacement_character_of_the_text_is_no_invalid_byte() -> None:
    assert not read("a.txt", "Le mot \ufffd reste.".encode()).problems


def test_markdown_stays_whole_and_tells_its_front_matter() -> None:
    text = "---\ntitle: 'Talks: the second round'\ndate: 2025-05-08\n---\n\n# Talks\n\nThey met.\n"
    extracted = read("a.md", text.encode())
    assert extracted.text == text
    assert (extracted.metadata["title"], extracted.metadata["date"]) == ("Talks: the second round", "2025-05-08")


@pytest.mark.parametrize("head", [
    "a: [b\n", "a: &x [1]\nb: [*x, *x]\n", "a: " + "[" * 9000 + "\n", "a: !!python/object:os.system\n",
])
def test_bad_front_matter_does_no_harm(head: str) -> None:
    text = f"---\n{head}---\nThey met."
    assert read("a.md", text.encode()).text == text


@pytest.mark.parametrize(("data", "code"), [
    (b"", "empty"), (b" \n\t ", "no-text"), (b"\xef\xbb\xbf", "no-text"), (bytes(range(256)) * 9, "binary"),
    (b"x" * 2_000_001, "too-long"), (b"x" * 8_000_001, "too-long"),
])
def test_text_that_is_none_is_refused(data: bytes, code: str) -> None:
    assert refusal("a.txt", data) == code
