"""The little memory of a stream: nothing twice, nothing late, nothing lost."""

import base64
from typing import Any

from bot.adapters.openai_reader import Reader
from bot.core.turn.events import Finished, PictureDrawn, PictureRefused, TextDone
from tests.adapters.openai_shapes import DRAWN, PACKED, PICTURE, PNG, said

PARTIAL = {
    "type": "response.image_generation_call.partial_image",
    "item_id": "ig_1",
    "partial_image_b64": PACKED,
}


def item_done(item: Any) -> dict[str, Any]:
    return {"type": "response.output_item.done", "item": item, "output_index": 0}


def completed(*output: Any) -> dict[str, Any]:
    response = {"id": "resp_1", "output": list(output)}
    return {"type": "response.completed", "response": response}


async def test_the_second_copy_of_a_picture_is_not_even_looked_at() -> None:
    reader = Reader()
    assert DRAWN in await reader.read(item_done(PICTURE))
    assert await reader.read(completed(PICTURE | {"result": "%%%"})) == (Finished(),)


async def test_the_second_copy_counts_where_the_first_never_came() -> None:
    reader = Reader()
    await reader.read(item_done(PICTURE | {"result": None}))
    assert DRAWN in await reader.read(completed(PICTURE))


async def test_a_refused_picture_is_refused_once() -> None:
    reader, failed = Reader(), PICTURE | {"status": "failed", "result": None}
    [refused, _] = await reader.read(item_done(failed))
    assert refused == PictureRefused("ig_1")
    assert await reader.read(completed(failed)) == (Finished(),)


async def test_words_that_only_the_end_brings_are_not_lost() -> None:
    reader = Reader()
    await reader.read(item_done(said("One", item="msg_1")))
    found = await reader.read(completed(said("One"), said("Two", item="msg_2")))
    assert found == (TextDone("msg_2/0", "Two", ()), Finished())


async def test_a_preview_after_its_picture_is_dropped() -> None:
    reader = Reader()
    assert await reader.read(PARTIAL)
    await reader.read(item_done(PICTURE))
    assert await reader.read(PARTIAL) == ()


async def test_a_large_picture_is_the_same_as_a_small_one() -> None:
    large = PNG + bytes(3_000_000)
    packed = base64.b64encode(large).decode()
    [drawn, _] = await Reader().read(item_done(PICTURE | {"result": packed}))
    assert isinstance(drawn, PictureDrawn)
    assert drawn.picture.data == large


async def test_it_knows_the_response_and_the_end() -> None:
    reader = Reader()
    response = {"id": "resp_9", "model": "m"}
    await reader.read({"type": "response.created", "response": response})
    assert (reader.response, reader.over) == ("resp_9", False)
    await reader.read(completed())
    assert reader.over
