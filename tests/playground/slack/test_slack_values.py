"""The parts that decide with values alone: text, kinds, ids, fields, limits."""

from dataclasses import dataclass
from typing import Literal

import pytest
from slack_sdk.web.async_client import AsyncWebClient

from playground.slack import Fault, Settings, SlackEmulator
from playground.slack.changes import Changes
from playground.slack.control.fields import Wrong, change, make
from playground.slack.faults import Faults
from playground.slack.ids import Clock, Ids
from playground.slack.kinds import kind_of
from playground.slack.limits import Limits
from playground.slack.text import typed
from tests.playground.slack.pictures import GIF, JPEG, PNG, WEBP


@pytest.mark.parametrize(
    ("text", "wire"),
    [
        ("a < b & c", "a &lt; b &amp; c"),
        ("@Darkroom hi", "<@U000000001> hi"),
        ("<@BOT>, hi", "<@U000000001>, hi"),
        ("@ann, @nobody", "<@U000000002>, @nobody"),
        ("mail a@ann.example", "mail a@ann.example"),
        ("see #design, not #cellar", "see <#C000000002|>, not #cellar"),
        ("see https://a.example/?b&c.", "see <https://a.example/?b&amp;c>."),
        ("", ""),
    ],
)
async def test_what_is_typed_goes_over_the_wire_as_slack_escapes_it(
    slack: SlackEmulator, text: str, wire: str
) -> None:
    assert typed(text, slack.team())[0] == wire


async def test_what_is_typed_is_rich_text_too(slack: SlackEmulator) -> None:
    [block] = typed("@ann & #design", slack.team())[1]
    [section] = block["elements"]
    assert section["elements"] == [
        {"type": "user", "user_id": "U000000002"},
        {"type": "text", "text": " & "},
        {"type": "channel", "channel_id": "C000000002"},
    ]


@pytest.mark.parametrize(
    ("data", "filetype", "size"),
    [
        (PNG, "png", (40, 30)),
        (JPEG, "jpg", (40, 30)),
        (GIF, "gif", (40, 30)),
        (WEBP, "webp", (0, 0)),
        (b"%PDF-1.7", "pdf", (0, 0)),
        (b"\0\1", "binary", (0, 0)),
        (b"<svg/>", "text", (0, 0)),
        (b"\xff\xd8\xff\xe0", "jpg", (0, 0)),
        (b"", "text", (0, 0)),
    ],
)
def test_bytes_tell_what_a_file_is(
    data: bytes, filetype: str, size: tuple[int, int]
) -> None:
    kind = kind_of(data)
    assert (kind.filetype, (kind.width, kind.height)) == (filetype, size)


def test_ids_are_the_same_in_every_run_and_differ_within_one() -> None:
    ids = Ids()
    assert [ids.new("F"), ids.new("C"), ids.new("F")] == [
        "F000000001",
        "C000000001",
        "F000000002",
    ]


def test_timestamps_increase_and_have_six_digits() -> None:
    clock = Clock()
    stamps = [clock.ts() for _ in range(100)]
    assert stamps == sorted(set(stamps))
    assert {len(one.partition(".")[2]) for one in stamps} == {6}


@dataclass
class Lamp:
    colour: Literal["red", "green"] = "red"
    watts: float = 1.0
    count: int = 1
    room: str | None = None


@pytest.mark.parametrize(
    "data",
    [{"colour": "blue"}, {"watts": "9"}, {"count": True}, {"room": 5}, {"price": 1}],
)
def test_json_that_does_not_fit_changes_nothing(data: dict[str, object]) -> None:
    lamp = Lamp()
    with pytest.raises(Wrong):
        change(lamp, {"watts": 2, **data})
    assert lamp == Lamp()


def test_json_that_fits_is_taken() -> None:
    assert make(Lamp, {"colour": "green", "watts": 2, "room": None}).watts == 2


def test_a_window_opens_again_when_its_oldest_call_is_over() -> None:
    limits = Limits(Settings(rate_limits=True))
    waits = [limits.refuse("T1", "users.list", "", now=1.0 * n) for n in range(21)]
    assert waits == [0] * 20 + [40]
    assert limits.refuse("T1", "users.list", "", now=60.0) == 0
    assert limits.refuse("T2", "users.list", "", now=20.0) == 0


def test_a_post_that_comes_early_is_paid_for() -> None:
    limits = Limits(Settings(rate_limits=True, post_burst=2))
    times = [0.0, 0.0, 0.0, 1.0, 1.5, 3.0]
    waits = [limits.refuse("T1", "chat.postMessage", "C1", now) for now in times]
    assert waits == [0, 0, 1, 0, 1, 0]


def test_faults_are_met_in_the_order_of_arming() -> None:
    faults = Faults()
    faults.add(Fault("a", error="first", after=1))
    faults.add(Fault("*", error="second", times=2))
    met = [fault.error if (fault := faults.take("a")) else "" for _ in range(4)]
    assert met == ["second", "first", "second", ""]


def test_the_ring_knows_what_a_reader_missed() -> None:
    changes = Changes()
    changes.ring = type(changes.ring)(maxlen=2)
    for kind in ("c", "b", "a"):
        changes.tell(kind)
    assert [changes.missed(after) for after in (0, 1, 3, 4)] == [
        True,
        False,
        False,
        True,
    ]


async def test_a_permalink_of_a_reply_names_its_thread(
    slack: SlackEmulator, client: AsyncWebClient
) -> None:
    root = await slack.person("ann").says("#general", "hi")
    reply = await slack.person("ben").says("#general", "ho", thread=root)
    link = await client.chat_getPermalink(channel=root.channel, message_ts=reply.ts)
    assert link["permalink"].endswith(f"?thread_ts={root.ts}&cid={root.channel}")
