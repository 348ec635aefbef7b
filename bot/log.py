"""The log: one line per record, with everything secret blotted out.

A line consists of `key=value` pairs, or is a JSON object with the same keys for
programs. In texts that others wrote, line breaks, control characters and marks that
turn the writing direction are escaped, so nobody can forge a line. The clients' own
debugging shows whole payloads, including people's words; it is kept out at every level.
"""

import json
import logging
import re
import sys
from collections.abc import Iterable
from datetime import UTC, datetime
from types import TracebackType
from typing import Final, TextIO

from bot.core.reporting.log_context import now_about

_OURS: Final = {"bot", "handlers", "storage"}
_PLAIN: Final = set(vars(logging.makeLogRecord({}))) | {"message", "taskName", "pairs"}
_BARE = re.compile(r"[\w.,:/@+-]+")
_UNSEEN = re.compile(
    r"[\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff]"
)
_SECRET = re.compile(
    r"\bxox[a-z][.-][\w.-]+|\bxapp-[\w-]+|\bsk-[\w-]{6,}|(?<=\bBearer )[^\s\"',]+"
    r"|(?<=\bticket=)[^\s&\"']+|(?<=://)[^\s/@\"']+(?=@)"
    r"|(?<=\bhooks\.slack\.com/)[^\s\"']+|(?<=\bfiles\.slack\.com/upload/)[^\s\"']+",
    re.IGNORECASE,
)


def blot(text: str, secrets: Iterable[str] = ()) -> str:
    """The text without these secrets, and without anything that looks like one."""
    for secret in secrets:
        text = text.replace(secret, "…")
    return _SECRET.sub("…", text)


class Lines(logging.Formatter):
    """Formats a record as one line of pairs."""

    def __init__(self, secrets: Iterable[str] = ()) -> None:
        super().__init__()
        self._secrets = sorted(secrets, key=len, reverse=True)

    def format(self, record: logging.LogRecord) -> str:
        pairs = self._pairs(record)
        return " ".join(f"{key}={self._value(text)}" for key, text in pairs.items())

    def _pairs(self, record: logging.LogRecord) -> dict[str, object]:
        """The values of the record, beginning with those that every record has."""
        at = datetime.fromtimestamp(record.created, UTC)
        pairs: dict[str, object] = {
            "at": at.isoformat(timespec="milliseconds").replace("+00:00", "Z"),
            "level": record.levelname.lower(),
            "from": record.name,
            "said": record.getMessage(),
        }
        pairs |= now_about()
        pairs |= {key: value for key, value in vars(record).items() if _extra(key)}
        pairs |= vars(record).get("pairs", {})
        if record.exc_info:
            pairs["error"] = self.formatException(record.exc_info)
        return pairs

    def _value(self, value: object) -> str:
        text = blot(str(value), self._secrets)
        if _BARE.fullmatch(text):
            return text
        return _quoted(text)


class Objects(Lines):
    """Formats a record as one JSON object; numbers stay numbers."""

    def format(self, record: logging.LogRecord) -> str:
        pairs = self._pairs(record).items()
        shown = [f"{_quoted(key)}: {self._json(value)}" for key, value in pairs]
        return "{" + ", ".join(shown) + "}"

    def _json(self, value: object) -> str:
        if isinstance(value, bool | int | float):
            return json.dumps(value)
        return _quoted(blot(str(value), self._secrets))


def _quoted(text: str) -> str:
    return _UNSEEN.sub(_escaped, json.dumps(text, ensure_ascii=False))


def _escaped(found: re.Match[str]) -> str:
    return f"\\u{ord(found.group()):04x}"


def _extra(key: str) -> bool:
    return key not in _PLAIN


_NOT_USED: Final = "`token` will be unused"
_WHOLE_BODIES: Final = "slack_bolt.RequestVerification"


def may_be_shown(record: logging.LogRecord) -> bool:
    """Whether the record may be logged: the clients' debugging may not.

    Two messages of Bolt's may not, either: the one at every start that it does not use
    SLACK_BOT_TOKEN (we do), and those that show the bodies of unsigned requests, which
    anybody can write.
    """
    ours = record.name.partition(".")[0] in _OURS
    if record.name == "slack_bolt.AsyncApp" and _NOT_USED in record.getMessage():
        return False
    if record.name == _WHOLE_BODIES and record.levelno < logging.WARNING:
        return False
    return ours or record.levelno >= logging.INFO


def start_logging(
    level: str,
    secrets: Iterable[str] = (),
    stream: TextIO | None = None,
    form: type[Lines] = Lines,
) -> None:
    """Send everything that is logged to the stream, and unexpected ends too."""
    handler = logging.StreamHandler(stream)
    handler.setFormatter(form(secrets))
    handler.addFilter(may_be_shown)
    least = logging.getLevelNamesMapping()[level.upper()]
    logging.basicConfig(handlers=[handler], level=max(least, logging.INFO), force=True)
    # Procrastinate logs a line for every job.
    logging.getLogger("procrastinate").setLevel(logging.WARNING)
    for name in _OURS:
        logging.getLogger(name).setLevel(least)
    logging.captureWarnings(capture=True)
    sys.excepthook = _log_the_end


def _log_the_end(
    kind: type[BaseException], error: BaseException, trace: TracebackType | None
) -> None:
    """Log an error that nobody caught, because Python's own report might show
    secrets."""
    if issubclass(kind, KeyboardInterrupt):
        return
    log = logging.getLogger("bot")
    log.critical("stopped by an uncaught error", exc_info=(kind, error, trace))
