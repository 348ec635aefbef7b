"""Plays direct pictures: previews, the finished ones, and the ways they can fail."""

import asyncio
import time
from typing import Any

from playground.artist import Scene
from playground.openai import spoilt
from playground.openai.easel import Easel, Painted, Unreadable
from playground.openai.errors import ApiError
from playground.openai.images_job import Job, look_for
from playground.openai.images_stage import ImageStage
from playground.openai.look import Look
from playground.openai.play import OUR_OWN, UNREADABLE, Broken, send
from playground.openai.play_draw import TOKENS, blocked
from playground.openai.profiles import scale_of
from playground.openai.regions import Region, region_of
from playground.openai.steps import Break, Draw, Fail, Raw, Step, Take, Wait
from playground.openai.wire import Cut


async def play_images(stage: ImageStage, easel: Easel, take: Take, job: Job) -> None:
    """The whole request, from the first preview to the last picture."""
    try:
        for step in take:
            await _perform(stage, easel, step, job)
    except Broken:
        return
    except Unreadable:
        await _fail(stage, UNREADABLE, 400)
    except Exception:  # a bug here must not look like a stream that was cut
        await _fail(stage, OUR_OWN, 500)
        raise
    if not stage.over:
        stage.record.status = "completed"
        stage.record.completed_at = time.time()


async def _perform(stage: ImageStage, easel: Easel, step: Step, job: Job) -> None:
    match step:
        case Draw():
            await _Drawing(stage, easel, step, job).draw()
        case Fail():
            await _fail(stage, step, 429 if "rate" in step.code else 500)
            raise Broken
        case Break(how):
            stage.cut(Cut(how))
            raise Broken
        case Raw():
            await send(stage, step)
        case Wait(seconds):
            await asyncio.sleep(seconds)
        case _:
            raise ValueError(f"direct pictures have no step {step!r}")


async def _fail(stage: ImageStage, step: Fail, status: int) -> None:
    """Send an error in the stream or, without a stream, as the answer."""
    told = {"code": step.code, "message": step.message, "param": None}
    stage.record.status, stage.record.error = "failed", told
    stage.drawn.failure = ApiError(status, step.message, step.type, step.code)
    if step.fail == "flat":
        await stage.emit("error", **told)
    else:
        await stage.emit("error", error={"type": step.type, **told})


class _Drawing:
    """All the pictures of one request; they develop side by side."""

    def __init__(self, stage: ImageStage, easel: Easel, step: Draw, job: Job) -> None:
        self._stage, self._easel, self._step, self._job = stage, easel, step, job
        self._look = look_for(job, step)
        self._way = f"image_{stage.drawn.way}"
        wanted = job.previews if step.previews is None else step.previews
        self._previews = min(job.previews, wanted)

    async def draw(self) -> None:
        begun = asyncio.get_running_loop().time()
        region = await asyncio.to_thread(region_of, self._job.inputs, self._look.size)
        work = [await self._work(region, number) for number in range(self._job.count)]
        for scene, look in work:
            self._easel.begin(scene, look)
        shown = [await self._easel.previews(*one, self._previews) for one in work]
        await self._show(shown, region, begun)
        if self._step.blocked:
            await self._block()
        if self._step.stops:
            return
        made = [await self._easel.picture(*one) for one in work]
        await self._rest_until(begun + self._stage.profile.final * self._scale)
        await self._finish([await self._laid_in(one, region) for one in made])

    async def _work(self, region: Region | None, number: int) -> tuple[Scene, Look]:
        """The painting for one of the pictures: all of it, or a part."""
        job, step, look = self._job, self._step, self._look
        words = step.draw or job.words
        seed = (job.seed if step.seed is None else step.seed) * 10 + number
        if region is None:
            beside = number > 0
            scene = await self._easel.direct_scene(
                words, job.inputs, seed, beside=beside
            )
            return scene, look
        part = await self._easel.part(words, job.inputs, region, seed)
        size = look.size if part.whole else region.size
        return part.scene, Look(size, look.quality, "png", transparent=False)

    async def _laid_in(self, painted: Painted, region: Region | None) -> Painted:
        if region is None:
            return painted
        return await self._easel.lay_in(
            painted, self._job.inputs, region, self._look, self._step.strays
        )

    async def _show(
        self, shown: list[tuple[Painted, ...]], region: Region | None, begun: float
    ) -> None:
        """Send the previews of all pictures in turn; the events do not say which
        picture they belong to."""
        for index in range(self._previews):
            at = begun + self._stage.profile.preview_at(index, self._scale)
            await self._rest_until(at)
            for frames in shown:
                frame = await self._laid_in(frames[index], region)
                await self._stage.emit(
                    f"{self._way}.partial_image",
                    partial_image_index=index,
                    b64_json=frame.blob,
                    created_at=int(time.time()),
                    **self._look.echo(),
                )

    async def _block(self) -> None:
        """Refuse the picture by the safety system, at this late stage."""
        told = blocked(self._step)
        record = self._stage.drawn
        record.status, record.error = "failed", told
        more = {"moderation_details": told["moderation_details"]}
        record.failure = ApiError(400, told["message"], told["type"], told["code"],
                                  more=more)  # fmt: skip
        await self._stage.emit("error", error=told)
        raise Broken

    async def _finish(self, painted: list[Painted]) -> None:
        how, form = self._step.made, self._look.format
        made = [spoilt.made(one, how, form) for one in painted]
        data = [{"b64_json": one.blob if one else None} for one in made]
        record = self._stage.drawn
        person = {"safety_identifier": record.person} if record.person else {}
        record.answer = {
            "created": int(time.time()),
            "data": data,
            **self._look.echo(),
            "usage": self._usage(len(data), detailed=True),
            **self._authoring(),
            **person,
        }
        for whole, sent, told in zip(painted, made, data, strict=True):
            await self._complete({**told, **person})
            self._keep(whole, sent)

    def _authoring(self) -> dict[str, Any]:
        """The tokens for writing a drawing, in addition to those of its picture."""
        if self._look.format != "svg":
            return {}
        author = (self._stage.drawn.request.get("svg") or {}).get("model")
        used = {"input_tokens": 900, "output_tokens": 2400, "reasoning_tokens": 600}
        return {
            "svg_usage": {
                **used,
                "model": author or "gpt-6.1-sol",
                "total_tokens": 3300,
            }
        }

    async def _complete(self, told: dict[str, Any]) -> None:
        self._count(self._stage.drawn.spent)
        await self._stage.emit(
            f"{self._way}.completed",
            created_at=int(time.time()),
            **self._look.echo(),
            usage=self._usage(1, detailed=False),
            **told,
        )

    def _keep(self, whole: Painted, sent: Painted | None) -> None:
        if sent is not None:
            self._stage.drawn.canvases.append(whole.data)
            self._stage.drawn.pictures.append(sent.data)

    def _tokens(self) -> tuple[int, int, int]:
        """The tokens of the words, of the given pictures, and of one new picture."""
        width, height = self._look.size
        share = width * height / (1024 * 1024)
        out = int(TOKENS[self._look.quality] * share) + 100 * self._previews
        text = 10 + len(self._job.words) // 4
        given = self._job.inputs
        sent = len(given.images) + len(given.references)
        return text, 1056 * sent, out

    def _count(self, spent: Any) -> None:
        text, image, out = self._tokens()
        spent.image_text_in += text
        spent.image_in += image
        spent.image_out += out

    def _usage(self, count: int, *, detailed: bool) -> dict[str, Any]:
        text, image, out = (tokens * count for tokens in self._tokens())
        usage: dict[str, Any] = {
            "input_tokens": text + image,
            "input_tokens_details": {"text_tokens": text, "image_tokens": image},
            "output_tokens": out,
            "total_tokens": text + image + out,
        }
        if detailed:
            parts = {"image_tokens": out, "text_tokens": 0}
            usage["output_tokens_details"] = parts
        return usage

    @property
    def _scale(self) -> float:
        return scale_of(self._look.quality, self._look.size)

    async def _rest_until(self, when: float) -> None:
        left = when - asyncio.get_running_loop().time()
        await self._stage.rest(max(0.0, left))
