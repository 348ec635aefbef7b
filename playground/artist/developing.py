"""Previews that sharpen: a wash of colours, then shapes, then the picture, nearly."""

from PIL import Image, ImageFilter, ImageOps

from playground.artist.cache import Cache
from playground.artist.encode import Format, encode
from playground.artist.mark import mark
from playground.artist.painting import fit, picture
from playground.artist.scene import Scene
from playground.artist.washes import grain

_begun = Cache(60_000_000)


def previews(
    scene: Scene,
    size: tuple[int, int] = (1024, 1024),
    format: Format = "png",  # noqa: A002 -- the word of the API that this serves
    count: int = 3,
    transparent: bool = False,
) -> list[bytes]:
    """Return up to three pictures, each sharper than the one before."""
    size = fit(size)
    count = max(0, min(3, count))
    clear = transparent and format != "jpeg"

    def make() -> tuple[bytes, ...]:
        final = picture(scene, _half(size), clear, "low")
        return tuple(
            encode(_step(final, size, n), format, None) for n in range(3 - count, 3)
        )

    key = (scene, size, format, count, clear)
    return list(_begun.get(key, make)) if count else []


def _half(size: tuple[int, int]) -> tuple[int, int]:
    return max(32, size[0] // 2), max(32, size[1] // 2)


def _step(final: Image.Image, size: tuple[int, int], step: int) -> Image.Image:
    """Return the picture as far as it is after 1, 2 or 3 of 4 steps."""
    share = (26, 8, 2.6)[step]
    small = (max(2, round(final.width / share)), max(2, round(final.height / share)))
    rough = final.resize(small, Image.Resampling.BOX)
    large = rough.resize(size, Image.Resampling.BICUBIC)
    large = large.filter(
        ImageFilter.GaussianBlur(size[0] * (0.014, 0.004, 0.0008)[step])
    )
    if large.mode == "RGB":
        large = grain(large, (0.16, 0.1, 0.05)[step])
        if step == 0:
            large = Image.blend(large, ImageOps.posterize(large, 4), 0.35)
    return mark(large)
