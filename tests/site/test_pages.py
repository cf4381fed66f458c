"""The partnership's pages: what they show, to whom, and with how many queries."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from collections.abc import Callable
from datetime import timedelta

import desks
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from servanda_site.register import dossiers, projecting
from servanda_site.register.actions import judge, merge
from servanda_site.register.models import Claim, Fact, FactClaim, Marking, SavedView
from servanda_site.web.quotes import around

pytestmark = pytest.mark.django_db
Browser = Callable[..., Client]
PAGES = ("", "events/", "texts/", "bodies/", "people/", "undertakings/", "tellings/", "pictures/")
FILES = ("undertakings.csv", "undertakings.xlsx", "record.jsonld")
SECRET = "patrol boats"


def text(response: object) -> str:
    """A page's text as one string."""
    content = b"".join(response.streaming_content) if response.streaming else response.content  # type: ignore[attr-defined]
    return content.decode("utf-8", "replace")


def fact(desk: desks.Desk, words: str) -> Fact:
    """A fact of the partnership, as readers see it, by words of it."""
    found = Fact.objects.filter(projection__partnership=desk.partnership, projection__marking=0, label__contains=words)
    return found.order_by("order")[0]


def test_home_without_papers_tells_what_to_do(db: None, client_of: Browser) -> None:
    chief = desks.person("chief", administrator=True)
    desks.member(chief, None, 3, 2)
    page = text(client_of(chief).get("/"))
    assert "Bring papers in" in page
    assert "/papers/add/" in page


def test_home_of_somebody_without_rights_betrays_nothing(desk: desks.Desk, client_of: Browser) -> None:
    page = text(client_of(desk.nobody).get("/"))
    assert "No partnership is open to you yet" in page
    assert "Azerbaijan" not in page


def test_home_says_who_owes_what(desk: desks.Desk, client_of: Browser) -> None:
    page = text(client_of(desk.reader).get("/"))
    for heading, words in (("We owe", "trade office"), ("They owe", "fifty scholarships"), ("Both owe", "one billion")):
        assert heading in page
        assert words in page
    assert "due soon" in page  # the trade office, by the end of 2026
    assert SECRET not in page


@pytest.fixture(autouse=True)
def _late_in_2026(monkeypatch: pytest.MonkeyPatch) -> None:
    """The pages believe that it is the first of November 2026."""
    from datetime import date

    monkeypatch.setattr(timezone, "localdate", lambda *_a, **_k: date(2026, 11, 1))


def test_home_tells_what_is_new_since_the_last_visit(desk: desks.Desk, client_of: Browser) -> None:
    desk.reader.previous_visit = timezone.now() - timedelta(days=1)
    desk.reader.last_seen = timezone.now()
    desk.reader.save()
    page = text(client_of(desk.reader).get("/"))
    assert "New since your last visit" in page
    desk.reader.previous_visit = timezone.now() + timedelta(minutes=5)
    desk.reader.save()
    assert "Nothing new." in text(client_of(desk.reader).get("/"))


def test_pages_are_not_there_for_who_may_not_see(desk: desks.Desk, client_of: Browser) -> None:
    for path in PAGES + FILES:
        for user in (desk.nobody, desk.clerk, desk.stranger):
            assert client_of(user).get(f"/partnerships/AZ-VN/{path}").status_code == 404, (path, user)
        assert client_of().get(f"/partnerships/AZ-VN/{path}").status_code == 302, path


def test_pages_show_only_what_may_be_seen(desk: desks.Desk, client_of: Browser) -> None:
    for path in PAGES + FILES:
        for user in (desk.reader, desk.officer):
            response = client_of(user).get(f"/partnerships/AZ-VN/{path}")
            assert response.status_code == 200, path
            assert SECRET not in text(response), path


def test_head_sees_what_is_restricted(desk: desks.Desk, client_of: Browser) -> None:
    assert SECRET in text(client_of(desk.head).get("/partnerships/AZ-VN/undertakings/"))


def test_pages_have_no_inline_style_or_script(desk: desks.Desk, client_of: Browser) -> None:
    addresses = ["/", *(f"/partnerships/AZ-VN/{path}" for path in PAGES), f"/fact/{fact(desk, 'one billion').fact}/"]
    for address in addresses:
        page = text(client_of(desk.reader).get(address))
        assert not re.search(r"<style|\sstyle=|\son[a-z]+=|<script(?![^>]*\ssrc=)|javascript:", page), address
        assert len(re.findall(r"<h1", page)) == 1, address


def test_dossier_tells_the_partnership(desk: desks.Desk, client_of: Browser) -> None:
    page = text(client_of(desk.reader).get("/partnerships/AZ-VN/"))
    for words in ("Joint Statement on the Strategic Partnership", "Intergovernmental Committee", "Ilham Aliyev", "Party leader",
                  "to come", "invited To Lam to come again", "Accepted", "Visit to Baku"):
        assert words in page
    assert 'type="application/ld+json"' in page


def test_linked_data_is_the_record_one_may_see(desk: desks.Desk, client_of: Browser) -> None:
    graph = json.loads(text(client_of(desk.reader).get("/partnerships/AZ-VN/record.jsonld")))["@graph"]
    assert sum("servanda:Undertaking" in n["type"] for n in graph) == Fact.objects.filter(
        projection__partnership=desk.partnership, projection__marking=0, kind="undertaking").count()


FILTERED = (  # the query, what it finds, what it leaves out
    ("by=VN", "trade office", "scholarships"), ("by=AZ&act=pledge", "scholarships", "invited"),
    ("by=all", "billion", "scholarships"), ("act=invitation", "invited", "billion"),
    ("field=education", "scholarships", "billion"), ("due=undated", "scholarships", "billion"),
    ("due=soon", "trade office", "billion"), ("due=dated", "billion", "scholarships"),
    ("source=AZ", "scholarships", "trade office"), ("force=agree", "billion", "scholarships"),
    ("review=manual", "billion", "No undertaking fits"), ("by=nobody&field=<b>", "billion", "<b>"),
)


def test_undertakings_are_filtered(desk: desks.Desk, client_of: Browser) -> None:
    client = client_of(desk.reader)
    for query, found, missing in FILTERED:
        page = text(client.get(f"/partnerships/AZ-VN/undertakings/?{query}", headers={"HX-Request": "true"}))
        assert found in page, query
        assert missing not in page, query
        assert "<html" not in page


def test_undertakings_are_sorted(desk: desks.Desk, client_of: Browser) -> None:
    def place(query: str, words: str) -> int:
        return text(client_of(desk.reader).get(f"/partnerships/AZ-VN/undertakings/{query}")).index(words)

    assert place("", "trade office") < place("", "one billion") < place("", "scholarships")
    assert place("?sort=-due", "one billion") < place("?sort=-due", "trade office")


def test_export_is_what_is_shown_and_no_formula(desk: desks.Desk, client_of: Browser) -> None:
    paper = desks.paper("odd.txt", "=HYPERLINK(1) they will open a school in Ganja.", [
        ("undertaking", "=HYPERLINK(1) they will open a school", {"by": ["AZ"], "areas": ["education"]})],
        partnership=desk.partnership, side="AZ")
    projecting.bring_up(desk.partnership)
    client = client_of(desk.reader)
    table = text(client.get("/partnerships/AZ-VN/undertakings.csv?field=education")).lstrip("\ufeff")
    rows = list(csv.DictReader(io.StringIO(table)))
    assert sorted(row["text"] for row in rows) == ["'=HYPERLINK(1) they will open a school",
                                                   "fifty scholarships for Vietnamese students each year"]
    book = b"".join(client.get("/partnerships/AZ-VN/undertakings.xlsx?field=education").streaming_content)
    sheet = zipfile.ZipFile(io.BytesIO(book)).read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in sheet
    assert "HYPERLINK" in sheet
    assert client.get("/partnerships/AZ-VN/undertakings.exe").status_code == 404
    assert paper.partnership_id == desk.partnership.pk


def test_views_are_kept_by_each_person(desk: desks.Desk, client_of: Browser) -> None:
    client = client_of(desk.reader)
    client.post("/partnerships/AZ-VN/undertakings/keep/", {"name": "Ours", "query": "by=VN&nonsense=1"})
    view = SavedView.objects.get()
    assert view.query == "by=VN"
    assert "Ours" in text(client.get("/partnerships/AZ-VN/undertakings/"))
    assert "Ours" not in text(client_of(desk.officer).get("/partnerships/AZ-VN/undertakings/"))
    assert client_of(desk.officer).post(f"/partnerships/AZ-VN/undertakings/{view.pk}/drop/").status_code == 404
    assert client.post(f"/partnerships/AZ-VN/undertakings/{view.pk}/drop/").status_code == 302
    assert not SavedView.objects.exists()


def test_our_side_is_chosen_by_an_administrator(desk: desks.Desk, client_of: Browser) -> None:
    assert client_of(desk.reader).post("/partnerships/AZ-VN/our-side/", {"state": "AZ"}).status_code == 403
    assert client_of(desk.administrator).post("/partnerships/AZ-VN/our-side/", {"state": "FR"}).status_code == 404
    assert client_of(desk.administrator).post("/partnerships/AZ-VN/our-side/", {"state": "AZ"}).status_code == 302
    desk.partnership.refresh_from_db()
    assert desk.partnership.ours == "AZ"


def test_fact_cites_its_sentence(desk: desks.Desk, client_of: Browser) -> None:
    page = text(client_of(desk.reader).get(f"/fact/{fact(desk, 'one billion').fact}/"))
    assert "They agreed to " in page
    assert "<mark>raise trade to one billion US dollars by 2030</mark>" in page
    assert f"/papers/{desk.hanoi.pk}/#at-" in page
    assert "side of Viet" in page


def test_facts_lead_to_each_other(desk: desks.Desk, client_of: Browser) -> None:
    body = text(client_of(desk.reader).get(f"/fact/{fact(desk, 'Intergovernmental Committee').fact}/"))
    assert "Its sessions" in body
    assert "Hanoi" in body
    person = text(client_of(desk.reader).get(f"/fact/{fact(desk, 'Ilham Aliyev').fact}/"))
    assert "Took part in" in person


def test_merged_id_leads_to_the_fact_it_is_part_of(desk: desks.Desk, client_of: Browser) -> None:
    one, two = fact(desk, "trade office"), fact(desk, "fifty scholarships")
    merge.merge(desk.officer, one, two, reason="told as one")
    gone = two.fact if not Fact.objects.filter(fact=two.fact, projection__marking=0).exists() else one.fact
    response = client_of(desk.reader).get(f"/fact/{gone}/")
    assert response.status_code == 302
    page = text(client_of(desk.reader).get(response["Location"]))
    assert "Joined" in page
    assert "told as one" in page


def test_rows_written_before_a_merge_was_told_by_with_are_shown(desk: desks.Desk, client_of: Browser) -> None:
    one, two = fact(desk, "trade office"), fact(desk, "fifty scholarships")
    merge.merge(desk.officer, one, two, reason="told as one")
    row = Fact.objects.get(fact__in=(one.fact, two.fact), projection__marking=0)
    (told,) = row.data["merged"]
    row.data["merged"] = [{"other": told["with"], "score": told["score"], "reasons": told["reasons"]}]
    row.save()
    assert "Joined from" in text(client_of(desk.reader).get(f"/fact/{row.fact}/"))
    assert dossiers.shown(row)["merged"] == [told]


def test_history_tells_every_decision(desk: desks.Desk, client_of: Browser) -> None:
    found = fact(desk, "fifty scholarships")
    claim = Claim.objects.get(pk=found.data["claims"][0])
    judge.judge(desk.officer, claim, "correct", value={"due": "2026"}, reason="they said this year")
    judge.judge(desk.head, claim, "confirm")
    projecting.bring_up(desk.partnership)
    page = text(client_of(desk.reader).get(f"/fact/{found.fact}/"))
    for words in ("Corrected", "by Officer", "they said this year", "Accepted", "by Head"):
        assert words in page


def test_history_keeps_what_only_restricted_papers_tell(desk: desks.Desk, client_of: Browser) -> None:
    secret = Fact.objects.get(projection__marking=Marking.RESTRICTED, label__contains=SECRET)
    open_one = Fact.objects.get(projection__marking=Marking.RESTRICTED, label__contains="fifty scholarships")
    merge.merge(desk.head, open_one, secret, reason="one and the same deal")
    page = text(client_of(desk.reader).get(f"/fact/{fact(desk, 'fifty scholarships').fact}/"))
    assert "one and the same deal" not in page
    assert SECRET not in page
    hidden = FactClaim.objects.filter(claim=secret.fact).values_list("projection__marking", flat=True)
    assert list(hidden) == [Marking.RESTRICTED]
    assert client_of(desk.reader).get(f"/fact/{secret.fact}/").status_code == 404


def test_sides_stand_beside_each_other(desk: desks.Desk, client_of: Browser) -> None:
    from servanda_site.register.models import Projection

    projection = Projection.objects.get(partnership=desk.partnership, marking=0)
    for document in projection.documents:
        document["story"] = "s-1"
    projection.made = timezone.now()
    projection.save()
    page = text(client_of(desk.reader).get("/partnerships/AZ-VN/tellings/"))
    assert "in the papers of Azerbaijan only" in page
    assert "in the papers of Vietnam only" in page
    assert "not found in its papers" in page
    assert "1 told by more than one side" in page


def test_queries_do_not_grow_with_the_record(desk: desks.Desk, client_of: Browser) -> None:
    client, addresses = client_of(desk.head), ["/", *(f"/partnerships/AZ-VN/{path}" for path in PAGES)]

    def asked() -> dict[str, int]:
        counted = {}
        for address in addresses:
            client.get(address)  # what is kept in memory until the record changes is there now
            with CaptureQueriesContext(connection) as queries:
                assert client.get(address).status_code == 200
            counted[address] = len(queries)
        return counted

    before = asked()
    for n in range(3):
        desks.paper(f"more-{n}.txt", f"Note {n}. " + desks.HANOI, desks.HANOI_SPECS, partnership=desk.partnership, side="VN",
                    published=f"2025-0{n + 1}-01")
    projecting.bring_up(desk.partnership)
    assert asked() == before
    assert max(before.values()) <= 28  # the dossier says where each invitation stands: four


def test_fact_pages_have_few_queries(desk: desks.Desk, client_of: Browser) -> None:
    client = client_of(desk.reader)
    for kind in ("entity", "event", "instrument", "mechanism", "undertaking"):
        found = Fact.objects.filter(projection__partnership=desk.partnership, projection__marking=0, kind=kind).first()
        assert found is not None
        with CaptureQueriesContext(connection) as asked:
            assert client.get(f"/fact/{found.fact}/").status_code == 200
        assert len(asked) <= 17


def test_names_and_quotes_are_text_and_no_markup(desk: desks.Desk, client_of: Browser) -> None:
    name = "<script>alert(1)</script>\"><b onmouseover='x'>"
    desks.paper("bad.txt", f"Note. The parties agreed to open {name} in Baku.", [
        ("undertaking", f"open {name} in Baku", {"areas": ["culture"], "target": name, "due": "2026-12"}),
        ("mechanism", name, {"name": name}), ("entity", "Baku", {"name": name, "state": "AZ"}),
        ("event", "The parties", {"place": name, "date": "2025-01-02", "participants": ["Baku"]})],
        partnership=desk.partnership, side="AZ")
    projecting.bring_up(desk.partnership)
    client = client_of(desk.reader)
    addresses = ["/", *(f"/partnerships/AZ-VN/{path}" for path in PAGES)]
    addresses += [f"/fact/{f.fact}/" for f in Fact.objects.filter(projection__marking=0, label__contains="<script>")]
    assert len(addresses) >= 11
    for address in addresses:
        page = text(client.get(address))
        assert "<script>alert" not in page, address
        assert "<b onmouseover" not in page, address


@pytest.mark.parametrize(("content", "words", "before", "after"), [
    ("First. They agreed to meet soon. Then they left.", "meet soon", "They agreed to ", "."),
    ("A title\n\nThey met in Baku\n\nNext", "met in Baku", "They ", ""),
    ("They met.", "They met.", "", ""),
    ("one " * 200 + "cited" + " two" * 200, "cited", "\u2026 one", "two \u2026"),
])
def test_citation_stands_in_its_sentence(content: str, words: str, before: str, after: str) -> None:
    start = content.index(words)
    told = around(content, start, start + len(words))
    assert told[0].startswith(before)
    assert told[1].strip().endswith(after)
    assert len(told[0]) + len(told[1]) < 700
