"""Reads given pictures: ours contain their scene, others become a background."""

import base64
import binascii
import warnings
from io import BytesIO

from PIL import Image, ImageOps

from playground.artist.encode import noted
from playground.artist.scene import Scene

MOST_PIXELS = 40_000_000
_ROOM = 30_000
"""The most bytes of a foreign picture that fit into a JPEG comment with the rest."""


def scene_from_picture(data: bytes) -> Scene:
    """Return the scene of a picture; ValueError if it is not a picture, or far too
    large."""
    image = _opened(data)
    note = noted(image)
    if note:
        try:
            return Scene.from_json(note)
        except ValueError:  # a forged note: the picture itself still counts
            pass
    upright = ImageOps.exif_transpose(image).convert("RGB")
    return Scene(background="photo", photo=_small(upright), orb=False)


def _opened(data: bytes) -> Image.Image:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            image = Image.open(BytesIO(data))
            if image.width * image.height > MOST_PIXELS:
                message = "a picture of too many pixels"
                raise ValueError(message)
            image.load()
    except (OSError, SyntaxError, Image.DecompressionBombError, EOFError) as error:
        message = "not a picture"
        raise ValueError(message) from error
    return image


def _small(image: Image.Image) -> str:
    """Return the picture as WebP in base64, as fine as there is room for."""
    side, quality = 720, 62
    while True:
        copy = image.copy()
        copy.thumbnail((side, side), Image.Resampling.BICUBIC)
        out = BytesIO()
        copy.save(out, "WEBP", quality=quality, method=4)
        if len(out.getvalue()) <= _ROOM or side < 64:
            return base64.b64encode(out.getvalue()).decode()
        side, quality = round(side * 0.8), max(30, quality - 8)


def photo_of(scene: Scene) -> Image.Image | None:
    """Return the scene's foreign picture; None if there is none that can be read."""
    if not scene.photo:
        return None
    try:
        return _opened(base64.b64decode(scene.photo, validate=True)).convert("RGB")
    except (ValueError, binascii.Error):
        return None
