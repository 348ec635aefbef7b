"""People, and those who look like them."""

from playground.artist.colour import darker, lighter
from playground.artist.curves import smooth, wedge
from playground.artist.kinds import Kind
from playground.artist.pen import Pen
from playground.artist.things.pets import INK, eyes

_SKINS = ("#f0c39c", "#d99f72", "#a86f48", "#7a4a2f", "#f4d2b4")
_HAIR = ("#3a2a22", "#6b452c", "#20202a", "#b5793f", "#c8c2bc")
_SHIRTS = ("#d9483b", "#3d78b8", "#f2b544", "#5d9c59", "#7d62b3", "#e8819a", "#3aa39a")


def person(pen: Pen, hue: str) -> None:
    skin, hair = pen.rng.choice(_SKINS), pen.rng.choice(_HAIR)
    shirt = hue if hue != "#3d78b9" else pen.rng.choice(_SHIRTS)
    trousers = pen.rng.choice(("#2f3b5a", "#4a4452", "#5a4636", "#38505a"))
    for x in (27, 42):
        pen.poly([(x, 104), (x + 12, 104), (x + 10, 166), (x + 1, 166)], trousers)
        pen.pill((x - 1, 162, x + 14, 170), 3, "#2a2630")
    pen.bow([(22, 62), (12, 84), (14, 106)], 8.6, darker(shirt, 0.18))
    pen.bow([(58, 62), (68, 84), (64, 106)], 8.6, darker(shirt, 0.1))
    pen.dot(14, 108, 4.4, skin)
    pen.dot(64, 108, 4.4, skin)
    pen.poly(
        smooth(
            [(24, 54), (40, 49), (56, 54), (59, 80), (56, 112), (24, 112), (21, 80)]
        ),
        (lighter(shirt, 0.1), darker(shirt, 0.15)),
    )
    pen.box(35, 40, 45, 56, darker(skin, 0.12))
    pen.oval(40, 29, 15, 17, skin)
    pen.poly(
        smooth(
            [
                (24, 30),
                (26, 12),
                (42, 6),
                (56, 14),
                (57, 30),
                (52, 22),
                (36, 20),
                (28, 24),
            ]
        ),
        hair,
    )
    if pen.rng.random() < 0.45:
        pen.blob([(26, 20), (20, 34), (23, 52), (30, 46), (28, 30)], hair)
        pen.blob([(54, 20), (60, 34), (57, 52), (50, 46), (53, 30)], hair)
    for x in (35, 46):
        pen.dot(x, 31, 1.9, INK)
    pen.bow([(36, 39), (40.5, 41), (45, 39)], 1.5, darker(skin, 0.45))


def child(pen: Pen, hue: str) -> None:
    skin, hair = pen.rng.choice(_SKINS), pen.rng.choice(_HAIR)
    for x in (31, 43):
        pen.poly([(x, 86), (x + 9, 86), (x + 8, 118), (x + 1, 118)], "#3f5a86")
        pen.pill((x - 1, 114, x + 11, 121), 3, "#d9483b")
    pen.bow([(28, 62), (14, 54), (8, 40)], 7, hue)
    pen.bow([(54, 62), (64, 74), (66, 86)], 7, hue)
    pen.dot(8, 38, 4, skin)
    pen.dot(66, 88, 4, skin)
    pen.pill((26, 54, 57, 92), 9, (lighter(hue, 0.15), hue))
    pen.over([(0, 66), (90, 66), (90, 71), (0, 71)], "#fffaf0")
    pen.dot(41, 34, 20, skin)
    pen.poly(
        smooth([(20, 34), (24, 14), (42, 8), (60, 16), (62, 34), (54, 22), (34, 22)]),
        hair,
    )
    eyes(pen, 34, 49, 36, 2.6)
    for x in (28, 54):
        pen.oval(x, 43, 3.6, 2.2, "#eb9a8c")
    pen.bow([(36, 44), (41, 47), (47, 44)], 1.6, "#8a4a3a")


def crowd(pen: Pen, hue: str) -> None:
    for row, (y, r) in enumerate(((34, 9), (50, 11), (70, 13))):
        x = -4.0 + row * 5
        while x < 250:
            skin, hair = pen.rng.choice(_SKINS), pen.rng.choice(_HAIR)
            shirt = pen.rng.choice((hue, *_SHIRTS))
            if pen.rng.random() < 0.28:
                arm = x + pen.rng.choice((-r, r))
                pen.line([(arm, y + r), (arm * 1.01, y - r * 1.9)], r * 0.42, shirt)
                pen.dot(arm * 1.01, y - r * 2, r * 0.3, skin)
            pen.pill(
                (x - r * 1.2, y + r * 0.7, x + r * 1.2, 130),
                r,
                (shirt, darker(shirt, 0.3)),
            )
            pen.dot(x, y, r, hair)
            pen.oval(x, y + r * 0.22, r * 0.82, r * 0.8, skin)
            x += r * pen.rng.uniform(2.1, 2.7)


def robot(pen: Pen, hue: str) -> None:
    metal, dim = lighter(hue, 0.2), darker(hue, 0.3)
    pen.line([(50, 6), (50, 22)], 2.4, dim)
    pen.shine(smooth([(50, 0), (56, 6), (50, 12), (44, 6)]), "#f2653a", "#ff8a5c")
    for x in (32, 56):
        pen.box(x, 122, x + 12, 146, dim)
        pen.pill((x - 4, 142, x + 16, 154), 4, hue)
    pen.bow([(22, 82), (8, 96), (10, 116)], 7, dim)
    pen.bow([(78, 82), (92, 72), (94, 54)], 7, dim)
    pen.dot(10, 118, 6, hue)
    pen.dot(94, 50, 6, hue)
    pen.pill((20, 72, 80, 126), 9, (metal, hue))
    pen.pill((32, 84, 68, 108), 4, "#2c3444")
    for x, tone in ((40, "#f2653a"), (50, "#f5c63f"), (60, "#6dd08a")):
        pen.shine(wedge((x, 96), (3.4, 3.4), 0, 360), tone, tone)
    pen.box(44, 64, 56, 74, dim)
    pen.pill((18, 20, 82, 66), 12, (metal, hue))
    pen.pill((25, 29, 75, 56), 9, "#22303f")
    for x in (39, 61):
        pen.shine(wedge((x, 41), (6, 6), 0, 360), "#7fe0e6", "#9df4f7")
    pen.line([(43, 51), (57, 51)], 1.8, "#7fe0e6")
    for x in (14, 82):
        pen.pill((x, 36, x + 5, 50), 2, dim)


def ghost(pen: Pen, hue: str) -> None:
    shape = [
        (50, 4),
        (80, 18),
        (88, 54),
        (92, 108),
        (78, 98),
        (66, 112),
        (50, 100),
        (34, 112),
        (22, 98),
        (8, 108),
        (12, 54),
        (20, 18),
    ]
    pen.blob(shape, (hue, darker(hue, 0.12)))
    if pen.dark:
        pen.lights.blob(shape, (hue + "90"))
    top = pen.lights if pen.dark else pen
    for x in (38, 62):
        top.oval(x, 42, 6, 8, INK)
        top.dot(x - 2, 39, 2, "#ffffff")
    top.oval(50, 60, 5, 7, INK)
    for x in (28, 72):
        top.oval(x, 54, 5, 3, "#f0a6b2")


KINDS = (
    Kind("person", person, (80, 170), 0.36, "#3d78b9", "ground", "city"),
    Kind("child", child, (80, 122), 0.25, "#f2b544", "ground", "meadow"),
    Kind("crowd", crowd, (246, 118), 0.24, "#d9483b", "ground", "city"),
    Kind("robot", robot, (104, 156), 0.36, "#8fa6bd", "ground", "room"),
    Kind("ghost", ghost, (100, 114), 0.28, "#f4f1fb", "sky", "forest"),
)
