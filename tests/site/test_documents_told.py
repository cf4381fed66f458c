"""How documents tell: who stands in them, where texts are listed, what events say, grammar, figures, sources."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import desks
import openpyxl
import pypdfium2
import pytest
from django.test import Client
from docx import Document
from lxml import etree
from test_reports import words

from servanda.errors import ServandaError
from servanda_site.publishing import charts, patterns
from servanda_site.publishing.clearance import Command
from servanda_site.publishing.lines import short
from servanda_site.publishing.making import KINDS, Wanted, make
from servanda_site.publishing.phrases import Phrases, act_of, former, invited, tags
from servanda_site.register import projecting
from servanda_site.register.models import Claim, Fact
from servanda_site.register.visibility import Access
from servanda_site.tracking.actions import instruments, visits
from servanda_site.tracking.models import Bearing, Suggestion, Support, Tie
from servanda_site.web.forms.reports import offered

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 27)
NOTE = """Les liens se renforcent

Hanoï, 25 novembre 2026 (VNA) - Le ministre azerbaïdjanais du Développement numérique, Rachad Nabiyev, a rencontré à Hanoï le \
25 novembre 2026 la présidente de l'Assemblée nationale, Trân Thanh Mân. L'ancien président Jerry Rawlings a été évoqué. Le \
président Hô Chi Minh a été honoré dans la Salle commémorative Hô Chi Minh. Son épouse, Ngô Phuong Ly, a visité un musée. Le \
ministre des Affaires étrangères, Bui Thanh Son, a été cité. Le Vietnam a invité son homologue à se rendre à Hanoï en mars 2027. \
L'Azerbaïdjan soutiendra la candidature du Vietnam à l'UNESCO pour 2028-2029. L'accord de pêche est entré en vigueur le 1er \
juillet 2026. Les parties ont signé le Traité d'amitié et le Pacte culturel le 24 novembre 2026. L'Azerbaïdjan organisera une \
exposition avant le 30 juin 2026. La compagnie AZAL a inauguré la ligne directe le 17 novembre 2026.
"""
_OLD = """Older note

Hanoi, 3 June 2025 (VNA) - Foreign Minister Tran Van Cu spoke.
"""


def office(code: str, state: str) -> dict[str, Any]:
    return {"state": state, "offices": [{"office": code, "state": state}]}


SPECS: tuple[desks.SPEC, ...] = (
    ("entity", "Rachad Nabiyev", {"name": "Rachad Nabiyev", **office("minister/science-technology", "AZ")}),
    ("entity", "Trân Thanh Mân", {"name": "Trân Thanh Mân", **office("speaker", "VN")}),
    ("entity", "Jerry Rawlings", {"name": "Jerry Rawlings", **office("head-of-state", "VN")}),
    ("entity", "Hô Chi Minh", {"name": "Hô Chi Minh", **office("head-of-state", "VN")}),
    ("entity", "Salle commémorative Hô Chi Minh", {"type": "place", "name": "Salle commémorative Hô Chi Minh"}),
    ("entity", "Ngô Phuong Ly", {"name": "Ngô Phuong Ly", **office("spouse", "VN")}),
    ("entity", "Bui Thanh Son", {"name": "Bui Thanh Son", **office("minister/foreign-affairs", "VN")}),
    ("event", "a rencontré à Hanoï le 25 novembre 2026", {"date": "2026-11-25", "place": "Hanoï",
                                                           "participants": ["Rachad Nabiyev", "Trân Thanh Mân"]}),
    ("undertaking", "invité son homologue à se rendre à Hanoï en mars 2027",
     {"by": ["VN"], "act": "invitation", "force": None, "due": "2027-03"}),
    ("undertaking", "soutiendra la candidature du Vietnam à l'UNESCO pour 2028-2029",
     {"by": ["AZ"], "force": "commit", "due": "2025/2026"}),
    ("instrument", "accord de pêche", {"title": "accord de pêche", "date": "2026-07-01"}),
    ("instrument", "Traité d'amitié", {"type": "treaty", "title": "Traité d'amitié", "date": "2026-11-24"}),
    ("instrument", "Pacte culturel", {"title": "Pacte culturel", "date": "2026-11-24"}),
    ("event", "Les parties ont signé le Traité d'amitié et le Pacte culturel le 24 novembre 2026",
     {"type": "signing", "date": "2026-11-24"}),
    ("undertaking", "organisera une exposition avant le 30 juin 2026", {"by": ["AZ"], "force": "commit", "due": "2026-06-30"}),
    ("event", "La compagnie AZAL a inauguré la ligne directe le 17 novembre 2026", {"type": "ceremony", "date": "2026-11-17"}),
)


@pytest.fixture
def told(desk: desks.Desk) -> desks.Desk:
    """The desk, with a French paper of November 2026 and an older one of a former minister; Vietnam is ours."""
    desks.paper("nouvelles.txt", NOTE, SPECS, partnership=desk.partnership, published="2026-11-25")
    before = [("entity", "Tran Van Cu", {"name": "Tran Van Cu", **office("minister/foreign-affairs", "VN")})]
    desks.paper("older.txt", _OLD, before, partnership=desk.partnership, published="2025-06-03")
    for claim in Claim.objects.all():  # read by rules, as papers are
        claim.why = [["undertaking:cue", "", claim.citations[0][3]]]
        claim.save()
    because("Rachad Nabiyev", "office before", "ministre azerbaïdjanais du Développement numérique")
    because("Trân Thanh Mân", "office before", "présidente de l'Assemblée nationale (AN")
    because("accord de pêche", "instrument:made", "est entré en vigueur")
    desk.partnership.ours = "VN"
    desk.partnership.save()
    projecting.bring_up(desk.partnership)
    return desk


def because(quote: str, rule: str, cue: str) -> None:
    """Say on what words a claim rests."""
    for claim in Claim.objects.all():
        if claim.citations[0][3] == quote:
            claim.why = [[rule, cue, quote]]
            claim.save()


def fact(label: str, kind: str = "") -> Fact:
    """A fact of the public record by its words."""
    found = Fact.objects.filter(projection__marking=0, projection__partnership__states="AZ VN", label__contains=label)
    return found.get(kind=kind) if kind else found.get()


def made(kind: str, language: str = "fr", *, day: date = DAY, **options: Any) -> bytes:
    access = Command(0)
    return make(access, access.partnership("AZ-VN"), Wanted(kind, language, day=day, **options)).data


def lines(data: bytes) -> list[str]:
    """The paragraphs of a Word document."""
    return [p.text for p in Document(io.BytesIO(data)).paragraphs]


def part(said: Sequence[str], title: str, until: str) -> list[str]:
    """The lines of a section, up to another."""
    return list(said[said.index(title) + 1 : said.index(until)])


def test_only_who_acts_stands_among_whom_one_meets(told: desks.Desk) -> None:
    who = part(lines(made("briefing", sources=False)), "Qui ils sont", "Ce qui a été convenu")
    assert who.index("Azerbaïdjan") < who.index("Vietnam")  # the other side first
    assert "Trân Thanh Mân, présidente de l'Assemblée nationale" in who  # the paper's own word, and no bracket left open
    assert "Rachad Nabiyev, ministre azerbaïdjanais du Développement numérique" in who
    for gone in ("Hô Chi Minh", "Jerry Rawlings", "Ngô Phuong Ly", "Tran Van Cu"):
        assert not any(gone in line for line in who), gone
    assert any("Bui Thanh Son" in line for line in who)  # the newest holder of the office
    dossier = words(made("dossier", sources=False))
    earlier = dossier[dossier.index("Titulaires antérieurs") :]
    assert "Hô Chi Minh" in earlier
    assert re.search(r"Tran Van Cu, Ministre \(Affaires étrangères\) \(dit le 3 juin 2025\)", earlier)


def test_who_took_part_long_ago_acts_no_more(told: desks.Desk) -> None:
    who = part(lines(made("briefing", day=date(2029, 1, 1))), "Qui ils sont", "Ce qui a été convenu")
    assert not any("Nabiyev" in line for line in who)


def test_delegates_are_who_acts_below_the_summit(told: desks.Desk) -> None:
    said = lines(made("session", sources=False))
    sent = part(said, "Délégations, par ordre de préséance", "Projet de procès-verbal")
    assert sent[0] == "Délégation de la République socialiste du Vietnam"
    for name, goes in (("Trân Thanh Mân", True), ("Bui Thanh Son", True), ("Hô Chi Minh", False), ("Ngô Phuong Ly", False)):
        assert any(name in line for line in sent) == goes, name


def test_a_prepared_visit_names_the_other_side_first_and_nobody_twice(
        told: desks.Desk, client_of: Callable[..., Client]) -> None:
    from servanda_site.tracking.actions import gatherings

    promise = fact("invité son homologue")
    visit = visits.add_visit(told.officer, told.partnership, {
        "title": promise.label, "start": date(2027, 3, 1), "host": "VN", "guest": "AZ"}, promise=promise)
    for state, name in (("VN", "Tran Thanh Man"), ("AZ", "Rachad Nabiyev")):
        gatherings.add_delegate(told.officer, visit, state=state, name=name, office="Ministre", head=True)
    page = client_of(told.reader).get("/partnerships/AZ-VN/reports/").content.decode()
    assert "1 March 2027 \u00b7 Visit of Azerbaijan to Vietnam<" in page
    said = lines(made("briefing", about=f"visit-{visit.pk}", sources=False))
    who = part(said, "Qui ils sont", "Ce qui a été convenu")
    assert who[:2] == ["Délégation de la République d'Azerbaïdjan", "Rachad Nabiyev, Ministre (chef de délégation)"]
    assert sum("Nabiyev" in line for line in who) == 1 == sum("Thanh M" in line for line in who)
    assert any(line.startswith("Objet\u00a0: Visite de l’Azerbaïdjan au Vietnam, 1er mars 2027") for line in said)


def test_what_people_recorded_decides_where_a_text_stands(told: desks.Desk) -> None:
    treaty, pact = fact("Traité d'amitié", "instrument"), fact("Pacte culturel", "instrument")
    instruments.add_step(told.officer, treaty, stage="denounced", date_told="2026-11-26", side="VN", words="a note")
    instruments.add_step(told.officer, pact, stage="in-force", date_told="2026-11", told_by="VN", words="a note")
    instruments.add_step(told.officer, pact, stage="in-force", date_told="2026-11-25", told_by="AZ", words="a note")
    said = lines(made("briefing", sources=False, full=True))
    agreed = part(said, "Ce qui a été convenu", "Engagements")
    assert not any("Traité d'amitié (" in line for line in agreed)
    pact_line = next(line for line in agreed if "Pacte culturel (" in line)
    assert "en vigueur\u00a0: novembre 2026, selon le Vietnam" in pact_line
    assert "en vigueur\u00a0: 25 novembre 2026, selon l’Azerbaïdjan" in pact_line
    dossier = words(made("dossier", sources=False))
    assert dossier.index("Qui ne valent plus") < dossier.index("Traité d'amitié (Traité")
    assert "dénoncé par le Vietnam : 26 novembre 2026" in dossier


def test_a_text_to_come_that_was_signed_is_asked_about_no_more(told: desks.Desk) -> None:
    desks.paper("plan.txt", "Note\n\nA customs pact will be signed.\n", [
        ("instrument", "customs pact", {"title": "customs pact", "status": "planned"})], partnership=told.partnership)
    projecting.bring_up(told.partnership)
    assert "Textes à conclure" in lines(made("briefing"))
    instruments.add_step(told.officer, fact("customs pact", "instrument"), stage="signed", date_told="2026-11-20", words="a note")
    said = lines(made("briefing", sources=False))
    assert "Textes à conclure" not in said
    assert "20 novembre 2026\u00a0: Customs pact (Accord\u00a0; signé\u00a0: 20 novembre 2026)" in said


def test_entry_into_force_is_not_told_as_the_day_of_the_text(told: desks.Desk) -> None:
    line = next(x for x in lines(made("briefing", sources=False)) if "ccord de pêche" in x)
    assert line == "Accord de pêche (Accord\u00a0; entrée en vigueur, selon les documents\u00a0: 1er juillet 2026)"
    yearly = words(made("yearly", sources=False))
    signed = yearly[yearly.index("Textes signés en 2026") :]
    assert "Traité d'amitié" in signed and "ccord de pêche" not in signed
    assert [act_of(w) for w in ("was ratified by", "entered into force", "signed", "a été ratifiée")] == [
        "ratified", "in-force", "signed", "ratified"]


def test_a_deed_nobody_confirmed_is_hinted_at_with_its_source(told: desks.Desk) -> None:
    promise, deed = fact("organisera une exposition"), fact("AZAL a inaugur")
    row = Suggestion.objects.create(partnership=told.partnership, marking=0, promise=promise.fact, deed=deed.fact, score=0.9,
                                    relation="fulfils", citations=deed.data["citations"], version="1")
    said = words(made("briefing", full=True))
    assert "dit fait par un document, le 25 novembre 2026, mais non confirmé" in said
    assert "une suite en est dite par VNA, Les liens se renforcent, 25 novembre 2026\u00a0: «\u00a0La compagnie AZAL" in said
    assert "told as done by a paper, on 25 November 2026, not yet confirmed" in words(made("session", "en"))
    for kind, form in (("scorecard", "pdf"), ("matrix", "docx"), ("matrix", "xlsx"), ("yearly", "pdf")):
        assert "dit fait par un document, le 25 novembre 2026" in words(made(kind, form=form)), kind
    row.decision = Suggestion.Decision.REJECTED
    row.save()
    assert "dit fait par un document" not in words(made("briefing"))


def test_events_say_what_happened(told: desks.Desk) -> None:
    held = [line.replace("\u00a0", " ") for line in lines(made("briefing", sources=False))]
    assert "24 novembre 2026 : Signature : « Traité d'amitié » ; « Pacte culturel »" in held
    assert "17 novembre 2026 : Cérémonie : « La compagnie AZAL a inauguré la ligne directe le 17 novembre 2026 »" in held
    assert "25 novembre 2026 : Rencontre (Hanoï ; Rachad Nabiyev, Trân Thanh Mân)" in held


def test_undertakings_are_quoted_by_whom_they_are_of(told: desks.Desk) -> None:
    said = lines(made("briefing", sources=False, full=True))
    assert any(x.startswith("! L’Azerbaïdjan\u00a0: «\u00a0organisera une exposition avant le 30 juin 2026\u00a0» (engagement")
               for x in said)
    assert any(x.startswith("Invitation du Vietnam à l’Azerbaïdjan\u00a0: «\u00a0son homologue à se rendre")
               for x in lines(made("session")))
    assert "À la charge de l’Azerbaïdjan" in said and "À la charge des deux parties" in said
    assert "Undertakings of both sides" in lines(made("briefing", "en", full=True))
    for kind in ("briefing", "session"):
        assert not re.search("S’engage|Convient|Étudie\u00a0:", words(made(kind)))


@pytest.mark.parametrize(("tag", "code", "form", "wanted"), [
    ("fr", "PH", "with", "les Philippines"), ("fr", "VN", "of", "du Vietnam"), ("fr", "AZ", "of", "de l’Azerbaïdjan"),
    ("fr", "KR", "to", "à la Corée du Sud"), ("fr", "FR", "in", "en France"), ("fr", "CU", "of", "de Cuba"),
    ("fr", "IL", "of", "d’Israël"), ("fr", "MX", "With", "Le Mexique"), ("fr", "US", "to", "aux États-Unis"),
    ("en", "PH", "With", "The Philippines"), ("en", "VN", "with", "Vietnam"), ("en", "GB", "of", "of the United Kingdom")])
def test_states_have_their_articles(tag: str, code: str, form: str, wanted: str) -> None:
    assert format(Phrases(tag).sides([code]), form) == wanted


def test_official_names_and_several_sides_have_their_articles() -> None:
    say = Phrases("fr")
    assert say("signature_for", state=say.sides(["SN"], official=True)) == "Pour la République du Sénégal"
    assert say("owed_by", state=say.sides(["VN", "AZ"])) == "À la charge du Vietnam et de l’Azerbaïdjan"
    assert Phrases("en")("signature_for", state=Phrases("en").sides(["JP"], official=True)) == "For Japan"


def test_words_that_call_somebody_former_are_known() -> None:
    assert all(map(former, ("l'ancien président ", "feu le roi ", "former President ", "the late Minister ", "l'ex-ministre ")))
    assert not any(map(former, ("le président ", "in late May President ", "the Minister ")))
    assert [invited(w) for w in ("invité X à venir", "invited X to come", "invitation faite")] == [
        "X à venir", "X to come", "invitation faite"]


def test_what_is_cut_is_cut_between_words_and_closed() -> None:
    assert short("«\u00a0ouvrir une ligne aérienne directe\u00a0»", 22) == "«\u00a0ouvrir une ligne…\u00a0»"
    assert short("Paper: “open a direct air line” (agreement)", 20) == "Paper: “open a…”"
    assert short("a short one", 20) == "a short one"


def test_a_body_that_stands_needs_no_status(told: desks.Desk) -> None:
    desks.paper("council.txt", "Note\n\nA business council will be founded.\n", [
        ("mechanism", "business council", {"name": "business council", "kind": "council", "status": "planned"})],
        partnership=told.partnership)
    projecting.bring_up(told.partnership)
    said = words(made("dossier", sources=False))
    assert "Business council (Conseil d’affaires ; à créer)" in said
    assert "Intergovernmental Committee (Commission)" in said


def test_minutes_examine_only_what_was_decided(told: desks.Desk) -> None:
    say = Phrases("fr")
    said = lines(made("session", sources=False))
    assert say("minutes_reviewed") not in said
    body = fact("Intergovernmental Committee", "mechanism")
    desks.paper("held.txt", "Note\n\nThe second session of the Joint Board was held on 1 June 2026. Build a mill.\n", [
        ("mechanism", "Joint Board", {"name": "Joint Board", "kind": "council"}),
        ("event", "The second session of the Joint Board was held on 1 June 2026",
         {"type": "session", "ordinal": 2, "date": "2026-06-01", "mechanism": "Joint Board"}),
        ("undertaking", "Build a mill", {"mechanism": "Joint Board", "areas": ["trade"],
                                         "event": "The second session of the Joint Board was held on 1 June 2026"})],
        partnership=told.partnership)
    projecting.bring_up(told.partnership)
    said = lines(made("session", about=fact("Joint Board", "mechanism").fact, sources=False))
    at = said.index(say("minutes_reviewed"))
    assert said[at + 1] == "– Build a mill\u00a0: ouvert"
    assert not any("Intergovernmental" in line for line in said[at:]) and body


def test_the_agenda_names_matters_and_no_session(told: desks.Desk) -> None:
    text = ("Note\n\nThe two agreed to widen the mandate and to hold the third session in Hanoi in March. They will repair the "
            "bridge. They ask for help.\n")
    desks.paper("board.txt", text, [
        ("mechanism", "third session in Hanoi", {"name": "Joint Board", "kind": "council"}),
        ("event", "widen the mandate and to hold the third session in Hanoi in March",
         {"type": "session", "status": "planned", "ordinal": 3, "mechanism": "third session in Hanoi"}),
        ("undertaking", "widen the mandate", {"mechanism": "third session in Hanoi", "areas": ["framework"]}),
        ("undertaking", "third session in Hanoi in March", {"mechanism": "third session in Hanoi", "areas": ["framework"]}),
        ("undertaking", "repair the bridge", {"mechanism": "third session in Hanoi", "areas": ["transport"]}),
        ("undertaking", "ask for help", {"act": "proposal", "areas": ["health"]})], partnership=told.partnership)
    session = Claim.objects.get(kind="event", citations__0__3__startswith="widen")
    session.why = [["event:session", "session", "third session"]]
    session.save()
    projecting.bring_up(told.partnership)
    said = lines(made("session", "en", about=fact("Joint Board", "mechanism").fact, sources=False))
    agenda = part(said, "Draft agenda", "State of the decisions of the last session")
    assert agenda[1:4] == ["2. Transport", "3. Other open undertakings", "4. Requests and proposals"]
    through = part(said, "Open undertakings that go through this body", "Other open undertakings of the partnership")
    assert len(through) == 2 and "widen the mandate" in through[0] and "repair the bridge" in through[1]
    asked = part(said, "Requests and proposals", "Texts to be concluded")
    assert any("ask for help" in line for line in asked) and not any("repair" in line for line in asked)


def test_a_paper_without_headline_is_cited_by_its_first_words(told: desks.Desk) -> None:
    text = "Baku, May 8, 2026, AZERTAC\n\nThe new bridge was opened by ministers in the rain. Azerbaijan will paint it in 2028.\n"
    desks.paper("05-bridge.txt", text, [("undertaking", "paint it in 2028", {"by": ["AZ"], "due": "2028"})],
                partnership=told.partnership)
    projecting.bring_up(told.partnership)
    said = words(made("briefing"))
    assert "AZERTAC, The new bridge was opened" in said
    assert ".txt" not in said


def test_the_matrix_says_what_is_a_request_or_an_invitation(told: desks.Desk) -> None:
    table = Document(io.BytesIO(made("matrix", form="docx", sources=False))).tables[0]
    row = next(r for r in table.rows if "son homologue" in r.cells[1].text)
    assert row.cells[1].text == "Invitation du Vietnam à l’Azerbaïdjan\u00a0: son homologue à se rendre à Hanoï en mars 2027"
    assert row.cells[2].text == "Le Vietnam (invitation)"


def test_figures_count_the_same_everywhere(told: desks.Desk) -> None:
    access = Command(0)
    facts = list(access.facts(access.partnership("AZ-VN")).filter(kind="undertaking"))
    pledges, asks = (sum(f.type == act for f in facts) for act in ("pledge", "invitation"))
    card = words(made("scorecard"))
    assert f"{pledges} Engagements" in card.replace("\u00a0", " ") and "Sont comptés comme engagements" in card
    matrix = words(made("matrix", form="docx"))
    assert f"{pledges} engagements, {asks} invitations" in matrix
    about = openpyxl.load_workbook(io.BytesIO(made("matrix"))).worksheets[2]
    assert f"{pledges} engagements, {asks} invitations" in [row[0].value for row in about.iter_rows()]
    yearly = words(made("yearly", sources=False))
    assert yearly.count("organisera une exposition") == 1  # told among the overdue, counted below
    assert "déjà dit plus haut" in yearly
    first, asked = yearly.index("Engagements dits pour la première fois en 2026"), yearly.index("Demandes, propositions et")
    assert "son homologue" not in yearly[first:asked] and "son homologue" in yearly[asked:]
    assert yearly.index("L’année 2026") < yearly.index("Tout le dossier, au 27 novembre 2026")


def test_a_candidature_is_called_in_the_language_of_the_document(told: desks.Desk) -> None:
    placed = {"partnership": told.partnership, "marking": 0, "by": told.officer}
    tie = Tie.objects.create(**placed, kind="candidature", title="Viet Nam \u2013 UNESCO", status="standing", forum="UNESCO",
                             candidate="VN", date="2027")
    tie.title = f"{Phrases('en').words.state('VN')} \u2013 UNESCO"
    tie.save()
    Support.objects.create(partnership=told.partnership, marking=0, tie=tie, step="promised", side="AZ", who=told.officer)
    line = next(x for x in lines(made("briefing", sources=False)) if "Candidature" in x).replace("\u00a0", " ")
    assert line == "2027 : Candidature du Vietnam (UNESCO) (état : à décider ; soutien de l’Azerbaïdjan : promis, dû)"


def test_the_term_of_a_seat_is_not_a_due_date(told: desks.Desk) -> None:
    promise = fact("soutiendra la candidature")
    Bearing.objects.all().delete()
    assert re.search("soutiendra .{60,140}jours de retard", words(made("briefing", day=date(2027, 6, 1))))
    Bearing.objects.create(partnership=told.partnership, marking=0, kind="candidature", fact=promise.fact)
    said = words(made("briefing", day=date(2027, 6, 1)))
    assert re.search("soutiendra la candidature .{20,60}mandat\u00a0: 2025 – 2026", said)
    assert not re.search("soutiendra .{60,140}jours de retard", said)


@pytest.mark.parametrize("language", tags())
def test_months_of_a_chart_do_not_run_together(language: str) -> None:
    say = Phrases(language)
    drawn = str(charts.columns([(name, n) for n, name in enumerate(say.months, 1)]))
    assert len(say.months) == 12 and all(len(name) <= 5 for name in say.months) and all(name in drawn for name in say.months)


@pytest.mark.parametrize(("language", "wanted"), [("fr", "fr-FR"), ("en", "en-GB")])
def test_files_say_their_language(told: desks.Desk, language: str, wanted: str) -> None:
    for kind, (forms, _context) in KINDS.items():
        form = next(f for f in (*forms[::-1], *forms) if f != "xlsx")
        data = made(kind, language, form=form)
        if form == "pdf":
            assert pypdfium2.raw.FPDFCatalog_IsTagged(pypdfium2.PdfDocument(data))
            continue
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            xml = parts.read("word/styles.xml").decode() + parts.read("word/settings.xml").decode()
            marks = re.findall(r'<w:(?:lang|themeFontLang)[^>]*?w:val="([^"]+)"', xml)
            assert set(marks) == {wanted} and f"<dc:language>{wanted}<" in parts.read("docProps/core.xml").decode()


def test_the_foot_of_an_original_names_its_side_first(told: desks.Desk) -> None:
    foot = Document(io.BytesIO(made("session", original="AZ"))).sections[0].footer.paragraphs[0].text
    assert "Azerbaïdjan – Vietnam" in foot


def test_a_misspelt_field_is_named_with_its_place(told: desks.Desk, settings: Any, tmp_path: Path) -> None:
    settings.DOCUMENT_TEMPLATES = str(tmp_path)
    (tmp_path / "dossier.html").write_text("<p>{{ whole }}</p>\n<p>{{ partnershp }}</p>", "utf-8")
    with pytest.raises(ServandaError, match=r"dossier\.html, line 2.*partnershp"):
        made("dossier", "en")
    (tmp_path / "dossier.html").unlink()
    shipped = (patterns.SHIPPED / "lines.html").read_text("utf-8")
    (tmp_path / "lines.html").write_text(shipped.replace("one.note", "one.nte"), "utf-8")
    with pytest.raises(ServandaError, match=r"lines\.html, line 2.*nte"):
        made("dossier", "en")
    own = Document(patterns.SHIPPED / "briefing.docx")
    own.add_paragraph("For our friends of {{ partnershp }}")
    own.save(tmp_path / "briefing.docx")
    with pytest.raises(ServandaError, match=r"briefing\.docx.*partnershp.*For our friends"):
        made("briefing", "en")


@pytest.mark.parametrize("kind", ["briefing", "session", "dossier", "yearly"])
def test_what_nobody_reviewed_is_marked_unless_sources_are_off(told: desks.Desk, kind: str) -> None:
    say = Phrases("en")
    assert say("legend") in words(made(kind, "en"))
    assert say("legend") not in words(made(kind, "en", sources=False))
    line = r"“organisera une exposition avant le 30 juin 2026” \([^)]+\)"
    assert re.search(line + r"\*", words(made(kind, "en")))
    for claim in Claim.objects.filter(kind="undertaking"):
        claim.decision = "confirmed"
        claim.save()
    Fact.objects.filter(kind="undertaking").update(review="confirmed")
    assert re.search(line + r"(?!\*)", words(made(kind, "en"))) and not re.search(line + r"\*", words(made(kind, "en")))


def test_the_choice_of_a_note_names_when_where_and_who(told: desks.Desk, client_of: Callable[..., Client]) -> None:
    page = client_of(told.reader).get("/partnerships/AZ-VN/reports/").content.decode()
    options = re.findall(r'<option value="(?:ev|m)-[^"]+">([^<]+)<', page)
    wanted = ("Meeting", "25 November 2026", "Hanoi", "Rachad Nabiyev, Trân Thanh Mân")
    assert any(all(w in option for w in wanted) for option in options)
    long = "Intergovernmental " + "and Interministerial " * 12 + "Commission"
    desks.paper("long.txt", f"Note\n\nThe {long} met.\n", [("mechanism", long, {"name": long})], partnership=told.partnership)
    projecting.bring_up(told.partnership)
    page = client_of(told.reader).get("/partnerships/AZ-VN/reports/").content.decode()
    cut = next(o for o in re.findall(r">([^<]+)<", page) if o.startswith("Intergovernmental and"))
    assert re.search(r"(?:Interministerial|and)…$", cut)


def test_gatherings_to_come_are_offered_first_then_the_newest(told: desks.Desk) -> None:
    def event(n: int, status: str, day: str) -> Fact:
        when = date.fromisoformat(day) if day else None
        return Fact(fact=f"ev-{n}", kind="event", type="meeting", status=status, date=day, start=when, end=when, data={})

    listed = [event(1, "held", "2025-01-01"), event(2, "planned", "2020-01-01"), event(3, "planned", "2099-02-01"),
              event(4, "held", "2026-01-01"), event(5, "planned", "2098-01-01"), event(6, "held", ""), event(7, "planned", "")]
    assert [f.fact for f in offered(listed)] == [f"ev-{n}" for n in (5, 3, 7, 4, 1, 2, 6)]
    assert Access(told.reader).facts(told.partnership)


def test_two_told_in_one_office_on_one_day_are_told_to_be_so(desk: desks.Desk) -> None:
    both = "Foreign Minister Anar Aliyev and Foreign Minister Leyla Aliyeva spoke in Baku"
    desks.paper("two.txt", f"Two\n\nBaku, November 20, 2026. {both}.\n", (
        ("entity", "Anar Aliyev", {"name": "Anar Aliyev", **office("minister/foreign-affairs", "AZ")}),
        ("entity", "Leyla Aliyeva", {"name": "Leyla Aliyeva", **office("minister/foreign-affairs", "AZ")})),
        partnership=desk.partnership, published="2026-11-20")
    projecting.bring_up(desk.partnership)
    said = [line.replace("\u00a0", " ") for line in lines(made("briefing"))]
    told = "comme Leyla Aliyeva : les documents ne disent pas qui l’occupe"
    assert [told in line for line in said if line.startswith("Anar Aliyev")] == [True]
    assert any("comme Anar Aliyev" in line for line in said if line.startswith("Leyla Aliyeva"))
    desks.paper("newer.txt", "One\n\nBaku, November 24, 2026. Leyla Aliyeva spoke in Baku.\n", (
        ("entity", "Leyla Aliyeva", {"name": "Leyla Aliyeva", **office("minister/foreign-affairs", "AZ")}),),
        partnership=desk.partnership, published="2026-11-24")
    projecting.bring_up(desk.partnership)
    assert not any("ne disent pas" in line for line in lines(made("briefing")))


def test_a_text_with_two_accounts_of_its_signature_is_listed_by_the_first(told: desks.Desk) -> None:
    pact = fact("Pacte culturel", "instrument")
    for day, side in (("2026-11-26", "VN"), ("2026-11-25", "AZ")):
        instruments.add_step(told.officer, pact, stage="signed", date_told=day, told_by=side, words="a note")
    listed = part(lines(made("briefing", sources=False)), "Textes", "Dernières visites et réunions")
    assert "Pacte culturel" in listed[0] and not listed[0].startswith("2")


def test_a_briefing_note_says_what_is_needed_and_nothing_twice(told: desks.Desk) -> None:
    content = "Many things\n\nBaku, 1 October 2026. " + " ".join(f"They agreed to do thing {n}." for n in range(1, 31))
    desks.paper("many.txt", content, [("undertaking", f"do thing {n}.", {"due": "2026-10-15" if n < 20 else None})
                                      for n in range(1, 31)], partnership=told.partnership, side="AZ", published="2026-10-01")
    projecting.bring_up(told.partnership)
    terse, whole = (lines(made("briefing", full=full, sources=False)) for full in (False, True))
    assert all(sum(f"do thing {n}." in line for line in terse) <= 1 for n in range(1, 31))
    assert sum("do thing" in line for line in terse) < sum("do thing" in line for line in whole) / 2
    assert sum("jours de retard" in line for line in terse) == 8
    assert any("dans la matrice de suivi" in line for line in terse)
    notes = etree.fromstring(zipfile.ZipFile(io.BytesIO(made("briefing"))).read("word/footnotes.xml"))
    said = ["".join(note.itertext()).strip() for note in notes]
    assert sum("Many things" in note and "voir la note" not in note for note in said) == 1  # named whole once
    assert sum("1er octobre 2026, voir la note" in note for note in said) > 5


def test_of_two_holders_told_on_one_day_whom_papers_began_to_tell_of_last_stands_first(told: desks.Desk) -> None:
    held = {"offices": [{"office": "minister/energy", "state": "AZ"}], "type": "person", "state": "AZ"}
    for name, day, people in (("before.txt", "2026-09-01", ["Anar Old"]), ("both.txt", "2026-10-01", ["Anar Old", "Zaur New"])):
        content = f"Energy\n\nBaku, {day}. {' and '.join(f'Minister of Energy {who}' for who in people)} spoke.\n"
        desks.paper(name, content, [("entity", who, {**held, "name": who}) for who in people], partnership=told.partnership,
                    published=day)
    projecting.bring_up(told.partnership)
    who = part(lines(made("briefing", sources=False)), "Qui ils sont", "Ce qui a été convenu")
    first, second = (next(n for n, line in enumerate(who) if line.startswith(name)) for name in ("Zaur New", "Anar Old"))
    assert second == first + 1
