"""Draws two pictures together: side by side on one, or as a short GIF that wipes from
one to the other and back. The same pictures give the same bytes.

They may have different sizes and shapes. Each is made small as soon as it is read, so
that only one of them is ever in memory whole.
"""

import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from PIL import Image, ImageDraw

from bot.adapters.decoder.bare import bare
from bot.adapters.decoder.coding import DAMAGED, Coded, on_white, opened
from bot.adapters.decoder.lettering import font, legible, lines
from bot.adapters.decoder.marks import centred, glass
from bot.adapters.decoder.region_wire import unpacked_parts
from bot.adapters.decoder.sheet import GROUND
from bot.adapters.decoder.wire import Outcome, UnreadableError

WHITE: Final = (255, 255, 255)
QUIET: Final = (178, 185, 194)
HIGH: Final = 900
"""The height of two pictures side by side."""
WIDEST: Final = 1_600
"""The width of one of them; wider ones are less high."""
_NARROWEST: Final = 0.5
"""The room of a picture, as a fraction of its height: its words need some."""
_LETTERS: Final = 44
_WORDS: Final = 2
"""The size of the words below, and the most lines of them."""
EDGE: Final = 640
"""The longer side of a wipe."""
COLOURS: Final = 254
STEPS: Final = 14
_STEP: Final = 50
_STAY: Final = 1_100
"""Milliseconds of a step, and of each of the two pictures whole."""
_SMALLER: Final = 0.75
_LEAST: Final = 160


@dataclass(frozen=True, slots=True)
class _Side:
    """A picture that was made small, with its number and its words."""

    number: int
    words: str
    picture: Image.Image = field(repr=False)


def beside(data: bytes, most: int) -> Coded:
    """Both pictures side by side, as high as each other. Raises UnreadableError."""
    one, other = _sides(data, (WIDEST, HIGH))
    try:
        high = min(one.picture.height, other.picture.height)
        shown = [_as_high(each, high) for each in (one, other)]
        out = io.BytesIO()
        _laid(shown, high).save(out, "JPEG", quality=88, optimize=True)
    except DAMAGED as error:
        raise UnreadableError(Outcome.DAMAGED) from error
    if out.tell() > most:
        raise UnreadableError(Outcome.LARGE)
    return Coded(Outcome.JPEG, out.getvalue())


def wipe(data: bytes, most: int) -> Coded:
    """A GIF of both pictures; a smaller one if it has too many bytes. Raises
    UnreadableError."""
    one, other = _sides(data, (EDGE, EDGE))
    scale = 1.0
    try:
        while scale * EDGE > _LEAST:
            made = _wiped(one, other, scale)
            if len(made) <= most:
                return Coded(Outcome.GIF, made)
            scale *= _SMALLER
    except DAMAGED as error:
        raise UnreadableError(Outcome.DAMAGED) from error
    raise UnreadableError(Outcome.LARGE)


def _sides(data: bytes, box: tuple[int, int]) -> tuple[_Side, _Side]:
    values, found = unpacked_parts(data)
    try:
        named = [(int(e["number"]), str(e["words"])) for e in values["sides"]]
    except (KeyError, TypeError, ValueError) as error:
        raise UnreadableError(Outcome.DAMAGED) from error
    if len(named) != 2 or len(found) != 2:
        raise UnreadableError(Outcome.DAMAGED)
    one, other = (
        _Side(number, words, _small(picture, box))
        for (number, words), picture in zip(named, found, strict=True)
    )
    return one, other


def _small(data: bytes, box: tuple[int, int]) -> Image.Image:
    """The picture within the box, on white where it was transparent; never larger than
    it is."""
    picture = opened(bare(data).data)
    try:
        picture.draft("RGB", box)
        picture.thumbnail(box, reducing_gap=2.0)
        return on_white(picture)
    except DAMAGED as error:
        raise UnreadableError(Outcome.DAMAGED) from error


def _as_high(side: _Side, high: int) -> _Side:
    width, height = side.picture.size
    size = (max(1, round(width * high / height)), high)
    picture = side.picture.resize(size, Image.Resampling.LANCZOS)
    return _Side(side.number, side.words, picture)


def _laid(sides: list[_Side], high: int) -> Image.Image:
    """Both in a row on dark ground, each with its words below it."""
    gap, letters = max(8, high // 40), max(12, round(_LETTERS * high / HIGH))
    rooms = [max(e.picture.width, round(_NARROWEST * high)) for e in sides]
    below = round(letters * 1.35 * _WORDS) + 2 * gap
    drawn = Image.new("RGB", (sum(rooms) + 3 * gap, high + gap + below), GROUND)
    left = gap
    for side, room in zip(sides, rooms, strict=True):
        _numbered(side, max(20, high // 11), right=False)
        drawn.paste(side.picture, (left + (room - side.picture.width) // 2, gap))
        _captioned(drawn, side, (left, high + 2 * gap, room), letters)
        left += room + gap
    return drawn


def _captioned(
    drawn: Image.Image, side: _Side, at: tuple[int, int, int], letters: int
) -> None:
    """What was asked for; letters that the font lacks are left out."""
    left, top, room = at
    pen = ImageDraw.Draw(drawn)
    said = lines(legible(side.words), letters, room, _WORDS)
    for number, line in enumerate(said):
        y = top + round(letters * (0.85 + 1.35 * number))
        where = (left + room / 2, y)
        pen.text(where, line, font=font(letters), fill=QUIET, anchor="ms")


def _numbered(side: _Side, high: int, *, right: bool) -> None:
    """Paint the number on the picture, in one of its lower corners."""
    picture, words = side.picture, str(side.number)
    high = min(high, picture.height // 2, picture.width // 2)
    if high < 8:
        return
    size, inset = round(0.66 * high), round(0.26 * high)
    wide = round(max(high, font(size).getlength(words) + 0.62 * high))
    left = picture.width - inset - wide if right else inset
    top = picture.height - inset - high
    glass(picture, (left, top, left + wide, top + high))
    middle = (left + wide / 2, top + high / 2)
    centred(ImageDraw.Draw(picture), middle, words, size, WHITE)


def _wiped(one: _Side, other: _Side, scale: float) -> bytes:
    size = (
        round(max(one.picture.width, other.picture.width) * scale),
        round(max(one.picture.height, other.picture.height) * scale),
    )
    size = max(8, size[0]), max(8, size[1])
    # Each number stands in a corner of its own, and comes and goes with its picture.
    before = _centred_on(one, size, right=True)
    after = _centred_on(other, size, right=False)
    frames = list(_frames(*_in_few_colours(before, after)))
    still = (_STAY, *[_STEP] * STEPS)
    out = io.BytesIO()
    frames[0].save(
        out,
        "GIF",
        save_all=True,
        append_images=frames[1:],
        duration=[*still, *still],
        loop=0,
        optimize=False,
    )
    return out.getvalue()


def _centred_on(side: _Side, size: tuple[int, int], *, right: bool) -> Image.Image:
    """The picture in the middle of the ground, as large as fits."""
    scale = min(size[0] / side.picture.width, size[1] / side.picture.height)
    small = (
        max(1, round(side.picture.width * scale)),
        max(1, round(side.picture.height * scale)),
    )
    drawn = Image.new("RGB", size, GROUND)
    picture = side.picture.resize(small, Image.Resampling.LANCZOS)
    drawn.paste(picture, ((size[0] - small[0]) // 2, (size[1] - small[1]) // 2))
    whole = _Side(side.number, side.words, drawn)
    _numbered(whole, max(20, size[1] // 12), right=right)
    return whole.picture


def _in_few_colours(
    before: Image.Image, after: Image.Image
) -> tuple[Image.Image, Image.Image, int]:
    """Both in the same colours, and which of these is the lightest: so each frame is
    made of the two without looking at a colour again."""
    both = Image.new("RGB", (before.width, 2 * before.height))
    both.paste(before, (0, 0))
    both.paste(after, (0, before.height))
    both.paste(WHITE, (0, 0, 4, 4))
    colours = both.quantize(COLOURS, Image.Quantize.MEDIANCUT)
    flat = [each.quantize(palette=colours) for each in (before, after)]
    found = colours.getpalette() or []
    sums = [sum(found[at : at + 3]) for at in range(0, len(found), 3)]
    return flat[0], flat[1], sums.index(max(sums))


def _frames(
    before: Image.Image, after: Image.Image, light: int
) -> Iterator[Image.Image]:
    """The first whole, then the second from the left, with a line where they meet; and
    the same back."""
    for one, other in ((before, after), (after, before)):
        yield one
        for step in range(1, STEPS + 1):
            edge = round(_eased(step / (STEPS + 1)) * one.width)
            frame = one.copy()
            frame.paste(other.crop((0, 0, edge, one.height)), (0, 0))
            frame.paste(light, (edge, 0, min(edge + 2, one.width), one.height))
            yield frame


def _eased(share: float) -> float:
    """Slow at both ends."""
    return share * share * (3 - 2 * share)
