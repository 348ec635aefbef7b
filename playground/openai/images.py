"""The Images API's paths: pictures made of words, and pictures changed."""

import asyncio
from collections.abc import Mapping
from typing import Any

from aiohttp import web

from playground.openai.errors import ApiError
from playground.openai.front import SERVICE
from playground.openai.images_form import form_of
from playground.openai.images_inputs import Inputs, inputs_of
from playground.openai.images_job import job_of
from playground.openai.images_play import play_images
from playground.openai.images_record import ImageRecord
from playground.openai.images_rules import Way, check_available, check_images
from playground.openai.images_stage import ImageStage
from playground.openai.logbook import NOTE
from playground.openai.routes import body_of, left
from playground.openai.service import Plain, Service, answered
from playground.openai.serving import cut, stream
from playground.openai.steps import Draw, Refuse
from playground.openai.wire import Cut, pieces_of

_VARIANTS = 10


def add_images(router: web.UrlDispatcher) -> None:
    """Every path under /v1/images."""
    router.add_post("/v1/images/generations", generate)
    router.add_post("/v1/images/edits", edit)


async def generate(request: web.Request) -> web.StreamResponse:
    if request.content_type != "application/json":
        told = f"Unsupported content type: '{request.content_type}'. This API method "
        told += "only accepts 'application/json' requests."
        raise ApiError(400, told, code="unsupported_content_type")
    asked = await body_of(request)
    check_images("generation", asked, request.app[SERVICE].formats)
    return await _answer(request, "generation", asked, Inputs())


async def edit(request: web.Request) -> web.StreamResponse:
    form = await form_of(request)
    request[NOTE].body = form.told()
    check_images("edit", form.fields, request.app[SERVICE].formats)
    inputs = await asyncio.to_thread(inputs_of, form.files, form.fields)
    return await _answer(request, "edit", form.fields, inputs)


async def _answer(
    request: web.Request, way: Way, asked: Mapping[str, Any], inputs: Inputs
) -> web.StreamResponse:
    service = request.app[SERVICE]
    begun = _begin(service, way, asked, inputs)
    if isinstance(begun, Plain):
        headers = {"Content-Type": begun.content_type}
        return web.Response(body=begun.body, status=begun.status, headers=headers)
    request[NOTE].response_id = begun.id
    try:
        if asked.get("stream"):
            return await stream(request, begun, service.bell)
        return await _whole(request, service, begun)
    except (asyncio.CancelledError, ConnectionError):
        await left(service, begun)
        raise


def _begin(
    service: Service, way: Way, asked: Mapping[str, Any], inputs: Inputs
) -> Plain | ImageRecord:
    """Begin drawing, or raise what the API would refuse it with."""
    check_available(asked, service.models, service.day, service.organization_verified)
    take = service.image_takes.popleft() if service.image_takes else (Draw(),)
    if take and isinstance(take[0], Refuse):
        return answered(take[0])
    seed = service.again((asked["prompt"], hash(inputs))) % _VARIANTS
    record = ImageRecord.begun(asked, way, inputs.images)
    service.images[record.id] = record
    stage = ImageStage(record, service.profile, service.house)
    job = job_of(asked, inputs, seed)
    service.launch(record, play_images(stage, service.easel, take, job))
    return record


async def _whole(
    request: web.Request, service: Service, record: ImageRecord
) -> web.Response:
    """Wait for the end and send all pictures at once."""
    while not record.done:
        await service.bell.wait()
    for frame in record.frames:
        if isinstance(frame, Cut):
            await _break(request, frame)
    if record.failure is not None:
        raise record.failure
    body = b"".join(pieces_of(record.answer))
    return web.Response(body=body, content_type="application/json")


async def _break(request: web.Request, frame: Cut) -> None:
    """Break the connection, because an answer that is not a stream cannot end early."""
    await cut(request, Cut("silence" if frame.how == "silence" else "reset"))
    raise ConnectionResetError
