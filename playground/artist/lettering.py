"""Sets words: fitted to their room, wrapped at good places, readable on any ground."""

import re
from collections.abc import Sequence

from PIL import Image, ImageDraw, ImageFilter, ImageStat

from playground.artist.colour import brightness, word
from playground.artist.fonts import face
from playground.artist.view import View

_SCORE = re.compile(
    r"^(.{1,30}?)[\s:]+(\d{1,4})\s*[,:–—·|-]?\s*(\D{1,30}?)[\s:]+(\d{1,4})$"
)

Room = tuple[int, int, int, int]


def wrapped(text: str, size: int, width: float) -> list[str]:
    """Return lines no wider than the room; a word that is too long is cut."""
    font, lines = face(size), [""]
    for piece in text.split():
        trial = f"{lines[-1]} {piece}".strip()
        if font.getlength(trial) <= width or not lines[-1]:
            lines[-1] = trial
        else:
            lines.append(piece)
    return [line for line in lines if line]


def fitted(
    text: str, room: tuple[float, float], largest: float
) -> tuple[int, list[str]]:
    """Return the largest size, and its lines, with which a text fills its room."""
    size = round(largest)
    while size > 8:
        lines = wrapped(text, size, room[0])
        wide = max((face(size).getlength(line) for line in lines), default=0)
        if wide <= room[0] and len(lines) * size * 1.16 <= room[1]:
            return size, _evened(lines, size, room[0])
        size = round(size * 0.9)
    return 8, wrapped(text, 8, room[0])


def _evened(lines: list[str], size: int, width: float) -> list[str]:
    """Make lines of about the same length, when that takes no more of them."""
    text, count = " ".join(lines), len(lines)
    best = lines
    for share in (0.85, 0.7, 0.58):
        trial = wrapped(text, size, width * share)
        if len(trial) == count and all(face(size).getlength(t) <= width for t in trial):
            best = trial
    return best


def letter(sheet: Image.Image, view: View) -> Image.Image:
    """Set the scene's lettering over the picture's upper part, or its middle."""
    lines = view.scene.lettering
    alone = not view.scene.things
    top = 0.34 if alone else 0.055
    tall = (0.34 if alone else 0.2) * view.height
    room = (view.width * 0.86, tall / len(lines) ** 0.6)
    y = view.height * top
    ink = _ink_for(sheet, (0, int(y), view.width, int(y + tall)))
    for n, line in enumerate(lines):
        largest = view.unit * (0.15 if n == 0 else 0.06)
        size, rows = fitted(line, room, largest)
        for row in rows:
            sheet = _row(sheet, (view.width / 2, y + size * 0.6), row, (size, ink))
            y += size * 1.12
        y += size * 0.18
    return sheet


def _ink_for(sheet: Image.Image, room: Room) -> str:
    """Return ink that stands out from what is in the room."""
    tone = ImageStat.Stat(sheet.convert("RGB").crop(room)).mean
    light = brightness(word((tone[0], tone[1], tone[2]))) > 0.62
    return "#20284a" if light else "#fff8e8"


def _row(
    sheet: Image.Image, at: tuple[float, float], text: str, ink: tuple[int, str]
) -> Image.Image:
    """Set one row with a soft halo in the opposite tone."""
    size, tone = ink
    weight = max(1, size // 34)
    mask = Image.new("L", sheet.size)
    pencil = ImageDraw.Draw(mask)
    pencil.text(at, text, 255, face(size), anchor="mm", stroke_width=weight)
    box = mask.getbbox()
    if box is None:
        return sheet
    pad = size // 3 + 2
    left, top = max(0, box[0] - pad), max(0, box[1] - pad)
    area = (left, top, min(sheet.width, box[2] + pad), min(sheet.height, box[3] + pad))
    letters = mask.crop(area)
    halo = letters.filter(ImageFilter.GaussianBlur(max(1, size * 0.07)))
    other = "#101736" if brightness(tone) > 0.5 else "#fff8e8"
    sheet.paste(other, area, halo.point([round(v * 0.5) for v in range(256)]))
    sheet.paste(tone, area, letters)
    return sheet


def poster(sheet: Image.Image, view: View) -> Image.Image:
    """Frame the picture as a print: picture above, title and figures below."""
    edge = round(view.unit * 0.045)
    page = Image.new("RGB", view.size, "#f7f0e1")
    split = round(view.height * 0.64)
    room = (view.width - edge * 2, split - edge)
    shown = _cropped(sheet.convert("RGB"), room)
    page.paste(shown, (edge, edge))
    pencil = ImageDraw.Draw(page)
    _set(
        pencil,
        view,
        (edge, split + edge // 2, view.width - edge, view.height - edge),
    )
    return page


def _cropped(sheet: Image.Image, room: tuple[int, int]) -> Image.Image:
    """Return the part of the sheet that fits the room, its lower half preferred."""
    scale = max(room[0] / sheet.width, room[1] / sheet.height)
    wide, tall = round(sheet.width * scale), round(sheet.height * scale)
    large = sheet.resize(
        (max(wide, room[0]), max(tall, room[1])), Image.Resampling.LANCZOS
    )
    left, top = (large.width - room[0]) // 2, round((large.height - room[1]) * 0.72)
    return large.crop((left, top, left + room[0], top + room[1]))


def _set(pencil: ImageDraw.ImageDraw, view: View, room: Room) -> None:
    title, *rest = view.scene.lettering
    score = next((s for t in (title, *rest) if (s := _SCORE.match(t))), None)
    if score:
        words = [t for t in (title, *rest) if not _SCORE.match(t)]
        _score(pencil, view, (room, score.groups()), words)
        return
    wide, tall = room[2] - room[0], room[3] - room[1]
    high = tall * (0.66 if rest else 0.96)
    y = _block(
        pencil, title, (room[0], room[1], room[2], round(room[1] + high)), "#20284a"
    )
    if rest:
        y += view.unit * 0.012
        pencil.line(
            (room[0] + wide * 0.4, y, room[0] + wide * 0.6, y),
            "#d9483b",
            max(2, view.unit // 200),
        )
        line = "   ·   ".join(rest)
        _block(
            pencil,
            line,
            (room[0], round(y + view.unit * 0.012), room[2], room[3]),
            "#6a5f62",
        )


def _block(pencil: ImageDraw.ImageDraw, text: str, room: Room, ink: str) -> float:
    """Set a text centred at the top of its room; return where it ends."""
    wide, tall = room[2] - room[0], room[3] - room[1]
    size, rows = fitted(text, (wide * 0.96, tall), min(tall * 0.86, wide * 0.2))
    slack = max(0.0, tall - len(rows) * size * 1.14)
    y = room[1] + size * 0.62 + slack * 0.3
    for row in rows:
        spot = ((room[0] + room[2]) / 2, y)
        weight = size // 30 if ink == "#20284a" else 0
        pencil.text(spot, row, ink, face(size), anchor="mm", stroke_width=weight)
        y += size * 1.14
    return y - size * 0.55


def _score(
    pencil: ImageDraw.ImageDraw,
    view: View,
    placed: tuple[Room, Sequence[str]],
    words: Sequence[str],
) -> None:
    """Set two names with large figures beside each other."""
    room, (home, one, guest, two) = placed
    top, low = room[1], room[3]
    if words:
        cut = round(top + (low - top) * 0.2)
        _block(pencil, " · ".join(words), (room[0], top, room[2], cut), "#6a5f62")
        top = cut
    middle = (room[0] + room[2]) // 2
    ahead = int(one) >= int(two)
    sides = (
        (room[0], middle, home, one, ahead),
        (middle, room[2], guest, two, not ahead),
    )
    for left, right, name, figure, wins in sides:
        tone = "#d9483b" if wins else "#20284a"
        cut = round(top + (low - top) * 0.66)
        _figure(pencil, figure, (left, top, right, cut), tone)
        _block(pencil, name.strip(" ,:-–—"), (left, cut, right, low), "#20284a")
    gap = view.unit * 0.03
    pencil.line(
        (middle, top + gap, middle, low - gap), "#cfc4ae", max(1, view.unit // 300)
    )


def _figure(pencil: ImageDraw.ImageDraw, text: str, room: Room, ink: str) -> None:
    size, _ = fitted(text, (room[2] - room[0], room[3] - room[1]), room[3] - room[1])
    spot = ((room[0] + room[2]) / 2, (room[1] + room[3]) / 2)
    weight = max(1, size // 26)
    pencil.text(spot, text, ink, face(size), anchor="mm", stroke_width=weight)
