"""Plays drawing: previews, the finished picture, and the ways in which it can fail."""

import asyncio
from dataclasses import dataclass
from typing import Any

from playground.openai import spoilt
from playground.openai.easel import Easel, Painted
from playground.openai.look import Look
from playground.openai.profiles import scale_of
from playground.openai.references import Reference
from playground.openai.stage import Item, Stage
from playground.openai.steps import Draw
from playground.openai.tools import image_tool

TOKENS = {"low": 196, "medium": 1767, "high": 7033, "xhigh": 10_500, "max": 14_000}


@dataclass(frozen=True, slots=True)
class Job:
    """One picture to make, with everything decided."""

    words: str
    before: tuple[bytes, ...]
    look: Look
    previews: int
    step: Draw
    references: tuple[Reference, ...] = ()


async def draw(stage: Stage, easel: Easel, step: Draw) -> None:
    """One picture, from the call to the finished item."""
    job = _job(stage, step)
    call = await stage.open("image_generation_call", "ig", status="in_progress")
    await call.tell("image_generation_call.in_progress")
    await call.tell("image_generation_call.generating")
    if step.blocked:
        await stage.rest(stage.profile.preview_at(0, 1.0))
        await call.close(status="failed", result=None, error=blocked(step))
        return
    scene, what = await easel.scene(job.words, job.before, step.seed, job.references)
    easel.begin(scene, job.look)
    begun = asyncio.get_running_loop().time()
    await _show_previews(call, await easel.previews(scene, job.look, job.previews), job)
    if step.stops:
        return
    painted = await easel.picture(scene, job.look)
    await _rest_until(stage, begun + stage.profile.final * _scale(job))
    await _finish(call, painted, job, what)


def _job(stage: Stage, step: Draw) -> Job:
    tool = image_tool(stage.record.request)
    look = _look(tool, step)
    count = tool["partial_images"]
    edits = stage.ask.canvas is not None if step.edit is None else step.edit
    edits = (edits or tool.get("action") == "edit") and tool.get("action") != "generate"
    return Job(
        step.draw or stage.ask.text or "a picture",
        stage.ask.canvases if edits else (),
        look,
        count if step.previews is None else min(count, step.previews),
        step,
        stage.ask.meant,
    )


def _look(tool: dict[str, Any], step: Draw) -> Look:
    size = step.size if tool["size"] == "auto" else tool["size"]
    quality = "medium" if tool["quality"] == "auto" else tool["quality"]
    shade = step.background if tool["background"] == "auto" else tool["background"]
    width, _, height = (size or "1024x1024").partition("x")
    clear = shade == "transparent" and tool["output_format"] in ("png", "webp")
    return Look(
        (int(width), int(height)),
        quality,
        tool["output_format"],
        clear,
        frames=tool.get("frame_count") or 9,
        pause=tool.get("frame_duration_ms") or 200,
    )


AUTHORING = {
    "model": "gpt-6.1-sol",
    "input_tokens": 900,
    "output_tokens": 2400,
    "reasoning_tokens": 600,
    "total_tokens": 3300,
}
"""What it takes to write a drawing, beside the picture that it is made of."""


async def _show_previews(call: Item, frames: tuple[Painted, ...], job: Job) -> None:
    stage = call.stage
    begun = asyncio.get_running_loop().time()
    for index, frame in enumerate(frames):
        at = begun + stage.profile.preview_at(index, _scale(job))
        await _rest_until(stage, at)
        await call.tell(
            "image_generation_call.partial_image",
            partial_image_index=index,
            partial_image_b64=frame.blob,
            **job.look.echo(),
        )


async def _finish(call: Item, painted: Painted, job: Job, what: str) -> None:
    made = spoilt.made(painted, job.step.made, job.look.format)
    _count(call.stage, job)
    if made:
        if job.look.format != "svg":  # nothing can be seen in its text
            call.stage.record.canvases.append(painted.data)
        call.stage.record.pictures.append(made.data)
    if job.step.completed_event:
        await call.tell("image_generation_call.completed")
    await call.close(
        status=job.step.status,
        action="edit" if job.before else "generate",
        result=made.blob if made else None,
        revised_prompt=what,
        **job.look.echo(),
        **({"svg_usage": AUTHORING} if job.look.format == "svg" else {}),
    )


def _count(stage: Stage, job: Job) -> None:
    spent, (width, height) = stage.record.spent, job.look.size
    spent.image_text_in += 40 + len(job.words) // 4
    spent.image_in += 1056 * len(job.before)
    share = width * height / (1024 * 1024)
    spent.image_out += int(TOKENS[job.look.quality] * share) + 100 * job.previews


def blocked(step: Draw) -> dict[str, Any]:
    stage, *categories = step.blocked
    return {
        "type": "image_generation_user_error",
        "code": "moderation_blocked",
        "message": "Your request was rejected by the safety system.",
        "param": None,
        "moderation_details": {"moderation_stage": stage, "categories": categories},
    }


def _scale(job: Job) -> float:
    return scale_of(job.look.quality, job.look.size)


async def _rest_until(stage: Stage, when: float) -> None:
    await stage.rest(max(0.0, when - asyncio.get_running_loop().time()))
