"""An app's answers to commands and clicks: in its ack, or by response_url."""

import time

from aiohttp import web

from playground.slack import posting
from playground.slack.calls import Call
from playground.slack.checks import new_words
from playground.slack.interactions import ResponseUrl
from playground.slack.posting import Author, Place
from playground.slack.request import Ask, read_json
from playground.slack.router import logged
from playground.slack.values import Json, Refused, truth
from playground.slack.world import World


def add_routes(app: web.Application, world: World) -> None:
    async def serve(request: web.Request) -> web.StreamResponse:
        call = Call("response_url", "", {}, request.content_length or 0, time.time())
        return await logged(world, call, request, lambda: _serve(world, call, request))

    app.router.add_post("/actions/{key:.+}", serve)


async def _serve(world: World, call: Call, request: web.Request) -> web.Response:
    try:
        url = world.interactions.use_url(request.match_info["key"])
        call.team = url.team
        call.args = read_json(await request.read())
        await respond(world, url, call.args)
        return web.Response(text="ok")
    except Refused as refused:
        call.error = refused.error
        dead = refused.error in {"invalid_url", "expired_url", "used_url"}
        no = {"ok": False, "error": refused.error, **refused.extra}
        return web.json_response(no, status=404 if dead else 200)


async def respond(world: World, url: ResponseUrl, body: Json) -> None:
    """A new message, or another content or end of the one that was clicked in."""
    team = world.teams[url.team]
    ask = Ask(world, team, "response_url", body)
    if truth(body.get("delete_original")) and url.message:
        posting.remove(world, team, url.message)
        return
    words = await new_words(ask)
    if truth(body.get("replace_original")) and url.message:
        posting.change(world, team, url.message, words)
        return
    whole = body.get("response_type") == "in_channel"
    place = Place(
        team.channels[url.channel],
        ask.text("thread_ts") or url.thread_ts,
        ephemeral_to=None if whole else url.user,
    )
    author = Author(team.bot.id, is_app=True)
    posting.post(world, team, place, author, words)
