"""Looks: the whole picture made of something else, and nothing in it changed.

For a request to redraw a picture in a look; whatever else it says names what is there.
"""

import hashlib
import re
from collections.abc import Callable

from PIL import Image, ImageChops, ImageDraw, ImageEnhance, ImageFilter, ImageOps

from playground.artist.washes import noise, spread

_REDRAW = re.compile(
    r"\b(?:redraw|restyle)\b[^.\n]{0,80}\b(?:look|style)\b", re.IGNORECASE
)
_NAMED: dict[str, str] = {
    "watercolour": r"watercolou?r|aquarell",
    "pixel art": r"pixel|8-bit|16-bit",
    "black and white": r"black[- ]and[- ]white|monochrome",
    "blueprint": r"blueprint",
    "neon": r"neon|cyberpunk",
    "engraved": r"engrav|stamp\b|intaglio",
    "knitted": r"knit|crochet|wool",
    "clay": r"\bclay|plasticine|stop-motion",
    "comic": r"comic|halftone|pop art",
    "woodblock": r"woodblock|ukiyo|linocut|woodcut",
    "oil": r"oil painting|renaissance|baroque",
    "film": r"35 mm|analogu?e|polaroid|colour negative",
    "glossy": r"animated|animation|3d render",
}


def look_in(words: str) -> str:
    """The look that a request to redraw names; one of them, if none of these is named.

    Empty if it is no such request.
    """
    if not _REDRAW.search(words):
        return ""
    for look, names in _NAMED.items():
        if re.search(names, words, re.IGNORECASE):
            return look
    dice = int.from_bytes(hashlib.sha256(words.encode()).digest()[:4])
    return sorted(_NAMED)[dice % len(_NAMED)]


def _inked(sheet: Image.Image, strength: float) -> Image.Image:
    """White, with dark lines where colours meet."""
    soft = sheet.convert("L").filter(ImageFilter.GaussianBlur(min(sheet.size) / 700))
    lines = soft.filter(ImageFilter.FIND_EDGES)
    ImageDraw.Draw(lines).rectangle((0, 0, *lines.size), outline=0, width=3)
    lines = lines.filter(ImageFilter.MaxFilter(3))
    return ImageOps.invert(
        lines.point([min(255, round(v * strength)) for v in range(256)])
    )


def _over(sheet: Image.Image, tone: Image.Image) -> Image.Image:
    return ImageChops.multiply(sheet, Image.merge("RGB", (tone,) * 3))


def _flat(sheet: Image.Image, colours: int) -> Image.Image:
    calm = _halved(sheet, ImageFilter.MedianFilter(3))
    few = calm.quantize(colours, Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    return few.convert("RGB")


def _halved(sheet: Image.Image, filtering: ImageFilter.Filter) -> Image.Image:
    """Filtered at half the size: these filters are slow, and nobody sees it."""
    half = (max(1, sheet.width // 2), max(1, sheet.height // 2))
    return sheet.resize(half, Image.Resampling.BOX).filter(filtering).resize(sheet.size)


def _relief(sheet: Image.Image, depth: float) -> Image.Image:
    """Light from above on what stands out."""
    soft = sheet.convert("L").filter(ImageFilter.GaussianBlur(depth))
    step = max(1, round(depth))
    rise = ImageChops.subtract(soft, ImageChops.offset(soft, step, step), 1, 200)
    return rise.point([min(255, max(90, v + 30)) for v in range(256)])


def _tiled(size: tuple[int, int], tile: Image.Image) -> Image.Image:
    page = Image.new(tile.mode, size)
    for x in range(0, size[0], tile.width):
        for y in range(0, size[1], tile.height):
            page.paste(tile, (x, y))
    return page


def _vignette(sheet: Image.Image, least: int) -> Image.Image:
    round_ = Image.radial_gradient("L").resize(sheet.size)
    shade = round_.point([max(least, 255 - max(0, v - 90)) for v in range(256)])
    return _over(sheet, shade)


def _film(sheet: Image.Image) -> Image.Image:
    warm = ImageChops.multiply(sheet, Image.new("RGB", sheet.size, "#fff0d8"))
    faded = Image.blend(ImageEnhance.Color(warm).enhance(0.82), sheet, 0.2)
    grain = spread(noise(512, 7), sheet.size)
    grain = grain.point([round(238 + (v - 128) * 0.3) for v in range(256)])
    return _vignette(_over(faded, grain), 150)


def _glossy(sheet: Image.Image) -> Image.Image:
    smooth = sheet.filter(ImageFilter.GaussianBlur(min(sheet.size) / 160))
    shining = ImageChops.screen(sheet, ImageEnhance.Brightness(smooth).enhance(0.4))
    return ImageEnhance.Color(shining).enhance(1.35)


def _clay(sheet: Image.Image) -> Image.Image:
    unit = min(sheet.size)
    soft = _halved(_flat(sheet, 24), ImageFilter.ModeFilter(5))
    soft = soft.filter(ImageFilter.GaussianBlur(unit / 500))
    prints = spread(noise(256, 9), sheet.size).filter(
        ImageFilter.GaussianBlur(unit / 300)
    )
    prints = prints.point([round(240 + (v - 128) * 0.4) for v in range(256)])
    return _over(_over(soft, _relief(soft, unit / 140)), prints)


def _comic(sheet: Image.Image) -> Image.Image:
    step = max(5, min(sheet.size) // 130)
    dot = Image.new("L", (step * 4, step * 4), 255)
    ImageDraw.Draw(dot).ellipse((step, step, step * 3, step * 3), 200)
    dots = _tiled(sheet.size, dot.resize((step, step), Image.Resampling.BOX))
    vivid = ImageEnhance.Color(_flat(sheet, 18)).enhance(1.6)
    return _over(_over(vivid, dots), _inked(sheet, 9))


def _knitted(sheet: Image.Image) -> Image.Image:
    cell = max(8, min(sheet.size) // 90)
    small = (max(1, sheet.width // cell), max(1, sheet.height // cell))
    wool = sheet.resize(small, Image.Resampling.BOX).resize(
        sheet.size, Image.Resampling.NEAREST
    )
    stitch = Image.new("L", (cell, cell), 150)
    pencil, wide = ImageDraw.Draw(stitch), max(2, cell // 3)
    pencil.line((0, 0, cell // 2, cell), 250, wide)
    pencil.line((cell, 0, cell // 2, cell), 235, wide)
    soft = stitch.filter(ImageFilter.GaussianBlur(cell / 14))
    return _over(ImageEnhance.Color(wool).enhance(1.1), _tiled(sheet.size, soft))


def _oil(sheet: Image.Image) -> Image.Image:
    brushed = _halved(sheet, ImageFilter.ModeFilter(5))
    brushed = _over(brushed, _relief(brushed, 2))
    varnish = ImageChops.multiply(brushed, Image.new("RGB", sheet.size, "#f3d9a4"))
    return _vignette(ImageEnhance.Contrast(varnish).enhance(1.15), 80)


def _woodblock(sheet: Image.Image) -> Image.Image:
    flat = ImageEnhance.Color(_flat(sheet, 9)).enhance(0.75)
    paper = ImageChops.multiply(flat, Image.new("RGB", sheet.size, "#f7ecd3"))
    grain = spread(noise(512, 4), (sheet.width, max(1, sheet.height // 12)))
    grain = grain.resize(sheet.size).point(
        [round(240 + (v - 128) * 0.25) for v in range(256)]
    )
    return _over(_over(paper, grain), _inked(sheet, 6))


def _engraved(sheet: Image.Image) -> Image.Image:
    step = max(4, min(sheet.size) // 170)
    line = Image.linear_gradient("L").resize((1, step))
    lines = _tiled(sheet.size, line.resize((sheet.width, step)))
    tone = ImageOps.autocontrast(sheet.convert("L"))
    cut = ImageChops.subtract(tone, lines, 1, 110).point(lambda v: 255 * (v > 120))
    page = ImageOps.colorize(cut, "#1f3264", "#f6efdc")
    red = Image.new("L", sheet.size, 0)
    edge = max(6, min(sheet.size) // 24)
    inner = (edge, edge, sheet.width - edge, sheet.height - edge)
    ImageDraw.Draw(red).rectangle(inner, outline=255, width=max(2, edge // 4))
    page.paste(Image.new("RGB", sheet.size, "#a5382c"), (0, 0), red)
    return _perforated(page, edge // 2)


def _perforated(page: Image.Image, hole: int) -> Image.Image:
    pencil, radius = ImageDraw.Draw(page), max(2, hole // 2)
    for long, wide, turned in (
        (page.width, page.height, 0),
        (page.height, page.width, 1),
    ):
        for along in range(0, long + hole, hole * 2):
            for across in (0, wide):
                x, y = (across, along) if turned else (along, across)
                box = (x - radius, y - radius, x + radius, y + radius)
                pencil.ellipse(box, "#3a3531")
    return page


LOOKS: dict[str, Callable[[Image.Image], Image.Image]] = {
    "film": _film,
    "glossy": _glossy,
    "clay": _clay,
    "comic": _comic,
    "knitted": _knitted,
    "oil": _oil,
    "woodblock": _woodblock,
    "engraved": _engraved,
}
