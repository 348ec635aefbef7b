"""Draws flat pictures until the artist is there."""

import io
import json
import zlib
from dataclasses import asdict, dataclass
from functools import lru_cache

from PIL import Image, ImageDraw, PngImagePlugin


@dataclass(frozen=True, slots=True)
class Scene:
    """The words of the picture."""

    words: tuple[str, ...]


def imagine(words: str, seed: int | None = None) -> Scene:
    return Scene((words, *([str(seed)] if seed else [])))


def revise(scene: Scene, words: str) -> tuple[Scene, str]:
    return Scene((*scene.words, words)), f"now also: {words}"


@lru_cache(maxsize=64)
def paint(
    scene: Scene,
    size: tuple[int, int] = (1024, 1024),
    format: str = "png",  # noqa: A002 - the artist's name for it
    transparent: bool = False,
    quality: str = "medium",
) -> bytes:
    seed = zlib.crc32(repr(scene).encode())
    colour = (seed & 255, seed >> 8 & 255, seed >> 16 & 255)
    image = Image.new("RGBA" if transparent else "RGB", size, colour)
    ImageDraw.Draw(image).text((20, 20), "emulated\n" + "\n".join(scene.words)[:200])
    out = io.BytesIO()
    notes = PngImagePlugin.PngInfo()
    notes.add_text("scene", json.dumps(asdict(scene)))
    notes.add_text("quality", quality)
    image.save(out, format, **({"pnginfo": notes} if format == "png" else {}))
    return out.getvalue()


def previews(
    scene: Scene,
    size: tuple[int, int] = (1024, 1024),
    format: str = "png",  # noqa: A002 - the artist's name for it
    count: int = 3,
) -> list[bytes]:
    return [
        paint(Scene((*scene.words, f"preview {n}")), size, format) for n in range(count)
    ]


def scene_from_picture(data: bytes) -> Scene | None:
    image = Image.open(io.BytesIO(data))
    text = getattr(image, "text", {}).get("scene")
    return Scene(tuple(json.loads(text)["words"])) if text else Scene(("a picture",))
