"""Reads the pictures of a request, and refuses what is not a picture."""

import binascii
import io
import re
import warnings
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pybase64
from PIL import Image, UnidentifiedImageError

from playground.openai.errors import ApiError, refused
from playground.openai.files import Files

_DATA_URL = re.compile(r"data:(image/[\w.+-]+);base64,(.*)", re.DOTALL)
_FORMATS = ("PNG", "JPEG", "WEBP", "GIF")
_MOST_BYTES = 50 * 1024 * 1024
_MOST_PIXELS = 100_000_000


@dataclass(frozen=True, slots=True)
class Seen:
    """A picture whose head was read."""

    data: bytes
    format: str
    size: tuple[int, int]
    alpha: bool


def picture(part: Mapping[str, Any], files: Files, where: str) -> bytes:
    """The bytes of an input image, checked."""
    data = _bytes(part, files, where)
    return look(data, where).data


def look(data: bytes, where: str) -> Seen:
    """Read the head of a picture, or refuse it as the API does."""
    if not data:
        raise _bad("The image file is empty.", "empty_image_file", where)
    if len(data) > _MOST_BYTES:
        raise _bad("The image file is too large.", "image_file_too_large", where)
    image = _opened(data, where)
    if image.format not in _FORMATS or getattr(image, "is_animated", False):
        raise _invalid("invalid_image_format", where)
    if image.width * image.height > _MOST_PIXELS:
        raise _bad("The image has too many pixels.", "image_too_large", where)
    alpha = "A" in image.getbands() or "transparency" in image.info
    return Seen(data, image.format, image.size, alpha)


def _opened(data: bytes, where: str) -> Image.Image:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return Image.open(io.BytesIO(data))
    except Image.DecompressionBombError as error:
        told = "The image has too many pixels."
        raise _bad(told, "image_too_large", where) from error
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError) as error:
        raise _invalid("invalid_image", where) from error


def _bytes(part: Mapping[str, Any], files: Files, where: str) -> bytes:
    url, file_id = part.get("image_url"), part.get("file_id")
    if (url is None) == (file_id is None):
        told = "Exactly one of 'image_url' and 'file_id' must be given."
        raise refused(told, where, "missing_required_parameter")
    if file_id is not None:
        return _from_file(file_id, files, where)
    if str(url).startswith(("https://", "http://")):
        told = f"Error while downloading {str(url)[:200]}."
        raise _bad(told, "failed_to_download_image", f"{where}.image_url")
    return data_url(str(url), f"{where}.image_url")


def data_url(url: str, where: str) -> bytes:
    """The bytes of a base64 data URL."""
    found = _DATA_URL.fullmatch(url)
    try:
        if found is None:
            raise ValueError("no data URL of an image")
        return pybase64.b64decode(found[2], validate=True)
    except (ValueError, binascii.Error) as error:
        raise refused(
            f"Invalid '{where}'. Expected a base64-encoded data URL with an image "
            "MIME type (e.g. 'data:image/png;base64,aW1nIGJ5dGVzIGhlcmU='), but got "
            f"{'an invalid base64-encoded' if found else 'an unsupported'} value.",
            where,
            "invalid_base64_image" if found else "invalid_image_url",
        ) from error


def _from_file(file_id: str, files: Files, where: str) -> bytes:
    try:
        return files.get(file_id).data
    except ApiError as error:
        told = f"File with id '{file_id}' not found."
        raise _bad(told, "image_file_not_found", f"{where}.file_id") from error


def _bad(told: str, code: str, where: str) -> ApiError:
    return refused(told, where, code)


def _invalid(code: str, where: str) -> ApiError:
    return refused(
        "The image data you provided does not represent a valid image. Please check "
        "your input and try again with one of the supported image formats: "
        "['image/jpeg', 'image/png', 'image/gif', 'image/webp'].",
        where,
        code,
    )
