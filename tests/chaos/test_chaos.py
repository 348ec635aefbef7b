"""A short storm in every run; `make chaos` makes ten long ones."""

import json
import os
from pathlib import Path

import pytest

from playground.openai import OpenAIEmulator
from playground.slack import SlackEmulator
from tests.chaos.findings import look
from tests.chaos.process import BotProcess
from tests.chaos.storm import Storm

MANIFEST = Path(__file__).parents[2] / "manifest.yml"
SEEDS = range(int(os.environ.get("CHAOS_SEEDS", "1")))
ASKS = int(os.environ.get("CHAOS_ASKS", "24"))


@pytest.mark.slow
@pytest.mark.timeout(240)
@pytest.mark.parametrize("seed", SEEDS)
async def test_after_a_storm_every_ask_has_one_message_that_ended(
    seed: int, tmp_path: Path
) -> None:
    """One process that is killed and started again, and a Slack that stumbles."""
    async with (
        SlackEmulator(manifest=MANIFEST) as slack,
        OpenAIEmulator(profile="instant") as model,
    ):
        bot = BotProcess(slack, model, tmp_path)
        storm = Storm(slack, model, bot, seed, asks=ASKS)
        try:
            await storm.blow()
        finally:
            await bot.kill()
        found = look(storm)
    (tmp_path / "figures.json").write_text(json.dumps(found.figures))
    assert not found.faults, found
