"""Plays what the model says: deltas, inline citations and their annotations."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from playground.openai.stage import Item, Stage
from playground.openai.steps import Decline, Say

_CITED = re.compile(r"\[\[([^\]|]+)\|([^\]]*)\]\]")
_WORDS = re.compile(r"\S*\s*")


@dataclass(frozen=True, slots=True)
class Chunk:
    """A delta; when it cites, the address and the title."""

    text: str
    url: str | None = None
    title: str = ""


async def say(stage: Stage, step: Say) -> None:
    """A message; a citation's annotation follows the delta that it is about."""
    message = await _message(stage, step.phase)
    await _part(message, "added", "", [])
    text, notes = await _speak(message, step)
    if not step.finishes:
        return
    await message.tell("output_text.done", content_index=0, text=text, logprobs=[])
    await _part(message, "done", text, notes)
    await message.close(status="completed", content=[_text_part(text, notes)])


async def _speak(message: Item, step: Say) -> tuple[str, list[dict[str, Any]]]:
    """Every delta and annotation; returns the whole text and its annotations."""
    text = ""
    notes: list[dict[str, Any]] = []
    for chunk in _chunks(step.say * step.repeat):
        await message.stage.rest(message.stage.profile.word)
        await _delta(message, chunk.text)
        if chunk.url:
            notes.append(_citation(chunk, start=len(text)))
            await _annotate(message, len(notes) - 1, notes[-1])
        text += chunk.text
    for extra in step.annotations:
        notes.append(dict(extra))
        await _annotate(message, len(notes) - 1, notes[-1])
    return text, notes


async def decline(stage: Stage, step: Decline) -> None:
    """A refusal in the model's own words."""
    message = await _message(stage, "final_answer")
    refusal = {"type": "refusal", "refusal": ""}
    await message.tell("content_part.added", content_index=0, part=refusal)
    for word in _words(step.decline):
        await stage.rest(stage.profile.word)
        await message.tell("refusal.delta", content_index=0, delta=word)
    await message.tell("refusal.done", content_index=0, refusal=step.decline)
    whole = {"type": "refusal", "refusal": step.decline}
    await message.tell("content_part.done", content_index=0, part=whole)
    await message.close(status="completed", content=[whole])


async def _message(stage: Stage, phase: str) -> Item:
    return await stage.open(
        "message",
        "msg",
        status="in_progress",
        content=[],
        role="assistant",
        phase=phase,
    )


async def _delta(message: Item, text: str) -> None:
    await message.tell(
        "output_text.delta",
        content_index=0,
        delta=text,
        logprobs=[],
        **message.stage.padding(),
    )


async def _annotate(message: Item, index: int, note: dict[str, Any]) -> None:
    await message.tell(
        "output_text.annotation.added",
        content_index=0,
        annotation_index=index,
        annotation=note,
    )


async def _part(message: Item, how: str, text: str, notes: list[Any]) -> None:
    part = _text_part(text, notes)
    await message.tell(f"content_part.{how}", content_index=0, part=part)


def _text_part(text: str, notes: list[Any]) -> dict[str, Any]:
    return {
        "type": "output_text",
        "annotations": list(notes),
        "logprobs": [],
        "text": text,
    }


def _citation(chunk: Chunk, start: int) -> dict[str, Any]:
    return {
        "type": "url_citation",
        "start_index": start,
        "end_index": start + len(chunk.text),
        "title": chunk.title,
        "url": chunk.url,
    }


def _chunks(text: str) -> Iterator[Chunk]:
    """Words in deltas of a few, and each inline citation as one delta."""
    at = 0
    for cited in _CITED.finditer(text):
        yield from map(Chunk, _words(text[at : cited.start()]))
        url = _traced(cited[1])
        yield Chunk(f"([{urlsplit(url).hostname}]({url}))", url, cited[2])
        at = cited.end()
    yield from map(Chunk, _words(text[at:]))


def _traced(url: str) -> str:
    """The address with the mark that the API adds."""
    return f"{url}{'&' if '?' in url else '?'}utm_source=openai"


def _words(text: str) -> Iterator[str]:
    """A few words at a time; more of them when the text is long."""
    least, delta = max(12, len(text) // 200), ""
    for word in _WORDS.findall(text):
        delta += word
        if len(delta) >= least:
            yield delta
            delta = ""
    if delta:
        yield delta
