"""Plays a take: its steps in order, from the first event to the last."""

import asyncio
from typing import assert_never

from playground.openai.easel import Easel, Unreadable
from playground.openai.play_call import call, calls_again, one_only
from playground.openai.play_draw import draw
from playground.openai.play_search import open_page, search
from playground.openai.play_server import serve, waits
from playground.openai.play_text import decline, say
from playground.openai.stage import Item, Stage
from playground.openai.steps import (
    Break,
    Call,
    Decline,
    Draw,
    Fail,
    Finish,
    GoOn,
    ListTools,
    Obey,
    OpenPage,
    Raw,
    Refuse,
    Say,
    Search,
    Step,
    Stop,
    Take,
    Think,
    Use,
    Wait,
)
from playground.openai.wire import Cut

_SEALED = "gAAAAABn" + "emulated" * 8


_SUMMARY = "**Thinking about the picture**"

UNREADABLE = Fail(
    "nested",
    "image_parse_error",
    "The image could not be read.",
    "invalid_request_error",
)

OUR_OWN = Fail("nested", "server_error", "The emulator itself failed; see its log.")


_HOSTED = ("web_search_call", "image_generation_call")
"""The calls that `max_tool_calls` counts; functions are not among them."""


_CALLING = (Search, OpenPage, Draw, Call, Use)


class Broken(Exception):
    """The rest of a take is not played, because nobody can receive it."""


async def play(stage: Stage, easel: Easel, take: Take) -> None:
    """The whole response."""
    await stage.begin()
    try:
        await _perform_all(stage, easel, take)
    except Broken:
        return
    except Unreadable:
        await _fail(stage, UNREADABLE)
    except Exception:  # a bug here must not look like a stream that was cut
        await _fail(stage, OUR_OWN)
        raise
    if not stage.over:
        await stage.end("completed")


async def _perform_all(stage: Stage, easel: Easel, take: Take) -> None:
    """Step by step, as far as the model may take them."""
    for step in take:
        if not _may(stage, step):
            continue
        if isinstance(step, GoOn):
            await _perform_all(stage, easel, step.decide(stage.record.items))
        else:
            await perform(stage, easel, step)


def _may(stage: Stage, step: Step) -> bool:
    """Whether the model may take this step: no tool is called against the request's
    choice, and once a person is asked, only what else is asked follows."""
    if isinstance(step, _CALLING) and stage.record.request.get("tool_choice") == "none":
        return False
    return not waits(stage) or isinstance(step, Use)


async def perform(stage: Stage, easel: Easel, step: Step) -> None:
    """One step. Before each call of a tool the model thinks."""
    match step:
        case Think(words):
            await _think(stage, words)
        case Search() | OpenPage() | Draw():
            await _use_tool(stage, easel, step)
        case Call():
            await _call(stage, step)
        case ListTools() | Use() | Obey():
            await serve(stage, step)
        case Say():
            await say(stage, step)
        case Decline():
            await decline(stage, step)
        case _:
            await _interrupt(stage, step)


async def _use_tool(stage: Stage, easel: Easel, step: Search | OpenPage | Draw) -> None:
    """One call of a hosted tool; past max_tool_calls it is silently not made."""
    items = stage.record.items
    made = sum(item["type"] in _HOSTED for item in items)
    if made >= (stage.record.request.get("max_tool_calls") or made + 1):
        return
    if step.thinks:
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


async def _call(stage: Stage, step: Call) -> None:
    """One call of a function; those that are made beside it need no thought."""
    if one_only(stage):
        return
    if step.thinks and not calls_again(stage):
        await _think(stage)
    await call(stage, step)


async def _interrupt(
    stage: Stage, step: Fail | Stop | Break | Raw | Finish | Wait | Refuse | GoOn
) -> None:
    match step:
        case Fail():
            await _fail(stage, step)
        case Stop() | Finish():
            await _finish(stage, step)
        case Break(how):
            _break(stage, Cut(how))
        case Raw():
            await send(stage, step)
        case Wait(seconds):
            await asyncio.sleep(seconds)
        case Refuse() | GoOn():
            raise ValueError(f"{type(step).__name__} has no place there")
        case _:
            assert_never(step)


async def send(stage: Stage, step: Raw) -> None:
    for _ in range(step.times):
        await stage.emit(step.event, **step.fields)


async def _think(stage: Stage, words: str = "") -> None:
    """A thought, with a summary where the script has words or the request asks."""
    thought = await stage.open("reasoning", "rs", summary=[], encrypted_content=_SEALED)
    await stage.rest(stage.profile.think)
    reasoning = stage.record.request.get("reasoning") or {}
    if words or reasoning.get("summary"):
        await _sum_up(thought, words or _SUMMARY)
    await thought.close()


async def _sum_up(thought: Item, words: str) -> None:
    """The summary in parts, as it comes before the thought is done."""
    part, more = {"type": "summary_text", "text": words}, {"summary_index": 0}
    empty = {**part, "text": ""}
    await thought.tell("reasoning_summary_part.added", part=empty, **more)
    await thought.tell("reasoning_summary_text.delta", delta=words, **more)
    await thought.tell("reasoning_summary_text.done", text=words, **more)
    await thought.tell("reasoning_summary_part.done", part=part, **more)
    thought.fields["summary"] = [part]


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
