"""Exporting and forgetting what is stored about people, with Slack and OpenAI
emulated."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from bot.app import open_app
from bot.commands.belongings import forget_all, give_out
from bot.core.belongings import Owner
from bot.settings import Secret, Settings
from playground.slack.workspace import View
from tests.postgres_server import new_database
from tests.whole.conftest import Room, pictures, settings_for, unfinished


@pytest.fixture(params=["sqlite", "postgres"])
async def settings(
    request: pytest.FixtureRequest, room: Room, tmp_path: Path
) -> Settings:
    """On either database."""
    more = {"database_url": await new_database()} if request.param == "postgres" else {}
    return settings_for(room.slack, room.model, tmp_path, **more)


async def test_a_workspace_gets_its_turns_and_the_bytes_of_its_pictures(
    room: Room, settings: Settings, tmp_path: Path
) -> None:
    async with open_app(settings):
        answer = await room.ask("@Darkroom a lighthouse at night")
    folder = tmp_path / "everything"
    team = room.slack.team().id
    assert await give_out(settings, Owner(team=team), folder) is None
    [line] = (folder / "turns.jsonl").read_text("utf-8").splitlines()
    assert json.loads(line)["message"] == answer.ts
    [picture] = (folder / "pictures").iterdir()
    [shown] = pictures(answer)
    assert picture.read_bytes() == room.slack.team().files[shown].data
    again = await give_out(settings, Owner(team=team), folder)
    assert "already exists" in str(again)


async def test_a_forgotten_person_leaves_no_file_in_slack_and_no_row_in_the_database(
    room: Room, settings: Settings, tmp_path: Path
) -> None:
    async with open_app(settings):
        answer = await room.ask("@Darkroom a lighthouse at night")
    [shown] = pictures(answer)
    owner = Owner(user=room.ann.user.id)
    assert await forget_all(settings, owner) is None
    assert room.slack.team().files[shown].deleted
    assert await give_out(settings, owner, tmp_path / "rest") is None
    assert (tmp_path / "rest" / "turns.jsonl").read_text() == ""


async def test_a_workspace_that_removed_the_app_can_be_forgotten(
    room: Room,
    settings: Settings,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Its files cannot be reached any more; that is said, and all here is removed."""
    async with open_app(settings):
        answer = await room.ask("@Darkroom a lighthouse at night")
    [shown] = pictures(answer)
    room.slack.uninstall()
    owner = Owner(team=room.slack.team().id)
    assert await forget_all(settings, owner) is None
    told = capsys.readouterr()
    assert "1 file stays in Slack" in told.out
    assert shown in told.err
    assert "account_inactive" in told.err
    assert await give_out(settings, owner, tmp_path / "rest") is None
    assert (tmp_path / "rest" / "turns.jsonl").read_text() == ""


async def test_what_openai_does_not_remove_is_named_with_its_reason(
    room: Room, settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    async with open_app(settings):
        await room.ask("@Darkroom a lighthouse at night")
    wrong = replace(settings, openai_api_key=Secret("sk-not-the-one-9876"))
    [response] = room.model.responses
    sentence = await forget_all(wrong, Owner(user=room.ann.user.id))
    assert "1 file or answer could not be removed" in str(sentence)
    assert "log" not in str(sentence)
    told = capsys.readouterr().err
    assert f"answer {response}: AuthenticationError (401)" in told
    assert "9876" not in told


async def test_nobody_is_forgotten_while_being_answered(
    room: Room, settings: Settings
) -> None:
    """The message would stay at "Drawing" for ever. `--anyway` does it all the same."""
    room.model.hold(before="response.image_generation_call.completed")
    owner = Owner(user=room.ann.user.id)
    async with open_app(settings):
        asked = await room.ann.says("#general", "@Darkroom a lighthouse at night")
        answer = await room.answer(asked)
        await room.slack.until(lambda: "preview" in str(answer.blocks))
        sentence = await forget_all(settings, owner)
        assert "1 request is still being answered" in str(sentence)
        room.model.release()
        await room.ended(asked)
    [shown] = pictures(answer)
    assert not room.slack.team().files[shown].deleted
    assert await forget_all(settings, owner) is None


async def test_with_anyway_a_person_is_forgotten_even_while_being_answered(
    room: Room, settings: Settings, tmp_path: Path
) -> None:
    room.model.hold(before="response.image_generation_call.completed")
    owner = Owner(user=room.ann.user.id)
    async with open_app(settings):
        asked = await room.ann.says("#general", "@Darkroom a lighthouse at night")
        await room.answer(asked)
    assert "--anyway" in str(await forget_all(settings, owner))
    assert await forget_all(settings, owner, anyway=True) is None
    assert await give_out(settings, owner, tmp_path / "rest") is None
    assert (tmp_path / "rest" / "turns.jsonl").read_text() == ""


async def test_the_preview_of_a_stopped_turn_is_removed_from_slack_too(
    room: Room, settings: Settings
) -> None:
    room.model.hold(before="response.image_generation_call.completed")
    async with open_app(settings):
        asked = await room.ann.says("#general", "@Darkroom a lighthouse at night")
        answer = await room.answer(asked)
        await room.slack.until(lambda: "preview" in str(answer.blocks))
        await room.ann.clicks(answer, "stop")
        await room.ended(asked)
    [shown] = unfinished(answer)
    assert await forget_all(settings, Owner(user=room.ann.user.id)) is None
    assert room.slack.team().files[shown].deleted


async def test_names_are_exported_and_forgotten_with_who_taught_them(
    room: Room, settings: Settings, tmp_path: Path
) -> None:
    """Also by who said that somebody on their pictures has agreed."""
    async with open_app(settings):
        answer = await room.ask("@Darkroom a lighthouse at night")
        ben = room.slack.person("ben")
        await ben.shortcut("keep_character", answer)
        await room.slack.until(
            lambda: "taught_sentence" in str(room.slack.modal_of("ben"))
        )
        form = room.slack.modal_of("ben")
        assert form is not None
        values = {
            "taught_name": {"line": "Beacon"},
            "taught_people": {"chosen": "agreed"},
        }
        assert not await ben.submits(form, values)
    owner = Owner(user=ben.user.id)
    assert await give_out(settings, owner, tmp_path / "his") is None
    [line] = (tmp_path / "his" / "names.jsonl").read_text("utf-8").splitlines()
    told = json.loads(line)
    assert (told["name"], told["agreed_by"]) == ("Beacon", ben.user.id)
    [picture] = (tmp_path / "his" / "pictures").iterdir()
    assert picture.stem == told["pictures"][0]["sha256"]
    assert await forget_all(settings, owner) is None
    assert await give_out(settings, owner, tmp_path / "rest") is None
    assert not (tmp_path / "rest" / "names.jsonl").exists()
    ann = Owner(user=room.ann.user.id)
    assert await give_out(settings, ann, tmp_path / "hers") is None
    [kept] = (tmp_path / "hers" / "pictures").iterdir()
    assert kept.name == picture.name


async def test_a_picture_that_others_brought_elsewhere_is_forgotten_there_as_well(
    room: Room, settings: Settings, tmp_path: Path
) -> None:
    """It can no longer be found, either."""
    async with open_app(settings):
        answer = await room.ask("@Darkroom a zyzzyva at night")
        ben = room.slack.person("ben")
        await ben.clicks(answer, "more", "more_entries:1")
        form = modal_of(room, "ben")
        line = next(b["block_id"] for b in form.blocks if "use_in:" in str(b))
        await ben.clicks(form, "entry", block_id=str(line))
        there = {"use_to": {"use_place": room.slack.team().channel("design").id}}
        assert not await ben.submits(modal_of(room, "ben"), there)
        await room.slack.until(lambda: room.slack.messages("#design"))
        [brought] = room.slack.messages("#design")
        await room.slack.until(lambda: pictures(brought))
    shown = [*pictures(answer), *pictures(brought)]
    assert await forget_all(settings, Owner(user=room.ann.user.id)) is None
    assert all(room.slack.team().files[each].deleted for each in shown)
    assert (
        await give_out(settings, Owner(team=room.slack.team().id), tmp_path / "rest")
        is None
    )
    assert (tmp_path / "rest" / "turns.jsonl").read_text() == ""


def modal_of(room: Room, name: str) -> View:
    """The form that somebody has open."""
    found = room.slack.modal_of(name)
    assert found is not None
    return found
