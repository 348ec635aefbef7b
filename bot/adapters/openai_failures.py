"""Turns the client's exceptions into ours, in one place."""

import math
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

import httpx2
from openai import APIConnectionError, APIError, APIStatusError, OpenAIError

from bot.adapters.openai_errors import Fault, judge, named
from bot.core.errors import ModelBusy, ModelCut, ModelError, ModelSlow

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
        # Neither JSON nor UTF-8: whatever speaks there, it is no stream of events.
        raise ModelCut(f"unreadable stream: {type(error).__name__}") from error


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
        # The request may be at work there, and paid for: it is not sent once more.
        sent = not isinstance(cause, _BEFORE_SENT)
        return ModelSlow(why) if sent else ModelBusy(why)
    return ModelBusy(why)


def retry_after(headers: Mapping[str, str]) -> float | None:
    """The seconds that the server wants us to wait, if it says so."""
    for name, unit in (("retry-after-ms", 0.001), ("retry-after", 1.0)):
        try:
            seconds = float(headers.get(name, "")) * unit
        except ValueError:
            continue
        if math.isfinite(seconds) and seconds >= 0:
            return seconds
    return None
