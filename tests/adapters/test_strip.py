"""Strips and comparisons are drawn away from the bot's own process."""

import io
from collections.abc import AsyncIterator

import pytest
from PIL import Image, ImageChops, ImageSequence

from bot.adapters.decoder.pairing import STEPS, beside, wipe
from bot.adapters.decoder.region_wire import packed_parts
from bot.adapters.decoder.sheet import GROUND
from bot.adapters.decoder.strip import CURRENT, FILM, strip_jpeg
from bot.adapters.decoder.wire import UnreadableError
from bot.adapters.imaging import Imaging
from bot.core.errors import HangError
from bot.core.ports import Compared
from bot.core.turn.history import History, HistoryNode
from bot.core.turn.strips import Strip, strip_of
from bot.core.turn.turns import KeptPicture

RED, BLUE = (200, 30, 30), (30, 30, 200)
FOX = KeptPicture("fox", "png", 8, 8, 1)
Pixel = tuple[int, int, int]
MOST = 4_000_000


@pytest.fixture
async def imaging() -> AsyncIterator[Imaging]:
    async with Imaging() as one:
        yield one


def plain(
    colour: Pixel, size: tuple[int, int] = (300, 200), kind: str = "PNG"
) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, colour).save(out, kind)
    return out.getvalue()


def opened(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(data)).convert("RGB")


def colours(picture: Image.Image, *wanted: Pixel) -> list[bool]:
    """Whether there is much of each colour, or close to it."""
    return [_many(picture, each) > 200 for each in wanted]


def _many(picture: Image.Image, wanted: Pixel) -> int:
    """How many pixels are close to this colour."""
    away = ImageChops.difference(picture, Image.new("RGB", picture.size, wanted))
    far = ImageChops.lighter(
        ImageChops.lighter(*away.split()[:2]), away.getchannel("B")
    )
    return sum(far.histogram()[:12])


def of(*nodes: HistoryNode, current: int = 0) -> Strip:
    return strip_of(History(nodes, current), 0)


async def test_a_strip_has_a_picture_for_each_node(imaging: Imaging) -> None:
    strip = of(HistoryNode(1, 1, picture=FOX), HistoryNode(2, 2, 1, picture=FOX))
    pictures = {1: plain(RED), 2: plain(BLUE)}
    drawn = opened(await imaging.strips.strip(strip, pictures))
    left, right = (
        drawn.crop((0, 0, drawn.width // 2, drawn.height)),
        drawn.crop((drawn.width // 2, 0, drawn.width, drawn.height)),
    )
    assert colours(left, RED, BLUE) == [True, False]
    assert colours(right, RED, BLUE) == [False, True]
    assert colours(drawn, GROUND, FILM) == [True, True]


async def test_the_current_one_is_ringed_and_one_set_aside_is_dim(
    imaging: Imaging,
) -> None:
    nodes = HistoryNode(1, 1, picture=FOX, aside=True), HistoryNode(2, 2, picture=FOX)
    strip = of(*nodes, current=2)
    drawn = opened(await imaging.strips.strip(strip, {1: plain(RED), 2: plain(BLUE)}))
    assert colours(drawn, RED, BLUE, CURRENT) == [False, True, True]


async def test_words_stand_in_the_place_of_a_picture(imaging: Imaging) -> None:
    """In any script, and where the bytes are gone."""
    strips = imaging.strips
    for words in ("What is it?", "これは何ですか", ""):
        strip = of(HistoryNode(1, 1, words=words))
        assert opened(await strips.strip(strip, {})).size > (100, 100)


async def test_a_strip_is_as_wide_as_a_form_shows_it(imaging: Imaging) -> None:
    """However a thread branches, its strip is not a tower."""
    for parents in ([0] * 8, [0, *[1] * 7], range(8), [0, 1, 1, 1, 2, 3, 4, 5]):
        nodes = [HistoryNode(n, n, p, picture=FOX) for n, p in enumerate(parents, 1)]
        pictures = {each.number: plain(RED, (200, 300)) for each in nodes}
        drawn = opened(await imaging.strips.strip(of(*nodes), pictures))
        assert drawn.width >= 0.79 * drawn.height
        assert drawn.width * drawn.height < 6_000_000


async def test_two_are_as_high_as_each_other(imaging: Imaging) -> None:
    """With room for what was asked for; sizes, shapes and formats may differ."""
    one = Compared(1, "a fox", plain(RED, (1536, 1024)))
    other = Compared(12, "taller " * 100, plain(BLUE, (200, 400), "JPEG"))
    drawn = opened(await imaging.strips.beside(one, other))
    assert drawn.height < drawn.width < 2_000
    assert colours(drawn, RED, BLUE) == [True, True]
    assert drawn.getpixel((20, 20)) != GROUND


async def test_the_same_pictures_give_the_same_bytes(imaging: Imaging) -> None:
    one, other = Compared(1, "a", plain(RED)), Compared(2, "b", plain(BLUE))
    for draw in (imaging.strips.beside, imaging.strips.wipe):
        assert await draw(one, other) == await draw(one, other)


async def test_a_wipe_leads_from_one_to_the_other_and_back(imaging: Imaging) -> None:
    one = Compared(1, "", plain(RED, (400, 200)))
    other = Compared(2, "", plain(BLUE, (1000, 1000)))
    gif = Image.open(io.BytesIO(await imaging.strips.wipe(one, other)))
    frames = [each.convert("RGB") for each in ImageSequence.Iterator(gif)]
    assert len(frames) == 2 * (1 + STEPS)
    assert gif.info["loop"] == 0
    first, middle, last = frames[0], frames[STEPS // 2], frames[STEPS + 1]
    assert colours(first, RED, BLUE) == [True, False]
    assert colours(middle, RED, BLUE) == [True, True]
    assert colours(last, RED, BLUE) == [False, True]
    assert max(gif.size) <= 640


def test_a_wipe_with_too_many_bytes_becomes_smaller() -> None:
    noise = io.BytesIO()
    Image.effect_noise((700, 700), 90).convert("RGB").save(noise, "PNG")
    sides = {"sides": [{"number": 1, "words": ""}, {"number": 2, "words": ""}]}
    packed = packed_parts(sides, noise.getvalue(), plain(RED, (700, 700)))
    whole, less = wipe(packed, MOST).data, wipe(packed, 600_000).data
    assert len(less) <= 600_000 < len(whole)
    assert Image.open(io.BytesIO(less)).size < Image.open(io.BytesIO(whole)).size


@pytest.mark.parametrize("draw", [beside, wipe, strip_jpeg])
@pytest.mark.parametrize(
    "values",
    [
        {},
        {"sides": [{"number": 1}]},
        {"sides": 7, "cells": 7, "current": 1},
        {"cells": [{"number": 1}], "current": 1},
        {"cells": [], "current": 0, "sides": []},
    ],
)
def test_what_is_malformed_is_refused(draw: object, values: dict[str, object]) -> None:
    assert callable(draw)
    with pytest.raises(UnreadableError):
        draw(packed_parts(values, b"", b""), MOST)


async def test_bytes_that_are_no_picture_are_refused(imaging: Imaging) -> None:
    strips, good = imaging.strips, Compared(1, "", plain(RED))
    with pytest.raises(HangError):
        await strips.beside(good, Compared(2, "", b"nothing"))
    with pytest.raises(HangError):
        await strips.wipe(Compared(2, "", plain(BLUE)[:60]), good)
    with pytest.raises(HangError):
        await strips.strip(of(HistoryNode(1, 1, picture=FOX)), {1: b"nothing"})


async def test_pictures_without_colour_or_ground_are_read_too(imaging: Imaging) -> None:
    out = io.BytesIO()
    Image.new("RGBA", (64, 3000), (0, 200, 0, 90)).save(out, "PNG")
    grey = io.BytesIO()
    Image.new("L", (3, 3), 90).save(grey, "GIF")
    one, other = Compared(1, "", out.getvalue()), Compared(2, "", grey.getvalue())
    for draw in (imaging.strips.beside, imaging.strips.wipe):
        assert opened(await draw(one, other)).size > (10, 10)
