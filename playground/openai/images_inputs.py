"""The pictures of an edit: checks them, and whether a mask fits the first one."""

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from PIL import Image

from playground.openai.errors import refused
from playground.openai.images_form import Upload
from playground.openai.models import image_family
from playground.openai.references import Reference, in_prompt
from playground.openai.sight import look
from playground.openai.tools import DEFAULT_IMAGE_MODEL

MOST = 16
_KINDS = ("image/jpeg", "image/png", "image/webp")
_MASK_BYTES = 4 * 1024 * 1024
_TURNED = (5, 6, 7, 8)
"""Orientations in which width and height change places."""


@dataclass(frozen=True, slots=True)
class Inputs:
    """The pictures that an edit starts from."""

    images: tuple[bytes, ...] = ()
    mask: bytes | None = None
    markup: bytes | None = None
    references: tuple[Reference, ...] = ()
    """Those of the pictures that only show characters and styles."""

    @property
    def size(self) -> tuple[int, int] | None:
        """The size of the first picture, the right way up."""
        return _upright(self.images[0]) if self.images else None


def without_references(words: str, given: Inputs) -> tuple[str, Inputs]:
    """The words without the lines about characters and styles, and the inputs with the
    pictures of these by themselves."""
    words, images, references = in_prompt(words, given.images)
    if not images and (given.mask or given.markup):
        return words, given
    return words, replace(given, images=images, references=references)


def inputs_of(
    files: Mapping[str, Sequence[Upload]], asked: Mapping[str, Any]
) -> Inputs:
    """The files of an edit, checked."""
    images = files.get("image", ())
    if not images:
        told = "Missing required parameter: 'image'."
        raise refused(told, "image", "missing_required_parameter")
    if len(images) > MOST:
        told = "Invalid 'image': array too long. Expected an array with maximum length "
        told += f"{MOST}, but got an array with length {len(images)} instead."
        raise refused(told, "image", "array_above_max_length")
    for file in images:
        _check_image(file)
    first = _upright(images[0].data)
    mask, markup = (_layer(files, name, first) for name in ("mask", "markup"))
    _check_together(mask, markup, asked)
    return Inputs(tuple(file.data for file in images), mask, markup)


def _check_image(file: Upload) -> None:
    _check_kind(file, "image", _KINDS)
    if look(file.data, "image").format == "GIF":
        raise refused("A GIF cannot be edited.", "image", "invalid_image_format")


def _check_kind(file: Upload, field: str, kinds: Sequence[str]) -> None:
    if file.kind.partition(";")[0] not in kinds:
        names = ", ".join(f"'{kind}'" for kind in kinds)
        told = f"Invalid file '{field}': unsupported mimetype ('{file.kind}'). "
        told += f"Supported file formats are {names}."
        raise refused(told, field, "unsupported_file_mimetype")


def _layer(
    files: Mapping[str, Sequence[Upload]], name: str, first: tuple[int, int]
) -> bytes | None:
    """A mask or a markup: a PNG of the first picture's size, with holes."""
    given = files.get(name)
    if not given:
        return None
    [file, *more] = given
    if more:
        raise refused(f"Only one '{name}' may be given.", name, "invalid_value")
    _check_kind(file, name, ("image/png",))
    if name == "mask" and len(file.data) > _MASK_BYTES:
        raise refused("The mask must be less than 4MB.", name, "image_file_too_large")
    seen, code = look(file.data, name), f"invalid_{name}_image_format"
    if seen.format != "PNG":
        raise refused(f"The {name} must be a PNG.", name, code)
    if seen.size != first:
        told = f"The {name} must have the same size as the first image: "
        told += f"{first[0]}x{first[1]}, but it is {seen.size[0]}x{seen.size[1]}."
        raise refused(told, name, code)
    if not seen.alpha or not _has_holes(file.data):
        told = f"The {name} must have an alpha channel with transparent pixels."
        raise refused(told, name, code)
    return file.data


def _check_together(
    mask: bytes | None, markup: bytes | None, asked: Mapping[str, Any]
) -> None:
    model = asked.get("model") or DEFAULT_IMAGE_MODEL
    if mask and markup:
        told = "Mutually exclusive parameters: mask, markup."
        raise refused(told, "markup", "mutually_exclusive_parameters")
    if markup and image_family(model) < 2.5:
        told = f"The model '{model}' does not support the 'markup' parameter."
        raise refused(told, "markup", "invalid_value")
    if mask and asked.get("output_format") == "gif":
        told = "A mask is not supported with output_format 'gif'."
        raise refused(told, "mask", "invalid_value")


def _has_holes(data: bytes) -> bool:
    alpha = Image.open(io.BytesIO(data)).convert("RGBA").getchannel("A")
    low: Any = alpha.getextrema()[0]
    return bool(low == 0)


def _upright(data: bytes) -> tuple[int, int]:
    image = Image.open(io.BytesIO(data))
    width, height = image.size
    turned = image.getexif().get(0x0112) in _TURNED
    return (height, width) if turned else (width, height)
