"""The doctor draws one small picture, and says what came of it."""

from dataclasses import replace

import pytest

from bot.doctor.drawing import check_drawing
from bot.doctor.finding import Mark
from bot.setting_values import Secret
from bot.settings import Settings
from playground.openai import OpenAIEmulator


async def test_a_verified_organization_gets_its_picture(settings: Settings) -> None:
    organization, previews = await check_drawing(settings)
    assert (organization.mark, previews.mark) == (Mark.GOOD, Mark.GOOD)
    assert "about $0.0" in organization.words


async def test_it_draws_as_cheaply_as_can_be(
    settings: Settings, model: OpenAIEmulator
) -> None:
    await check_drawing(settings)
    [record] = model.responses.values()
    [tool] = record.request["tools"]
    assert (tool["quality"], tool["size"]) == ("low", "1024x640")


async def test_an_unverified_organization_is_told_where_to_be_verified(
    settings: Settings, model: OpenAIEmulator
) -> None:
    model.organization_verified = False
    [finding] = await check_drawing(settings)
    assert finding.mark is Mark.BAD
    assert "verify the organization" in finding.words


async def test_a_wrong_key_is_not_a_matter_of_being_verified(
    settings: Settings,
) -> None:
    [finding] = await check_drawing(replace(settings, openai_api_key=Secret("sk-no")))
    assert finding.mark is Mark.BAD
    assert "does not know this key" in finding.words
    assert "verify" not in finding.words


async def test_in_the_background_previews_are_looked_for_too(
    settings: Settings,
) -> None:
    _, previews = await check_drawing(replace(settings, openai_background=True))
    assert previews.words == "3 came with OPENAI_BACKGROUND=on"


@pytest.mark.parametrize(
    ("script", "told"),
    [
        ("no_picture", "without a picture"),
        ("quota_in_stream", "no credit left"),
        ("cut_before_picture", "try again later"),
    ],
)
async def test_what_goes_wrong_is_one_line(
    settings: Settings, model: OpenAIEmulator, script: str, told: str
) -> None:
    model.play(script)
    [finding] = await check_drawing(settings)
    assert finding.mark is Mark.BAD
    assert told in finding.words


async def test_a_picture_without_previews_leaves_that_question_open(
    settings: Settings, model: OpenAIEmulator
) -> None:
    model.play("no_previews")
    organization, previews = await check_drawing(settings)
    assert (organization.mark, previews.mark) == (Mark.GOOD, Mark.OPEN)
