"""The ports to what workspaces have taught the bot."""

from collections.abc import Sequence
from typing import Protocol

from bot.core.turn.descriptions import Description
from bot.core.turn.request import InputImage
from bot.core.turn.taught import NameKind, Taught


class TaughtNames(Protocol):
    """The characters and styles of all workspaces. Each call is one transaction."""

    async def usable(self, team: str, channel: str) -> Sequence[Taught]:
        """Those that an ask in this channel can name, the newest first."""

    async def of_team(self, team: str) -> Sequence[Taught]:
        """All of a workspace, those of single channels as well, by name."""

    async def get(self, name: int) -> Taught | None:
        """The one with this id."""

    async def teach(self, taught: Taught, most: int, most_by_user: int) -> Taught:
        """Store a new one, and return it with its id.

        Raises TooMany if the workspace, or the person, has taught so many already, and
        NameTaken if a name that can be used in the same channel reads the same.
        """

    async def change(self, taught: Taught) -> Taught | None:
        """Store it in place of the one with its id; returns what was there before, None
        if it was forgotten meanwhile. Raises NameTaken."""

    async def forget(self, name: int) -> Taught | None:
        """Remove it; returns what was there. Its pictures are still on the shelf."""

    async def leftovers(self) -> Sequence[str]:
        """The hashes of pictures that names had before they were changed or forgotten,
        and that neither a turn nor a name needs any more."""

    async def leave(self, hashes: Sequence[str]) -> None:
        """Note pictures that were kept for a name and that it does not have after
        all."""

    async def dropped(self, sha256: str) -> None:
        """Note that the shelf has dropped one of these."""


class Describer(Protocol):
    """A model that puts pictures in words."""

    async def describe(self, picture: InputImage, kind: NameKind, person: str) -> str:
        """A sentence on what a name stands for; empty if there is none. `person` is a
        hash of who wants it."""

    async def tell(self, picture: InputImage, person: str) -> Description:
        """What is on the picture, for somebody who cannot see it."""
