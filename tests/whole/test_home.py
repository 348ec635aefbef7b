"""The home tab as a gallery, on both engines: what is shown to whom, and what can be
done there."""

from typing import Any

from playground.slack import Fault
from playground.slack.messages import Message
from playground.slack.people import Person
from playground.slack.workspace import View
from tests.whole.conftest import ON_BOTH, Room, Start, pictures


async def home_of(room: Room, name: str = "ann") -> View:
    """The home tab that somebody opens, once it is there."""
    before = published(room)
    await room.slack.person(name).opens_home()
    await room.slack.until(lambda: published(room) > before)
    home = room.slack.home_of(name)
    assert home is not None
    return home


def published(room: Room) -> int:
    return sum(not call.error for call in room.slack.calls.of("views.publish"))


async def pressed(
    room: Room, person: Person, home: View, action: str, value: Any = None
) -> None:
    """Press or choose something in the tab, and wait until it is shown anew."""
    before = published(room)
    await person.clicks(home, action, value)
    await room.slack.until(lambda: published(room) > before)


def shown(home: View) -> list[str]:
    """The files of the pictures that a tab shows."""
    images = [each for each in home.blocks if each["type"] == "image"]
    return [each["slack_file"]["id"] for each in images]


def words(home: View) -> str:
    return str(home.blocks)


def values(home: View, action: str) -> list[str]:
    """The values of the buttons with this action."""
    rows = (each.get("elements", ()) for each in home.blocks)
    found = (each for row in rows for each in row if each.get("action_id") == action)
    return [str(each["value"]) for each in found]


async def in_direct_messages(room: Room, text: str) -> Message:
    asked = await room.ann.says("@Darkroom", text)
    return await room.ended(asked)


@ON_BOTH
async def test_everybody_sees_the_pictures_of_the_channels_that_they_are_in(
    room: Room, start: Start
) -> None:
    """And their own in direct messages; each of them can be loaded there."""
    await start()
    public = await room.ask("@Darkroom a lighthouse")
    secret = await room.ask("@Darkroom a secret door", "#secret")
    own = await in_direct_messages(room, "a red fox")
    await room.slack.person("ben").leaves("#secret")
    anns, bens = await home_of(room), await home_of(room, "ben")
    assert shown(anns) == [*pictures(own), *pictures(secret), *pictures(public)]
    assert shown(bens) == pictures(public)
    for home in (anns, bens):
        assert all(each.ok for each in room.slack.seen_in(home))
    assert "secret door" not in words(bens)
    assert "red fox" not in words(bens)


async def test_a_picture_leads_to_its_thread(room: Room, start: Start) -> None:
    await start()
    answer = await room.ask("@Darkroom a lighthouse")
    home = await home_of(room)
    stamp = answer.ts.replace(".", "")
    place = f"https://small.slack.com/archives/{answer.channel}/p{stamp}"
    assert f"{place}?thread_ts={answer.thread_ts}" in words(home)
    assert (await room.ann.clicks(home, "open_thread")).acked


async def test_what_is_under_way_is_shown_until_it_is_done(
    room: Room, start: Start
) -> None:
    """The tab is built anew by itself."""
    await start()
    room.model.hold(before="response.image_generation_call.completed")
    asked = await room.ann.says("#general", "@Darkroom a lighthouse at night")
    answer = await room.answer(asked)
    home = await home_of(room)
    assert "'Under way'" in words(home)
    room.model.release()
    await room.ended(asked)
    await room.slack.until(
        lambda: shown(home) == pictures(answer) and "'Under way'" not in words(home)
    )


@ON_BOTH
async def test_pictures_are_found_by_words_whose_they_are_and_where(
    room: Room, start: Start
) -> None:
    await start()
    fox = await room.ask("@Darkroom a red fox in the snow")
    owl = await room.ask("@Darkroom a grey owl", "#design")
    ben = room.slack.person("ben")
    asked = await ben.says("#general", "@Darkroom a blue fox")
    other = await room.ended(asked)
    home = await home_of(room)
    await pressed(room, room.ann, home, "home_words", "fox")
    assert shown(home) == [*pictures(other), *pictures(fox)]
    await pressed(room, room.ann, home, "home_whose", "mine")
    assert shown(home) == pictures(fox)
    await pressed(room, room.ann, home, "home_clear")
    await pressed(room, room.ann, home, "home_channel", owl.channel)
    assert shown(home) == pictures(owl)
    await pressed(room, room.ann, home, "home_words", "elephant")
    assert "Nothing was found" in words(home)


async def test_pages_lead_to_older_pictures_and_back(room: Room, start: Start) -> None:
    await start()
    drawn = [await room.ask(f"@Darkroom fox {n}") for n in range(7)]
    home = await home_of(room)
    first = values(home, "use_in")
    assert len(first) == 6
    await pressed(room, room.ann, home, "home_older")
    assert shown(home) == pictures(drawn[0])
    await pressed(room, room.ann, home, "home_newer")
    assert values(home, "use_in") == first


async def test_another_process_goes_on_with_a_search(room: Room, start: Start) -> None:
    """It travels with the view."""
    await start()
    for text in ("a red fox", "an owl"):
        await room.ask(f"@Darkroom {text}")
    home = await home_of(room)
    await pressed(room, room.ann, home, "home_words", "fox")
    assert "fox" in home.body["private_metadata"]
    again = await home_of(room)
    assert len(shown(again)) == 1


async def test_without_its_scopes_the_tab_shows_nothing_and_says_so(
    room: Room, start: Start
) -> None:
    await start()
    await room.ask("@Darkroom a lighthouse", "#general")
    fault = Fault("users.conversations", times=99, error="missing_scope")
    room.slack.faults.add(fault)
    home = await home_of(room, "ben")
    assert not shown(home)
    assert "Slack is not telling me" in words(home)


async def test_what_the_owner_opens_to_all_is_seen_by_all_but_guests(
    room: Room, start: Start
) -> None:
    """What is private stays so, for everybody."""
    await start(gallery="public")
    await in_direct_messages(room, "a diary")
    await room.ask("@Darkroom a secret door", "#secret")
    drawn = await room.ask("@Darkroom a lighthouse", "#design")
    team = room.slack.team()
    for name in ("ben", "cleo"):
        if team.user(name).id in team.channel("secret").members:
            await room.slack.person(name).leaves("#secret")
    for name in ("ben", "cleo"):
        await room.slack.person(name).leaves("#design")
    team.user("cleo").is_restricted = True
    assert shown(await home_of(room, "ben")) == pictures(drawn)
    assert not shown(await home_of(room, "cleo"))
