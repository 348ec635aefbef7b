"""Forms and the app's own tab: what opens them is acknowledged, come what may."""

import pytest

from tests.handlers.conftest import Front, Noted
from tests.handlers.test_events import SHORTCUT, click, finished, form

HOME = {"type": "app_home_opened", "user": "U1", "tab": "home"}


@pytest.mark.parametrize("status", [429, 500])
async def test_a_slack_that_opens_nothing_does_not_leave_a_click_waiting(
    front: Front, noted: Noted, status: int, caplog: pytest.LogCaptureFixture
) -> None:
    await finished(front)
    noted.status = status
    assert (await front.send(click("details"))).status == 200
    assert (await front.send(SHORTCUT)).status == 200
    assert await front.event(HOME) == 200
    assert caplog.text.count("a view was not shown") == 3


async def test_a_slack_that_does_not_answer_does_not_leave_a_click_waiting(
    front: Front, noted: Noted
) -> None:
    noted.silent = True
    assert (await front.send(SHORTCUT)).status == 200


@pytest.mark.parametrize("sign", ["🦊", "狐", '"', "\x01"])
async def test_many_long_names_fit_into_what_slack_keeps(
    front: Front, noted: Noted, sign: str
) -> None:
    """Names are let go before files are."""
    files = [{"id": f"F0123456{each:02}", "name": sign * 90} for each in range(9)]
    await front.send(SHORTCUT | {"message": {"ts": "1.1", "files": files}})
    [(_, told)] = noted.calls
    assert len(told["view"]["private_metadata"].encode()) <= 3000
    await front.send(form(noted, "make it night"))
    turn = await front.studio.turns.get(1)
    assert turn is not None
    assert len(turn.ask.attached) == 8
