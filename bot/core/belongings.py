"""What is stored of somebody, and what becomes of it when it is to be forgotten."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol


@dataclass(frozen=True, slots=True)
class Owner:
    """Whose things: a whole workspace's, or one person's."""

    team: str = ""
    user: str = ""


@dataclass(frozen=True, slots=True)
class Forgotten:
    """What is to be removed elsewhere, now that nothing here names it any more.

    `unfinished` of the turns are still being answered, or wait for it.
    """

    turns: int
    files: Sequence[str] = ()
    pictures: Sequence[str] = ()
    responses: Sequence[str] = ()
    unfinished: int = 0


class Belongings(Protocol):
    """All that is stored of somebody."""

    async def rows(self, owner: Owner) -> Sequence[Mapping[str, Any]]:
        """Every turn as it is stored, with its pictures, in the order of asking."""

    async def files(self, owner: Owner) -> Forgotten:
        """What `forget` would leave behind elsewhere. Removes nothing."""

    async def forget(self, owner: Owner) -> None:
        """Remove every row; what others built on it stays, without it."""
