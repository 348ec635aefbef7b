"""*Describe* says what is on a picture, to one person alone."""

from playground.slack.workspace import View
from tests.whole.conftest import Room, Start
from tests.whole.test_photo_booth import photo

SHORTCUT = "describe_picture"


async def told(room: Room, name: str = "ann") -> View:
    """The view of *Describe* once the model has answered."""

    def answered() -> bool:
        view = room.slack.modal_of(name)
        return view is not None and "I am looking" not in str(view.blocks)

    await room.slack.until(answered)
    view = room.slack.modal_of(name)
    assert view is not None
    return view


async def test_our_own_picture_is_described_once_for_everybody(
    room: Room, start: Start
) -> None:
    await start()
    answer = await room.ask("@Darkroom a red fox")
    asked = len(room.model.responses)
    for name in ("ann", "ben"):
        await room.slack.person(name).shortcut(SHORTCUT, answer)
        view = await told(room, name)
        assert "Only you see this" in str(view.blocks)
        assert "$" in str(view.blocks)
    assert len(room.model.responses) == asked + 1
    *_, last = room.model.responses.values()
    assert not last.request.get("tools")
    assert not room.slack.ephemerals("ann")


async def test_a_picture_that_somebody_has_posted_is_described(
    room: Room, start: Start
) -> None:
    await start()
    said = await room.ann.says("#general", "look", files=[photo()])
    await room.ann.shortcut(SHORTCUT, said)
    assert "Only you see this" in str((await told(room)).blocks)


async def test_where_there_is_no_picture_nobody_is_asked(
    room: Room, start: Start
) -> None:
    await start()
    said = await room.ann.says("#general", "no picture here")
    await room.ann.shortcut(SHORTCUT, said)
    assert "There is no picture" in str((await told(room)).blocks)
    assert not room.model.responses


async def test_a_model_that_does_not_answer_is_asked_again_next_time(
    room: Room, start: Start
) -> None:
    await start(openai_model="no-such-model")
    said = await room.ann.says("#general", "look", files=[photo()])
    for _ in range(2):
        await room.ann.shortcut(SHORTCUT, said)
        assert "cannot describe" in str((await told(room)).blocks)
