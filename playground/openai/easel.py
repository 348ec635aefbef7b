"""Paints in threads, each picture once, and keeps its base64 beside it."""

import asyncio
import hashlib
import io
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Hashable
from dataclasses import dataclass, replace
from functools import partial
from itertools import count

from PIL import Image

from playground.artist import (
    Scene,
    combine,
    imagine,
    paint,
    previews,
    revise,
    scene_from_picture,
)
from playground.artist.encode import Format, encode
from playground.artist.scene import MOST_WORDS
from playground.openai.wire import Blob

_KEPT = 96
_GRAIN = 0.12


@dataclass(frozen=True, slots=True)
class Look:
    """How a picture is to be made."""

    size: tuple[int, int]
    quality: str
    format: Format
    transparent: bool


class Unreadable(Exception):
    """A picture to be edited cannot be decoded."""


@dataclass(frozen=True, slots=True)
class Painted:
    """A picture and its base64."""

    data: bytes
    blob: Blob


class Easel:
    """What 200 turns ask for at once is painted once."""

    def __init__(self, *, heavy: bool = False, sketchy: bool = False) -> None:
        self._heavy, self._sketchy = heavy, sketchy
        self._sketches = count(1)
        self._made: OrderedDict[Hashable, asyncio.Task[tuple[Painted, ...]]] = (
            OrderedDict()
        )

    async def scene(
        self, words: str, before: tuple[bytes, ...], seed: int | None
    ) -> tuple[Scene, str]:
        """A new scene of the words, or the one before with what the words change."""
        if self._sketchy:
            return Scene(words=words[:MOST_WORDS], seed=next(self._sketches)), words
        return await asyncio.to_thread(_scene, words, before, seed)

    async def picture(self, scene: Scene, look: Look) -> Painted:
        [painted] = await self._once((scene, look), self._painting(scene, look))
        return painted

    def begin(self, scene: Scene, look: Look) -> None:
        """Paint the finished picture while the previews are painted and shown."""
        self._start((scene, look), self._painting(scene, look))

    def _painting(self, scene: Scene, look: Look) -> Callable[[], list[bytes]]:
        if self._sketchy:
            return partial(_sketch, scene, look)
        return partial(_paint, scene, look, heavy=self._heavy)

    async def previews(
        self, scene: Scene, look: Look, count: int
    ) -> tuple[Painted, ...]:
        if not count:
            return ()
        make = partial(_previews, scene, look, count, heavy=self._heavy)
        if self._sketchy:
            make = partial(_sketches, scene, look, count)
        return await self._once((scene, look, count), make)

    async def _once(
        self, key: Hashable, make: Callable[[], list[bytes]]
    ) -> tuple[Painted, ...]:
        return await asyncio.shield(self._start(key, make))

    def _start(
        self, key: Hashable, make: Callable[[], list[bytes]]
    ) -> asyncio.Task[tuple[Painted, ...]]:
        if key not in self._made:
            self._made[key] = asyncio.create_task(_painted(make))
        self._made.move_to_end(key)
        while len(self._made) > _KEPT:
            self._made.popitem(last=False)
        return self._made[key]

    async def close(self) -> None:
        """Let what is being painted end; its threads cannot be stopped."""
        running: list[Awaitable[object]] = list(self._made.values())
        await asyncio.gather(*running, return_exceptions=True)


async def _painted(make: Callable[[], list[bytes]]) -> tuple[Painted, ...]:
    return await asyncio.to_thread(
        lambda: tuple(Painted(data, Blob.of(data)) for data in make())
    )


def _scene(
    words: str, before: tuple[bytes, ...], seed: int | None
) -> tuple[Scene, str]:
    if not before:
        return imagine(words, seed=seed), words
    try:
        scenes = [scene_from_picture(data) for data in before]
    except ValueError as error:
        raise Unreadable from error
    scene, what = revise(combine(scenes), words)
    return scene, what or words


def _paint(scene: Scene, look: Look, *, heavy: bool) -> list[bytes]:
    quality = "high" if look.quality in ("xhigh", "max") else look.quality
    shape: Format = look.format
    data = paint(
        scene,
        size=look.size,
        format=shape,
        transparent=look.transparent,
        quality=quality,
    )
    return [_grained(data, shape, scene) if heavy else data]


def _previews(scene: Scene, look: Look, count: int, *, heavy: bool) -> list[bytes]:
    shape: Format = look.format
    frames = previews(scene, look.size, shape, count, look.transparent)
    return [_grained(frame, shape, None) if heavy else frame for frame in frames]


def _sketch(scene: Scene, look: Look) -> list[bytes]:
    """One colour, with the scene in it: its seed makes the bytes its own."""
    colour = tuple(hashlib.sha256(scene.to_json().encode()).digest()[:3])
    return [encode(Image.new("RGB", look.size, colour), look.format, scene)]


def _sketches(scene: Scene, look: Look, count: int) -> list[bytes]:
    frames = (replace(scene, photo=f"{number} of {count}") for number in range(count))
    return [data for frame in frames for data in _sketch(frame, look)]


def _grained(data: bytes, shape: Format, scene: Scene | None) -> bytes:
    """The picture with the grain of a photograph, which no codec makes small."""
    image = Image.open(io.BytesIO(data))
    noise = Image.effect_noise(image.size, 60).convert(image.mode)
    return encode(Image.blend(image, noise, _GRAIN), shape, scene)
