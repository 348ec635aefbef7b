"""What a browser says was painted: only its pixels count, and they must fit."""

import io
from collections.abc import AsyncIterator

import pytest
from PIL import Image

from bot.adapters.imaging import Imaging
from bot.core.errors import HangError
from bot.core.turn.painting import Cover

ORANGE = (255, 77, 28, 128)


@pytest.fixture
async def imaging() -> AsyncIterator[Imaging]:
    async with Imaging() as imaging:
        yield imaging


def sent(size: tuple[int, int] = (640, 512), mode: str = "RGBA") -> bytes:
    picture = Image.new("RGBA", size)
    picture.paste(ORANGE, (100, 100, 200, 300))
    out = io.BytesIO()
    picture.convert(mode).save(out, "PNG")
    return out.getvalue()


def opened(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(data))


async def test_a_region_becomes_gray_by_its_alpha(imaging: Imaging) -> None:
    made = opened(await imaging.layer(sent(), Cover(640, 512)))
    assert (made.mode, made.size) == ("L", (640, 512))
    assert (made.getpixel((150, 200)), made.getpixel((50, 50))) == (128, 0)


async def test_the_room_around_belongs_to_the_region_with_a_seam(
    imaging: Imaging,
) -> None:
    """An edge that stays an edge has none."""
    cover = Cover(640, 512, margins=(64, 0, 0, 32))
    made = opened(await imaging.layer(sent(), cover))
    assert made.size == (704, 544)
    along = [made.getpixel((x, 50)) for x in (0, 63, 71, 72, 703)]
    assert along == [255, 255, 255, 0, 0]
    down = [made.getpixel((400, y)) for y in (0, 503, 504, 543)]
    assert down == [0, 0, 255, 255]
    assert made.getpixel((64 + 150, 200)) == 128


async def test_notes_keep_their_colours(imaging: Imaging) -> None:
    made = opened(await imaging.layer(sent(), Cover(640, 512, notes=True)))
    assert made.convert("RGBA").getpixel((150, 200)) == ORANGE


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (sent((641, 512)), "damaged"),
        (sent(mode="RGB"), "damaged"),
        (sent((90, 90)), "damaged"),
        (b"<svg/>", "not a picture"),
        (b"", "not a picture"),
    ],
)
async def test_what_does_not_fit_is_refused(
    imaging: Imaging, data: bytes, why: str
) -> None:
    with pytest.raises(HangError, match=why):
        await imaging.layer(data, Cover(640, 512))


async def test_an_empty_layer_is_refused(imaging: Imaging) -> None:
    out = io.BytesIO()
    Image.new("RGBA", (640, 512)).save(out, "PNG")
    with pytest.raises(HangError, match="nothing on it"):
        await imaging.layer(out.getvalue(), Cover(640, 512))
