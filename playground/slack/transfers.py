"""Bytes in and out: the upload URL, and downloads with the app's token.

A download without the right token is a 200 with a page to log in, as Slack's.
"""

import time
from urllib.parse import quote

from aiohttp import web

from playground.forms import fields_of
from playground.slack.calls import Call
from playground.slack.pictures import bot_may_see
from playground.slack.router import logged
from playground.slack.stored import StoredFile
from playground.slack.world import World

LOGIN = """<!DOCTYPE html><html><head><title>Sign in | Slack</title></head>
<body><h1>Sign in to your workspace</h1></body></html>"""


def add_routes(app: web.Application, world: World) -> None:
    async def upload(request: web.Request) -> web.StreamResponse:
        call = Call("upload", "", {}, request.content_length or 0, time.time())
        return await logged(world, call, request, lambda: _take(world, call, request))

    async def download(request: web.Request) -> web.StreamResponse:
        call = Call("download", "", dict(request.match_info), 0, time.time())
        return await logged(world, call, request, lambda: _give(world, call, request))

    app.router.add_post("/upload/v1/{key}", upload)
    app.router.add_get("/files-pri/{team}-{file}/{name}", download)
    app.router.add_get("/files-pri/{team}-{file}/download/{name}", download)


async def _take(world: World, call: Call, request: web.Request) -> web.Response:
    file = world.upload_keys.get(request.match_info["key"])
    if file is None:
        return web.Response(text="invalid upload url", status=404)
    data = await _body(request)
    call.team, call.size = file.team, len(data)
    call.args = {"file": file.id, "name": file.name}
    if not data:
        return web.Response(text="no file data", status=400)
    if len(data) > file.length:
        return web.Response(text="more data than was announced", status=400)
    file.data = data
    return web.Response(text=f"OK - {len(data)}")


async def _body(request: web.Request) -> bytes:
    """The raw body, or the first file of a form."""
    if not request.content_type.startswith("multipart/"):
        return await request.read()
    files = [each.data async for each in fields_of(request) if each.filename]
    return files[0] if files else b""


async def _give(world: World, call: Call, request: web.Request) -> web.Response:
    file = _allowed(world, call, request)
    if file is None:
        call.error = "login page"
        return web.Response(text=LOGIN, content_type="text/html")
    if file.data is None:
        return web.Response(text="Not found", status=404)
    call.size = len(file.data)
    return bytes_of(file)


def bytes_of(file: StoredFile) -> web.Response:
    """As Slack serves it; only pictures may be looked at in place."""
    picture = file.mimetype.startswith("image/")
    how = "inline" if picture else "attachment"
    return web.Response(
        body=file.data,
        content_type=file.mimetype if picture else "application/octet-stream",
        headers={
            "Content-Disposition": f"{how}; filename*=UTF-8''{quote(file.name, '')}",
            "Content-Security-Policy": "sandbox; default-src 'none'",
            "X-Content-Type-Options": "nosniff",
        },
    )


def _allowed(world: World, call: Call, request: web.Request) -> StoredFile | None:
    team = world.teams.get(request.match_info["team"])
    token = request.headers.get("Authorization", "").removeprefix("Bearer ")
    if team is None or token != team.bot_token or not team.installed:
        return None
    call.team = team.id
    file = team.files.get(request.match_info["file"])
    if file is None or "files:read" not in world.app.scopes:
        return None
    return file if bot_may_see(team, file) else None
