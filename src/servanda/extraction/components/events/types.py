"""The types of event, and those that rules take together."""

from __future__ import annotations

from typing import Literal

Type = Literal["visit", "meeting", "call", "consultation", "session", "signing", "ceremony", "forum", "establishment"]

COUNTED = frozenset({"session", "consultation"})  # what a body holds, one after the other
SITS = COUNTED | {"meeting"}  # what a body may hold
GATHERED = COUNTED | {"forum"}  # what is set for a place and a day, whoever comes
MET = frozenset({"meeting", "session"})  # what any meeting may be called
TALKED = frozenset({"meeting", "call"})  # talks of persons
TALKS = SITS | TALKED
REAL = TALKS | {"visit"}
ACTS = frozenset({"establishment", "signing", "visit"})  # what somebody does on a day
SOLEMN = frozenset({"signing", "establishment", "ceremony"})  # what has a ceremony, or is one
