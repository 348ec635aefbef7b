"""Turns the client's exceptions into ours, in one place."""

import math
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

import httpx2
from openai import APIConnectionError, APIError, APIStatusError, OpenAIError

from bot.adapters.openai_errors import Fault, judge, named
from bot.core.errors import ModelBusy, ModelCut, ModelError, ModelSlow

_NOT_SENT = (httpx2.ConnectError, httpx2.ConnectTimeout, httpx2.PoolTimeout)
_BEFORE_SENT = (httpx2.ConnectTimeout, httpx2.PoolTimeout)


@contextmanager
def translated(begun: bool) -> Iterator[None]:
    """Raise what the client raises as a ModelError.

    `begun` says whether the stream is open: a connection that is lost before may be
    tried again, and one that is lost after that cuts the answer.
    """
    try:
        yield
    except OpenAIError as error:
        raise failure(error, begun) from error
    except TimeoutError as error:
        raise ModelSlow("the answer took longer than it may") from error
    except ValueError as error:
        # Neither JSON nor UTF-8: whatever answers there, it does not send a stream of
        # events.
        raise ModelCut(f"unreadable stream: {type(error).__name__}") from error


@contextmanager
def whole_answer() -> Iterator[None]:
    """Around a request that is answered at its end alone.

    If the connection is lost after the request was sent, or a gateway on the way gives
    up, the picture may be paid for. So it is not sent again.
    """
    try:
        yield
    except ModelBusy as error:
        lost = error.__cause__
        if _perhaps_drawn(lost):
            raise ModelCut(str(error)) from error
        raise


def _perhaps_drawn(error: BaseException | None) -> bool:
    if isinstance(error, APIStatusError):
        return error.status_code in (502, 504)
    if isinstance(error, APIConnectionError):
        return not isinstance(error.__cause__, _NOT_SENT)
    return False


def failure(error: OpenAIError, begun: bool) -> ModelError:
    """Our error for one of the client's."""
    match error:
        case APIStatusError():
            return judge(_by_status(error))
        case APIConnectionError():
            return _connection(error, begun)
        case APIError():
            body = error.body
            return judge(named(body if isinstance(body, Mapping) else {}))
        case _:
            return ModelError(type(error).__name__)


def _by_status(error: APIStatusError) -> Fault:
    body = error.body if isinstance(error.body, Mapping) else {}
    headers = error.response.headers
    return named(body, error.status_code, retry_after(headers))


def _connection(error: APIConnectionError, begun: bool) -> ModelError:
    cause = error.__cause__
    why = f"connection lost: {type(cause or error).__name__}"
    if begun:
        silent = isinstance(cause, httpx2.TimeoutException)
        return ModelSlow(why) if silent else ModelCut(why)
    if isinstance(cause, httpx2.TimeoutException):
        # OpenAI may be working on the request and charge for it, so it is not sent
        # again.
        sent = not isinstance(cause, _BEFORE_SENT)
        return ModelSlow(why) if sent else ModelBusy(why, not_begun=True)
    return ModelBusy(why, not_begun=isinstance(cause, httpx2.ConnectError))


def retry_after(headers: Mapping[str, str]) -> float | None:
    """The seconds that the server asks us to wait, if it does."""
    for name, unit in (("retry-after-ms", 0.001), ("retry-after", 1.0)):
        try:
            seconds = float(headers.get(name, "")) * unit
        except ValueError:
            continue
        if math.isfinite(seconds) and seconds >= 0:
            return seconds
    return None
