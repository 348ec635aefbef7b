"""Two workspaces, each with a token and a bot user of its own, and one bot for both."""

import json
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from bot.app import open_app
from bot.core.identity.installations import Installation, Installations
from bot.core.identity.secret import Secret
from playground.slack import SlackEmulator, Workspace
from playground.slack.messages import Message
from playground.slack.people import Person
from playground.slack.workspace import Team, View
from tests.adapters.slack_side import picture
from tests.fakes import ManyInstallations
from tests.postgres_server import new_database
from tests.whole.conftest import MANIFEST, OVER_BOTH, Room, pictures, settings_for

pytestmark = OVER_BOTH
ACME, GLOBEX = "Acme", "Globex"


def _installation(team: Team) -> Installation:
    return Installation(team.id, Secret(team.bot_token), team.bot.id, team.bot_id)


@dataclass
class Side:
    """One of the workspaces, with Ann in it."""

    room: Room
    team: Team

    @property
    def ann(self) -> Person:
        return self.room.slack.person("ann", self.team.name)

    def thread(self, asked: Message) -> list[Message]:
        return self.room.slack.messages(asked.channel, asked, self.team.name)

    async def ask(self, text: str, number: int = 0, **more: object) -> Message:
        """Say it in #general, and wait for the answer of this number in the thread."""
        asked = await self.ann.says("#general", text, **more)  # type: ignore[arg-type] # a test's own words
        return await self.ended(asked, number)

    async def ended(self, asked: Message, number: int = 0) -> Message:
        def done() -> list[Message]:
            ours = [each for each in self.thread(asked) if each.by_app]
            return [each for each in ours if "'redo'" in str(each.blocks)]

        await self.room.slack.until(lambda: len(done()) > number)
        return done()[number]


@pytest.fixture
async def slack() -> AsyncIterator[SlackEmulator]:
    """A Slack with two workspaces that have nothing in common but the app."""
    spaces = [Workspace.small(ACME), Workspace.small(GLOBEX)]
    async with SlackEmulator(MANIFEST, spaces) as emulator:
        yield emulator


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.slow)])
async def stored(request: pytest.FixtureRequest) -> dict[str, str]:
    """The store of turns."""
    here = request.param == "sqlite"
    return {} if here else {"database_url": await new_database()}


@dataclass
class Both:
    """Both workspaces, and how the bot is started for them."""

    acme: Side
    globex: Side
    folder: Path
    given: dict[str, str]

    @asynccontextmanager
    async def served(self, installations: Installations) -> AsyncIterator[None]:
        room = self.acme.room
        # The token of the settings opens nothing: it is not what calls go out with.
        given = self.given | {"slack_bot_token": "xoxb-nobodys"}
        settings = settings_for(room.slack, room.model, self.folder, **given)
        async with open_app(settings, installations=installations) as bot:
            if settings.transport == "http":
                room.slack.deliver_to(f"{bot.url}/slack/events")
            yield


@pytest.fixture
def both(room: Room, tmp_path: Path, transport: str, stored: dict[str, str]) -> Both:
    acme, globex = room.slack.team(ACME), room.slack.team(GLOBEX)
    given = {"transport": transport} | stored
    return Both(Side(room, acme), Side(room, globex), tmp_path, given)


@pytest.fixture
def store(both: Both) -> ManyInstallations:
    return ManyInstallations(
        _installation(both.acme.team), _installation(both.globex.team)
    )


async def test_each_workspace_is_answered_with_its_own_token(
    both: Both, store: ManyInstallations
) -> None:
    """Side by side; whatever one's token may not touch, the emulator refuses."""
    async with both.served(store):
        one = await both.acme.ask("@Darkroom a fox")
        two = await both.globex.ask("@Darkroom a hen")
        await both.acme.ask("make it night", 1, thread=one)
        await both.globex.ask("make it night", 1, thread=two)
    assert (len(pictures(one)), len(pictures(two))) == (1, 1)
    assert set(pictures(one)) <= both.acme.team.files.keys()
    assert set(pictures(two)) <= both.globex.team.files.keys()
    assert not _refused(both)


async def test_attachments_are_loaded_with_the_workspaces_token(
    both: Both, store: ManyInstallations
) -> None:
    """With the other's, Slack gives a page to log in."""
    fox, hen = picture(size=(48, 32)), picture(size=(32, 48))
    async with both.served(store):
        await both.acme.ask("@Darkroom in blue", files=[("fox.png", fox)])
        await both.globex.ask("@Darkroom in blue", files=[("hen.png", hen)])
    downloads = [c for c in both.acme.room.slack.calls if c.method == "download"]
    assert [call.team for call in downloads] == [both.acme.team.id, both.globex.team.id]
    assert not _refused(both)


async def test_a_mention_is_one_of_the_workspaces_own_bot_user(
    both: Both, store: ManyInstallations
) -> None:
    """It is also recognised in a sentence, and is no part of the words."""
    async with both.served(store):
        for side in (both.acme, both.globex):
            await side.ask("hello @Darkroom a hen")
            await side.ask("@Darkroom a fox")
    made = both.acme.room.model.responses.values()
    asked = "".join(str(each.request) for each in made)
    assert len(made) == 4
    for side in (both.acme, both.globex):
        assert side.team.bot.id not in asked


async def test_buttons_and_the_home_tab_are_answered_in_each_workspace(
    both: Both, store: ManyInstallations
) -> None:
    async with both.served(store):
        for side in (both.acme, both.globex):
            answer = await side.ask("@Darkroom a fox")
            await side.ann.clicks(answer, "details")
            slack, name = side.room.slack, side.team.name
            await slack.until(lambda s=slack, n=name: s.modal_of("ann", n))  # type: ignore[misc] # of this round
            await side.ann.opens_home()
            await slack.until(lambda s=slack, n=name: s.home_of("ann", n))  # type: ignore[misc] # of this round
    assert not _refused(both)


async def test_a_workspace_without_the_app_gets_no_answer(
    both: Both, store: ManyInstallations, caplog: pytest.LogCaptureFixture
) -> None:
    """Nor paid for; and the others are served as ever. No token is in the log."""
    caplog.set_level(logging.DEBUG)
    globex = store.rows.pop(both.globex.team.id)
    async with both.served(store):
        asked = await both.globex.ann.says("#general", "@Darkroom a hen")
        await both.acme.ask("@Darkroom a fox")
        assert [each.by_app for each in both.globex.thread(asked)] == [False]
        assert len(both.acme.room.model.responses) == 1
        store.rows[globex.team] = globex
        await both.globex.ask("@Darkroom a hen")
    assert f"not installed in {both.globex.team.id}" in caplog.text
    for team in (both.acme.team, both.globex.team):
        assert team.bot_token not in caplog.text


async def test_unfinished_turns_are_continued_with_the_workspaces_token(
    both: Both, store: ManyInstallations
) -> None:
    """At a start nobody asks anything: the turn itself says where it is from."""
    model = both.acme.room.model
    model.hold(before="response.image_generation_call.completed")
    async with both.served(store):
        asked = [
            await side.ann.says("#general", "@Darkroom a fox")
            for side in (both.acme, both.globex)
        ]
        slack = both.acme.room.slack
        await slack.until(lambda: len(model.responses) == 2)
    model.release()
    async with both.served(store):
        for side, each in zip((both.acme, both.globex), asked, strict=True):
            assert pictures(await side.ended(each))
    assert not _refused(both)


def _refused(both: Both) -> list[str]:
    """Calls that Slack refused, for example because of another workspace's token.

    It knows no file until it has looked at it, so that is asked more than once.
    """
    calls = both.acme.room.slack.calls
    told = [f"{call.method}: {call.error}" for call in calls if call.error]
    return [each for each in told if each != "files.info: file_not_found"]


async def opened(side: Side) -> View:
    """Ann's home tab in one workspace."""
    slack = side.room.slack
    before = len(slack.calls.of("views.publish"))
    await side.ann.opens_home()
    await slack.until(lambda: len(slack.calls.of("views.publish")) > before)
    await slack.until(lambda: slack.home_of("ann", side.team.name))
    home = slack.home_of("ann", side.team.name)
    assert home is not None
    return home


async def test_the_home_tab_shows_its_own_workspace_alone(
    both: Both, store: ManyInstallations
) -> None:
    """Whatever its search is made to say."""
    async with both.served(store):
        one = await both.acme.ask("@Darkroom a fox")
        two = await both.globex.ask("@Darkroom a hen")
        acme, globex = await opened(both.acme), await opened(both.globex)
        assert pictures_in(acme) == pictures(one)
        assert pictures_in(globex) == pictures(two)
        globex.body["private_metadata"] = json.dumps({"channel": one.channel})
        await both.globex.ann.clicks(globex, "home_words", "fox")
        await both.acme.room.slack.until(lambda: "Nothing was" in str(globex.blocks))


async def test_no_picture_is_brought_from_one_workspace_into_another(
    both: Both, store: ManyInstallations
) -> None:
    """Neither by a button nor by a form that was made by hand."""
    async with both.served(store):
        one = await both.acme.ask("@Darkroom a fox")
        two = await both.globex.ask("@Darkroom a hen")
        ann = both.globex.ann
        form = await form_for(both.globex, "1:0")
        assert "cannot be brought anywhere" in str(form.blocks)
        form = await form_for(both.globex, "2:0")
        form.body["private_metadata"] = json.dumps({"turn": 1, "number": 0})
        to = {"use_to": {"use_place": two.channel}}
        assert "cannot see" in (await ann.submits(form, to))["use_to"]
        form.body["private_metadata"] = json.dumps({"turn": 2, "number": 0})
        to = {"use_to": {"use_place": one.channel}}
        assert "both have to be" in (await ann.submits(form, to))["use_to"]


async def form_for(side: Side, value: str) -> View:
    """The form that opens by a button with this value."""
    home = await opened(side)
    home.blocks.append(button(value))
    await side.ann.clicks(home, "use_in", block_id="made")
    form = side.room.slack.modal_of("ann", side.team.name)
    assert form is not None
    return form


def pictures_in(home: View) -> list[str]:
    images = [each for each in home.blocks if each["type"] == "image"]
    return [each["slack_file"]["id"] for each in images]


def button(value: str) -> dict[str, Any]:
    """*Use in…* for a picture, made by hand."""
    text = {"type": "plain_text", "text": "Use in…"}
    element = {"type": "button", "action_id": "use_in", "text": text, "value": value}
    return {"type": "actions", "block_id": "made", "elements": [element]}
