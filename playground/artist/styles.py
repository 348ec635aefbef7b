"""Treatments of a whole picture: watercolour, pixels, lines, neon and the like."""

from collections.abc import Callable

from PIL import Image, ImageChops, ImageDraw, ImageEnhance, ImageFilter, ImageOps

from playground.artist.looks import LOOKS
from playground.artist.washes import clouds_of_noise, noise, spread


def styled(sheet: Image.Image, style: str) -> Image.Image:
    """Return the RGB sheet in a style; an unknown one changes nothing."""
    treat = _STYLES.get(style) or LOOKS.get(style)
    return treat(sheet) if treat else sheet


def _edges(sheet: Image.Image, gain: float) -> Image.Image:
    """Return bright lines on black where colours meet."""
    soft = sheet.filter(ImageFilter.GaussianBlur(max(0.6, min(sheet.size) / 1100)))
    found = Image.new("L", sheet.size)
    for band in soft.split():
        rise = ImageChops.difference(band, ImageChops.offset(band, 1, 1))
        fall = ImageChops.difference(band, ImageChops.offset(band, 1, -1))
        found = ImageChops.lighter(found, ImageChops.lighter(rise, fall))
    ImageDraw.Draw(found).rectangle((0, 0, *found.size), outline=0, width=3)
    return found.point([min(255, max(0, round((v - 3) * gain))) for v in range(256)])


def _watercolour(sheet: Image.Image) -> Image.Image:
    size = sheet.size
    half = sheet.resize((size[0] // 2 + 1, size[1] // 2 + 1), Image.Resampling.BOX)
    pools = half.filter(ImageFilter.MedianFilter(5)).filter(ImageFilter.MedianFilter(3))
    wash = pools.resize(size, Image.Resampling.BICUBIC)
    wash = ImageEnhance.Color(wash).enhance(1.12)
    blooms = clouds_of_noise(size, 5, max(4, min(size) // 14))
    blooms = blooms.point([min(255, round(222 + v * 0.2)) for v in range(256)])
    wash = ImageChops.multiply(wash, Image.merge("RGB", (blooms,) * 3))
    wash = Image.blend(wash, Image.new("RGB", size, "#fffaf0"), 0.16)
    rims = ImageOps.invert(_edges(wash, 2.2)).point(
        [150 + round(v * 0.41) for v in range(256)]
    )
    wash = ImageChops.multiply(wash, Image.merge("RGB", (rims,) * 3))
    tooth = spread(noise(512, 3), size).point(
        [round(238 + (v - 128) * 0.17) for v in range(256)]
    )
    wash = ImageChops.multiply(wash, Image.merge("RGB", (tooth,) * 3))
    return _deckled(wash)


def _deckled(wash: Image.Image) -> Image.Image:
    """Leave an uneven paper edge, as a brush does."""
    size, unit = wash.size, min(wash.size)
    room = Image.new("L", size)
    margin = unit // 22
    inner = (margin, margin, size[0] - margin, size[1] - margin)
    ImageDraw.Draw(room).rectangle(inner, 255)
    room = room.filter(ImageFilter.GaussianBlur(unit / 36))
    rough = clouds_of_noise(size, 11, max(3, unit // 26))
    rough = rough.point([128 + round((v - 128) * 0.7) for v in range(256)])
    mask = ImageChops.add(room, rough, 1, -128)
    mask = mask.point([max(0, min(255, (v - 96) * 7)) for v in range(256)])
    return Image.composite(wash, Image.new("RGB", size, "#fbf6ea"), mask)


def _pixels(sheet: Image.Image) -> Image.Image:
    cell = max(2, min(sheet.size) // 112)
    small = (max(1, sheet.width // cell), max(1, sheet.height // cell))
    tiny = sheet.resize(small, Image.Resampling.BOX)
    tiny = ImageEnhance.Contrast(ImageEnhance.Color(tiny).enhance(1.25)).enhance(1.08)
    few = tiny.quantize(40, Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    return few.convert("RGB").resize(sheet.size, Image.Resampling.NEAREST)


def _lines(sheet: Image.Image) -> Image.Image:
    ink = _edges(sheet, 8).filter(ImageFilter.GaussianBlur(min(sheet.size) / 2400))
    tone = ImageOps.autocontrast(sheet.convert("L"))
    hatch = Image.new("L", sheet.size, 255)
    pencil, step = ImageDraw.Draw(hatch), max(4, min(sheet.size) // 150)
    for x in range(-sheet.height, sheet.width, step):
        pencil.line((x, sheet.height, x + sheet.height, 0), 150, max(1, step // 5))
    shade = tone.point([max(0, min(255, (v - 40) * 3)) for v in range(256)])
    hatched = ImageChops.lighter(hatch, shade)
    page = ImageChops.multiply(hatched, ImageOps.invert(ink))
    return ImageOps.colorize(page, "#252b40", "#faf5e9")


def _grey(sheet: Image.Image) -> Image.Image:
    tone = ImageOps.autocontrast(sheet.convert("L"), cutoff=0.4)
    return Image.merge("RGB", (tone, tone, tone))


def _sepia(sheet: Image.Image) -> Image.Image:
    tone = ImageOps.autocontrast(sheet.convert("L"), cutoff=0.4)
    return ImageOps.colorize(tone, "#2b1a12", "#f7e8c8", mid="#9a7650")


def _blueprint(sheet: Image.Image) -> Image.Image:
    page = Image.new("RGB", sheet.size, "#1d4a86")
    pencil, unit = ImageDraw.Draw(page), min(sheet.size)
    for n, step in enumerate((unit // 40, unit // 8)):
        tone = ("#28568f", "#3c6aa3")[n]
        for at in range(0, max(sheet.size), max(2, step)):
            pencil.line((at, 0, at, sheet.height), tone)
            pencil.line((0, at, sheet.width, at), tone)
    ink = _edges(sheet, 8).filter(ImageFilter.GaussianBlur(unit / 2600))
    page.paste(Image.new("RGB", page.size, "#e9f3ff"), (0, 0), ink)
    return page


def _neon(sheet: Image.Image) -> Image.Image:
    ink = _edges(sheet, 11)
    vivid = ImageEnhance.Color(sheet.filter(ImageFilter.GaussianBlur(4))).enhance(3.2)
    vivid = ImageChops.screen(vivid, Image.new("RGB", sheet.size, "#5a1f6e"))
    black = Image.new("RGB", sheet.size, "#080512")
    tubes = Image.composite(vivid, black, ink)
    small = tubes.resize(
        (sheet.width // 4 + 1, sheet.height // 4 + 1), Image.Resampling.BOX
    )
    halo = small.filter(ImageFilter.GaussianBlur(min(small.size) / 45)).resize(
        sheet.size
    )
    halo = ImageEnhance.Brightness(halo).enhance(2.1)
    dim = Image.blend(black, sheet, 0.13)
    return ImageChops.screen(ImageChops.screen(dim, halo), tubes)


_STYLES: dict[str, Callable[[Image.Image], Image.Image]] = {
    "watercolour": _watercolour,
    "pixel art": _pixels,
    "line drawing": _lines,
    "black and white": _grey,
    "sepia": _sepia,
    "blueprint": _blueprint,
    "neon": _neon,
}
