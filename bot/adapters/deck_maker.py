"""Has decks laid out and made into files, by the processes that read pictures.

Pictures are made as small as slides need them, one at a time, and the small ones are
remembered: a deck is drawn again whenever something on it changes.
"""

import asyncio
import hashlib
import logging
from collections import OrderedDict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final
from weakref import WeakValueDictionary

from bot.adapters.decoder.deck_wire import (
    DeckJob,
    packed_deck,
    packed_outline,
    unpacked_laid_deck,
)
from bot.adapters.decoder.sheet_wire import packed_picture
from bot.adapters.decoder.wire import MOST_BYTES, Outcome, UnreadableError, Work
from bot.adapters.decoders import Decoders, Job
from bot.adapters.pptx.installed import can_write_pptx
from bot.core.decks.laid import LaidDeck, LaidSlide
from bot.core.decks.layouts.scene import AWAITED
from bot.core.decks.outline import Outline
from bot.core.decks.themes import DeckTheme
from bot.core.errors import HangError
from bot.core.ports.decks import DeckPictures

EDGE: Final = 1600
QUALITY: Final = 82
SMALLER_EDGE: Final = 960
"""For decks with so many large pictures that they would be too large a file."""
MOST_REMEMBERED: Final = 24_000_000
MOST_PICTURES: Final = 12_000_000
"""The most bytes of small pictures that are remembered; and of those in one file."""
FEW_PICTURES: Final = 4_600_000
"""The most bytes of up to eight pictures in one file: even noisy ones make a file that
can be sent by mail."""
_Key = tuple[str, int]
log = logging.getLogger(__name__)


class DecoderDeckMaker:
    """Implements the port `DeckMaker`."""

    def __init__(self, decoders: Decoders) -> None:
        self._decoders = decoders
        self._small: OrderedDict[_Key, bytes] = OrderedDict()
        self._locks: WeakValueDictionary[_Key, asyncio.Lock] = WeakValueDictionary()

    async def laid(self, outline: Outline, theme: DeckTheme) -> LaidDeck:
        return unpacked_laid_deck(
            await self._made(Work.DECK, packed_outline(outline, theme))
        )

    async def pdf(self, laid: LaidDeck, pictures: DeckPictures) -> bytes:
        return await self._made(Work.DECK_PDF, await self._packed(laid, pictures))

    def can_write_pptx(self) -> bool:
        return can_write_pptx()

    async def pptx(self, laid: LaidDeck, pictures: DeckPictures) -> bytes:
        return await self._made(Work.DECK_PPTX, await self._packed(laid, pictures))

    async def thumbnails(
        self,
        laid: LaidDeck,
        pictures: DeckPictures,
        numbers: Sequence[int] = (),
        width: int = 640,
    ) -> tuple[bytes, ...]:
        wanted = numbers or range(1, len(laid.slides) + 1)
        pages = (
            self._page(laid, laid.slides[number - 1], pictures, width)
            for number in wanted
        )
        return tuple(await asyncio.gather(*pages))

    async def colors(self, picture: bytes) -> tuple[str, ...]:
        found = await self._made(Work.COLORS, picture)
        return tuple(found.decode().split())

    async def _page(
        self, laid: LaidDeck, slide: LaidSlide, pictures: DeckPictures, width: int
    ) -> bytes:
        """A slide as a picture. One that has not changed is not drawn again: the last
        frame of a deck has drawn what its sheet shows."""
        alone = replace(laid, slides=(slide,), models=())
        packed = await self._packed(alone, pictures, width)
        key = (hashlib.sha256(packed).hexdigest(), width)
        async with self._lock(key):
            page = self._known(key) or await self._made(Work.DECK_PAGE, packed)
            self._remember(key, page)
        return page

    async def _packed(
        self, laid: LaidDeck, pictures: DeckPictures, width: int = 0
    ) -> bytes:
        """The deck with its pictures; one that is gone leaves a plain area."""
        found = await self._pictures(laid, pictures, EDGE)
        if sum(map(len, found.values())) > _most_bytes(len(found)):
            found = await self._pictures(laid, pictures, SMALLER_EDGE)
        return packed_deck(DeckJob(laid, found, width))

    async def _pictures(
        self, laid: LaidDeck, pictures: DeckPictures, edge: int
    ) -> dict[str, bytes]:
        found = {}
        for sha256 in dict.fromkeys(_pictures_of(laid)):
            if small := await self._picture(sha256, pictures, edge):
                found[sha256] = small
        return found

    async def _picture(
        self, sha256: str, pictures: DeckPictures, edge: int
    ) -> bytes | None:
        key = (sha256, edge)
        async with self._lock(key):
            if small := self._known(key):
                return small
            data = await pictures(sha256)
            if data is None:
                return None
            small = await self._made(Work.TILE, packed_picture(data, edge, QUALITY))
            self._remember(key, small)
        return small

    def _lock(self, key: _Key) -> asyncio.Lock:
        """A PDF and a PPTX want the same pictures at the same time."""
        return self._locks.setdefault(key, asyncio.Lock())

    def _known(self, key: _Key) -> bytes | None:
        if key in self._small:
            self._small.move_to_end(key)
        return self._small.get(key)

    def _remember(self, key: _Key, small: bytes) -> None:
        self._small[key] = small
        while sum(map(len, self._small.values())) > MOST_REMEMBERED:
            self._small.popitem(last=False)

    async def _made(self, work: Work, data: bytes) -> bytes:
        if len(data) > MOST_BYTES:
            raise HangError("a deck is too large")
        try:
            return await self._made_in_time(Job(work, data))
        except UnreadableError as error:
            raise HangError(f"a deck was not made: {error}") from error

    async def _made_in_time(self, job: Job) -> bytes:
        """What was made; once more if it took too long, because a machine may be that
        busy for a moment, and a deck without its files is not what was paid for."""
        try:
            _, made = await self._decoders.do(job)
        except UnreadableError as error:
            if error.outcome is not Outcome.SLOW:
                raise
            log.warning("a part of a deck is made once more: %s", error)
            _, made = await self._decoders.do(job)
        return made


def _most_bytes(count: int) -> int:
    """The most bytes of so many pictures in one file."""
    return min(MOST_PICTURES, FEW_PICTURES * max(8, count) // 8)


def _pictures_of(laid: LaidDeck) -> Iterable[str]:
    for slide in laid.slides:
        for box in slide.boxes:
            if box.picture and box.picture != AWAITED:
                yield box.picture
