"""Papers brought in, listed, shown, sealed and erased."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from servanda import reader
from servanda_site.register import projecting
from servanda_site.register.models import Claim, LogEntry, Marking, Paper, Partnership, Run
from servanda_site.register.visibility import Access


@pytest.fixture(autouse=True)
def no_parser(monkeypatch):
    """Nothing is looked for in the texts: these tests are about papers."""
    monkeypatch.setattr(reader, "claims_of", lambda text: [])


def add(client, desk, *files, **more):
    given = {"partnership": desk.partnership.pk, "marking": 0, "files": list(files), **more}
    return client.post(reverse("add_papers"), given)


def file(name="note.txt", data=b"The two ministers met in Baku on 3 June 2025 and spoke about trade.\n"):
    return SimpleUploadedFile(name, data)


def test_upload_is_read_in_the_background(desk, client_of, work):
    officer = client_of(desk.officer)
    answer = add(officer, desk, file("a.txt"), file("b.txt", b"Another note on the talks in Hanoi.\n"))
    assert answer.status_code == 302 and answer.url == reverse("papers")
    assert b"2 papers wait" in officer.get(answer.url).content
    assert work() >= 2
    assert {p.state for p in Paper.objects.filter(by=desk.officer, name__in=["a.txt", "b.txt"])} == {"read"}
    page = officer.get(answer.url).content
    assert b"papers wait" not in page and b"hx-trigger" not in page


def test_progress_is_asked_for_again_while_something_moves(desk, client_of):
    officer = client_of(desk.officer)
    add(officer, desk, file())
    part = officer.get(reverse("papers"), headers={"HX-Request": "true"})
    assert b"<html" not in part.content and b'hx-trigger="every 3s"' in part.content and b"1 paper waits" in part.content


def test_the_same_bytes_are_read_once(desk, client_of, work):
    officer = client_of(desk.officer)
    add(officer, desk, file("a.txt"))
    work()
    answer = add(officer, desk, file("again.txt"))
    assert Paper.objects.filter(name="again.txt").count() == 0 and work() == 0
    assert answer.url == reverse("paper", args=[Paper.objects.get(name="a.txt").pk])


def test_an_answer_does_not_betray_a_restricted_paper(desk, client_of, work):
    """The officer brings in the bytes of a paper they may not see: it comes in as if it were new."""
    from servanda_site.register.store import store

    data = store().get(desk.secret.sha256)
    answer = add(client_of(desk.officer), desk, SimpleUploadedFile("mine.txt", data))
    mine = Paper.objects.get(name="mine.txt")
    assert answer.url == reverse("paper", args=[mine.pk]) and mine.state == "waiting"
    work()
    assert Paper.objects.get(pk=mine.pk).state == "read"
    assert client_of(desk.officer).get(reverse("paper", args=[desk.secret.pk])).status_code == 404


def test_pasted_text_becomes_a_paper(desk, client_of):
    answer = client_of(desk.officer).post(reverse("add_papers"), {
        "partnership": desk.partnership.pk, "marking": 1, "text": "Kept words\r\nof a call.", "title": "A call"})
    paper = Paper.objects.get(name="A call.txt")
    assert answer.status_code == 302 and paper.marking == Marking.OFFICIAL and paper.size == len("Kept words\nof a call.")


@pytest.mark.parametrize(("more", "field"), [
    ({"marking": 2}, "marking"), ({"partnership": ""}, "partnership"), ({"partnership": "999"}, "partnership"),
])
def test_choices_are_limited_to_what_the_person_may(desk, client_of, more, field):
    answer = add(client_of(desk.officer), desk, file(), **more)
    assert answer.status_code == 422 and answer.context["form"].errors[field]
    assert not Paper.objects.filter(name="note.txt").exists()


def test_foreign_partnership_cannot_be_chosen(desk, client_of):
    assert add(client_of(desk.officer), desk, file(), partnership=desk.other.pk).status_code == 422


@pytest.mark.parametrize("who", ["reader", "nobody", "clerk"])
def test_who_only_reads_brings_nothing_in(desk, client_of, who):
    client = client_of(getattr(desk, who))
    assert client.get(reverse("add_papers")).status_code == 403
    assert add(client, desk, file()).status_code == 403


def test_too_large_empty_and_data_are_refused_one_by_one(desk, client_of, settings):
    settings.UPLOAD_LIMIT = 1000
    answer = add(client_of(desk.officer), desk, file("big.txt", b"x" * 1001), file("record.json", b"{}"), file("good.txt"))
    assert answer.status_code == 200
    refused = dict(answer.context["refused"])
    assert set(refused) == {"big.txt", "record.json"} and all("; " in why for why in refused.values())
    assert Paper.objects.filter(name="good.txt").count() == 1
    assert add(client_of(desk.officer), desk, file("none.txt", b"")).status_code == 422


def test_a_folder_passes_over_what_is_no_paper(desk, client_of):
    client = client_of(desk.officer)
    client.post(reverse("add_papers"), {"partnership": desk.partnership.pk, "marking": 0,
                                        "folder": [file("in.txt"), file("style.css", b"p{}"), file(".hidden", b"x")]})
    assert [p.name for p in Paper.objects.filter(state="waiting")] == ["in.txt"]


def test_a_paper_that_fails_says_why_and_is_read_again(desk, client_of, work):
    officer = client_of(desk.officer)
    add(officer, desk, file("lie.txt", bytes(range(256)) * 20))
    work()
    paper = Paper.objects.get(name="lie.txt")
    page = officer.get(reverse("paper", args=[paper.pk])).content.decode()
    assert paper.state == "failed" and "binary data" in page and "give the paper as text" in page
    assert "binary data" in officer.get(reverse("papers")).content.decode()
    officer.post(reverse("paper_read_again", args=[paper.pk]))
    paper.refresh_from_db()
    assert paper.state == "waiting" and paper.problem is None


def test_cancel_and_read_again(desk, client_of, work):
    officer = client_of(desk.officer)
    add(officer, desk, file())
    paper = Paper.objects.get(name="note.txt")
    officer.post(reverse("paper_cancel", args=[paper.pk]))
    work()
    paper.refresh_from_db()
    assert paper.state == "cancelled"
    again = officer.post(reverse("paper_cancel", args=[paper.pk]), follow=True)
    assert b"Nothing was changed" in again.content
    add(officer, desk, file())  # bringing it in again has it read after all
    work()
    paper.refresh_from_db()
    assert paper.state == "read"


def test_original_is_a_download_of_the_exact_bytes(desk, client_of):
    from servanda_site.register.store import store

    answer = client_of(desk.reader).get(reverse("paper_original", args=[desk.hanoi.pk]))
    assert answer.content == store().get(desk.hanoi.sha256)
    assert answer["Content-Type"] == "application/octet-stream" and answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Disposition"].startswith("attachment;")
    assert client_of(desk.reader).get(reverse("paper_original", args=[desk.secret.pk])).status_code == 404


def test_paper_page_ties_words_and_facts(desk, client_of):
    page = client_of(desk.reader).get(reverse("paper", args=[desk.hanoi.pk])).content.decode()
    for claim in Claim.objects.filter(document=desk.hanoi.sha256):
        assert page.count(f'id="at-{claim.pk}"') == 1 and page.count(f'id="claim-{claim.pk}"') == 1
        assert f'href="#at-{claim.pk}"' in page
    assert "Change who may see it" not in page and "Seal" not in page


def test_list_filters(desk, client_of):
    head = client_of(desk.head)

    def names(**asked):
        return [p.name for p, _ in head.get(reverse("papers"), asked).context["rows"]]

    assert names(marking=2) == ["secret.txt"] and "secret.txt" in names() and len(names(name="deepen")) == 1
    assert names(state="failed") == [] and names(state="nonsense", marking="x", partnership="9" * 30) == names()
    assert "secret.txt" not in client_of(desk.officer).get(reverse("papers")).content.decode()


def test_marking_hides_at_once(desk, client_of):
    assert client_of(desk.reader).get(reverse("paper", args=[desk.baku.pk])).status_code == 200
    client_of(desk.officer).post(reverse("paper_mark", args=[desk.baku.pk]), {"marking": 1, "reason": "not ours to show"})
    assert client_of(desk.reader).get(reverse("paper", args=[desk.baku.pk])).status_code == 404
    assert Access(desk.reader).facts().filter(kind="undertaking").count() < Access(desk.officer).facts().filter(
        kind="undertaking").count()
    assert LogEntry.objects.filter(action="mark", target=f"paper:{desk.baku.pk}").get().payload["why"] == "not ours to show"


def test_lowering_a_marking_takes_a_head_of_desk(desk, client_of):
    client_of(desk.officer).post(reverse("paper_mark", args=[desk.baku.pk]), {"marking": 1})
    assert client_of(desk.officer).post(reverse("paper_mark", args=[desk.baku.pk]), {"marking": 0}).status_code == 403
    client_of(desk.head).post(reverse("paper_mark", args=[desk.baku.pk]), {"marking": 0})
    assert Paper.objects.get(pk=desk.baku.pk).marking == 0
    assert client_of(desk.officer).post(reverse("paper_mark", args=[desk.baku.pk]), {"marking": 2}).status_code == 403


def test_one_telling_may_be_marked_higher(desk, client_of):
    claim = Claim.objects.filter(document=desk.hanoi.sha256, kind="undertaking").first()
    client_of(desk.officer).post(reverse("claim_mark", args=[claim.pk]), {"marking": 1})
    for who, sees in ((desk.reader, False), (desk.officer, True)):
        page = client_of(who).get(reverse("paper", args=[desk.hanoi.pk])).content.decode()
        assert (claim.pk in page) == sees
    assert client_of(desk.reader).get(f"/fact/{claim.pk}/").status_code == 404


def test_move_to_another_partnership(desk, client_of):
    admin = client_of(desk.administrator)
    admin.post(reverse("paper_move", args=[desk.astana.pk]), {"partnership": desk.partnership.pk, "reason": "wrong place"})
    assert Paper.objects.get(pk=desk.astana.pk).partnership == desk.partnership
    assert client_of(desk.reader).get(reverse("paper", args=[desk.astana.pk])).status_code == 200
    foreign = client_of(desk.officer).post(reverse("paper_move", args=[desk.baku.pk]), {"partnership": desk.other.pk})
    assert foreign.status_code == 404


def test_seal_and_unseal(desk, client_of):
    head, reader_ = client_of(desk.head), client_of(desk.reader)
    nothing = head.post(reverse("paper_seal", args=[desk.baku.pk]), {"reason": " "}, follow=True)
    assert b"say why" in nothing.content and Paper.objects.get(pk=desk.baku.pk).state == "read"
    head.post(reverse("paper_seal", args=[desk.baku.pk]), {"reason": "loaded by mistake"})
    assert reader_.get(reverse("paper", args=[desk.baku.pk])).status_code == 404
    assert client_of(desk.officer).post(reverse("paper_unseal", args=[desk.baku.pk]), {"reason": "x"}).status_code == 404
    page = head.get(reverse("paper", args=[desk.baku.pk])).content.decode()
    assert "scholarships" not in page and "Unseal it" in page
    assert not Access(desk.reader).facts().filter(label__contains="scholarships").exists()
    head.post(reverse("paper_unseal", args=[desk.baku.pk]), {"reason": "it was right"})
    assert reader_.get(reverse("paper", args=[desk.baku.pk])).status_code == 200
    assert Access(desk.reader).facts().filter(label__contains="scholarships").exists()


def test_only_the_heads_of_the_desk_see_what_is_sealed(desk, client_of):
    from desks import member

    member(desk.stranger, desk.partnership, 1, 0)  # heads another desk, reads here
    client_of(desk.head).post(reverse("paper_seal", args=[desk.baku.pk]), {"reason": "by mistake"})
    assert client_of(desk.stranger).get(reverse("paper", args=[desk.baku.pk])).status_code == 404
    assert client_of(desk.stranger).get(reverse("papers"), {"state": "sealed"}).context["rows"] == []


def test_two_administrators_erase(desk, client_of):
    from desks import member, person

    from servanda_site.register import journal

    second = person("second", administrator=True)
    member(second, None, 3, 2)
    first, other, key = client_of(desk.administrator), client_of(second), desk.baku.pk
    first.post(reverse("paper_seal", args=[key]), {"reason": "personal data"})
    first.post(reverse("paper_ask_erasure", args=[key]), {"reason": "personal data"})
    assert first.post(reverse("paper_erase", args=[key]), {"reason": "me too"}).status_code == 403
    assert client_of(desk.head).post(reverse("paper_erase", args=[key]), {"reason": "x"}).status_code == 403
    assert b"asks that this paper be erased" in other.get(reverse("paper", args=[key])).content
    other.post(reverse("paper_erase", args=[key]), {"reason": "agreed"})
    paper = Paper.objects.get(pk=key)
    assert paper.state == "erased" and not paper.name and paper.sha256 == desk.baku.sha256
    assert not Claim.objects.filter(document=paper.sha256).exists() and paper.sha256 in first.get(
        reverse("paper", args=[key])).content.decode()
    assert list(journal.verify()) == []


def test_bytes_in_an_unknown_partnership_make_it(desk, client_of, work, monkeypatch):
    monkeypatch.setattr("servanda_site.register.intake.home_of", lambda text, claims: "FR SN")
    answer = client_of(desk.administrator).post(reverse("add_papers"), {"partnership": "", "marking": 0, "files": file()})
    work()
    assert answer.status_code == 302 and Paper.objects.get(name="note.txt").partnership == Partnership.objects.get(states="FR SN")


def test_list_and_paper_cost_the_same_queries_however_many(desk, client_of, django_assert_max_num_queries):
    head = client_of(desk.head)
    for n in range(30):
        Paper.objects.create(sha256=f"{n:064x}", name=f"{n}.txt", size=1, partnership=desk.partnership, by=desk.officer,
                             state="failed", problem={"code": "no-text", "params": {}, "place": None})
    with django_assert_max_num_queries(24):
        assert head.get(reverse("papers")).status_code == 200
    with django_assert_max_num_queries(30):
        assert head.get(reverse("paper", args=[desk.hanoi.pk])).status_code == 200


def test_long_lists_are_paged(desk, client_of):
    Paper.objects.bulk_create([Paper(sha256=f"{n:064x}", name=f"{n}.txt", size=1, partnership=desk.partnership,
                                     state="cancelled") for n in range(120)])
    page = client_of(desk.head).get(reverse("papers"), {"page": 2, "state": "cancelled"})
    assert len(page.context["rows"]) == 50 and b"state=cancelled&amp;page=3" in page.content


def test_forms_need_their_token(desk, client_of):
    client = client_of(desk.head, enforce_csrf_checks=True)
    for name in ("paper_seal", "paper_mark", "paper_cancel", "paper_read_again"):
        assert client.post(reverse(name, args=[desk.hanoi.pk]), {"marking": 2, "reason": "x"}).status_code == 403
    assert client.post(reverse("add_papers"), {"files": file(), "marking": 0}).status_code == 403
    assert Paper.objects.get(pk=desk.hanoi.pk).marking == 0
    assert client.get(reverse("paper_seal", args=[desk.hanoi.pk])).status_code == 405


def test_reading_again_brings_proposals_back_to_review(desk, monkeypatch):
    """What a newer reading finds anew waits for review though the paper had been gone through."""
    from servanda_site.register import intake, texts
    from servanda_site.register.actions.judge import reviewed

    reviewed(desk.officer, desk.hanoi)
    text = texts.kept(desk.hanoi.reading.content, "hanoi.txt")
    newer = Run.objects.create(versions={"servanda": "next"}, digest="n" * 64)
    monkeypatch.setattr(intake, "_run", lambda text: newer)
    import desks

    again = desks.claims(text, [*desks.HANOI_SPECS, ("entity", "Baku", {"type": "place", "name": "Baku"})])
    desk.hanoi.refresh_from_db()
    intake.keep_text(desk.hanoi, text, again)
    desk.hanoi.refresh_from_db()
    assert desk.hanoi.reviewed is None
    projecting.bring_up(desk.partnership)
