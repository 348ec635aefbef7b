"""The history of a thread of a hundred turns opens at once, and has pages."""

import asyncio
from dataclasses import replace
from pathlib import Path

from bot.core.turn.asks import Ask
from bot.core.turn.turns import Turn
from bot.settings import Settings
from bot.stores.choice import open_store
from bot.stores.store import Store
from playground.slack.messages import Message
from tests.whole.conftest import ON_BOTH, Room, Start, settings_for
from tests.whole.test_history import alt_of, form_of, shown_in

MANY = 100
TRIGGER = 3.0
"""Seconds after which Slack opens no form any more. It takes a tenth of that; a bound
closer to it would measure what else this machine does."""


async def grown(settings: Settings, count: int) -> None:
    """Let the first thread have so many turns with its picture: each builds on the one
    before, but for every tenth."""
    async with open_store(settings.database_url, settings.pictures) as store:
        first = await store.turns.get(1)
        assert first is not None
        for number in range(2, count + 1):
            await _done(store, first, number)


async def _done(store: Store, first: Turn, number: int) -> None:
    thread, user = first.ask.thread, first.ask.user
    onto = number - 5 if number % 10 == 0 else number - 1
    ask = Ask(f"grown {number}", thread, user, f"change {number}", onto=onto)
    turn = await store.turns.accept(replace(ask, wish=ask.words))
    assert turn is not None
    assert first.answer is not None
    await store.turns.begin(turn.id)
    await store.turns.answered(turn.id, first.answer)
    await store.turns.shown(turn.id, (), settled=True)


async def opened(room: Room, answer: Message) -> float:
    """Press *History*; how many seconds it took until the form was open."""
    began = asyncio.get_running_loop().time()
    await room.ann.clicks(answer, "history", str(MANY))
    return asyncio.get_running_loop().time() - began


@ON_BOTH
async def test_a_hundred_turns_are_paged_and_open_at_once(
    room: Room, start: Start, base: dict[str, str], tmp_path: Path
) -> None:
    await start()
    first = await room.ask("@Darkroom a lighthouse at night")
    await grown(settings_for(room.slack, room.model, tmp_path, **base), MANY)
    assert await opened(room, first) < TRIGGER
    form = await form_of(room)
    assert alt_of(form).startswith("Numbers 97 to 100 of 100. 97 (from 96): change 97")
    assert "100 (from 95, the current one): change 100" in alt_of(form)
    ticked = {"history_2": {"chosen": ["100"]}}
    await room.ann.clicks(form, "history_older", typed=ticked)
    await room.slack.until(lambda: "Numbers 89 to 96 of 100. 89" in str(form.blocks))
    assert "Also chosen, on another page: 100." in str(form.blocks)
    [older] = shown_in(form)
    ticked = {"history_1": {"chosen": ["90"]}}
    await room.ann.clicks(form, "history_compare", typed=ticked)
    await room.slack.until(lambda: shown_in(form) not in ([], [older]))
    assert alt_of(form) == (
        "Side by side: number 90 (change 90) and number 100 (change 100)"
    )
    await room.ann.clicks(form, "history_back")
    await room.slack.until(lambda: "Numbers 89 to 96 of 100. 89" in str(form.blocks))


async def test_a_page_that_was_left_is_not_shown_late(
    room: Room, start: Start, base: dict[str, str], tmp_path: Path
) -> None:
    """However fast somebody turns them, the last one stays, with its picture alone."""
    await start()
    first = await room.ask("@Darkroom a lighthouse at night")
    await grown(settings_for(room.slack, room.model, tmp_path, **base), MANY)
    await opened(room, first)
    form = room.slack.modal_of("ann")
    assert form is not None
    for _ in range(4):
        await room.ann.clicks(form, "history_older")
    await room.slack.until(lambda: "Numbers 65 to 72 of 100. 65" in str(form.blocks))
    [strip] = shown_in(form)
    files = room.slack.team().files.values()
    lent = [each for each in files if each.name == "history.jpg" and each.id != strip]
    await room.slack.until(lambda: all(each.deleted for each in lent))
