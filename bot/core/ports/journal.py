"""The journal of turns, and the legs of those that have several."""

from collections.abc import Sequence
from typing import Protocol

from bot.core.turn.asks import Ask
from bot.core.turn.decisions import Decision
from bot.core.turn.legs import Leg
from bot.core.turn.permissions import Permission
from bot.core.turn.taught import UsedName
from bot.core.turn.thread import ThreadKey
from bot.core.turn.turns import Answer, KeptPicture, Turn


class Legs(Protocol):
    """The legs of turns, which are stored between requests. Each call is one
    transaction."""

    async def of(self, turn: int) -> Sequence[Leg]:
        """The legs that have ended without an answer, the first one first."""

    async def keep(self, turn: int, leg: Leg) -> Leg:
        """Store the leg, and put the turn into the state that follows from it.

        A turn that now asks somebody gives up its seat, and its attempt does not count.
        Where somebody has stopped the turn in another process, nobody is asked any
        more: the leg that is stored, and returned, is declined.
        """

    async def decide(
        self, turn: int, decisions: Sequence[Decision], declined: str = ""
    ) -> Turn | None:
        """Note what was decided of a turn that asks; the turn, if it goes on by that.

        It goes on once nothing is open any more, or when the rest is `declined` for a
        reason, and takes its place in the lane. This happens only once, however many
        people decide at the same moment. What was allowed for the thread is noted by
        the same, as a permission.
        """

    async def permitted(self, turn: Turn) -> Sequence[Permission]:
        """What the person who asked for the turn need not be asked in its thread."""

    async def came_outside(self, turn: Turn) -> None:
        """Note that something from outside came into the turn's thread: permissions for
        tools that may change something end."""

    async def overdue(self, seconds: float) -> Sequence[int]:
        """The turns that have been asking for longer than that."""


class Turns(Protocol):
    """The journal of turns. Each call is one transaction."""

    @property
    def legs(self) -> Legs:
        """The stored legs, for the same attempt."""

    def for_attempt(self, turn: Turn) -> "Turns":
        """The journal for one attempt at a turn, as `begin` returned it.

        If several processes share the journal, its writes and `check` raise Overtaken
        once a later attempt has begun.
        """

    async def check(self, turn: int) -> None:
        """Raise Overtaken if a later attempt at the turn has begun."""

    async def accept(self, ask: Ask, most: int | None = None) -> Turn | None:
        """Claim the ask and take its place in the lane; None if it was claimed before.

        What turns of its thread ask is declined by that, unless the ask has chosen what
        it builds on. Raises Crowded if too many of its thread wait or run already.
        """

    async def secured(self) -> None:
        """Return when every accepted ask would survive a loss of power."""

    async def knows(self, thread: ThreadKey) -> bool:
        """Whether the thread is one of ours."""

    async def get(self, turn: int) -> Turn | None:
        """The turn as it stands."""

    async def begin(self, turn: int) -> Turn:
        """Mark it running, again if necessary, and fix which turn it builds on."""

    async def may_post(self, turn: int) -> bool:
        """Take, or keep, the right to post the turn's message.

        One process has it at a time, and none once the message is noted.
        """

    async def posted(self, turn: int, ts: str, opens: ThreadKey | None = None) -> None:
        """Note the message; with `opens`, the thread that it opened."""

    async def heard(self, turn: int, response: str, sequence: int | None) -> None:
        """Note the running response and how far it was read."""

    async def named(self, turn: int, names: Sequence[UsedName]) -> None:
        """Note the characters and styles that the turn uses, for all its attempts."""

    async def handed_over(self, turn: Turn) -> None:
        """Note that an orderly stop ends this attempt, so it does not count as a
        failure."""

    async def answered(self, turn: int, answer: Answer) -> None:
        """Store the answer, and make the turn its thread's current.

        One that stands apart never becomes current. If the turn came to nothing, it
        only becomes current if it built on the current one.
        """

    async def shown(
        self, turn: int, pictures: Sequence[KeptPicture], settled: bool
    ) -> None:
        """Note that the message has its last form, and how its pictures hang."""

    async def settle(self, turn: int) -> None:
        """Note that nothing is left to do for the turn."""

    async def unfinished(self) -> Sequence[Turn]:
        """Turns that are not shown or not settled, in the order of asking."""

    async def choose(self, thread: ThreadKey, turn: int | None) -> None:
        """Let the next reply build on this turn."""

    async def aside(self, turn: int, aside: bool) -> None:
        """Note whether *Go back* has set the turn aside."""

    async def latest(self, thread: ThreadKey) -> Turn | None:
        """The last turn that was asked for in the thread."""

    async def in_thread(self, thread: ThreadKey, most: int) -> Sequence[Turn]:
        """The newest turns of the thread, in the order of asking."""

    async def current(self, thread: ThreadKey) -> int | None:
        """The turn that the next reply builds on."""

    async def lineage(self, turn: int) -> Sequence[Turn]:
        """The turn and its ancestors, the oldest first."""

    async def by_claim(self, claim: str) -> Turn | None:
        """The turn that an ask with this claim became."""

    async def by_message(self, team: str, channel: str, ts: str) -> Turn | None:
        """The turn whose message, or whose ask, has this ts."""
