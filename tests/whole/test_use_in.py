"""*Use in…* and *Edit with Darkroom*: a picture comes into another thread.
Nobody gets at what they may not see, whichever way they try."""

import json
from typing import Any

import pytest

from playground.slack.messages import Message
from playground.slack.workspace import View
from tests.whole.conftest import ON_BOTH, Room, Start, has_ended, pictures
from tests.whole.test_home import home_of, in_direct_messages, shown, values
from tests.whole.test_photo_booth import photo

Values = dict[str, dict[str, Any]]
NOT_THERE = "You and I both have to be in that channel"
UNSEEN = "You cannot see this picture any more"


def filled(to: str = "", link: str = "", said: str = "") -> Values:
    """What a person chooses and writes."""
    values: Values = {"use_to": {"use_place": to}} if to else {}
    values |= {"use_thread": {"words": link}} if link else {}
    return values | ({"use_said": {"words": said}} if said else {})


async def form_of(room: Room, name: str = "ann", number: int = 0) -> View:
    """The form that opens for a picture in somebody's home tab."""
    home = await home_of(room, name)
    value = values(home, "use_in")[number]
    block = next(each for each in home.blocks if f"'{value}'" in str(each))
    person = room.slack.person(name)
    await person.clicks(home, "use_in", block_id=block["block_id"])
    return opened(room, name)


def opened(room: Room, name: str = "ann") -> View:
    form = room.slack.modal_of(name)
    assert form is not None
    return form


def channel(room: Room, name: str) -> str:
    return room.slack.team().channel(name).id


async def brought(room: Room, where: str, before: int = 0) -> Message:
    """The message in which a picture has come somewhere."""

    def there() -> list[Message]:
        found = room.slack.messages(where)
        return [each for each in found if "brought this picture" in str(each.blocks)]

    await room.slack.until(lambda: len(there()) > before and pictures(there()[-1]))
    return there()[-1]


@ON_BOTH
async def test_a_picture_comes_into_another_channel_and_a_reply_changes_it(
    room: Room, start: Start
) -> None:
    """It costs nothing; the reply brings it along."""
    await start()
    first = await room.ask("@Darkroom a red fox")
    form = await form_of(room)
    assert room.slack.seen_in(form)[0].ok
    there = channel(room, "#design")
    assert not await room.ann.submits(form, filled(there, said="For the cover"))
    message = await brought(room, "#design")
    asked = len(room.model.responses)
    assert asked == 1
    told = f"brought this picture from <#{first.channel}>: For the cover"
    assert told in str(message.blocks)
    assert "'redo'" not in str(message.blocks)
    reply = await room.ann.says("#design", "but at night", thread=message)
    answer = await room.ended(reply)
    assert pictures(answer)
    assert len(room.model.responses) == asked + 1
    *_, last = room.model.responses.values()
    assert "input_image" in json.dumps(last.request["input"])


async def test_a_link_brings_it_into_a_thread_that_is_there(
    room: Room, start: Start
) -> None:
    """The next reply builds on it, and no longer on what was there before."""
    await start()
    await room.ask("@Darkroom a grey owl", "#design")
    fox = await room.ask("@Darkroom a red fox")
    root = room.slack.messages("#design")[0]
    form = await form_of(room)
    link = (
        f"https://small.slack.com/archives/{root.channel}/p{root.ts.replace('.', '')}"
    )
    assert not await room.ann.submits(form, filled(link=link))
    message = await brought(room, "#design")
    assert message.thread_ts == root.ts
    assert pictures(message) != pictures(fox)
    home = await home_of(room)
    assert pictures(message)[0] in shown(home)


async def test_a_channel_that_is_chosen_offers_its_latest_threads(
    room: Room, start: Start
) -> None:
    """One of them is taken only if it is of that channel."""
    await start()
    await room.ask("@Darkroom a grey owl", "#design")
    await room.ask("@Darkroom a red fox")
    owl, fox = (room.slack.messages(each)[0] for each in ("#design", "#general"))
    form = await form_of(room)
    await room.ann.clicks(form, "use_place", owl.channel)
    await room.slack.until(lambda: "use_latest" in str(opened(room).blocks))
    assert "a grey owl" in str(opened(room).blocks)
    there = filled(owl.channel) | {"use_latest": {"chosen": owl.ts}}
    assert not await room.ann.submits(opened(room), there)
    message = await brought(room, "#design")
    assert message.thread_ts == owl.ts != fox.ts


async def test_the_menu_of_a_picture_brings_it_into_direct_messages(
    room: Room, start: Start
) -> None:
    await start()
    answer = await room.ask("@Darkroom a red fox", "#secret")
    await room.ann.clicks(answer, "more", "more_entries:1")
    await room.ann.clicks(opened(room), "entry", block_id=block_of(opened(room)))
    assert not await room.ann.submits(opened(room), filled())
    message = await brought(room, room.slack.dm("ann"))
    assert "from another place" in str(message.blocks)
    assert channel(room, "#secret") not in str(message.blocks)


def block_of(form: View) -> str:
    """The line of *Use in…* in the form behind *More…*."""
    return next(str(b["block_id"]) for b in form.blocks if "use_in:" in str(b))


async def left(room: Room, name: str, where: str) -> None:
    await room.slack.person(name).leaves(where)


async def test_whoever_has_left_cannot_bring_a_picture_by_a_form_from_before(
    room: Room, start: Start
) -> None:
    await start()
    await room.ask("@Darkroom a secret door", "#secret")
    form = await form_of(room)
    await left(room, "ann", "#secret")
    wrong = await room.ann.submits(form, filled(channel(room, "#general")))
    assert UNSEEN in wrong["use_to"]


async def test_nor_by_a_button_of_a_tab_from_before(room: Room, start: Start) -> None:
    await start()
    await room.ask("@Darkroom a secret door", "#secret")
    home = await home_of(room)
    await left(room, "ann", "#secret")
    await room.ann.clicks(home, "use_in")
    assert not shown(opened(room))
    assert "cannot be brought anywhere" in str(opened(room).blocks)


async def test_nor_by_a_form_that_names_another_picture(
    room: Room, start: Start
) -> None:
    """One of a channel that one is not in, of somebody's direct messages, or none."""
    await start()
    await room.ask("@Darkroom a red fox")
    await in_direct_messages(room, "a diary")
    await room.ask("@Darkroom a secret door", "#secret")
    await left(room, "ben", "#secret")
    ben = room.slack.person("ben")
    for turn, number in ((2, 0), (3, 0), (404, 0), (1, 5), (2**63, 0)):
        form = await form_of(room, "ben")
        form.body["private_metadata"] = json.dumps({"turn": turn, "number": number})
        assert await ben.submits(form, filled(channel(room, "#general")))
        await ben.closes(form)
    form = await form_of(room, "ben")
    for nonsense in ("", "{", "[1]", '{"turn": "1"}', '{"turn": -1, "number": 0}'):
        form.body["private_metadata"] = nonsense
        assert await ben.submits(form, filled(channel(room, "#general")))
    assert not room.slack.messages("#design")
    assert len(room.slack.messages("#general")) == 2


async def test_a_picture_comes_nowhere_where_its_person_or_the_bot_is_not(
    room: Room, start: Start
) -> None:
    await start()
    await room.ask("@Darkroom a red fox")
    await left(room, "ann", "#design")
    bens = room.slack.dm("ben")
    for place in (channel(room, "#design"), channel(room, "#quiet"), bens, "C0NOWHERE"):
        form = await form_of(room)
        wrong = await room.ann.submits(form, filled(place))
        assert NOT_THERE in wrong["use_to"]
        link = f"https://small.slack.com/archives/{place}/p1700000000123456"
        wrong = await room.ann.submits(form, filled(link=link))
        assert wrong["use_thread"]
        await room.ann.closes(form)


async def test_somebody_whose_account_has_ended_brings_nothing_anywhere(
    room: Room, start: Start
) -> None:
    await start()
    await room.ask("@Darkroom a red fox")
    form = await form_of(room)
    room.slack.deactivate("ann")
    wrong = await room.ann.submits(form, filled(channel(room, "#general")))
    assert UNSEEN in wrong["use_to"]


async def edit_form(room: Room, message: Message) -> View:
    """What opens when Ann chooses *Edit with Darkroom* for a message."""
    await room.ann.shortcut("edit_picture", message)
    form = room.slack.modal_of("ann")
    assert form is not None
    return form


async def test_the_shortcut_says_at_once_where_there_is_nothing_to_change(
    room: Room, start: Start
) -> None:
    await start()
    quiet = await room.ann.says("#quiet", "look", files=[photo()])
    assert "/invite @Darkroom" in str((await edit_form(room, quiet)).blocks)
    words = await room.ann.says("#general", "only words")
    assert "no picture" in str((await edit_form(room, words)).blocks)


@pytest.mark.parametrize("ours", [True, False])
async def test_the_shortcut_takes_a_picture_into_another_channel(
    room: Room, start: Start, *, ours: bool
) -> None:
    """Ours, or one that somebody has posted; only where its person is."""
    await start()
    if ours:
        message = await room.ask("@Darkroom a lighthouse at night")
    else:
        message = await room.ann.says("#general", "look", files=[photo()])
    form = await edit_form(room, message)
    await room.slack.person("ann").leaves("#secret")
    team = room.slack.team()
    values: dict[str, Any] = {"ask": {"words": "make it sunrise"}}
    there = {"use_to": {"use_place": team.channel("#secret").id}}
    wrong = await room.ann.submits(form, values | there)
    assert "both have to be" in wrong["use_to"]
    there = {"use_to": {"use_place": team.channel("#design").id}}
    assert not await room.ann.submits(form, values | there)
    await room.slack.until(lambda: room.slack.messages("#design"))
    [answer] = room.slack.messages("#design")
    await room.slack.until(lambda: has_ended(answer))
    assert pictures(answer)
    *_, last = room.model.responses.values()
    assert "input_image" in json.dumps(last.request["input"])
    assert not last.previous_response_id


async def test_a_picture_of_the_history_is_brought_elsewhere(
    room: Room, start: Start
) -> None:
    await start()
    first = await room.ask("@Darkroom a red fox")
    second = await room.ask("make it night", thread=first)
    await room.ann.clicks(second, "history", "2")
    form = await strip_of(room)
    typed = {"history_0": {"chosen": ["1"]}}
    await room.ann.clicks(form, "history_use", typed=typed)
    await room.slack.until(lambda: "use_to" in str(opened(room).blocks))
    there = filled(channel(room, "#design"))
    assert not await room.ann.submits(opened(room), there)
    message = await brought(room, "#design")
    files = room.slack.team().files
    [old], [new] = pictures(first), pictures(message)
    assert files[old].data == files[new].data


async def strip_of(room: Room) -> View:
    await room.slack.until(lambda: (m := room.slack.modal_of("ann")) and shown(m))
    return opened(room)


async def test_the_form_of_a_channel_that_one_has_left_changes_nothing(
    room: Room, start: Start
) -> None:
    """Neither there nor elsewhere; nor does a form that names another channel."""
    await start()
    secret = await room.ask("@Darkroom a secret door", "#secret")
    form = await edit_form(room, secret)
    await left(room, "ann", "#secret")
    values: Values = {"ask": {"words": "make it sunrise"}}
    for more in ({}, filled(channel(room, "#general"))):
        wrong = await room.ann.submits(form, values | more)
        assert "not in the channel" in wrong["ask"]
    general = await room.ask("@Darkroom a red fox")
    await room.ann.closes(form)
    form = await edit_form(room, general)
    about = json.loads(form.body["private_metadata"])
    form.body["private_metadata"] = json.dumps({**about, "channel": secret.channel})
    assert "ask" in await room.ann.submits(form, values)
    assert len(room.slack.messages("#secret")) == 2
    assert len(room.model.responses) == 2
