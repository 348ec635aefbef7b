"""Uploaded files, for as long as they were to be kept."""

import secrets
import time
from dataclasses import dataclass, field
from typing import Any, get_args

from openai.types import FilePurpose

from playground.openai.errors import ApiError, missing, refused

_SECONDS = (3600, 2_592_000)


@dataclass(frozen=True, slots=True)
class StoredFile:
    """One upload."""

    name: str
    data: bytes
    purpose: str
    expires_at: int | None = None
    created_at: int = field(default_factory=lambda: int(time.time()))
    id: str = field(default_factory=lambda: f"file-{secrets.token_urlsafe(16)}")

    def told(self) -> dict[str, Any]:
        """The file object of the API."""
        return {
            "id": self.id,
            "object": "file",
            "bytes": len(self.data),
            "created_at": self.created_at,
            "expires_at": self.expires_at,
            "filename": self.name,
            "purpose": self.purpose,
            "status": "processed",
            "status_details": None,
        }


class Files:
    """The uploads of one emulator."""

    def __init__(self) -> None:
        self._kept: dict[str, StoredFile] = {}

    def add(self, file: StoredFile) -> StoredFile:
        self._kept[file.id] = file
        return file

    def all(self) -> list[StoredFile]:
        """The files that are there now, the latest first."""
        return [file for file in reversed(self._kept.values()) if _lives(file)]

    def get(self, id_: str) -> StoredFile:
        file = self._kept.get(id_)
        if file is None or not _lives(file):
            raise missing(f"No such File object: {id_}", "id")
        return file

    def remove(self, id_: str) -> None:
        del self._kept[self.get(id_).id]


def stored_file(
    name: str | None, data: bytes | None, purpose: str | None, kept: dict[str, str]
) -> StoredFile:
    """Check an upload's fields; `kept` is its expires_after."""
    if data is None:
        told = "'file' is a required property"
        raise refused(told, "file", "missing_required_parameter")
    if purpose not in get_args(FilePurpose):
        raise refused(f"'{purpose}' is not one of {list(get_args(FilePurpose))}")
    if not data:
        raise refused("File is empty.", "file")
    return StoredFile(name or "upload", data, purpose or "", _expires_at(kept))


def _expires_at(kept: dict[str, str]) -> int | None:
    if not kept:
        return None
    seconds = kept.get("seconds", "")
    if kept.get("anchor") != "created_at" or not seconds.isdecimal():
        raise _bad_expiry("must have anchor 'created_at' and a number of seconds")
    if not _SECONDS[0] <= int(seconds) <= _SECONDS[1]:
        raise _bad_expiry("seconds must be between 3600 and 2592000")
    return int(time.time()) + int(seconds)


def _bad_expiry(why: str) -> ApiError:
    return refused(f"Invalid 'expires_after': {why}.", "expires_after")


def _lives(file: StoredFile) -> bool:
    return file.expires_at is None or file.expires_at > time.time()
