"""Paints in threads, each picture once, and keeps its base64 beside it."""

import asyncio
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Hashable
from dataclasses import dataclass

from playground.openai.standin import (
    Scene,
    imagine,
    paint,
    previews,
    revise,
    scene_from_picture,
)
from playground.openai.wire import Blob

_KEPT = 96


@dataclass(frozen=True, slots=True)
class Look:
    """How a picture is to be made."""

    size: tuple[int, int]
    quality: str
    format: str
    transparent: bool


@dataclass(frozen=True, slots=True)
class Painted:
    """A picture and its base64."""

    data: bytes
    blob: Blob


class Easel:
    """What 200 turns ask for at once is painted once."""

    def __init__(self) -> None:
        self._made: OrderedDict[Hashable, asyncio.Task[tuple[Painted, ...]]] = (
            OrderedDict()
        )

    async def scene(
        self, words: str, before: bytes | None, seed: int | None
    ) -> tuple[Scene, str]:
        """A new scene of the words, or the one before with what the words change."""
        return await asyncio.to_thread(_scene, words, before, seed)

    async def picture(self, scene: Scene, look: Look) -> Painted:
        [painted] = await self._once(
            (scene, look), lambda: [paint(scene, **_arguments(look))]
        )
        return painted

    async def previews(
        self, scene: Scene, look: Look, count: int
    ) -> tuple[Painted, ...]:
        if not count:
            return ()
        return await self._once(
            (scene, look, count),
            lambda: previews(scene, size=look.size, format=look.format, count=count),
        )

    async def _once(
        self, key: Hashable, make: Callable[[], list[bytes]]
    ) -> tuple[Painted, ...]:
        if key not in self._made:
            self._made[key] = asyncio.ensure_future(_painted(make))
        self._made.move_to_end(key)
        while len(self._made) > _KEPT:
            self._made.popitem(last=False)
        return await asyncio.shield(self._made[key])

    async def close(self) -> None:
        """Let what is being painted end; its threads cannot be stopped."""
        running: list[Awaitable[object]] = list(self._made.values())
        await asyncio.gather(*running, return_exceptions=True)


def _painted(make: Callable[[], list[bytes]]) -> Awaitable[tuple[Painted, ...]]:
    return asyncio.to_thread(
        lambda: tuple(Painted(data, Blob.of(data)) for data in make())
    )


def _scene(words: str, before: bytes | None, seed: int | None) -> tuple[Scene, str]:
    scene = scene_from_picture(before) if before else None
    if scene is None:
        return imagine(words, seed=seed), words
    return revise(scene, words)


def _arguments(look: Look) -> dict[str, object]:
    return {
        "size": look.size,
        "format": look.format,
        "transparent": look.transparent,
        "quality": look.quality,
    }
