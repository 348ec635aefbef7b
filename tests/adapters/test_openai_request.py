"""The body of the request: what is in it, and what is better left out."""

from typing import Any

import pytest

from bot.adapters.openai_request import Drawing, build
from bot.core.options import Options
from bot.core.request import InputImage, Request, Spoken

LOOK = Drawing(model="gpt-6.1-sol", image_model="gpt-image-2.6-sunburst")
PNG = InputImage(b"\x89PNG", "image/png")
JPEG = InputImage(b"\xff\xd8\xff", "image/jpeg")


def body(words: str = "a cat", look: Drawing = LOOK, **more: Any) -> dict[str, Any]:
    return build(Request(words, **more), look)


def tool(made: dict[str, Any], kind: str = "image_generation") -> dict[str, Any]:
    [found] = [each for each in made["tools"] if each["type"] == kind]
    return dict(found)


def test_a_plain_ask_is_one_message_and_both_tools() -> None:
    made = body("a cat", person="ab12")
    assert made["input"] == [
        {"role": "user", "content": [{"type": "input_text", "text": "a cat"}]}
    ]
    assert tool(made) == {
        "type": "image_generation",
        "model": "gpt-image-2.6-sunburst",
        "size": "1024x1024",
        "quality": "medium",
        "output_format": "jpeg",
        "partial_images": 3,
    }
    assert tool(made, "web_search")["user_location"] == {"type": "approximate"}
    assert made["safety_identifier"] == "ab12"
    assert made["store"] is True
    assert made["stream_options"] == {"include_obfuscation": False}
    assert {"previous_response_id", "background"}.isdisjoint(made)


def test_a_reply_names_the_response_that_it_follows_and_repeats_the_instructions() -> (
    None
):
    made = body("make it night", follows="resp_1")
    assert made["previous_response_id"] == "resp_1"
    assert "exactly one picture" in made["instructions"]


def test_pictures_follow_the_words_as_data_urls() -> None:
    [said] = body("like these", images=(PNG, JPEG))["input"]
    words, first, second = said["content"]
    assert words["text"] == "like these"
    assert first["image_url"] == "data:image/png;base64,iVBORw=="
    assert second["image_url"].startswith("data:image/jpeg;base64,/9j/")


def test_a_picture_without_words_needs_no_empty_text() -> None:
    [said] = body(" ", images=(PNG,))["input"]
    assert [each["type"] for each in said["content"]] == ["input_image"]


def test_a_lost_thread_is_told_in_words_with_its_last_picture_from_the_user() -> None:
    history = (Spoken("a cat", "Here is a cat."), Spoken("add a hat", "Done."))
    before, now = body("now blue", history=history, last=PNG, images=(JPEG,))["input"]
    told = before["content"][0]["text"]
    assert before["role"] == "user"
    assert told.index("a cat") < told.index("Here is a cat.") < told.index("add a hat")
    assert before["content"][1]["image_url"].startswith("data:image/png")
    assert [each["type"] for each in now["content"]] == ["input_text", "input_image"]


def test_a_very_long_thread_is_told_by_its_end() -> None:
    history = tuple(Spoken(f"ask {n:03}", "x" * 9_000) for n in range(100))
    told = body(history=history)["input"][0]["content"][0]["text"]
    assert "ask 099" in told
    assert "ask 079" not in told
    assert len(told) < 60_000


def test_flags_win_over_the_settings() -> None:
    options = Options(size="1536x1024", quality="high", format="png")
    drawn = tool(body(options=options))
    assert drawn["size"] == "1536x1024"
    assert drawn["quality"] == "high"
    assert drawn["output_format"] == "png"


@pytest.mark.parametrize(
    ("words", "options", "setting", "expected"),
    [
        ("a cat", Options(), "auto", "jpeg"),
        ("a cat", Options(), "png", "png"),
        ("a cat", Options(format="jpeg"), "png", "jpeg"),
        ("a cat", Options(transparent=True), "jpeg", "png"),
        ("a cat on a transparent background", Options(), "jpeg", "png"),
        ("Katze mit transparentem Hintergrund", Options(), "auto", "png"),
        ("a transparent vase", Options(format="jpeg"), "auto", "jpeg"),
    ],
)
def test_it_is_jpeg_unless_transparency_or_png_is_wanted(
    words: str, options: Options, setting: str, expected: str
) -> None:
    look = Drawing("m", "i", format=setting)
    assert tool(body(words, look, options=options))["output_format"] == expected


def test_only_the_flag_forces_a_transparent_background() -> None:
    assert tool(body(options=Options(transparent=True)))["background"] == "transparent"
    assert "background" not in tool(body("a transparent vase"))


def test_a_stream_without_previews_asks_for_one_since_none_is_refused() -> None:
    look = Drawing("m", "i", previews=0)
    assert tool(body(look=look))["partial_images"] == 1


@pytest.mark.parametrize(
    ("look", "options"),
    [
        (Drawing("m", "i", search=False), Options()),
        (LOOK, Options(search=False)),
    ],
)
def test_without_search_neither_the_tool_nor_its_sources_are_asked_for(
    look: Drawing, options: Options
) -> None:
    made = body(look=look, options=options)
    assert [each["type"] for each in made["tools"]] == ["image_generation"]
    assert "include" not in made


def test_what_models_refuse_is_never_sent() -> None:
    refused = {"input_fidelity", "output_compression", "moderation", "n", "user"}
    drawn = tool(body(options=Options(format="png", transparent=True), images=(PNG,)))
    assert refused.isdisjoint(drawn)


def test_the_background_is_asked_for_where_it_is_set() -> None:
    assert body(look=Drawing("m", "i", background=True))["background"] is True


def test_the_request_never_shows_its_pictures_in_a_log() -> None:
    assert "PNG" not in repr(Request("a cat", images=(PNG,)))
