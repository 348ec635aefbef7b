"""The log of requests, without secrets and long base64."""

import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

_BASE64 = re.compile(r"(data:[\w/+.-]+;base64,)?[A-Za-z0-9+/=]{512,}")
HIDDEN = "(hidden)"
_LETS_IN = frozenset({"authorization", "headers"})
_SECRETS = frozenset({"authorization", "api-key", "cookie", "proxy-authorization"})


@dataclass(eq=False)
class Request:
    """One call, as the log shows it."""

    at: float
    method: str
    path: str
    headers: Mapping[str, str]
    body: Any = None
    response_id: str | None = None
    status: int | None = None
    id: str = field(default_factory=lambda: f"req_{secrets.token_hex(16)}")


NOTE = web.RequestKey("note", Request)


def open_headers(headers: Mapping[str, str]) -> dict[str, str]:
    """Headers without those that carry a secret."""
    return {k: v for k, v in headers.items() if k.lower() not in _SECRETS}


def summarised(value: Any) -> Any:
    """The same JSON, each long base64 replaced by its length, and without what lets the
    API into servers."""
    match value:
        case {"type": "mcp"}:
            return {k: HIDDEN if k in _LETS_IN else v for k, v in value.items()}
        case dict():
            return {key: summarised(part) for key, part in value.items()}
        case list():
            return [summarised(part) for part in value]
        case str() if len(value) >= 512 and (match_ := _BASE64.fullmatch(value)):
            head = match_[1] or ""
            return f"{head}…({len(value) - len(head)} characters)"
        case _:
            return value
