"""Documents made from the record: what is in them, who may have them, that they come out the same."""

from __future__ import annotations

import io
import os
import re
import shutil
import subprocess
import sys
import time
import zipfile
from datetime import date
from datetime import time as clock
from pathlib import Path

import desks
import openpyxl
import pypdfium2
import pytest
from docx import Document
from lxml import etree

from servanda.errors import ServandaError
from servanda_site.publishing import patterns
from servanda_site.publishing.clearance import Command, UpTo
from servanda_site.publishing.documents import matrix
from servanda_site.publishing.lines import Cited, Note
from servanda_site.publishing.making import KINDS, Wanted, make
from servanda_site.publishing.phrases import Phrases, _data, rank, tags
from servanda_site.register import projecting
from servanda_site.register.models import Fact, Partnership
from servanda_site.register.visibility import Access
from servanda_site.tracking.actions import visits

DAY = date(2026, 11, 26)
EVERY = [(kind, form) for kind, (forms, _) in KINDS.items() for form in forms]


def made(desk, kind, marking=0, **options):
    """A document, by whoever runs the command."""
    access = Command(marking)
    return make(access, access.partnership("AZ-VN"), Wanted(kind, marking=marking, day=DAY, **options)).data


def words(data: bytes) -> str:
    """Everything a document says."""
    if data.startswith(b"%PDF"):
        pdf = pypdfium2.PdfDocument(data)
        return " ".join(" ".join(page.get_textpage().get_text_bounded().split()) for page in pdf)
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        names = [n for n in parts.namelist() if re.search(r"(document|footnotes|header1|footer1|sharedStrings)\.xml$", n)]
        return " ".join("".join(etree.fromstring(parts.read(n)).itertext()) for n in sorted(names))


@pytest.mark.parametrize(("kind", "form"), EVERY)
@pytest.mark.parametrize("language", tags())
def test_each_document_is_made_in_each_language_and_comes_out_the_same(desk, kind, form, language):
    data = made(desk, kind, form=form, language=language)
    said = words(data)
    assert "trade office" in said or kind == "scorecard"
    assert Phrases(language)("marking_0") in said or form == "xlsx"
    assert data == made(desk, kind, form=form, language=language)
    assert data != made(desk, kind, form=form, language=language, sources=False) or kind == "scorecard"


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_marked_higher_is_not_in_it(desk, kind):
    assert "patrol" not in words(made(desk, kind, marking=1))
    assert "patrol" in words(made(desk, kind, marking=2)) or kind in ("yearly", "scorecard")  # of this year only


def test_who_is_cleared_for_less_cannot_ask_for_more(desk):
    access = UpTo(desk.reader, 2)
    assert "patrol" not in words(make(access, access.partnership("AZ-VN"), Wanted("dossier", marking=2, day=DAY)).data)


def test_sources_are_true_footnotes_and_can_be_switched_off(desk):
    data = made(desk, "briefing")
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        notes = etree.fromstring(parts.read("word/footnotes.xml"))
        space = {"w": notes.nsmap["w"]}
        held = {n.get(f"{{{space['w']}}}id") for n in notes.findall("w:footnote", space)}
        called = re.findall(r'footnoteReference w:id="(\d+)"', parts.read("word/document.xml").decode())
        styles = etree.fromstring(parts.read("word/styles.xml"))
    value = f"{{{space['w']}}}val"
    for mark, name, look, wanted in (("pStyle", "footnote text", "sz", "17"),
                                     ("rStyle", "footnote reference", "vertAlign", "superscript")):
        (style,) = {mark.get(value) for mark in notes.iterfind(f".//w:{mark}", space)}
        (found,) = [s for s in styles.iterfind("w:style", space) if s.get(f"{{{space['w']}}}styleId") == style]
        assert (found.find("w:name", space).get(value), found.find(f".//w:{look}", space).get(value)) == (name, wanted)
    assert called
    assert set(called) <= held
    assert "Azerbaijan and Vietnam deepen ties" in words(data)
    without = made(desk, "briefing", sources=False)
    assert "word/footnotes.xml" not in zipfile.ZipFile(io.BytesIO(without)).namelist()
    assert "Azerbaijan and Vietnam deepen ties" not in words(without)


def test_a_sentence_is_cited_once_and_later_by_the_number_of_its_note(desk):
    data = made(desk, "briefing", language="en", full=True)
    notes = etree.fromstring(zipfile.ZipFile(io.BytesIO(data)).read("word/footnotes.xml"))
    space = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    told = ["".join(note.itertext()) for note in notes if int(note.get(f"{space}id")) > 1000]
    pieces = [piece.strip() for note in told for piece in note.split("; ") if "\u201c" in piece]
    assert len(pieces) == len(set(pieces)) > 1
    assert not any("fifty scholarships" in piece for piece in pieces)  # which the line itself quotes


def test_notes_name_earlier_notes():
    cited, note = Cited(), lambda *pieces: Note.of(pieces, "see note {number}", "; ")
    assert cited.told(note("A: “one”", "B: “two”", "D"), 1) == "A: “one”; B: “two”; D"
    assert cited.told(note("B: “two”", "C: “three”", "D"), 2) == "C: “three”; D; see note 1"  # a paper's name is said again
    assert cited.told(note("C: “three”", "A: “one”"), 3) == "see note 1; see note 2"
    assert cited.told("plain", 4) == "plain" and note("A", "B") == "A; B"


def test_what_became_of_an_invitation_is_told_and_it_is_asked_about_no_more(desk):
    def said(kind: str) -> str:
        return words(made(desk, kind, language="en"))

    told = Fact.objects.get(type="invitation", projection__partnership=desk.partnership, projection__marking=0)
    assert "answer: Accepted" in said("dossier")
    visits.settle(desk.officer, told, "declined", date(2026, 11, 1), expects=0)
    assert "declined on 1 November 2026" in said("dossier") and "answer:" not in said("dossier")
    assert "declined on" not in said("briefing")  # nothing is left to ask


def test_the_overdue_are_asked_first(desk):
    access = Command(0)
    data = make(access, access.partnership("AZ-VN"), Wanted("briefing", day=date(2031, 6, 1))).data
    said = words(data)
    assert said.index("Overdue") < said.index("Due later, or without a date")
    assert "overdue since 2030" in said


def test_each_original_names_its_own_side_first(desk):
    theirs = words(made(desk, "session", original="AZ"))
    assert theirs.index("For the Republic of Azerbaijan") < theirs.index("For the Socialist Republic of Viet")
    ours = words(made(desk, "session", original="VN"))
    assert ours.index("For the Socialist Republic of Viet") < ours.index("For the Republic of Azerbaijan")
    with pytest.raises(ServandaError):
        made(desk, "session", original="FR")


@pytest.mark.parametrize("language", tags())
def test_a_scorecard_is_one_page(many, language):
    from servanda_site.tracking.models import Score, Window

    access = Command(0)
    window = Window.objects.create(partnership=many.partnership, title="From " + "Baku to Hanoi " * 9, start=date(2025, 5, 1),
                                   end=date(2026, 5, 1), by=many.officer)
    for fact in access.facts(access.partnership("AZ-VN")).filter(kind="undertaking")[:40]:
        for side in fact.states.split():
            Score.objects.create(window=window, marking=0, promise=fact.fact, side=side, value=1, who=many.officer)
    assert len(pypdfium2.PdfDocument(made(many, "scorecard", language=language))) == 1


def test_rows_of_the_sheet_are_as_high_as_their_words(many, monkeypatch):
    sheet = openpyxl.load_workbook(io.BytesIO(made(many, "matrix"))).worksheets[0]
    high, plain = (next(sheet.row_dimensions[row[0].row].height for row in sheet.iter_rows()
                        if f"bridge number {n} " in row[1].value) for n in (0, 7))
    assert high > 3 * plain
    assert sheet.print_area
    rows = matrix.rows
    cited = {"source": "They cite a sentence. " * 50}  # which is not printed
    monkeypatch.setattr(matrix, "rows", lambda material: [{**row, **cited} for row in rows(material)])
    other = openpyxl.load_workbook(io.BytesIO(made(many, "matrix"))).worksheets[0]
    assert [d.height for d in other.row_dimensions.values()] == [d.height for d in sheet.row_dimensions.values()]
    assert sheet.row_dimensions[1].height > 30  # headings in narrow columns take two lines and more


def test_no_cell_is_a_formula(desk):
    evil = "=HYPERLINK(1) they will pay"
    desks.paper("evil.txt", f"Note\n\n{evil}.\n", [("undertaking", evil, {"by": ["AZ"]})], partnership=desk.partnership)
    projecting.bring_up(desk.partnership)
    sheet = openpyxl.load_workbook(io.BytesIO(made(desk, "matrix"))).worksheets[0]
    cells = [c for row in sheet.iter_rows() for c in row]
    assert not [c for c in cells if c.data_type == "f"]
    assert any(c.value == "'" + evil for c in cells)


LONG = "Intergovernmental " + "and Interministerial " * 30 + "Commission"
ODD = ["\u0627\u0644\u0634\u064a\u062e \u0645\u062d\u0645\u062f", "\u738b\u6bc5", "\u5cb8\u7530\u6587\u96c4",
       "<b>Tom & \"Jerry\"</b>", "{{ 7 * 7 }}", "A" * 300]


@pytest.fixture
def many(desk):
    """A partnership of 500 undertakings, odd names and a very long one."""
    deeds = [f"Azerbaijan will build the bridge number {n} over the river in {2020 + n % 12}" for n in range(500)]
    content = "Much was agreed\n\n" + ".\n".join([*deeds, *ODD, f"The {LONG} will meet"]) + ".\n"
    specs = [("mechanism", LONG, {"name": LONG})]
    specs += [("undertaking", d, {"by": [["AZ"], ["VN"], ["AZ", "VN"]][n % 3], "mechanism": None if n else LONG,
                                  "areas": [["trade"], ["transport", "energy"]][n % 2],
                                  "due": str(2020 + n % 12) if n % 5 else None}) for n, d in enumerate(deeds)]
    specs += [("entity", name, {"name": name, "state": "AZ", "offices": [{"office": "minister/trade", "state": "AZ"}]})
              for name in ODD]
    desks.paper("many.txt", content, specs, partnership=desk.partnership, published="2025-06-01")
    projecting.bring_up(desk.partnership)
    return desk


def test_five_hundred_undertakings_and_odd_names(many, django_assert_max_num_queries):
    for kind, form in EVERY:
        start = time.process_time()
        with django_assert_max_num_queries(40):
            data = made(many, kind, form=form)
        assert time.process_time() - start < 10, kind
        if kind in ("dossier", "briefing"):
            said = words(data)
            for name in (ODD[1], ODD[3], ODD[4]):
                assert name in said
            assert ("bridge number 499" in said) == (kind == "dossier")
            assert ("more, in the follow-up matrix" in said) == (kind == "briefing")


def test_nothing_known_is_said_so(db):
    partnership = Partnership.objects.create(states="AZ FR")
    desks.paper("empty.txt", "Nothing\n\nNothing happened.\n", partnership=partnership)
    projecting.bring_up(partnership)
    access = Command(0)
    for kind, form in EVERY:
        for language in tags():
            assert make(access, access.partnership("AZ-FR"), Wanted(kind, language, day=DAY, form=form)).data


def test_a_secretariat_has_templates_of_its_own(desk, settings, tmp_path):
    settings.DOCUMENT_TEMPLATES = str(tmp_path)
    shipped, block = (patterns.SHIPPED / "dossier.html").read_text("utf-8"), "{% block content %}"
    page = shipped.replace(block, f"{block}<p>Our own words</p>")
    (tmp_path / "dossier.html").write_text(page, "utf-8")
    own = Document(patterns.SHIPPED / "briefing.docx")
    own.add_paragraph("Our own words for {{ partnership }}")
    own.save(tmp_path / "briefing.docx")
    assert "Our own words" in words(made(desk, "dossier"))
    assert "Our own words for Vietnam" in words(made(desk, "briefing"))
    (tmp_path / "dossier.html").write_text("{% if %}", "utf-8")
    with pytest.raises(ServandaError, match=r"dossier\.html"):
        made(desk, "dossier")
    (tmp_path / "dossier.html").write_text("{{ ''.__class__.__mro__ }}", "utf-8")
    with pytest.raises(ServandaError):
        made(desk, "dossier")
    settings.DOCUMENT_TEMPLATES = str(tmp_path / "nowhere")
    with pytest.raises(ServandaError, match="SERVANDA_TEMPLATES"):
        made(desk, "dossier")


def test_templates_fetch_nothing(desk, settings, tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("a secret", "utf-8")
    settings.DOCUMENT_TEMPLATES = str(tmp_path)
    (tmp_path / "dossier.html").write_text(f'<p>page</p><a rel="attachment" href="{secret.as_uri()}">x</a>'
                                           '<link rel=stylesheet href="http://127.0.0.1:9/x.css">', "utf-8")
    assert b"secret.txt" not in made(desk, "dossier")


def test_the_letterhead_is_on_it(desk, settings, tmp_path):
    from PIL import Image

    Image.new("RGB", (40, 20), "red").save(tmp_path / "seal.png")
    settings.LETTERHEAD, settings.LOGO = "Ministry of Calm | Department of Two", str(tmp_path / "seal.png")
    for kind in ("dossier", "briefing"):
        assert "Department of Two" in words(made(desk, kind))
    with zipfile.ZipFile(io.BytesIO(made(desk, "briefing"))) as parts:
        assert any(n.startswith("word/media/") for n in parts.namelist())
        pictures = re.findall(r"<wp:docPr[^>]*>", "".join(parts.read(n).decode() for n in parts.namelist() if n.endswith(".xml")))
    assert pictures and all('descr="Ministry of Calm, Department of Two"' in p for p in pictures)
    settings.LOGO = str(tmp_path / "gone.png")
    with pytest.raises(ServandaError, match="SERVANDA_LOGO"):
        made(desk, "dossier")


def test_phrases_say_the_same_in_every_language():
    assert {frozenset(_data(t)) - {"official_names"} for t in tags()} == {frozenset(_data("en")) - {"official_names"}}
    for key, phrase in _data("en").items():
        if isinstance(phrase, str):
            fields = set(re.findall(r"{(\w+)(?::\w+)?}", phrase))
            assert all(set(re.findall(r"{(\w+)(?::\w+)?}", _data(t)[key])) == fields for t in tags()), key


def test_states_have_their_official_names():
    assert [Phrases("en").official(c) for c in ("VN", "AZ", "GB", "JP")] == [
        "Socialist Republic of Vietnam", "Republic of Azerbaijan", "United Kingdom of Great Britain and Northern Ireland",
        "Japan"]
    assert Phrases("en").official("QQ") == "QQ"


def test_precedence():
    offices = [["minister/trade"], ["head-of-state"], [], ["minister/foreign-affairs", "deputy-head-of-government"]]
    assert sorted(offices, key=rank) == [offices[1], offices[3], offices[0], offices[2]]


def test_the_page_offers_and_makes(desk, client_of):
    client = client_of(desk.officer)
    page = client.get("/partnerships/AZ-VN/reports/").content.decode()
    assert all(f"/reports/{kind}/" in page for kind in KINDS)
    answer = client.get("/partnerships/AZ-VN/reports/scorecard/?language=fr&marking=1&date=2026-11-26&sources=on")
    assert answer.content.startswith(b"%PDF")
    assert 'filename="AZ-VN-scorecard-2026-11-26-fr.pdf"' in answer["Content-Disposition"]
    assert client.get("/partnerships/AZ-VN/reports/scorecard/?language=fr&marking=2&date=2026-11-26").status_code == 400
    assert client.get("/partnerships/AZ-VN/reports/scorecard/?language=xx&marking=0&date=never").status_code == 400
    assert client.get("/partnerships/AZ-VN/reports/poem/").status_code == 404


def test_the_command(desk, tmp_path, capsys):
    from servanda_site.config.commands.report import run

    out = tmp_path / "note.docx"
    assert run(["briefing", "AZ-VN", "--lang", "fr", "--date", "2026-11-26", "-o", str(out)]) == 0
    assert out.read_bytes() == made(desk, "briefing", language="fr")
    assert run(["briefing", "AZ-VN", "-o", str(tmp_path / "note.pdf")]) == 2
    assert run(["briefing", "QQ-ZZ"]) == 2
    assert "no such partnership" in capsys.readouterr().err
    assert run(["templates", "-o", str(tmp_path / "own")]) == 0
    assert (tmp_path / "own" / "session.docx").is_file()


@pytest.fixture
def french(monkeypatch):
    """A person whose system speaks French."""
    from django.utils import translation

    monkeypatch.setenv("LC_ALL", "fr_FR.UTF-8")
    yield
    translation.deactivate()


def test_the_command_speaks_the_language_of_the_document_or_the_system(desk, tmp_path, capsys, french):
    from servanda_site.config.commands.report import run

    wrong = str(tmp_path / "note.pdf")
    for words, told in ((["--lang", "fr"], "établi sous la forme\u00a0: docx"), (["--lang", "en"], "is made as: docx")):
        assert run(["briefing", "AZ-VN", "-o", wrong, *words]) == 2
        assert told in capsys.readouterr().err
    assert run(["briefing", "QQ-ZZ", "--lang", "xx"]) == 2  # not a language of ours: the system's
    assert "pas de tel partenariat" in capsys.readouterr().err


def test_other_commands_speak_the_language_of_the_system(db, tmp_path, capsys, french, settings):
    from servanda_site.config.commands import backup, load, verify

    settings.PAPERS = tmp_path / "papers"
    (tmp_path / "there.zip").touch()
    assert backup.run([str(tmp_path / "there.zip")]) == 2
    assert "existe déjà" in capsys.readouterr().err
    (tmp_path / "note.txt").write_text("Nothing happened.\n", "utf-8")
    assert load.run([str(tmp_path / "note.txt")]) == 0
    told = capsys.readouterr()
    assert "1 document donn\u00e9" in told.out
    assert "note.txt\u00a0: lu" in told.err
    assert verify.run(["--head", "x"]) == 2
    assert "donnez NUMÉRO:EMPREINTE" in capsys.readouterr().err


@pytest.fixture
def without_pango(monkeypatch):
    """A system on which no Pango is to be found."""
    import cffi

    for name in [n for n in sys.modules if n.partition(".")[0] == "weasyprint"]:
        monkeypatch.delitem(sys.modules, name)
    find = cffi.FFI.dlopen

    def missing(ffi, name, flags=0):
        if "pango" in str(name):
            raise OSError(f"cannot load library '{name}': no such file")
        return find(ffi, name, flags)

    monkeypatch.setattr(cffi.FFI, "dlopen", missing)


def test_without_pango_it_is_said_what_to_install(desk, client_of, without_pango, tmp_path, capsys):
    from servanda_site.config.checking import configuration
    from servanda_site.config.commands.report import run

    assert run(["dossier", "AZ-VN", "-o", str(tmp_path / "dossier.pdf")]) == 2
    told = capsys.readouterr()
    assert "apt-get install libpango-1.0-0 libpangoft2-1.0-0" in told.err
    assert not told.out
    assert not list(tmp_path.iterdir())
    assert run(["briefing", "AZ-VN", "-o", str(tmp_path / "note.docx")]) == 0
    asked = {"language": "en", "marking": "0", "date": "2026-11-26"}
    page = client_of(desk.reader).get("/partnerships/AZ-VN/reports/dossier/", asked, follow=True).content.decode()
    assert "apt-get install libpango-1.0-0" in page
    assert any(kind == "notice" and "Pango" in words for kind, words in configuration())


HASHES = """
import hashlib, sys
from datetime import date
from datetime import time as clock
import django
django.setup()
from servanda_site.publishing.pages import pdf
from servanda_site.publishing.phrases import Phrases
say = Phrases("en")
from servanda_site.publishing.letterhead import Letterhead
print(hashlib.sha256(pdf("dossier.html", {"say": say, "sections": [], "papers": ["one \\u738b"], "sources": True, "whole": "x",
      "letterhead": Letterhead(), "marking": "Public", "made_on": "now", "lang": "en", "heading": "x", "partnership": "x",
      "legend": "", "made_by": "x"})).hexdigest())
"""


def test_another_process_makes_the_same_bytes(tmp_path):
    found = {subprocess.run([sys.executable, "-c", HASHES], check=True, capture_output=True,
                            env={**os.environ, "PYTHONHASHSEED": str(n)}).stdout for n in (1, 2)}
    assert len(found) == 1


@pytest.mark.long
@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
def test_office_opens_them(many, tmp_path):
    for kind, form in EVERY:
        if form == "pdf":
            continue
        path = tmp_path / f"{kind}.{form}"
        path.write_bytes(made(many, kind, form=form))
        subprocess.run(["soffice", f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless", "--convert-to",
                        "pdf", "--outdir", str(tmp_path), str(path)], check=True, capture_output=True, timeout=180)
        said = words(Path(tmp_path / f"{kind}.pdf").read_bytes())
        assert "bridge number 499" in said or kind in ("session", "briefing")


def test_what_people_track_is_in_it(desk):
    from servanda_site.tracking.models import AgendaItem, Delegate, Session, StateChange, Track

    access = Command(0)
    facts = access.facts(access.partnership("AZ-VN"))
    office, body = facts.get(label__contains="trade office"), facts.get(kind="mechanism")
    placed = {"partnership": desk.partnership, "marking": 0}
    StateChange.objects.create(**placed, promise=office.fact, track=Track.ASSESSED, state="done", day=DAY, who=desk.officer)
    StateChange.objects.create(**placed, promise=office.fact, track=Track.DECLARED, party="VN", state="under-way", day=DAY,
                               who=desk.officer)
    session = Session.objects.create(**placed, body=body.fact, ordinal=3, start=date(2027, 2, 1), place="Hanoi", by=desk.officer)
    AgendaItem.objects.create(session=session, order=1, number="1", title="Flights to the mountains")
    Delegate.objects.create(session=session, state="AZ", name="Parviz Shahbazov", office="Minister of Energy", head=True)
    said = words(made(desk, "session"))
    assert "Flights to the mountains" in said
    assert "third session of the Intergovernmental Committee" in said
    assert "was led by Parviz Shahbazov" in said
    assert "Vietnam declares: under way" in words(made(desk, "dossier"))
    assert "trade office" not in words(made(desk, "briefing", sources=False))
    sheet = openpyxl.load_workbook(io.BytesIO(made(desk, "matrix"))).worksheets[0]
    assert [row[8].value for row in sheet.iter_rows() if "trade office" in str(row[1].value)] == ["done"]


@pytest.fixture
def prepared(desk):
    """A visit with its programme and delegation, a session, and a plan with an item for two undertakings and one for none."""
    from servanda_site.tracking.actions import gatherings, plan, sessions, visits

    access = Access(desk.officer)
    facts = access.facts(desk.partnership)
    visit = visits.add_visit(desk.officer, desk.partnership, {
        "title": "Working visit of the Energy Minister", "start": date(2027, 1, 12), "end": date(2027, 1, 14), "place": "Hanoi",
        "host": "VN", "guest": "AZ"})
    visits.add_point(desk.officer, visit, title="Talks on refining", day=date(2027, 1, 13), at=clock(9, 5),
                     people="Nguyen Hong Dien")
    gatherings.add_delegate(desk.officer, visit, state="AZ", name="Parviz Shahbazov", office="Minister of Energy", head=True)
    session = sessions.open_session(desk.officer, facts.get(kind="mechanism"), ordinal=3, start=date(2027, 2, 1), place="Hanoi")
    past = visits.add_visit(desk.officer, desk.partnership, {"title": "Long ago", "start": date(2026, 1, 12)})
    served = [facts.get(label__contains=words).fact for words in ("trade office", "fifty scholarships")]
    steps = [["Rent the rooms", "2026-03-01", True], ["Hire staff", "", False]]
    plan.save(desk.officer, desk.partnership, {
        "title": "Presence in Baku", "serves": served, "lead": "Ministry of Industry and Trade",
        "counterpart": "Ministry of Economy", "focal_ours": "Lan Nguyen", "focal_theirs": "Samir A.", "steps": steps,
        "due": "2026-06-30", "progress": 40})
    plan.save(desk.officer, desk.partnership, {"title": "A study of ports", "lead": "=1+1"})
    plan.save(desk.officer, desk.partnership, {"title": "Quiet talks", "marking": 1, "serves": served})
    return desk, visit, session, past


@pytest.mark.parametrize("language", tags())
def test_the_briefing_note_holds_what_people_prepare(prepared, language):
    desk, visit, session, past = prepared
    said, say = words(made(desk, "briefing", language=language)), Phrases(language)
    coming = said[said.index(say("coming")):]
    assert "Working visit of the Energy Minister" in coming
    assert coming.index("Working visit") < coming.index("Intergovernmental Committee")
    assert coming.count(say.words.occasion("session", 3)) == 1  # told by a paper and prepared by people, it is one
    assert past.title not in coming
    note = words(made(desk, "briefing", language=language, about=f"visit-{visit.pk}"))
    for part in ("Talks on refining", say("clock", hour=9, minute="05"), "Nguyen Hong Dien", "Parviz Shahbazov", say("head")):
        assert part in note
    assert note.index(say("programme")) < note.index(say("to_ask"))
    assert say.words.occasion("session", 3) in words(made(desk, "briefing", language=language, about=f"session-{session.pk}"))


def test_a_file_that_may_not_be_seen_is_none(prepared, settings):
    from servanda_site.tracking.actions import visits

    desk, _visit, _session, _past = prepared
    quiet = visits.add_visit(desk.officer, desk.partnership, {"title": "Quiet visit", "start": date(2027, 3, 1)}, marking=1)
    assert "Quiet visit" not in words(made(desk, "briefing"))
    assert "Quiet visit" in words(made(desk, "briefing", marking=1, about=f"visit-{quiet.pk}"))
    for about in (f"visit-{quiet.pk}", "visit-999", "visit-", "session-\u0663", "poem-1"):
        with pytest.raises(ServandaError):
            made(desk, "briefing", about=about)


@pytest.mark.parametrize("language", tags())
def test_the_matrix_holds_the_plan(prepared, language):
    desk, say = prepared[0], Phrases(language)
    book = openpyxl.load_workbook(io.BytesIO(made(desk, "matrix", language=language)))
    rows = [dict(zip([c.value for c in sheet[1]], [c.value for c in row], strict=True))
            for sheet in book.worksheets[:2] for row in sheet.iter_rows(min_row=2)]
    office = next(r for r in rows if "trade office" in str(r.get(say("col_text"))))
    assert office[say("col_lead")] == "Ministry of Industry and Trade"
    assert office[say("col_focal")] == "Lan Nguyen\nSamir A."
    assert say("step_open", step="Hire staff") in office[say("col_steps")]
    item, study = (next(r for r in rows if r.get(say("col_item")) == title) for title in ("Presence in Baku", "A study of ports"))
    promised = [r for r in rows if say("col_text") in r]
    numbers = [str(r[say("col_number")]) for r in promised if r[say("col_counterpart")] == "Ministry of Economy"]
    assert item[say("col_undertakings")] == ", ".join(numbers)
    assert len(numbers) == 2
    assert item[say("col_progress")] == say("percent", number=40)
    assert study[say("col_lead")] == "'=1+1"
    assert not any("Quiet talks" in str(v) for r in rows for v in r.values())
    document = Document(io.BytesIO(made(desk, "matrix", form="docx", language=language)))
    cells = [[c.text for c in row.cells] for row in document.tables[1].rows]
    assert cells[0][1] == say("col_item")
    assert ["Presence in Baku", ", ".join(numbers)] in [row[1:3] for row in cells]
    assert say("state_late") in next(row for row in cells if row[1] == "Presence in Baku")[7]


def test_a_visit_leads_to_its_briefing_note(prepared, client_of, monkeypatch):
    desk, visit, _session, past = prepared
    monkeypatch.setattr("django.utils.timezone.localdate", lambda *given: DAY)
    browser = client_of(desk.reader)
    link = f"/partnerships/AZ-VN/reports/?about=visit-{visit.pk}#r-briefing"
    assert link in browser.get(f"/visit/{visit.pk}/").content.decode()
    assert "#r-briefing" not in browser.get(f"/visit/{past.pk}/").content.decode()
    page = browser.get(link.partition("#")[0]).content.decode()
    assert f'<option value="visit-{visit.pk}" selected>' in page
    answer = browser.get("/partnerships/AZ-VN/reports/briefing/", {"language": "en", "marking": "0", "date": "2026-11-26",
                                                                   "about": f"visit-{visit.pk}"})
    assert "Talks on refining" in words(answer.content)


def test_a_page_begins_with_the_lowest_marking_that_sees_what_the_document_is_about(prepared, client_of):
    from servanda_site.tracking.actions import visits

    desk, _visit, _session, _past = prepared
    quiet = visits.add_visit(desk.officer, desk.partnership, {"title": "Quiet visit", "start": date(2027, 3, 1)}, marking=1)
    browser = client_of(desk.officer)
    page = browser.get("/partnerships/AZ-VN/reports/").content.decode()
    assert '<option value="0" selected>' in page and '<option value="1" selected>' not in page
    assert '<option value="1" selected>' in browser.get(f"/partnerships/AZ-VN/reports/?about=visit-{quiet.pk}").content.decode()
    answer = browser.get("/partnerships/AZ-VN/reports/briefing/", {"language": "en", "marking": "0", "date": "2026-11-26",
                                                                   "about": f"visit-{quiet.pk}"})
    assert answer.status_code == 400 and "marked higher" in answer.content.decode()


def test_scores_people_gave_are_in_the_figures(desk):
    from servanda_site.tracking.models import Score, Window

    access = Command(0)
    office = access.facts(access.partnership("AZ-VN")).get(label__contains="trade office")
    window = Window.objects.create(partnership=desk.partnership, title="From Baku to Hanoi", start=date(2025, 5, 1),
                                   end=date(2026, 5, 1), by=desk.officer)
    Score.objects.create(window=window, marking=0, promise=office.fact, side="VN", value=1, who=desk.officer)
    for kind in ("scorecard", "yearly"):
        said = words(made(desk, kind))
        assert "From Baku to Hanoi" in said
        assert "Vietnam: 100 % (1 assessed of" in said
