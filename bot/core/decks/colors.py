"""Colors and how well they can be read on one another, as WCAG computes it. Pure."""

import colorsys
from collections.abc import Iterator
from typing import Final

TEXT: Final = 4.5
"""The least contrast of words."""
LARGE: Final = 3.0
"""The least contrast of large words, of marks and of lines that mean something."""
_STEPS: Final = 100
_Channels = tuple[float, float, float]


def contrast(one: str, other: str) -> float:
    """From 1, the same, to 21, black on white."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def mixed(one: str, other: str, share: float) -> str:
    """The color with this share of the other one in it."""
    pairs = zip(_channels(one), _channels(other), strict=True)
    red, green, blue = (a + (b - a) * share for a, b in pairs)
    return _written((red, green, blue))


def legible(color: str, on: str, least: float = TEXT) -> str:
    """The color, or the nearest one of its hue that can be read there."""
    if contrast(color, on) >= least:
        return color
    found = [each for each in _lighter_and_darker(color) if contrast(each, on) >= least]
    return found[0] if found else ink_on(on)


def ink_on(paper: str) -> str:
    """Black or white, whichever is read better there. One of both always can be."""
    return max("#000000", "#ffffff", key=lambda ink: contrast(ink, paper))


def is_dark(color: str) -> bool:
    """Whether white is read better on it than black."""
    return ink_on(color) == "#ffffff"


def saturation(color: str) -> float:
    """From 0, a gray, to 1."""
    low, high = min(_channels(color)), max(_channels(color))
    return (high - low) / max(high, 1e-9) * min(1.0, 2 * high)


def with_lightness(color: str, lightness: float, most: float = 1.0) -> str:
    """The hue of the color, as light as this, and at most so saturated."""
    hue, _, full = colorsys.rgb_to_hls(*_channels(color))
    return _written(colorsys.hls_to_rgb(hue, lightness, min(full, most)))


def turned(color: str, degrees: float) -> str:
    """The same lightness and saturation, another hue."""
    hue, light, full = colorsys.rgb_to_hls(*_channels(color))
    return _written(colorsys.hls_to_rgb((hue + degrees / 360) % 1, light, full))


def _lighter_and_darker(color: str) -> Iterator[str]:
    """Other colors of its hue, the nearest ones first."""
    hue, light, full = colorsys.rgb_to_hls(*_channels(color))
    for step in range(1, _STEPS + 1):
        for way in (light - step / _STEPS, light + step / _STEPS):
            if 0 <= way <= 1:
                yield _written(colorsys.hls_to_rgb(hue, way, full))


def _luminance(color: str) -> float:
    red, green, blue = map(_linear, _channels(color))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    if channel <= 0.04045:
        return channel / 12.92
    return float(((channel + 0.055) / 1.055) ** 2.4)


def _channels(color: str) -> _Channels:
    red, green, blue = bytes.fromhex(color[1:7])
    return red / 255, green / 255, blue / 255


def _written(channels: _Channels) -> str:
    return "#" + "".join(f"{round(255 * min(1, max(0, c))):02x}" for c in channels)
