"""Events as they leave: numbered, encoded once, with big base64 shared, not copied."""

import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

import pybase64


@dataclass(frozen=True, slots=True)
class Blob:
    """Base64 that is part of many events, and is kept in memory once."""

    text: bytes
    token: str = field(default_factory=lambda: f"@{secrets.token_hex(12)}@")

    @classmethod
    def of(cls, data: bytes) -> "Blob":
        return cls(pybase64.b64encode(data))


@dataclass(frozen=True, slots=True)
class Wire:
    """One event: its number in the response, when it was made, and its bytes."""

    number: int
    type: str
    at: float
    payload: Mapping[str, Any]
    pieces: tuple[bytes, ...]

    @property
    def size(self) -> int:
        return sum(map(len, self.pieces))


@dataclass(frozen=True, slots=True)
class Cut:
    """A place where the connection, not the response, breaks."""

    how: Literal["end", "reset", "silence"]


Frame = Wire | Cut


def pieces_of(payload: Any) -> tuple[bytes, ...]:
    """JSON in pieces, so that a picture's base64 is the same object everywhere."""
    blobs: list[Blob] = []

    def stand_in(value: object) -> str:
        if not isinstance(value, Blob):
            raise TypeError(f"not JSON: {type(value).__name__}")
        blobs.append(value)
        return value.token

    rest = json.dumps(payload, default=stand_in, separators=(",", ":"))
    pieces: list[bytes] = []
    for blob in blobs:
        head, rest = rest.split(blob.token, 1)
        pieces += (head.encode(), blob.text)
    return (*pieces, rest.encode())


def event_pieces(payload: Mapping[str, Any]) -> tuple[bytes, ...]:
    """An event in the framing of server-sent events."""
    first, *others = pieces_of(payload)
    head = f"event: {payload['type']}\ndata: ".encode() + first
    return (head, *others[:-1], others[-1] + b"\n\n") if others else (head + b"\n\n",)


def plain(payload: Any) -> Any:
    """The same value with every picture's base64 written out."""
    return json.loads(b"".join(pieces_of(payload)))
