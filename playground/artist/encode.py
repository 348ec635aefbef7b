"""Pictures as files, with their scene inside: PNG text, JPEG comment, WebP XMP."""

from io import BytesIO
from typing import Literal

from PIL import Image
from PIL.PngImagePlugin import PngInfo

from playground.artist.scene import Scene

Format = Literal["png", "jpeg", "webp"]
KEY = "emulated-scene"
_TAG = KEY.encode() + b":"
MOST_COMMENT = 65_000
"""A JPEG comment ends at 65,533 bytes."""


def encode(picture: Image.Image, form: Format, scene: Scene | None) -> bytes:
    """Return the picture as a file; with a scene it can be edited later."""
    note = scene.to_json() if scene else ""
    out = BytesIO()
    match form:
        case "png":
            info = PngInfo()
            if note:
                info.add_itxt(KEY, note, zip=True)
            picture.save(out, "PNG", compress_level=1, pnginfo=info)
        case "webp":
            xmp = _TAG + note.encode() if note else b""
            picture.save(out, "WEBP", quality=90, method=2, xmp=xmp)
        case "jpeg":
            comment = _TAG + note.encode() if note else b""
            flat = picture.convert("RGB")
            room = len(comment) <= MOST_COMMENT
            flat.save(out, "JPEG", quality=91, comment=comment if room else b"")
    return out.getvalue()


def noted(picture: Image.Image) -> str:
    """Return the scene's JSON that a picture carries, or nothing."""
    text = getattr(picture, "text", {}).get(KEY)
    if text:
        return str(text)
    for key in ("comment", "xmp"):
        found = picture.info.get(key)
        if isinstance(found, bytes) and found.startswith(_TAG):
            return found.removeprefix(_TAG).decode("utf-8", "replace")
    return ""
