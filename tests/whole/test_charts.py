"""Charts: exact numbers, in Slack's own blocks or in a picture, and never painted."""

from typing import Any

import pytest

from playground.slack.messages import Message
from tests.postgres_server import new_database
from tests.whole.conftest import Room, Start, pictures
from tests.whole.test_sets import buttons, entries

FERRIES = "@Darkroom chart of the ferry passengers"


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.slow)])
async def base(request: pytest.FixtureRequest) -> dict[str, str]:
    """Both engines."""
    alone = request.param == "sqlite"
    return {} if alone else {"database_url": await new_database()}


def charts(message: Message) -> list[dict[str, Any]]:
    """The charts and tables that Slack draws in a message."""
    kinds = ("data_visualization", "data_table")
    return [block for block in message.blocks if block["type"] in kinds]


def files(room: Room, asked: Message) -> list[tuple[str, bytes]]:
    """What was shared in the thread: the names and the bytes."""
    known = room.slack.team().files
    ids = [each for message in room.beside(asked) for each in message.file_ids]
    return [(known[each].name, known[each].data or b"") for each in ids]


async def test_a_chart_of_found_numbers_is_drawn_by_slack(
    room: Room, start: Start
) -> None:
    """With the picture as a file behind it, and the source below it."""
    await start()
    answer = await room.ask(FERRIES)
    [chart] = charts(answer)
    [series] = chart["chart"]["series"]
    values = [each["value"] for each in series["data"]]
    assert values == [4120, 3980, 5260, 6010, 7450, 8930]
    assert "https://harbours.example/ferries" in str(answer.blocks)
    assert "Not found" not in str(answer.blocks)
    assert not room.model.images
    assert not pictures(answer)
    await room.slack.until(lambda: len(files(room, answer)) == 1)
    [(name, data)] = files(room, answer)
    assert name.endswith("-chart.png")
    assert data.startswith(b"\x89PNG")
    assert "variations" not in buttons(answer)
    assert entries(answer) == ["Data", "Build on this one"]


async def test_a_workspace_without_charts_gets_pictures(
    room: Room, start: Start
) -> None:
    """It is asked twice, and then no more."""
    room.slack.settings.data_blocks = False
    await start()
    for _ in range(3):
        answer = await room.ask(FERRIES)
        assert not charts(answer)
        assert len(pictures(answer)) == 1
        [picture] = [each for each in answer.blocks if each["type"] == "image"]
        assert "January: 4,120" in picture["alt_text"]
    updates = room.slack.calls.of("chat.update")
    assert len([e for e in updates if "data_visualization" in str(e.args)]) == 2


async def test_data_gives_the_numbers_as_a_file(room: Room, start: Start) -> None:
    await start()
    answer = await room.ask(FERRIES)
    await room.slack.until(lambda: len(files(room, answer)) == 1)
    await room.ann.clicks(answer, "more", "data:1")
    await room.slack.until(lambda: len(files(room, answer)) == 2)
    name, data = files(room, answer)[-1]
    assert name == "passengers-of-the-harbour-ferries.csv"
    assert data.decode("utf-8-sig").splitlines()[1:3] == [
        "January,4120",
        "February,3980",
    ]
    await room.ann.clicks(answer, "more", "data:1")
    await room.slack.until(lambda: len(files(room, answer)) == 3)
    lines = await room.ask("as lines", thread=answer)
    assert charts(lines)[0]["chart"]["type"] == "line"


async def test_a_reply_gives_a_new_chart(room: Room, start: Start) -> None:
    await start()
    first = await room.ask(FERRIES)
    lines = await room.ask("as lines", thread=first)
    assert charts(lines)[0]["chart"]["type"] == "line"
    three = await room.ask("only the last three months", thread=first)
    shown = charts(three)[0]["chart"]
    assert shown["axis_config"]["categories"] == ["April", "May", "June"]
    assert shown["type"] == "line"
    assert "Not found" not in str(three.blocks)
    assert len(charts(first)) == 1


async def test_a_poster_is_a_backdrop_with_the_exact_chart_on_it(
    room: Room, start: Start
) -> None:
    """The image model draws the backdrop alone, and nobody is shown that."""
    await start()
    first = await room.ask(FERRIES)
    poster = await room.ask("as a poster", thread=first)
    assert not charts(poster)
    [file_id] = pictures(poster)
    shown = room.slack.team().files[file_id]
    drawn = [each for one in room.model.responses.values() for each in one.pictures]
    assert len(drawn) == 1
    assert shown.data not in drawn
    assert (shown.width, shown.height) == (1024, 1024)
    assert "January: 4,120" in str(poster.blocks)
    assert entries(poster) == ["Data", "Build on this one", "Use in…"]
    lines = await room.ask("as lines, as a poster", thread=first)
    assert len(pictures(lines)) == 1


async def test_numbers_in_the_persons_own_words_count_as_found(
    room: Room, start: Start
) -> None:
    await start()
    answer = await room.ask("@Darkroom a table chart of visits: Monday 12, Friday 31")
    [table] = charts(answer)
    assert table["type"] == "data_table"
    assert [row[1].get("value") for row in table["rows"][1:]] == [12, 31]
    assert "Not found" not in str(answer.blocks)


async def test_invented_numbers_are_marked(room: Room, start: Start) -> None:
    room.model.play("chart_invented")
    await start()
    answer = await room.ask(FERRIES)
    assert "Not found in a source: 7,777" in str(answer.blocks)


async def test_a_chart_that_does_not_fit_is_refused_twice_and_then_given_up(
    room: Room, start: Start
) -> None:
    room.model.play("chart_misfit")
    await start()
    answer = await room.ask(FERRIES)
    told = str([each.body["input"] for each in room.model.requests])
    assert told.count("Correct this, and call the tool again") == 2
    assert told.count("Do not call the tool again") == 1
    assert "there are 3 labels" in told
    assert not charts(answer)
    assert not pictures(answer)


async def test_a_chart_is_not_changed_by_the_image_model(
    room: Room, start: Start
) -> None:
    room.slack.settings.data_blocks = False
    await start()
    first = await room.ask(FERRIES)
    refused = await room.ask("@Darkroom in red --direct", thread=first)
    assert "The image model cannot change a chart" in str(refused.blocks)
    assert not room.model.images


async def test_numbers_are_written_in_the_askers_language(
    room: Room, start: Start
) -> None:
    room.slack.settings.data_blocks = False
    await start()
    answer = await room.ask("@Darkroom ein Diagramm mit der Zahl der Fähren-Fahrgäste")
    assert "January: 4.120" in str(answer.blocks)
    assert "Quelle: " in str(answer.blocks)
