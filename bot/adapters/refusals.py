"""Logs what strangers do at the open port: in few words, and not every time."""

import logging
from collections.abc import Callable
from time import monotonic
from typing import Final

from aiohttp.http_exceptions import HttpProcessingError
from aiohttp.web import RequestPayloadError

UNSIGNED: Final = "refused a request that Slack did not sign"
UNREAD: Final = "refused a request that cannot be read"
CROWDED: Final = "closed a connection because there were too many"
EVERY: Final = 60.0
log = logging.getLogger(__name__)


class Refusals:
    """Logs the first refusal of a kind at once, then once a minute how many
    followed."""

    def __init__(
        self, every: float = EVERY, clock: Callable[[], float] = monotonic
    ) -> None:
        self._every, self._clock = every, clock
        self._said: dict[str, float] = {}
        self._unsaid: dict[str, int] = {}

    def __call__(self, what: str) -> None:
        """Note a refusal; `what` is a sentence of ours, never a stranger's words."""
        now, before = self._clock(), self._said.get(what)
        if before is not None and now - before < self._every:
            self._unsaid[what] = self._unsaid.get(what, 0) + 1
            return
        self._said[what] = now
        if more := self._unsaid.pop(what, 0):
            log.warning("%s (%d more times before this)", what, more)
        else:
            log.warning(what)


class ServerLog(logging.Logger):
    """The web server's own log, without its messages about requests that are not HTTP.

    It would print a traceback for each, with the stranger's own words in it.
    """

    def __init__(self, refused: Refusals) -> None:
        super().__init__("aiohttp.server")
        self.parent = logging.getLogger()
        self._refused = refused

    def handle(self, record: logging.LogRecord) -> None:
        error = record.exc_info[1] if record.exc_info else None
        if isinstance(error, HttpProcessingError | RequestPayloadError):
            self._refused(UNREAD)
        elif not isinstance(error, ConnectionError):  # the caller may be cancelled
            super().handle(record)
