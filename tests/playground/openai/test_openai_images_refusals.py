"""The refusals of the Images API: status, code and param of each."""

from datetime import date
from typing import Any

import openai
import pytest
from openai import AsyncOpenAI

from playground.openai import OpenAIEmulator
from tests.playground.openai.test_openai_images import (
    filled,
    png,
    wanting,
    with_hole,
    with_mark,
)

SMALL = (64, 64)
HOLE = (8, 8, 32, 32)


def editing(words: str = "in blue", **more: Any) -> dict[str, Any]:
    return wanting(words, **{"image": png(filled(size=SMALL)), **more})


def mask(**more: Any) -> dict[str, Any]:
    return editing(mask=png(with_hole(SMALL, HOLE)), **more)


WRONG: dict[str, tuple[dict[str, Any], str | None, str | None]] = {
    "an unknown field": (
        wanting(extra_body={"drawing": 1}),
        "unknown_parameter",
        "drawing",
    ),
    "a way to answer that is gone": (
        wanting(response_format="b64_json"),
        "unknown_parameter",
        "response_format",
    ),
    "the style of a retired model": (
        wanting(style="vivid"),
        "unknown_parameter",
        "style",
    ),
    "no words": (wanting(""), "empty_string", "prompt"),
    "too many words": (wanting("x" * 32_001), "string_above_max_length", "prompt"),
    "eleven pictures": (wanting(n=11), "integer_above_max_value", "n"),
    "no picture": (wanting(n=0), "integer_below_min_value", "n"),
    "four previews": (
        wanting(partial_images=4, stream=True),
        "integer_above_max_value",
        "partial_images",
    ),
    "a size that is no multiple of 16": (
        wanting(size="1000x1000"),
        "invalid_value",
        "size",
    ),
    "a size of a retired model": (wanting(size="512x512"), "invalid_value", "size"),
    "a quality of a retired model": (wanting(quality="hd"), "invalid_value", "quality"),
    "the best quality of an old model": (
        wanting(quality="max", model="gpt-image-2"),
        "invalid_value",
        "quality",
    ),
    "a transparent jpeg": (
        wanting(background="transparent", output_format="jpeg"),
        "invalid_value",
        "background",
    ),
    "a compressed png": (
        wanting(output_compression=50),
        "invalid_value",
        "output_compression",
    ),
    "a gif in a stream": (
        wanting(output_format="gif", stream=True),
        "invalid_value",
        "stream",
    ),
    "a gif without access": (
        wanting(output_format="gif"),
        "unsupported_value",
        "output_format",
    ),
    "two svg": (wanting(output_format="svg", n=2), "invalid_value", "n"),
    "complexity of an old model": (
        wanting(complexity="low", model="gpt-image-2.5-flare"),
        "invalid_value",
        "complexity",
    ),
    "a long safety identifier": (
        wanting(safety_identifier="x" * 129),
        "string_above_max_length",
        "safety_identifier",
    ),
    "moderation of an edit": (
        editing(extra_body={"moderation": "low"}),
        "unknown_parameter",
        "moderation",
    ),
    "fidelity with a new model": (
        editing(input_fidelity="high"),
        "invalid_input_fidelity_model",
        "input_fidelity",
    ),
    "seventeen pictures": (
        editing(image=[png(filled(size=SMALL))] * 17),
        "array_above_max_length",
        "image",
    ),
    "bytes that name no kind": (
        editing(image=filled(size=SMALL)),
        "unsupported_file_mimetype",
        "image",
    ),
    "bytes that are no picture": (
        editing(image=png(b"hello")),
        "invalid_image",
        "image",
    ),
    "a gif to be edited": (
        editing(image=png(filled(size=SMALL, form="GIF"))),
        "invalid_image_format",
        "image",
    ),
    "a number that is none": (
        editing(extra_body={"n": "many"}),
        "invalid_type",
        "n",
    ),
    "a mask of another size": (
        editing(mask=png(with_hole((32, 32), HOLE))),
        "invalid_mask_image_format",
        "mask",
    ),
    "a mask without alpha": (
        editing(mask=png(filled(size=SMALL))),
        "invalid_mask_image_format",
        "mask",
    ),
    "a mask without a hole": (
        editing(mask=png(filled((0, 0, 0, 255), SMALL))),
        "invalid_mask_image_format",
        "mask",
    ),
    "a mask that is no png": (
        editing(mask=("m.webp", filled(size=SMALL, form="WEBP"), "image/webp")),
        "unsupported_file_mimetype",
        "mask",
    ),
    "a mask that only says that it is a png": (
        editing(mask=png(filled(size=SMALL, form="WEBP"))),
        "invalid_mask_image_format",
        "mask",
    ),
    "a mask and a markup": (
        mask(markup=png(with_hole(SMALL, HOLE))),
        "mutually_exclusive_parameters",
        "markup",
    ),
    "a markup for an old model": (
        editing(markup=png(with_hole(SMALL, HOLE)), model="gpt-image-2"),
        "invalid_value",
        "markup",
    ),
    "a markup of another size": (
        editing(markup=png(with_mark())),
        "invalid_markup_image_format",
        "markup",
    ),
}


@pytest.mark.parametrize("what", WRONG)
async def test_it_refuses(client: AsyncOpenAI, what: str) -> None:
    asked, code, param = WRONG[what]
    make: Any = client.images.edit if "image" in asked else client.images.generate
    with pytest.raises(openai.BadRequestError) as refusal:
        await make(**asked)
    assert (refusal.value.code, refusal.value.param) == (code, param)
    assert refusal.value.type == "invalid_request_error"


async def test_a_mask_belongs_to_the_first_picture(client: AsyncOpenAI) -> None:
    files = [png(filled(size=SMALL)), png(filled(size=(32, 32)))]
    made = await client.images.edit(**mask(image=files))
    assert made.data


async def test_a_model_of_the_past_is_not_found(
    model: OpenAIEmulator, client: AsyncOpenAI
) -> None:
    await client.images.generate(**wanting(model="gpt-image-1.5"))
    model.today = date(2026, 12, 1)
    for name in ("gpt-image-1.5", "dall-e-3", "gpt-6.1-sol"):
        with pytest.raises(openai.NotFoundError) as refusal:
            await client.images.generate(**wanting(model=name))
        assert refusal.value.code == "model_not_found"


async def test_an_unverified_organization_gets_no_picture(
    model: OpenAIEmulator, client: AsyncOpenAI
) -> None:
    model.organization_verified = False
    with pytest.raises(openai.PermissionDeniedError, match="must be verified"):
        await client.images.generate(**wanting())


async def test_an_edit_is_a_form_and_words_are_json(client: AsyncOpenAI) -> None:
    for path in ("/images/edits", "/images/generations"):
        other = {"data": b"x", "a": "b"}
        json = path.endswith("edits")
        kind = "application/json" if json else "text/plain"
        with pytest.raises(openai.BadRequestError) as refusal:
            await client.post(
                path,
                cast_to=object,
                body=None if not json else {"prompt": other["a"]},
                options={"headers": {"Content-Type": kind}},
            )
        assert refusal.value.code == "unsupported_content_type"


async def test_a_wrong_key_gets_no_picture(model: OpenAIEmulator) -> None:
    async with AsyncOpenAI(
        api_key="sk-wrong-1234567890", base_url=model.base_url, max_retries=0
    ) as stranger:
        with pytest.raises(openai.AuthenticationError):
            await stranger.images.generate(**wanting())
