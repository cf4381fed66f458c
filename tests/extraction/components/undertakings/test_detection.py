"""Detection across sentences and blocks: lists, ellipsis, repeated tellings, treaties, and texts without a parser."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import pytest
import spacy
from spacy.language import Language as SpacyLanguage
from spacy.tokens import Doc

from servanda import languages
from servanda.extraction import pipeline
from servanda.extraction.components import dates
from servanda.extraction.components.undertakings.attributes import complete
from servanda.extraction.components.undertakings.candidate import Candidate
from servanda.extraction.components.undertakings.detection import Detector
from servanda.extraction.mentions import Findings
from servanda.reading.text import Block, View


@cache
def _parser(tag: str) -> SpacyLanguage:
    pipeline.register()
    return spacy.load(languages.load(tag).profile.parser or "", exclude=["ner"])


def _doc(tag: str, paragraphs: list[str], parsed: bool = True) -> Doc:
    """A doc with a block for each paragraph; those that begin with a hyphen are items of the last that does not."""
    text, blocks, lead = "", [], 0
    for paragraph in paragraphs:
        words = paragraph.removeprefix("- ")
        item = words != paragraph
        text += "\n\n" * bool(text)
        lead = lead if item else len(blocks)
        role = "item" if item else "paragraph"
        blocks.append(Block(len(text), len(text) + len(words), role, lead=lead if item else None))
        text += words
    doc = _parser(tag).make_doc(text)
    starts = {block.start for block in blocks}
    for i, token in enumerate(doc):
        token.is_sent_start = i == 0 or token.idx in starts or (doc[i - 1].text == "." and token.text[:1].isupper())
    for _, component in _parser(tag).pipeline if parsed else ():
        (doc,) = component.pipe([doc])
    plain = pipeline.bare(text, tag)
    doc._.text = replace(plain, view=View(text, plain.view.offsets, tuple(blocks)))
    doc._.findings = Findings()
    return doc


def _found(tag: str, *paragraphs: str, parsed: bool = True) -> list[Candidate]:
    return Detector(languages.load(tag)).detect(_doc(tag, list(paragraphs), parsed))


def _told(candidates: list[Candidate]) -> list[tuple[str, str | None, str]]:
    return [(c.act, c.force, c.action.text) for c in candidates]


def test_items_inherit_the_cue_of_their_lead() -> None:
    found = _found("en", "The two sides agreed to:", "- establish a fund;", "- the opening of a consulate.")
    assert _told(found) == [("pledge", "agree", "establish a fund"), ("pledge", "agree", "the opening of a consulate")]
    assert all(c.lead and c.cue.text == "agreed" for c in found)


@pytest.mark.parametrize(("tag", "words", "actions"), [
    ("en", "The two sides agreed on the following points: (a) to open a consulate; (b) to resume flights; (c) to train judges.",
     ["open a consulate", "resume flights", "train judges"]),
    ("en", "The two sides agreed to take the following steps: opening a consulate and resuming flights.",
     ["opening a consulate", "resuming flights"]),
    ("fr", "Les deux parties sont convenues des points suivants : a) ouvrir un consulat ; b) relancer les vols.",
     ["ouvrir un consulat", "relancer les vols"]),
    ("fr", "Les deux parties ont arrêté les mesures suivantes : (a) l'ouverture d'un consulat ; (b) la relance des vols.",
     ["l'ouverture d'un consulat", "la relance des vols"]),
])
def test_points_announced_inside_a_sentence(tag: str, words: str, actions: list[str]) -> None:
    assert [c.action.text for c in _found(tag, words)] == actions


def test_items_complete_a_future() -> None:
    found = _found("en", "Kenya will:", "- abolish the tax on seeds;", "- simplify work permits.")
    assert _told(found) == [
        ("pledge", "commit", "abolish the tax on seeds"), ("pledge", "commit", "simplify work permits")]


def test_items_share_the_subject_that_stands_alone_before_them() -> None:
    found = _found("en", "The Maltese side:", "- will open a quay;", "- asked that more pilots be trained; and",
                   "- stated its intention of leasing a crane.")
    assert _told(found) == [("pledge", "commit", "will open a quay"), ("proposal", None, "more pilots be trained"),
                            ("pledge", "intend", "leasing a crane")]
    assert {c.subject.text for c in found if c.subject is not None} == {"The Maltese side"}


def test_numbered_members_share_the_subject_before_their_colon() -> None:
    found = _found("en", "The Maltese side: (a) will open a quay; (b) asked that more pilots be trained.")
    assert [(c.action.text, c.subject and c.subject.text) for c in found] == [
        ("will open a quay", "The Maltese side"), ("more pilots be trained", "The Maltese side")]


@pytest.mark.parametrize(("tag", "words"), [
    ("en", ("Malta undertook to rebuild Road No. 13 by May.", "Malta undertook to rebuild Road No. 8 by May.")),
    ("fr", ("Malte s'engage à financer la route n° 13 vers Gozo.", "Malte s'engage à financer la route n° 8 vers Gozo.")),
])
def test_promises_of_other_numbers_are_others(tag: str, words: tuple[str, str]) -> None:
    assert ["13" in c.action.text for c in _found(tag, *words)] == [True, False]


@pytest.mark.parametrize(("tag", "words", "actions"), [
    ("en", "Malta will lift its ban in May and thanked Oslo for its patience.", ["will lift its ban in May"]),
    ("en", "Work on the quay will begin in June.", ["Work on the quay will begin in June"]),
    ("en", "He said that a desk would be in place by June.", ["a desk would be in place by June"]),
    ("en", "They hope to cut fees and will study the matter.", ["cut fees", "will study the matter"]),
    ("en", "They decided at a session, held in May, to set up a fund.", ["set up a fund"]),
    ("en", "Malta, he promised, \"will open a quay\".", ["will open a quay"]),
    ("fr", "Le gouvernement s'attellera cette année, annonce-t-il, à moderniser son port.",
     ["s'attellera cette année, annonce-t-il, à moderniser son port"]),
    ("fr", "Il a assuré que Malte ferait réparer le quai.", ["ferait réparer le quai"]),
])
def test_actions_end_and_go_on(tag: str, words: str, actions: list[str]) -> None:
    assert [c.action.text for c in _found(tag, words)] == actions


def test_items_are_due_when_their_lead_says() -> None:
    doc = _doc("en", ["It rained. By March 2030, Kenya will:", "- abolish the tax on seeds;", "- simplify permits by May 2028."])
    doc = dates.Finder(languages.load("en"))(doc)
    found = complete(doc, Detector(languages.load("en")).detect(doc))
    assert [u.due for u in found] == ["2030-03", "2028-05"]


def test_items_that_are_clauses_take_the_force_of_their_lead() -> None:
    found = _found("fr", "Les deux parties sont convenues que :", "- les experts se réuniront en juin.")
    assert _told(found) == [("pledge", "agree", "les experts se réuniront en juin")]


def test_items_complete_a_clause_that_breaks_off_under_its_cue() -> None:
    found = _found("fr", "Les deux parties ont convenu que le programme visera à :", "- former des juges ;", "- bâtir un port.")
    assert _told(found) == [("pledge", "agree", "former des juges"), ("pledge", "agree", "bâtir un port")]


def test_items_with_verbs_of_their_own_do_not_inherit() -> None:
    found = _found("fr", "Les deux parties se sont engagées à :", "- la Norvège a déjà ratifié le texte.")
    assert found == []


@pytest.mark.parametrize("words", [
    "L'opposition a réclamé la suspension de l'accord.", "Une société de Lyon a annoncé qu'elle ouvrirait une usine.",
    "Le maire de la ville a promis une nouvelle ligne de tramway.",
])
def test_what_binds_no_state_is_none(words: str) -> None:
    assert _found("fr", words) == []


@pytest.mark.parametrize(("words", "actions"), [
    ("La commission rendra ses conclusions en mai.", ["rendra ses conclusions en mai"]),
    ("Le ministre se rendra à Oslo en mai.", []),
    ("Le ministre sera également reçu par la reine, à laquelle il remettra un message.", []),
    ("Le ministre remettra trois ambulances à la ville.", ["remettra trois ambulances à la ville"]),
    ("Ils raccorderont le réseau, qui devrait être mis en service en mai.",
     ["raccorderont le réseau, qui devrait être mis en service en mai"]),
    ("Ils souhaitent l'ouverture, en mai, de deux gares.", ["l'ouverture, en mai, de deux gares"]),
    ("Il a précisé que les navires seraient affrétés en mai.", ["les navires seraient affrétés en mai"]),
    ("Les services ont été instruits de rouvrir le pont.", ["rouvrir le pont"]),
])
def test_programme_of_a_person_binds_nobody(words: str, actions: list[str]) -> None:
    assert [c.action.text for c in _found("fr", words)] == actions


@pytest.mark.parametrize(("words", "actions"), [
    ("Le ministre devrait s'envoler lundi pour Oslo et doit y rencontrer la reine.", []),
    ("Les ministres devront rendre compte chaque année.", ["rendre compte chaque année"]),
    ("La visite vise à rapprocher les deux ports.", []),
    ("Le programme vise à rapprocher les deux ports.", ["rapprocher les deux ports"]),
    ("Il s'agit de la première rencontre des deux reines.", []),
    ("Il s'agit de rouvrir le pont au plus vite.", ["rouvrir le pont au plus vite"]),
    ("Oslo a souhaité rouvrir le pont, tout en recevant le préfet.", ["rouvrir le pont"]),
    ("La ministre travaillera ensuite avec les juges.", []),
    ("Vendredi, le préfet sera reçu par la reine ; il s'agira d'une simple visite.", []),
    ("La visite ouvrira des perspectives. Elle renforcera la coopération et resserrera les liens.", []),
    ("Les délégations participeront à une cérémonie ; la réunion sera suivie d'un dîner.", []),
    ("Ce périple doit permettre de rapprocher les deux ports.", []),
    ("La reine a demandé de lui transmettre ses salutations.", []),
])
def test_what_a_journey_holds_and_is_for_binds_nobody(words: str, actions: list[str]) -> None:
    assert [c.action.text for c in _found("fr", words)] == actions


def test_sentence_without_a_clause_goes_on_with_the_last_cue() -> None:
    found = _found("fr", "Que promet le Ghana ? À quoi s'engage-t-il ?", "À construire un pont.")
    assert _told(found) == [("pledge", "commit", "construire un pont")]


def test_repeated_telling_is_told_once_and_fullest() -> None:
    short, full = "open a training centre in Mombasa", "open a training centre in Mombasa before June"
    found = _found("en", f"Both sides agreed to {short}.", "It rained all day.", f"They agreed to {full}.")
    assert [c.action.text for c in found] == [full]


def test_headlines_tell_nothing() -> None:
    doc = _doc("en", ["Kenya agreed to open a consulate"])
    view = doc._.text.view
    doc._.text = replace(doc._.text, view=View(view.text, view.offsets, (replace(view.blocks[0], role="headline"),)))
    assert Detector(languages.load("en")).detect(doc) == []


@pytest.mark.parametrize(("words", "actions"), [
    ("They vowed to further protect and support each other.", ["further protect and support each other"]),
    ("He suggested the two sides step up trade and support each other at sea.",
     ["the two sides step up trade", "support each other at sea"]),
    ("Kenya asked Oslo to take measures to narrow the deficit, and facilitate the export of tea.",
     ["take measures to narrow the deficit", "facilitate the export of tea"]),
    ("Both countries will work to widen the port, and raise the quota.", ["will work to widen the port", "raise the quota"]),
    ("They agreed to work closely at home and abroad to call for restraint.",
     ["work closely at home and abroad to call for restraint"]),
    ("Peru committed to easing trade by recognizing the seals of Chile.", ["easing trade by recognizing the seals of Chile"]),
    ("The fees, agreed upon during a meeting in Lima, include postage.", []),
    ("They agreed that the talks would be in the interest of both.", []),
])
def test_coordination_parts_actions(words: str, actions: list[str]) -> None:
    assert [c.action.text for c in _found("en", words)] == actions


def test_action_that_is_to_examine_is_explored_whatever_the_cue() -> None:
    found = _found("fr", "Elles conviennent d'étudier un tracé et de réparer la route.")
    assert [c.force for c in found] == ["explore", "agree"]


def test_cue_hands_on_subject_and_addressee() -> None:
    (found,) = _found("en", "The minister urged the banks to lower their fees.")
    assert (found.subject and found.subject.text, found.addressee and found.addressee.text) == ("The minister", "the banks")


def test_item_of_a_future_may_begin_with_a_word_that_is_a_cue_elsewhere() -> None:
    assert _told(_found("en", "The Parties will:", "- encourage contacts between schools.")) == [
        ("pledge", "commit", "encourage contacts between schools")]


def test_present_binds_only_in_a_treaty() -> None:
    words = "Les Parties contractantes échangent chaque année leurs statistiques."
    treaty = "Les Parties contractantes sont nommées dans le présent accord."
    assert _found("fr", words) == []
    assert [c.rule for c in _found("fr", treaty, words)] == ["treaty"]


TREATY = "Les Parties contractantes sont nommées dans le présent accord."


@pytest.mark.parametrize(("words", "actions"), [
    ("Les demandes sont transmises à l'autre Partie.", ["Les demandes sont transmises à l'autre Partie"]),
    ("Le Comité mixte réunit les experts chaque printemps.", ["réunit les experts chaque printemps"]),
    ("Les autorités compétentes demeureront en contact étroit.", ["demeureront en contact étroit"]),
    ("La Commission a pour tâche de suivre les échanges et de régler les litiges.",
     ["suivre les échanges", "régler les litiges"]),
    ("Le Gouvernement belge donne au Gouvernement suisse l'assurance que les pièces ne seront pas revendues.",
     ["les pièces ne seront pas revendues"]),
    ("Chacun des Etats riverains entretient ses digues.", ["entretient ses digues"]),
    ("Aucun des deux Gouvernements ne percevra de taxe.", ["ne percevra de taxe"]),
    ("Le Comité soumet un rapport. Ceux-ci lui font parvenir leurs observations.",
     ["soumet un rapport", "lui font parvenir leurs observations"]),
    ("Les frais sont à la charge de la Partie qui reçoit.", ["Les frais sont à la charge de la Partie qui reçoit"]),
    ("Le Gouvernement belge est prié de bien vouloir ouvrir un guichet.", ["ouvrir un guichet"]),
])
def test_what_binds_in_a_treaty(words: str, actions: list[str]) -> None:
    assert [c.action.text for c in _found("fr", TREATY, words)] == actions


@pytest.mark.parametrize("words", [
    "Les demandes sont nombreuses et leur forme est connue des autorités.",
    "Les avoirs seront librement transférables.",
    "Les pièces qui seront produites dans cette usine portent un numéro.",
    "Les conducteurs doivent porter leur permis.",
    "Les stagiaires seront tenus de porter un badge.",
    "Le présent accord sera ratifié.",
    "L'arrangement qu'elle contient vaut pour les deux Parties.",
    "Convaincus qu'il importe de prévenir les incendies,",
    "La Commission est habilitée à proposer des mesures.",
    "Il est entendu que le présent accord ne s'appliquera qu'aux ports.",
    "Estimant qu'il convient de régler le transit, les deux Gouvernements ont résolu de conclure l'accord suivant :",
    "Le texte vaut jusqu'à ce que l'un des Gouvernements ait notifié son intention d'y mettre fin.",
    "J'ai l'honneur de vous prier de bien vouloir me faire savoir si votre Gouvernement y consent.",
    "La décision de saisir le tribunal appartient au Comité mixte.",
    "Les Parties échangèrent des notes.",
])
def test_what_binds_nobody_in_a_treaty(words: str) -> None:
    assert _found("fr", TREATY, words) == []


@pytest.mark.parametrize("words", [
    "The two sides did not agree to open the border.",
    "They discussed the need to reform the bank.",
    "He said the visit would open a new chapter.",
    "The president will visit the museum.",
    "She hoped that the weather would improve.",
])
def test_no_undertaking(words: str) -> None:
    assert _found("en", words) == []


@pytest.mark.parametrize(("tag", "words", "actions"), [
    ("fr", "Les deux pays conviennent de renforcer leurs liens et d'examiner un tracé.",
     ["renforcer leurs liens", "examiner un tracé"]),
    ("en", "The two sides agreed to strengthen ties and to explore a route.", ["strengthen ties", "explore a route"]),
])
def test_text_without_a_parser_is_read_all_the_same(tag: str, words: str, actions: list[str]) -> None:
    assert [c.action.text for c in _found(tag, words, parsed=False)] == actions


def test_language_without_the_section_finds_nothing() -> None:
    bare = next(t for t in languages.installed() if not languages.load(t).has("undertakings"))
    assert Detector(languages.load(bare)).detect(_doc("en", ["Both agreed to open a port."])) == []


@pytest.mark.parametrize(("tag", "words", "actions"), [
    ("en", "Oslo agreed to pave the road and not to charge tolls in May.", ["pave the road", "not to charge tolls in May"]),
    ("en", "Oslo agreed not to charge tolls or to close the tunnel.", ["not to charge tolls or to close the tunnel"]),
    ("en", "Oslo will not charge tolls or close the tunnel.", ["will not charge tolls or close the tunnel"]),
    ("en", "Neither government will charge tolls.", ["Neither government will charge tolls"]),
    ("en", "Both sides agreed that neither party would charge tolls.", ["neither party would charge tolls"]),
    ("en", "Oslo agreed not only to pave the road but also to light it.", ["pave the road", "light it"]),
    ("en", "Oslo will not, however, introduce tolls.", ["will not, however, introduce tolls"]),
    ("fr", "Le Bénin s'engage à ne pas taxer le coton et à rouvrir le port.", ["ne pas taxer le coton", "rouvrir le port"]),
    ("fr", "Le Bénin s'engage à ne pas taxer le coton ou fermer le port.", ["ne pas taxer le coton ou fermer le port"]),
    ("fr", "Les deux pays n'entendent pas taxer le coton, fermer le port.", ["n'entendent pas taxer le coton, fermer le port"]),
    ("fr", "Ni le Bénin ni le Togo ne taxeront le coton.", ["ne taxeront le coton"]),
    ("fr", "Le Bénin ne taxera que le coton.", ["ne taxera que le coton"]),
])
def test_a_refusal_keeps_its_negation(tag: str, words: str, actions: list[str]) -> None:
    assert [c.action.text for c in _found(tag, words)] == actions


@pytest.mark.parametrize(("tag", "words"), [
    ("en", "Oslo denied that it had promised to charge tolls."),
    ("en", "Oslo denied having agreed to charge tolls."),
    ("en", "Oslo rejected reports that it had pledged to charge tolls."),
    ("en", "Oslo stopped short of pledging to charge tolls."),
    ("en", "Oslo has not yet formally agreed to charge tolls."),
    ("en", "Oslo refused to commit to charging tolls."),
    ("fr", "Le Bénin a démenti que son gouvernement ait promis de taxer le coton."),
    ("fr", "Le Bénin a nié, lundi, avoir accepté de taxer le coton."),
    ("fr", "Le Bénin n'a toujours pas décidé de taxer le coton."),
    ("fr", "Le Bénin a rejeté les allégations selon lesquelles il se serait engagé à taxer le coton."),
    ("fr", "Le Bénin s'est gardé de promettre de taxer le coton."),
])
def test_what_is_denied_is_no_undertaking(tag: str, words: str) -> None:
    assert _told(_found(tag, words)) == []


def test_a_denial_ends_where_another_deed_is_told() -> None:
    words = "Le Bénin a nié que son port ait promis de baisser ses droits et s'est engagé à publier ses tarifs."
    assert [c.action.text for c in _found("fr", words)] == ["publier ses tarifs"]


def test_two_verbs_that_share_their_object_are_one_purpose() -> None:
    words = "Les deux parties ont convenu de collaborer en vue d'appuyer et de renforcer la pêche."
    assert [c.action.text for c in _found("fr", words)] == ["collaborer en vue d'appuyer et de renforcer la pêche"]
