"""*Use in…*: brings a picture into another thread, where the next reply builds on it.

Whoever brings it has to see it, and to be in the channel where it is to appear, and so
does the bot. Slack is asked for that both when the form opens and when it comes back,
because what a form says may be old, or made by hand. The channel that a picture comes
from is only named where everybody may know it: if it is public, or the same one.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from bot.core.accepting.direct import Direct
from bot.core.accepting.intake import Intake
from bot.core.gallery.seeing import Seeing
from bot.core.messages.using import MOST_THREADS
from bot.core.ports import Activity
from bot.core.turn.asks import FROM_SCRATCH, Ask, Attached
from bot.core.turn.elsewhere import (
    THREAD,
    TO,
    UsedPicture,
    UseForm,
    thread_of,
    usable,
    used_ask,
)
from bot.core.turn.gallery import direct_message
from bot.core.turn.history import seen
from bot.core.turn.thread import ThreadKey
from bot.core.turn.turns import KeptPicture, Turn

UNSEEN: Final = (
    "You cannot see this picture any more, so it cannot be brought anywhere."
)
NOT_THERE: Final = (
    "You and I both have to be in that channel. Invite me there with `/invite "
    "@Darkroom`, then try again."
)
NO_DIRECT: Final = "Write to me in a direct message first, or choose a channel."
NO_LINK: Final = (
    "This is not a link to a message. In Slack, choose *Copy link* in its menu."
)
UNREADABLE: Final = (
    "I cannot take this picture there. Leave this empty, or choose Use in… in its menu."
)
ANOTHER: Final = "That message is not in the channel that you have chosen."


@dataclass(frozen=True, slots=True)
class Using:
    """Opens the form, and takes what is filled in."""

    seeing: Seeing
    intake: Intake
    direct: Direct
    activity: Activity

    async def picture(
        self, wanted: UsedPicture, team: str, user: str
    ) -> tuple[Turn, KeptPicture] | None:
        """The picture, and the turn that made it, if this person may see it."""
        turn = await self.seeing.turn(wanted.turn, team, user)
        found = usable(turn.answer, wanted.number) if turn else None
        return (turn, found) if turn and found else None

    async def take(self, form: UseForm) -> dict[str, str]:
        """Bring the picture where it is wanted; returns what is wrong, by field."""
        found = await self.picture(form.picture, form.team, form.user)
        if found is None:
            return {TO: UNSEEN}
        turn, _ = found
        place = await self._place(form)
        if isinstance(place, dict):
            return place
        named = await self._named(turn, place[0])
        ask = used_ask(form, turn, place, named)
        alone = ask.opens_thread and direct_message(place[0])
        await (self.direct if alone else self.intake).take(ask)
        return {}

    async def elsewhere(self, ask: Ask, message: str, to: str) -> dict[str, str]:
        """Take an ask about the pictures of a message into another channel; returns
        what is wrong, by field."""
        team, user = ask.thread.team, ask.user
        if to not in await self.seeing.memberships.channels(team, user, fresh=True):
            return {TO: NOT_THERE}
        files = ask.attached or await self._shown_in(ask, message)
        if not files:
            return {TO: UNREADABLE}
        thread = ThreadKey(team, to, f"form-{ask.claim.rpartition('/')[2]}")
        await self.intake.take(
            replace(
                ask,
                thread=thread,
                attached=files,
                onto=FROM_SCRATCH,
                opens_thread=True,
            )
        )
        return {}

    async def _shown_in(self, ask: Ask, message: str) -> tuple[Attached, ...]:
        """The file of the picture that our message shows, if the person sees it."""
        thread = ask.thread
        turn = await self.seeing.turns.by_message(thread.team, thread.channel, message)
        if turn is None or turn.message != message:
            return ()
        visible = await self.seeing.turn(turn.id, thread.team, ask.user)
        shown = seen(visible.answer) if visible and visible.answer else None
        if shown is None or not shown.file_id:
            return ()
        return (Attached(shown.file_id, f"picture.{shown.format}"),)

    async def _place(self, form: UseForm) -> tuple[str, str] | dict[str, str]:
        """The channel and the thread there, or what is wrong with them."""
        linked = thread_of(form.link) if form.link else None
        if form.link and linked is None:
            return {THREAD: NO_LINK}
        if linked and form.to and linked[0] != form.to:
            return {THREAD: ANOTHER}
        memberships = self.seeing.memberships
        here = await memberships.channels(form.team, form.user, fresh=True)
        if linked:
            return linked if linked[0] in here else {THREAD: NOT_THERE}
        if form.to:
            if form.to not in here:
                return {TO: NOT_THERE}
            return form.to, await self._latest(form)
        own = [each for each in here if direct_message(each)]
        return (own[0], "") if own else {TO: NO_DIRECT}

    async def threads(self, team: str, user: str, channel: str) -> Sequence[Turn]:
        """The latest threads of a channel that this person is in."""
        here = await self.seeing.memberships.channels(team, user, fresh=True)
        if channel not in here:
            return ()
        return await self.activity.threads(team, channel, MOST_THREADS)

    async def _latest(self, form: UseForm) -> str:
        """The thread that was chosen, if it is one of that channel."""
        thread = ThreadKey(form.team, form.to, form.latest)
        ours = form.latest and await self.seeing.turns.knows(thread)
        return form.latest if ours else ""

    async def _named(self, turn: Turn, to: str) -> str:
        """The channel that the picture comes from, if those who read it may know."""
        team, channel = turn.ask.thread.team, turn.ask.thread.channel
        public = await self.seeing.memberships.public(team, fresh=True)
        return channel if channel in {to, *public} else ""
