"""Joint bodies and their sessions: rules kept and broken, agenda, delegations, minutes that become a paper and undertakings."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from datetime import date, time, timedelta
from importlib import import_module

import desks
import docx
import pytest
from django.apps import apps
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from servanda_site.publishing.clearance import Command
from servanda_site.publishing.making import Wanted, make
from servanda_site.register import projecting, texts
from servanda_site.register.actions import seal
from servanda_site.register.actions.refusals import Conflict, Impossible, NotAllowed
from servanda_site.register.models import Fact, LogEntry, Marking, Paper, Reading
from servanda_site.register.store import store
from servanda_site.register.visibility import Access
from servanda_site.tracking import compliance, gathered, standing, suggesting
from servanda_site.tracking.actions import gatherings, scores, sessions, visits
from servanda_site.tracking.models import Session

pytestmark = pytest.mark.django_db
Browser = Callable[..., Client]

SECOND = """Second session in Baku

Baku, March 2, 2024 (VNA) - The second session of the Intergovernmental Committee was held in Baku on March 1, 2024. The sides \
agreed to prepare a joint fair there.
"""
SECOND_SPECS: tuple[desks.SPEC, ...] = (
    ("mechanism", "Intergovernmental Committee", {"name": "Intergovernmental Committee"}),
    ("event", "second session of the Intergovernmental Committee was held in Baku on March 1, 2024",
     {"type": "session", "place": "Baku", "status": "held", "ordinal": 2, "date": "2024-03-01",
      "mechanism": "Intergovernmental Committee"}),
    ("undertaking", "prepare a joint fair there",
     {"mechanism": "Intergovernmental Committee",
      "event": "second session of the Intergovernmental Committee was held in Baku on March 1, 2024"}),
)


@pytest.fixture
def told(desk: desks.Desk) -> desks.Desk:
    """The desk, with a paper on the second session of its committee."""
    desks.paper("second.txt", SECOND, SECOND_SPECS, partnership=desk.partnership, side="VN", published="2024-03-02",
                by=desk.officer)
    projecting.bring_up(desk.partnership)
    return desk


def committee(desk: desks.Desk) -> Fact:
    return Access(desk.officer).facts(desk.partnership).get(kind="mechanism")


def third(desk: desks.Desk, **given: object) -> Session:
    fields = {"ordinal": 3, "start": date(2025, 7, 17), "place": "Hanoi", "host": "VN"} | given
    return sessions.open_session(desk.officer, committee(desk), **fields)


def rule(desk: desks.Desk, **given: object) -> None:
    fields = {"every_months": 12, "alternates": True, "parent": None, "note": ""} | given
    sessions.set_rules(desk.officer, committee(desk), **fields)


def test_a_body_is_overdue_by_its_own_rule_and_its_hosts_take_turns(told):
    rule(told)
    access, body = Access(told.officer), committee(told)
    rules = gathered.rules(access, [body])[body.fact]
    found = gathered.cadence(gathered.sittings(access, [body])[body.fact], rules, ["AZ", "VN"])
    assert found.last.ordinal == 2
    assert found.due == date(2025, 3, 1)
    assert found.works == date(2025, 3, 3)  # the first of March 2025 was a Saturday
    assert found.overdue
    assert found.host == "VN"
    assert found.coming.ordinal == 3  # told, without a day


def test_what_people_keep_and_what_papers_tell_of_one_session_is_one(told):
    row = third(told)
    body = committee(told)
    found = gathered.sittings(Access(told.officer), [body])[body.fact]
    assert [s.ordinal for s in found] == [3, 2]
    assert found[0].row == row
    assert found[0].event.data["ordinal"] == 3
    with pytest.raises(Impossible):
        third(told)


def test_impossible_days_are_refused_with_the_field(told):
    for given, field in (({"end": date(2025, 7, 16)}, "end"), ({"start": date(205, 7, 17)}, "start"), ({"host": "KZ"}, "host"),
                         ({"starts": time(9), "ends": time(8)}, "ends"), ({"zone": "Mars/Base"}, "zone"),
                         ({"status": "held", "start": timezone.localdate() + timedelta(days=2)}, "start")):
        with pytest.raises(Impossible) as refusal:
            third(told, **given)
        assert refusal.value.field == field


def test_a_body_cannot_report_to_itself(told):
    with pytest.raises(Impossible):
        rule(told, parent=committee(told))


def test_the_file_opens_with_what_was_decided_last(told, client_of: Browser):
    row = third(told)
    page = client_of(told.reader).get(reverse("session", args=[row.pk])).content.decode()
    assert page.index("prepare a joint fair there") < page.index('id="agenda"')
    assert "Keep the agenda" not in page


def test_an_agenda_is_built_ordered_and_numbered_without_scripts(told, client_of: Browser):
    row = third(told)
    fair = Access(told.officer).facts(told.partnership).get(label="prepare a joint fair there")
    browser = client_of(told.officer)
    address = reverse("session_agenda", args=[row.pk])
    browser.post(address, {"version": 1, "fact": [fair.fact], "new_title": "Opening"})
    first, second = row.agenda.all()
    browser.post(address, {"version": 2, f"order-{first.pk}": "2", f"order-{second.pk}": "1", "number": "1",
                           f"title-{first.pk}": "The fair", f"title-{second.pk}": "Opening"})
    assert [(a.number, a.title) for a in row.agenda.all()] == [("1", "Opening"), ("2", "The fair")]
    answer = browser.post(address, {"version": 1, "new_title": "Late"}, follow=True)
    assert "Somebody changed it meanwhile" in answer.content.decode()
    assert row.agenda.count() == 2
    assert LogEntry.objects.filter(action="arrange agenda").count() == 2


def test_what_is_restricted_does_not_get_on_an_open_agenda(told):
    row = sessions.open_session(told.head, committee(told), ordinal=3)
    boats = Access(told.head).facts(told.partnership).get(label__contains="patrol boats")
    with pytest.raises(Impossible):
        sessions.arrange(told.head, row, [sessions.Point(None, 1, "", "Boats", boats)])
    sessions.change_session(told.head, row, {"marking": Marking.RESTRICTED})
    row.refresh_from_db()
    sessions.arrange(told.head, row, [sessions.Point(None, 1, "", "Boats", boats)])
    assert not gathered.sessions(Access(told.officer)).exists()


def test_minutes_become_a_paper_that_tells_of_the_session_and_undertakings_that_cite_it(told, client_of: Browser, work):
    row = third(told)
    browser = client_of(told.officer)
    address = reverse("session_minutes", args=[row.pk])
    browser.post(address, {"version": 1, "left": "fr", "right": "en", "left-1": "Un vol direct sera ouvert.",
                           "right-1": "A direct flight will be opened.", "decision-1": "on", "left-2": "", "right-2": ""})
    assert [(p.left, p.decision) for p in row.paragraphs.all()] == [("Un vol direct sera ouvert.", True)]
    decision = reverse("session_decision", args=[row.pk, 1])
    assert browser.post(decision, {"by": ["AZ", "VN"], "act": "pledge"}).status_code == 422  # not agreed yet
    browser.post(address, {"version": 2, "agree": "1", "agreed": "2025-07-18"})
    row.refresh_from_db()
    assert row.agreed == date(2025, 7, 18)
    body = committee(told)  # still one
    sitting = gathered.sittings(Access(told.officer), [body])[body.fact][0]
    assert (sitting.status, sitting.ordinal, sitting.row) == ("held", 3, row)
    assert sitting.event.data["date"] == "2025-07-17"
    browser.post(decision, {"by": ["AZ", "VN"], "act": "pledge", "due": "2026"})
    made = Access(told.officer).facts(told.partnership).get(label="Un vol direct sera ouvert.")
    assert (made.mechanism, made.date) == (body.fact, "2026")
    assert made.data["event"] == sitting.event.fact
    browser.post(address, {"version": 3, "left": "fr", "right": "en", "left-1": "Changed."})
    assert row.paragraphs.get().left == "Un vol direct sera ouvert."
    fourth = sessions.open_session(told.officer, body, ordinal=4)
    assert "Un vol direct sera ouvert." in browser.get(reverse("session", args=[fourth.pk])).content.decode()


def test_no_day_of_agreement_that_cannot_be(told):
    row = third(told, start=date(2025, 7, 17))
    with pytest.raises(Impossible):
        sessions.agree(told.officer, row, date(2025, 7, 18), "Session")  # nothing written
    sessions.write_minutes(told.officer, row, "fr", "en", [("Un.", "One.", False)])
    for day in (date(2025, 7, 16), timezone.localdate() + timedelta(days=1)):
        with pytest.raises(Impossible):
            sessions.agree(told.officer, row, day, "Session")
    with pytest.raises(Conflict):
        sessions.write_minutes(told.officer, row, "fr", "en", [], expects=1)
    with pytest.raises(NotAllowed):
        sessions.write_minutes(told.reader, row, "fr", "en", [])


def test_minutes_of_a_session_to_come_are_refused_as_such(told, client_of: Browser):
    coming = timezone.localdate() + timedelta(days=20)
    row = third(told, start=coming)
    sessions.write_minutes(told.officer, row, "fr", "en", [("Un.", "One.", False)])
    with pytest.raises(Impossible, match="the session is still to come"):
        sessions.agree(told.officer, row, timezone.localdate(), "Session")


def test_a_session_whose_day_is_past_is_not_told_as_to_come(desk, client_of: Browser):
    address, words = reverse("mechanisms", args=["AZ-VN"]), "announced, not known to have been held"
    assert "to come" in client_of(desk.reader).get(address).content.decode()  # told, without a day
    Fact.objects.filter(type="session").update(date="2025-07", start=date(2025, 7, 1), end=date(2025, 7, 31))
    shown = client_of(desk.reader).get(address).content.decode()
    assert words in shown and ">to come<" not in shown


def test_what_was_announced_for_days_past_is_told_so_in_lists_and_a_body_that_met_is_set_up(desk, client_of: Browser):
    browser = client_of(desk.reader)
    Fact.objects.filter(kind="mechanism").update(status="planned")
    bodies, listed = reverse("mechanisms", args=["AZ-VN"]), reverse("sessions", args=["AZ-VN"])
    assert all("to be set up" in browser.get(address).content.decode() for address in (bodies, listed))
    Fact.objects.filter(type="session").update(date="2025-07-01", start=date(2025, 7, 1), end=date(2025, 7, 1))
    assert "its day is over: held?" in browser.get(listed).content.decode()
    assert "Announced, not known to have been held" in browser.get(reverse("events", args=["AZ-VN"])).content.decode()
    event = Fact.objects.filter(type="session", projection__marking=0, projection__partnership=desk.partnership).get()
    assert "announced, not known to have been held" in browser.get(reverse("fact", args=[event.fact])).content.decode()
    Fact.objects.filter(kind="instrument").update(status="planned")
    dossier = browser.get(reverse("partnership", args=["AZ-VN"])).content.decode()
    assert "announced, not known to have been concluded" in dossier
    Fact.objects.filter(type="session").update(status="held")
    assert not any("to be set up" in browser.get(address).content.decode() for address in (bodies, listed))
    visits.add_visit(desk.officer, desk.partnership, {"title": "Talks", "start": date(2025, 7, 17)})
    assert "its day is over: held?" in browser.get(reverse("visits", args=["AZ-VN"])).content.decode()


def test_each_original_names_its_side_first(told, client_of: Browser):
    row = third(told)
    for state, name in (("AZ", "Samir A."), ("VN", "Dien N.")):
        gatherings.add_delegate(told.officer, row, state=state, name=name, head=True)
    sessions.write_minutes(told.officer, row, "fr", "en", [("Premier point\x0b.", "First point.", True)])
    browser = client_of(told.reader)
    texts = {}
    for side in ("AZ", "VN"):
        document = docx.Document(io.BytesIO(browser.get(reverse("session_docx", args=[row.pk, side])).content))
        cells = [[cell.text for cell in r.cells] for table in document.tables for r in table.rows]
        assert ["Premier point.", "First point."] in cells
        texts[side] = " ".join(row_cells[1] for row_cells in cells)
    assert texts["AZ"].index("Samir A.") < texts["AZ"].index("Dien N.")
    assert texts["VN"].index("Dien N.") < texts["VN"].index("Samir A.")
    assert "Agreed minutes" in texts["AZ"]


def test_each_column_of_agreed_minutes_is_in_its_language(told, client_of: Browser):
    row = third(told)
    for state, office in (("AZ", "Head of government"), ("VN", "ministre"), ("VN", "directeur du protocole")):
        gatherings.add_delegate(told.officer, row, state=state, name="X", office=office)
    browser = client_of(told.officer)
    browser.post(reverse("session_agenda", args=[row.pk]), {
        "new_title": "Ouverture", "new_other": "Opening", "version": row.version})
    point = row.agenda.get()
    assert (point.title, point.other) == ("Ouverture", "Opening")
    page = browser.get(reverse("session", args=[row.pk])).content.decode()
    assert f'name="other-{point.pk}"' in page and ">Opening</textarea>" in page
    row.refresh_from_db()
    browser.post(reverse("session_agenda", args=[row.pk]), {f"other-{point.pk}": "Opening words", "number": "1",
                                                           "version": row.version})
    assert row.agenda.get().other == "Opening words"
    written = browser.get(reverse("session_minutes", args=[row.pk])).content.decode()
    assert "1 Ouverture" in written and "1 Opening words" in written
    data = browser.get(reverse("session_docx", args=[row.pk, "VN"])).content
    cells = [[cell.text for cell in r.cells] for table in docx.Document(io.BytesIO(data)).tables for r in table.rows]
    assert ["1 Ouverture", "1 Opening words"] in cells
    assert ["X, ministre", "X, minister"] in cells and ["X, Chef de gouvernement", "X, Head of government"] in cells
    assert ["X, directeur du protocole"] * 2 in cells  # what is no word of the vocabulary stays as it was typed
    french = " ".join(c[0] for c in cells)
    assert "chacun en français et en anglais" in french and "Délégation\u00a0: " in french


def test_members_leave_and_come_back(told, client_of: Browser):
    browser, body = client_of(told.officer), committee(told)
    browser.post(reverse("body_member_add", args=[body.fact]), {"part": "co-chair", "state": "AZ", "name": "Samir A."})
    row = gathered.body_members(Access(told.officer), body).get()
    answer = browser.post(reverse("body_member_remove", args=[body.fact, row.pk]), follow=True)
    assert "Put Samir A. back" in answer.content.decode()
    assert not gathered.body_members(Access(told.officer), body).exists()
    browser.post(reverse("body_member_remove", args=[body.fact, row.pk]), {"back": "1"})
    assert gathered.body_members(Access(told.officer), body).exists()
    wrong = browser.post(reverse("body_member_add", args=[body.fact]), {"part": "member", "state": "AZ", "name": "X",
                                                                     "since": "2025-02-30"})
    assert wrong.status_code == 422


def test_pages_ask_the_database_no_more_often_for_more_sessions(told, client_of: Browser):
    browser = client_of(told.officer)
    counts = []
    browser.get(reverse("home"))  # notes the visit
    for n in (3, 9):
        for ordinal in range(n, n + 5):
            sessions.open_session(told.officer, committee(told), ordinal=ordinal, start=date(2025, 1, ordinal))
        with CaptureQueriesContext(connection) as asked:
            for address in (reverse("sessions", args=["AZ-VN"]), reverse("body", args=[committee(told).fact]),
                            reverse("session", args=[Session.objects.order_by("pk").first().pk])):
                assert browser.get(address).status_code == 200
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_what_is_sealed_leaves_agendas_and_minutes(told, client_of: Browser):
    fair = Access(told.officer).facts(told.partnership).get(label="prepare a joint fair there")
    row = third(told)
    sessions.arrange(told.officer, row, [sessions.Point(None, 1, "1", "The fair", fair)])
    sessions.write_minutes(told.officer, row, "fr", "en", [("Secret.", "Confided.", True)])
    row = sessions.agree(told.officer, row, date(2025, 7, 18), "Session")
    seal.seal(told.head, row.paper)
    seal.seal(told.head, Paper.objects.get(name="second.txt"))
    browser = client_of(told.officer)
    page = browser.get(reverse("session", args=[row.pk])).content.decode()
    assert "The fair" not in page and "Confided" not in page
    assert browser.get(reverse("session_docx", args=[row.pk, "AZ"])).status_code == 404


FOURTH = """The fourth session

Baku, November 10, 2026 (VNA) - The sides agreed that the {session} would be held in Baku {when}.
"""


def fourth_told(desk: desks.Desk, name: str, when: str, edtf: str, **event: object) -> None:
    quote = "fourth session would be held in Baku"
    desks.paper(name, FOURTH.format(session="fourth session", when=when), (
        ("mechanism", "sides", {"name": "Intergovernmental Committee"}),
        ("event", quote, {"type": "session", "place": "Baku", "status": "planned", "ordinal": 4, "date": edtf,
                          "mechanism": "sides"} | event)),
        partnership=desk.partnership, side="VN", by=desk.officer)
    projecting.bring_up(desk.partnership)


def test_a_session_told_with_two_days_is_one_row_by_its_number(told, client_of: Browser):
    fourth_told(told, "first.txt", "in 2026", "2026")
    row = sessions.open_session(told.officer, committee(told), ordinal=4, start=date(2027, 3, 20), end=date(2027, 3, 22))
    fourth_told(told, "again.txt", "in March 2027", "2027-03")
    body = committee(told)
    found = gathered.sittings(Access(told.officer), [body])[body.fact]
    assert [s.ordinal for s in found] == [3, 4, 2]  # of the third no day is told
    assert found[1].row == row
    (event,) = found[1].events  # put off, it is one session, of which both days were told
    assert (event.date, event.told) == ("2027-03", 2)
    page = client_of(told.reader).get(reverse("body", args=[body.fact])).content.decode()
    assert page.count("fourth session") + page.count("Fourth session") == 1
    assert "told by 2 papers" in page


def test_two_sessions_of_one_number_told_as_held_years_apart_stay_two(told):
    fourth_told(told, "one.txt", "in 2016", "2016-05-02", status="held")
    fourth_told(told, "two.txt", "in 2026", "2026-05-02", status="held")
    body = committee(told)
    found = gathered.sittings(Access(told.officer), [body])[body.fact]
    assert [s.ordinal for s in found if s.ordinal == 4] == [4, 4]


def test_the_agenda_offers_every_open_decision_of_the_session_before(told, client_of: Browser):
    quotes = [f"point {n:02} of the plan" for n in range(70)]
    held = "third session of the committee was held in Hanoi on July 17, 2025"
    desks.paper("third.txt", f"The {held}. They agreed on {', '.join(quotes)}.", (
        ("mechanism", "committee", {"name": "Intergovernmental Committee"}),
        ("event", held, {"type": "session", "status": "held", "ordinal": 3, "date": "2025-07-17", "place": "Hanoi",
                         "mechanism": "committee"}),
        *(("undertaking", q, {"event": held}) for q in quotes)),
        partnership=told.partnership, side="VN", published="2025-07-17", by=told.officer)
    projecting.bring_up(told.partnership)
    row = third(told)
    sessions.write_minutes(told.officer, row, "fr", "en", [("Une foire sera ouverte.", "A fair will be opened.", True)])
    sessions.agree(told.officer, row, date(2025, 7, 18), "Third session")
    fourth = sessions.open_session(told.officer, committee(told), ordinal=4)
    browser, address = client_of(told.officer), reverse("session", args=[fourth.pk])
    page = browser.get(address).content.decode()
    offered = page[page.index("Open decisions of the session before"):]
    assert all(q in offered for q in quotes)
    assert "Une foire sera ouverte." in offered
    assert "prepare a joint fair there" in offered  # open, through this body
    facts = Access(told.officer).facts(told.partnership)
    written = row.paragraphs.get()
    browser.post(reverse("session_agenda", args=[fourth.pk]), {
        "version": fourth.version, "fact": [facts.get(label=quotes[69]).fact], "written": [str(written.pk)]})
    assert [a.title for a in fourth.agenda.all()] == [quotes[69], "Une foire sera ouverte."]
    page = browser.get(address).content.decode()
    offered = page[page.index("Open decisions of the session before"):page.index('class="agenda-read')]
    assert quotes[69] not in offered and quotes[68] in offered and 'name="written"' not in offered


def test_agreed_minutes_are_of_the_day_they_were_agreed(told):
    row = third(told)
    sessions.write_minutes(told.officer, row, "fr", "en", [("Le 3 mai 2019, une foire.", "A fair.", True)])
    row = sessions.agree(told.officer, row, date(2025, 7, 18), "Session")
    assert row.paper.reading.published == "2025-07-18"
    claim = sessions.decide(told.officer, row, row.paragraphs.get(), {"by": ["AZ"], "act": "pledge"})
    suggesting.bring_up(told.partnership)
    access = Access(told.officer)
    made = access.facts_of([claim.pk])[claim.pk]
    standing.attach(access, [made])
    assert (made.standing.made, made.standing.made_said) == (date(2025, 7, 18), "2025-07-18")
    window = scores.add_window(told.officer, told.partnership, "2024", date(2024, 1, 1), date(2025, 7, 17))
    assert made.pk not in compliance.in_scope(access, window).values_list("pk", flat=True)


def test_minutes_agreed_before_get_their_day(told):
    row = third(told)
    sessions.write_minutes(told.officer, row, "fr", "en", [("Une foire.", "A fair.", True)])
    row = sessions.agree(told.officer, row, date(2025, 7, 18), "Session")
    undated = texts.dump(replace(texts.kept(row.paper.reading.content), published=None))
    Reading.objects.filter(pk=row.paper.reading_id).update(published="", content=store().put(undated))
    import_module("servanda_site.tracking.migrations.0005_day_of_minutes").date_minutes(apps, None)
    row.paper.refresh_from_db()
    assert row.paper.reading.published == texts.kept(row.paper.reading.content).published == "2025-07-18"


def test_decisions_in_one_language_are_agreed_only_with_a_tick(told, client_of: Browser):
    row = third(told)
    sessions.write_minutes(told.officer, row, "fr", "en", [
        ("Ouverture.", "", False), ("Une foire.", "A fair.", True), ("Un vol direct sera ouvert.", "", True)])
    browser, address = client_of(told.officer), reverse("session_minutes", args=[row.pk])
    page = browser.get(address).content.decode()
    assert 'name="one_language"' in page and "Paragraph 3" in page[page.index("one language only"):]
    answer = browser.post(address, {"version": 2, "agree": "1", "agreed": "2025-07-18"}, follow=True)
    row.refresh_from_db()
    assert row.agreed is None and "paragraphs 3" in answer.content.decode()
    browser.post(address, {"version": 2, "agree": "1", "agreed": "2025-07-18", "one_language": "on"})
    row.refresh_from_db()
    assert row.agreed == date(2025, 7, 18)


def test_the_document_names_body_place_and_states_in_each_language(told, client_of: Browser):
    name = "Comité intergouvernemental Vietnam-Azerbaïdjan"
    desks.paper("fr.txt", f"Le {name} se réunira cette année à Hanoï, ont annoncé les deux ministres dans leur déclaration.",
                (("mechanism", name, {"name": name}),), partnership=told.partnership, side="VN", published="2025-06-01",
                by=told.officer)
    projecting.bring_up(told.partnership)
    row = third(told, place="Hanoi")
    sessions.write_minutes(told.officer, row, "fr", "en", [("Premier point.", "First point.", True)])
    data = client_of(told.reader).get(reverse("session_docx", args=[row.pk, "VN"])).content
    cells = [[cell.text for cell in r.cells] for table in docx.Document(io.BytesIO(data)).tables for r in table.rows]
    titles = next(c for c in cells if "third session" in c[1])
    assert titles[0].startswith(name) and titles[1].startswith("Intergovernmental Committee")
    done = next(c for c in cells if c[1].startswith("Done at"))
    assert done[1].startswith("Done at Hanoi on") and done[0].startswith("Fait à Hanoï")
    signed = next(c[0] for c in cells if "For the" in c[0])
    assert "For the Socialist Republic of Viet Nam" in signed and "Pour la République socialiste du Vietnam" in signed


def test_the_document_can_be_read_by_whoever_does_not_see_it(told, client_of: Browser):
    row = third(told, place="Hanoi")
    sessions.write_minutes(told.officer, row, "fr", "en", [("Premier point.", "First point.", True)])
    made = docx.Document(io.BytesIO(client_of(told.reader).get(reverse("session_docx", args=[row.pk, "VN"])).content))
    assert "troisième session" in made.core_properties.title and made.core_properties.language == "fr-FR"
    first = made.tables[0]
    assert first.rows[0]._tr.trPr.find(docx.oxml.ns.qn("w:tblHeader")) is not None
    styles = [r.cells[0].paragraphs[0].style.name for r in first.rows]
    assert styles[0] == "Title" and styles[1:].count("Heading 1") == 1  # the minutes; nothing is on the agenda
    point = next(r for r in first.rows if r.cells[0].text == "Premier point.")
    spoken = [c.paragraphs[0].runs[0]._r.rPr.find(docx.oxml.ns.qn("w:lang")).get(docx.oxml.ns.qn("w:val")) for c in point.cells]
    assert spoken == ["fr-FR", "en-GB"]


@pytest.mark.parametrize(("left", "right", "due"), [
    ("Le bureau sera ouvert avant le 30 juin 2027.", "The office will be opened.", "2027-06-30"),
    ("", "The office, agreed on 3 May 2025, will be opened by the end of 2027.", "2027"),
    ("Un bureau sera ouvert dans les meilleurs délais.", "", "soon"), ("Un bureau sera ouvert.", "", "")])
def test_the_undertaking_of_a_decision_begins_with_the_day_its_words_say(told, client_of: Browser, left, right, due):
    row = third(told)
    sessions.write_minutes(told.officer, row, "fr", "en", [(left, right, True)])
    sessions.agree(told.officer, row, date(2025, 7, 18), "Session", one_language=True)
    page = client_of(told.officer).get(reverse("session_decision", args=[row.pk, 1])).content.decode()
    field = page[page.index('name="due"') - 200:page.index('name="due"') + 200]
    assert (f'value="{due}"' in field) if due else ("value=" not in field.split('name="due"')[1].split(">")[0])


def test_bodies_that_may_be_one_are_proposed_to_officers_until_somebody_parts_them(told, client_of: Browser):
    name = "Intergovernmental Committee on Energy"
    desks.paper("energy.txt", f"The {name} and the {name} of Experts met.", (
        ("mechanism", f"{name} and", {"name": name}), ("mechanism", f"{name} of Experts", {"name": f"{name} of Experts"})),
        partnership=told.partnership, side="VN", by=told.officer)  # one paper that names two
    projecting.bring_up(told.partnership)
    facts = Access(told.officer).facts(told.partnership).filter(kind="mechanism")
    one, other = (facts.get(label=n) for n in (name, f"{name} of Experts"))
    address = reverse("sessions", args=["AZ-VN"])
    question = reverse("compare", args=[one.fact, other.fact])
    assert question in client_of(told.officer).get(address).content.decode()
    assert question not in client_of(told.reader).get(address).content.decode()
    client_of(told.officer).post(question, {"two": "1"})
    assert question not in client_of(told.officer).get(address).content.decode()


def test_what_one_side_does_not_rule_out_is_no_decision_of_a_session(desk):
    session = SECOND_SPECS[1][1]
    words = SECOND.rstrip() + " Viet Nam does not rule out a consulate there. The sides agreed to study a flight.\n"
    specs = (*SECOND_SPECS, ("undertaking", "a consulate there", {"by": ["VN"], "force": "explore", "event": session}),
             ("undertaking", "study a flight", {"force": "explore", "event": session}))
    desks.paper("second.txt", words, specs, partnership=desk.partnership, side="VN", published="2024-03-02", by=desk.officer)
    projecting.bring_up(desk.partnership)
    access, body = Access(desk.officer), committee(desk)
    before = next(s for s in gathered.sittings(access, [body])[body.fact] if s.ordinal == 2)
    assert {f.label for f in gathered.decided(access, body, before)} == {"prepare a joint fair there", "study a flight"}
    access = Command(0)
    data = make(access, access.partnership("AZ-VN"), Wanted("session", day=date(2026, 1, 1), about=body.fact)).data
    told = docx.Document(io.BytesIO(data))
    decisions = " ".join(c.text for table in told.tables for r in table.rows for c in r.cells)
    assert "study a flight" in decisions and "a consulate there" not in decisions
