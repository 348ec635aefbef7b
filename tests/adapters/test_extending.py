"""Room around a picture, and the mask that says where it is."""

import io

import pytest
from PIL import Image

from bot.adapters.decoder.extending import extended
from bot.adapters.decoder.extending_wire import Room, packed_room, unpacked_layers
from bot.adapters.decoder.wire import Outcome, UnreadableError
from bot.adapters.imaging import Imaging
from bot.core.errors import HangError
from bot.core.turn.sizes import Extent
from tests.adapters.slack_side import opened, picture

WIDE = Room((96, 64), (64, 64), (16, 0))
MOST = 1_000_000


def layers(data: bytes, room: Room = WIDE) -> tuple[Image.Image, Image.Image]:
    made = extended(packed_room(data, room), MOST)
    whole, mask = map(opened, unpacked_layers(made.data))
    return whole, mask


def coded(mode: str, color: object, size: tuple[int, int] = (64, 64)) -> bytes:
    out = io.BytesIO()
    Image.new(mode, size, color).save(out, "PNG")  # type: ignore[arg-type] # a test's own colour
    return out.getvalue()


def test_the_picture_is_in_the_middle_unchanged() -> None:
    old = picture(size=(64, 64))
    whole, _ = layers(old)
    assert (whole.format, whole.size) == ("PNG", (96, 64))
    kept = whole.crop((16, 0, 80, 64))
    assert kept.tobytes() == opened(old).convert("RGB").tobytes()


def test_the_mask_is_clear_only_where_the_picture_is_new() -> None:
    """And a little inside the seams, but not at edges that stay edges."""
    _, mask = layers(picture(size=(64, 64)))
    alpha = mask.getchannel("A")
    assert (mask.format, mask.size) == ("PNG", (96, 64))
    assert alpha.getbbox() == (17, 0, 79, 64)
    assert alpha.crop((17, 0, 79, 64)).getextrema() == (255, 255)


def test_room_on_one_side_alone_leaves_the_picture_at_the_other() -> None:
    whole, mask = layers(picture(size=(64, 64)), Room((96, 64), (64, 64), (32, 0)))
    assert mask.getchannel("A").getbbox() == (33, 0, 96, 64)
    kept = whole.crop((32, 0, 96, 64))
    assert kept.tobytes() == opened(picture(size=(64, 64))).convert("RGB").tobytes()


def test_the_room_of_an_opaque_picture_has_its_colours_and_a_clear_one_is_clear() -> (
    None
):
    whole, _ = layers(coded("RGB", (200, 10, 10)))
    assert whole.getpixel((2, 30)) == (200, 10, 10)
    clear, _ = layers(coded("RGBA", (200, 10, 10, 255)))
    assert clear.getpixel((2, 30)) == (0, 0, 0, 0)


def test_a_picture_that_is_too_large_for_the_whole_becomes_smaller() -> None:
    whole, _ = layers(
        coded("RGB", (9, 9, 9), (500, 500)), Room((96, 64), (64, 64), (16, 0))
    )
    assert whole.size == (96, 64)


def test_what_does_not_fit_in_as_many_bytes_is_refused() -> None:
    with pytest.raises(UnreadableError) as error:
        extended(packed_room(coded("RGBA", (1, 2, 3, 4)), WIDE), 100)
    assert error.value.outcome is Outcome.LARGE


@pytest.mark.parametrize(
    "data", [b"", b"\x01", b"\x01\0\x01\0\x01\0\x01\0\0\0\0\0none"]
)
def test_what_is_no_picture_gets_no_room(data: bytes) -> None:
    with pytest.raises(UnreadableError):
        extended(data, MOST)


async def test_it_is_done_in_another_process() -> None:
    async with Imaging() as imaging:
        around = Extent(96, 64, 64, 64, 16, 0)
        made, mask = await imaging.extended(picture(size=(64, 64)), around)
        assert made.mimetype == "image/png"
        assert opened(made.data).size == opened(mask).size == (96, 64)
        with pytest.raises(HangError):
            await imaging.extended(b"words", around)
