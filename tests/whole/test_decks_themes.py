"""The looks of decks: themes of ours, styles of the team, colors of a picture."""

from pathlib import Path
from typing import Any

from bot.core.turn.taught import NameKind
from playground.slack.faults import Fault
from playground.slack.messages import Message
from playground.slack.pictures import may_see
from tests.whole.conftest import Room, Start
from tests.whole.taught import school_in
from tests.whole.test_decks import (
    SMALL,
    base,
    by_form,
    changed,
    drawn,
    filled,
    is_drawn,
)
from tests.whole.test_photo_booth import photo

__all__ = ["base"]


async def test_another_theme_costs_no_picture(room: Room, start: Start) -> None:
    await start()
    outline = await room.ask(SMALL)
    deck = await drawn(room, outline)
    form = {"deck_look": {"chosen": "harbour"}}
    new = await by_form(room, deck, "deck_theme", form)
    assert "Theme: harbour" in str(new.blocks)
    assert len(room.model.images) == 3
    assert len(room.model.responses) == 2


async def test_a_theme_can_have_the_colors_of_a_picture(
    room: Room, start: Start
) -> None:
    await start()
    outline = await room.ask(SMALL)
    deck = await drawn(room, outline)
    look = {"deck_look": {"chosen": "paper"}}
    form = {**look, "deck_brand_picture": {"file": [photo()]}}
    new = await by_form(room, deck, "deck_theme", form)
    assert "Theme: the colors of a picture" in str(new.blocks)
    assert len(room.model.images) == 3
    kept = await changed(room, outline, "swap 2 and 3")
    assert is_drawn(kept)
    await room.ann.clicks(kept, "deck_theme")
    await room.slack.until(lambda: "brand" in str(room.slack.modal_of("ann")))


async def test_a_reply_can_name_a_style_of_the_team(
    room: Room, start: Start, base: dict[str, str], tmp_path: Path
) -> None:
    """Its colors and its words are those of the deck; nobody else's styles are."""
    await start()
    outline = await room.ask(SMALL)
    async with school_in(room, tmp_path, base.get("database_url", "")) as school:
        style = {"kind": NameKind.STYLE, "sentence": "cold blue light"}
        await school.teach("Winter light", await school.draws(), **style)
        await school.teach("Theirs", await school.draws(), **{**style, "team": "T9"})
    new = await room.ask("theme: winter light", thread=outline)
    assert "theme *Winter light*" in str(new.blocks)
    theirs = await room.ask("theme: Theirs", thread=outline)
    assert "theme *Winter light*" not in str(theirs.blocks)
    assert not room.model.images
    await drawn(room, new)
    prompts = [str(each.request["prompt"]) for each in room.model.images.values()]
    assert all("cold blue light" in each for each in prompts)


async def test_a_theme_before_drawing_is_an_outline(room: Room, start: Start) -> None:
    await start()
    outline = await room.ask(SMALL)
    await room.ann.clicks(outline, "deck_theme")
    await filled(room, {"deck_look": {"chosen": "clay"}})
    new = await room.ended(outline)
    assert "theme *clay*" in str(new.blocks)
    assert not room.model.images
    await drawn(room, new)
    assert "terracotta" in str(next(iter(room.model.images.values())).request)


async def looks(room: Room) -> tuple[Any, dict[str, Any]]:
    """The form of themes, and the picture in it."""
    await room.slack.until(lambda: "slack_file" in str(room.slack.modal_of("ann")))
    form: Any = room.slack.modal_of("ann")
    return form, form.blocks[0]


async def test_the_form_of_themes_shows_them_all(room: Room, start: Start) -> None:
    """To one person, and for as long as the form is open."""
    await start()
    outline = await room.ask(SMALL)
    await room.ann.clicks(outline, "deck_theme")
    form, image = await looks(room)
    assert "meadow: leaf green" in image["alt_text"]
    team, file_id = room.slack.team(), image["slack_file"]["id"]
    assert may_see(team, team.files[file_id], room.ann.user.id)
    assert not may_see(team, team.files[file_id], team.user("ben").id)
    assert not await room.ann.submits(form, {"deck_look": {"chosen": "clay"}})
    await room.slack.until(lambda: team.files[file_id].deleted)
    assert "theme *clay*" in str((await room.ended(outline)).blocks)


async def colored(room: Room, outline: Message, logo: Any) -> Message:
    """What comes of wanting the colors of a picture."""
    await room.ann.clicks(outline, "deck_theme")
    paper = {"deck_look": {"chosen": "paper"}}
    await filled(room, {**paper, "deck_brand_picture": {"file": [logo]}})
    return await room.ended(outline)


async def test_the_form_of_themes_shows_what_became_of_a_logo(
    room: Room, start: Start
) -> None:
    """Its picture goes when it is closed, too."""
    await start()
    outline = await room.ask(SMALL)
    new = await colored(room, outline, photo())
    assert "theme *brand*" in str(new.blocks)
    await room.slack.until(lambda: room.slack.modal_of("ann") is None)
    await room.ann.clicks(new, "deck_theme")
    form, image = await looks(room)
    assert "brand: made of the colors" in image["alt_text"]
    await room.ann.closes(form)
    files_here = room.slack.team().files
    await room.slack.until(lambda: files_here[image["slack_file"]["id"]].deleted)


async def test_a_logo_that_cannot_be_read_leaves_the_deck_as_it_is(
    room: Room, start: Start
) -> None:
    """Which is said; the outline before can still be drawn."""
    await start()
    outline = await room.ask(SMALL)
    logo = ("logo.png", b"\x89PNG\r\n\x1a\n no picture at all")
    told = await colored(room, outline, logo)
    assert "I could not read the picture whose colors" in str(told.blocks)
    other = await room.ask("theme: night", thread=outline)
    assert "theme *night*" in str(other.blocks)
    assert "3 slides" in str(other.blocks)
    await drawn(room, outline)


async def test_a_form_of_themes_without_a_picture_still_works(
    room: Room, start: Start
) -> None:
    """It opens although Slack takes no file, and nothing in it waits for one."""
    await start()
    outline = await room.ask(SMALL)
    broken = Fault(
        "files.getUploadURLExternal", times=99, error="storage_limit_reached"
    )
    room.slack.faults.add(broken)
    await room.ann.clicks(outline, "deck_theme")
    await room.slack.until(lambda: room.slack.modal_of("ann"))
    form: Any = room.slack.modal_of("ann")
    await room.slack.until(lambda: "on its way" not in str(form.blocks))
    assert form.blocks[0]["type"] == "input"
    assert not await room.ann.submits(form, {"deck_look": {"chosen": "clay"}})
    assert "theme *clay*" in str((await room.ended(outline)).blocks)
