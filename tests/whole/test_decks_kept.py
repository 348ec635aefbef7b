"""Decks are forgotten with whoever asked for them, and survive restarts."""

from pathlib import Path

import pytest

from bot.app import open_app
from bot.commands.belongings import forget_all, give_out
from bot.core.belongings import Owner
from tests.whole.conftest import Room, pictures
from tests.whole.test_charts import files
from tests.whole.test_decks import SMALL, changed, drawn
from tests.whole.test_forgetting import Place, place
from tests.whole.test_use_in import brought, channel, filled, form_of

__all__ = ["place"]
pytestmark = pytest.mark.slow


async def test_forgetting_leaves_neither_files_nor_outline(
    room: Room, place: Place, tmp_path: Path
) -> None:
    """Somebody else has pressed the button, which makes it nobody else's deck."""
    async with open_app(place.settings):
        outline = await room.ask(SMALL)
        await room.slack.person("ben").clicks(outline, "draw_deck")
        await room.slack.until(lambda: len(files(room, outline)) == 2)
        ids = [each for m in room.beside(outline) for each in m.file_ids]
        assert place.holds("a wide valley with a river")
        assert await place.forgets(room.ann.user.id) is None
        assert not place.holds("a wide valley with a river")
        assert not place.holds("Thank you")
    assert len(ids) == 2
    assert all(room.slack.team().files[each].deleted for each in ids)
    shelf = [each for each in (tmp_path / "pictures").rglob("*") if each.is_file()]
    assert not shelf


async def test_a_deck_is_changed_after_a_restart(room: Room, place: Place) -> None:
    async with open_app(place.settings):
        outline = await room.ask(SMALL)
        await drawn(room, outline)
    async with open_app(place.settings):
        await changed(room, outline, "another picture on 2: no people")
    assert len(room.model.images) == 4


async def test_whoever_asks_for_their_belongings_gets_the_decks(
    room: Room, place: Place, tmp_path: Path
) -> None:
    """The words, and the files as they are in the thread."""
    async with open_app(place.settings):
        outline = await room.ask(SMALL)
        deck = await drawn(room, outline)
    folder, owner = tmp_path / "mine", Owner(user=room.ann.user.id)
    assert await give_out(place.settings, owner, folder) is None
    assert "a wide valley with a river" in (folder / "turns.jsonl").read_text("utf-8")
    given = [each.read_bytes() for each in (folder / "pictures").iterdir()]
    ids = [each for m in room.beside(outline) for each in m.file_ids]
    shown = [room.slack.team().files[each].data for each in (*ids, *pictures(deck))]
    assert len(ids) == 2
    assert all(each in given for each in shown)


async def test_forgetting_waits_for_a_deck_that_is_drawn_and_leaves_nothing_then(
    room: Room, place: Place, tmp_path: Path
) -> None:
    """Whatever comes meanwhile."""
    room.model.hold(before="image_generation.completed")
    async with open_app(place.settings):
        outline = await room.ask(SMALL)
        await room.ann.clicks(outline, "draw_deck")
        await room.model.until(lambda: len(room.model.held) == 3)
        told = await forget_all(place.settings, Owner(user=room.ann.user.id))
        assert "still being answered" in (told or "")
        room.model.release()
        await room.slack.until(lambda: len(files(room, outline)) == 2)
        assert await place.forgets(room.ann.user.id) is None
        assert not place.holds("a wide valley with a river")
        assert not place.holds(room.ann.user.id)
    assert all(each.deleted for each in room.slack.team().files.values())
    shelf = [each for each in (tmp_path / "pictures").rglob("*") if each.is_file()]
    assert not shelf


async def test_a_deck_that_was_brought_elsewhere_is_forgotten_there_too(
    room: Room, place: Place
) -> None:
    """With its files; what somebody else has made of it since stays theirs."""
    ben = room.slack.person("ben")
    async with open_app(place.settings):
        await drawn(room, await room.ask(SMALL))
        form = await form_of(room, "ben")
        assert not await ben.submits(form, filled(channel(room, "#design")))
        deck = await brought(room, "#design")
        await room.slack.until(lambda: len(files(room, deck)) == 2)
        ids = [each for m in room.beside(deck) for each in m.file_ids]
        assert await place.forgets(room.ann.user.id) is None
        assert not place.holds("a wide valley with a river")
    assert len(ids) == 2
    assert all(room.slack.team().files[each].deleted for each in ids)
