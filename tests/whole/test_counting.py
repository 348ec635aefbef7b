"""Every figure after real turns between the emulators."""

import asyncio
import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from bot.core.accepting.intake import MOST_WAITING
from bot.core.messages.prices import estimate
from bot.core.turn.events import Usage
from playground.slack import Fault
from tests.figures import Figures, figures
from tests.whole.conftest import OVER_BOTH, Room, Start

HERE = "127.0.0.1:0"
METHODS = ("chat.postMessage", "chat.update", "files.getUploadURLExternal")
pytestmark = OVER_BOTH


async def test_a_turn_with_a_picture_is_counted_and_timed(
    room: Room, start: Start
) -> None:
    room.model.hold(before="response.image_generation_call.completed")
    bot = await start(status_address=HERE)
    asked = await room.ann.says("#general", "@Darkroom a lighthouse")
    answer = await room.answer(asked)
    await room.slack.until(lambda: "preview" in str(answer.blocks))
    during = await figures(bot.status_url)
    assert during["darkroom_queue_turns running"] == 1
    room.model.release()
    await room.ended(asked)
    found = await idle(bot.status_url)
    assert found["darkroom_turns_total done"] == 1
    assert found["darkroom_turn_seconds_count done"] == 1
    assert 0 < found["darkroom_turn_seconds_sum done"] < 30
    assert found["darkroom_first_sight_seconds_count"] == 1
    assert 0 < found["darkroom_first_sight_seconds_sum"] < 10
    assert found["darkroom_preview_delay_seconds_count"] >= 1
    assert 0 < found["darkroom_preview_delay_seconds_sum"] < 30
    assert found["darkroom_queue_turns waiting"] == 0
    assert found["darkroom_asks_declined_total"] == 0


async def idle(url: str) -> Figures:
    """The figures once no turn runs any more: its end is seen a little sooner."""
    async with asyncio.timeout(60):
        while True:
            found = await figures(url)
            if not found["darkroom_queue_turns running"]:
                return found


async def test_the_calls_and_edits_counted_are_those_that_slack_received(
    room: Room, start: Start
) -> None:
    bot = await start(status_address=HERE)
    room.model.hold(before="response.image_generation_call.completed")
    asked = await room.ann.says("#general", "@Darkroom a lighthouse")
    answer = await room.answer(asked)
    await room.slack.until(lambda: "preview" in str(answer.blocks))
    room.model.release()
    await room.ended(asked)
    await room.slack.until(lambda: room.slack.calls.of("files.delete"))
    found = await settled(bot.status_url, room)
    for method in METHODS:
        seen = len(room.slack.calls.of(method))
        assert found[f"darkroom_budget_wait_seconds_count {method}"] >= seen > 0
    assert found["darkroom_edits_total sent"] == len(room.slack.calls.of("chat.update"))
    assert found["darkroom_budget_wait_seconds_count responses"] == 1
    assert found["darkroom_frames_dropped_total"] > 0


async def settled(url: str, room: Room) -> Figures:
    """The figures once they have caught up: the emulator notes a call before us."""
    async with asyncio.timeout(60):
        while True:
            found = await figures(url)
            seen = {name: len(room.slack.calls.of(name)) for name in METHODS}
            if {name: called(found, name) for name in METHODS} == seen:
                return found


def called(found: Figures, method: str) -> float:
    ends = [name for name in found if name.startswith("darkroom_slack_calls_total")]
    return sum(found[name] for name in ends if f" {method}" in f"{name} ")


async def test_the_tokens_and_dollars_counted_are_those_in_the_journal(
    room: Room, start: Start, tmp_path: Path
) -> None:
    bot = await start(status_address=HERE)
    await room.ask("@Darkroom a lighthouse")
    found, told = await figures(bot.status_url), usage(tmp_path)
    text, image = "gpt-6.1-sol", "gpt-image-2.6-sunburst"
    assert told["input_tokens"] > 0
    assert told["image_output_tokens"] > 0
    for kind, model, count in (
        ("input", text, told["input_tokens"]),
        ("output", text, told["output_tokens"]),
        ("text_input", image, told["image_text_tokens"]),
        ("image_output", image, told["image_output_tokens"]),
    ):
        assert found[f"darkroom_tokens_total {kind} {model}"] == count
    whole = found[f"darkroom_dollars_total {text}"]
    whole += found[f"darkroom_dollars_total {image}"]
    assert whole == pytest.approx(estimate(text, image, Usage(**told)))
    assert "darkroom_turns_unpriced_total" not in " ".join(found)


def usage(folder: Path) -> dict[str, int]:
    with closing(sqlite3.connect(folder / "darkroom.db")) as db:
        [[answer]] = db.execute("select answer from turns")
    told: dict[str, int] = json.loads(answer)["usage"]
    return told


@pytest.mark.parametrize(
    ("script", "ends"),
    [
        ("empty_text", "done"),
        ("overlapping_citations", "text"),
        ("quota", "failed model_quota"),
        ("cut_before_picture", "failed model_cut"),
        ("moderation_in_stream", "declined model_declined"),
        ("moderation_of_picture", "declined declined"),
    ],
)
async def test_each_turn_is_counted_by_how_it_ended(
    script: str, ends: str, room: Room, start: Start
) -> None:
    room.model.play(script, times=3)
    bot = await start(status_address=HERE)
    await room.ask("@Darkroom a lighthouse")
    found = await figures(bot.status_url)
    assert ended(found) == {f"darkroom_turns_total {ends}"}


def ended(found: Figures) -> set[str]:
    return {name for name, count in found.items() if "turns_total" in name and count}


async def test_a_stop_is_counted(room: Room, start: Start) -> None:
    room.model.hold(before="response.output_item.done")
    bot = await start(status_address=HERE)
    asked = await room.ann.says("#general", "@Darkroom a lighthouse")
    answer = await room.answer(asked)
    await room.slack.until(lambda: room.model.requests)
    await room.ann.clicks(answer, "stop")
    await room.ended(asked)
    room.model.release()
    found = await figures(bot.status_url)
    assert ended(found) == {"darkroom_turns_total stopped"}


async def test_what_slack_refuses_is_counted_by_its_kind(
    room: Room, start: Start
) -> None:
    room.slack.faults.add(Fault("chat.update", retry_after=1))
    room.slack.faults.add(Fault("chat.update", error="internal_error"))
    room.slack.faults.add(Fault("chat.update", drop=True))
    bot = await start(status_address=HERE)
    await room.ask("@Darkroom a lighthouse")
    found = await figures(bot.status_url)
    for end in ("limited", "failed", "lost"):
        assert found[f"darkroom_slack_calls_total {end} chat.update"] == 1
    assert found["darkroom_edits_total chat_busy"] == 3


async def test_a_full_thread_declines_and_says_so(room: Room, start: Start) -> None:
    room.model.hold(before="response.created")
    bot = await start(status_address=HERE)
    asked = await room.ann.says("#general", "@Darkroom a lighthouse")
    for number in range(1, MOST_WAITING):
        await room.answer(asked, number - 1)
        await room.ann.says("#general", f"@Darkroom number {number}", thread=asked)
    await room.answer(asked, MOST_WAITING - 1)
    await room.ann.says("#general", "@Darkroom one more", thread=asked)
    await room.slack.until(lambda: room.slack.ephemerals("ann"))
    found = await figures(bot.status_url)
    assert found["darkroom_queue_turns waiting"] == MOST_WAITING - 1
    assert found["darkroom_queue_turns running"] == 1
    assert found["darkroom_asks_declined_total"] == 1
    room.model.release()
