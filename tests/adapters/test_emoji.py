"""A picture so small that Slack takes it as an emoji."""

import io
from random import Random

import pytest
from PIL import Image

from bot.adapters.decoder.emoji import emoji
from bot.adapters.decoder.wire import UnreadableError
from bot.adapters.imaging import Imaging
from tests.adapters.slack_side import opened, picture


def png(image: Image.Image) -> bytes:
    out = io.BytesIO()
    image.save(out, "PNG")
    return out.getvalue()


def test_it_is_small_enough_for_slack_whatever_is_on_it() -> None:
    noise = Random(1).randbytes(256 * 256 * 4)
    made = emoji(png(Image.frombytes("RGBA", (256, 256), noise))).data
    assert (opened(made).format, opened(made).size) == ("PNG", (128, 128))
    assert len(made) < 128_000


def test_what_is_clear_around_it_is_cut_off_and_it_stays_whole() -> None:
    image = Image.new("RGBA", (1024, 1024))
    image.paste((200, 0, 0, 255), (400, 500, 600, 600))
    made = opened(emoji(png(image)).data)
    assert made.getchannel("A").getbbox() == (0, 32, 128, 96)


def test_a_picture_with_nothing_on_it_is_an_emoji_too() -> None:
    assert opened(emoji(png(Image.new("RGBA", (64, 64)))).data).size == (128, 128)


def test_a_small_one_is_not_blown_up() -> None:
    made = opened(emoji(png(Image.new("RGB", (64, 64), "red"))).data)
    assert made.getchannel("A").getbbox() == (32, 32, 96, 96)


def test_what_is_no_picture_is_no_emoji() -> None:
    with pytest.raises(UnreadableError):
        emoji(b"words")


async def test_it_is_made_in_another_process() -> None:
    async with Imaging() as imaging:
        made = await imaging.emoji(picture(size=(300, 200)))
    assert opened(made).size == (128, 128)
