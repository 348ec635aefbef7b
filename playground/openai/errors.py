"""The API's refusals: one exception that knows its own HTTP answer."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(eq=False)
class ApiError(Exception):
    """A refusal before anything was streamed."""

    status: int
    message: str
    type: str = "invalid_request_error"
    code: str | None = None
    param: str | None = None
    more: Mapping[str, Any] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)

    def body(self) -> dict[str, Any]:
        """The JSON that goes with the status."""
        told = {"message": self.message, "type": self.type}
        return {"error": {**told, "param": self.param, "code": self.code, **self.more}}


def refused(
    message: str, param: str | None = None, code: str | None = None
) -> ApiError:
    """A 400 about what the caller sent."""
    return ApiError(400, message, code=code, param=param)


def missing(message: str, param: str | None = None) -> ApiError:
    """A 404 about what the caller asked for."""
    return ApiError(404, message, param=param)
