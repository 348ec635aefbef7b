"""Opens the photo booth: finds the photo that its form is about, and takes the form.

Nothing is spent, and nothing is written down, before the form comes back.
"""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from bot.core.accepting.intake import Intake
from bot.core.ports import Files, Turns
from bot.core.turn.asks import FROM_SCRATCH, Ask, Attached
from bot.core.turn.booth import BoothForm, BoothPlace, ask_of, is_call, objections
from bot.core.turn.looks import MOST, Looks
from bot.core.turn.slots import Spot
from bot.core.turn.thread import ThreadKey
from bot.core.turn.turns import KeptPicture, Turn

LOOKING: Final = 1.0
"""Seconds that finding a photo may take."""
SHOWN: Final = ("image/png", "image/jpeg", "image/gif")
"""What Slack shows within a form."""
Opening = tuple[BoothPlace, Spot | None]
"""What a form is about, and where its photo can be seen."""


@dataclass(frozen=True, slots=True)
class Booth:
    """Knows the photo of a form wherever one is opened.

    `most` is how many pictures one answer may have.
    """

    intake: Intake
    turns: Turns
    files: Files
    looks: Looks
    most: int = MOST

    async def at_turn(self, turn: Turn) -> Opening:
        """The picture of a turn; or what came with it, if it asked for the booth."""
        if not is_call(turn.ask):
            return self._of_ours(turn)
        if photo := first_picture(turn.ask.attached):
            return _of_file(turn.ask.thread, photo)
        if opening := await self._before(turn):
            return opening
        if turn.ask.look_at_root:
            thread = turn.ask.thread
            if photo := await self._at_root(thread):
                return _of_file(thread, photo)
        return BoothPlace(turn.ask.thread), None

    async def at_message(
        self, thread: ThreadKey, message: str, files: Sequence[Attached]
    ) -> Opening:
        """The picture of our message, or the first one in a person's."""
        turn = await self.turns.by_message(thread.team, thread.channel, message)
        if turn is not None and turn.message == message:
            return await self.at_turn(turn)
        photo = first_picture(files)
        return _of_file(thread, photo) if photo else (BoothPlace(thread), None)

    def objections(self, form: BoothForm, place: BoothPlace) -> dict[str, str]:
        """What is wrong with a form, by field."""
        return objections(form, place, self.looks, self.most)

    async def ask(self, form: BoothForm, place: BoothPlace) -> Ask | None:
        """The ask in a form without objections; None if its picture is not there."""
        if place.onto is not None and not await self._is_there(place):
            return None
        return ask_of(form, place, self.looks)

    async def _at_root(self, thread: ThreadKey) -> Attached | None:
        """The photo in the thread's first message, if Slack says so in time: a form can
        only be opened within three seconds of the click."""
        try:
            async with asyncio.timeout(LOOKING):
                return first_picture(await self.files.attached_to(thread))
        except TimeoutError:
            return None

    async def _before(self, turn: Turn) -> Opening | None:
        """The newest picture that the turn builds on."""
        past = await self.turns.lineage(turn.parent) if turn.parent else ()
        drew = [each for each in past if each.answer and each.answer.own_pictures]
        return self._of_ours(drew[-1], turn.ask.thread) if drew else None

    def _of_ours(self, turn: Turn, thread: ThreadKey | None = None) -> Opening:
        """The turn's picture; a set has none before one is picked."""
        place = BoothPlace(thread or turn.ask.thread)
        drawn = _picture(turn)
        if drawn is None:
            return place, None
        shown = drawn.spot if drawn.framed else None
        return BoothPlace(place.thread, onto=turn.id), shown

    async def _is_there(self, place: BoothPlace) -> bool:
        turn = await self.turns.get(place.onto or FROM_SCRATCH)
        if turn is None or _picture(turn) is None:
            return False
        here, there = place.thread, turn.ask.thread
        return (here.team, here.channel) == (there.team, there.channel)


def _picture(turn: Turn) -> KeptPicture | None:
    """What the next turn would change."""
    answer = turn.answer
    if answer is None or answer.is_choice or not answer.own_pictures:
        return None
    return answer.own_pictures[-1]


def first_picture(files: Sequence[Attached]) -> Attached | None:
    """The first that may be a picture; a file from elsewhere may not say what it is."""
    return next(
        (each for each in files if each.mimetype.startswith("image/")),
        next((each for each in files if not each.mimetype), None),
    )


def _of_file(thread: ThreadKey, photo: Attached) -> Opening:
    shown = Spot(photo.id) if photo.mimetype in SHOWN else None
    return BoothPlace(thread, file=photo), shown
