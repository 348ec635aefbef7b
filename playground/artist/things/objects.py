"""Things that people hold, win, read or give."""

import math

from playground.artist.colour import darker, lighter
from playground.artist.curves import arc, oval, smooth, star
from playground.artist.kinds import Kind
from playground.artist.pen import Pen


def book(pen: Pen, hue: str) -> None:
    pen.poly(
        [(4, 20), (70, 30), (136, 20), (136, 86), (70, 98), (4, 86)], darker(hue, 0.25)
    )
    pen.poly(
        smooth(
            [(10, 14), (40, 10), (70, 22), (70, 90), (40, 78), (10, 80)], closed=False
        ),
        ("#fffdf4", "#e9dfc8"),
    )
    pen.poly(
        smooth(
            [(130, 14), (100, 10), (70, 22), (70, 90), (100, 78), (130, 80)],
            closed=False,
        ),
        ("#f8f1e0", "#ddd0b4"),
    )
    for i in range(6):
        y = 26 + i * 8
        pen.line([(20, y - 2), (60, y + 4)], 1.3, "#b9ad98")
        pen.line([(80, y + 4), (120, y - 2)], 1.3, "#b9ad98")
    pen.poly([(92, 12), (98, 11), (98, 40), (95, 36), (92, 41)], hue)


def guitar(pen: Pen, hue: str) -> None:
    pen.pill((44, 14, 56, 96), 2, "#5a3826")
    pen.pill((41, 2, 59, 20), 3, "#3b2a22")
    for y in (6, 14):
        pen.dot(39, y, 2.4, "#d9d4c8")
        pen.dot(61, y, 2.4, "#d9d4c8")
    body = [
        (50, 84),
        (72, 88),
        (76, 108),
        (70, 122),
        (84, 142),
        (76, 172),
        (50, 180),
        (24, 172),
        (16, 142),
        (30, 122),
        (24, 108),
        (28, 88),
    ]
    pen.blob(body, (lighter(hue, 0.15), darker(hue, 0.25)))
    pen.dot(50, 126, 13, darker(hue, 0.35))
    pen.dot(50, 126, 10.5, "#2c211c")
    pen.pill((38, 156, 62, 162), 2, "#3b2a22")
    for x in (46, 48.7, 51.3, 54):
        pen.line([(x, 6), (x, 158)], 0.6, "#efe7d5")
    for y in range(28, 90, 10):
        pen.line([(44, y), (56, y)], 0.9, "#c9b48a")


def basketball(pen: Pen, hue: str) -> None:
    pen.dot(50, 50, 47, (lighter(hue, 0.15), darker(hue, 0.22)))
    ink = "#3a2118"
    pen.line([(50, 4), (50, 96)], 2.2, ink)
    pen.line([(4, 50), (96, 50)], 2.2, ink)
    pen.line(arc((0, 50), (34, 46), -54, 54), 2.2, ink)
    pen.line(arc((100, 50), (34, 46), 126, 234), 2.2, ink)
    pen.over(oval(34, 28, 14, 10), "#ffffff2e")


def trophy(pen: Pen, hue: str) -> None:
    for x, a, b in ((22, 90, 270), (78, 270, 450)):
        pen.line(arc((x, 34), (17, 18), a, b), 5, darker(hue, 0.15))
    pen.poly(
        smooth(
            [
                (18, 8),
                (82, 8),
                (78, 44),
                (62, 66),
                (54, 74),
                (46, 74),
                (38, 66),
                (22, 44),
            ]
        ),
        (lighter(hue, 0.35), darker(hue, 0.15)),
    )
    pen.oval(50, 10, 33, 5.5, lighter(hue, 0.5))
    pen.oval(50, 10.6, 28, 3.8, darker(hue, 0.3))
    pen.poly([(44, 72), (56, 72), (60, 98), (40, 98)], hue)
    pen.pill((26, 96, 74, 108), 3, darker(hue, 0.2))
    pen.pill((20, 106, 80, 128), 4, ("#5a3f35", "#3a2822"))
    pen.pill((36, 112, 64, 121), 2, lighter(hue, 0.2))
    pen.poly(star((50, 38), 14, 6, 5), "#fff6d8")
    pen.over(smooth([(26, 16), (32, 16), (34, 44), (28, 40)]), "#ffffff66")


def umbrella(pen: Pen, hue: str) -> None:
    pen.line([(70, 8), (70, 118)], 3.4, "#6b4a35")
    pen.line(arc((61, 118), (9, 10), 0, 180), 3.6, "#6b4a35")
    for i in range(4):
        x = 8 + i * 31
        rib = [(70, 10), *_dome(x, x + 31)]
        pen.poly(rib, hue if i % 2 == 0 else lighter(hue, 0.3))
    pen.dot(70, 8, 3, "#6b4a35")


def _dome(left: float, right: float) -> list[tuple[float, float]]:
    """Return the outline of one panel: along the dome, then back along its hem."""
    steps = 12
    xs = [left + (right - left) * i / steps for i in range(steps + 1)]
    top = [(x, 66 - 56 * math.sqrt(max(0, 1 - ((x - 70) / 63) ** 2))) for x in xs]
    hem = [(x, 66 - 7 * math.sin(math.pi * (x - left) / (right - left))) for x in xs]
    return [*top, *reversed(hem)]


def heart(pen: Pen, hue: str) -> None:
    pen.poly(
        smooth(
            [
                (50, 26),
                (66, 6),
                (90, 10),
                (97, 34),
                (82, 62),
                (50, 96),
                (18, 62),
                (3, 34),
                (10, 10),
                (34, 6),
            ]
        ),
        (lighter(hue, 0.15), darker(hue, 0.15)),
    )
    pen.over(smooth([(16, 26), (26, 16), (32, 20), (22, 34)]), "#ffffff77")


def crown(pen: Pen, hue: str) -> None:
    pen.poly(
        [(8, 78), (4, 22), (30, 48), (60, 8), (90, 48), (116, 22), (112, 78)],
        (lighter(hue, 0.3), darker(hue, 0.1)),
    )
    pen.pill((7, 72, 113, 90), 4, darker(hue, 0.12))
    for x, y, tone in ((4, 22, "#d9483b"), (60, 8, "#3d78b8"), (116, 22, "#d9483b")):
        pen.dot(max(6, min(114, x)), y, 6, tone)
    for i, x in enumerate((26, 43, 60, 77, 94)):
        pen.dot(x, 81, 4, ("#d9483b", "#3aa39a")[i % 2])
    pen.over([(14, 30), (30, 48), (32, 72), (16, 72)], "#ffffff44")


def key(pen: Pen, hue: str) -> None:
    pen.line(arc((30, 30), (22, 22), 0, 359), 9, hue)
    pen.line([(50, 42), (116, 84)], 8, hue)
    for x, y in ((94, 70), (110, 80)):
        pen.line([(x, y), (x - 9, y + 15)], 7, hue)
    pen.line(arc((30, 30), (19, 19), 180, 280), 2, lighter(hue, 0.5))


def clock(pen: Pen, hue: str) -> None:
    for x in (26, 74):
        pen.line([(x, 96), (x + (x - 50) * 0.3, 110)], 6, darker(hue, 0.3))
        pen.dot(x + (x - 50) * 0.15, 14, 12, hue)
    pen.dot(50, 58, 45, (lighter(hue, 0.1), darker(hue, 0.2)))
    pen.dot(50, 58, 37, "#fffdf4")
    for i in range(12):
        a = math.tau * i / 12
        long = 5 if i % 3 == 0 else 2.4
        c, s = math.cos(a), math.sin(a)
        pen.line(
            [(50 + 33 * c, 58 + 33 * s), (50 + (33 - long) * c, 58 + (33 - long) * s)],
            2,
            "#39424f",
        )
    pen.line([(50, 58), (36, 49)], 3.4, "#39424f")
    pen.line([(50, 58), (66, 40)], 2.4, "#39424f")
    pen.dot(50, 58, 3.4, hue)


def gift(pen: Pen, hue: str) -> None:
    ribbon = "#f7e3a8" if hue != "#e0b04a" else "#d9483b"
    pen.box(12, 50, 98, 106, (hue, darker(hue, 0.22)))
    pen.pill((6, 34, 104, 54), 3, (lighter(hue, 0.12), hue))
    pen.box(47, 34, 63, 106, ribbon)
    pen.blob([(55, 34), (28, 30), (22, 10), (42, 8)], darker(ribbon, 0.06))
    pen.blob([(55, 34), (82, 30), (88, 10), (68, 8)], ribbon)
    pen.dot(55, 30, 7, darker(ribbon, 0.15))


def laptop(pen: Pen, hue: str) -> None:
    pen.pill((22, 6, 138, 84), 6, "#2c3140")
    pen.shine(
        [(28, 12), (132, 12), (132, 78), (28, 78)],
        ("#5f9ac0", "#a8d5d8"),
        ("#8fc9f0", "#6aa6d8"),
    )
    for y, w, tone in ((24, 50, "#fffaf0"), (36, 70, "#f5d98a"), (48, 40, "#fffaf0")):
        pen.pill((38, y, 38 + w, y + 5), 2, tone)
    pen.poly([(10, 100), (24, 84), (136, 84), (150, 100)], (lighter(hue, 0.3), hue))
    pen.pill((8, 98, 152, 105), 3, darker(hue, 0.1))


def camera(pen: Pen, hue: str) -> None:
    pen.pill((36, 4, 84, 30), 5, darker(hue, 0.2))
    pen.pill((6, 18, 124, 92), 9, (lighter(hue, 0.1), darker(hue, 0.2)))
    pen.over([(0, 36), (130, 36), (130, 76), (0, 76)], "#2c303c")
    pen.dot(64, 56, 30, "#d9d6d0")
    pen.dot(64, 56, 25, "#23283a")
    pen.dot(64, 56, 17, ("#38507a", "#182238"))
    pen.dot(57, 48, 5, "#dfeaf2")
    pen.pill((96, 23, 114, 32), 2, "#fff3c4")
    pen.dot(22, 26, 4, "#d9483b")


KINDS = (
    Kind("book", book, (140, 100), 0.2, "#8a4a5a", "table", "table"),
    Kind("guitar", guitar, (100, 182), 0.46, "#c4833f", "ground", "stage"),
    Kind("basketball", basketball, (100, 100), 0.16, "#e2762e", "ground", "court"),
    Kind("trophy", trophy, (100, 130), 0.32, "#e8b53c", "table", "stage"),
    Kind("umbrella", umbrella, (140, 130), 0.26, "#d9483b", "ground", "beach"),
    Kind("heart", heart, (100, 100), 0.24, "#e0455a", "sky", "sky"),
    Kind("crown", crown, (120, 92), 0.18, "#eab83c", "table", "stage"),
    Kind("key", key, (124, 100), 0.2, "#d9a53c", "table", "table"),
    Kind("clock", clock, (100, 114), 0.24, "#d9573f", "table", "table"),
    Kind("gift", gift, (110, 108), 0.22, "#c93c4a", "table", "table"),
    Kind("laptop", laptop, (160, 106), 0.26, "#aeb6c2", "table", "table"),
    Kind("camera", camera, (130, 94), 0.2, "#8a6a55", "table", "table"),
)
