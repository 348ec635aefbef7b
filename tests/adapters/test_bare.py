"""The parts of a file that are dropped before anything decodes it, and those that are
kept."""

import io
from time import process_time

import pytest
from PIL import Image, ImageChops, ImageOps, ImageStat

from bot.adapters.decoder.bare import bare
from bot.adapters.decoder.coding import for_the_model
from bot.adapters.decoder.wire import UnreadableError
from tests.adapters.slack_side import opened, picture
from tests.hostile.pictures import crumbs, exif_bomb, text_bomb

KINDS = ["PNG", "JPEG", "WEBP", "GIF"]
SECRET = b"the fox lives at 12 Elm Street"


def told(turned: int = 1) -> Image.Exif:
    """Exif with an orientation, a description and a place."""
    exif = Image.Exif()
    exif[0x0112], exif[0x010E] = turned, SECRET.decode()
    exif.get_ifd(0x8825)[1] = "N"
    return exif


@pytest.mark.parametrize("kind", KINDS)
def test_a_picture_alone_is_left_as_it_is(kind: str) -> None:
    data = picture(kind)
    assert bare(data).data == data


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
@pytest.mark.parametrize("turned", range(1, 9))
def test_the_place_in_a_photo_is_removed_and_its_orientation_is_known(
    kind: str, turned: int
) -> None:
    data = picture(kind, exif=told(turned))
    assert SECRET in data
    found = bare(data)
    assert SECRET not in found.data
    assert found.turned == turned
    assert opened(found.data).tobytes() == opened(data).tobytes()


@pytest.mark.parametrize("turned", range(1, 9))
def test_a_picture_is_turned_as_pillow_would_turn_it(turned: int) -> None:
    quarters = Image.new("RGB", (2, 2))
    quarters.putdata([(255, 0, 0), (0, 255, 0), (0, 0, 255), (255, 255, 255)])
    out = io.BytesIO()
    quarters.resize((96, 64), 0).save(out, "PNG", exif=told(turned))
    upright = ImageOps.exif_transpose(opened(out.getvalue()))
    taken = opened(for_the_model(out.getvalue()).data)
    assert taken.size == upright.size
    difference = ImageStat.Stat(ImageChops.difference(taken, upright))
    assert max(difference.mean) < 8


def test_a_comment_and_what_follows_the_end_go() -> None:
    """A phone appends a film to its picture."""
    data = picture("JPEG", comment=SECRET) + SECRET
    assert bare(data).data == picture("JPEG")


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_the_colours_stay_what_they_are(kind: str) -> None:
    data = picture(kind, icc_profile=b"colours" * 20)
    assert b"colours" * 20 in (opened(bare(data).data).info["icc_profile"])


@pytest.mark.parametrize("more", [{"progressive": True}, {"restart_marker_rows": 1}])
def test_every_scan_of_a_jpeg_stays(more: dict[str, object]) -> None:
    noise = Image.effect_noise((200, 150), 90)
    out = io.BytesIO()
    noise.save(out, "JPEG", **more)
    found = bare(out.getvalue()).data
    assert opened(found).tobytes() == opened(out.getvalue()).tobytes()


@pytest.mark.parametrize("kind", ["PNG", "WEBP", "GIF"])
def test_only_the_first_frame_of_a_moving_picture_stays(kind: str) -> None:
    others = [Image.new("RGB", (40, 30), colour) for colour in ("green", "white")]
    found = bare(picture(kind, save_all=True, append_images=others))
    first = opened(found.data)
    assert getattr(first, "n_frames", 1) == 1
    assert first.convert("RGB").getpixel((39, 0))[2] > 200  # type: ignore[index] # of RGB


@pytest.mark.parametrize("kind", KINDS)
def test_a_file_that_breaks_off_is_kept_as_far_as_it_goes(kind: str) -> None:
    """The decoder says what is wrong with it."""
    whole = picture(kind, size=(90, 70))
    for length in range(12, len(whole)):
        bare(whole[:length])


@pytest.mark.parametrize(
    "data", [exif_bomb(), exif_bomb(segment=40_000), crumbs(), text_bomb(400)]
)
def test_a_bomb_of_many_parts_is_soon_over(data: bytes) -> None:
    """The first one took Pillow most of a minute, and the time grew with the square of
    its size."""
    before = process_time()
    try:
        taken = for_the_model(data)
    except UnreadableError as error:
        assert "parts" in str(error)  # noqa: PT017 -- either may be raised
    else:
        assert len(taken.data) < 50_000
    assert process_time() - before < 3
