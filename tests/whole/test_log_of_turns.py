"""The log of each turn: one line at its end, with its ids and without anybody's
words."""

import io
import json
import logging
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from bot.app import open_app
from bot.log import Objects, start_logging
from playground.slack import Fault
from tests.whole.conftest import Room, Start, settings_for

WORDS = "a wombat in a velvet waistcoat"
IDS = {"turn", "team", "channel", "thread", "attempt"}
END = {
    *IDS,
    *("end", "why", "seconds", "pictures", "response", "model"),
    *("input_tokens", "output_tokens", "image_tokens", "dollars"),
}
Line = dict[str, Any]


@dataclass
class Log:
    """The log lines as the program writes them."""

    stream: io.StringIO = field(default_factory=io.StringIO)

    @property
    def text(self) -> str:
        return self.stream.getvalue()

    def lines(self, said: str = "") -> list[Line]:
        """Those that say this."""
        lines = [json.loads(line) for line in self.text.splitlines()]
        return [line for line in lines if said in line["said"]]

    def end(self) -> Line:
        """The one line of the one turn's end."""
        [line] = self.lines("turn ended")
        assert line.keys() >= END
        return line


@pytest.fixture
def log() -> Iterator[Log]:
    """At the level at which most is said."""
    root, ours = logging.getLogger(), ("bot", "handlers", "storage", "procrastinate")
    before = (list(root.handlers), root.level, sys.excepthook)
    root.handlers.clear()
    one = Log()
    start_logging("debug", stream=one.stream, form=Objects)
    yield one
    root.handlers[:], level, sys.excepthook = before
    root.setLevel(level)
    logging.captureWarnings(capture=False)
    for name in ours:
        logging.getLogger(name).setLevel(logging.NOTSET)


@pytest.mark.parametrize(
    ("script", "ended"),
    [
        ("empty_text", "done - info"),
        ("overlapping_citations", "text - info"),
        ("cut_short", "done - info"),
        ("no_terminal_event", "done model_cut info"),
        ("quota", "failed model_quota warning"),
        ("slow_down", "failed model_busy warning"),
        ("cut_before_picture", "failed model_cut warning"),
        ("moderation_before_stream", "declined model_declined info"),
        ("moderation_of_picture", "declined declined info"),
    ],
)
async def test_a_turn_leaves_one_line_with_its_ids_and_no_words(
    script: str, ended: str, room: Room, start: Start, log: Log
) -> None:
    room.model.play(script, times=3)
    await start()
    answer = await room.ask(f"@Darkroom {WORDS}")
    line = log.end()
    assert f"{line['end']} {line['why']} {line['level']}" == ended
    assert (line["channel"], line["attempt"]) == (answer.channel, 1)
    assert line["team"].startswith("T")
    assert "wombat" not in log.text


async def test_a_failure_says_what_openai_said(
    room: Room, start: Start, log: Log
) -> None:
    """Its code; its words may repeat a person's."""
    room.model.play("quota", times=3)
    await start()
    await room.ask(f"@Darkroom {WORDS}")
    [line] = log.lines("the model failed")
    assert line.keys() >= {*IDS, "why", "error"}
    assert line["error"] == "429 credit_balance_exhausted"


async def test_openais_own_words_are_logged_if_the_owner_wants_words(
    room: Room, start: Start, log: Log
) -> None:
    room.model.play("quota", times=3)
    await start(log_prompts="on")
    await room.ask(f"@Darkroom {WORDS}")
    [line] = log.lines("the model failed")
    assert line["error"].startswith("429 credit_balance_exhausted: ")
    assert log.end()["words"] == WORDS


async def test_what_slack_refuses_is_logged_under_the_turn(
    room: Room, start: Start, log: Log
) -> None:
    room.slack.faults.add(Fault("chat.update", error="invalid_blocks", times=2))
    await start()
    await room.ask(f"@Darkroom {WORDS}")
    warned = [each for each in log.lines() if each["level"] == "warning"]
    assert warned
    assert all(each.keys() >= IDS for each in warned)
    assert "wombat" not in log.text


async def test_a_post_that_waits_is_logged_under_its_turn(
    room: Room, start: Start, log: Log
) -> None:
    room.slack.faults.add(Fault("chat.postMessage", status=500))
    await start()
    await room.ask(f"@Darkroom {WORDS}")
    [line] = log.lines("waits")
    assert line.keys() >= IDS
    assert line["turn"] == log.end()["turn"]


async def test_an_ask_whose_message_cannot_be_posted_ends_in_the_log(
    room: Room, start: Start, log: Log
) -> None:
    room.slack.faults.add(Fault("chat.postMessage", error="is_archived", times=9))
    await start()
    await room.ann.says("#general", f"@Darkroom {WORDS}")
    await room.slack.until(lambda: log.lines("turn ended"))
    assert (log.end()["end"], log.end()["why"]) == ("failed", "chat_shut")
    assert "wombat" not in log.text


async def test_a_stop_is_not_logged_as_a_failure(
    room: Room, start: Start, log: Log
) -> None:
    room.model.hold(before="response.output_item.done")
    await start()
    asked = await room.ann.says("#general", f"@Darkroom {WORDS}")
    answer = await room.answer(asked)
    await room.slack.until(lambda: room.model.requests)
    await room.ann.clicks(answer, "stop")
    await room.ended(asked)
    room.model.release()
    assert (log.end()["end"], log.end()["level"]) == ("stopped", "info")
    assert "wombat" not in log.text


async def test_a_turn_that_is_handed_over_ends_in_the_next_process(
    room: Room, tmp_path: Path, log: Log
) -> None:
    """Each process says what it did with it."""
    settings = settings_for(room.slack, room.model, tmp_path)
    room.model.hold(before="response.completed")
    async with open_app(settings):
        asked = await room.ann.says("#general", f"@Darkroom {WORDS}")
        answer = await room.answer(asked)
        await room.slack.until(lambda: "Finishing" in str(answer.blocks))
    [handed] = log.lines("turn handed over")
    assert not log.lines("turn ended")
    room.model.release()
    async with open_app(settings):
        await room.ended(asked)
    [taken] = log.lines("turn taken up")
    assert [each["turn"] for each in (handed, taken)] == [log.end()["turn"]] * 2
    assert [handed["attempt"], taken["attempt"]] == [1, 2]
    assert "wombat" not in log.text


async def test_the_log_says_where_an_ask_was_declined(
    room: Room, start: Start, log: Log, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.core.accepting.intake.MOST_WAITING", 1)
    room.model.hold(before="response.created")
    await start()
    asked = await room.ann.says("#general", f"@Darkroom {WORDS}")
    await room.answer(asked)
    await room.ann.says("#general", f"@Darkroom {WORDS}", thread=asked)
    await room.slack.until(lambda: room.slack.ephemerals("ann"))
    [line] = log.lines("ask declined")
    assert line.keys() >= {"team", "channel", "thread", "why"}
    room.model.release()


async def test_a_command_in_a_channel_without_the_bot_is_ordinary_use(
    room: Room, start: Start, log: Log
) -> None:
    """The person is told how to invite it; the owner has nothing to look after."""
    await start()
    await room.ann.runs("/imagine", WORDS, channel="#quiet")
    await room.slack.until(lambda: room.slack.ephemerals("ann"))
    await room.slack.until(lambda: log.lines("turn ended"))
    assert log.end()["why"] == "chat_uninvited"
    assert {line["level"] for line in log.lines()} <= {"info", "debug"}
    assert not any("error" in line for line in log.lines())
