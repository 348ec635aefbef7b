"""Characters and styles in memory."""

from collections.abc import Sequence
from dataclasses import replace

from bot.core.errors import NameTaken, TooMany
from bot.core.turn.taught import Taught, reads_as


class MemoryTaughtNames:
    """Implements the port `TaughtNames`. `needed` are pictures that turns need."""

    def __init__(self, *names: Taught, needed: Sequence[str] = ()) -> None:
        self._names: dict[int, Taught] = {}
        self._last = 0
        self._left: set[str] = set()
        self.needed = set(needed)
        for each in names:
            self._add(each)

    async def usable(self, team: str, channel: str) -> Sequence[Taught]:
        found = (each for each in await self.of_team(team))
        here = (each for each in found if each.channel in ("", channel))
        return sorted(here, key=lambda each: (each.made, each.id), reverse=True)

    async def of_team(self, team: str) -> Sequence[Taught]:
        found = (each for each in self._names.values() if each.team == team)
        return sorted(found, key=lambda each: (reads_as(each.name), each.id))

    async def get(self, name: int) -> Taught | None:
        return self._names.get(name)

    async def teach(self, taught: Taught, most: int, most_by_user: int) -> Taught:
        self._refuse_rivals(taught)
        there = await self.of_team(taught.team)
        if len(there) >= most:
            raise TooMany("workspace")
        if sum(e.taught_by == taught.taught_by for e in there) >= most_by_user:
            raise TooMany("person")
        return self._add(taught)

    async def change(self, taught: Taught) -> Taught | None:
        before = self._names.get(taught.id)
        if before is not None:
            self._refuse_rivals(taught)
            self._left |= {each.sha256 for each in before.pictures}
            self._names[taught.id] = taught
        return before

    async def forget(self, name: int) -> Taught | None:
        before = self._names.pop(name, None)
        self._left |= {each.sha256 for each in before.pictures} if before else set()
        return before

    async def leftovers(self) -> Sequence[str]:
        kept = {p.sha256 for each in self._names.values() for p in each.pictures}
        self._left -= self.needed | kept
        return sorted(self._left)

    async def leave(self, hashes: Sequence[str]) -> None:
        self._left.update(hashes)

    async def dropped(self, sha256: str) -> None:
        self._left.discard(sha256)

    def _add(self, taught: Taught) -> Taught:
        self._last += 1
        added = replace(taught, id=self._last)
        self._names[added.id] = added
        return added

    def _refuse_rivals(self, taught: Taught) -> None:
        for each in self._names.values():
            if each.id != taught.id and _collide(each, taught):
                raise NameTaken(f"name {each.id} reads the same")


def _collide(one: Taught, other: Taught) -> bool:
    together = one.channel == other.channel or "" in (one.channel, other.channel)
    same = reads_as(one.name) == reads_as(other.name)
    return one.team == other.team and together and same
