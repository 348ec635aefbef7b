"""A bot that does wrong is noticed by the emulators. Here, it is just a client."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass

import pytest
from openai import AsyncOpenAI
from slack_sdk.web.async_client import AsyncWebClient

from playground.slack import Fault
from playground.slack.messages import Message
from playground.slack.values import Json
from tests.chaos.findings import faults
from tests.chaos.gathering import Deeds, gather
from tests.chaos.town import Town, open_town


@dataclass(frozen=True)
class Bad:
    """A bot that does what it is told."""

    town: Town
    client: AsyncWebClient
    asked: list[Message]

    async def ask(self, code: str, team: str = "Acme") -> Message:
        """Somebody asks."""
        person = self.town.slack.person("ann", team)
        self.asked.append(await person.says("#general", f"@Darkroom a fox {code}"))
        return self.asked[-1]

    async def post(self, asked: Message, turn: int) -> str:
        """The first form of an answer."""
        told = await self.client.chat_postMessage(
            channel=asked.channel,
            thread_ts=asked.ts,
            text="◌ Starting",
            blocks=[button("stop", "")],
            metadata={
                "event_type": "darkroom_turn",
                "event_payload": {"mark": f"turn-{turn}"},
            },
        )
        return str(told["ts"])

    async def edit(self, asked: Message, ts: str, action: str, words: str) -> None:
        """Another form of it."""
        await self.client.chat_update(
            channel=asked.channel, ts=ts, text=words, blocks=[button(action, words)]
        )

    def found(self) -> str:
        """Everything that is wrong."""
        return "\n".join(faults(gather(self.town, Deeds(self.asked))))


def button(action: str, words: str) -> Json:
    what = {"type": "plain_text", "text": action}
    row = {"type": "button", "action_id": action, "value": words or "-", "text": what}
    return {"type": "actions", "elements": [row]}


@pytest.fixture
async def bad() -> AsyncIterator[Bad]:
    """In a town without bad luck."""
    async with open_town(seed=1) as town:
        town.slack.faults.clear()
        slack = town.slack
        yield Bad(town, AsyncWebClient(slack.bot_token, base_url=slack.api_url), [])


async def test_one_answer_that_ends_is_all_that_is_wanted(bad: Bad) -> None:
    asked = await bad.ask("zq0001")
    ts = await bad.post(asked, 1)
    await bad.edit(asked, ts, "redo", "zq0001")
    assert bad.found() == ""


async def test_a_second_answer_is_found(bad: Bad) -> None:
    asked = await bad.ask("zq0001")
    for turn in (1, 1, 2):
        await bad.edit(asked, await bad.post(asked, turn), "redo", "zq0001")
    assert "turn 1 has 2 messages" in bad.found()
    assert "zq0001 has 3 messages" in bad.found()


async def test_a_step_after_the_end_and_what_never_ends_are_found(bad: Bad) -> None:
    asked = await bad.ask("zq0001")
    ts = await bad.post(asked, 1)
    await bad.edit(asked, ts, "redo", "zq0001")
    await bad.edit(asked, ts, "stop", "zq0001")
    assert "a step overwrote the end" in bad.found()
    assert "still says 'zq0001'" in bad.found()


async def test_overlapping_edits_are_found_also_where_a_fault_met_one(bad: Bad) -> None:
    asked = await bad.ask("zq0001")
    ts = await bad.post(asked, 1)
    bad.town.slack.faults.add(Fault("chat.update", delay=0.3))
    await asyncio.gather(
        bad.edit(asked, ts, "redo", "zq0001"), bad.edit(asked, ts, "redo", "zq0001")
    )
    assert f"two edits of {ts} at once" in bad.found()


async def test_calls_beyond_the_budget_are_found(bad: Bad) -> None:
    asked = await bad.ask("zq0001")
    ts = await bad.post(asked, 1)
    for _ in range(50):
        await bad.edit(asked, ts, "redo", "zq0001")
    with pytest.raises(Exception, match="ratelimited"):
        await bad.edit(asked, ts, "redo", "zq0001")
    assert f"chat.update of {asked.team}" in bad.found()


async def test_words_and_chains_of_another_workspace_are_found(bad: Bad) -> None:
    mine, other = await bad.ask("zq0001"), await bad.ask("zq0002", "Globex")
    ts = await bad.post(mine, 1)
    await bad.edit(mine, ts, "redo", "zq0002")
    model = bad.town.model
    async with AsyncOpenAI(api_key=model.api_key, base_url=model.base_url) as openai:
        first = await openai.responses.create(model="gpt-6.1-sol", input="why? zq0002")
        await openai.responses.create(
            model="gpt-6.1-sol", input="why? zq0001", previous_response_id=first.id
        )
        await openai.responses.create(model="gpt-6.1-sol", input="why? zq0001")
    assert other.team != mine.team
    assert "shows zq0002, a foreign one" in bad.found()
    assert "the model was told zq0002, a foreign one, for zq0001" in bad.found()
    assert "zq0001 was paid twice" in bad.found()
