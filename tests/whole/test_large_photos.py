"""A large photo that comes with an ask for several pictures."""

import os
from io import BytesIO

import pytest
from PIL import Image

from bot.adapters.imaging import MOST_INPUT_BYTES
from tests.whole.conftest import Room, Start, has_ended

SIDES = (1600, 1200)


def noisy() -> bytes:
    """A photo of noise, which no format makes smaller."""
    out = BytesIO()
    noise = os.urandom(3 * SIDES[0] * SIDES[1])
    Image.frombytes("RGB", SIDES, noise).save(out, "PNG")
    return out.getvalue()


@pytest.mark.parametrize(
    "words", ["as a woodcut --count 3", "this photo in three styles"]
)
async def test_each_picture_of_a_set_is_drawn_from_a_large_photo(
    room: Room, start: Start, words: str
) -> None:
    """It is fetched once for all of them, whoever asks for the set, and bounded."""
    await start()
    photo = ("noise.png", noisy())
    answer = await room.ask(f"@Darkroom {words}", files=[photo])
    assert has_ended(answer)
    notes = [each for each in room.model.requests if each.path == "/v1/images/edits"]
    assert [each.status for each in notes] == [200] * 3
    [(sent,)] = {tuple(each.body["image"]) for each in notes}
    assert 2_000_000 < int(sent.split()[-2]) <= MOST_INPUT_BYTES
    assert len([each for each in room.slack.calls if each.method == "download"]) == 1
