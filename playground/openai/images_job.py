"""Turns a direct request into a job, with every default decided."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from playground.openai.images_inputs import Inputs, without_references
from playground.openai.look import Look, Shape
from playground.openai.mind import shape_of, wants_clear
from playground.openai.rules_image import size_fault
from playground.openai.steps import Draw

_SQUARE, _WIDE, _TALL = (1024, 1024), (1536, 1024), (1024, 1536)


@dataclass(frozen=True, slots=True)
class Job:
    """Pictures to make: as many as were asked for, all of one look."""

    words: str
    inputs: Inputs
    look: Look
    count: int
    previews: int
    seed: int


def job_of(asked: Mapping[str, Any], inputs: Inputs, seed: int) -> Job:
    """Read a request that was checked before."""
    streams = bool(asked.get("stream"))
    words, given = without_references(asked["prompt"], inputs)
    return Job(
        words,
        given,
        _look(asked, inputs),
        asked.get("n") or 1,
        (asked.get("partial_images") or 0) if streams else 0,
        seed,
    )


def look_for(job: Job, step: Draw) -> Look:
    """The look that a script wants, if the request leaves it open."""
    return job.look if step.size is None else _sized(job.look, step.size)


def _sized(look: Look, size: str) -> Look:
    width, _, height = size.partition("x")
    return replace(look, size=(int(width), int(height)))


def _look(asked: Mapping[str, Any], inputs: Inputs) -> Look:
    words: str = asked["prompt"]
    form: Shape = asked.get("output_format") or "png"
    shade = asked.get("background") or "auto"
    clear = shade == "transparent" or (shade == "auto" and wants_clear(words))
    quality = asked.get("quality") or "auto"
    compression = asked.get("output_compression")
    return Look(
        _size(asked.get("size") or "auto", words, inputs),
        "medium" if quality == "auto" else quality,
        form,
        clear and form in ("png", "webp"),
        100 if compression is None else compression,
        asked.get("frame_count") or 9,
        asked.get("frame_duration_ms") or 200,
    )


def _size(size: str, words: str, inputs: Inputs) -> tuple[int, int]:
    """The size that was asked for; otherwise that of the edited picture, or one that
    the words suggest."""
    if size == "auto":
        before = inputs.size
        if before and size_fault(*before) is None:
            return before
        size = (before and _shape(*before)) or shape_of(words) or "1024x1024"
    width, _, height = size.partition("x")
    return int(width), int(height)


def _shape(width: int, height: int) -> str:
    shape = _SQUARE
    if width * 4 > height * 5:
        shape = _WIDE
    elif height * 4 > width * 5:
        shape = _TALL
    return "{}x{}".format(*shape)
