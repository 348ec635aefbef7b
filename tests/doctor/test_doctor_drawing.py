"""The doctor draws a small picture by each way, and says what came of it."""

import re
from dataclasses import replace

import pytest

from bot.doctor.drawing import check_drawing
from bot.doctor.finding import Mark
from bot.settings import Secret, Settings
from playground.openai import OpenAIEmulator


async def test_a_verified_organization_gets_its_picture(settings: Settings) -> None:
    organization, previews, direct = await check_drawing(settings)
    assert {each.mark for each in (organization, previews, direct)} == {Mark.GOOD}
    for way in (organization, direct):
        assert re.search(r"came after \d+\.\d s, for about \$0\.0", way.words)


async def test_it_draws_as_cheaply_as_can_be(
    settings: Settings, model: OpenAIEmulator
) -> None:
    await check_drawing(settings)
    [record] = model.responses.values()
    [tool] = record.request["tools"]
    assert (tool["quality"], tool["size"]) == ("low", "1024x640")
    [alone] = model.images.values()
    assert (alone.request["quality"], alone.request["size"]) == ("low", "1024x640")


async def test_the_way_that_works_is_told_from_the_one_that_does_not(
    settings: Settings, model: OpenAIEmulator
) -> None:
    model.models.discard(settings.openai_model)
    organization, direct = await check_drawing(settings)
    assert (organization.mark, direct.mark) == (Mark.BAD, Mark.GOOD)
    model.models.add(settings.openai_model)
    model.play("images_overloaded")
    organization, _, direct = await check_drawing(settings)
    assert (organization.mark, direct.mark) == (Mark.GOOD, Mark.BAD)
    assert "try again later" in direct.words


async def test_an_unverified_organization_is_told_where_to_be_verified(
    settings: Settings, model: OpenAIEmulator
) -> None:
    model.organization_verified = False
    finding, _ = await check_drawing(settings)
    assert finding.mark is Mark.BAD
    assert "verify the organization" in finding.words


async def test_a_wrong_key_is_not_a_matter_of_being_verified(
    settings: Settings,
) -> None:
    finding, _ = await check_drawing(replace(settings, openai_api_key=Secret("sk-no")))
    assert finding.mark is Mark.BAD
    assert "does not know this key" in finding.words
    assert "verify" not in finding.words


async def test_in_the_background_previews_are_looked_for_too(
    settings: Settings,
) -> None:
    _, previews, _ = await check_drawing(replace(settings, openai_background=True))
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
    finding, _ = await check_drawing(settings)
    assert finding.mark is Mark.BAD
    assert told in finding.words


async def test_a_picture_without_previews_leaves_that_question_open(
    settings: Settings, model: OpenAIEmulator
) -> None:
    model.play("no_previews")
    organization, previews, _ = await check_drawing(settings)
    assert (organization.mark, previews.mark) == (Mark.GOOD, Mark.OPEN)
