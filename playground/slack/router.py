"""The entrance of the Web API: checks token, scopes, limits and faults, then calls the
method's function."""

import asyncio
import contextlib
import time
from collections.abc import Awaitable, Callable

from aiohttp import web

from playground.slack.calls import Call
from playground.slack.faults import Fault
from playground.slack.methods import METHODS
from playground.slack.request import Ask, read_args, token_of
from playground.slack.scopes import NEEDED, missing
from playground.slack.values import Json, Refused
from playground.slack.whose import counted_for, team_of_call
from playground.slack.workspace import Team
from playground.slack.world import World

Answer = Callable[[], Awaitable[web.StreamResponse]]


def add_routes(app: web.Application, world: World) -> None:
    async def serve(request: web.Request) -> web.StreamResponse:
        method = request.match_info["method"]
        call = Call(method, "", {}, request.content_length or 0, time.time())
        await _note(call, request)
        return await logged(world, call, request, lambda: _answer(world, call, request))

    app.router.add_route("*", "/api/{method}", serve)


async def _note(call: Call, request: web.Request) -> None:
    """Note the arguments, even if a fault meets the call; unreadable ones are left
    out."""
    with contextlib.suppress(Refused):
        args = await read_args(request)
        token_of(request, args)  # takes a token out of them
        call.args = args


async def logged(
    world: World, call: Call, request: web.Request, answer: Answer
) -> web.StreamResponse:
    """Apply the armed fault if there is one; log the result of the call."""
    started = time.perf_counter()
    world.calls.add(call)
    try:
        response = await _through_fault(world, call, request, answer)
        call.status = response.status
        return response
    except ConnectionResetError:
        call.status = 0
        raise
    finally:
        call.took = time.perf_counter() - started
        world.changes.tell("call", call.team, **call.json())


async def _through_fault(
    world: World, call: Call, request: web.Request, answer: Answer
) -> web.StreamResponse:
    fault = world.faults.take(call.method)
    if fault is None:
        return await answer()
    call.fault = True
    if fault.delay:
        await asyncio.sleep(fault.delay)
    if fault.only_late:
        return await answer()
    if fault.lose_answer:
        await answer()
    if fault.drop or fault.lose_answer:
        if request.transport:
            request.transport.abort()
        call.error = "dropped"
        raise ConnectionResetError
    return _faulty(call, fault)


def _faulty(call: Call, fault: Fault) -> web.Response:
    call.retry_after = fault.retry_after
    call.error = fault.error
    if fault.retry_after:
        return _limited(call, fault.retry_after)
    if fault.html:
        page = "<!DOCTYPE html><html><body>Server Error</body></html>"
        return web.Response(text=page, status=fault.status, content_type="text/html")
    call.error = fault.error or "internal_error"
    return web.json_response({"ok": False, "error": call.error}, status=fault.status)


async def _answer(world: World, call: Call, request: web.Request) -> web.Response:
    headers = {"x-slack-req-id": f"{world.ids.number('request'):032x}"}
    try:
        team, args = await _admit(world, call, request, headers)
        channel = _channel_id(team, str(args.get("channel", "")))
        now = time.monotonic()
        wait = world.limits.refuse(call.team or team.id, call.method, channel, now)
        if wait:
            return _limited(call, wait)
        found = await METHODS[call.method](Ask(world, team, call.method, args))
        return web.json_response({"ok": True, **found}, headers=headers)
    except Refused as refused:
        call.error = refused.error
        no: Json = {"ok": False, "error": refused.error, **refused.extra}
        return web.json_response(no, headers=headers)


async def _admit(
    world: World, call: Call, request: web.Request, headers: dict[str, str]
) -> tuple[Team, Json]:
    """The caller and its arguments, or why the call is refused."""
    if call.method not in METHODS:
        raise Refused("unknown_method", req_method=call.method)
    args = await read_args(request)
    token = token_of(request, args)
    call.args = args
    if call.method == "apps.connections.open":
        return _admit_app(world, token), args
    team = _team(world, token, args)
    call.team = counted_for(world, team, args)
    headers["x-oauth-scopes"] = ",".join(world.app.scopes)
    headers["x-accepted-oauth-scopes"] = ",".join(NEEDED.get(call.method, ()))
    if needed := missing(call.method, world.app.scopes):
        raise Refused(
            "missing_scope", needed=needed, provided=",".join(world.app.scopes)
        )
    return team, args


def _admit_app(world: World, token: str) -> Team:
    if not token:
        raise Refused("not_authed")
    if token.startswith("xoxb-"):
        raise Refused("not_allowed_token_type")
    if token != world.app.app_token:
        raise Refused("invalid_auth")
    return world.first


def _team(world: World, token: str, args: Json) -> Team:
    if not token:
        raise Refused("not_authed")
    if token == world.app.app_token:
        raise Refused("not_allowed_token_type")
    team = team_of_call(world, token, args)
    if team is None:
        raise Refused("invalid_auth")
    if not team.installed:
        raise Refused("account_inactive")
    return team


def _channel_id(team: Team, name: str) -> str:
    """By whatever name it is called, a channel has one limit."""
    try:
        return team.channel(name).id
    except LookupError:
        return name


def _limited(call: Call, seconds: int) -> web.Response:
    call.error, call.retry_after = "ratelimited", seconds
    return web.json_response(
        {"ok": False, "error": "ratelimited"},
        status=429,
        headers={"Retry-After": str(seconds)},
    )
