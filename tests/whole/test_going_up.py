"""A picture that is on its way to Slack when the bot stops."""

from pathlib import Path

import pytest

from bot.app import open_app
from tests.whole.conftest import Room, pictures, settings_for


@pytest.mark.slow
async def test_a_stop_while_a_picture_is_processed_leaves_no_file(
    room: Room, tmp_path: Path
) -> None:
    files = room.slack.team().files

    def on_its_way() -> bool:
        return any(each.completed_at for each in files.values())

    room.slack.settings.file_processing_seconds = 60
    settings = settings_for(room.slack, room.model, tmp_path, previews="0")
    room.model.hold(before="response.completed")
    async with open_app(settings):
        asked = await room.ann.says("#general", "@Darkroom a lighthouse at night")
        answer = await room.answer(asked)
        await room.slack.until(on_its_way)
    room.model.release()
    room.slack.settings.file_processing_seconds = 0
    async with open_app(settings):
        await room.ended(asked)
        await room.slack.until(lambda: _left(room) == pictures(answer))


def _left(room: Room) -> list[str]:
    return [each.id for each in room.slack.team().files.values() if not each.deleted]
