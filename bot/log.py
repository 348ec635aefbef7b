"""The log: one line a record, `key=value`, with everything secret blotted out.

Line breaks, control characters and what turns the direction of writing are escaped in
what others wrote, so nobody can forge a line. The clients' own debugging shows whole
payloads, people's words among them; it is kept out at every level.
"""

import json
import logging
import re
import sys
from collections.abc import Iterable
from datetime import UTC, datetime
from types import TracebackType
from typing import Final, TextIO

_OURS: Final = {"bot", "handlers", "storage"}
_PLAIN: Final = set(vars(logging.makeLogRecord({}))) | {"message", "taskName"}
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
    """The text without these secrets, and without what looks like one."""
    for secret in secrets:
        text = text.replace(secret, "…")
    return _SECRET.sub("…", text)


class Lines(logging.Formatter):
    """One record as one line."""

    def __init__(self, secrets: Iterable[str] = ()) -> None:
        super().__init__()
        self._secrets = sorted(secrets, key=len, reverse=True)

    def format(self, record: logging.LogRecord) -> str:
        at = datetime.fromtimestamp(record.created, UTC)
        pairs = {
            "at": at.isoformat(timespec="milliseconds").replace("+00:00", "Z"),
            "level": record.levelname.lower(),
            "from": record.name,
            "said": record.getMessage(),
        }
        pairs |= {key: value for key, value in vars(record).items() if _extra(key)}
        if record.exc_info:
            pairs["error"] = self.formatException(record.exc_info)
        return " ".join(f"{key}={self._value(text)}" for key, text in pairs.items())

    def _value(self, value: object) -> str:
        text = blot(str(value), self._secrets)
        if _BARE.fullmatch(text):
            return text
        return _UNSEEN.sub(_escaped, json.dumps(text, ensure_ascii=False))


def _escaped(found: re.Match[str]) -> str:
    return f"\\u{ord(found.group()):04x}"


def _extra(key: str) -> bool:
    return key not in _PLAIN


_NOT_USED: Final = "`token` will be unused"
_WHOLE_BODIES: Final = "slack_bolt.RequestVerification"


def may_be_shown(record: logging.LogRecord) -> bool:
    """Whether the record may be shown: the clients' debugging may not.

    Nor may Bolt's word at every start that it does not use SLACK_BOT_TOKEN: we do.
    Nor may the bodies that Bolt shows of what Slack did not sign: anybody writes those.
    """
    ours = record.name.partition(".")[0] in _OURS
    if record.name == "slack_bolt.AsyncApp" and _NOT_USED in record.getMessage():
        return False
    if record.name == _WHOLE_BODIES and record.levelno < logging.WARNING:
        return False
    return ours or record.levelno >= logging.INFO


def start_logging(
    level: str, secrets: Iterable[str] = (), stream: TextIO | None = None
) -> None:
    """Send everything that is logged to the stream, and unexpected ends too."""
    handler = logging.StreamHandler(stream)
    handler.setFormatter(Lines(secrets))
    handler.addFilter(may_be_shown)
    least = logging.getLevelNamesMapping()[level.upper()]
    logging.basicConfig(handlers=[handler], level=max(least, logging.INFO), force=True)
    logging.getLogger("procrastinate").setLevel(logging.WARNING)  # each job is a line
    for name in _OURS:
        logging.getLogger(name).setLevel(least)
    logging.captureWarnings(capture=True)
    sys.excepthook = _log_the_end


def _log_the_end(
    kind: type[BaseException], error: BaseException, trace: TracebackType | None
) -> None:
    """Python's own report of an error that nobody caught would not be blotted."""
    if issubclass(kind, KeyboardInterrupt):
        return
    log = logging.getLogger("bot")
    log.critical("ended by an error", exc_info=(kind, error, trace))
