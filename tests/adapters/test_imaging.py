"""Pictures for previews and for the model: small, upright, and never a bomb."""

import io
import zlib
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from bot.adapters.decoder.coding import (
    INPUT_EDGE,
    PREVIEW_EDGE,
    for_the_model,
    small_jpeg,
)
from bot.adapters.decoder.wire import Outcome, UnreadableError
from bot.core.turn.pictures import kind_of
from tests.adapters.slack_side import opened, picture

RED, BLUE = (0, 0), (-1, -1)
KINDS = ["PNG", "JPEG", "WEBP", "GIF"]


def is_red(image: Image.Image, at: tuple[int, int]) -> bool:
    x, y = (each % side for each, side in zip(at, image.size, strict=True))
    pixel = image.convert("RGB").getpixel((x, y))
    assert isinstance(pixel, tuple)
    return pixel[0] > 150 and pixel[2] < 100


def bomb(width: int, height: int) -> bytes:
    """A PNG that says it is this large; its data are none."""
    head = width.to_bytes(4, "big") + height.to_bytes(4, "big") + b"\x08\x02\0\0\0"
    chunk = b"IHDR" + head
    return (
        b"\x89PNG\r\n\x1a\n\0\0\0\r" + chunk + zlib.crc32(chunk).to_bytes(4, "big")
    ) + picture()[33:]


def test_a_preview_is_a_small_jpeg() -> None:
    shown = opened(small_jpeg(picture(size=(1600, 900))).data)
    assert (shown.format, shown.size) == ("JPEG", (PREVIEW_EDGE, 432))


def test_a_preview_on_a_transparent_ground_becomes_white() -> None:
    clear = Image.new("RGBA", (40, 30), (0, 0, 0, 0))
    out = io.BytesIO()
    clear.save(out, "PNG")
    pixel = opened(small_jpeg(out.getvalue()).data).getpixel((5, 5))
    assert pixel == (255, 255, 255)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "I;16", "P", "RGB", "RGBA"])
def test_every_kind_of_pixels_has_a_preview(mode: str) -> None:
    out = io.BytesIO()
    Image.new(mode, (1600, 900)).save(out, "PNG")
    assert opened(small_jpeg(out.getvalue()).data).size == (PREVIEW_EDGE, 432)


@pytest.mark.parametrize("data", [b"", b"words", picture()[:50], bomb(30_000, 30_000)])
def test_a_preview_that_is_no_picture_cannot_be_hung(data: bytes) -> None:
    with pytest.raises(UnreadableError):
        small_jpeg(data)


@pytest.mark.parametrize("kind", KINDS)
def test_a_picture_that_the_model_takes_is_left_as_it_is(kind: str) -> None:
    data = picture(kind)
    taken = for_the_model(data)
    assert (taken.data, taken.kind) == (data, Outcome[kind])


@pytest.mark.parametrize("kind", ["PNG", "WEBP", "GIF"])
def test_the_first_frame_of_an_animated_picture_is_taken(kind: str) -> None:
    other = Image.new("RGB", (40, 30), "green")
    taken = for_the_model(picture(kind, save_all=True, append_images=[other]))
    still = opened(taken.data)
    assert getattr(still, "n_frames", 1) == 1
    assert is_red(still, RED)
    assert taken.kind.name.lower() == kind_of(taken.data)


def test_a_picture_that_lies_on_its_side_is_turned() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    taken = for_the_model(picture("JPEG", size=(60, 30), exif=exif))
    upright = opened(taken.data)
    assert upright.size == (30, 60)
    assert is_red(upright, RED)
    assert not is_red(upright, BLUE)
    assert upright.getexif().get(0x0112, 1) == 1


def test_a_picture_that_is_too_large_is_shrunk_in_proportion() -> None:
    taken = opened(for_the_model(picture(size=(4000, 1000))).data)
    assert taken.size == (INPUT_EDGE, 512)


def test_what_is_transparent_stays_so_when_it_is_shrunk() -> None:
    clear = Image.new("RGBA", (2100, 20), (255, 0, 0, 0))
    out = io.BytesIO()
    clear.save(out, "PNG")
    taken = for_the_model(out.getvalue())
    assert taken.kind is Outcome.PNG
    assert opened(taken.data).getchannel("A").getextrema() == (0, 0)


@pytest.mark.parametrize(
    ("width", "height", "told"),
    [(60_000, 60_000, "that I can read"), (10_000, 5_001, "too many pixels")],
)
def test_a_bomb_is_refused_before_it_is_opened(
    width: int, height: int, told: str
) -> None:
    with pytest.raises(UnreadableError, match=told):
        for_the_model(bomb(width, height))


@pytest.mark.parametrize(
    "data", [b"", b"<html>", b"%PDF-1.7", b"<svg/>", b"BM" + bytes(60)]
)
def test_what_is_no_picture_is_told(data: bytes) -> None:
    with pytest.raises(UnreadableError, match="not a picture that I can read"):
        for_the_model(data)


@pytest.mark.parametrize("kind", KINDS)
def test_a_picture_that_was_cut_off_is_told(kind: str) -> None:
    data = picture(kind, size=(300, 300))
    with pytest.raises(UnreadableError):
        for_the_model(data[: len(data) // 2])


@pytest.mark.parametrize(
    ("kind", "at", "value"),
    [("GIF", 153, 1), ("GIF", 242, 44), ("JPEG", 41, 0), ("WEBP", 163, 26)],
)
def test_damage_in_what_nobody_needs_does_no_harm(
    kind: str, at: int, value: int
) -> None:
    """Each once raised an error of a kind of its own: IndexError, struct.error, …"""
    data = bytearray(SPOILT[kind])
    data[at] = value
    assert is_red(opened(for_the_model(bytes(data)).data), RED)


@pytest.mark.filterwarnings("ignore:::PIL")
@settings(max_examples=60, deadline=None)
@given(st.sampled_from(KINDS), st.data())
def test_a_damaged_picture_is_told_and_is_no_bug(
    kind: str, data: st.DataObject
) -> None:
    """Whatever is in a file, the turn goes on without it."""
    whole = bytearray(SPOILT[kind])
    for _ in range(data.draw(st.integers(1, 6))):
        at = data.draw(st.integers(0, min(len(whole), 400) - 1))
        whole[at] = data.draw(st.integers(0, 255))
    for work in (for_the_model, small_jpeg):
        with suppress(UnreadableError):
            work(bytes(whole))


def _spoilable(kind: str) -> bytes:
    if kind == "GIF":
        frames = [Image.new("RGB", (40, 30), "green")]
        return picture(kind, save_all=True, append_images=frames)
    exif = Image.Exif()
    exif[0x0112], exif[0x010E] = 6, "a fox"
    return picture(kind, exif=exif)


SPOILT = {kind: _spoilable(kind) for kind in KINDS}


@pytest.mark.parametrize(
    ("size", "small"),
    [
        ((1024, 1024), (512, 512)),
        ((1536, 1024), (768, 512)),
        ((3840, 2160), (768, 432)),
        ((600, 300), (512, 256)),
        ((90, 1), (90, 1)),
    ],
)
def test_a_preview_is_half_the_picture(
    size: tuple[int, int], small: tuple[int, int]
) -> None:
    """Within bounds: neither more than 768 pixels, nor less than one can see."""
    out = io.BytesIO()
    Image.new("RGB", size, "red").save(out, "JPEG")
    assert Image.open(io.BytesIO(small_jpeg(out.getvalue()).data)).size == small
