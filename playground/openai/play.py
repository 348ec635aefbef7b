"""Plays a take: its steps in order, from the first event to the last."""

import asyncio
from typing import assert_never

from playground.openai.easel import Easel, Unreadable
from playground.openai.play_draw import draw
from playground.openai.play_search import open_page, search
from playground.openai.play_text import decline, say
from playground.openai.stage import Stage
from playground.openai.steps import (
    Break,
    Decline,
    Draw,
    Fail,
    Finish,
    OpenPage,
    Raw,
    Refuse,
    Say,
    Search,
    Step,
    Stop,
    Take,
    Wait,
)
from playground.openai.wire import Cut

_SEALED = "gAAAAABn" + "emulated" * 8


_UNREADABLE = Fail(
    "nested",
    "image_parse_error",
    "The image could not be read.",
    "invalid_request_error",
)

_OUR_OWN = Fail("nested", "server_error", "The emulator itself failed; see its log.")


class Broken(Exception):
    """The rest of a take is not played, since nobody can receive it."""


async def play(stage: Stage, easel: Easel, take: Take) -> None:
    """The whole response."""
    await stage.begin()
    try:
        for step in take:
            await perform(stage, easel, step)
    except Broken:
        return
    except Unreadable:
        await _fail(stage, _UNREADABLE)
    except Exception:  # a bug here must not look like a stream that was cut
        await _fail(stage, _OUR_OWN)
        raise
    if not stage.over:
        await stage.end("completed")


async def perform(stage: Stage, easel: Easel, step: Step) -> None:
    """One step. Before each call of a tool the model thinks."""
    match step:
        case Search() | OpenPage() | Draw():
            await _use_tool(stage, easel, step)
        case Say():
            await say(stage, step)
        case Decline():
            await decline(stage, step)
        case _:
            await _interrupt(stage, step)


async def _use_tool(stage: Stage, easel: Easel, step: Search | OpenPage | Draw) -> None:
    """One call of a hosted tool; past max_tool_calls it is silently not made."""
    items = stage.record.items
    made = sum(item["type"].endswith("_call") for item in items)
    if made >= (stage.record.request.get("max_tool_calls") or made + 1):
        return
    await _think(stage)
    match step:
        case Search():
            await search(stage, step)
        case OpenPage():
            await open_page(stage, step)
        case Draw():
            await draw(stage, easel, step)
        case _:
            assert_never(step)


async def _interrupt(
    stage: Stage, step: Fail | Stop | Break | Raw | Finish | Wait | Refuse
) -> None:
    match step:
        case Fail():
            await _fail(stage, step)
        case Stop() | Finish():
            await _finish(stage, step)
        case Break(how):
            _break(stage, Cut(how))
        case Raw():
            await _send(stage, step)
        case Wait(seconds):
            await asyncio.sleep(seconds)
        case Refuse():
            raise ValueError("a refusal must be the first step of its take")
        case _:
            assert_never(step)


async def _send(stage: Stage, step: Raw) -> None:
    for _ in range(step.times):
        await stage.emit(step.event, **step.fields)


async def _think(stage: Stage) -> None:
    thought = await stage.open("reasoning", "rs", summary=[], encrypted_content=_SEALED)
    await stage.rest(stage.profile.think)
    await thought.close()


async def _finish(stage: Stage, step: Stop | Finish) -> None:
    if isinstance(step, Stop):
        stage.record.incomplete = step.incomplete
        await stage.end("incomplete")
    else:
        await stage.end("completed")


async def _fail(stage: Stage, step: Fail) -> None:
    stage.record.error = {"code": step.code, "message": step.message}
    told = {"code": step.code, "message": step.message, "param": None}
    if step.fail == "nested":
        await stage.emit("error", error={"type": step.type, **told})
    if step.fail == "flat":
        await stage.emit("error", **told)
    if step.then_failed or step.fail == "failed":
        await stage.end("failed")
        return
    stage.record.status = "failed"
    raise Broken


def _break(stage: Stage, cut: Cut) -> None:
    stage.cut(cut)
    if not stage.record.background:
        raise Broken
