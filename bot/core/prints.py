"""Finished pictures: their bytes kept, hung in a way, let go if nothing shows them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.core.early import Early
from bot.core.errors import ChatError, HangError
from bot.core.events import Picture
from bot.core.hanging import Manner, Spot, Way
from bot.core.pictures import measured
from bot.core.ports import Leftovers, Shelf
from bot.core.posting import insisting
from bot.core.turns import Answer, Print, Turn


@dataclass(frozen=True, slots=True)
class Prints:
    """The pictures of one turn at a time."""

    shelf: Shelf
    leftovers: Leftovers
    early: Early

    async def kept(self, turn: Turn, pictures: Sequence[Picture]) -> tuple[Print, ...]:
        """Keep the very bytes that the model made."""
        prints = []
        for picture in pictures:
            sha256 = await self.shelf.keep(picture.data)
            self.early.kept(turn, picture, sha256)
            prints.append(measured(picture, sha256))
        return tuple(prints)

    async def hung(self, turn: Turn, answer: Answer, way: Way) -> tuple[Print, ...]:
        """All of the answer's pictures hung this way, or none. Raises HangError."""
        prints: list[Print] = []
        try:
            for number, drawn in enumerate(answer.prints, 1):
                spot = await self._hang(turn, drawn, number, way)
                prints.append(replace(drawn, file_id=spot.file_id, url=spot.url))
        except HangError:
            if way.manner is not Manner.BESIDE:
                await self.let_go(turn, prints)
            raise
        return tuple(prints)

    async def let_go(self, turn: Turn, prints: Sequence[Print]) -> None:
        """Files that no message shows after all are deleted with the previews."""
        for drawn in prints:
            if drawn.file_id:
                await self.leftovers.lent(turn.id, drawn.file_id)

    async def _hang(self, turn: Turn, drawn: Print, number: int, way: Way) -> Spot:
        if (spot := await self.early.spot(turn, drawn, way)) is not None:
            return spot
        data = await self.shelf.read(drawn.sha256)
        if data is None:
            raise HangError(f"the bytes of {drawn.sha256[:12]} are gone")
        frame = self.early.frame(turn, drawn, number, data)
        try:
            return await insisting(lambda: way.hang(frame))
        except ChatError as error:
            raise HangError(f"{way.name}: {error}") from error
