"""Paints in threads, each picture once, and keeps its base64 beside it."""

import asyncio
import hashlib
import io
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Hashable, Sequence
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
from playground.artist.looks import look_in
from playground.artist.scene import MOST_WORDS
from playground.openai.images_inputs import Inputs
from playground.openai.likeness import plainly, with_likeness
from playground.openai.look import Look
from playground.openai.moving import drawing, loop
from playground.openai.references import Reference
from playground.openai.regions import Part, Region, laid_in, part_for, squeezed
from playground.openai.varying import changes_in, vary, wants_variety
from playground.openai.wire import Blob

_KEPT = 96
_GRAIN = 0.12


class Unreadable(Exception):
    """A picture to be edited cannot be decoded."""


@dataclass(frozen=True, slots=True)
class Painted:
    """A picture and its base64."""

    data: bytes
    blob: Blob


class Easel:
    """Paints every picture once, even if 200 turns ask for it at the same time."""

    def __init__(self, *, heavy: bool = False, sketchy: bool = False) -> None:
        self._heavy, self._sketchy = heavy, sketchy
        self._sketches = count(1)
        self._made: OrderedDict[Hashable, asyncio.Task[tuple[Painted, ...]]] = (
            OrderedDict()
        )

    async def scene(
        self,
        words: str,
        before: tuple[bytes, ...],
        seed: int | None,
        references: Sequence[Reference] = (),
    ) -> tuple[Scene, str]:
        """A new scene from the words, or the previous scene as the words change it."""
        plain = await self._plainly(words, references)
        if self._sketchy:
            scene, what = self._sketched(words), words
        else:
            scene, what = await asyncio.to_thread(_scene, plain, before, seed)
        return with_likeness(scene, references), what if what != plain else words

    async def direct_scene(
        self, words: str, inputs: Inputs, seed: int, *, beside: bool
    ) -> Scene:
        """The scene of a direct picture; an edit always changes something visible.

        `beside` another one of the same request it is varied, too.
        """
        if self._sketchy:
            return with_likeness(self._sketched(words), inputs.references)
        plain = await self._plainly(words, inputs.references)
        scene = await asyncio.to_thread(
            _direct_scene, plain, inputs, seed, beside=beside
        )
        return with_likeness(scene, inputs.references)

    async def part(self, words: str, inputs: Inputs, region: Region, seed: int) -> Part:
        """The picture that is painted for a region."""
        if self._sketchy:
            sketch = with_likeness(self._sketched(words), inputs.references)
            return Part(sketch, whole=False)
        plain = await self._plainly(words, inputs.references)
        part = await asyncio.to_thread(_part, plain, inputs, region, seed)
        return replace(part, scene=with_likeness(part.scene, inputs.references))

    def _sketched(self, words: str) -> Scene:
        return Scene(words=words[:MOST_WORDS], seed=next(self._sketches))

    async def _plainly(self, words: str, references: Sequence[Reference]) -> str:
        """The words without names."""
        try:
            return await asyncio.to_thread(plainly, words, references)
        except ValueError as error:
            raise Unreadable from error

    async def lay_in(
        self, new: Painted, inputs: Inputs, region: Region, look: Look, strays: bool
    ) -> Painted:
        """The edited picture, with the new one put where it may change."""
        make = partial(laid_in, new.data, inputs, region, look, strays=strays)
        [painted] = await _painted(lambda: [squeezed(make(), look)])
        return painted

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
        """Wait for paintings under way, because their threads cannot be stopped."""
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


def _part(words: str, inputs: Inputs, region: Region, seed: int) -> Part:
    try:
        return part_for(words, inputs, region, seed)
    except ValueError as error:
        raise Unreadable from error


def _direct_scene(words: str, inputs: Inputs, seed: int, *, beside: bool) -> Scene:
    if not inputs.images:
        return imagine(words, seed=seed or None)
    try:
        scenes = [scene_from_picture(data) for data in inputs.images]
    except ValueError as error:
        raise Unreadable from error
    if look := look_in(words):
        return replace(combine(scenes), style=look)
    scene, changed = revise(combine(scenes), changes_in(words))
    varies = beside or wants_variety(words, changed)
    return vary(scene, seed, words) if varies else scene


def _paint(scene: Scene, look: Look, *, heavy: bool) -> list[bytes]:
    if look.format == "gif":
        return [loop(scene, look)]
    if look.format == "svg":
        return [drawing(scene, look)]
    quality = "high" if look.quality in ("xhigh", "max") else look.quality
    data = paint(
        scene,
        size=look.size,
        format=look.still,
        transparent=look.transparent,
        quality=quality,
    )
    grained = _grained(data, look.still, scene) if heavy else data
    return [squeezed(grained, look)]


def _previews(scene: Scene, look: Look, count: int, *, heavy: bool) -> list[bytes]:
    shape = look.still
    frames = previews(scene, look.size, shape, count, look.transparent)
    return [_grained(frame, shape, None) if heavy else frame for frame in frames]


def _sketch(scene: Scene, look: Look) -> list[bytes]:
    """One colour, with the scene in it: its seed makes the bytes its own."""
    if look.format == "svg":
        return [drawing(scene, look)]
    colour = tuple(hashlib.sha256(scene.to_json().encode()).digest()[:3])
    plain = Image.new("RGB", look.size, colour)
    if look.format == "gif":
        return [_two_frames(plain, look)]
    return [encode(plain, look.still, scene)]


def _two_frames(plain: Image.Image, look: Look) -> bytes:
    out = io.BytesIO()
    dark = Image.new("RGB", look.size)
    plain.save(out, "GIF", save_all=True, append_images=[dark], duration=look.pause)
    return out.getvalue()


def _sketches(scene: Scene, look: Look, count: int) -> list[bytes]:
    frames = (replace(scene, photo=f"{number} of {count}") for number in range(count))
    return [data for frame in frames for data in _sketch(frame, look)]


def _grained(data: bytes, shape: Format, scene: Scene | None) -> bytes:
    """The picture with the grain of a photograph, which no codec compresses well."""
    image = Image.open(io.BytesIO(data))
    noise = Image.effect_noise(image.size, 60).convert(image.mode)
    return encode(Image.blend(image, noise, _GRAIN), shape, scene)
