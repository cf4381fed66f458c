"""Events told twice: by day, by company, by the text they signed."""

from __future__ import annotations

from dataclasses import replace

from builders import STORY, claim, person, text
from servanda.claims import Claim
from servanda.reading.text import Dateline, Text
from servanda.reconciliation.claimed import Claimed
from servanda.reconciliation.clusters import Clusters, cluster
from servanda.reconciliation.papers import near_copies
from servanda.reconciliation.source import Source


def joined(papers: list[Text], claims: list[Claim]) -> Clusters:
    sources = {p.document: Source(p) for p in papers}
    return cluster(sources, Claimed(claims), near_copies(sources))


def groups(papers: list[Text], claims: list[Claim], kind: str) -> list[int]:
    kinds = {c.id: c.kind for c in claims}
    return [len(g) for g in joined(papers, claims).groups if kinds[g[0]] == kind]


def ministers(paper: Text, *names: str) -> list[Claim]:
    return [person(paper, name, state) for name, state in zip(names, ("KE", "RW"), strict=False)]


def weekday_and_day(day: str) -> tuple[list[Text], list[Claim]]:
    """A paper whose dateline has no year and whose meeting has no day; another that gives both."""
    a = text("Anna Mutua met Eric Uwase on Thursday.", path="a.txt", dateline=Dateline("Kigali", "XXXX-05-08"))
    b = text("On 8 May Eric Uwase received Anna Mutua.", path="b.txt", published="2025-05")
    one, other = ministers(a, "Anna Mutua", "Eric Uwase"), ministers(b, "Anna Mutua", "Eric Uwase")
    met = claim(a, "event", "met Eric Uwase", states=["KE", "RW"], participants=[c.id for c in one])
    received = claim(b, "event", "received Anna Mutua", states=["KE", "RW"], date=day, participants=[c.id for c in other])
    return [a, b], [*one, *other, met, received]


def test_meeting_without_a_day_joins_that_of_the_days_it_was_told() -> None:
    papers, claims = weekday_and_day("2025-05-08")
    found = joined(papers, claims)
    assert groups(papers, claims, "event") == [2]
    assert len(set(found.stories.values())) == 1 and len(found.stories) == 2


def test_meeting_without_a_day_stays_apart_from_one_of_other_days() -> None:
    assert groups(*weekday_and_day("2025-03-02"), "event") == [1, 1]


def test_meeting_without_a_day_stays_apart_where_two_would_fit() -> None:
    papers, claims = weekday_and_day("2025-05-08")
    c = text("On 6 May Eric Uwase met Anna Mutua.", path="c.txt", published="2025-05")
    people = ministers(c, "Anna Mutua", "Eric Uwase")
    claims += [*people, claim(c, "event", "met Anna Mutua", states=["KE", "RW"], date="2025-05-06",
                              participants=[p.id for p in people])]
    assert groups([*papers, c], claims, "event") == [1, 1, 1]


def copies_that_meet(*company: str) -> tuple[list[Text], list[Claim]]:
    """Two copies of a text that mentions a meeting; one opens with when and where it was, and with whom."""
    shared = f"During the meeting Anna Mutua told Eric Uwase what her delegation had seen. {STORY}"
    a = text(shared, path="a.txt", published="2025-05")
    b = text(f"On 8 May {' and '.join(company)} sat down in Kigali. {shared}", path="b.txt", published="2025-05")
    one, other = ministers(a, "Anna Mutua", "Eric Uwase"), ministers(b, *company)
    mentioned = claim(a, "event", "the meeting", states=["KE", "RW"], date="2025-05", participants=[c.id for c in one])
    opened = claim(b, "event", "sat down in Kigali", states=["KE", "RW"], date="2025-05-08", participants=[c.id for c in other])
    return [a, b], [*one, *other, mentioned, opened]


def test_copy_that_opens_with_the_meeting_tells_the_one_the_other_only_mentions() -> None:
    assert groups(*copies_that_meet("Anna Mutua", "Eric Uwase"), "event") == [2]


def test_copy_that_opens_with_another_meeting_tells_another() -> None:
    assert groups(*copies_that_meet("Anna Mutua", "Paul Gatete"), "event") == [1, 1]


def signings(first: str, second: str, *, day: str = "2025-07-17") -> tuple[list[Text], list[Claim]]:
    a, b = text(f"They signed the {first}.", path="a.txt"), text(f"The two put their names to a {second}.", path="b.txt")
    return [a, b], [
        claim(a, "instrument", first, type="minutes", date="2025-07-17"),
        claim(b, "instrument", second, type="protocol", date=day),
        claim(a, "event", f"signed the {first}", type="signing", date="2025-07-17"),
        claim(b, "event", f"put their names to a {second}", type="signing", date=day)]


def test_signing_of_one_text_is_one_and_the_text_of_one_signing_too() -> None:
    papers, claims = signings("minutes of the session", "protocol of the session")
    assert groups(papers, claims, "instrument") == [2]
    assert groups(papers, claims, "event") == [2]
    papers, claims = signings("minutes of the session", "protocol on rail links", day="2025-07-02")
    assert groups(papers, claims, "instrument") == [1, 1]
    assert groups(papers, claims, "event") == [1, 1]


def test_signing_recalled_without_a_day_is_that_of_its_text() -> None:
    a = text("They adopted the Joint Vision on Ports.", path="a.txt", published="2025-07-17")
    b = text("It came months after they adopted the Joint Vision on Ports.", path="b.txt", published="2025-12-01")
    claims = [made for paper, day in ((a, "2025-07-17"), (b, None)) for made in (
        claim(paper, "instrument", "Joint Vision on Ports", date=day),
        claim(paper, "event", ("they" if day is None else "They") + " adopted the Joint Vision on Ports",
              type="signing", date=day))]
    assert groups([a, b], claims, "event") == [2]


def test_signing_of_one_day_and_place_told_without_its_texts_is_one_where_each_paper_tells_one() -> None:
    claims, papers = [], []
    for words in ("They signed both texts", "An air pact was concluded"):
        paper = text(f"Anna Mutua met Eric Uwase in Lima. {words} in Lima.", path=words)
        people = ministers(paper, "Anna Mutua", "Eric Uwase")
        papers.append(paper)
        claims += [*people, claim(paper, "event", "Anna Mutua met Eric Uwase", states=["KE", "RW"], date="2025-07-17",
                                  place="Lima", participants=[p.id for p in people]),
                   claim(paper, "event", words, type="signing", states=["KE", "RW"], date="2025-07-17", place="Lima")]
    assert groups(papers, claims, "event") == [2, 2]


def test_what_was_held_was_not_held_after_it_was_told() -> None:
    a = text("Anna Mutua met Eric Uwase on works due in 2029.", path="a.txt", published="2025-05-09")
    b = text("Eric Uwase received Anna Mutua.", path="b.txt", published="2025-05-08")
    one, other = ministers(a, "Anna Mutua", "Eric Uwase"), ministers(b, "Anna Mutua", "Eric Uwase")
    claims = [*one, *other, claim(a, "event", "met", date="2029", participants=[c.id for c in one]),
              claim(b, "event", "received", date="2025-05-08", participants=[c.id for c in other])]
    assert groups([a, b], claims, "event") == [2]


def test_spouse_alone_makes_no_other_visit_in_one_paper_either() -> None:
    a = text("The president came to Kigali for a state visit. On 3 and 4 June he was there with Mary Mutua.", path="a.txt")
    president, wife = person(a, "president", "KE", "head-of-state"), person(a, "Mary Mutua", "KE", "spouse")
    visits = [claim(a, "event", "came to Kigali for a state visit", type="visit", date="2025-06", place="Rwanda",
                    states=["KE", "RW"], participants=[president.id]),
              claim(a, "event", "was there with Mary Mutua", type="visit", date="2025-06-03/2025-06-04", place="Rwanda",
                    states=["KE", "RW"], participants=[wife.id])]
    assert groups([a], [president, wife, *visits], "event") == [2]
    other = person(a, "Mary Mutua", "KE", "minister/health")
    assert groups([a], [president, other, *visits], "event") == [1, 1]


def test_session_to_come_is_not_the_one_held() -> None:
    a = text("The third session was held.", path="a.txt")
    b = text("The third session ended. The next session is near.", path="b.txt")
    third = [claim(p, "event", "The third session", type="session", ordinal=3, date="2025-07-17") for p in (a, b)]
    upcoming = claim(b, "event", "The next session", type="session", status="planned")
    assert sorted(groups([a, b], [*third, upcoming], "event")) == [1, 2]


def test_numbered_session_of_a_body_needs_no_day() -> None:
    a = text("The joint commission held its fourth session on 3 March.", path="a.txt", published="2025-03")
    b = text("They looked back on the fourth session of the joint commission.", path="b.txt")
    papers, claims = [a, b], []
    for paper, quote, day in ((a, "held its fourth session", "2025-03-03"), (b, "fourth session of", None)):
        body = claim(paper, "mechanism", "joint commission", states=["KE", "RW"])
        claims += [body, claim(paper, "event", quote, type="session", states=["KE", "RW"], ordinal=4, date=day,
                               mechanism=body.id)]
    assert groups(papers, claims, "event") == [2]
    bodiless = [*claims[:-1], replace(claims[-1], fields={**claims[-1].fields, "mechanism": None})]
    assert groups(papers, bodiless, "event") == [1, 1]


def test_one_who_took_part_in_both_makes_no_two_meetings_of_a_day_one() -> None:
    a = text("Anna Mutua met Eric Uwase.", path="a.txt")
    b = text("Anna Mutua was received that day.", path="b.txt")
    one, other = ministers(a, "Anna Mutua", "Eric Uwase"), ministers(b, "Anna Mutua")
    met = claim(a, "event", "met Eric Uwase", states=["KE", "RW"], date="2025-05-08", participants=[c.id for c in one])
    received = claim(b, "event", "was received", states=["KE", "RW"], date="2025-05-08", participants=[c.id for c in other])
    assert groups([a, b], [*one, *other, met, received], "event") == [1, 1]


def test_papers_that_tell_the_same_events_in_another_order_tell_one_story() -> None:
    a = text("The rail pact was signed. Anna Mutua met Eric Uwase.", path="a.txt", published="2025-05-08")
    b = text("Eric Uwase received Anna Mutua. The pact on rail was signed.", path="b.txt", published="2025-05-08")
    one, other = ministers(a, "Anna Mutua", "Eric Uwase"), ministers(b, "Anna Mutua", "Eric Uwase")
    told = [claim(a, "event", "The rail pact was signed", type="signing", date="2025-05-08"),
            claim(b, "event", "The pact on rail was signed", type="signing", date="2025-05-08"),
            claim(a, "event", "met", date="2025-05-08", participants=[c.id for c in one]),
            claim(b, "event", "received", date="2025-05-08", participants=[c.id for c in other])]
    assert len(set(joined([a, b], [*one, *other, *told]).stories.values())) == 1


def test_talks_dated_by_the_day_they_were_told_are_those_of_the_same_two_the_day_before() -> None:
    for company, expected in ((("Anna Mutua", "Eric Uwase"), [2]), (("Anna Mutua", "Jean Habimana"), [1, 1])):
        a = text("Anna Mutua met Eric Uwase on Wednesday.", path="a.txt", published="2025-05-08")
        b = text(f"{company[0]} and {company[1]} held talks.", path="b.txt", published="2025-05-08")
        one, other = ministers(a, "Anna Mutua", "Eric Uwase"), ministers(b, *company)
        met = claim(a, "event", "met Eric Uwase", states=["KE", "RW"], date="2025-05-07", participants=[c.id for c in one])
        late = claim(b, "event", "held talks", states=["KE", "RW"], date="2025-05-08", participants=[c.id for c in other])
        assert groups([a, b], [*one, *other, met, late], "event") == expected


def test_ceremony_known_by_its_month_is_not_another_of_a_day() -> None:
    a = text("The minister laid a wreath in Lima.", path="a.txt")
    b = text("The minister was given a medal.", path="b.txt")
    claims = [claim(a, "event", "The minister laid a wreath", type="ceremony", date="2025-05-08"),
              claim(b, "event", "The minister was given a medal", type="ceremony", date="2025-05")]
    assert groups([a, b], claims, "event") == [1, 1]


def announced(day: str, *more: str) -> list[int]:
    """A meeting announced on 5 May without a day, and those held."""
    a = text("Anna Mutua will meet Eric Uwase.", path="a.txt", published="2025-05-05")
    people = ministers(a, "Anna Mutua", "Eric Uwase")
    papers, claims = [a], [*people, claim(a, "event", "will meet Eric Uwase", states=["KE", "RW"], status="planned",
                                          participants=[p.id for p in people])]
    for n, date in enumerate((day, *more)):
        papers.append(text(f"Eric Uwase received Anna Mutua. {n}", path=f"{n}.txt", published=date))
        people = ministers(papers[-1], "Anna Mutua", "Eric Uwase")
        claims += [*people, claim(papers[-1], "event", "received Anna Mutua", states=["KE", "RW"], date=date,
                                  participants=[p.id for p in people])]
    return groups(papers, claims, "event")


def test_meeting_announced_without_a_day_is_the_one_held_in_the_days_after() -> None:
    assert announced("2025-05-09") == [2]
    assert announced("2025-05-02") == [1, 1]
    assert announced("2025-06-20") == [1, 1]
    assert announced("2025-05-07", "2025-05-09") == [1, 1, 1]


def test_signing_announced_is_that_of_its_own_texts() -> None:
    a = text("They will sign the accord on ports and a roadmap.", path="a.txt", published="2025-05-05")
    b = text("They signed the accord on ports. They adopted a joint declaration.", path="b.txt", published="2025-05-07")
    claims = [claim(a, "instrument", "accord on ports", type="agreement", status="planned"),
              claim(b, "instrument", "accord on ports", type="agreement", date="2025-05-07"),
              claim(b, "instrument", "joint declaration", date="2025-05-07"),
              claim(a, "event", "will sign the accord on ports", type="signing", status="planned"),
              claim(b, "event", "signed the accord on ports", type="signing", date="2025-05-07"),
              claim(b, "event", "adopted a joint declaration", type="signing", date="2025-05-07")]
    assert groups([a, b], claims, "event") == [2, 1]


def visits(told: str, status: str, *, day: str | None = None) -> tuple[list[Text], list[Claim]]:
    """A visit that a paper of 7 May 2025 tells, and one of 12 to 14 January 2027 that a paper of 20 November 2026 announces."""
    a = text(f"Anna Mutua {told} to Rwanda.", path="a.txt", published="2025-05-07")
    b = text("Anna Mutua will pay a visit to Rwanda from 12 to 14 January 2027.", path="b.txt", published="2026-11-20")
    told_of = [person(paper, "Anna Mutua", "KE") for paper in (a, b)]
    one = claim(a, "event", f"{told} to Rwanda", type="visit", states=["KE", "RW"], date=day, place="Rwanda", status=status,
                participants=[told_of[0].id])
    other = claim(b, "event", "a visit to Rwanda", type="visit", states=["KE", "RW"], date="2027-01-12/2027-01-14",
                  place="Rwanda", status="planned", participants=[told_of[1].id])
    return [a, b], [*told_of, one, other]


def test_visit_told_as_past_is_not_one_whose_days_lie_after_its_paper() -> None:
    assert groups(*visits("recalled her own visit", "held"), "event") == [1, 1]
    assert groups(*visits("recalled her visit of that January", "held", day="2027-01"), "event") == [1, 1]


def test_visit_announced_before_its_days_are_known_is_the_one_of_those_days() -> None:
    assert groups(*visits("will pay a visit", "planned"), "event") == [2]


def test_visit_announced_is_the_one_told_as_past_after_it() -> None:
    papers, claims = visits("will pay a visit", "planned", day="2027-01")
    c = text("Anna Mutua ended a visit to Rwanda.", path="c.txt", published="2027-01-14")
    mutua = person(c, "Anna Mutua", "KE")
    ended = claim(c, "event", "ended a visit to Rwanda", type="visit", states=["KE", "RW"], date="2027-01-14", place="Rwanda",
                  status="held", participants=[mutua.id])
    assert groups([*papers, c], [*claims, mutua, ended], "event") == [3]


def test_relations_raised_to_a_level_without_a_day_were_so_in_the_days_it_was_told() -> None:
    a = text("They praised the elevation of bilateral relations to a strategic partnership.", path="a.txt", published="2025-05")
    b = text("Le partenariat stratégique porte haut leurs relations bilatérales.", path="b.txt", language="fr",
             published="2025-05-08")
    c = text("The partnership on anchovies was founded.", path="c.txt", published="2025-05-08")
    claims = [claim(a, "event", "elevation of bilateral relations to a strategic partnership", type="establishment", date=None),
              claim(b, "event", "Le partenariat stratégique porte haut leurs relations bilatérales", type="establishment",
                    date="2025-05-07"),
              claim(c, "event", "The partnership on anchovies was founded", type="establishment", date="2025-05-07")]
    assert sorted(groups([a, b, c], claims, "event")) == [1, 2]


def sessions(planned: dict[str, object], held: dict[str, object], *, told: str = "2026-01-10") -> tuple[list[Text], list[Claim]]:
    """A paper that looks ahead to a session of a commission, and one that tells it as held."""
    a = text("The joint commission closed its sixth session and will meet anew in Kigali.", path="a.txt", published=told)
    b = text("The joint commission has held its seventh session.", path="b.txt", published="2027-09-02")
    bodies = [claim(p, "mechanism", "joint commission", states=["KE", "RW"]) for p in (a, b)]
    ahead = claim(a, "event", "will meet anew in Kigali", type="session", states=["KE", "RW"], status="planned",
                  mechanism=bodies[0].id, **planned)
    past = claim(b, "event", "held its seventh session", type="session", states=["KE", "RW"], mechanism=bodies[1].id, **held)
    return [a, b], [*bodies, ahead, past]


def test_numbered_session_put_off_is_the_one_held_later() -> None:
    day = {"ordinal": 7, "date": "2027-09-01/2027-09-02"}
    assert groups(*sessions({"ordinal": 7, "date": "2027-03"}, day), "event") == [2]
    assert groups(*sessions({"ordinal": 8, "date": "2027-03"}, day), "event") == [1, 1]
    assert groups(*sessions({"ordinal": 7, "date": "2029"}, day, told="2028-01-10"), "event") == [1, 1]


def test_next_session_of_a_body_has_the_number_that_follows() -> None:
    papers, claims = sessions({"date": "2027-03"}, {"ordinal": 7, "date": "2027-09-01/2027-09-02"})
    assert groups(papers, claims, "event") == [1, 1]
    sixth = claim(papers[0], "event", "closed its sixth session", type="session", states=["KE", "RW"], ordinal=6,
                  date="2026-01-09", mechanism=claims[0].id)
    assert sorted(groups(papers, [*claims, sixth], "event")) == [1, 2]


def test_signing_recalled_by_its_year_is_that_of_its_text() -> None:
    a = text("They adopted the Joint Vision on Ports.", path="a.txt", published="2025-07-17")
    b = text("The Joint Vision on Ports was adopted in 2025.", path="b.txt", published="2026-12-01")
    claims = [made for paper, quote, day in ((a, "adopted the Joint Vision on Ports", "2025-07-17"),
                                             (b, "Joint Vision on Ports was adopted", "2025")) for made in (
        claim(paper, "instrument", "Joint Vision on Ports", date=day),
        claim(paper, "event", quote, type="signing", date=day))]
    assert groups([a, b], claims, "event") == [2]
