"""Strangers are told once that they are not answered."""

from bot.core.accepting.guests import MOST_REMEMBERED, NOT_OURS, Guests
from bot.core.errors import ChatUninvited
from bot.core.turn.thread import ThreadKey
from tests.studio import studio

WHERE = ThreadKey("T1", "C1", "")


async def test_each_stranger_is_told_once() -> None:
    one = studio()
    for user in ("U9", "U8", "U9"):
        one.guests.tell(WHERE, user)
    await one.idle()
    assert [each.text for each in one.chat.whispers] == [NOT_OURS] * 2


async def test_what_cannot_be_told_is_let_go() -> None:
    one = studio()
    one.chat.refusals = {"whisper": [ChatUninvited("user_not_in_channel")]}
    one.guests.tell(WHERE, "U9")
    await one.idle()
    assert not one.chat.whispers


async def test_a_crowd_of_strangers_is_not_remembered_for_ever() -> None:
    one = studio()
    guests = Guests(one.chat, one.errands)
    for number in range(MOST_REMEMBERED + 1):
        guests.tell(WHERE, f"U{number}")
    guests.tell(WHERE, "U0")
    await one.idle()
    assert len(one.chat.whispers) == MOST_REMEMBERED + 2
