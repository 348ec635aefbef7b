"""Every payload is acknowledged, leaves no traceback and does no harm."""

import logging
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.core.turn.asks import Ask
from bot.core.turn.thread import ThreadKey
from handlers.payloads.fields import Malformed
from handlers.payloads.shape import shaped, whence
from tests.handlers.conftest import BOT, Front, Noted
from tests.handlers.test_events import finished
from tests.hostile.payloads import Scene, Sent, astray, kinds, mutations
from tests.studio import DRAWN

NAMES = [sent.name for sent in kinds(Scene())]
THEIRS = Scene("T2", "C2", "U9", BOT, "1800000000.000200", "2")


async def two_workspaces(front: Front, noted: Noted) -> Scene:
    """A turn that is ours, and one that is another workspace's."""
    await finished(front)
    front.studio.model._scripts = [DRAWN, *[[]] * 20_000]
    thread = ThreadKey(THEIRS.team, THEIRS.channel, THEIRS.ts)
    theirs = Ask("T2/C2/1", thread, THEIRS.user, "theirs", THEIRS.ts)
    await front.studio.intake.take(theirs)
    await front.studio.idle()
    return Scene(bot=BOT, response_url=f"{noted.url}/respond")


def kind(scene: Scene, name: str) -> Sent:
    [sent] = [each for each in kinds(scene) if each.name == name]
    return sent


def errors(caplog: pytest.LogCaptureFixture) -> list[str]:
    bad = (r for r in caplog.records if r.exc_info or r.levelno >= logging.ERROR)
    return [f"{record.getMessage()} {record.exc_info}" for record in bad]


@pytest.mark.parametrize("name", NAMES)
async def test_a_payload_of_every_kind_means_something_or_nothing(
    front: Front, noted: Noted, name: str, caplog: pytest.LogCaptureFixture
) -> None:
    """However it is mangled."""
    scene = await two_workspaces(front, noted)
    before = await front.studio.turns.get(2)
    wrong = list(mutations(kind(scene, name)))
    assert len(wrong) >= 250
    for sent in wrong:
        assert (await front.send(sent.payload)).status == 200, sent.name
        await front.studio.idle()
        assert not errors(caplog), sent.name
    assert await front.studio.turns.get(2) == before


@pytest.mark.parametrize("name", NAMES)
async def test_nothing_of_another_workspace_is_touched(
    front: Front, noted: Noted, name: str, caplog: pytest.LogCaptureFixture
) -> None:
    """Whether its names are in a payload of ours, or our names in one of theirs."""
    scene = await two_workspaces(front, noted)
    before = await front.studio.turns.get(2)
    shown = dict(front.studio.chat.versions)
    for sent in astray(kind(scene, name), scene, THEIRS):
        assert (await front.send(sent.payload)).status == 200, sent.name
        await front.studio.idle()
        assert await front.studio.turns.get(2) == before, sent.name
    assert before is not None
    assert front.studio.chat.versions[before.message] == shown[before.message]
    assert not errors(caplog)


SCALARS = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=9)
NESTED = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["type", "event", "team", "user", "id", "actions", "view"]),
            inner,
        )
    ),
    max_leaves=20,
)


@given(NESTED, st.sampled_from(kinds(Scene())), st.data())
@settings(suppress_health_check=[HealthCheck.too_slow])
def test_every_payload_can_be_read_or_is_malformed(
    value: Any, sent: Sent, data: st.DataObject
) -> None:
    """And the log says where it came from."""
    fields = st.sampled_from(sorted(sent.payload))
    payload = sent.payload | {data.draw(fields): value, data.draw(fields): value}
    for body in (value, payload):
        assert set(whence(body)) == {"kind", "team", "channel", "ts", "event"}
        try:
            assert shaped(body)
        except Malformed:
            continue


@pytest.mark.parametrize("name", sorted({*NAMES} - {"global shortcut"}))
def test_what_slack_sends_is_read(name: str) -> None:
    """The forms are not stricter than Slack."""
    assert shaped(kind(Scene(), name).payload)["team_id"] == "T1"
