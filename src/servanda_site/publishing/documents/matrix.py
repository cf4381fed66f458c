"""The follow-up matrix: one row for each undertaking, what stands of it and where it is told; one for each item of the plan."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from servanda_site.publishing import tracked
from servanda_site.publishing.lines import clean
from servanda_site.publishing.material import Material, Promise
from servanda_site.publishing.phrases import invited

COLUMNS = ("number", "text", "act", "by", "areas", "force", "due", "days", "state", "hint",
           "declared", "lead", "counterpart", "focal",
           "steps", "progress", "answer", "target", "body", "told", "review", "source", "id")
PLAN = ("number", "item", "undertakings", "lead", "counterpart", "focal", "steps", "due", "progress", "milestone", "next_step",
        "difficulties", "funding", "text_of_it")
_BREAK = "\n"


def rows(material: Material) -> list[dict[str, Any]]:
    """The undertakings as cells by the names of the columns; `late` marks the overdue."""
    serving: dict[str, list[dict[str, Any]]] = {}
    for item in plan(material):
        for promise in item["serves"]:
            serving.setdefault(promise, []).append(item)
    return [_row(material, n, p, serving.get(p.fact.fact, ())) for n, p in enumerate(material.promises, 1)]


def columns(material: Material) -> list[str]:
    """The columns shown: without the source where sources are switched off."""
    return [c for c in COLUMNS if c != "source" or material.sources]


def plan(material: Material) -> list[dict[str, Any]]:
    """The items of the action plan as cells by the names of `PLAN`; `serves` are ids, `late` marks the overdue."""
    numbers = {p.fact.fact: n for n, p in enumerate(material.promises, 1)}
    return [_item(material, n, item, numbers) for n, item in enumerate(material.plan, 1)]


def context(material: Material) -> dict[str, Any]:
    """The rows, and what the columns are called."""
    listed, planned = rows(material), plan(material)
    return {"rows": listed, "count": counted(material), "about": material.say("figures_about"), "plan": planned,
            "col": {c: material.say(f"col_{c}") for c in dict.fromkeys((*COLUMNS, *PLAN))},
            "empty": "" if listed else material.say("nothing"), "plan_empty": "" if planned else material.say("nothing")}


def counted(material: Material) -> str:
    """How many undertakings there are; requests and proposals, and invitations, apart."""
    say = material.say
    parts = (("count", "pledge"), ("count_proposal", "proposal"), ("count_invitation", "invitation"))
    return say("side_list").join(say.count(key, n) for key, act in parts if (n := len(material.acts(act))) or act == "pledge")


def _row(material: Material, number: int, promise: Promise, items: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    fact, say = promise.fact, material.say
    line, words = material.promise(promise), clean(fact.label)
    if line.lead:
        words = say("colon", name=line.lead, value=invited(words))
    late = say.count("days", promise.late) if promise.late else ""
    return {
        "number": number, "text": words, "act": say.words.label("acts", fact.type),
        "by": format(material.who(promise.by), "With"),
        "says": material.says(promise), "areas": material.areas(fact),
        "force": material.force(promise) if fact.force else "",
        "due": material.due(promise), "hint": say.several(material.hint(promise)),
        "days": promise.late or "", "days_said": late, "state": say(f"state_{promise.shown}"),
        "state_said": f"{say(f'state_{promise.shown}')} ({late})" if late else say(f"state_{promise.shown}"),
        "declared": material.say.several(material.declared(promise)),
        **{name: _BREAK.join(dict.fromkeys(str(i[name]) for i in items if i[name]))
           for name in ("lead", "counterpart", "focal", "steps", "progress")},
        "answer": say.several([w for w in (promise.answer.answer, promise.answer.became) if w]) if promise.answer else "",
        "target": clean(fact.data.get("target") or ""),
        "body": material.name_of(fact.data.get("mechanism")), "told": material.day_of(promise.made),
        "review": say(f"review_{fact.review}"), "source": line.note, "id": fact.fact, "note": line.note,
        "mark": line.mark,
        "late": bool(promise.late),
    }


def _item(material: Material, number: int, item: tracked.Planned, numbers: Mapping[str, int]) -> dict[str, Any]:
    say = material.say
    steps = [say("step_done" if done else "step_open", step=clean(what) + (f" ({material.day_of(due)})" if due else ""))
             for what, due, done in item.steps]
    due = [material.day_of(item.due), clean(item.due_said)]
    return {
        "number": number, "item": clean(item.title), "serves": item.serves,
        "undertakings": say("side_list").join(str(numbers[p]) for p in item.serves if p in numbers), "lead": clean(item.lead),
        "counterpart": clean(item.counterpart), "focal": _BREAK.join(clean(f) for f in item.focal), "steps": _BREAK.join(steps),
        "due": say.several(dict.fromkeys(due)), "progress": say("percent", number=item.progress),
        "milestone": clean(item.milestone),
        "next_step": clean(item.next_step), "difficulties": clean(item.difficulties), "funding": clean(item.funding),
        "text_of_it": material.name_of(item.text),
        "late": bool(item.due and item.due < material.day.isoformat() and item.progress < 100),
    }
