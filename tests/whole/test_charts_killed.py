"""A chart whose process is killed: one message that ends, nothing drawn twice."""

import pytest

from tests.whole.conftest import Room, has_ended, pictures
from tests.whole.test_charts import charts, files
from tests.whole.test_sets_killed import Kill, killed

__all__ = ["killed"]
VISITS = "@Darkroom chart of visits: Monday 12, Friday 31"
pytestmark = pytest.mark.slow


async def test_a_chart_is_drawn_once_though_its_words_are_asked_for_again(
    room: Room, killed: Kill
) -> None:
    room.model.hold(before="response.output_text.done")
    asked = await room.ann.says("#general", VISITS)
    answer = await room.answer(asked)
    await room.model.until(lambda: len(room.model.held) == 1)
    await killed()
    room.model.release()
    await room.slack.until(lambda: has_ended(answer))
    assert len(charts(answer)) == 1
    await room.slack.until(lambda: len(files(room, asked)) == 1)
    calls = [each for one in room.model.responses.values() for each in one.items]
    assert len([each for each in calls if each["type"] == "function_call"]) == 1
    replies = room.slack.messages("#general", asked)
    assert len([each for each in replies if charts(each)]) == 1


async def test_the_backdrop_of_a_poster_is_paid_for_once(
    room: Room, killed: Kill
) -> None:
    room.model.hold(before="response.output_text.done")
    asked = await room.ann.says("#general", f"{VISITS}, as a poster")
    answer = await room.answer(asked)
    await room.model.until(lambda: len(room.model.held) == 1)
    await killed()
    room.model.release()
    await room.slack.until(lambda: has_ended(answer))
    drawn = [each for one in room.model.responses.values() for each in one.pictures]
    assert len(drawn) == 1
    [file_id] = pictures(answer)
    assert room.slack.team().files[file_id].data not in drawn
    assert len(room.slack.messages("#general", asked)) == 2
