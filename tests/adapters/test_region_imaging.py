"""Parts of pictures: masks, grids, versions put together, and versions compared."""

import io
from collections.abc import AsyncIterator

import pytest
from PIL import Image, ImageChops, ImageDraw

from bot.adapters.decoder.areas import drawn_area, softened
from bot.adapters.decoder.region_wire import Area
from bot.adapters.imaging import Imaging
from bot.adapters.region_imaging import RegionImaging
from bot.core.errors import HangError
from bot.core.ports import Chosen
from bot.core.turn.regions import Region, grid_for, of_cells
from tests.adapters.slack_side import opened

SIZE = (816, 816)
CHOSEN = Chosen(of_cells(*SIZE, ("B2", "C2")))
BOX = (136, 136, 408, 272)


@pytest.fixture
async def regions() -> AsyncIterator[RegionImaging]:
    async with Imaging() as imaging:
        yield imaging.parts


def coded(picture: Image.Image, kind: str = "PNG", **how: object) -> bytes:
    out = io.BytesIO()
    picture.save(out, kind, **how)
    return out.getvalue()


def slope(size: tuple[int, int] = SIZE, mode: str = "RGB") -> Image.Image:
    """A picture in which no two places are alike."""
    across = Image.linear_gradient("L").resize(size)
    down = across.transpose(Image.Transpose.TRANSPOSE).resize(size)
    whole = Image.merge("RGB", (across, down, ImageChops.invert(across)))
    return whole.convert(mode)


def hole(mask: bytes) -> Image.Image:
    """White where the mask lets something change."""
    return ImageChops.invert(opened(mask).getchannel("A"))


async def test_a_mask_is_clear_in_the_cells_and_nowhere_else(
    regions: RegionImaging,
) -> None:
    picture, mask = await regions.masked(coded(slope()), CHOSEN, SIZE)
    assert (opened(mask).format, opened(mask).size) == ("PNG", SIZE)
    assert hole(mask).getbbox() == BOX
    assert hole(mask).crop(BOX).getextrema() == (255, 255)
    assert picture.data == coded(slope())
    _, around = await regions.masked(
        coded(slope()), Chosen(CHOSEN.region, inverse=True), SIZE
    )
    assert ImageChops.invert(hole(around)).getbbox() == BOX


@pytest.mark.parametrize("kind", ["GIF", "PNG", "WEBP", "JPEG"])
async def test_a_picture_of_any_format_and_size_is_brought_to_that_of_the_mask(
    regions: RegionImaging, kind: str
) -> None:
    data = coded(slope((500, 400)), kind)
    picture, mask = await regions.masked(data, CHOSEN, (1008, 800))
    assert opened(picture.data).size == opened(mask).size == (1008, 800)
    assert picture.mimetype in {"image/png", "image/jpeg"}


async def test_a_gif_of_the_right_size_becomes_a_png(regions: RegionImaging) -> None:
    picture, _ = await regions.masked(coded(slope(), "GIF"), CHOSEN, SIZE)
    assert (picture.mimetype, opened(picture.data).format) == ("image/png", "PNG")


@pytest.mark.parametrize("mode", ["L", "RGBA"])
async def test_what_was_painted_is_clear_however_faintly(
    regions: RegionImaging, mode: str
) -> None:
    """Painted in gray, or with alpha, in any size."""
    blank = Image.new(mode, (408, 408))
    shade = 40 if mode == "L" else (255, 255, 255, 40)
    blank.paste(shade, (100, 100, 200, 200))
    chosen = Chosen(Region(*SIZE, mask="key"), coded(blank))
    _, mask = await regions.masked(coded(slope()), chosen, SIZE)
    box = hole(mask).getbbox()
    assert box is not None
    assert all(abs(a - b) <= 2 for a, b in zip(box, (200, 200, 400, 400), strict=True))
    assert hole(mask).histogram()[1:255] == [0] * 254


async def test_notes_get_the_size_of_the_picture(regions: RegionImaging) -> None:
    notes = Image.new("RGBA", (408, 408))
    notes.paste((255, 0, 0, 255), (10, 10, 20, 20))
    picture, markup = await regions.noted(coded(slope()), coded(notes), SIZE)
    assert opened(markup).size == opened(picture.data).size == SIZE
    assert opened(markup).getchannel("A").getextrema() == (0, 255)


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
async def test_outside_of_the_part_every_pixel_is_that_of_the_base(
    regions: RegionImaging, kind: str
) -> None:
    base = coded(slope(), kind)
    made = opened(await regions.joined(base, coded(Image.new("RGB", SIZE)), CHOSEN))
    differs = ImageChops.difference(made, opened(base).convert("RGB"))
    found = differs.convert("L").getbbox()
    assert found is not None
    assert found[:2] >= BOX[:2]
    assert all(each <= most for each, most in zip(found[2:], BOX[2:], strict=True))
    outside = Image.new("L", SIZE, 255)
    outside.paste(0, BOX)
    assert ImageChops.darker(differs.convert("L"), outside).getbbox() is None
    assert made.getpixel((270, 200)) == (0, 0, 0)


async def test_what_was_put_together_says_so_and_keeps_what_is_clear(
    regions: RegionImaging,
) -> None:
    clear = slope(mode="RGBA")
    clear.putalpha(Image.new("L", SIZE, 7))
    other = coded(Image.new("RGB", (1000, 1000), "red"))
    made = opened(await regions.joined(coded(clear), other, CHOSEN))
    assert "two versions" in made.info["Description"]
    assert made.getpixel((5, 5))[3] == 7  # type: ignore[index] # it has four channels
    assert made.getpixel((270, 200)) == (255, 0, 0, 255)


def test_a_seam_is_soft_within_the_part_and_hard_at_the_pictures_edge() -> None:
    area = drawn_area(Area(((0, 0, 0.5, 0.5),)), SIZE)
    soft = softened(area)
    assert soft.getbbox() is not None
    assert ImageChops.subtract(soft, area).getbbox() is None
    assert soft.getpixel((0, 0)) == 255
    edge = [soft.getpixel((x, 200)) for x in range(400, 408)]
    assert edge == sorted(edge, reverse=True)  # type: ignore[type-var] # gray is a number
    assert 0 < min(edge) < 128  # type: ignore[type-var, operator] # gray is a number


async def test_versions_are_compared_outside_of_the_part_alone(
    regions: RegionImaging,
) -> None:
    before, after = slope(), slope()
    ImageDraw.Draw(after).rectangle((140, 140, 400, 260), fill="white")
    same = await regions.compared(coded(before), coded(after), CHOSEN)
    assert same.share == 0
    ImageDraw.Draw(after).rectangle((500, 500, 600, 600), fill="white")
    moved = await regions.compared(coded(before), coded(after), CHOSEN)
    outside = 816 * 816 - 272 * 136
    assert moved.share == pytest.approx(101 * 101 / outside, rel=0.05)
    small = opened(moved.small)
    assert (small.format, small.size) == ("JPEG", (512, 512))
    red, green, _ = small.getpixel((345, 345))  # type: ignore[misc] # it has three channels
    assert red > green + 80


async def test_what_an_encoding_changes_does_not_count(regions: RegionImaging) -> None:
    jpeg = coded(slope(), "JPEG", quality=70)
    found = await regions.compared(coded(slope()), jpeg, CHOSEN)
    assert found.share < 0.001


async def test_a_grid_is_a_small_jpeg(regions: RegionImaging) -> None:
    large = slope((2048, 1152))
    grid = grid_for(*large.size)
    made = await regions.gridded(coded(large), grid)
    assert (opened(made).format, opened(made).size) == ("JPEG", (1024, 576))
    assert len(made) < 300_000
    plain = await regions.gridded(coded(large), None)
    assert opened(plain).tobytes() != opened(made).tobytes()


async def test_a_chosen_part_is_tinted(regions: RegionImaging) -> None:
    gray = coded(Image.new("RGB", SIZE, (120, 120, 120)))
    made = opened(await regions.gridded(gray, None, CHOSEN))
    red, _, blue = made.getpixel((270, 200))  # type: ignore[misc] # it has three channels
    assert red > blue + 30
    inside, outside = made.getpixel((600, 600)), made.getpixel((10, 10))
    assert inside == outside


async def test_what_is_no_picture_is_an_error(regions: RegionImaging) -> None:
    with pytest.raises(HangError):
        await regions.gridded(b"words", None)
    with pytest.raises(HangError):
        await regions.masked(b"words", CHOSEN, SIZE)
    with pytest.raises(HangError):
        await regions.joined(coded(slope()), b"", CHOSEN)
    with pytest.raises(HangError):
        await regions.compared(coded(slope()), b"words", CHOSEN)
    painted = Chosen(Region(*SIZE, mask="key"), b"words")
    with pytest.raises(HangError):
        await regions.masked(coded(slope()), painted, SIZE)
