"""Points of the shapes that everything is drawn with. Pure."""

import math
from collections.abc import Sequence

Point = tuple[float, float]


def oval(cx: float, cy: float, rx: float, ry: float) -> list[Point]:
    """Return an ellipse as a polygon."""
    steps = 56
    turn = math.tau / steps
    return [
        (cx + rx * math.cos(i * turn), cy + ry * math.sin(i * turn))
        for i in range(steps)
    ]


def wedge(centre: Point, radii: Point, start: float, end: float) -> list[Point]:
    """Return the pie slice between two angles in degrees (0 right, 90 down)."""
    (cx, cy), (rx, ry) = centre, radii
    steps = 36
    angles = [math.radians(start + (end - start) * i / steps) for i in range(steps + 1)]
    return [centre, *((cx + rx * math.cos(a), cy + ry * math.sin(a)) for a in angles)]


def arc(centre: Point, radii: Point, start: float, end: float) -> list[Point]:
    """Return the rim of a `wedge`: a line, not a surface."""
    return wedge(centre, radii, start, end)[1:]


def rounded(x0: float, y0: float, x1: float, y1: float, radius: float) -> list[Point]:
    """Return a box with round corners."""
    r = min(radius, (x1 - x0) / 2, (y1 - y0) / 2)
    corners = (
        (x1 - r, y1 - r, 0),
        (x0 + r, y1 - r, 90),
        (x0 + r, y0 + r, 180),
        (x1 - r, y0 + r, 270),
    )
    return [
        (
            cx + r * math.cos(math.radians(a + 11.25 * i)),
            cy + r * math.sin(math.radians(a + 11.25 * i)),
        )
        for cx, cy, a in corners
        for i in range(9)
    ]


def _between(p: Sequence[Point], t: float) -> Point:
    """Return the point of a Catmull-Rom curve between p[1] and p[2]."""
    x, y = (
        0.5
        * (
            2 * p[1][n]
            + (p[2][n] - p[0][n]) * t
            + (2 * p[0][n] - 5 * p[1][n] + 4 * p[2][n] - p[3][n]) * t * t
            + (3 * p[1][n] - p[0][n] - 3 * p[2][n] + p[3][n]) * t**3
        )
        for n in (0, 1)
    )
    return x, y


def smooth(points: Sequence[Point], closed: bool = True) -> list[Point]:
    """Return a curve through all points; closed for a surface, open for a line."""
    count, steps = len(points), 10
    ends = points if closed else (points[0], *points, points[-1])
    shift = -1 if closed else 0
    spans = count if closed else count - 1
    curve = [
        _between([ends[(i + shift + n) % len(ends)] for n in range(4)], s / steps)
        for i in range(spans)
        for s in range(steps)
    ]
    return curve if closed else [*curve, points[-1]]


def star(centre: Point, outer: float, inner: float, tips: int) -> list[Point]:
    """Return a star with one tip upwards."""
    cx, cy = centre
    return [
        (
            cx + (inner if i % 2 else outer) * math.sin(math.pi * i / tips),
            cy - (inner if i % 2 else outer) * math.cos(math.pi * i / tips),
        )
        for i in range(tips * 2)
    ]


def turned(points: Sequence[Point], about: Point, degrees: float) -> list[Point]:
    """Return the points turned clockwise about a point."""
    c, s = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
    ax, ay = about
    return [
        (ax + (x - ax) * c - (y - ay) * s, ay + (x - ax) * s + (y - ay) * c)
        for x, y in points
    ]
