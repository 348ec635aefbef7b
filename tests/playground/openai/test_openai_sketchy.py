"""Sketches: pictures for tests of many turns."""

from io import BytesIO

from openai import AsyncOpenAI
from PIL import Image

from playground.openai import OpenAIEmulator
from tests.playground.openai.asking import asking, stream_of, types_of


async def test_a_sketch_has_the_size_that_was_asked_for_and_bytes_of_its_own() -> None:
    async with OpenAIEmulator(sketchy=True) as model:
        client = AsyncOpenAI(api_key=model.api_key, base_url=model.base_url)
        async with client:
            told = [types_of(await stream_of(client, **asking())) for _ in range(2)]
    drawn = [picture for one in model.responses.values() for picture in one.pictures]
    assert [Image.open(BytesIO(data)).size for data in drawn] == [(1024, 1024)] * 2
    assert drawn[0] != drawn[1]
    previews = [sum(kind.endswith("partial_image") for kind in kinds) for kinds in told]
    assert previews == [3, 3]
