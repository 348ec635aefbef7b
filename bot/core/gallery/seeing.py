"""Who sees which pictures.

Somebody sees the pictures of the channels that they are in, as Slack says, and their
own in direct messages with the bot. Where the owner has set `GALLERY=public`, everybody
but guests also sees those of public channels. Nobody sees those of another workspace.
"""

import asyncio
from dataclasses import dataclass
from typing import Final

from bot.core.ports import Memberships, Turns
from bot.core.turn.turns import Turn

DIRECT = "D"
"""How the ids of direct messages begin."""
LOOKING: Final = 1.0
"""Seconds to find out before a form is opened, which has to be soon after a click."""


@dataclass(frozen=True, slots=True)
class Seeing:
    """Decides it. With `public`, public channels are for everybody but guests."""

    memberships: Memberships
    turns: Turns
    public: bool = False

    async def channels(
        self, team: str, user: str, *, fresh: bool = False
    ) -> frozenset[str]:
        """The channels whose pictures this person sees."""
        own = await self.memberships.channels(team, user, fresh=fresh)
        if not self.public or await self.memberships.is_guest(team, user):
            return own
        return own | await self.memberships.public(team, fresh=fresh)

    async def reaches(self, team: str, user: str, channel: str) -> bool:
        """Whether the bot is in a channel where this person is; yes, if Slack does not
        say so in time."""
        try:
            async with asyncio.timeout(LOOKING):
                known = await self.memberships.channels(team, user)
                if not known or channel in known:
                    return True
                return channel in await self.memberships.public(team)
        except TimeoutError:
            return True

    async def may_speak(self, team: str, user: str, channel: str) -> bool:
        """Whether the bot is in a channel where this person is, or may go at any time,
        as Slack says just now."""
        if channel in await self.memberships.channels(team, user, fresh=True):
            return True
        public = await self.memberships.public(team, fresh=True)
        return channel in public and not await self.memberships.is_guest(team, user)

    async def turn(self, turn: int, team: str, user: str) -> Turn | None:
        """The turn, if this person may see its pictures, as Slack says just now."""
        found = await self.turns.get(turn)
        if found is None or found.ask.thread.team != team:
            return None
        channel = found.ask.thread.channel
        if channel.startswith(DIRECT) and found.ask.user != user:
            return None
        seen = await self.channels(team, user, fresh=True)
        return found if channel in seen else None
