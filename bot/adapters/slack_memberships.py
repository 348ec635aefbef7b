"""Which channels people are in, asked of Slack and remembered for minutes.

What decides who sees a picture fails closed: a person of whom Slack says nothing is in
no channel, and is a guest.
"""

import asyncio
import logging
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from time import monotonic
from typing import Any, Final, Generic, TypeVar

from bot.adapters.slack_errors import translated
from bot.adapters.slack_identity import InstalledClient
from bot.core.caller import Caller, Priority
from bot.core.errors import ChatError

LASTS: Final = 180.0
"""Seconds for which an answer of Slack's is remembered."""
FRESH: Final = 5.0
"""Seconds for which it is fresh: people press more than one button."""
LONGEST: Final = 2.0
"""Seconds to find out; Slack waits three for the acknowledgement of a click."""
MOST: Final = 2_000
"""The most people, and workspaces, of whom something is remembered."""
ON_PAGE: Final = 500
MOST_PAGES: Final = 20
ALL: Final = "public_channel,private_channel,mpim,im"
Found = TypeVar("Found")
log = logging.getLogger(__name__)


@dataclass(slots=True)
class _Memory(Generic[Found]):
    """An answer that is on its way, or since when it is known."""

    answer: asyncio.Future[Found]
    since: float


class Remembered(Generic[Found]):
    """Answers to a question by key. Several who ask at once share one answer; what
    fails is not remembered."""

    def __init__(
        self, clock: Callable[[], float], lasts: float, most: int = MOST
    ) -> None:
        self._clock, self._lasts, self._most = clock, lasts, most
        self._known: OrderedDict[tuple[str, ...], _Memory[Found]] = OrderedDict()

    async def of(
        self,
        key: tuple[str, ...],
        ask: Callable[[], Awaitable[Found]],
        youngest: float | None = None,
    ) -> Found:
        """The answer, asked for if none is known that is young enough."""
        lasts = self._lasts if youngest is None else youngest
        memory = self._known.get(key)
        if memory is None or self._clock() - memory.since > lasts:
            memory = self._asked(key, ask)
        return await asyncio.shield(memory.answer)

    def forget(self, key: tuple[str, ...]) -> None:
        """Ask again next time."""
        self._known.pop(key, None)

    def _asked(
        self, key: tuple[str, ...], ask: Callable[[], Awaitable[Found]]
    ) -> _Memory[Found]:
        memory = _Memory(asyncio.ensure_future(ask()), self._clock())
        self._known[key] = memory
        self._known.move_to_end(key)
        if len(self._known) > self._most:
            self._known.popitem(last=False)

        def done(answer: asyncio.Future[Found]) -> None:
            failed = answer.cancelled() or answer.exception() is not None
            if failed and self._known.get(key) is memory:
                del self._known[key]

        memory.answer.add_done_callback(done)
        return memory


class SlackMemberships:
    """Implements the port `Memberships`."""

    def __init__(
        self, client: InstalledClient, clock: Callable[[], float] = monotonic
    ) -> None:
        self._client = client
        self._channels = Remembered[frozenset[str]](clock, LASTS)
        self._public = Remembered[frozenset[str]](clock, LASTS)
        self._guests = Remembered[bool](clock, LASTS)

    async def channels(
        self, team: str, user: str, *, fresh: bool = False
    ) -> frozenset[str]:
        """The channels in which both the person and the bot are."""

        async def ask() -> frozenset[str]:
            found, ours = await asyncio.gather(
                self._list(team, types=ALL, user=user),
                self._public.of((team,), lambda: self._ask_public(team)),
            )
            return frozenset(
                each["id"] for each in found if each["id"] in ours or _is_private(each)
            )

        try:
            youngest = FRESH if fresh else None
            return await self._channels.of((team, user), ask, youngest)
        except (ChatError, TimeoutError) as error:
            log.warning("which channels %s is in is unknown: %s", user, error)
            return frozenset()

    async def public(self, team: str, *, fresh: bool = False) -> frozenset[str]:
        """The public channels in which the bot is."""
        try:
            youngest = FRESH if fresh else None
            ask = lambda: self._ask_public(team)  # noqa: E731 -- a question
            return await self._public.of((team,), ask, youngest)
        except (ChatError, TimeoutError) as error:
            log.warning("which channels are public is unknown: %s", error)
            return frozenset()

    async def is_guest(self, team: str, user: str) -> bool:
        """Whether somebody sees only the channels that they are in."""
        try:
            ask = lambda: self._ask_guest(team, user)  # noqa: E731 -- a question
            return await self._guests.of((team, user), ask)
        except (ChatError, TimeoutError) as error:
            log.warning("whether %s is a guest is unknown: %s", user, error)
            return True

    def moved(self, team: str, user: str) -> None:
        """Somebody, perhaps the bot, has joined or left a channel."""
        self._channels.forget((team, user))
        self._public.forget((team,))

    async def _ask_public(self, team: str) -> frozenset[str]:
        found = await self._list(team, types="public_channel")
        return frozenset(each["id"] for each in found)

    async def _ask_guest(self, team: str, user: str) -> bool:
        client = self._client.by(Caller(team, Priority.END))
        async with asyncio.timeout(LONGEST):
            with translated("users.info"):
                answer = await client.users_info(user=user)
        return is_guest(answer.get("user") or {}, team)

    async def _list(
        self, team: str, *, types: str, user: str = ""
    ) -> list[dict[str, Any]]:
        """All conversations of these types, page by page.

        Whoever is in more than we ask for sees the pictures of the first ones.
        """
        client = self._client.by(Caller(team, Priority.END))
        found: list[dict[str, Any]] = []
        cursor = ""
        async with asyncio.timeout(LONGEST):
            for _ in range(MOST_PAGES):
                with translated("users.conversations"):
                    answer = await client.users_conversations(
                        user=user or None,
                        types=types,
                        team_id=team,
                        limit=ON_PAGE,
                        cursor=cursor or None,
                    )
                found += [each for each in answer.get("channels") or () if "id" in each]
                cursor = (answer.get("response_metadata") or {}).get("next_cursor", "")
                if not cursor:
                    break
        return found


def _is_private(channel: dict[str, Any]) -> bool:
    """Whether Slack only names it to those who share it: direct messages as well."""
    kinds = ("is_private", "is_im", "is_mpim", "is_group")
    return any(channel.get(each) for each in kinds)


def is_guest(person: dict[str, Any], team: str) -> bool:
    """Slack calls people of other companies strangers only where they share no channel
    with us, so their team tells them apart."""
    kinds = ("is_restricted", "is_ultra_restricted", "is_stranger", "deleted")
    teams = (person.get("enterprise_user") or {}).get("teams") or ()
    here = person.get("team_id") == team or team in teams
    return not here or any(person.get(each) for each in kinds)
