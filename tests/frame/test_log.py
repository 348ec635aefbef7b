"""The log: one line a record, and nothing secret in it."""

import io
import json
import logging
import sys
from collections.abc import Iterator

import pytest

from bot.core.reporting.log_context import about, pairs
from bot.core.turn.turns import Turn
from bot.log import Lines, Objects, blot, may_be_shown, start_logging
from tests.fakes import ask

SECRETS = [
    "xoxb-123-abc",
    "xoxe.xoxb-1-Mi0x",
    "xapp-1-A1-2-3f",
    "sk-proj-Ab_12345",
]


def line(text: str, *args: object, **extra: object) -> str:
    record = logging.getLogger("bot.x").makeRecord(
        "bot.x", logging.INFO, "x.py", 1, text, args, None, extra=extra
    )
    return Lines(["hush-hush"]).format(record)


@pytest.mark.parametrize("secret", SECRETS)
def test_what_looks_like_a_token_is_blotted_out(secret: str) -> None:
    assert blot(f"token={secret}, sent") == "token=…, sent"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Authorization: Bearer abc.def/ghi", "Authorization: Bearer …"),
        (
            "wss://x.slack.com/link/?ticket=a1&app_id=2",
            "wss://x.slack.com/link/?ticket=…&app_id=2",
        ),
        ("postgresql://me:pw@host/db", "postgresql://…@host/db"),
        ("https://hooks.slack.com/commands/T1/2/3", "https://hooks.slack.com/…"),
        ("https://files.slack.com/upload/v1/Abc", "https://files.slack.com/upload/…"),
        ("a task-list and mail@example.com", "a task-list and mail@example.com"),
    ],
)
def test_addresses_lose_what_opens_doors(text: str, shown: str) -> None:
    assert blot(text) == shown


def test_the_settings_own_secrets_are_blotted_out_in_every_part() -> None:
    shown = line("got %s", "hush-hush", about={"key": "hush-hush"})
    assert "hush" not in shown
    assert 'said="got …"' in shown


def test_a_record_is_one_line_whatever_is_in_it() -> None:
    shown = line("it said: %s", "fine\nlevel=error said=forged\x1b[2J", turn=17)
    assert "\n" not in shown
    assert "\x1b" not in shown
    assert shown.endswith(" turn=17")


@pytest.mark.parametrize("sign", "\u2028\u2029\x7f\x85\x9b\u200f\u202e\u2066\ud800")
def test_signs_that_break_or_turn_a_line_are_escaped(sign: str) -> None:
    shown = line("it said: %s", f"fine{sign}level=error")
    assert f"fine\\u{ord(sign):04x}level=error" in shown


def test_words_of_every_language_stay_as_they_are() -> None:
    assert "Füchse 狐 🦊" in line("it said: %s", "Füchse 狐 🦊")


def test_an_error_is_on_the_same_line_without_its_secrets() -> None:
    try:
        raise ValueError("bad token xoxb-123-abc")
    except ValueError:
        record = logging.getLogger("bot").makeRecord(
            "bot", logging.ERROR, "x.py", 1, "oh", (), sys.exc_info()
        )
    shown = Lines().format(record)
    assert "bad token …" in shown
    assert "Traceback" in shown
    assert "\n" not in shown


@pytest.mark.parametrize(
    ("name", "level", "kept"),
    [
        ("bot.core", logging.DEBUG, True),
        ("slack_sdk.web", logging.DEBUG, False),
        ("openai._base_client", logging.DEBUG, False),
        ("httpx2", logging.INFO, True),
        ("slack_bolt.RequestVerification", logging.INFO, False),
        ("slack_bolt.RequestVerification", logging.WARNING, True),
    ],
)
def test_what_shows_whole_payloads_is_never_shown(
    name: str, level: int, kept: bool
) -> None:
    record = logging.getLogger(name).makeRecord(name, level, "x", 1, "m", (), None)
    assert may_be_shown(record) is kept


def record(text: str, **extra: object) -> logging.LogRecord:
    log = logging.getLogger("bot.x")
    return log.makeRecord("bot.x", 20, "x.py", 1, text, (), None, extra=extra)


def test_what_a_line_says_by_name_may_have_any_name() -> None:
    """Even one that a record of Python's has itself, as `thread`."""
    said = record("turn ended", **pairs(turn=7, thread="1.2", why="-"))
    shown = Lines().format(said)
    assert shown.endswith('said="turn ended" turn=7 thread=1.2 why=-')


def test_what_is_logged_about_a_turn_has_its_ids() -> None:
    with about(Turn(7, ask())):
        shown = Lines().format(record("it waits"))
    assert shown.endswith("turn=7 team=T1 channel=C1 thread=1700.0001 attempt=0")


def test_a_record_is_an_object_for_machines_that_read_it() -> None:
    said = record("turn ended", **pairs(turn=7, dollars=0.05, why="none", ok=True))
    shown = json.loads(Objects().format(said))
    assert shown.pop("at").endswith("Z")
    assert shown == {
        "level": "info",
        "from": "bot.x",
        "said": "turn ended",
        "turn": 7,
        "dollars": 0.05,
        "why": "none",
        "ok": True,
    }


def test_an_object_is_one_line_too_and_has_no_secrets() -> None:
    said = record("hush-hush\nlevel=error\u2028", key="xoxb-123-abc", **{'a"b': 1})
    shown = Objects(["hush-hush"]).format(said)
    assert "hush" not in shown
    assert "\u2028" not in shown
    assert "\n" not in shown
    assert json.loads(shown)["key"] == "…"
    assert json.loads(shown)['a"b'] == 1


@pytest.fixture
def root() -> Iterator[logging.Logger]:
    root = logging.getLogger()
    before = (list(root.handlers), root.level, sys.excepthook)
    root.handlers.clear()
    yield root
    root.handlers[:], level, sys.excepthook = before
    root.setLevel(level)
    logging.captureWarnings(capture=False)
    for name in ("bot", "handlers", "storage"):
        logging.getLogger(name).setLevel(logging.NOTSET)


def test_debugging_is_for_our_own_loggers(root: logging.Logger) -> None:
    stream = io.StringIO()
    start_logging("debug", stream=stream)
    logging.getLogger("slack_bolt.AsyncApp").setLevel(logging.DEBUG)
    logging.getLogger("slack_bolt.AsyncApp").debug("a payload")
    logging.getLogger("bot.core.queue.lanes").debug("a lane")
    assert [line.split("said=")[1] for line in stream.getvalue().splitlines()] == [
        '"a lane"'
    ]


def test_an_uncaught_error_is_logged_without_secrets(root: logging.Logger) -> None:
    stream = io.StringIO()
    start_logging("error", ["hush-hush"], stream)
    sys.excepthook(ValueError, ValueError("hush-hush"), None)
    assert "stopped by an uncaught error" in stream.getvalue()
    assert "hush" not in stream.getvalue()
