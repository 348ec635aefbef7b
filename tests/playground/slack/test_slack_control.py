"""Driving the emulator over HTTP, as a page or curl does."""

import json
from collections.abc import AsyncIterator
from typing import Any

import pytest
from aiohttp import ClientResponse, ClientSession, FormData

from playground.slack import SlackEmulator, uploads
from tests.playground.slack.pictures import PNG


class Control:
    def __init__(self, slack: SlackEmulator, http: ClientSession) -> None:
        self.url, self.http = f"{slack.url}/control", http

    async def post(self, what: str, **order: object) -> tuple[int, Any]:
        async with self.http.post(f"{self.url}/{what}", json=order) as response:
            return response.status, await response.json()

    async def get(self, what: str, **query: str) -> Any:
        async with self.http.get(f"{self.url}/{what}", params=query) as response:
            return await response.json()


@pytest.fixture
async def http() -> AsyncIterator[ClientSession]:
    async with ClientSession() as session:
        yield session


@pytest.fixture
def control(slack: SlackEmulator, http: ClientSession) -> Control:
    return Control(slack, http)


async def test_a_page_finds_people_channels_and_commands_in_the_state(
    control: Control,
) -> None:
    state = await control.get("state")
    [team] = state["teams"]
    assert [user["name"] for user in team["users"]] == [
        "darkroom",
        "ann",
        "ben",
        "cleo",
    ]
    assert "quiet" in {channel["name"] for channel in team["channels"]}
    assert state["app"]["commands"][0]["hint"] == "a fox in the snow"


async def test_what_is_said_edited_and_deleted_is_read_back(control: Control) -> None:
    _, said = await control.post("say", **{"as": "ann"}, channel="#general", text="b")
    place = {"as": "ann", "channel": said["channel"], "ts": said["ts"]}
    await control.post("edit", **place, text="a")
    versions = (await control.get("versions", **place))["versions"]
    assert [version["text"] for version in versions] == ["b", "a"]
    await control.post("delete", **place)
    assert (await control.get("messages", channel="#general"))["messages"] == []


async def test_a_form_attaches_files_and_a_member_gets_their_bytes(
    control: Control, http: ClientSession
) -> None:
    form = FormData()
    form.add_field(
        "order", json.dumps({"as": "ann", "channel": "#secret", "text": "look"})
    )
    form.add_field("file", PNG, filename="a.png", content_type="image/png")
    async with http.post(f"{control.url}/say", data=form) as response:
        [file] = (await response.json())["message"]["files"]
    query = {"file": file["id"], "as": "ben"}
    async with http.get(f"{control.url}/file", params=query) as response:
        assert (response.content_type, await response.read()) == ("image/png", PNG)


async def test_the_past_still_shows_a_file_that_was_deleted(
    slack: SlackEmulator, control: Control, http: ClientSession
) -> None:
    said = await slack.person("ann").says("#general", "", files=[("a.png", PNG)])
    [file_id] = said.file_ids
    uploads.delete(slack.world, slack.team().files[file_id])
    query = {"file": file_id, "as": "ben"}
    async with http.get(f"{control.url}/file", params=query) as response:
        assert response.status == 404
    query["past"] = "1"
    async with http.get(f"{control.url}/file", params=query) as response:
        assert await response.read() == PNG


async def test_settings_change_only_to_what_they_can_be(
    slack: SlackEmulator, http: ClientSession, control: Control
) -> None:
    url = f"{control.url}/settings"
    async with http.patch(url, json={"rate_limits": True}) as response:
        assert (await response.json())["rate_limits"] is True
    async with http.patch(url, json={"order": "sideways"}) as response:
        assert response.status == 400
        assert "one of kept, shuffled" in (await response.json())["error"]
    assert slack.settings.order == "kept"


async def test_a_fault_is_armed_by_its_fields(
    slack: SlackEmulator, control: Control
) -> None:
    await control.post("faults", method="chat.update", retry_after=3)
    assert slack.faults.armed[0].retry_after == 3
    status, answer = await control.post("faults", method="chat.update", colour="red")
    assert (status, "unknown field 'colour'" in answer["error"]) == (400, True)


@pytest.mark.parametrize(
    ("status", "order"),
    [
        (404, {"as": "nobody", "channel": "#general", "text": "hi"}),
        (404, {"as": "ann", "channel": "#nowhere", "text": "hi"}),
        (403, {"as": "ann", "channel": "#archive", "text": "hi"}),
        (400, {"as": "ann", "channel": 7, "text": "hi"}),
    ],
)
async def test_an_order_that_cannot_be_is_told_why(
    control: Control, status: int, order: dict[str, object]
) -> None:
    found, answer = await control.post("say", **order)
    assert found == status
    assert answer["error"]


@pytest.mark.parametrize(
    "headers",
    [
        {"Host": "evil.example"},
        {"Origin": "https://evil.example"},
        {"Sec-Fetch-Site": "cross-site"},
    ],
)
async def test_a_page_from_elsewhere_cannot_drive_it(
    control: Control, http: ClientSession, headers: dict[str, str]
) -> None:
    async with http.get(f"{control.url}/state", headers=headers) as response:
        assert response.status == 403


async def read_event(stream: ClientResponse) -> tuple[str, str, Any]:
    """The next event of a stream: its id, its kind and its data."""
    found: dict[str, str] = {}
    while "data" not in found:
        name, _, value = (await stream.content.readline()).decode().partition(": ")
        found[name] = value.strip()
    return found["id"], found["event"], json.loads(found["data"])


async def test_the_stream_goes_on_after_the_last_event_that_was_seen(
    slack: SlackEmulator, control: Control, http: ClientSession
) -> None:
    ann, url = slack.person("ann"), f"{control.url}/events"
    async with http.get(url) as stream:
        await ann.says("#general", "first")
        number, kind, data = await read_event(stream)
    assert (kind, data["message"]["text"]) == ("message_posted", "first")
    await ann.says("#general", "second")
    async with http.get(url, headers={"Last-Event-ID": number}) as stream:
        _, _, data = await read_event(stream)
    assert data["message"]["text"] == "second"


async def test_a_reader_from_another_run_is_told_to_read_anew(
    control: Control, http: ClientSession
) -> None:
    async with http.get(f"{control.url}/events?after=999") as stream:
        assert (await read_event(stream))[1] == "reset"


async def test_a_reset_leaves_people_and_empties_channels(
    slack: SlackEmulator, control: Control
) -> None:
    await slack.person("ann").says("#general", "hi")
    await control.post("reset")
    assert slack.messages("#general") == []
    assert slack.person("ann").user.name == "ann"
