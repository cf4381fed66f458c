"""What an undertaking says beyond its words: who, in which fields, when, how much, through which body (GUIDE 6 and 7)."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc

from servanda import languages
from servanda.extraction.components.undertakings.attributes.amounts import target
from servanda.extraction.components.undertakings.attributes.answers import answer
from servanda.extraction.components.undertakings.attributes.bodies import body
from servanda.extraction.components.undertakings.attributes.fields import Fields
from servanda.extraction.components.undertakings.attributes.scene import Scene
from servanda.extraction.components.undertakings.attributes.when import SOON, due
from servanda.extraction.components.undertakings.attributes.who import by
from servanda.extraction.components.undertakings.candidate import Candidate
from servanda.extraction.content import is_finite
from servanda.extraction.mentions import Span, Undertaking, Why

_ARTICLE = 4  # characters of an article before a name
_REFUSAL = "refusal"  # the rule told of a stance, whichever found it


def complete(doc: Doc, candidates: Sequence[Candidate]) -> list[Undertaking]:
    """The undertakings of one document, their attributes filled in, in the order given."""
    if not candidates:
        return []
    scene = Scene(doc, languages.load(doc.lang_))
    fields = Fields(scene, candidates)
    made = [(_undertaking(scene, fields, f"u{i}", candidate), candidate) for i, candidate in enumerate(candidates, 1)
            if not _of_strangers(scene, candidate)]
    return [undertaking for undertaking, candidate in made if not candidate.stance or _ours(scene, undertaking, candidate)]


def _of_strangers(scene: Scene, candidate: Candidate) -> bool:
    """Whether it is only wished that states which are no parties would act (`hoped that the Union would reopen its market`)."""
    action = candidate.action
    acting = next((t for t in action if is_finite(t)), None)
    if candidate.act != "proposal" or not candidate.wished or acting is None or acting.i == action.start:
        return False
    named = [m for m in scene.doc._.findings.states if action.start_char <= m.span.start < acting.idx]
    first = next((m for m in named if m.kind == "name" and m.span.start - action.start_char <= _ARTICLE), None)
    return first is not None and len(scene.parties) > 1 and {m.code for m in named}.isdisjoint(scene.parties)


def _ours(scene: Scene, undertaking: Undertaking, candidate: Candidate) -> bool:
    """Whether a stance is one that a party takes, not what others did, or what was done on an earlier day."""
    past = any(t.morph.get("Tense") == ["Past"] for t in candidate.cue)
    first, action = scene.doc[candidate.start : candidate.end].start_char, candidate.action
    added = scene.low.find(",", action.start_char, action.end_char)  # what a thing refused is said to have been besides
    years = [d.value[:4] for d in scene.dates_in(first, added if added >= 0 else action.end_char) if d.value]
    year = scene.reference.year
    ago = year is not None and any(y.isdigit() and int(y) < year for y in years)
    return not past or bool({*undertaking.by} & {*scene.parties}) and not ago


def _undertaking(scene: Scene, fields: Fields, key: str, candidate: Candidate) -> Undertaking:
    span = Span(candidate.action.start_char, candidate.action.end_char)
    rule = _REFUSAL if candidate.stance else candidate.rule
    why = Why(rule=f"undertaking:{rule}", cue=candidate.cue_name, words=candidate.cue.text)
    states, speaker = by(scene, candidate)
    named, when = body(scene, candidate), due(scene, candidate)
    dated = when is not None and when != SOON
    return Undertaking(
        key=key, by=states, act=candidate.act, force=candidate.force, citations=(span,), areas=fields.of(candidate), due=when,
        target=target(scene, candidate, dated=dated), mechanism=named.key if named else None,
        answer=answer(scene, candidate), speaker=speaker, why=(why,),
    )
