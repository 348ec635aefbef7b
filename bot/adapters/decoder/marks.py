"""Paints the marks on the cells of a sheet: numbers, rings, phases, reasons.

Everything is drawn several times as large and then shrunk, so that it is smooth. Marks
that look the same on several cells are drawn once.
"""

from math import cos, pi, sin
from typing import Final

from PIL import Image, ImageChops, ImageDraw, ImageFilter

from bot.adapters.decoder.grid import Grid
from bot.adapters.decoder.lettering import font, legible, lines
from bot.adapters.decoder.sheet_wire import Look, Tile

FINER: Final = 4
BADGE: Final = 22
CORNER: Final = 7
"""The height of a number's pane, and the radius of its corners, in Slack's pixels."""
WHITE: Final = (255, 255, 255)
QUIET: Final = (128, 136, 146)
LIVELY: Final = (198, 204, 212)
REASON: Final = (205, 196, 190)
GLASS: Final = (12, 13, 15)
MOST_LINES: Final = 3
_PHASES: Final = 4
FOOT: Final = 0.13
"""How much of its height a slide has for its foot, where its number fits."""
NO_REASON: Final = "not drawn"


class Marks:
    """Paints on the cells of one sheet."""

    def __init__(self, form: Grid, *, foot: bool = False) -> None:
        self._width, self._height = form.cell
        short = min(form.cell)
        self._badge = round(min(0.24 * short, max(0.1 * short, BADGE * form.finer)))
        if foot:
            self._badge = min(self._badge, round(FOOT * short))
        self._inset = max(2, round((0.1 if foot else 0.26) * self._badge))
        self._radius = max(2, round(min(0.06 * short, CORNER * form.finer)))
        self.corners = _rounded(form.cell, self._radius)
        self._rim = _rim(self.corners, form.cell, self._radius)

    def on(self, cell: Image.Image, tile: Tile) -> None:
        """Paint what this cell says."""
        match tile.look:
            case Look.WAITING | Look.BEGUN:
                self._ring(cell, tile)
            case Look.FAILED:
                self._reason(cell, tile.why)
                self._number(cell, tile)
            case Look.DEVELOPING | Look.FINISHED:
                cell.paste(WHITE, mask=self._rim)
                self._number(cell, tile)

    def _ring(self, cell: Image.Image, tile: Tile) -> None:
        """Draw the number within a ring of dots, which are lighter if the picture has
        begun."""
        colour = LIVELY if tile.look is Look.BEGUN else QUIET
        side = round(min(2.1 * self._badge, 0.6 * min(cell.size)))
        at = ((cell.width - side) // 2, (cell.height - side) // 2)
        cell.paste(colour, (*at, at[0] + side, at[1] + side), _dots(side))
        pen = ImageDraw.Draw(cell)
        middle = (cell.width / 2, cell.height / 2)
        size = max(8, round(0.4 * side))
        centred(pen, middle, str(tile.number), size, colour)

    def _number(self, cell: Image.Image, tile: Tile) -> None:
        """Draw the number in the lower left corner, on dark glass, with its phase
        beside it. A number of 0 is not drawn."""
        if not tile.number:
            return
        high, words = self._badge, str(tile.number)
        size = max(8, round(0.66 * high))
        pie = round(0.5 * high) if tile.look is Look.DEVELOPING else 0
        letters = font(size).getlength(words)
        wide = round(max(high, letters + 0.62 * high) + pie * 1.25)
        left, top = self._inset, cell.height - self._inset - high
        box = (left, top, left + wide, top + high)
        glass(cell, box)
        pen = ImageDraw.Draw(cell)
        free = wide - pie * 1.25
        middle = top + high / 2
        centred(pen, (left + free / 2, middle), words, size, WHITE)
        if pie:
            at = (round(left + free - 0.1 * high), round(middle - pie / 2))
            cell.paste(WHITE, (*at, at[0] + pie, at[1] + pie), _pie(pie, tile.phase))

    def _reason(self, cell: Image.Image, why: str) -> None:
        words = legible(why) or NO_REASON
        size = max(9, round(0.52 * self._badge))
        wide = cell.width - 4 * self._inset
        said = lines(words, size, wide, MOST_LINES)
        step = size * 1.3
        pen = ImageDraw.Draw(cell)
        for number, line in enumerate(said):
            y = cell.height / 2 + (number - (len(said) - 1) / 2) * step
            centred(pen, (cell.width / 2, y), line, size, REASON)


def centred(
    pen: ImageDraw.ImageDraw,
    middle: tuple[float, float],
    words: str,
    size: int,
    colour: tuple[int, int, int],
) -> None:
    """Centre digits and letters by the height of a capital."""
    face = font(size)
    _, top, _, bottom = face.getbbox("0", anchor="ls")
    pen.text(
        (middle[0], middle[1] - (top + bottom) / 2),
        words,
        font=face,
        fill=colour,
        anchor="ms",
    )


def glass(cell: Image.Image, box: tuple[int, int, int, int]) -> None:
    """A dark, translucent pane with a light edge."""
    size = (box[2] - box[0], box[3] - box[1])
    behind = cell.crop(box).filter(ImageFilter.GaussianBlur(size[1] / 5))
    pane = Image.blend(behind, Image.new("RGB", size, GLASS), 0.66)
    shape = _rounded(size, size[1] // 2)
    pane.paste(WHITE, mask=_rim(shape, size, size[1] // 2, 0.3))
    cell.paste(pane, box, shape)


def _rounded(size: tuple[int, int], radius: int) -> Image.Image:
    large = Image.new("L", (size[0] * FINER, size[1] * FINER))
    box = (0, 0, large.width - 1, large.height - 1)
    ImageDraw.Draw(large).rounded_rectangle(box, radius * FINER, fill=255)
    return large.reduce(FINER)


def _rim(
    shape: Image.Image, size: tuple[int, int], radius: int, light: float = 0.12
) -> Image.Image:
    """A hair's breadth along the edge: a black picture has an edge, too."""
    breadth = max(1, round(min(size) / 300))
    inner = _rounded(
        (size[0] - 2 * breadth, size[1] - 2 * breadth), max(1, radius - breadth)
    )
    within = Image.new("L", size)
    within.paste(inner, (breadth, breadth))
    return ImageChops.subtract(shape, within).point(
        [round(v * light) for v in range(256)]
    )


def _dots(side: int) -> Image.Image:
    """A ring of dots."""
    large = Image.new("L", (side * FINER, side * FINER))
    pen = ImageDraw.Draw(large)
    middle, dot = large.width / 2, large.width * 0.022
    for number in range(24):
        angle = number * pi / 12
        x, y = (middle + (middle - 2 * dot) * f(angle) for f in (cos, sin))
        pen.ellipse((x - dot, y - dot, x + dot, y + dot), fill=255)
    return large.reduce(FINER)


def _pie(side: int, phase: int) -> Image.Image:
    """A circle that fills, quarter by quarter."""
    large = Image.new("L", (side * FINER, side * FINER))
    pen = ImageDraw.Draw(large)
    box = (0, 0, large.width - 1, large.height - 1)
    pen.ellipse(box, outline=200, width=max(FINER, side * FINER // 9))
    part = 90 * min(max(1, phase), _PHASES - 1)
    pen.pieslice(box, -90, part - 90, fill=255)
    return large.reduce(FINER)
