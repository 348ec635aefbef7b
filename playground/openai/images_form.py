"""Reads the multipart form of an edit: numbers and switches come as text."""

import re
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

from playground.forms import Field, fields_of
from playground.openai.errors import ApiError, refused

_FILES = ("image", "mask", "markup")
_NUMBERS = frozenset(
    {"n", "output_compression", "partial_images", "frame_count", "frame_duration_ms"}
)
_WORDS = {"true": True, "false": False}


@dataclass(frozen=True, slots=True)
class Upload:
    """One file of the form."""

    name: str
    kind: str
    data: bytes

    def told(self) -> str:
        """The file as the log shows it."""
        return f"{self.name}, {self.kind}, {len(self.data)} bytes"


@dataclass(slots=True)
class Form:
    """The fields as JSON would have them, and the files by their field."""

    fields: dict[str, Any] = field(default_factory=dict)
    files: dict[str, list[Upload]] = field(default_factory=dict)

    def told(self) -> dict[str, Any]:
        files = {
            name: [file.told() for file in all_] for name, all_ in self.files.items()
        }
        return {**self.fields, **files}


async def form_of(request: web.Request) -> Form:
    """The form of a request; anything but a form is refused."""
    if request.content_type != "multipart/form-data":
        told = f"Unsupported content type: '{request.content_type}'. This API method "
        told += "only accepts 'multipart/form-data' requests."
        raise ApiError(400, told, code="unsupported_content_type")
    form = Form()
    async for given in fields_of(request):
        _take(form, given)
    return form


def _take(form: Form, given: Field) -> None:
    name = "image" if given.name == "image[]" else given.name
    if given.filename is not None:
        file = Upload(given.filename, given.kind, given.data)
        form.files.setdefault(name, []).append(file)
        if name not in _FILES:
            raise refused(f"Unknown parameter: '{name}'.", name, "unknown_parameter")
        return
    if name in _FILES:
        told = f"Invalid file '{given.name}': expected a file."
        raise refused(told, given.name, "invalid_value")
    _put(form.fields, re.findall(r"[^\[\]]+", name), given.text)


def _put(fields: dict[str, Any], path: list[str], text: str) -> None:
    """Set a nested field such as `svg[reasoning][effort]`."""
    *first, last = path
    for name in first:
        fields = fields.setdefault(name, {})
    fields[last] = _value(last, text)


def _value(name: str, text: str) -> Any:
    if name in _NUMBERS and re.fullmatch(r"-?\d{1,9}", text):
        return int(text)
    return _WORDS.get(text.lower(), text) if name == "stream" else text
