"""Things of the sky, near and far."""

import math

from playground.artist.colour import darker, lighter
from playground.artist.curves import arc, oval, smooth, star, wedge
from playground.artist.kinds import Kind
from playground.artist.pen import Pen


def sun(pen: Pen, hue: str) -> None:
    for i in range(12):
        a = math.tau * i / 12
        c, s = math.cos(a), math.sin(a)
        tip, root = (50 + 47 * c, 50 + 47 * s), (50 + 34 * c, 50 + 34 * s)
        side = (5 * -s, 5 * c)
        ray = [
            tip,
            (root[0] + side[0], root[1] + side[1]),
            (root[0] - side[0], root[1] - side[1]),
        ]
        pen.lights.poly(ray, lighter(hue, 0.25))
    pen.lights.dot(50, 50, 30, (lighter(hue, 0.5), hue))


def moon(pen: Pen, hue: str) -> None:
    pen.lights.dot(50, 50, 47, (lighter(hue, 0.5), hue))
    for x, y, r in ((36, 36, 9), (62, 58, 12), (40, 70, 6), (68, 30, 5), (26, 56, 4)):
        pen.lights.dot(x, y, r, darker(hue, 0.1))
        pen.lights.dot(x + r * 0.14, y + r * 0.14, r * 0.82, darker(hue, 0.06))


def one_star(pen: Pen, hue: str) -> None:
    pen.lights.blob(star((50, 50), 48, 24, 5), (lighter(hue, 0.5), hue))


def cloud(pen: Pen, hue: str) -> None:
    pen.pill((8, 54, 192, 94), 20, (hue, darker(hue, 0.14)))
    for x, y, r in ((50, 54, 30), (96, 40, 38), (142, 54, 29)):
        pen.dot(x, y, r, (lighter(hue, 0.3), darker(hue, 0.06)))
    pen.over(
        smooth([(0, 84), (60, 78), (140, 86), (200, 78), (200, 100), (0, 100)]),
        darker(hue, 0.16) + "66",
    )


def rainbow(pen: Pen, _hue: str) -> None:
    bands = ("#e2574c", "#f0984a", "#f5d35b", "#6db56b", "#4c92cf", "#7d62b3")
    for i, band in enumerate(bands):
        r = 96 - i * 6
        rim = arc((100, 100), (r, r), 180, 360)
        inner = arc((100, 100), (r - 6.4, r - 6.4), 360, 180)
        pen.poly([*rim, *inner], band + "b8")


def gull(pen: Pen, hue: str) -> None:
    wing = darker(hue, 0.12)
    pen.poly(smooth([(50, 34), (30, 8), (4, 4), (24, 18), (38, 40)]), (wing, hue))
    pen.poly(smooth([(56, 34), (78, 8), (104, 6), (84, 18), (68, 42)]), (hue, wing))
    pen.poly([(4, 4), (16, 6), (20, 13)], "#39424f")
    pen.poly([(104, 6), (92, 7), (88, 14)], "#39424f")
    pen.blob([(32, 42), (46, 32), (66, 32), (84, 36), (66, 48), (44, 50)], hue)
    pen.poly([(84, 35), (94, 38), (84, 40)], "#f2a33c")
    pen.poly([(34, 42), (16, 46), (36, 48)], wing)
    pen.dot(78, 36, 1.6, "#1b2230")


def bird(pen: Pen, hue: str) -> None:
    pen.blob([(18, 44), (2, 36), (6, 50), (22, 54)], darker(hue, 0.3))
    pen.blob(
        [(14, 50), (40, 32), (70, 30), (90, 34), (84, 52), (54, 64), (30, 62)], hue
    )
    pen.over(smooth([(36, 60), (60, 50), (90, 46), (80, 66), (50, 70)]), "#fff0d6")
    pen.poly(
        smooth([(46, 42), (30, 20), (34, 2), (56, 18), (70, 40)]),
        (lighter(hue, 0.15), darker(hue, 0.25)),
    )
    pen.poly([(90, 34), (104, 40), (88, 44)], "#f2a33c")
    pen.dot(80, 38, 2.6, "#1b2230")
    pen.dot(79.4, 37.2, 0.9, "#ffffff")


def balloon(pen: Pen, hue: str) -> None:
    shape = [(50, 2), (86, 22), (90, 56), (66, 92), (34, 92), (10, 56), (14, 22)]
    pen.blob(shape, (lighter(hue, 0.2), hue))
    for x, w in ((50, 12), (20, 9), (80, 9)):
        lean = (50 - x) * 0.35
        strip = [(50 - (50 - x) * 0.6, 0), (x + w, 46), (x + w * 0.5 + lean, 96)]
        strip += [(x - w * 0.5 + lean, 96), (x - w, 46)]
        pen.over(smooth(strip), "#fff3dc")
    pen.over(smooth([(60, 0), (96, 30), (92, 60), (66, 96), (80, 50)]), "#10183022")
    for x in (36, 64):
        pen.line([(x, 92), (50 + (x - 50) * 0.7, 116)], 1.4, "#5b4636")
    pen.pill((38, 114, 62, 132), 4, ("#b98550", "#8a5c34"))
    pen.box(38, 118, 62, 120, "#7a4f2b")
    if pen.dark:
        pen.lights.poly(oval(50, 100, 5, 8), "#ffcf6b")


def toy_balloon(pen: Pen, hue: str) -> None:
    pen.bow([(40, 96), (36, 116), (46, 132), (38, 158)], 1.4, darker(hue, 0.4))
    pen.blob(
        [(40, 2), (70, 18), (74, 50), (40, 94), (6, 50), (10, 18)],
        (lighter(hue, 0.25), hue),
    )
    pen.poly([(34, 99), (40, 91), (46, 99)], darker(hue, 0.2))
    pen.over(smooth([(22, 18), (30, 14), (24, 40), (18, 38)]), "#ffffff80")


def plane(pen: Pen, hue: str) -> None:
    pen.poly([(30, 44), (10, 10), (26, 10), (56, 40)], darker(hue, 0.2))
    pen.poly([(96, 44), (66, 8), (82, 8), (128, 44)], darker(hue, 0.3))
    pen.blob(
        [(8, 46), (50, 36), (130, 34), (172, 46), (150, 60), (60, 62), (24, 56)],
        ("#fffaf0", "#dcd6cc"),
    )
    pen.over([(0, 52), (180, 52), (180, 56), (0, 56)], hue)
    for i in range(8):
        pen.window(62 + i * 10, 42, 66 + i * 10, 48)
    pen.poly([(150, 40), (163, 42), (168, 46), (152, 46)], "#3d5568")
    pen.poly([(92, 52), (118, 52), (74, 92), (58, 92)], (hue, darker(hue, 0.3)))
    pen.pill((82, 68, 104, 77), 4, darker(hue, 0.4))


def rocket(pen: Pen, hue: str) -> None:
    pen.lights.blob(
        [(38, 134), (62, 134), (56, 158), (50, 178), (44, 158)], ("#ffd15c", "#f2653a")
    )
    pen.lights.blob([(44, 134), (56, 134), (50, 158)], "#fff6cf")
    for fin in (
        [(30, 92), (8, 122), (12, 140), (32, 126)],
        [(70, 92), (92, 122), (88, 140), (68, 126)],
    ):
        pen.poly(fin, (hue, darker(hue, 0.3)))
    pen.pill((38, 126, 62, 137), 3, "#4a5263")
    body = smooth(
        [(50, 2), (70, 40), (74, 84), (66, 128), (34, 128), (26, 84), (30, 40)]
    )
    pen.poly(body, ("#fffdf6", "#dfe1e2"))
    pen.over([(0, 0), (100, 0), (100, 38), (0, 38)], hue)
    pen.over([(0, 112), (100, 112), (100, 118), (0, 118)], hue)
    pen.over(smooth([(54, 0), (84, 40), (84, 132), (60, 132), (64, 70)]), "#1018302e")
    pen.dot(50, 64, 13, "#4a5263")
    pen.shine(oval(50, 64, 9.5, 9.5), ("#9fd0e4", "#5d95b5"), ("#ffe9a6", "#f7bf62"))
    pen.line([(50, 108), (50, 146)], 3.4, darker(hue, 0.2))


def planet(pen: Pen, hue: str) -> None:
    ring = lighter(hue, 0.45)
    pen.lights.poly(
        [*arc((80, 50), (78, 18), 180, 360), *arc((80, 50), (62, 11), 360, 180)],
        darker(ring, 0.35),
    )
    pen.lights.dot(80, 50, 44, (lighter(hue, 0.25), darker(hue, 0.3)))
    for y, t in ((36, 4), (56, 7), (70, 3)):
        half = math.sqrt(44**2 - (50 - y) ** 2) - 1
        pen.lights.pill((80 - half, y, 80 + half, y + t), 3, lighter(hue, 0.25))
    pen.lights.poly(
        [*arc((80, 50), (78, 18), 0, 180), *arc((80, 50), (62, 11), 180, 0)], ring
    )


def ufo(pen: Pen, hue: str) -> None:
    pen.lights.poly([(50, 48), (90, 48), (118, 118), (22, 118)], "#fff3a866")
    pen.poly(wedge((70, 34), (30, 32), 180, 360), ("#bfe6ea", "#7fb4c4"))
    pen.oval(70, 40, 68, 17, (lighter(hue, 0.2), darker(hue, 0.3)))
    for x in (20, 45, 70, 95, 120):
        y = 46 - abs(x - 70) * 0.12
        pen.lights.dot(x, y, 4, "#ffe48a")


KINDS = (
    Kind("sun", sun, (100, 100), 0.22, "#ffc53d", "high"),
    Kind("moon", moon, (100, 100), 0.17, "#f0e6c8", "high"),
    Kind("star", one_star, (100, 100), 0.08, "#ffe48a", "high"),
    Kind("cloud", cloud, (200, 100), 0.13, "#fdfaf3", "sky"),
    Kind("rainbow", rainbow, (200, 101), 0.44, "#e2574c", "high"),
    Kind("gull", gull, (108, 54), 0.08, "#fbf7ee", "sky", "sea"),
    Kind("bird", bird, (106, 72), 0.09, "#4f86b8", "sky"),
    Kind("balloon", balloon, (100, 134), 0.32, "#e0573f", "sky", "sky"),
    Kind("toy balloon", toy_balloon, (80, 160), 0.28, "#e0573f", "sky", "sky"),
    Kind("plane", plane, (180, 96), 0.18, "#3d78b8", "sky", "sky"),
    Kind("rocket", rocket, (100, 180), 0.44, "#e0573f", "sky", "space"),
    Kind("planet", planet, (160, 100), 0.24, "#d98a5b", "high", "space"),
    Kind("ufo", ufo, (140, 120), 0.24, "#8f9bb0", "sky", "space"),
)
