"""Direct pictures over HTTP: how they are asked for, how they come, what goes wrong."""

import asyncio
from contextlib import aclosing
from dataclasses import replace
from typing import Any

import pytest

from bot.adapters.openai_images import OpenAIImages
from bot.adapters.openai_images_request import MOST_INPUTS, MOST_WORDS, build
from bot.core.calls.retrying import RetryingModel
from bot.core.errors import (
    ModelBusy,
    ModelCut,
    ModelDeclined,
    ModelError,
    ModelQuota,
    ModelSetup,
    ModelSlow,
    ModelUnverified,
)
from bot.core.turn.events import (
    Finished,
    PictureDrawn,
    PictureRefused,
    PreviewDrawn,
    Started,
    StepDone,
    StepStarted,
    Usage,
)
from bot.core.turn.request import InputImage, Request, ShownName, Spoken
from bot.core.turn.taught import NameKind
from playground.openai.images_record import ImageRecord
from tests.adapters.openai_side import TERMS, Heard, Side, listen, side

ASK = Request("a lighthouse at night", replace(TERMS, direct=True), person="ab12")


def asking(**terms: Any) -> Request:
    """The same ask, on other terms."""
    return replace(ASK, terms=replace(ASK.terms, **terms))


async def drawn(here: Side, request: Request = ASK) -> Heard:
    return await listen(OpenAIImages(here.client), request)


async def played(here: Side, script: str, **terms: Any) -> Heard:
    """Ask once, while the emulator plays the script."""
    here.there.play(script)
    return await drawn(here, asking(**terms))


def the_record(here: Side) -> ImageRecord:
    [record] = here.there.images.values()
    return record


async def picture(here: Side) -> InputImage:
    """One to start from."""
    [made] = (await drawn(here, asking(format="png"))).progress.pictures
    return InputImage(made.data, "image/png")


async def test_a_direct_picture_comes_as_the_usual_events() -> None:
    async with side() as here:
        heard = await drawn(here)
        record = the_record(here)
    kinds = [type(event) for event in heard.events]
    previews = [PreviewDrawn] * 3
    assert kinds == [Started, StepStarted, *previews, PictureDrawn, StepDone, Finished]
    assert [each.number for each in heard.events[2:5]] == [0, 1, 2]  # type: ignore[union-attr] # they are previews
    [made] = heard.progress.pictures
    assert [made.data] == record.pictures
    assert (made.id, made.format, made.quality) == ("direct", "jpeg", "low")
    assert made.revised_prompt == ASK.words
    assert record.person == "ab12"
    assert heard.progress.response == ""


async def test_what_it_used_is_counted_as_a_picture_is() -> None:
    async with side() as here:
        usage = (await drawn(here)).progress.usage
        spent = the_record(here).spent
    assert usage == Usage(
        image_text_tokens=spent.image_text_in, image_output_tokens=spent.image_out
    )
    assert usage.image_output_tokens


async def test_pictures_to_start_from_make_it_an_edit() -> None:
    """They are counted, too."""
    async with side() as here:
        before = await picture(here)
        heard = await drawn(here, replace(ASK, images=(before, before)))
        *_, record = here.there.images.values()
    assert record.way == "edit"
    assert record.attached == (before.data, before.data)
    assert heard.progress.pictures[0].data == record.pictures[0]
    assert heard.progress.usage.image_input_tokens == record.spent.image_in > 0


async def test_sixteen_pictures_are_taken_and_no_more() -> None:
    async with side() as here:
        before = await picture(here)
        heard = await drawn(here, replace(ASK, images=(before,) * 17))
        *_, record = here.there.images.values()
    assert heard.progress.pictures
    assert len(record.attached) == MOST_INPUTS == 16


def test_what_cannot_be_edited_is_left_out() -> None:
    gif, png = InputImage(b"GIF8", "image/gif"), InputImage(b"\x89PNG", "image/png")
    assert "image" not in build(replace(ASK, images=(gif,)))
    assert build(replace(ASK, images=(gif, png)))["image"] == [
        ("1.png", b"\x89PNG", "image/png")
    ]


def test_what_the_models_refuse_is_left_out_of_the_request() -> None:
    for request in (ASK, replace(ASK, images=(InputImage(b"x", "image/png"),))):
        assert (
            build(request)
            .keys()
            .isdisjoint(
                {
                    "n",
                    "moderation",
                    "input_fidelity",
                    "output_compression",
                    "background",
                }
            )
        )


def test_words_that_came_to_nothing_come_first_as_far_as_they_are_taken() -> None:
    asks = [Spoken(f"{number}" + "x" * 11_999, "") for number in range(1, 4)]
    before = (*asks, Spoken("a lighthouse", ""))
    prompt = build(replace(ASK, words="at night", history=before))["prompt"]
    first, *others = prompt.split("\n\n")
    assert (first[0], others[0][0]) == ("2", "3")
    assert others[1:] == ["a lighthouse", "at night"]
    assert len(prompt) <= MOST_WORDS


async def test_a_transparent_picture_is_a_png() -> None:
    async with side() as here:
        heard = await drawn(here, asking(transparent=True))
        request = the_record(here).request
    assert (request["background"], request["output_format"]) == ("transparent", "png")
    assert heard.progress.pictures[0].format == "png"


async def test_who_wants_no_previews_gets_none() -> None:
    """One is asked for all the same: nothing else tells that the connection stands."""
    async with side() as here:
        heard = await drawn(here, asking(previews=0))
        request = the_record(here).request
    assert request["partial_images"] == 1
    assert not heard.of(PreviewDrawn)
    assert heard.progress.pictures


async def test_several_at_once_are_told_apart_by_who_asked() -> None:
    async with side() as here:
        model = OpenAIImages(here.client)
        asks = [replace(ASK, picture=f"{number}") for number in (1, 2, 3)]
        found = await asyncio.gather(*(listen(model, each) for each in asks))
    for number, heard in enumerate(found, start=1):
        told = {*heard.of(PreviewDrawn), *heard.of(StepStarted)}
        assert {each.id for each in told} == {f"{number}"}  # type: ignore[union-attr] # both have one
        assert heard.progress.pictures[0].id == f"{number}"


@pytest.mark.parametrize(
    ("script", "error"),
    [
        ("images_busy_then_fine", ModelBusy),
        ("images_busy_in_stream", ModelBusy),
        ("images_overloaded", ModelBusy),
        ("images_html_502", ModelBusy),
        ("images_quota", ModelQuota),
        ("images_moderation", ModelDeclined),
        ("images_moderation_of_picture", ModelDeclined),
        ("images_nested_error", ModelBusy),
        ("images_flat_error", ModelBusy),
        ("images_cut", ModelCut),
        ("images_reset", ModelCut),
    ],
)
async def test_what_goes_wrong_is_an_error_of_ours(
    script: str, error: type[ModelError]
) -> None:
    async with side() as here:
        heard = await played(here, script)
    assert type(heard.error) is error
    assert not heard.progress.finished


async def test_silence_has_an_end() -> None:
    async with side() as here:
        heard = await played(here, "images_silence", silence_seconds=0.3)
        assert isinstance(heard.error, ModelSlow)
        heard = await played(here, "images_silence", answer_seconds=0.5)
        assert isinstance(heard.error, ModelSlow)


@pytest.mark.parametrize("script", ["images_garbage", "images_without_bytes"])
async def test_bytes_that_are_no_picture_are_a_picture_that_did_not_come(
    script: str,
) -> None:
    """The usage is counted all the same."""
    async with side() as here:
        heard = await played(here, script)
    assert heard.of(PictureRefused) == [PictureRefused("direct")]
    assert heard.progress.finished
    assert heard.progress.usage.image_output_tokens


async def test_what_nobody_knows_is_passed_over() -> None:
    async with side() as here:
        heard = await played(here, "images_unknown_events")
    assert heard.error is None
    assert heard.progress.pictures


async def test_a_model_that_is_off_is_a_matter_of_settings() -> None:
    """It is a 404 here and a 400 in Responses; the sentence is the same."""
    async with side() as here:
        here.there.models.discard(TERMS.image_model)
        heard = await drawn(here)
        through = await listen(here.model(), replace(ASK, terms=TERMS))
    assert isinstance(heard.error, ModelSetup)
    assert through.error is not None
    assert heard.error.told == through.error.told


async def test_an_unverified_organization_is_told_so() -> None:
    async with side() as here:
        here.there.organization_verified = False
        heard = await drawn(here)
    assert isinstance(heard.error, ModelUnverified)


async def test_pictures_that_cannot_be_read_are_the_persons_matter() -> None:
    async with side() as here:
        broken = InputImage(b"\x89PNG\r\n\x1a\n", "image/png")
        heard = await drawn(here, replace(ASK, images=(broken,)))
        assert isinstance(heard.error, ModelDeclined)
        assert "attached picture" in heard.error.told
        heard = await drawn(here, replace(ASK, words="x" * 32_001))
        assert isinstance(heard.error, ModelDeclined)
        assert "Write less" in heard.error.told


async def test_only_a_busy_model_that_has_drawn_nothing_is_asked_again() -> None:
    async def nap(_: float) -> None: ...

    async with side() as here:
        model = RetryingModel(OpenAIImages(here.client), sleep=nap)
        for script, tries in (
            ("images_busy_then_fine", 2),
            ("images_nested_error", 1),
            ("images_reset", 1),
            ("images_moderation", 1),
        ):
            here.there.play(script)
            before = len(here.there.requests)
            await listen(model, ASK)
            assert len(here.there.requests) - before == tries, script


async def test_closing_the_answer_closes_the_stream() -> None:
    async with side() as here:
        here.there.hold(before="image_generation.partial_image", index=1)
        async with aclosing(OpenAIImages(here.client).answer(ASK)) as events:
            async for event in events:
                if isinstance(event, PreviewDrawn):
                    break
        record = the_record(here)
        await here.there.until(lambda: record.closed_early)
    assert record.status != "completed"


@pytest.mark.parametrize("kind", ["gif", "svg"])
async def test_what_is_not_streamed_comes_as_the_same_events(kind: str) -> None:
    """Without previews, all at once; what an SVG's author used is counted, too."""
    async with side() as here:
        here.there.formats.add(kind)
        heard = await drawn(here, asking(format=kind, previews=0))
        record = the_record(here)
    kinds = [type(event) for event in heard.events]
    assert kinds == [Started, StepStarted, PictureDrawn, StepDone, Finished]
    [made] = heard.progress.pictures
    assert (made.data, made.format) == (record.pictures[0], kind)
    usage = heard.progress.usage
    assert usage.image_output_tokens
    assert (usage.output_tokens, heard.progress.model) == (
        (2400, "gpt-6.1-sol") if kind == "svg" else (0, "")
    )


async def test_a_picture_that_is_not_streamed_is_not_paid_for_twice() -> None:
    """Whatever was lost after it was asked for, it may have been drawn."""

    async def nap(_: float) -> None: ...

    async with side() as here:
        here.there.formats.add("gif")
        model = RetryingModel(OpenAIImages(here.client), sleep=nap)
        for script, tries in (
            ("images_reset", 1),
            ("images_cut", 1),
            ("images_html_502", 1),
            ("images_busy_then_fine", 2),
        ):
            here.there.play(script)
            before = len(here.there.requests)
            await listen(model, asking(format="gif", previews=0))
            assert len(here.there.requests) - before == tries, script


async def test_a_picture_that_is_not_streamed_ends_in_time() -> None:
    async with side() as here:
        here.there.formats.add("gif")
        heard = await played(
            here, "images_silence", format="gif", previews=0, answer_seconds=0.5
        )
    assert isinstance(heard.error, ModelSlow)


def test_notes_are_a_layer_for_models_that_take_them_and_a_picture_for_others() -> None:
    fox = InputImage(b"fox", "image/png")
    noted = replace(ASK, images=(fox,), markup=b"arrows")
    body = build(noted)
    assert body["markup"] == ("markup.png", b"arrows", "image/png")
    assert len(body["image"]) == 1
    older = build(replace(noted, terms=replace(noted.terms, image_model="gpt-image-2")))
    assert "markup" not in older
    assert [each[1] for each in older["image"]] == [b"fox", b"arrows"]
    assert "second picture" in older["prompt"]


PNG = InputImage(b"\x89PNG", "image/png")
FOX = ShownName(NameKind.CHARACTER, "Pixel", "a fox", (PNG, PNG))
WINTER = ShownName(NameKind.STYLE, "Winter", "", (PNG,))


def test_the_prompt_counts_the_pictures_of_names_behind_those_that_change() -> None:
    """Also behind notes that the model has no other place for; a picture in a format
    that cannot be edited is not counted."""
    svg = InputImage(b"<svg>", "image/svg+xml")
    made = build(replace(ASK, images=(PNG, svg), names=(FOX, WINTER)))
    assert len(made["image"]) == 4
    _, lines = made["prompt"].split("\n\n")
    fox, winter, likeness = lines.split("\n")
    assert fox == (
        "Images 2 to 3: the character “Pixel”, which people describe as “a fox”."
    )
    assert winter == "Image 4: the style “Winter”."
    assert likeness.startswith("Keep each character recognisable")
    noted = asking(image_model="gpt-image-1.5")
    made = build(replace(noted, images=(PNG,), markup=b"notes", names=(WINTER,)))
    assert "Image 3: the style" in made["prompt"]
    assert len(made["image"]) == 3


def test_a_name_without_pictures_is_told_in_words_alone() -> None:
    made = build(replace(ASK, names=(replace(FOX, images=()),)))
    assert "image" not in made
    assert "\n\nThe character “Pixel”, which people describe as" in made["prompt"]
