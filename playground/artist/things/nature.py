"""Plants, hills and what grows."""

import math

from playground.artist.colour import darker, lighter, mix
from playground.artist.curves import oval, smooth, turned
from playground.artist.kinds import Kind
from playground.artist.pen import Pen


def tree(pen: Pen, hue: str) -> None:
    pen.poly(
        smooth([(44, 140), (48, 90), (46, 70), (56, 70), (56, 90), (60, 140)]),
        ("#8a6242", "#5f412b"),
    )
    pen.line([(51, 96), (34, 74)], 4, "#74513a")
    pen.line([(54, 92), (70, 72)], 4, "#74513a")
    crown = ((50, 34, 33), (24, 58, 24), (78, 58, 24), (50, 66, 28))
    for x, y, r in crown:
        pen.dot(x, y, r, (hue, darker(hue, 0.25)))
    for x, y, r in ((42, 26, 18), (20, 52, 12), (68, 46, 13)):
        pen.dot(x, y, r, lighter(hue, 0.16))
    for x, y in ((34, 22), (52, 16), (22, 46), (66, 40), (48, 46)):
        pen.dot(x, y, 3.2, lighter(hue, 0.3))


def pine(pen: Pen, hue: str) -> None:
    pen.box(45, 130, 55, 152, ("#7d5a3c", "#573c27"))
    for i in range(4):
        top, low = 4 + i * 28, 52 + i * 30
        half = 18 + i * 9.5
        tier = [(50, top), (50 + half, low), (50, low - 7), (50 - half, low)]
        pen.poly(tier, mix(hue, darker(hue, 0.35), i / 4))
        pen.poly(
            [(50, top), (50, low - 7), (50 - half, low)],
            mix(lighter(hue, 0.14), hue, i / 4),
        )


def palm(pen: Pen, hue: str) -> None:
    trunk = [(52, 158), (48, 112), (54, 74), (66, 42)]
    pen.bow(trunk, 8, "#8a6242")
    for i in range(9):
        y = 150 - i * 12
        x = 50 - 2 * math.sin(i / 2) + max(0, i - 4) * 2.6
        pen.line([(x - 3, y), (x + 3, y - 2)], 1.4, "#5f412b")
    for angle, share in ((200, 0.25), (340, 0.25), (168, 0.1), (12, 0.1), (232, 0.0)):
        leaf = [(0, 0), (26, -9), (52, 6), (56, 12), (26, 2)]
        shift = [(66 + x, 42 + y) for x, y in leaf]
        flip = 90 < angle < 270
        if flip:
            shift = [(132 - x, y) for x, y in shift]
        pen.blob(turned(shift, (66, 42), angle - 180 * flip), darker(hue, share))
    pen.blob(turned([(66, 42), (88, 30), (112, 40), (90, 42)], (66, 42), 292), hue)
    for x in (61, 67, 72):
        pen.dot(x, 46, 4.4, "#6b4a2f")


def mountain(pen: Pen, hue: str) -> None:
    pen.poly(
        [(4, 120), (56, 40), (84, 74), (110, 12), (196, 120)],
        (lighter(hue, 0.1), darker(hue, 0.15)),
    )
    pen.poly(
        [(110, 12), (196, 120), (128, 120), (116, 76), (122, 48)], darker(hue, 0.35)
    )
    pen.poly([(56, 40), (84, 74), (76, 120), (58, 92), (64, 66)], darker(hue, 0.28))
    pen.poly(
        [(110, 12), (92, 52), (102, 46), (108, 58), (116, 44), (126, 54), (138, 48)],
        "#fdfaf3",
    )
    pen.poly([(110, 12), (116, 44), (126, 54), (138, 48)], "#d3dbe6")
    pen.poly([(56, 40), (43, 60), (52, 58), (57, 66), (62, 56), (70, 58)], "#fdfaf3")


def volcano(pen: Pen, hue: str) -> None:
    for x, y, r in ((96, 22, 16), (112, 12, 12), (82, 14, 11), (104, 34, 11)):
        pen.dot(x, y, r, ("#b9b3b8", "#8d868f"))
    pen.poly(
        smooth(
            [(6, 140), (58, 92), (82, 48), (118, 48), (142, 92), (194, 140)],
            closed=False,
        ),
        (hue, darker(hue, 0.35)),
    )
    pen.over([(106, 40), (124, 48), (196, 144), (116, 144)], "#10183040")
    lava = [(82, 46), (118, 46), (114, 64), (118, 92), (110, 84), (106, 112), (98, 74)]
    pen.lights.blob([*lava, (90, 100), (88, 66)], ("#ffd15c", "#e8502e"))
    for x, y in ((88, 36), (100, 28), (114, 36), (72, 30), (126, 24)):
        pen.lights.dot(x, y, 2.6, "#ffb14e")


def flower(pen: Pen, hue: str) -> None:
    pen.bow([(40, 118), (42, 88), (40, 50)], 4, "#4f8a4a")
    pen.blob([(42, 96), (56, 78), (74, 76), (62, 94)], "#5d9c59")
    pen.blob([(41, 106), (26, 88), (10, 88), (22, 104)], "#4f8a4a")
    for i in range(6):
        petal = [(40, 38), (30, 20), (40, 4), (50, 20)]
        pen.blob(turned(petal, (40, 38), i * 60), mix(hue, lighter(hue, 0.3), i % 2))
    pen.dot(40, 38, 10, ("#ffd76b", "#f0a93c"))


def sunflower(pen: Pen, hue: str) -> None:
    pen.bow([(50, 170), (52, 120), (50, 60)], 5, "#4f8a4a")
    pen.blob([(52, 130), (70, 108), (92, 108), (78, 130)], "#5d9c59")
    pen.blob([(51, 144), (32, 122), (10, 124), (26, 144)], "#4f8a4a")
    for ring, shade in ((14, darker(hue, 0.12)), (0, hue)):
        for i in range(14):
            petal = [(50, 48), (43, 22), (50, 2), (57, 22)]
            pen.blob(turned(petal, (50, 48), i * 360 / 14 + ring), shade)
    pen.dot(50, 48, 21, ("#7a4d2a", "#4d2f1b"))
    for i in range(40):
        r, a = 2.9 * math.sqrt(i), i * 2.4
        pen.dot(50 + r * math.cos(a), 48 + r * math.sin(a), 1.2, "#a9713f")


def rose(pen: Pen, hue: str) -> None:
    pen.bow([(40, 128), (38, 92), (40, 50)], 3.6, "#3f7a45")
    pen.blob([(39, 100), (54, 82), (70, 84), (58, 100)], "#4f8a4a")
    pen.blob([(39, 88), (24, 72), (10, 76), (22, 90)], "#3f7a45")
    pen.blob(
        [(14, 34), (20, 12), (40, 6), (60, 12), (66, 34), (54, 56), (26, 56)],
        (hue, darker(hue, 0.3)),
    )
    pen.blob(
        [(16, 26), (40, 44), (64, 26), (60, 50), (40, 60), (20, 50)], darker(hue, 0.15)
    )
    pen.blob([(24, 20), (40, 34), (56, 20), (52, 42), (40, 48), (28, 42)], hue)
    pen.blob([(30, 16), (42, 12), (52, 20), (44, 32), (34, 28)], lighter(hue, 0.15))
    pen.bow([(36, 20), (42, 17), (46, 22), (42, 26)], 2, darker(hue, 0.3))


def mushroom(pen: Pen, hue: str) -> None:
    pen.poly(
        smooth([(36, 98), (40, 60), (38, 44), (62, 44), (60, 60), (66, 98)]),
        ("#fff6e3", "#dcc9a6"),
    )
    cap = smooth([(4, 52), (16, 22), (50, 6), (84, 22), (96, 52), (50, 60)])
    pen.poly(cap, (lighter(hue, 0.1), darker(hue, 0.2)))
    for x, y, r in ((30, 30, 8), (54, 20, 6), (74, 36, 8), (48, 44, 6), (16, 46, 4)):
        pen.over(oval(x, y, r, r * 0.8), "#fff8ea")
    pen.blob([(38, 56), (50, 60), (62, 56), (58, 66), (50, 62), (42, 67)], "#e8d8b6")


def cactus(pen: Pen, hue: str) -> None:
    side = darker(hue, 0.2)
    for path in ([(50, 92), (24, 88), (22, 56)], [(50, 78), (78, 74), (80, 40)]):
        pen.bow(path, 15, side)
    pen.pill((38, 8, 62, 140), 12, (lighter(hue, 0.1), darker(hue, 0.15)))
    for x in (45, 50, 55):
        pen.line([(x, 20), (x, 136)], 0.9, darker(hue, 0.35))
    pen.blob([(50, 0), (57, 8), (50, 13), (43, 8)], "#e86a92")
    pen.blob([(80, 24), (86, 32), (80, 38), (74, 32)], "#e86a92")


def pumpkin(pen: Pen, hue: str) -> None:
    pen.bow([(50, 22), (52, 10), (62, 5)], 6, "#4f7a3d")
    for x, rx, share in ((20, 18, 0.25), (80, 18, 0.25), (34, 20, 0.1), (66, 20, 0.1)):
        pen.oval(x, 54, rx, 34, (hue, darker(hue, share + 0.1)))
    pen.oval(50, 54, 20, 37, (lighter(hue, 0.15), darker(hue, 0.1)))
    lit = "#ffe17a" if pen.dark else "#4a2a1a"
    top = pen.lights if pen.dark else pen
    top.poly([(24, 48), (34, 34), (42, 48)], lit)
    top.poly([(58, 48), (66, 34), (76, 48)], lit)
    top.poly(
        [
            (22, 62),
            (34, 66),
            (42, 62),
            (50, 68),
            (58, 62),
            (66, 66),
            (78, 62),
            (64, 80),
            (36, 80),
        ],
        lit,
    )


def rock(pen: Pen, hue: str) -> None:
    pen.poly(
        [(4, 70), (14, 34), (44, 10), (80, 18), (108, 44), (116, 70)],
        (lighter(hue, 0.2), darker(hue, 0.2)),
    )
    pen.poly(
        [(44, 10), (80, 18), (108, 44), (116, 70), (72, 70), (66, 36)],
        darker(hue, 0.22),
    )


def snowman(pen: Pen, hue: str) -> None:
    snow = ("#ffffff", "#cfdcea")
    pen.line([(30, 74), (6, 56)], 3, "#6b4a2f")
    pen.line([(70, 74), (94, 54)], 3, "#6b4a2f")
    for y, r in ((118, 36), (74, 27), (40, 20)):
        pen.dot(50, y, r, snow)
    pen.pill((30, 52, 70, 62), 5, hue)
    pen.pill((58, 56, 68, 84), 4, darker(hue, 0.1))
    pen.box(30, 20, 70, 25, "#2c3444")
    pen.pill((36, 0, 64, 22), 2, "#2c3444")
    pen.box(36, 14, 64, 20, hue)
    for x in (43, 57):
        pen.dot(x, 36, 2.4, "#1b2230")
    pen.poly([(50, 40), (70, 45), (50, 46)], "#f0803c")
    for y in (72, 82, 104):
        pen.dot(50, y, 2.6, "#2c3444")


KINDS = (
    Kind("tree", tree, (102, 142), 0.42, "#5d9c59", "ground", "meadow"),
    Kind("pine", pine, (100, 152), 0.42, "#3f7a5a", "ground", "forest"),
    Kind("palm", palm, (124, 160), 0.46, "#4f9a5f", "ground", "beach"),
    Kind("mountain", mountain, (200, 121), 0.5, "#7a88a6", "ground", "mountains"),
    Kind("volcano", volcano, (200, 141), 0.56, "#6e5560", "ground", "mountains"),
    Kind("flower", flower, (80, 120), 0.2, "#e8638c", "ground", "meadow"),
    Kind("sunflower", sunflower, (100, 172), 0.36, "#f7c23c", "ground", "meadow"),
    Kind("rose", rose, (80, 130), 0.24, "#d63c52", "ground", "meadow"),
    Kind("mushroom", mushroom, (100, 100), 0.2, "#d9483b", "ground", "forest"),
    Kind("cactus", cactus, (96, 142), 0.36, "#5a9a63", "ground", "desert"),
    Kind("pumpkin", pumpkin, (102, 94), 0.2, "#f0873a", "ground", "meadow"),
    Kind("rock", rock, (120, 72), 0.14, "#8b909a", "ground", "beach"),
    Kind("snowman", snowman, (100, 156), 0.38, "#d9483b", "ground", "snow"),
)
