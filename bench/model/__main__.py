"""The emulated model as a process: `python -m bench.model PICTURES`.

GET /bench/log tells, for each turn, when its request came and how large it was, and
when the last byte of each frame was handed to the socket.
"""

import asyncio
import json
import re
import sys
from base64 import b64decode
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from aiohttp import web

from bench.model import direct
from bench.model.decks import is_answered, outlined, slides_wanted, words
from bench.model.script import Beat, Frames, Pace, beats
from bench.pictures import FRAMES, KINDS, Kind, another
from bench.serving import application, now, serve
from playground.openai.wire import Blob, event_pieces

_NUMBER = re.compile(r"number (\d+)")
"""The slide that a picture is for."""
_TURN = re.compile(r"turn (\d+)")
_GONE = {
    "message": "Previous response with id 'resp_0' not found.",
    "type": "invalid_request_error",
    "param": "previous_response_id",
    "code": "previous_response_not_found",
}


@dataclass(slots=True)
class Asked:
    """One request, and when its frames were sent."""

    turn: int
    at: float
    size: int
    chained: bool
    left: dict[str, float] = field(default_factory=dict)


@dataclass(slots=True)
class Model:
    """The emulated model: takes the bench's settings, and keeps what it asks for."""

    folder: Path
    size: str = "1024x1024"
    pace: Pace = field(default_factory=Pace)
    forgets: set[int] = field(default_factory=set)
    log: list[Asked] = field(default_factory=list)
    drawn: dict[Kind, Frames] = field(default_factory=dict)
    of_slides: dict[tuple[str, int], Blob] = field(default_factory=dict)

    def frames(self, kind: Kind) -> Frames:
        """The base64 of a kind's frames, made once."""
        if kind not in self.drawn:
            read = {each: kind.path(self.folder, each).read_bytes() for each in FRAMES}
            blobs = {name: Blob.of(data) for name, data in read.items()}
            self.drawn[kind] = Frames(kind.size, blobs)
        return self.drawn[kind]

    def of_slide(self, frames: Frames, number: int) -> Frames:
        """The frames of a drawing of its own for each slide, made once."""
        final = frames.blobs["final"]
        known = (final.token, number)
        if known not in self.of_slides:
            self.of_slides[known] = Blob.of(another(b64decode(final.text), number))
        blobs = {**frames.blobs, "final": self.of_slides[known]}
        return Frames(frames.size, blobs)

    async def create(self, request: web.Request) -> web.StreamResponse:
        """POST /v1/responses, always streamed."""
        body = await request.read()
        at = now()
        asked = json.loads(body)
        turns = _TURN.findall(json.dumps(asked["input"]))
        chained = bool(asked.get("previous_response_id"))
        note = Asked(int(turns[-1]) if turns else 0, at, len(body), chained)
        self.log.append(note)
        if is_answered(asked):
            return await _play(request, note, words(asked))
        if chained and note.turn in self.forgets:
            return web.json_response({"error": _GONE}, status=400)
        if slides := slides_wanted(asked):
            return await _play(request, note, outlined(asked, slides))
        frames = self.frames(Kind(self.size, _format(asked)))
        return await _play(request, note, beats(asked, note.turn, self.pace, frames))

    async def draw(self, request: web.Request) -> web.StreamResponse:
        """POST /v1/images/generations, always streamed, one picture."""
        body = await request.read()
        asked = json.loads(body)
        [turn] = _TURN.findall(asked["prompt"])[-1:] or ["0"]
        note = Asked(int(turn), now(), len(body), chained=False)
        self.log.append(note)
        frames = self.frames(Kind(self.size, asked.get("output_format") or "png"))
        for number in _NUMBER.findall(asked["prompt"]):
            frames = self.of_slide(frames, int(number))
        drawn = direct.beats(asked, note.turn, self.pace, frames)
        return await _play(request, note, drawn)

    async def set(self, request: web.Request) -> web.Response:
        """POST /bench/set: pace, size, forgets."""
        given = await request.json()
        self.pace = Pace(**given.get("pace", asdict(self.pace)))
        self.size = given.get("size", self.size)
        self.forgets.add(given.get("forgets", 0))
        for kind in KINDS:
            if kind.size == self.size:
                self.frames(kind)
        return web.json_response({})

    async def tell(self, _: web.Request) -> web.Response:
        """GET /bench/log."""
        return web.json_response([asdict(each) for each in self.log])


def _format(asked: dict[str, Any]) -> str:
    tools = asked.get("tools") or ()
    formats = [tool.get("output_format") for tool in tools]
    return next((str(each) for each in formats if each), "png")


async def _play(
    request: web.Request, note: Asked, drawn: Iterator[Beat]
) -> web.StreamResponse:
    """Stream it, and note when each frame has left."""
    response = web.StreamResponse()
    response.content_type, response.charset = "text/event-stream", "utf-8"
    await response.prepare(request)
    if request.transport:
        # When write() returns, the bytes are in the kernel and not in a buffer of
        # ours.
        request.transport.set_write_buffer_limits(high=0)
    for beat in drawn:
        await _send(response, beat)
        if beat.frame:
            note.left[beat.frame] = now()
    return response


async def _send(response: web.StreamResponse, beat: Beat) -> None:
    if beat.wait:
        await asyncio.sleep(beat.wait)
    for piece in event_pieces(beat.payload):
        await response.write(piece)


def build() -> web.Application:
    """The application, with its paths."""
    app, model = application(), Model(Path(sys.argv[1]))
    app.router.add_post("/v1/responses", model.create)
    app.router.add_post("/v1/images/generations", model.draw)
    app.router.add_post("/bench/set", model.set)
    app.router.add_get("/bench/log", model.tell)
    return app


if __name__ == "__main__":
    serve(build)
