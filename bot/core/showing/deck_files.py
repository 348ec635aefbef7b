"""Makes the files of a deck when everything of it is there, and the sheet of its
slides.

That costs nothing, so it is simply done again after a kill.
"""

import asyncio
import logging
import re
import unicodedata
from collections.abc import Awaitable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from bot.core.decks.laid import LaidDeck, LaidSlide
from bot.core.errors import HangError
from bot.core.ports import DeckMaker, Shelf
from bot.core.showing.deck_slides import MOST_CELLS, SHAPE, key_of, width_for
from bot.core.showing.sheets import Sheets
from bot.core.turn.decks import DeckStage, KeptDeck, with_pictures
from bot.core.turn.sheet import Cell, Sheet
from bot.core.turn.slots import Stage
from bot.core.turn.turns import DECK, Answer, KeptPicture, Outcome, Turn

UNMADE: Final = (
    "The pictures are there, but I could not make the files. Press *Draw it* to try "
    "again; the pictures are not paid for again."
)
MOST_NAME: Final = 60
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class DeckFiles:
    """Makes the files of decks."""

    maker: DeckMaker
    shelf: Shelf
    sheets: Sheets

    async def finished(self, turn: Turn, answer: Answer) -> Answer:
        """The answer with the files of its deck, if that is being drawn."""
        deck = answer.deck
        if deck is None or deck.stage is not DeckStage.DRAWING:
            return answer
        outline = with_pictures(deck.outline, answer.set_pictures)
        deck = replace(deck, outline=outline)
        if answer.told and not any(e.call and e.finished for e in answer.set_pictures):
            return replace(answer, deck=replace(deck, stage=DeckStage.OUTLINED))
        try:
            laid = await self.maker.laid(outline, deck.theme)
            made = await self._made(turn, deck, laid)
        except HangError as error:
            log.warning("turn %s: the files of its deck: %s", turn.id, error)
            undone = replace(deck, stage=DeckStage.OUTLINED)
            return replace(answer, told=answer.told or UNMADE, deck=undone)
        drawn = replace(deck, stage=DeckStage.DRAWN, missing=laid.missing)
        pictures = (*made, *answer.pictures)
        return replace(answer, outcome=Outcome.DONE, pictures=pictures, deck=drawn)

    async def _made(
        self, turn: Turn, deck: KeptDeck, laid: LaidDeck
    ) -> Sequence[KeptPicture]:
        made = {"pptx": self.maker.pptx, "pdf": self.maker.pdf}
        if not self.maker.can_write_pptx():
            del made["pptx"]
        files = (
            self._file(kind, make(laid, self.shelf.read)) for kind, make in made.items()
        )
        sheet, *kept = await asyncio.gather(self._sheet(turn, deck, laid), *files)
        return [each for each in (sheet, *kept) if each]

    async def _file(self, kind: str, making: Awaitable[bytes]) -> KeptPicture:
        data = await making
        sha256 = await self.shelf.keep(data)
        return KeptPicture(sha256, kind, 0, 0, len(data), place=DECK)

    async def _sheet(
        self, turn: Turn, deck: KeptDeck, laid: LaidDeck
    ) -> KeptPicture | None:
        """All slides on one picture, each with its number in the outline."""
        slides = laid.slides[:MOST_CELLS]
        numbers, width = range(1, len(slides) + 1), width_for(len(slides))
        drawn = await self.maker.thumbnails(laid, self.shelf.read, numbers, width)
        cells = tuple(_cells(deck, slides, drawn))
        sheet = await self.sheets.kept(turn, Sheet(cells, SHAPE, of_slides=True))
        return replace(sheet, sheet=True) if sheet else None


def _cells(
    deck: KeptDeck, slides: Sequence[LaidSlide], drawn: Sequence[bytes]
) -> Iterator[Cell]:
    """The cells of the slides; of one that became several, the first has its key."""
    seen: set[int] = set()
    for place, (slide, data) in enumerate(zip(slides, drawn, strict=True)):
        of = deck.outline.slides[slide.of - 1]
        key = key_of(slide.of) if slide.of not in seen else f"more-{place}"
        seen.add(slide.of)
        stage = Stage.FAILED if of.why else Stage.FINISHED
        yield Cell(key, slide.of, of.title, stage, data, why=of.why)


def name_of(deck: KeptDeck, kind: str) -> str:
    """How a file of the deck is called."""
    letters = "".join(c if _is_named(c) else "-" for c in deck.outline.title.lower())
    words = re.sub("-+", "-", letters).strip("-_")
    version = f"-v{deck.version}" if deck.version > 1 else ""
    return f"{words[:MOST_NAME].rstrip('-') or 'deck'}{version}.{kind}"


def _is_named(char: str) -> bool:
    """Whether a file name keeps it: letters, digits, and the signs above, below and
    beside letters, without which words of many scripts are misspelled."""
    if "\ufe00" <= char <= "\ufe0f":  # which only choose the shape of a symbol
        return False
    category = unicodedata.category(char)
    return char == "_" or category[0] in "LN" or category in ("Mn", "Mc")
