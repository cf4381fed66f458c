"""The dialogue of `servanda judge`: the sentence, the proposal, keys to decide, undo."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.text import Text as Styled

from servanda.claims import Claim
from servanda.publishing.values import Values
from servanda.publishing.words import Words, alphabetical
from servanda.reader import Reading
from servanda.reading.lines import unwrapped
from servanda.reading.text import Text
from servanda.reconciliation import judgement as judgements
from servanda.reconciliation import record as r
from servanda.reconciliation.corrections import Unsound, listed, sound
from servanda.reconciliation.judgement import Judgement, Target

_AROUND = 240  # characters of the paper shown on either side of a citation
# The keys are those of the register's review.
_VERDICTS = {"a": "confirm", "r": "reject", "u": "unsure"}
_PAIR_VERDICTS = {"a": "same", "r": "different", "u": "unsure"}
_REFERENCES = frozenset({"participants", "mechanism", "part_of", "speaker", "event", "instrument"})


@dataclass(frozen=True, slots=True)
class Question:
    """One thing to decide: a claim, or (where `other` is given) whether two claims tell one thing, or (where `evidence` is
    given) whether a deed bears on the promise that the claim makes."""

    claim: Claim
    other: Claim | None = None
    reasons: tuple[str, ...] = ()
    evidence: r.Evidence | None = None

    @property
    def target(self) -> Target:
        """What a judgement on it is about."""
        if self.evidence is not None:
            return Target(evidence=(self.evidence.promise, self.evidence.deed or self.evidence.statement or ""))
        if self.other is None:
            return Target(claim=self.claim.id)
        return Target(pair=tuple(sorted((self.claim.id, self.other.id))))  # type: ignore[arg-type]


class Dialogue:
    """Asks questions of a reading and adds each answer to the judgements' file before it asks the next.

    ask: reads a line from the person (raises EOFError where there is no more). console: shows.
    """

    def __init__(self, reading: Reading, made: Sequence[Judgement], path: Path, words: Words, who: str, *,
                 ask: Callable[[str], str] = input, console: Console | None = None) -> None:
        self.reading, self.path, self.words, self.who, self.ask = reading, path, words, who, ask
        self.console = console or Console(highlight=False)
        self.contents = {t.document: t for t in reading.texts}
        self.claims = {c.id: c for c in reading.claims}
        self.made = list(made)
        self.values = Values(words)
        self.written: list[tuple[Judgement, int]] = []

    def questions(self, kind: str | None = None, *, again: bool = False) -> list[Question]:
        """What is still to decide, paper by paper, in reading order; merges, then evidence, after the claims."""
        closed = self._closed(again)
        asked = [Question(c) for c in self.reading.claims if kind in (None, c.kind)]
        if kind in (None, "merge"):
            asked += self._merges()
        if kind in (None, "evidence"):
            asked += [Question(self.claims[e.promise], None, tuple(e.why), e) for e in self.reading.record.evidence
                      if e.promise in self.claims and e.review == "proposed"]
        return [q for q in asked if q.target not in closed]

    def _closed(self, again: bool) -> set[Target]:
        last = {j.target: j for j in self.made}
        return {t for t, j in last.items() if j.verdict != "unsure" or not (again or j.supersedes)}

    def _merges(self) -> list[Question]:
        found = []
        for kind in ("entities", "events", "instruments", "mechanisms", "undertakings"):
            for fact in getattr(self.reading.record, kind):
                members = [self.claims[c] for c in fact.claims if c in self.claims]
                for merge in fact.merged:
                    other = self.claims.get(merge.other)
                    joined = next((m for m in members if other is not None and m.id != other.id
                                   and m.document != other.document), None)
                    if other is not None and joined is not None:
                        found.append(Question(joined, other, tuple(merge.reasons)))
        return list({q.target: q for q in found}.values())

    def hold(self, *, kind: str | None = None, again: bool = False) -> int:
        """Ask until all is decided or the person stops; returns how many decisions were written."""
        asked = self.questions(kind, again=again)
        if not asked:
            self.console.print(self.words("judge_nothing"))
            return 0
        self.console.print(self.words("judge_intro", number=len(asked)))
        at = 0
        while 0 <= at < len(asked):
            step = self._question(asked[at], at + 1, len(asked), at)
            if step is None:
                break
            at = step
        self.console.print(self.words.count("judge_done", len(self.written), path=self.path) if self.written
                           else self.words("judge_none"))
        return len(self.written)

    def _question(self, question: Question, number: int, total: int, at: int) -> int | None:
        """Show one question and take an answer; returns the index to go on with, None to stop."""
        self.show(question, number, total)
        verdicts = _PAIR_VERDICTS if question.other else _VERDICTS
        while True:
            key = self._ask(self.words("judge_prompt"))
            if key is None or key == "q":
                return None
            if key == "s":
                return at + 1
            if key == "z":
                return self._undo(at)
            if key == "c" and question.other is None and question.evidence is None:
                if (value := self._correction(question.claim)) is not None:
                    self._decide(question, "correct", at, value)
                    return at + 1
            elif key in verdicts:
                reason = self._ask(self.words("judge_reason")) if verdicts[key] in ("reject", "different") else None
                self._decide(question, verdicts[key], at, reason=reason or None)
                return at + 1
            else:
                self.console.print(self.words("judge_keys"))

    def show(self, question: Question, number: int, total: int) -> None:
        """The sentence with its words marked, what is proposed, and why."""
        claims = [question.claim] + ([question.other] if question.other else [])
        kind = "evidence" if question.evidence else question.claim.kind
        told = self.words("kind_" + kind)
        told = self.words("judge_whether_same", kind=told) if question.other else told
        self.console.print(Styled(f"\n[{number}/{total}] {told}", style="bold"))
        if question.evidence is not None:
            self._show_evidence(question.claim, question.evidence)
            return
        for claim in claims:
            self.console.print(self._context(claim))
            for name, value in claim.fields.items():
                if name not in ("text", *_REFERENCES) and value not in (None, [], ""):
                    shown = self._shown(claim.kind, name, value)
                    self.console.print("   " + self.words("pair", name=self.values.field(name), value=shown), markup=False)
            for why in list(dict.fromkeys(self.words.why(y.rule, y.cue, y.words) for y in claim.why))[:3]:
                self.console.print(Styled("   " + self.words("because", why=why), "dim"))
        for reason in question.reasons:
            self.console.print(Styled(f"   = {self.words.reason(reason)}", style="cyan"))
        if question.other:
            self.console.print(self.words("judge_same"))

    def _show_evidence(self, promise: Claim, evidence: r.Evidence) -> None:
        """The promise, the deed's words, how it bears on it, and why."""
        self.console.print(self._context(promise))
        sources = {d.id: d.sha256 for d in self.reading.record.documents}
        for place in evidence.citations[:1]:
            self.console.print(self._around(self.contents[sources[place.document]], place.start, place.end))
        told = [self.words(f"bears_{evidence.relation}"), *(self.words.reason(x) for x in evidence.why)]
        for line in dict.fromkeys(told):
            self.console.print(Styled(f"   = {line}", style="cyan"))

    def _shown(self, kind: str, name: str, value: Any) -> str:
        """A value in words, with the code that a correction is typed in where that is another."""
        told = self.values(kind, name, value)
        codes = ", ".join(str(v) for v in (value if isinstance(value, list) else [value]) if not isinstance(v, dict))
        return told if not codes or codes == told or told.replace("; ", ", ") == codes else f"{told} [{codes}]"

    def _context(self, claim: Claim) -> Styled:
        place = claim.citations[0]
        return self._around(self.contents[claim.document], place.start, place.end)

    def _around(self, text: Text, start: int, end: int) -> Styled:
        """Words of a text, marked, with what stands before and after them."""
        before = _whole(text.content[max(0, start - _AROUND - 1) : start], start > _AROUND).split("\n\n")[-1]
        after = _whole(text.content[end : end + _AROUND + 1][::-1], end + _AROUND < len(text.content))[::-1].split("\n\n")[0]
        shown = Styled(f"{Path(self.words.paper(text.path)).name}: ", style="dim")
        shown.append(unwrapped(before) + " " * before[-1:].isspace(), style="default")
        shown.append(unwrapped(text.content[start:end]), style="bold reverse")
        shown.append(" " * after[:1].isspace() + unwrapped(after), style="default")
        return shown

    def _ask(self, prompt: str) -> str | None:
        try:
            return self.ask(prompt).strip()
        except EOFError:
            return None

    def _correction(self, claim: Claim) -> dict[str, Any] | None:
        """The corrected field and its value, checked; None where the person thinks better of it (types nothing)."""
        names = [n for n in claim.fields if n not in _REFERENCES and n != "text"]
        shown = ", ".join(self._field(n) for n in names)
        while (name := self._named(typed := self._ask(self.words("judge_correct_field", fields=shown)), names)) is None:
            if not typed:
                return None
            self.console.print(self.words("judge_no_field", fields=shown), markup=False)
        while typed := self._ask(self.words("judge_correct_value", field=self._field(name))):
            value = sound(claim.kind, name, _value(claim.kind, name, typed))
            if not isinstance(value, Unsound):
                return {name: value}
            self.console.print(self.words("judge_bad_value", value=self.words.typed(typed), reason=self.words.expected(value)),
                               markup=False)
        return None

    def _field(self, name: str) -> str:
        """A field by the name it is typed by, with what it is called here where that is another."""
        label = self.values.field(name)
        return name if label.casefold() == name else self.words("field_or_label", field=name, label=label)

    def _named(self, typed: str | None, names: Sequence[str]) -> str | None:
        """The field meant by its name or by what it is called here, accents or not."""
        meant = alphabetical(typed or "")
        return next((n for n in names if meant in (n, alphabetical(self.values.field(n)))), None)

    def _decide(self, question: Question, verdict: str, at: int, value: Any = None, reason: str | None = None) -> None:
        made = self._judgement(question.target, verdict, value=value, reason=reason,
                               key=question.claim.key, quote=question.claim.quote, document=question.claim.document)
        judgements.append(self.path, made)
        self.made.append(made)
        self.written.append((made, at))

    def _judgement(self, target: Target, verdict: str, **more: Any) -> Judgement:
        at = datetime.now(UTC).isoformat(timespec="milliseconds")
        seed = json.dumps([at, self.who, target.model_dump(), verdict, len(self.made)], sort_keys=True)
        made = "j-" + hashlib.sha256(seed.encode()).hexdigest()[:16]
        return Judgement(id=made, at=at, who=self.who, target=target, verdict=verdict, **more)  # type: ignore[arg-type]

    def _undo(self, at: int) -> int:
        """Take the last decision back (a decision of its own: nothing is erased) and ask it again."""
        if not self.written:
            self.console.print(self.words("judge_nothing_to_undo"))
            return at
        last, where = self.written.pop()
        undone = self._judgement(last.target, "unsure", supersedes=last.id)
        judgements.append(self.path, undone)
        self.made.append(undone)
        self.console.print(self.words("judge_undone"))
        return where


def _whole(words: str, cut: bool) -> str:
    """Words without the one at their beginning, where it may be but a part."""
    return words.lstrip().partition(" ")[2] if cut and " " in words.strip() else words


def _value(kind: str, name: str, typed: str) -> Any:
    """A value as typed: JSON, codes with commas between them, or plain words."""
    try:
        value = json.loads(typed)
    except ValueError:
        return [code.strip() for code in typed.split(",") if code.strip()] if listed(kind, name) else typed
    return typed if type(value) in (int, float, bool) else value
