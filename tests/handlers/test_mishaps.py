"""Errors while Slack waits: the payload is sent again, and the log says where it came
from."""

from typing import Any

import pytest
from slack_bolt.app.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.request.async_request import AsyncBoltRequest

from bot.core.reporting.counters import Counters
from bot.log import Lines
from handlers import mishaps
from handlers.payloads.shape import whence


class Counted(Counters):
    missing = 0

    def missed(self) -> None:
        self.missing += 1


async def _me() -> AuthorizeResult:
    return AuthorizeResult(enterprise_id=None, team_id="T1", bot_user_id="UBOT")


async def test_an_event_that_cannot_be_taken_in_is_left_to_slack(
    caplog: pytest.LogCaptureFixture,
) -> None:
    """Its words are in no line."""
    counters = Counted()
    app = AsyncApp(signing_secret="s", authorize=_me, process_before_response=True)
    mishaps.register(app, counters)

    @app.event("app_mention")
    async def on_mention() -> None:
        raise OSError("the database is gone")

    event = {"type": "app_mention", "channel": "C1", "ts": "1.2", "text": "a wombat"}
    body = {"type": "event_callback", "team_id": "T1", "event_id": "Ev1"}
    request = AsyncBoltRequest(mode="socket_mode", body=body | {"event": event})
    response = await app.async_dispatch(request)
    assert response.status == 500
    assert counters.missing == 1
    [record] = [each for each in caplog.records if each.levelname == "ERROR"]
    shown = Lines().format(record)
    assert "kind=app_mention team=T1 channel=C1 ts=1.2 event=Ev1" in shown
    assert "the database is gone" in shown
    assert "wombat" not in shown


@pytest.mark.parametrize(
    ("body", "found"),
    [
        (
            {"type": "block_actions", "team": {"id": "T1"}, "channel": {"id": "C1"}},
            ("block_actions", "T1", "C1"),
        ),
        (
            {"command": "/imagine", "team_id": "T1", "channel_id": "C1", "text": "x"},
            ("/imagine", "T1", "C1"),
        ),
        ({"type": "view_submission", "team": None}, ("view_submission", "-", "-")),
        ({"type": "a secret word", "team_id": ["T1"]}, ("-", "-", "-")),
        ({}, ("-", "-", "-")),
    ],
)
def test_every_kind_of_payload_says_whence_it_came(
    body: dict[str, Any], found: tuple[str, str, str]
) -> None:
    said = whence(body)
    assert (said["kind"], said["team"], said["channel"]) == found
