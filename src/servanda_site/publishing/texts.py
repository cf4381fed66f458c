"""Where texts stand on a day, and what the dates mean that are told of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from servanda.publishing.dates import order
from servanda_site.publishing.lines import clean
from servanda_site.publishing.papers import Papers
from servanda_site.publishing.phrases import Phrases, act_of
from servanda_site.register.models import Fact
from servanda_site.register.visibility import Access
from servanda_site.tracking import lives as lived
from servanda_site.tracking.models import LifeStep

_S = LifeStep.Stage
_TO_COME = (_S.PROPOSED, _S.NEGOTIATION, _S.INITIALLED)
CONCLUDED, PLANNED, OVER = "concluded", "planned", "over"
_MADE = ("instrument:done", "instrument:made")


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a text stands.

    place: `concluded`, `planned` or `over`, by what people recorded, else by the papers. date: when it was signed or adopted
    (EDTF), as far as it is told. told: what happened to it, in words. first: the first of the days that accounts give for its
    signature, where they differ: it is listed by it.
    """

    place: str
    date: str
    told: tuple[str, ...]
    first: str = ""


def standing(access: Access, texts: Sequence[Fact], papers: Papers, day: date, say: Phrases) -> dict[int, Standing]:
    """Where each of some texts stands on a day, by key."""
    return {life.text.pk: _standing(life, papers, day, say) for life in lived.lives(access, texts)}


def _standing(life: lived.Life, papers: Papers, day: date, say: Phrases) -> Standing:
    stage = life.stage_on(day)
    place = OVER if stage in lived.ENDED else PLANNED if stage in _TO_COME else CONCLUDED
    signed = sorted({s.date for s in life.steps if s.stage == _S.SIGNED})
    act = act_of_date(life.text, papers)
    recorded = {str(s.stage) for s in life.steps}
    told = [_step(step, disputed, papers, say) for step, disputed in life.rows]
    if act != "signed" and life.text.date and act not in recorded:
        told.insert(0, say(f"text_{act}", date=say.words.date(life.text.date)))
    if life.terms is not None and life.terms.until is not None:
        told.append(say("text_until", date=say.words.date(life.terms.until.isoformat())))
    own = life.text.date if act == "signed" and life.text.date else ""
    return Standing(place, signed[0] if len(signed) == 1 else own if not signed else "", tuple(told),
                    min(signed, key=order) if len(signed) > 1 else "")


def _step(step: LifeStep, disputed: bool, papers: Papers, say: Phrases) -> str:
    """What happened, by whom, when; where accounts differ, whose it is."""
    named = say("stage_by", stage=say(f"stage_{step.stage}"), state=say.sides([step.side])) if step.side \
        else say(f"stage_{step.stage}")
    told = say("stage_on", stage=named, date=say.words.date(step.date))
    if not disputed:
        return told
    if step.told_by:
        return say("stage_told_by", step=told, state=say.sides([step.told_by]))
    title = clean(step.paper.title) if step.paper else ""
    return say("stage_in_paper", step=told, paper=say.words("quote", words=title)) if title else told


def act_of_date(text: Fact, papers: Papers) -> str:
    """What the date of a text is the date of, as its papers tell: `signed`, `ratified`, `in-force`; `dated` where it is to come.

    The reader takes the day a paper tells of a text, be it of the signature or of what came after it.
    """
    if not text.date:
        return "signed"
    words = [(w.get("rule", ""), w.get("cue", "")) for w in text.data.get("why") or ()]
    acts = [act_of(cue) for rule, cue in words if rule in _MADE]
    if acts:
        return next((a for a in acts if a == "signed"), acts[0])
    dated = {t["citation"]["document"] for t in text.data.get("tellings") or ()
             if t.get("property") == "date" and t.get("value") == text.date and t.get("citation")}
    for place in text.data.get("citations") or ():
        if not dated or place["document"] in dated:
            found = act_of(papers.sentence(place)[1])
            if found != "signed":
                return found
    return "dated" if text.status == "planned" else "signed"


def lives_of(found: Mapping[int, Standing], fact: Fact) -> Standing:
    """Where one stands; as the papers have it where nothing else is known."""
    return found.get(fact.pk) or Standing(PLANNED if fact.status == "planned" else CONCLUDED, fact.date, ())
