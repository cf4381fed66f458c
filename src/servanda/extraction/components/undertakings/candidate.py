"""What detection hands on to the attributes: a cited future action with the words it hangs on."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Span


@dataclass(frozen=True, slots=True)
class Candidate:
    """An undertaking as detected, before who, when and what are filled in (GUIDE section 6).

    action: the words to cite, from the action verb or noun to the end of its complements.
    cue: the words that make it an undertaking (for a plain future or a performative, its finite verb).
    act: `pledge`, `proposal` or `invitation`. force: of a pledge (`commit`, `agree`, `intend`, `explore`), else None.
    subject: grammatical subject of the cue's clause: who undertakes, proposes or invites; None where it has none
    (impersonal, lead-in without subject, agentless passive).
    doer: grammatical subject of the clause the cue governs, where its action is a verb of that clause in the active: who
    will do what is agreed (`agreed that Oslo will pay`).
    addressee: who is asked or invited, where the clause names them.
    start, end: token bounds of the sentence (end excluded). block: index of its block in `View.blocks`.
    rule: name of the detecting rule. cue_name: name of the lexicon entry. lead: cue inherited from a list's lead-in
    (then `cue` and `subject` lie in the lead-in block). received: the subject is given what another undertakes.
    common: what one side proposes to do, it and the other do together once that is agreed. stance: it counts only as what
    a party says in the talks. wished: it is only hoped that somebody will do it.
    """

    action: Span
    cue: Span
    act: str
    force: str | None
    subject: Span | None
    addressee: Span | None
    start: int
    end: int
    block: int
    rule: str
    cue_name: str
    lead: bool = False
    doer: Span | None = None
    received: bool = False
    common: bool = False
    stance: bool = False
    wished: bool = False
