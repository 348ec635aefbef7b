"""What is stored about somebody, and what happens to it when it is to be forgotten.

If others made a turn by *Redo*, *Variations* or *Larger* from somebody's words, that
turn belongs to that person, too: others did nothing but press a button. So does a
picture of theirs that others brought elsewhere by *Use in…*, and a comparison of which
one of the two pictures is theirs. Replies that others wrote themselves stay theirs;
they only lose what they were built on.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from bot.core.turn.asks import repeats


@dataclass(frozen=True, slots=True)
class Owner:
    """The owner of stored data: a whole workspace, or one person."""

    team: str = ""
    user: str = ""


@dataclass(frozen=True, slots=True)
class Family:
    """Turns that belong to somebody, and those of others that were built on them;
    `names` are the characters and styles that belong to somebody."""

    own: tuple[int, ...] = ()
    followers: tuple[int, ...] = ()
    names: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Forgotten:
    """Everything to be removed elsewhere before the rows of these turns are deleted.

    OpenAI's answers to `followers` are among the `responses`, because OpenAI keeps
    everything that went before with each answer. `unfinished` is how many of these
    turns are still waiting or being answered.
    """

    turns: Sequence[int]
    followers: Sequence[int] = ()
    files: Sequence[str] = ()
    pictures: Sequence[str] = ()
    responses: Sequence[str] = ()
    names: Sequence[int] = ()
    unfinished: int = 0


class Belongings(Protocol):
    """Everything that is stored about somebody."""

    async def rows(self, owner: Owner) -> Sequence[Mapping[str, Any]]:
        """Every turn as stored, with its pictures, in the order of asking."""

    async def names(self, owner: Owner) -> Sequence[Mapping[str, Any]]:
        """The characters and styles that belong to somebody, with their pictures."""

    async def stops(self, owner: Owner) -> Sequence[Mapping[str, Any]]:
        """The turns of others that the person has stopped."""

    async def audit(self, owner: Owner) -> Sequence[Mapping[str, Any]]:
        """Every approval and every use of a tool in a workspace, the oldest first."""

    async def files(self, owner: Owner) -> Forgotten:
        """Everything that `forget` would leave behind elsewhere. Removes nothing."""

    async def forget(self, owner: Owner, found: Forgotten) -> None:
        """Remove the rows that were found; replies of others stay."""

    async def sweep(self) -> str:
        """Have the deleted data overwritten; returns what prevents that, if
        anything."""


def family(
    own: Iterable[int], others: Sequence[Mapping[str, Any]], using: Iterable[int] = ()
) -> Family:
    """The turns with those that repeat them, and the turns that follow any of these.

    Turns that are `using` somebody's pictures follow, too, with those that follow them.

    Of the other turns, `id`, `parent` and `claim` are known, in the order of asking:
    what a turn builds on or repeats was asked before it. A turn that repeats a
    repetition still repeats the words of the first author.
    """
    mine, after = set(own), set(using)
    copies = {row["id"]: repeats(row["claim"]) for row in others}
    wrote = {each for each in mine if not copies.get(each)}
    for row in sorted(others, key=lambda each: each["id"]):
        if not wrote.isdisjoint(copies[row["id"]]):
            wrote.add(row["id"])
            mine.add(row["id"])
        elif row["id"] in mine:
            continue
        elif row["parent"] in mine or row["parent"] in after:
            after.add(row["id"])
    return Family(tuple(sorted(mine)), tuple(sorted(after - mine)))


def names_in(asks: Iterable[str]) -> set[str]:
    """The names of files that came with stored asks."""
    return {each["name"] for ask in asks for each in json.loads(ask)["attached"]}


def without_names(stored: str, names: set[str]) -> str:
    """A stored answer or leg without the notes that name one of these files."""
    kept = json.loads(stored)
    before = kept.get("notes", [])
    notes = [note for note in before if not any(name in note for name in names)]
    if len(notes) == len(before):
        return stored
    return json.dumps({**kept, "notes": notes}, ensure_ascii=False)
