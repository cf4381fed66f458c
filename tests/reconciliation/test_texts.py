"""Texts that are one under several titles."""

from __future__ import annotations

from builders import claim, text
from servanda.claims import Claim
from servanda.reading.text import Text
from servanda.reconciliation.claimed import Claimed
from servanda.reconciliation.clusters import cluster
from servanda.reconciliation.source import Source


def groups(papers: list[Text], claims: list[Claim]) -> list[int]:
    return [len(g) for g in cluster({p.document: Source(p) for p in papers}, Claimed(claims), {}).groups]


def test_title_that_breaks_off_is_read_on() -> None:
    a = text("They signed the memorandum on the long-term supply of crude oil for the refinery.", path="a.txt")
    b = text("Le mémorandum destiné à assurer l'approvisionnement en brut de la raffinerie court.", path="b.txt", language="fr")
    claims = [claim(a, "instrument", "memorandum", type="memorandum", date="2025-05-07"),
              claim(b, "instrument", "mémorandum destiné à assurer", type="memorandum", date="2025-05")]
    assert groups([a, b], claims) == [2]


def test_memoranda_on_two_matters_stay_two() -> None:
    a, b = text("The memorandum on rail links.", path="a.txt"), text("The memorandum on fisheries.", path="b.txt")
    assert groups([a, b], [claim(a, "instrument", "memorandum on rail links", type="memorandum"),
                           claim(b, "instrument", "memorandum on fisheries", type="memorandum")]) == [1, 1]


def test_protocole_d_accord_is_a_memorandum_of_understanding() -> None:
    a = text("Un protocole d'accord sur la liaison ferroviaire.", path="a.txt", language="fr")
    b = text("A memorandum of understanding on the railway.", path="b.txt")
    assert groups([a, b], [claim(a, "instrument", "protocole d'accord sur la liaison ferroviaire", type="protocol", date="2025"),
                           claim(b, "instrument", "memorandum of understanding on the railway", type="memorandum", date="2025")
                           ]) == [2]


def test_text_named_again_by_its_kind_alone_is_one_only_where_nothing_else_fits() -> None:
    a = text("A plan. The roadmap on mining is due, a scheme on fisheries too.")
    bare, full, third = (claim(a, "instrument", title, type="plan", status="planned")
                         for title in ("plan", "roadmap on mining", "scheme on fisheries"))
    assert groups([a], [bare, full]) == [2]
    assert groups([a], [bare, full, third]) == [1, 1, 1]


def test_texts_of_two_days_are_not_joined_by_one_that_says_too_little() -> None:
    a, b, c = (text(words, path=path) for words, path in (
        ("An agreement on transport of goods.", "a.txt"), ("An agreement on transport.", "b.txt"),
        ("An agreement on transport of passengers.", "c.txt")))
    claims = [claim(a, "instrument", "agreement on transport of goods", type="agreement", date="2023-05-14"),
              claim(b, "instrument", "agreement on transport", type="agreement"),
              claim(c, "instrument", "agreement on transport of passengers", type="agreement", date="2023-10-04")]
    assert sorted(groups([a, b, c], claims)) == [1, 2]


def test_bodies_whose_names_tell_no_object_are_one_though_one_says_more_of_who_meets() -> None:
    a = text("The consultations between the two ministries went on.", path="a.txt")
    b = text("Les consultations se tiendront.", path="b.txt", language="fr")
    claims = [claim(a, "mechanism", "consultations between the two ministries"), claim(b, "mechanism", "consultations")]
    assert groups([a, b], claims) == [2]


def recalled(day: str) -> list[int]:
    """A declaration of a day, and one recalled later with its month and matter; each with the act of adopting it."""
    a = text("They adopted a joint declaration.", path="a.txt")
    b = text("In May they adopted a declaration on ports.", path="b.txt")
    claims = [claim(a, "instrument", "joint declaration", date=day),
              claim(b, "instrument", "declaration on ports", date="2025-05"),
              claim(a, "event", "adopted a joint declaration", type="signing", date=day),
              claim(b, "event", "adopted a declaration on ports", type="signing", date="2025-05")]
    return sorted(groups([a, b], claims))


def test_declaration_recalled_later_is_the_one_whose_adoption_is_one() -> None:
    assert recalled("2025-05-07") == [2, 2]
    assert recalled("2025-03-07") == [1, 1, 1, 1]


def declarations(title: str, day: str, other: str, second: str) -> list[int]:
    a, b = text(f"They adopted the {title}.", path="a.txt"), text(f"The {other} stands.", path="b.txt")
    return groups([a, b], [claim(a, "instrument", title, date=day), claim(b, "instrument", other, date=second)])


def test_declaration_named_after_a_visit_says_nothing_of_its_matter() -> None:
    named = "Joint communiqué at the end of the visit of the minister for energy"
    assert declarations("joint communiqué", "2022-06-01", named, "2022-06-02") == [2]
    assert declarations("joint communiqué", "2022-06-01", named, "2022-06-04") == [1, 1]
    assert declarations("joint communiqué", "2022-06-01", "joint communiqué", "2022-06") == [2]
    assert declarations("joint communiqué", "2022-06-01", "joint communiqué", "2022") == [1, 1]
    assert declarations("joint communiqué on ports", "2022-06-01", "joint communiqué on rail", "2022-06-02") == [1, 1]


def test_text_told_as_concluded_was_not_concluded_later() -> None:
    a = text("The memorandum on tourism is signed.", path="a.txt", published="2021-08-20")
    b = text("They signed the memorandum on tourism.", path="b.txt", published="2024-06-05")
    first = claim(a, "instrument", "memorandum on tourism", type="memorandum")
    later, earlier = (claim(b, "instrument", "memorandum on tourism", type="memorandum", date=day)
                      for day in ("2024-06-05", "2021-08-20"))
    assert groups([a, b], [first, later]) == [1, 1]
    assert groups([a, b], [first, earlier]) == [2]


def test_text_told_without_a_day_is_that_of_its_own_time() -> None:
    a = text("They will sign a memorandum on tourism.", path="a.txt", published="2021-08-16")
    b = text("They signed the memorandum on tourism of sites.", path="b.txt", published="2021-08-20")
    c = text("They signed a memorandum on tourism.", path="c.txt", published="2024-06-05")
    planned = claim(a, "instrument", "memorandum on tourism", type="memorandum", status="planned")
    signed = claim(b, "instrument", "memorandum on tourism of sites", type="memorandum", date="2021-08-20")
    later = claim(c, "instrument", "memorandum on tourism", type="memorandum", date="2024-06-05")
    assert groups([a, b, c], [planned, signed, later]) == [2, 1]
    assert groups([a, c], [planned, later]) == [2]


def test_title_of_common_words_alone_names_a_text_in_two_languages() -> None:
    a = text("The Joint Declaration on Enhanced Partnership stands.", path="a.txt")
    b = text("La Déclaration conjointe pour un partenariat renforcé tient.", path="b.txt", language="fr")
    claims = [claim(a, "instrument", "Joint Declaration on Enhanced Partnership"),
              claim(b, "instrument", "Déclaration conjointe pour un partenariat renforcé")]
    assert groups([a, b], claims) == [2]
    c = text("The Joint Declaration on Cooperation stands.", path="c.txt")
    assert groups([a, c], [claims[0], claim(c, "instrument", "Joint Declaration on Cooperation")]) == [1, 1]


def test_memorandum_on_a_body_is_not_the_one_on_consultations() -> None:
    a = text("A memorandum on a joint commission and a memorandum on political consultations were signed.")
    one, other = (claim(a, "instrument", title, type="memorandum") for title in (
        "memorandum on a joint commission", "memorandum on political consultations"))
    assert groups([a], [one, other]) == [1, 1]


def test_text_dated_by_the_day_it_was_told_is_that_of_the_days_before() -> None:
    for told, expected in (("2026-02-22", [2]), ("2026-03-22", [1, 1])):
        a = text("A framework agreement on border markets was signed.", path="a.txt", published=told)
        b = text("Un accord-cadre sur les marchés frontaliers a été signé le 20 février.", path="b.txt", language="fr")
        claims = [claim(a, "instrument", "framework agreement on border markets", type="agreement", date=told),
                  claim(b, "instrument", "accord-cadre sur les marchés frontaliers", type="agreement", date="2026-02-20")]
        assert groups([a, b], claims) == expected


def test_a_bare_body_is_the_one_whose_name_goes_on_not_the_sub_committee_below_it() -> None:
    a = text("La Commission intergouvernementale s'est réunie.", path="a.txt", language="fr")
    b = text("Le Comité intergouvernemental de coopération économique et commerciale, le comité mixte de l'énergie.",
             path="b.txt", language="fr")
    c = text("The sub-committee on energy will report to the Intergovernmental Commission.", path="c.txt")
    bare = claim(a, "mechanism", "Commission intergouvernementale")
    full = claim(b, "mechanism", "Comité intergouvernemental de coopération économique et commerciale")
    other, below = claim(b, "mechanism", "comité mixte de l'énergie"), claim(c, "mechanism", "sub-committee on energy")
    again = claim(c, "mechanism", "Intergovernmental Commission")
    assert groups([a, b, c], [bare, full, other, below, again]) == [3, 1, 1]


def test_a_sub_committee_of_both_languages_is_one_and_no_committee() -> None:
    a = text("Le sous-comité de l'énergie ; le comité de l'énergie.", path="a.txt", language="fr")
    b = text("The sub-committee on energy met.", path="b.txt")
    claims = [claim(a, "mechanism", "sous-comité de l'énergie"), claim(a, "mechanism", "comité de l'énergie"),
              claim(b, "mechanism", "sub-committee on energy")]
    assert groups([a, b], claims) == [2, 1]


def test_one_text_of_its_matter_and_day_is_one_though_its_titles_say_more_of_other_things() -> None:
    a = text("Le mémorandum sur la gestion durable des eaux du lac fut signé, un mémorandum sur les musées aussi.", path="a.txt",
             language="fr")
    b = text("The Memorandum on Water Sanitation and Irrigation was signed that day.", path="b.txt")
    same = {"type": "memorandum", "date": "2025-05-07"}
    water = claim(b, "instrument", "Memorandum on Water Sanitation and Irrigation", **same)
    claims = [claim(a, "instrument", "mémorandum sur la gestion durable des eaux du lac", **same),
              claim(a, "instrument", "mémorandum sur les musées", **same), water]
    assert sorted(groups([a, b], claims)) == [1, 2]
    c = text("Le mémorandum sur les eaux usées et le mémorandum sur les eaux du lac furent signés.", path="c.txt", language="fr")
    claims = [claim(c, "instrument", "mémorandum sur les eaux usées", **same),
              claim(c, "instrument", "mémorandum sur les eaux du lac", **same), water]
    assert groups([c, b], claims) == [1, 1, 1]


def test_a_signing_put_off_is_of_the_text_announced_before() -> None:
    a = text("They will sign an agreement on kelp in May.", path="a.txt", published="2021-03-16")
    b = text("They signed an agreement on kelp.", path="b.txt", published="2021-07-20")
    c = text("They will sign an agreement on kelp in May.", path="c.txt", published="2022-03-16")
    planned = claim(a, "instrument", "agreement on kelp", type="agreement", status="planned", date="2021-05")
    signed = claim(b, "instrument", "agreement on kelp", type="agreement", date="2021-07-20")
    later = claim(c, "instrument", "agreement on kelp", type="agreement", status="planned", date="2022-05")
    assert groups([a, b], [planned, signed]) == [2]
    assert groups([b, c], [signed, later]) == [1, 1]
