"""Reads the emulators' logs into evidence."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, Final

from playground.slack.calls import Call
from playground.slack.messages import Message, Version
from playground.slack.pictures import places
from tests.chaos.asking import CODE, OF_DECKS, code_of, pictures_of
from tests.chaos.evidence import (
    Act,
    Asked,
    Called,
    Evidence,
    Frame,
    Pressed,
    Shown,
    Stored,
    Thread,
)
from tests.chaos.reading.decks import CHART, button_of, deck_seen, told_in
from tests.chaos.reading.files import MADE, posted, strays
from tests.chaos.reading.paid import paid
from tests.chaos.town import EVES_ROOM, Town

NO_ROOM: Final = "I have not started, because I have no space"


@dataclass(frozen=True)
class Deeds:
    """What the storm itself has done, and what is stored after it."""

    asked: Sequence[Message]
    acts: Sequence[Act] = ()
    filled: Sequence[Asked] = ()
    pressed: Sequence[Pressed] = ()
    stored: Stored | None = None


def gather(town: Town, deeds: Deeds) -> Evidence:
    """Read the logs."""
    return Evidence(
        [*_asked(town, deeds.asked), *deeds.filled],
        _shown(town, deeds.asked),
        [_called(call) for call in town.slack.calls],
        paid(town),
        deeds.acts,
        _attached(town, deeds.asked),
        declined(town, deeds.asked),
        deeds.pressed,
        posted(town),
        strays(town),
        deeds.stored,
    )


def has_ended(blocks: Any) -> bool:
    """Whether a message has its last form: its buttons, and none of them is Stop."""
    drawn = str(blocks)
    return "'redo'" in drawn and "'stop'" not in drawn


def asks_somebody(blocks: Any) -> bool:
    """Whether a message has something to be decided."""
    return "'allow_once'" in str(blocks)


def is_whole(blocks: Any) -> bool:
    """Whether besides no picture is to come into it any more."""
    return has_ended(blocks) and "'block_id': 'missing'" not in str(blocks)


def declined(town: Town, asked: Sequence[Message]) -> dict[Thread, int]:
    """How many asks of each thread were turned away, with a word to the asker alone.

    In a thread that nobody has replied to, Slack would not show it. So it stands in the
    channel then, and is about an ask of this person there that nothing came of.
    """
    turned = [*_turned_away(town)]
    told = Counter(_thread(one) for one in turned if one.thread_ts)
    lacking = Counter(_thread(one) for one in asked)
    lacking.subtract(told)
    for one in {_thread(one): one for one in asked}.values():
        lacking[_thread(one)] -= len(_written(town, one))
    for message in (one for one in turned if not one.thread_ts):
        about = next((one for one in asked if _is_about(message, one, lacking)), None)
        if about:
            told[_thread(about)] += 1
            lacking[_thread(about)] -= 1
    return told


def _written(town: Town, asked: Message) -> set[str]:
    """The answers in a thread to what was written there, and not pressed or filled
    in."""
    here = (each for each in town.thread(asked) if not button_of(each.blocks))
    return {marked(each) for each in here} - {""}


def _turned_away(town: Town) -> Iterator[Message]:
    for team in town.teams:
        for channel in team.channels.values():
            for message in channel.ephemerals:
                if message.by_app and message.text.startswith(NO_ROOM):
                    yield message


def _is_about(message: Message, ask: Message, lacking: Counter[Thread]) -> bool:
    """Whether it can be about this ask: one that began a thread in which asks have no
    answer."""
    here = (ask.team, ask.channel, ask.user)
    return (
        here == (message.team, message.channel, message.ephemeral_to)
        and ask.thread_ts is None
        and lacking[_thread(ask)] > 0
    )


def marked(message: Message) -> str:
    """The bot's metadata of a message, written when it was posted."""
    payload = (message.metadata or {}).get("event_payload") or {}
    return str(payload.get("mark", ""))


def _thread(message: Message) -> Thread:
    return message.team, message.channel, message.root_ts


def _asked(town: Town, asked: Sequence[Message]) -> list[Asked]:
    """With the first time that one of its deliveries was acknowledged."""
    offered: dict[tuple[str, str], float] = {}
    acked: dict[tuple[str, str], float] = {}
    for told in town.slack.deliveries:
        key = (told.team, str(told.event.get("ts", "")))
        offered[key] = min(told.at, offered.get(key, told.at))
        if told.acked_at:
            acked[key] = min(told.acked_at, acked.get(key, told.acked_at))
    return [
        Asked(
            code_of(one.text),
            _thread(one),
            float(one.ts),
            offered.get((one.team, one.ts), 0.0),
            acked.get((one.team, one.ts), 0.0),
            pictures_of(one.text),
            OF_DECKS.search(one.text) is not None,
        )
        for one in asked
    ]


def _shown(town: Town, asked: Sequence[Message]) -> list[Shown]:
    """Not what Eve's payloads led to, in her own room."""
    threads = {_thread(one) for one in asked}
    return [
        Shown(
            _thread(message),
            message.ts,
            marked(message),
            tuple(_frame(version) for version in message.versions),
            message.deleted,
            _hashes(town, message),
            _picks(message),
            button_of(message.blocks),
            told_in(message.blocks),
            deck_seen(message.blocks),
            CHART in str(message.blocks),
        )
        for team in town.teams
        for channel in team.channels.values()
        if not channel.is_dm  # nobody asks there; pictures of forms are lent there
        for message in channel.messages.values()
        if message.by_app and (channel.name != EVES_ROOM or _thread(message) in threads)
    ]


def _frame(version: Version) -> Frame:
    drawn = f"{version.text} {version.blocks}"
    names = [str(block.get("block_id", "")) for block in version.blocks]
    preview = next((name for name in names if name.startswith("preview-")), "")
    codes = frozenset(CODE.findall(drawn))
    return Frame(
        version.at,
        has_ended(version.blocks),
        version.text[:80],
        codes,
        preview,
        asks_somebody(version.blocks),
    )


def _hashes(town: Town, message: Message) -> frozenset[str]:
    """Of the finished pictures; previews, sheets and files are made by the bot."""
    if _picks(message) or deck_seen(message.blocks):
        return frozenset()
    files = town.slack.team(message.team).files
    ids = [str((place.slack_file or {}).get("id")) for place in places(message.blocks)]
    found = [files[one] for one in (*ids, *message.file_ids) if one in files]
    return frozenset(
        sha256(file.data).hexdigest()
        for file in found
        if file.data
        and not file.name.startswith("preview-")
        and not file.name.endswith(MADE)
    )


def _picks(message: Message) -> int:
    """How many pictures of a set can be picked below its sheet."""
    return str(message.blocks).count("'action_id': 'pick_")


def _called(call: Call) -> Called:
    return Called(
        call.method,
        call.team,
        str(call.args.get("ts", "")),
        call.at,
        call.took,
        call.status,
        call.fault,
        call.error,
    )


def _attached(town: Town, asked: Sequence[Message]) -> dict[str, Thread]:
    found = {}
    for one in asked:
        for id_ in one.file_ids:
            data = town.slack.team(one.team).files[id_].data or b""
            found[sha256(data).hexdigest()] = _thread(one)
    return found
