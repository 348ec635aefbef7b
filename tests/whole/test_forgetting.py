"""Nothing is left of somebody who is forgotten, whatever others did with their
words."""

import asyncio
import hashlib
import json
from dataclasses import dataclass
from pathlib import Path

import psycopg
import pytest
from psycopg import sql

from bot.app import open_app
from bot.commands.belongings import forget_all, give_out
from bot.core.belongings import Owner
from bot.settings import Settings
from playground.slack.messages import Message
from playground.slack.people import Person
from tests.postgres_server import new_database
from tests.studio import PNG
from tests.whole.conftest import Room, has_ended, pictures, settings_for

WORDS = "a zebra on my grandmother's balcony"
FILE = "grandmother-by-the-sea.png"


@dataclass(frozen=True)
class Place:
    """A bot's settings, and all that its database's files and tables hold."""

    settings: Settings
    folder: Path

    async def forgets(self, user: str) -> str | None:
        """Forget somebody; what has its last form is noted as such a moment later."""
        async with asyncio.timeout(60):
            while True:
                told = await forget_all(self.settings, Owner(user=user))
                if "still being answered" not in (told or ""):
                    return told

    def holds(self, text: str) -> list[str]:
        """The places that still contain this text."""
        if self.settings.database_url.startswith("sqlite"):
            files = self.folder.glob("darkroom.db*")
            return [each.name for each in files if text.encode() in each.read_bytes()]
        with psycopg.connect(self.settings.database_url) as connection:
            return [
                name for name in _tables(connection) if _has(connection, name, text)
            ]


def _tables(connection: psycopg.Connection) -> list[str]:
    found = connection.execute(
        "select tablename from pg_tables where schemaname = 'public'"
    )
    return [str(row[0]) for row in found]


def _has(connection: psycopg.Connection, table: str, text: str) -> bool:
    select = sql.SQL("select 1 from {} as t where position(%s in t::text) > 0")
    return bool(
        connection.execute(select.format(sql.Identifier(table)), [text]).rowcount
    )


@pytest.fixture(params=["sqlite", "postgres"])
async def place(request: pytest.FixtureRequest, room: Room, tmp_path: Path) -> Place:
    """On either database."""
    more = {"database_url": await new_database()} if request.param == "postgres" else {}
    return Place(settings_for(room.slack, room.model, tmp_path, **more), tmp_path)


@pytest.fixture
def ben(room: Room) -> Person:
    """Somebody else."""
    return room.slack.person("ben")


async def drawn_again(room: Room, person: Person, asked: Message, how: str) -> None:
    """Press a button below the first answer, and wait until all that it began ends."""
    await person.clicks(await room.answer(asked), how)
    await room.ended(asked, 1)


def rows_in(folder: Path, name: str = "turns.jsonl") -> list[dict[str, object]]:
    return [json.loads(line) for line in (folder / name).read_text().splitlines()]


@pytest.mark.parametrize("how", ["redo", "variations"])
async def test_pictures_that_others_drew_from_a_persons_words_are_forgotten_too(
    how: str, room: Room, place: Place, ben: Person
) -> None:
    """While the bot runs, so the write-ahead log is not just gone with it."""
    ann = room.ann.user.id
    async with open_app(place.settings):
        asked = await room.ann.says(
            "#general", f"@Darkroom {WORDS}", files=[(FILE, PNG)]
        )
        answer = await room.ended(asked)
        await drawn_again(room, ben, asked, how)
        assert place.holds(WORDS)
        assert place.holds(FILE)
        assert place.holds(ann)
        assert await place.forgets(ann) is None
        assert not place.holds(WORDS)
        assert not place.holds(FILE)
        assert not place.holds(ann)
        assert not place.holds(ben.user.id)
    files = room.slack.team().files
    for message in [answer, *room.slack.messages("#general", asked)]:
        assert all(files[each].deleted for each in pictures(message))
    assert all(each.gone for each in room.model.responses.values())


async def test_a_persons_words_stay_although_a_forgotten_person_repeated_them(
    room: Room, place: Place, ben: Person, tmp_path: Path
) -> None:
    """So does what a third person made of it: the words are not the forgotten one's."""
    ben_id, ann_id = ben.user.id, room.ann.user.id
    async with open_app(place.settings):
        asked = await ben.says("#general", f"@Darkroom {WORDS}")
        await room.ended(asked)
        await drawn_again(room, room.ann, asked, "redo")
        await ben.clicks(await room.answer(asked, 1), "redo")
        await room.ended(asked, 2)
        assert await place.forgets(ann_id) is None
        assert place.holds(WORDS)
        assert not place.holds(ann_id)
    assert await give_out(place.settings, Owner(user=ben_id), tmp_path / "ben") is None
    assert len(rows_in(tmp_path / "ben")) == 2


async def test_a_turn_does_not_say_that_a_forgotten_person_stopped_it(
    room: Room, place: Place, ben: Person, tmp_path: Path
) -> None:
    """The turns that the person stopped are exported for them before, and stay without
    the name."""
    room.model.hold(before="response.image_generation_call.completed")
    owner = Owner(user=ben.user.id)
    async with open_app(place.settings):
        asked = await room.ann.says("#general", f"@Darkroom {WORDS}")
        answer = await room.answer(asked)
        await room.slack.until(lambda: "preview" in str(answer.blocks))
        await ben.clicks(answer, "stop")
        await room.slack.until(lambda: has_ended(answer))
        assert place.holds(f"Stopped by <@{ben.user.id}>")
        assert await give_out(place.settings, owner, tmp_path / "before") is None
        assert await place.forgets(ben.user.id) is None
        assert not place.holds(ben.user.id)
        assert place.holds(WORDS)
    [stopped] = rows_in(tmp_path / "before", "stopped.jsonl")
    assert stopped["message"] == answer.ts


async def test_the_answer_of_an_attempt_that_ended_early_is_deleted_too(
    room: Room, place: Place
) -> None:
    """OpenAI may keep it, though another attempt's has taken its place."""
    room.model.hold(before="response.image_generation_call.completed")
    async with open_app(place.settings):
        asked = await room.ann.says("#general", f"@Darkroom {WORDS}")
        answer = await room.answer(asked)
        await room.slack.until(lambda: "preview" in str(answer.blocks))
    room.model.release()
    async with open_app(place.settings):
        await room.ended(asked)
    assert len(room.model.responses) == 2
    assert await place.forgets(room.ann.user.id) is None
    assert all(each.gone for each in room.model.responses.values())


async def test_others_can_continue_a_thread_in_which_somebody_was_forgotten(
    room: Room, place: Place, ben: Person
) -> None:
    """OpenAI's answer to their asks is gone, because it contained the forgotten
    words."""
    async with open_app(place.settings):
        asked = await room.ann.says("#general", f"@Darkroom {WORDS}")
        await room.ended(asked)
        await ben.says("#general", "@Darkroom make it night", thread=asked)
        second = await room.ended(asked, 1)
        assert await place.forgets(room.ann.user.id) is None
        assert all(each.gone for each in room.model.responses.values())
        [shown] = pictures(second)
        assert not room.slack.team().files[shown].deleted
        await ben.says("#general", "@Darkroom and add a moon", thread=asked)
        third = await room.ended(asked, 2)
    assert pictures(third)
    sent = str(room.model.requests[-1].body["input"])
    assert "make it night" in sent
    assert WORDS not in sent


async def test_a_persons_export_has_only_their_own_turns(
    room: Room, place: Place, ben: Person, tmp_path: Path
) -> None:
    async with open_app(place.settings):
        asked = await room.ann.says("#general", f"@Darkroom {WORDS}")
        answer = await room.ended(asked)
        await ben.says("#general", "@Darkroom make it night", thread=asked)
        await room.ended(asked, 1)
        owner = Owner(user=room.ann.user.id)
        assert await give_out(place.settings, owner, tmp_path / "ann") is None
    [row] = rows_in(tmp_path / "ann")
    assert row["message"] == answer.ts
    [kept] = (tmp_path / "ann" / "pictures").iterdir()
    [shown] = pictures(answer)
    assert kept.read_bytes() == room.slack.team().files[shown].data
    assert not (tmp_path / "ann" / "stopped.jsonl").exists()


async def test_a_forgotten_persons_words_also_leave_the_direct_pictures_of_others(
    room: Room, place: Place, ben: Person
) -> None:
    """Nothing had come of them, so the other person's picture was drawn from them, too.
    That person keeps the picture, and their own words."""
    ann = room.ann.user.id
    async with open_app(place.settings):
        room.model.play("images_moderation")
        asked = await room.ann.says("#general", f"@Darkroom {WORDS} --direct")
        await room.ended(asked)
        await ben.says("#general", "@Darkroom as a woodcut --direct", thread=asked)
        answer = await room.ended(asked, 1)
        assert WORDS in [*room.model.images.values()][-1].request["prompt"]
        assert place.holds(WORDS)
        assert await place.forgets(ann) is None
        assert not place.holds(WORDS)
        assert place.holds("as a woodcut")
    assert pictures(answer)


async def test_nothing_of_a_set_stays_not_even_what_others_picked_or_shared(
    room: Room, place: Place, ben: Person
) -> None:
    """Neither its sheet, nor its pictures on the shelf, nor their files."""
    ann = room.ann.user.id
    async with open_app(place.settings):
        asked = await room.ann.says("#general", f"@Darkroom {WORDS} --count 2")
        sheet = await room.ended(asked)
        await ben.clicks(sheet, "pick_2")
        await room.ended(asked, 1)
        await ben.clicks(sheet, "more", "all_as_files:1")
        await room.slack.until(lambda: "All as files" not in str(sheet.blocks))
        assert place.holds(WORDS)
        assert await place.forgets(ann) is None
        assert not place.holds(WORDS)
        assert not place.holds(ann)
        assert not place.holds(ben.user.id)
        for made in room.model.images.values():
            sha256 = hashlib.sha256(made.pictures[0]).hexdigest()
            assert not place.holds(sha256)
            assert not [*place.folder.rglob(sha256)]
    files = room.slack.team().files.values()
    assert len(files) >= 4
    assert all(each.deleted for each in files)


async def test_the_numbers_of_a_chart_are_forgotten_even_if_others_shared_them(
    room: Room, place: Place, ben: Person
) -> None:
    """Neither the file in Slack nor its bytes stay, nor who pressed."""
    ann = room.ann.user.id
    async with open_app(place.settings):
        asked = await room.ann.says(
            "#general", "@Darkroom chart of foxes: May 12, June 15"
        )
        chart = await room.ended(asked)
        await ben.clicks(chart, "more", "data:1")
        await room.slack.until(lambda: len(shared(room, asked)) == 2)
        assert await place.forgets(ann) is None
        assert not place.holds(ann)
    assert all(room.slack.team().files[each].deleted for each in shared(room, asked))
    assert not [e for e in place.folder.glob("darkroom-pictures/??/*") if e.is_file()]


def shared(room: Room, asked: Message) -> list[str]:
    """The files in a thread."""
    return [each for message in room.beside(asked) for each in message.file_ids]
