"""The emulator's own HTTP control, for the playground's page and for other languages.

Changes must be sent as JSON, which a page of another site cannot do unasked; and
`front` makes sure that such a page reaches nothing here at all.
"""

import json
from collections.abc import Awaitable, Callable
from dataclasses import asdict
from typing import Any

from aiohttp import web

from playground.openai.errors import ApiError, missing, refused
from playground.openai.front import SERVICE
from playground.openai.holding import Hold
from playground.openai.profiles import PROFILES
from playground.openai.record import Record
from playground.openai.scripts import load_script, script_from, script_names
from playground.openai.service import Service
from playground.openai.serving import no_cache
from playground.openai.watching import news

Answer = Callable[[Service, dict[str, Any]], Any]


def add_control(router: web.UrlDispatcher) -> None:
    """Every path under /control."""
    for name, change in _CHANGES.items():
        router.add_post(f"/control/{name}", _changing(change))
    router.add_get("/control/scripts", _reading(_scripts))
    router.add_get("/control/state", _reading(_state))
    router.add_get("/control/requests", _reading(_requests))
    router.add_get("/control/responses", _reading(_responses))
    router.add_get("/control/images", _reading(_images))
    router.add_get("/control/responses/{id}", _reading(_response))
    router.add_get("/control/responses/{id}/pictures/{n}", _picture)
    router.add_get("/control/events", _events)


def _play(service: Service, asked: dict[str, Any]) -> Any:
    script = asked.get("script")
    given = script_from("sent", script) if script else load_script(str(asked["name"]))
    service.play(given, int(asked.get("times", 1)))


def _profile(service: Service, asked: dict[str, Any]) -> Any:
    service.profile = PROFILES[asked["name"]]


def _hold(service: Service, asked: dict[str, Any]) -> Any:
    service.gate.hold(Hold(**asked))


def _release(service: Service, _: dict[str, Any]) -> Any:
    service.gate.release()


def _expire(service: Service, asked: dict[str, Any]) -> Any:
    """One response by its id, or all of them."""
    ids = [asked["id"]] if "id" in asked else list(service.responses)
    for id_ in ids:
        service.responses[id_].gone = True


def _verified(service: Service, asked: dict[str, Any]) -> Any:
    service.organization_verified = bool(asked["verified"])


_CHANGES: dict[str, Answer] = {
    "play": _play,
    "profile": _profile,
    "hold": _hold,
    "release": _release,
    "expire": _expire,
    "organization": _verified,
}


def _scripts(*_: Any) -> Any:
    names = script_names() + script_names("images")
    scripts = (load_script(name) for name in names)
    return [{"name": s.name, "api": s.api, "shows": s.shows} for s in scripts]


def _state(service: Service, *_: Any) -> Any:
    return {
        "profile": service.profile.name,
        "held": [asdict(held) for held in service.gate.held],
        "waiting": len(service.takes) + len(service.image_takes),
        "organization_verified": service.organization_verified,
        "running": list(service.running),
    }


def _requests(service: Service, *_: Any) -> Any:
    return [vars(note) for note in service.requests]


def _responses(service: Service, *_: Any) -> Any:
    return [told(record) for record in service.responses.values()]


def _images(service: Service, *_: Any) -> Any:
    return [told(record) for record in service.images.values()]


def _response(service: Service, asked: dict[str, Any]) -> Any:
    record = _record(service, asked)
    return {**told(record), "events": [asdict(event) for event in record.events]}


def told(record: Record) -> dict[str, Any]:
    """A summary of a response, with its pictures counted and not sent."""
    return {
        "id": record.id,
        "previous_response_id": record.previous_response_id,
        "status": record.status,
        "text": record.text,
        "items": [item["type"] for item in record.items],
        "pictures": len(record.pictures),
        "closed_early": record.closed_early,
        "expired": record.gone,
    }


async def _picture(request: web.Request) -> web.Response:
    pictures = _record(request.app[SERVICE], dict(request.match_info)).pictures
    number = request.match_info["n"]
    if not number.isdecimal() or int(number) >= len(pictures):
        raise web.HTTPNotFound
    headers = {"X-Content-Type-Options": "nosniff"}
    kind = "application/octet-stream"
    data = pictures[int(number)]
    return web.Response(body=data, content_type=kind, headers=headers)


async def _events(request: web.Request) -> web.StreamResponse:
    """Stream requests and events of responses as they happen."""
    headers = {"Content-Type": "text/event-stream", **no_cache()}
    answer = web.StreamResponse(headers=headers)
    await answer.prepare(request)
    async for kind, value in news(request.app[SERVICE]):
        line = f"event: {kind}\ndata: {json.dumps(value)}\n\n"
        await answer.write(line.encode())
    return answer


def _record(service: Service, asked: dict[str, Any]) -> Record:
    record = service.records.get(asked["id"])
    if record is None:
        raise missing("There is no such response.")
    return record


def _reading(read: Answer) -> Callable[[web.Request], Awaitable[web.Response]]:
    async def answer(request: web.Request) -> web.Response:
        found = read(request.app[SERVICE], dict(request.match_info))
        return web.json_response(found)

    return answer


def _changing(change: Answer) -> Callable[[web.Request], Awaitable[web.Response]]:
    async def answer(request: web.Request) -> web.Response:
        if request.content_type != "application/json":
            raise ApiError(415, "Send JSON.")
        service = request.app[SERVICE]
        try:
            change(service, json.loads(await request.text() or "{}"))
        except (LookupError, TypeError, ValueError) as error:
            raise refused(f"That cannot be done: {error}.") from error
        service.bell.ring()
        return web.json_response(_state(service))

    return answer
