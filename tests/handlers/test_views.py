"""Forms and the app's home tab: whatever happens, the click is acknowledged."""

import pytest
from slack_sdk.web.async_client import AsyncWebClient

from bot.adapters.slack_identity import InstalledClient
from bot.adapters.slack_views import SlackViews
from tests.fakes import ManyInstallations
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
    await front.studio.idle()
    assert caplog.text.count("not shown to a person") == 3


async def test_a_slack_that_does_not_answer_does_not_leave_a_click_waiting(
    front: Front, noted: Noted
) -> None:
    noted.silent = True
    assert (await front.send(SHORTCUT)).status == 200


async def test_what_opens_does_so_in_the_workspace_that_the_payload_came_from(
    front: Front, noted: Noted
) -> None:
    """The app is installed nowhere else, so nothing could be called otherwise."""
    await finished(front)
    await front.send(click("details"))
    await front.send(SHORTCUT)
    await front.event(HOME)
    await front.studio.idle()
    calls = [call for call, _ in noted.calls]
    assert calls == ["views.open", "views.open", "views.publish"]


@pytest.mark.parametrize("sign", ["🦊", "狐", '"', "\x01"])
async def test_many_long_names_fit_into_what_slack_keeps(
    front: Front, noted: Noted, sign: str
) -> None:
    """Names are dropped before files."""
    files = [{"id": f"F0123456{each:02}", "name": sign * 90} for each in range(9)]
    await front.send(SHORTCUT | {"message": {"ts": "1.1", "files": files}})
    [(_, told)] = noted.calls
    assert len(told["view"]["private_metadata"].encode()) <= 3000
    await front.send(form(noted, "make it night"))
    turn = await front.studio.turns.get(1)
    assert turn is not None
    assert len(turn.ask.attached) == 8


async def test_an_address_for_an_answer_that_leads_nowhere_is_a_line(
    noted: Noted, caplog: pytest.LogCaptureFixture
) -> None:
    """The command was taken all the same."""
    nowhere = ManyInstallations()
    views = SlackViews(InstalledClient(AsyncWebClient(), nowhere), longest=1)
    await views.tell(f"{noted.url}/respond", "a\ud800\u202eb")
    await views.tell("http://127.0.0.1:1/", "b")
    await views.tell("http://[/", "b")
    assert [told["text"] for _, told in noted.calls] == ["a\ufffdb"]
    assert [each.levelname for each in caplog.records] == ["WARNING"] * 2
    assert not any(each.exc_info for each in caplog.records)
