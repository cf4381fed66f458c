"""Who signs a paper and whom a letter is addressed to: the names in the blocks of signatures and addresses."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from servanda.extraction.components.entities.page import Foot, Page
from servanda.extraction.components.entities.sightings import ROLE, Group, Sighting

_NATIONAL = ("name", "adjective")
_CITIES = ("capital", "city")
_INTERIM = 3  # words that may stand between an office and the mark of a signature (`a.i.`), or the state it is of
_POSTAL = 12  # words of an address after the name and its office


class Signatures:
    """Reads the feet of one page: whose each signature is, by what stands above and below it."""

    def __init__(self, page: Page, groups: Sequence[Group], sightings: Sequence[Sighting]) -> None:
        self.page, self.groups = page, groups
        self.sightings = [s for s in sightings if any(f.start <= s.run.start < f.end for f in page.feet)]

    def read(self) -> None:
        """Give every signature the office and the state beside it."""
        for foot in self.page.feet:
            done, within = foot.start, self._within(foot)
            unmarked = next((s for s in within if 0 <= foot.named <= s.run.begin and self._named(s)), None)
            for sighting in within:
                named = self._named(sighting) if foot.bare else sighting is unmarked
                mark = self.page.signed.get(sighting.run.begin, sighting.run.begin if named else None)
                if mark is not None:
                    sighting.certain, sighting.rule = True, sighting.rule or "signature"
                    if not foot.bare:
                        self._above(sighting, done, mark)
                if not sighting.codes:
                    self._below(sighting, foot)
                if mark is not None and not sighting.codes and sighting.state:
                    sighting.codes.append(ROLE)
                done = sighting.run.end

    def letters(self) -> Iterator[tuple[Sighting, Sighting]]:
        """Each letter's signer and the one it is addressed to, named right below the signature."""
        feet = self.page.feet
        for foot, following in zip(feet, feet[1:], strict=False):
            if foot.end != following.start:
                continue
            signers = [s for s in self._within(foot) if s.run.begin in self.page.signed]
            addressed = [s for s in self._within(following) if s.certain and s.run.begin not in self.page.signed]
            if len(signers) == 1 and addressed:
                yield signers[0], addressed[0]

    def resident(self, sighting: Sighting) -> str | None:
        """The state a letter to this name is sent to, by the city that ends its address."""
        foot = next((f for f in self.page.feet if f.start <= sighting.run.start < f.end), None)
        if foot is None or sighting.run.begin in self.page.signed or foot.end - sighting.run.end > 2 * _POSTAL:
            return None
        cities = [s for j in range(sighting.run.end, foot.end) if (s := self.page.states.get(j)) and s[1].kind in _CITIES]
        return cities[-1][1].code if cities else None

    def _within(self, foot: Foot) -> list[Sighting]:
        return [s for s in self.sightings if foot.start <= s.run.start < foot.end]

    def _named(self, sighting: Sighting) -> bool:
        """Whether what stands where a name should is one: of several words, no office or body."""
        run = sighting.run
        return run.end - run.start > 1 and self.page.free(run.start, run.end)

    def _above(self, sighting: Sighting, start: int, mark: int) -> None:
        """The office and the party that a signature stands for, written above it."""
        above = [g for g in self.groups if start <= g.start and g.end <= mark]
        if above and not above[-1].plural and mark - above[-1].end <= _INTERIM:
            self._give(sighting, above[-1])
        told = [s[1].code for j in range(start, mark) if (s := self.page.states.get(j)) and s[1].kind in _NATIONAL]
        if sighting.state is None and told:
            sighting.state = told[0]

    def _below(self, sighting: Sighting, foot: Foot) -> None:
        """The office written below a name."""
        end = sighting.run.end
        group = next((g for g in self.groups if end <= g.start <= end + 1 and g.end <= foot.end), None)
        if group is not None and not group.plural and not group.used and not self.page.gap(end).strip(" \n,.("):
            self._give(sighting, group)
            told = next((s for j in range(group.end, group.end + _INTERIM) if (s := self.page.states.get(j))), None)
            if sighting.state is None and told is not None and told[0] <= foot.end and told[1].kind in _NATIONAL:
                sighting.state = told[1].code

    def _give(self, sighting: Sighting, group: Group) -> None:
        group.used = sighting.certain = sighting.titled = True
        sighting.rule = sighting.rule or "signature"
        sighting.cue = sighting.cue or (group.start, group.end)
        for title in group.titles:
            sighting.codes += [c for c in title.codes if c not in sighting.codes]
            if title.states and sighting.state is None:
                sighting.state = title.states[0]
