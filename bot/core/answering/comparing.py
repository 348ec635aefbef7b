"""Compares what the image model made of a part with the picture before.

A mask only guides the model, so what lies outside of the part may have moved. It is
said how much, and put back: when a person wants it, or always.
"""

import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from bot.core.answering.joining import REST_BACK, whole
from bot.core.answering.part_request import Parts
from bot.core.errors import AskError, HangError, StoreAway
from bot.core.ports import Chosen, Difference, Files, Shelf, Turns
from bot.core.turn.events import Picture
from bot.core.turn.options import Button, Options
from bot.core.turn.pictures import measured
from bot.core.turn.terms import Terms
from bot.core.turn.turns import (
    REPLACED,
    WHERE,
    Answer,
    KeptPicture,
    Outcome,
    Turn,
    unhung,
)

LEAST_OFFERED: Final = 0.005
"""The share outside of the part that has to differ before it is offered to put it
back."""
_COMPARED: Final = (Button.CHANGED, Button.KEPT)
log = logging.getLogger(__name__)


def is_compared(turn: Turn, answer: Answer) -> bool:
    """Whether the answer has a picture of which only a part was to change."""
    options = turn.ask.options or Options()
    drawn = [each for each in answer.own_pictures if each.width]
    one = answer.outcome is Outcome.DONE and len(drawn) == 1
    return one and options.region is not None and options.button in _COMPARED


@dataclass(frozen=True, slots=True)
class Comparing:
    """Compares the two versions of a turn's picture. `terms` knows those of a turn."""

    turns: Turns
    files: Files
    shelf: Shelf
    terms: Callable[[Turn], Awaitable[Terms]]

    async def after(self, turn: Turn, answer: Answer) -> Answer:
        """The answer with what has changed outside of its part. If the versions cannot
        be compared, it stays as it is."""
        try:
            terms = await self.terms(turn)
            return await self._after(turn, answer, terms.keep_rest)
        except (AskError, HangError, StoreAway) as error:
            log.warning("turn %s: the versions are not compared: %s", turn.id, error)
            return answer

    async def _after(self, turn: Turn, answer: Answer, keep_rest: str) -> Answer:
        options = turn.ask.options or Options()
        parts = Parts(self.files, self.shelf)
        before = await parts.picture(turn, await self._parent(turn))
        [drawn] = answer.own_pictures
        after = await self.shelf.read(drawn.sha256)
        if options.region is None or after is None:
            return answer
        chosen = await parts.chosen(options.region, options.button)
        found = await self.files.regions.compared(before, after, chosen)
        offered = keep_rest == "ask" and found.share >= LEAST_OFFERED
        answer = replace(answer, strayed=found.share, rest_offered=offered)
        where = await self._where(found)
        if keep_rest != "always":
            return replace(answer, pictures=(*answer.pictures, *where))
        joined = await self._rest_back(before, after, chosen)
        others = [each for each in answer.pictures if each != drawn]
        kept = (joined, *others, replace(unhung(drawn), place=REPLACED), *where)
        notes = (*answer.notes, REST_BACK)
        return replace(answer, pictures=kept, notes=notes)

    async def _rest_back(
        self, before: bytes, after: bytes, chosen: Chosen
    ) -> KeptPicture:
        made = await self.files.regions.joined(before, after, chosen)
        return await whole(self.shelf, made)

    async def _where(self, found: Difference) -> Sequence[KeptPicture]:
        """A small picture of what has changed, if anything has."""
        if not found.share:
            return ()
        sha256 = await self.shelf.keep(found.small)
        small = measured(Picture("where", found.small, "jpeg"), sha256)
        return (replace(small, place=WHERE),)

    async def _parent(self, turn: Turn) -> Turn | None:
        return await self.turns.get(turn.parent) if turn.parent else None
