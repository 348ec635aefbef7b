"""Whatever the model does, the message ends, and says what happened."""

from pathlib import Path

import pytest

import playground.openai
import playground.slack
from playground.slack.messages import Message
from tests.whole.conftest import Room, Start, pictures, unfinished

SCRIPTS = sorted(
    path.stem
    for path in (Path(playground.openai.__file__).parent / "scripts").glob("*.toml")
)
BROKE = "The connection to the model broke."
STOPPED = "The model stopped with an error."
NO_CREDIT = "has no credit left"
# script: how many pictures the message shows in the end, and a part of its words
ENDS = {
    "api_source": (0, "[1]"),
    "busy_then_fine": (1, "Redo"),
    "commentary_first": (1, "Redo"),
    "content_filter": (0, "cut short by OpenAI's content filter"),
    "cut_before_picture": (0, BROKE),
    "cut_short": (1, "it got too long"),
    "empty_text": (1, "Redo"),
    "error_without_end": (1, "broke after the picture"),
    "failed": (0, "too busy"),
    "flat_error": (0, "too busy"),
    "hostile_markup": (1, "Redo"),
    "html_502": (1, "Redo"),
    "html_instead_of_stream": (0, BROKE),
    "json_instead_of_stream": (0, BROKE),
    "images_busy_in_stream": (1, "Redo"),
    "images_busy_then_fine": (1, "Redo"),
    "images_cut": (0, BROKE),
    "images_flat_error": (0, "too busy"),
    "images_garbage": (0, "could not be drawn"),
    "images_html_502": (1, "Redo"),
    "images_moderation": (0, "declined this request (violence)"),
    "images_moderation_of_picture": (0, "declined it (violence)"),
    "images_nested_error": (0, "too busy"),
    "images_no_previews": (1, "Redo"),
    "images_one_preview_fewer": (1, "Redo"),
    "images_other_format": (1, "Redo"),
    "images_overloaded": (1, "Redo"),
    "images_quota": (0, NO_CREDIT),
    "images_reset": (0, BROKE),
    "images_silence": (0, "took too long"),
    "images_unknown_events": (1, "Redo"),
    "images_usual": (1, "Drawn directly from: a lighthouse"),
    "images_without_bytes": (0, "could not be drawn"),
    "keepalive": (1, "Redo"),
    "late_delta": (1, "Redo"),
    "moderation_before_stream": (0, "declined"),
    "moderation_in_stream": (0, "declined"),
    "moderation_of_picture": (
        0,
        "declined it (self harm, violence)",
    ),
    "nested_error": (0, "too busy"),
    "no_completed_event": (1, "Redo"),
    "no_picture": (0, "No picture came with this answer"),
    "no_previews": (1, "Redo"),
    "no_terminal_event": (1, "broke after the picture"),
    "overlapping_citations": (0, "[1]"),
    "overloaded_then_fine": (1, "Redo"),
    "person_blocked": (0, "only OpenAI can change that"),
    "quota": (0, NO_CREDIT),
    "quota_in_stream": (0, NO_CREDIT),
    "refusal": (0, "Redo"),
    "reset": (0, BROKE),
    "server_error_then_fine": (1, "Redo"),
    "silence": (0, "took too long"),
    "slow_down": (0, "too busy"),
    "still_generating": (1, "Redo"),
    "too_large": (0, "Write less, or attach fewer pictures"),
    "too_long_a_string": (0, "Write less, or attach fewer pictures"),
    "two_pictures": (2, "Redo"),
    "unreadable_picture": (0, "Attach it as a PNG or JPEG"),
    "usual": (1, "[1]"),
}
FORBIDDEN = ("<!channel", "<!here", "<@U", "javascript:", "'stop'", "sk-", "xoxb")


@pytest.mark.slow
@pytest.mark.parametrize("script", SCRIPTS)
async def test_every_script_ends_in_one_finished_message(
    script: str, room: Room, start: Start
) -> None:
    """With the pictures and the words that are due, and with nothing that pings."""
    room.model.play(script, times=3)
    await start(silence_seconds="3" if "silence" in script else "60")
    flag = " --direct" if script.startswith("images_") else ""
    asked = await room.ann.says("#general", f"@Darkroom a lighthouse{flag}")
    answer = await room.ended(asked)
    count, words = ENDS.get(script, (len(pictures(answer)), "Redo"))
    assert len(pictures(answer)) == count, answer.blocks
    assert words in str(answer.blocks)
    shown = str([each.blocks for each in room.slack.messages("#general", asked)[1:]])
    assert not [each for each in FORBIDDEN if each in shown]


@pytest.mark.parametrize("script", ["cut_before_picture", "reset"])
async def test_the_last_preview_stays_if_no_picture_was_finished(
    script: str, room: Room, start: Start
) -> None:
    """With the words so far: they are all that there is, and they are paid for."""
    room.model.play(script)
    room.model.hold(before="response.image_generation_call.partial_image", index=1)
    await start()
    asked = await room.ann.says("#general", "@Darkroom a lighthouse")
    answer = await room.answer(asked)
    await room.slack.until(lambda: "preview 1" in str(answer.blocks))
    room.model.release()
    await room.ended(asked)
    assert len(unfinished(answer)) == 1
    assert all(seen.ok for seen in answer.seen_by("ben"))


async def test_nothing_stays_of_a_picture_that_was_declined(
    room: Room, start: Start
) -> None:
    """Not even the preview that people have seen by then."""
    room.model.play("images_moderation_of_picture")
    room.model.hold(before="error")
    await start()
    asked = await room.ann.says("#general", "@Darkroom a lighthouse --direct")
    answer = await room.answer(asked)
    await room.slack.until(lambda: "preview-" in str(answer.blocks))
    room.model.release()
    await room.ended(asked)
    assert "declined" in str(answer.blocks)
    assert not unfinished(answer)


async def test_what_one_answer_can_cost_is_bounded_by_settings(
    room: Room, start: Start
) -> None:
    """The picture that was drawn within the limits stays."""
    room.model.play("cut_short")
    await start(answer_calls="6", answer_tokens="5000")
    answer = await room.ask("@Darkroom a lighthouse")
    body = room.model.requests[-1].body
    assert (body["max_tool_calls"], body["max_output_tokens"]) == (6, 5000)
    assert len(pictures(answer)) == 1


async def test_a_message_that_slack_refuses_is_said_in_plain_words(
    room: Room, start: Start
) -> None:
    """In the thread or, where that is refused too, to the asker alone."""
    await start()
    refusal = playground.slack.Fault(
        method="chat.postMessage", times=2, error="invalid_blocks"
    )
    room.slack.faults.add(refusal)
    asked = await room.ann.says("#general", "@Darkroom a fox")
    await room.slack.until(
        lambda: (
            "did not accept my answer"
            in str([m.text for m in _seen_by_ann(room, asked)])
        )
    )


async def test_text_that_is_too_long_goes_on_in_the_thread(
    room: Room, start: Start
) -> None:
    """Each of its links is in one piece."""
    room.model.play("very_long_text")
    await start()
    asked = await room.ann.says("#general", "@Darkroom a lighthouse")
    await room.ended(asked)
    await room.slack.until(lambda: len(room.slack.messages("#general", asked)) > 2)
    shown = [m for m in room.slack.messages("#general", asked) if m.by_app]
    text = "".join(str(message.blocks) for message in shown)
    assert text.count("Lighthouses have guided ships") == 112


async def test_a_forgotten_parent_is_rebuilt_from_what_was_stored(
    room: Room, start: Start
) -> None:
    """Its words and its picture go along, and the message says so."""
    await start()
    first = await room.ask("@Darkroom a lighthouse at night")
    room.model.expire_all()
    second = await room.ask("make it sunrise", thread=first)
    assert "no longer has the earlier turns" in str(second.blocks)
    body = room.model.requests[-1].body
    assert body.get("previous_response_id") is None
    assert "a lighthouse at night" in str(body["input"])
    assert "data:image/" in str(body["input"])


async def test_a_rate_limit_of_slack_is_waited_out(room: Room, start: Start) -> None:
    """No edit is sent before its Retry-After, and the end arrives all the same."""
    await start()
    fault = {"method": "chat.update", "times": 1, "retry_after": 1}
    room.slack.faults.add(playground.slack.Fault(**fault))  # type: ignore[arg-type] # one kind a field
    await room.ask("@Darkroom a fox")
    edits = [c for c in room.slack.calls if c.method == "chat.update"]
    refused = next(n for n, call in enumerate(edits) if call.status == 429)
    assert edits[refused + 1].at - edits[refused].at >= 1


@pytest.mark.parametrize(
    "fault",
    [{"status": 500}, {"html": True}, {"drop": True}, {"error": "internal_error"}],
    ids=str,
)
async def test_a_final_edit_that_fails_is_sent_again(
    fault: dict[str, object], room: Room, start: Start
) -> None:
    """Whatever Slack answers instead of yes."""
    room.model.hold(before="response.completed")
    await start()
    asked = await room.ann.says("#general", "@Darkroom a fox")
    answer = await room.answer(asked)
    await room.slack.until(lambda: "Finishing" in str(answer.blocks))
    faults = playground.slack.Fault(method="chat.update", times=2, **fault)  # type: ignore[arg-type] # one kind a field
    room.slack.faults.add(faults)
    room.model.release()
    await room.ended(asked)


def _seen_by_ann(room: Room, asked: Message) -> list[Message]:
    return [*room.slack.messages("#general", asked), *room.slack.ephemerals("ann")]
