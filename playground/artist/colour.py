"""Colours as `#rrggbb` words, and the few ways to mix them. Pure."""

from functools import lru_cache

RGB = tuple[int, int, int]


@lru_cache(maxsize=4096)
def rgb(colour: str) -> RGB:
    """Return the three numbers of `#rrggbb`; an alpha behind it is left out."""
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def word(numbers: tuple[float, float, float]) -> str:
    """Return `#rrggbb` for three numbers, held within 0 to 255."""
    return "#" + "".join(f"{max(0, min(255, round(n))):02x}" for n in numbers)


@lru_cache(maxsize=4096)
def mix(one: str, other: str, share: float) -> str:
    """Return `one` with `share` (0 to 1) of `other` in it."""
    a, b = rgb(one), rgb(other)
    return word(
        (
            a[0] + (b[0] - a[0]) * share,
            a[1] + (b[1] - a[1]) * share,
            a[2] + (b[2] - a[2]) * share,
        )
    )


def darker(colour: str, share: float = 0.2) -> str:
    """Shade towards a deep blue, not black: flat pictures go dirty otherwise."""
    return mix(colour, "#141a3a", share)


def lighter(colour: str, share: float = 0.2) -> str:
    """Tint towards a warm white."""
    return mix(colour, "#fff8ea", share)


@lru_cache(maxsize=4096)
def under(colour: str, light: str) -> str:
    """Return how a surface of `colour` looks in `light`: the product."""
    a, b = rgb(colour), rgb(light)
    return word((a[0] * b[0] / 255, a[1] * b[1] / 255, a[2] * b[2] / 255))


def brightness(colour: str) -> float:
    """Return how light a colour seems, 0 to 1."""
    r, g, b = rgb(colour)
    return (0.299 * r + 0.587 * g + 0.114 * b) / 255
