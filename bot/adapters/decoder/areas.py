"""Parts of a picture as masks: white where the part is.

Everything is counted from the boxes and from what was painted, in the size of the
picture at hand, so that one region fits a picture in any size.
"""

from typing import Final

from PIL import Image, ImageChops, ImageDraw, ImageFilter

from bot.adapters.decoder.bare import bare
from bot.adapters.decoder.coding import CLEAR, opened
from bot.adapters.decoder.region_wire import Area

_SEAM: Final = 320
"""A seam is soft over about this fraction of the picture's shorter side."""
Size = tuple[int, int]


def drawn_area(area: Area, size: Size) -> Image.Image:
    """The part as a grayscale picture of this size; gray is where it fades."""
    made = _painted(area.painted, size) if area.painted else Image.new("L", size)
    draw = ImageDraw.Draw(made)
    for box in area.boxes:
        left, top, right, bottom = pixels(box, size)
        draw.rectangle((left, top, right - 1, bottom - 1), fill=255)
    return ImageChops.invert(made) if area.inverse else made


def pixels(box: tuple[float, float, float, float], size: Size) -> tuple[int, ...]:
    """The box in whole pixels; boxes that share an edge neither overlap nor leave a
    gap."""
    return tuple(
        min(side, max(0, round(each * side)))
        for each, side in zip(box, (*size, *size), strict=True)
    )


def inside(area: Image.Image) -> Image.Image:
    """White wherever the part is, however faintly it was painted."""
    return area.point(lambda value: 255 if value else 0)


def softened(area: Image.Image) -> Image.Image:
    """The same part with a soft seam, which lies within it: what is outside stays 0.

    There is no seam where the part reaches an edge of the picture.
    """
    radius = max(1.0, min(area.size) / _SEAM)
    blurred = inside(area).filter(ImageFilter.GaussianBlur(radius))
    faded = blurred.point(lambda value: max(0, 2 * value - 255))
    return ImageChops.darker(faded, area)


def upright(data: bytes) -> Image.Image:
    """A picture of ours, or one that was made fit for the model, as RGB or RGBA."""
    picture = opened(bare(data).data)
    return picture.convert("RGBA" if picture.mode in CLEAR else "RGB")


def _painted(data: bytes, size: Size) -> Image.Image:
    """What was painted, as gray; where it is clear, nothing was."""
    picture = opened(bare(data).data)
    if picture.mode in CLEAR:
        picture = picture.convert("RGBA")
        black = Image.new("RGBA", picture.size, "black")
        picture = Image.alpha_composite(black, picture)
    picture = picture.convert("L")
    if picture.size == size:
        return picture
    return picture.resize(size, Image.Resampling.BILINEAR)
