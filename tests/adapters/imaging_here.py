"""Imaging in the process of the tests, for those that are not about processes."""

import json

from bot.adapters.decoder.coding import Coded, for_the_model, small_jpeg
from bot.adapters.decoder.reading_texts import words_of
from bot.adapters.decoder.sheet import sheet_jpeg
from bot.adapters.decoder.sheet_wire import packed, unpacked_picture
from bot.adapters.decoder.wire import UnreadableError
from bot.adapters.imaging import (
    MOST_DEVELOPING,
    MOST_INPUT_BYTES,
    MOST_WORDS,
    Imaging,
    NotAPictureError,
    tile,
)
from bot.adapters.tiles import tiled
from bot.core.errors import HangError
from bot.core.turn.request import InputImage
from bot.core.turn.sheet import Sheet


class ImagingHere(Imaging):
    """The same work, and nothing to be closed."""

    async def preview(self, data: bytes) -> bytes:
        try:
            return small_jpeg(data).data
        except UnreadableError as error:
            raise HangError(str(error)) from error

    async def cell(self, data: bytes, cells: int, *, finished: bool = True) -> bytes:
        try:
            return small_jpeg(*unpacked_picture(tile(data, cells, finished))).data
        except UnreadableError as error:
            raise HangError(str(error)) from error

    async def sheet(self, sheet: Sheet) -> bytes:
        try:
            return sheet_jpeg(packed(tiled(sheet)), MOST_DEVELOPING).data
        except UnreadableError as error:
            raise HangError(str(error)) from error

    async def input_image(
        self, data: bytes, who: str = "", most: int = MOST_INPUT_BYTES
    ) -> InputImage:
        return _taken(_coded(data, most))

    async def words(self, data: bytes, who: str = "") -> tuple[str, bool]:
        try:
            found = json.loads(words_of(data, MOST_WORDS).data)
        except UnreadableError as error:
            raise NotAPictureError(str(error)) from error
        return found["text"], found["whole"]


def _coded(data: bytes, most: int) -> Coded:
    try:
        return for_the_model(data, most)
    except UnreadableError as error:
        raise NotAPictureError(str(error)) from error


def _taken(coded: Coded) -> InputImage:
    return InputImage(coded.data, f"image/{coded.kind.name.lower()}")
