"""The emulator's plain values and functions: checks, scripts, pieces, paces."""

from datetime import date
from typing import Any

import pytest

from playground.artist import imagine, paint
from playground.openai.asks import Ask, ask_from
from playground.openai.bell import Bell
from playground.openai.errors import ApiError
from playground.openai.files import Files, StoredFile, stored_file
from playground.openai.logbook import open_headers, summarised
from playground.openai.models import all_models, draws_with, image_family, switched_off
from playground.openai.play_text import Chunk, _chunks
from playground.openai.profiles import PROFILES, scale_of
from playground.openai.rules_image import size_fault
from playground.openai.scripts import load_script, script_from
from playground.openai.shape import check_create
from playground.openai.sight import look
from playground.openai.spoilt import bomb
from playground.openai.tongues import tongue_of
from playground.openai.tools import echoed
from playground.openai.wire import Blob, event_pieces, pieces_of, plain


def refusal_of(**asked: Any) -> ApiError:
    with pytest.raises(ApiError) as refusal:
        check_create({"model": "gpt-6.1-sol", **asked})
    return refusal.value


def test_a_refusal_lists_what_the_sdk_allows() -> None:
    refusal = refusal_of(truncation="some")
    assert refusal.message == (
        "Invalid value: 'some'. Supported values are: 'auto', and 'disabled'."
    )


def test_a_refusal_names_the_kinds_of_json() -> None:
    refusal = refusal_of(store="yes")
    assert refusal.message == (
        "Invalid type for 'store': expected a boolean, but got a string instead."
    )


@pytest.mark.parametrize(
    ("asked", "param"),
    [
        ({"tools": [{}]}, "tools[0].type"),
        ({"tools": {"type": "web_search"}}, "tools"),
        ({"input": [{"role": "king", "content": "hi"}]}, "input[0].role"),
        ({"input": [{"role": "user"}]}, "input[0].content"),
        ({"input": [{"role": "user", "content": [{"type": "x"}]}]}, None),
        ({"tool_choice": "perhaps"}, "tool_choice"),
        ({"reasoning": {"effort": "heroic"}}, "reasoning.effort"),
        ({"stream": "true"}, "stream"),
        ({"text": {"verbosity": 3}}, "text.verbosity"),
        ({"background": 1}, "background"),
        ({"max_output_tokens": True}, "max_output_tokens"),
    ],
)
def test_a_refusal_says_where(asked: dict[str, Any], param: str | None) -> None:
    found = refusal_of(**asked).param
    assert found == param if param else found


@pytest.mark.parametrize(
    "asked",
    [
        {"store": None, "temperature": 1, "input": "hi"},
        {"input": [{"role": "user", "content": "hi"}]},
        {"tool_choice": {"type": "web_search"}, "tools": [{"type": "web_search"}]},
        {"tools": [{"type": "web_search", "filters": {"blocked_domains": ["a.b"]}}]},
        {"input": [{"type": "item_reference", "id": "rs_1"}]},
        {"text": {"format": {"type": "text"}}, "metadata": {"a": "b"}},
    ],
)
def test_what_the_api_takes_passes(asked: dict[str, Any]) -> None:
    check_create({"model": "gpt-6.1-sol", **asked})


@pytest.mark.parametrize(
    ("size", "right"),
    [
        ((1024, 1024), True),
        ((3840, 2160), True),
        ((2048, 688), True),
        ((2064, 672), False),
        ((3856, 2160), False),
        ((1000, 1024), False),
        ((640, 640), False),
    ],
)
def test_sizes_keep_to_the_rules(size: tuple[int, int], right: bool) -> None:
    assert (size_fault(*size) is None) is right


def test_models_know_their_family_and_their_end() -> None:
    assert image_family("gpt-image-2.6-sunburst") == 2.6
    assert switched_off("gpt-image-1", date(2026, 10, 22)) is None
    assert switched_off("gpt-image-1", date(2026, 10, 23)) == date(2026, 10, 23)
    assert {"gpt-6.1-sol", "gpt-image-2.5-flare"} <= all_models()


@pytest.mark.parametrize(
    ("main", "drawer", "can"),
    [
        ("gpt-6.1-sol", "gpt-image-2.6-sunburst", True),
        ("gpt-4o", "gpt-image-1.5", True),
        ("gpt-4o", "gpt-image-2", False),
        ("gpt-3.5-turbo", "gpt-image-2", None),
    ],
)
def test_not_every_model_can_draw(main: str, drawer: str, can: bool | None) -> None:
    assert draws_with(main, drawer) is can


def test_base64_is_shared_by_every_event_that_carries_it() -> None:
    blob = Blob.of(b"picture" * 100)
    first = event_pieces({"type": "a", "result": blob})
    again = pieces_of({"output": [{"result": blob}, {"result": blob}]})
    assert first[1] is blob.text
    assert [piece for piece in again if piece is blob.text] == [blob.text] * 2


def test_pieces_put_together_are_the_json() -> None:
    blob = Blob.of(b"\x00\x01")
    value = {"text": "@hostile@ \u2028 </script>", "result": blob, "after": [1, None]}
    assert plain(value) == {**value, "result": "AAE="}


def test_a_script_names_the_step_that_is_wrong() -> None:
    with pytest.raises(ValueError, match="step 2 is none of"):
        script_from("x", {"shows": "", "steps": [{"say": "a"}, {"sing": "b"}]})
    with pytest.raises(ValueError, match=r"step 1 has unknown keys \['loud'\]"):
        script_from("x", {"shows": "", "steps": [{"say": "a", "loud": True}]})


def test_an_unknown_script_is_told_with_those_that_are_known() -> None:
    with pytest.raises(LookupError, match="two_pictures"):
        load_script("three_pictures")


def test_a_script_for_several_requests_has_as_many_takes() -> None:
    assert [len(take) for take in load_script("overloaded_then_fine").takes] == [
        1,
        1,
        2,
    ]


def test_a_citation_is_one_delta_and_marks_where_it_came_from() -> None:
    *_, cited, end = _chunks("Won [[https://a.example/b?c=1|A title]].")
    url = "https://a.example/b?c=1&utm_source=openai"
    assert cited == Chunk(f"([a.example]({url}))", url, "A title")
    assert end.text == "."


def test_text_is_not_lost_between_its_deltas() -> None:
    text = "  many   words\n\nand   spaces  " * 30
    assert "".join(chunk.text for chunk in _chunks(text)) == text


def test_better_and_larger_pictures_take_longer() -> None:
    square, wide = (1024, 1024), (2048, 1024)
    assert scale_of("low", square) < scale_of("medium", square)
    assert scale_of("medium", square) < scale_of("medium", wide)
    assert PROFILES["typical"].preview_at(1, 2.0) == 18.0


async def test_waiting_for_what_never_comes_ends() -> None:
    with pytest.raises(TimeoutError):
        await Bell().until(lambda: False, timeout=0.01)


def test_the_log_summarises_pictures_and_drops_secrets() -> None:
    long = "data:image/png;base64," + "A" * 600
    assert summarised({"a": [long]}) == {
        "a": ["data:image/png;base64,…(600 characters)"]
    }
    assert summarised("word " * 200) == "word " * 200
    assert open_headers({"Authorization": "Bearer x", "A": "b"}) == {"A": "b"}


def test_a_decompression_bomb_is_refused_before_it_is_decoded() -> None:
    with pytest.raises(ApiError) as refusal:
        look(bomb(), "input[0]")
    assert refusal.value.code == "image_too_large"


@pytest.mark.parametrize("shape", ["png", "jpeg", "webp"])
def test_the_head_of_a_picture_is_read(shape: Any) -> None:
    seen = look(paint(imagine("a boat"), (64, 48), shape), "input[0]")
    assert (seen.format.lower(), seen.size) == (shape, (64, 48))


def test_a_file_is_gone_after_its_time() -> None:
    files = Files()
    kept = files.add(StoredFile("b.png", b"b", "vision"))
    gone = files.add(StoredFile("a.png", b"a", "vision", expires_at=1))
    assert files.all() == [kept]
    with pytest.raises(ApiError):
        files.get(gone.id)


@pytest.mark.parametrize(
    ("data", "purpose", "kept"),
    [
        (None, "vision", {}),
        (b"", "vision", {}),
        (b"x", "decoration", {}),
        (b"x", "vision", {"anchor": "birth", "seconds": "3600"}),
        (b"x", "vision", {"anchor": "created_at", "seconds": "soon"}),
    ],
)
def test_a_wrong_upload_is_refused(
    data: bytes | None, purpose: str, kept: dict[str, str]
) -> None:
    with pytest.raises(ApiError):
        stored_file("x.png", data, purpose, kept)


def test_the_last_words_of_the_person_are_the_ask() -> None:
    said = [
        {"role": "user", "content": "b"},
        {"role": "assistant", "content": "no"},
        {"role": "user", "content": [{"type": "input_text", "text": "a"}]},
    ]
    ask = ask_from({"input": said}, [], lambda part, where: None)
    assert ask == Ask("a", material="b")


def test_secrets_of_a_tool_are_never_echoed() -> None:
    url = "https://mcp.example/first/secret"
    more = {"authorization": "secret", "headers": {"x": "secret"}, "server_url": url}
    told = echoed({"type": "mcp", "server_label": "x", **more})
    assert "secret" not in str(told)
    assert told["server_url"] == "https://mcp.example/first/<redacted>"


def test_a_place_of_nowhere_is_not_the_united_states() -> None:
    here = {"type": "web_search", "user_location": {"type": "approximate"}}
    assert echoed({"type": "web_search"})["user_location"]["country"] == "US"
    assert echoed(here)["user_location"]["country"] is None


@pytest.mark.parametrize(
    ("words", "start"), [("mach die Nacht", "Hier"), ("xyz", "Here"), ("", "Here")]
)
def test_a_language_is_known_by_its_small_words(words: str, start: str) -> None:
    assert tongue_of(words).drawn.startswith(start)
