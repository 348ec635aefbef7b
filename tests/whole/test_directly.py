"""Pictures that are drawn directly, by the image model alone, on either database."""

import signal
import sqlite3
from collections.abc import Mapping
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import Any

import psycopg
import pytest

from bot.app import open_app
from bot.settings import Settings
from playground.openai.images_record import ImageRecord
from playground.slack.messages import Message
from tests.postgres_server import new_database
from tests.whole.conftest import (
    Room,
    Start,
    has_ended,
    pictures,
    settings_for,
    unfinished,
)
from tests.whole.test_recovery import Process, process

__all__ = ["process"]

WORDS = "@Darkroom a lighthouse at night --direct"


@pytest.fixture(params=["sqlite", "postgres"])
async def base(request: pytest.FixtureRequest) -> dict[str, str]:
    """On either database."""
    return {"database_url": await new_database()} if request.param == "postgres" else {}


def drawn(room: Room) -> list[ImageRecord]:
    """Every direct picture that was asked for, in order."""
    return list(room.model.images.values())


def inputs(request: Mapping[str, Any]) -> str:
    """The input of a request to the orchestrating model."""
    return str(request["input"])


async def developing(room: Room) -> tuple[Message, Message]:
    """An ask, and its message with a preview in it; the model is held there."""
    room.model.hold(before="image_generation.completed")
    asked = await room.ann.says("#general", WORDS)
    answer = await room.answer(asked)
    await room.slack.until(lambda: "of up to 3" in str(answer.blocks))
    return asked, answer


async def test_a_direct_ask_is_drawn_from_exactly_its_words(
    room: Room, start: Start
) -> None:
    """Nothing is searched, nothing written: the message says what was drawn."""
    await start()
    answer = await room.ask(WORDS)
    [record] = drawn(room)
    assert record.request["prompt"] == "a lighthouse at night"
    assert record.person
    assert not room.model.responses
    assert len(pictures(answer)) == 1
    shown = str(answer.blocks)
    assert "Drawn directly from: a lighthouse at night" in shown
    assert "$0.0" in shown
    await room.ann.clicks(answer, "details")
    await room.slack.until(lambda: room.slack.modal_of("ann"))
    details = str(room.slack.modal_of("ann"))
    assert "Drawn from" in details
    assert "tokens in, 0 out" not in details


async def test_a_direct_picture_develops_in_its_message(
    room: Room, start: Start
) -> None:
    await start()
    room.model.hold(before="image_generation.partial_image")
    asked = await room.ann.says("#general", WORDS)
    answer = await room.answer(asked)
    await room.slack.until(lambda: "◌ Drawing" in str(answer.blocks))
    room.model.release()
    await room.ended(asked)
    assert pictures(answer)


async def test_a_direct_reply_changes_the_current_picture(
    room: Room, start: Start
) -> None:
    """In a thread that is chained as in one that is not."""
    await start()
    first = await room.ask("@Darkroom a lighthouse at night")
    [before] = room.model.responses.values()
    second = await room.ask("add a boat --direct", thread=first)
    await room.ask("make it sunrise --direct", thread=first)
    one, other = drawn(room)
    assert one.attached == tuple(before.pictures)
    assert other.attached == tuple(one.pictures)
    assert one.request["prompt"] == "add a boat"
    assert "Drawn directly from: add a boat" in str(second.blocks)
    assert len(room.model.responses) == 1


async def test_the_next_reply_brings_a_direct_picture_once_and_chains_from_there(
    room: Room, start: Start
) -> None:
    await start()
    first = await room.ask(WORDS)
    second = await room.ask("make it sunrise", thread=first)
    await room.ask("add a boat", thread=first)
    [record] = drawn(room)
    one, other = room.model.responses.values()
    assert one.previous_response_id is None
    assert one.attached == tuple(record.pictures)
    assert "a lighthouse at night" in inputs(one.request)
    assert "no longer has" not in str(second.blocks)
    assert other.previous_response_id == one.id
    assert "input_image" not in inputs(other.request)


async def test_a_chain_of_responses_continues_after_a_direct_picture(
    room: Room, start: Start
) -> None:
    await start()
    first = await room.ask("@Darkroom a lighthouse at night")
    await room.ask("add a boat --direct", thread=first)
    third = await room.ask("make it sunrise", thread=first)
    [record] = drawn(room)
    one, other = room.model.responses.values()
    assert other.previous_response_id == one.id
    assert other.attached == tuple(record.pictures)
    assert "add a boat" in inputs(other.request)
    assert "no longer has" not in str(third.blocks)


async def test_an_attached_picture_is_changed_directly(
    room: Room, start: Start
) -> None:
    await start()
    await room.ask("@Darkroom a fox")
    data = room.model.pictures[0]
    files = [("fox.jpg", data), ("notes.txt", b"just words")]
    answer = await room.ask("@Darkroom make it night --direct", files=files)
    [record] = drawn(room)
    assert len(record.attached) == 1
    assert "Not used: notes.txt" in str(answer.blocks)


@pytest.mark.parametrize(
    ("imagine", "flag", "direct"),
    [("model", "", 0), ("model", " --direct", 1), ("direct", "", 1)],
)
async def test_the_owner_chooses_who_answers_imagine_unless_a_flag_does(
    room: Room, start: Start, imagine: str, flag: str, direct: int
) -> None:
    """Replies and mentions go to the usual model, and a redo is as before."""
    await start(imagine=imagine)
    words = f"a lighthouse at night{flag}"
    await room.ann.runs("/imagine", words, channel="#general")
    await room.slack.until(lambda: room.slack.messages("#general"))
    opening = room.slack.messages("#general")[-1]
    await room.slack.until(lambda: has_ended(opening))
    assert len(drawn(room)) == direct
    await room.ask("make it sunrise", thread=opening)
    assert len(room.model.responses) == 2 - direct
    await room.ann.clicks(opening, "redo")
    await room.slack.until(lambda: len(drawn(room)) == 2 * direct)
    await room.slack.until(lambda: len(room.model.responses) == 3 - 2 * direct)


async def test_buttons_work_on_direct_pictures(room: Room, start: Start) -> None:
    """A repeated ask is drawn directly again, from the same picture."""
    await start()
    first = await room.ask(WORDS)
    second = await room.ask("add a boat --direct", thread=first)
    await room.ann.clicks(second, "redo")
    again = await room.ended(second)
    one, two, three = drawn(room)
    assert [two.attached, three.attached] == [tuple(one.pictures)] * 2
    await room.ann.clicks(again, "variations")
    assert pictures(await room.ended(again))
    varied = drawn(room)[3:]
    assert {each.attached for each in varied} == {tuple(three.pictures)}
    await room.ann.clicks(second, "go_back")
    await room.ask("make it sunrise", thread=first)
    [response] = room.model.responses.values()
    assert response.attached == tuple(one.pictures)


async def test_a_direct_picture_can_be_stopped(room: Room, start: Start) -> None:
    await start()
    asked, answer = await developing(room)
    await room.ann.clicks(answer, "stop")
    await room.ended(asked)
    assert "Stopped by" in str(answer.blocks)
    assert unfinished(answer)
    [record] = drawn(room)
    await room.model.until(lambda: record.closed_early)


async def test_a_direct_turn_also_draws_the_words_of_a_failed_turn_before_it(
    room: Room, start: Start
) -> None:
    await start()
    room.model.play("images_moderation")
    first = await room.ask(WORDS)
    assert "safety check declined this request (violence)" in str(first.blocks)
    assert "$" not in str(first.blocks)
    second = await room.ask("as a woodcut --direct", thread=first)
    prompt = drawn(room)[-1].request["prompt"]
    assert prompt == "a lighthouse at night\n\nas a woodcut"
    assert "Drawn directly from: as a woodcut" in str(second.blocks)
    assert "what was asked before" in str(second.blocks)


async def test_a_direct_picture_needs_words(room: Room, start: Start) -> None:
    """A picture alone tells the usual model what to do, but not the image model."""
    await start()
    await room.ask(WORDS)
    files = [("fox.jpg", room.model.pictures[0])]
    answer = await room.ask("@Darkroom --direct", files=files)
    assert "I need words" in str(answer.blocks)
    assert len(drawn(room)) == 1


async def test_a_busy_model_is_asked_again(room: Room, start: Start) -> None:
    await start()
    room.model.play("images_busy_then_fine")
    assert pictures(await room.ask(WORDS))


@pytest.mark.parametrize(
    ("script", "told"),
    [
        ("images_quota", "credit"),
        ("images_cut", "connection"),
        ("images_moderation_of_picture", "drawn, but OpenAI's safety check declined"),
        ("images_garbage", "could not be drawn"),
    ],
)
async def test_a_direct_picture_that_fails_says_so_in_the_usual_words(
    room: Room, start: Start, script: str, told: str
) -> None:
    await start()
    room.model.play(script)
    answer = await room.ask(WORDS)
    assert told in str(answer.blocks)
    assert not pictures(answer)
    assert len(room.model.requests) == 1


async def test_an_unfinished_direct_picture_is_drawn_again_into_the_same_message(
    room: Room, tmp_path: Path, base: dict[str, str]
) -> None:
    settings = settings_for(room.slack, room.model, tmp_path, **base)
    async with open_app(settings):
        asked, answer = await developing(room)
    room.model.release()
    async with open_app(settings):
        await room.ended(asked)
    assert len(pictures(answer)) == 1
    assert len(drawn(room)) == 2
    assert len(room.slack.messages("#general", asked)) == 2


async def test_a_direct_picture_that_was_stored_is_not_paid_for_again(
    room: Room, tmp_path: Path, base: dict[str, str]
) -> None:
    """Killed between the picture and the answer, the next start has it already."""
    settings = settings_for(room.slack, room.model, tmp_path, **base)
    async with open_app(settings):
        answer = await room.ask(WORDS)
    forget_answer(settings)
    async with open_app(settings):
        await room.slack.until(lambda: has_ended(answer))
        second = await room.ask("make it sunrise", thread=answer)
    assert len(drawn(room)) == 1
    assert len(pictures(answer)) == 1
    assert "Drawn directly from: a lighthouse at night" in str(answer.blocks)
    assert "$0.0" in str(answer.blocks)
    assert "no longer has" not in str(second.blocks)


def forget_answer(settings: Settings) -> None:
    """The turn as a kill leaves it just before its answer is written."""
    told(settings, "update turns set status = 'running', answer = null")


def told(settings: Settings, sql: str) -> list[Any]:
    """What the database of a bot answers, on either engine."""
    if file := settings.sqlite_file:
        with closing(sqlite3.connect(file)) as db, db:
            return db.execute(sql).fetchall()
    with psycopg.connect(settings.database_url) as connection:
        found = connection.execute(sql)
        return found.fetchall() if found.description else []


@pytest.mark.slow
async def test_a_direct_turn_gets_no_more_attempts_than_any_other(
    room: Room, process: Process, base: dict[str, str]
) -> None:
    """Killed three times while it draws, it is given up, in the message that it has."""
    more = {name.upper(): value for name, value in base.items()}
    room.model.hold(before="image_generation.completed")
    await process.start(**more)
    asked = await room.ann.says("#general", WORDS)
    for count in (1, 2, 3):
        await room.model.until(partial(_asked_for, room, count))
        await process.end(signal.SIGKILL)
        await process.start(**more)
    answer = await room.ended(asked)
    assert "interrupted several times" in str(answer.blocks)
    assert len(drawn(room)) == 3
    assert len(room.slack.messages("#general", asked)) == 2


def _asked_for(room: Room, count: int) -> bool:
    return len(drawn(room)) == count


@pytest.mark.slow
async def test_a_process_that_is_killed_while_it_draws_directly_leaves_no_orphan(
    room: Room, process: Process, base: dict[str, str]
) -> None:
    more = {name.upper(): value for name, value in base.items()}
    await process.start(**more)
    asked, answer = await developing(room)
    await process.end(signal.SIGKILL)
    room.model.release()
    await process.start(**more)
    await room.ended(asked)
    assert len(pictures(answer)) == 1
    assert len(drawn(room)) == 2
    assert len(room.slack.messages("#general", asked)) == 2
